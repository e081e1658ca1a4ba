import { builtins } from '../builtins.js';
import type { AlterRoutine, CreateRoutine, ParameterDraft, RoutineName, WrittenType } from '../change.js';
import type { ObjectName, Routine, TypeRef } from '../model.js';
import { toCreated } from '../origin.js';
import { typeNamed } from '../read/written.js';
import type { CalledRoutine, Entry, RoutineEntry, RoutineState, SchemaEntry, TypeState } from './entry.js';
import { History } from './history.js';
import { overloadsOf, signatureOfTypes } from './overloads.js';
import {
  addDependent,
  change,
  noEntries,
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
  const routine: RoutineEntry = { kind: 'routine', state: new History(), dependents: noEntries };
  const parameters = draft.parameters.map((parameter) => ({
    ...parameter,
    type: typeWritten(stage, parameter.type, routine),
  }));
  const signature = signatureOf(parameters);
  const overloads = overloadsOf(schema.routines, name.name);
  const known = overloads.now(signature);
  const state: RoutineState = {
    schema,
    name: name.name,
    origin: originOf(stage, toCreated),
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
  // OR REPLACE keeps the dependents.
  if (known) change(stage, known.state, state);
  else {
    write(stage, routine.state, state);
    setName(stage, overloads, signature, routine);
  }
}

export function alterRoutine(stage: Stage, { options, ...named }: AlterRoutine): void {
  const routine = routineNamed(stage, named);
  if (routine) change(stage, routine.state, options);
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
): RoutineEntry {
  const name = result.entry?.state.now?.name ?? '';
  const mode = isVariadic ? 'variadic' : 'in';
  const parameters = types.map((type) => ({ name: undefined, mode, type, hasDefault: false }) as const);
  const routine: RoutineEntry = { kind: 'routine', state: new History(), dependents: noEntries };
  const signature = signatureOf(parameters);
  write(stage, routine.state, {
    schema,
    name,
    origin: originOf(stage, toCreated),
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
  setName(stage, overloadsOf(schema.routines, name), signature, routine);
  addDependent(result.entry, routine);
  return routine;
}

/** The types of its inputs, which tell it from others of its name. */
const signatureOf = (parameters: RoutineState['parameters']): string =>
  signatureOfTypes(parameters.flatMap(({ mode, type }) => (goesIn.has(mode) ? [type] : [])));

const goesIn = new Set<ParameterDraft['mode']>(['in', 'inout', 'variadic']);

/** The result that OUT parameters make up; a procedure has none. */
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

/** All routines of a name that the search path shows. */
export function routinesNamed(stage: Stage, { schema, name }: ObjectName): readonly RoutineEntry[] {
  const found = new Map<string, RoutineEntry>();
  for (const one of schema === undefined ? searchPath(stage) : [schema])
    for (const routine of stage.schemas.now(one)?.routines.get(name)?.allAt(Infinity) ?? []) {
      const signature = routine.state.now?.signature ?? '';
      if (!found.has(signature)) found.set(signature, routine);
    }
  return [...found.values()];
}

/** The routine that a statement names by its types; by its name alone where it is the only one. */
export function routineNamed(stage: Stage, { name, types }: RoutineName): RoutineEntry | undefined {
  const all = routinesNamed(stage, name);
  if (!types) return all.length === 1 ? all[0] : undefined;
  const wanted = signatureOfTypes(types.map((type) => typeWritten(stage, type, undefined)));
  return all.find(({ state }) => state.now?.signature === wanted) ?? withOutParameters(all, wanted);
}

/** A statement may name OUT parameters as well. */
const withOutParameters = (all: readonly RoutineEntry[], wanted: string): RoutineEntry | undefined =>
  all.find(({ state }) => signatureOfTypes((state.now?.parameters ?? []).map(({ type }) => type)) === wanted);

/** What an operator or a cast calls: a routine with exactly these types. `user` goes when the routine goes. */
export function routineCalled(stage: Stage, called: RoutineName, user: Entry): CalledRoutine {
  const { name, types = [] } = called;
  const builtIn = builtInRoutine(stage, name, types);
  const entry = builtIn ? undefined : routineNamed(stage, called);
  addDependent(entry, user);
  return { written: name, entry, builtIn };
}

/** `pg_catalog` comes before the search path. */
function builtInRoutine(
  stage: Stage,
  { schema, name }: ObjectName,
  types: readonly WrittenType[],
): Routine | undefined {
  if (schema !== undefined && schema !== 'pg_catalog') return undefined;
  const wanted = signatureOfTypes(types.map((type) => typeWritten(stage, type, undefined)));
  return builtins()
    .schemas.get('pg_catalog')
    ?.routines.get(name)
    ?.find(({ parameters }) => {
      const inputs = parameters.filter(({ mode }) => goesIn.has(mode));
      return signatureOfTypes(inputs.map(({ type }) => builtInType(type))) === wanted;
    });
}

const builtInType = (type: TypeRef): TypeState => ({
  written: { ...type, like: undefined },
  entry: undefined,
});

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
  const overloads = overloadsOf(schema.routines, name);
  setName(stage, overloads, now.signature, routine);
  change(stage, routine.state, { schema, name });
}
