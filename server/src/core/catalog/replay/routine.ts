import type { AlterRoutine, CreateRoutine, ParameterDraft, WrittenType } from '../change.js';
import type { ObjectName } from '../model.js';
import { typeNamed } from '../read/written.js';
import type { RoutineEntry, RoutineState, SchemaEntry, TypeState } from './entry.js';
import { History, Names } from './history.js';
import {
  change,
  originOf,
  type Stage,
  schemaToMake,
  searchPath,
  setName,
  typeWritten,
  write,
} from './stage.js';

export function createRoutine(stage: Stage, draft: CreateRoutine): void {
  const { name, routine: kind, returnsSet, volatility, isStrict, language } = draft;
  const schema = schemaToMake(stage, name);
  const routine: RoutineEntry = { kind: 'routine', state: new History(), dependents: [] };
  const parameters = draft.parameters.map((parameter) => ({
    ...parameter,
    type: typeWritten(stage, parameter.type, routine),
  }));
  const signature = signatureOf(parameters);
  const overloads = overloadsOf(schema, name.name);
  const known = overloads.now(signature);
  const state: RoutineState = {
    schema,
    name: name.name,
    origin: originOf(stage, { kind: 'created' }),
    comment: known?.state.now?.comment,
    routine: kind,
    parameters,
    result: draft.result ? typeWritten(stage, draft.result, routine) : answered(kind, parameters),
    returnsSet,
    volatility,
    isStrict,
    language,
    signature,
  };
  // OR REPLACE keeps what names it.
  if (known) change(stage, known.state, state);
  else {
    write(stage, routine.state, state);
    setName(stage, overloads, signature, routine);
  }
}

export function alterRoutine(stage: Stage, { name, types, options }: AlterRoutine): void {
  const routine = routineNamed(stage, name, types);
  if (routine) change(stage, routine.state, options);
}

function overloadsOf(schema: SchemaEntry, name: string): Names<RoutineEntry> {
  const known = schema.routines.get(name);
  if (known) return known;
  const overloads = new Names<RoutineEntry>();
  schema.routines.set(name, overloads);
  return overloads;
}

/** A function that makes values of a type, by the name of the type. */
export function addConstructor(
  stage: Stage,
  schema: SchemaEntry,
  result: TypeState,
  {
    types,
    isStrict,
    isVariadic,
  }: { readonly types: readonly TypeState[]; readonly isStrict: boolean; readonly isVariadic: boolean },
): void {
  const name = result.entry?.state.now?.name ?? '';
  const mode = isVariadic ? 'variadic' : 'in';
  const parameters = types.map((type) => ({ name: undefined, mode, type, hasDefault: false }) as const);
  const routine: RoutineEntry = { kind: 'routine', state: new History(), dependents: [] };
  const signature = signatureOf(parameters);
  write(stage, routine.state, {
    schema,
    name,
    origin: originOf(stage, { kind: 'created' }),
    comment: undefined,
    routine: 'function',
    parameters,
    result,
    returnsSet: false,
    volatility: 'immutable',
    isStrict,
    language: 'internal',
    signature,
  });
  setName(stage, overloadsOf(schema, name), signature, routine);
  result.entry?.dependents.push(routine);
}

/** The types that tell it from others of its name: those of what goes in. */
const signatureOf = (parameters: RoutineState['parameters']): string =>
  JSON.stringify(parameters.filter(({ mode }) => goesIn.has(mode)).map(({ type }) => keyOf(type)));

const goesIn = new Set<ParameterDraft['mode']>(['in', 'inout', 'variadic']);

function keyOf({ written, entry }: TypeState): readonly unknown[] {
  const now = entry?.state.now;
  const { schema, name } = now ? { schema: now.schema.state.now?.name, name: now.name } : written;
  // Built-in types are written with their schema by the grammar, and without it by people.
  return [now || schema !== 'pg_catalog' ? schema : undefined, name, written.dimensions > 0];
}

/** What OUT parameters answer; a procedure has no result. */
function answered(
  kind: RoutineState['routine'],
  parameters: RoutineState['parameters'],
): TypeState | undefined {
  if (kind === 'procedure' || kind === 'aggregate') return undefined;
  const out = parameters.filter(({ mode }) => mode === 'out' || mode === 'inout');
  const [only, ...others] = out;
  if (!only) return undefined;
  return others.length === 0 ? only.type : { written: typeNamed('pg_catalog', 'record'), entry: undefined };
}

/** All routines of a name, in the first schema that has any. */
export function routinesNamed(stage: Stage, { schema, name }: ObjectName): readonly RoutineEntry[] {
  for (const one of schema === undefined ? searchPath(stage) : [schema]) {
    const found = [...(stage.schemas.now(one)?.routines.get(name)?.allAt(Infinity) ?? [])];
    if (found.length > 0) return found;
  }
  return [];
}

/** The routine that a statement names by its types; by its name alone where it is the only one. */
export function routineNamed(
  stage: Stage,
  name: ObjectName,
  types: readonly WrittenType[] | undefined,
): RoutineEntry | undefined {
  const all = routinesNamed(stage, name);
  if (!types) return all.length === 1 ? all[0] : undefined;
  const parameters = types.map(
    (type) => ({ mode: 'in', type: typeWritten(stage, type, undefined) }) as const,
  );
  const wanted = JSON.stringify(parameters.map(({ type }) => keyOf(type)));
  return all.find(({ state }) => state.now?.signature === wanted) ?? withOutParameters(all, parameters);
}

/** A statement may name OUT parameters as well. */
function withOutParameters(
  all: readonly RoutineEntry[],
  wanted: readonly { readonly type: TypeState }[],
): RoutineEntry | undefined {
  const key = JSON.stringify(wanted.map(({ type }) => keyOf(type)));
  return all.find(
    ({ state }) => JSON.stringify((state.now?.parameters ?? []).map(({ type }) => keyOf(type))) === key,
  );
}

export function moveRoutine(
  stage: Stage,
  routine: RoutineEntry,
  to: { readonly schema?: SchemaEntry; readonly name?: string },
): void {
  const { now } = routine.state;
  if (!now) return;
  const { schema = now.schema, name = now.name } = to;
  const from = now.schema.routines.get(now.name);
  if (from) setName(stage, from, now.signature, undefined);
  const overloads = overloadsOf(schema, name);
  setName(stage, overloads, now.signature, routine);
  change(stage, routine.state, { schema, name });
}
