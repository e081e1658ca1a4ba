import type { AlterType, CheckDraft, CreateType, TypeDraft } from '../change.js';
import { toCreated } from '../origin.js';
import { typeNamed as builtIn } from '../read/written.js';
import { makeCast } from './cast.js';
import { declareColumn } from './column.js';
import { DeclaredColumns } from './columns.js';
import { dropConstraint, makeConstraint } from './constraint.js';
import { forget } from './drop.js';
import type { SchemaEntry, TypeEntry, TypeEntryState, TypeState } from './entry.js';
import { constraintNameFor } from './generatedName.js';
import { History, Names } from './history.js';
import { addConstructor } from './routine.js';
import {
  addDependent,
  change,
  noEntries,
  originOf,
  type Stage,
  schemaToMake,
  setName,
  typeNamed,
  typeWritten,
  write,
} from './stage.js';

export function createType(stage: Stage, { name, type }: CreateType): void {
  const schema = schemaToMake(stage, name);
  const known = schema.types.now(name.name);
  // What was only declared is defined now.
  if (known?.state.now?.type.kind === 'shell') {
    change(stage, known.state, { type: stateOf(stage, known, name.name, type) });
    return;
  }
  if (known) forget(stage, known, { isCascade: false });
  const entry = makeType(stage, schema, name.name, (made) => stateOf(stage, made, name.name, type));
  if (type.kind === 'composite') for (const column of type.columns) declareColumn(stage, entry, column);
  if (type.kind === 'enum')
    for (const value of type.labels) addLabel(stage, entry, value, entry.labels.length);
  if (type.kind === 'domain') for (const check of type.checks) addCheck(stage, entry, check);
  if (type.kind === 'range') addMultirange(stage, entry);
}

/** The type of several ranges, the functions that make values of both, and the cast from one to several. */
function addMultirange(stage: Stage, range: TypeEntry): void {
  const now = range.state.now;
  if (now?.type.kind !== 'range') return;
  const { schema } = now;
  const multirange = makeType(stage, schema, now.type.multirange, () => ({
    kind: 'multirange',
    category: 'R',
    isPreferred: false,
  }));
  addDependent(range, multirange);
  const bound = now.type.subtype;
  const text = { written: builtIn('pg_catalog', 'text'), entry: undefined };
  const [one, several] = [range, multirange].map((entry) => typeOf(entry, 0));
  if (!one || !several) return;
  const make = (result: TypeState, isStrict: boolean, ...types: readonly TypeState[]) =>
    addConstructor(stage, schema, result, { isStrict, types, isVariadic: false });
  make(one, false, bound, bound);
  make(one, false, bound, bound, text);
  make(several, true);
  const routine = make(several, true, one);
  const cast = makeCast(stage, () => ({
    source: one,
    target: several,
    context: 'explicit',
    method: 'routine',
    routine: { written: { schema: undefined, name: '' }, entry: routine, builtIn: undefined },
  }));
  addDependent(range, cast);
  addConstructor(stage, schema, several, { isStrict: true, types: [typeOf(range, 1)], isVariadic: true });
}

const typeOf = (entry: TypeEntry, dimensions: number): TypeState => ({
  entry,
  written: { ...builtIn(undefined, entry.state.now?.name ?? ''), dimensions },
});

function makeType(
  stage: Stage,
  schema: SchemaEntry,
  name: string,
  typeOf: (entry: TypeEntry) => TypeEntryState['type'],
): TypeEntry {
  const columns = new DeclaredColumns();
  const entry: TypeEntry = {
    kind: 'type',
    id: stage.ids++,
    state: new History(),
    dependents: noEntries,
    columns,
    constraints: [],
    constraintNames: new Names(),
    labels: [],
    labelNames: new Map(),
  };
  columns.belongTo(entry);
  const type = typeOf(entry);
  write(stage, entry.state, {
    schema,
    name,
    origin: originOf(stage, toCreated),
    comment: undefined,
    type,
  });
  setName(stage, schema.types, name, entry);
  return entry;
}

function stateOf(stage: Stage, entry: TypeEntry, name: string, draft: TypeDraft): TypeEntryState['type'] {
  switch (draft.kind) {
    case 'domain':
      return {
        kind: 'domain',
        base: typeWritten(stage, draft.base, entry),
        isNotNull: draft.isNotNull,
        default: draft.default && originOf(stage, draft.default),
      };
    case 'range': {
      const multirange = draft.multirange ?? multirangeName(name);
      return { kind: 'range', subtype: typeWritten(stage, draft.subtype, entry), multirange };
    }
    case 'enum':
    case 'composite':
    case 'shell':
      return { kind: draft.kind };
    default:
      return draft;
  }
}

/** https://www.postgresql.org/docs/16/sql-createtype.html: the name with `range` made `multirange`, or that behind it. */
const multirangeName = (name: string): string =>
  name.includes('range') ? name.replace('range', 'multirange') : `${name}_multirange`;

function addCheck(stage: Stage, type: TypeEntry, draft: CheckDraft): void {
  const now = type.state.now;
  if (!now) return;
  const { isDeferrable, isValidated, pointer } = draft;
  const name =
    draft.name ?? constraintNameFor(now.schema, { table: now.name, part: undefined, label: 'check' });
  makeConstraint(stage, type, {
    kind: 'check',
    name,
    isInvented: draft.name === undefined,
    origin: originOf(stage, pointer),
    comment: undefined,
    columns: [],
    isDeferrable,
    isValidated,
    isInherited: false,
    isPassedOn: false,
  });
}

export function alterType(stage: Stage, { name, action }: AlterType): void {
  const type = typeNamed(stage, name);
  const now = type?.state.now;
  if (!type || !now) return;
  const set = (changed: TypeEntryState['type']) => change(stage, type.state, { type: changed });
  switch (action.kind) {
    case 'add value':
    case 'rename value':
      changeLabels(stage, type, action);
      break;
    case 'set default': {
      const origin = action.hasDefault ? originOf(stage, { kind: 'statement' }) : undefined;
      if (now.type.kind === 'domain') set({ ...now.type, default: origin });
      break;
    }
    case 'set not null':
      if (now.type.kind === 'domain') set({ ...now.type, isNotNull: action.isNotNull });
      break;
    case 'add check':
      addCheck(stage, type, action.check);
      break;
    default: {
      const check = type.constraintNames.now(action.check);
      if (check && action.kind === 'drop check') dropConstraint(stage, check);
      else if (check) change(stage, check.state, { isValidated: true });
    }
  }
}

type ValueAction = Extract<AlterType['action'], { readonly value: string }>;

function changeLabels(stage: Stage, type: TypeEntry, action: ValueAction): void {
  const { labels } = type;
  const known = labelNamed(type, action.value);
  if (action.kind === 'rename value') {
    if (!known) return;
    write(stage, known, action.to);
    type.labelNames.set(action.to, known);
    return;
  }
  if (known) return;
  const neighbor = action.beside === undefined ? undefined : labelNamed(type, action.beside);
  const at = neighbor ? labels.indexOf(neighbor) + (action.isBehind ? 1 : 0) : labels.length;
  addLabel(stage, type, action.value, at);
}

function labelNamed({ labelNames }: TypeEntry, value: string): History<string> | undefined {
  const label = labelNames.get(value);
  return label?.now === value ? label : undefined;
}

function addLabel(stage: Stage, { labels, labelNames }: TypeEntry, value: string, at: number): void {
  const label = new History<string>();
  write(stage, label, value);
  if (at === labels.length) labels.push(label);
  else labels.splice(at, 0, label);
  labelNames.set(value, label);
}
