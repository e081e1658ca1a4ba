import type { Relation } from '../catalog/model.js';
import { columnNamed, constraintNamed } from '../catalog/partNamed.js';
import { createAnalyzer } from '../lint/analysis.js';
import { quoteName, unquoted } from '../syntax/names.js';
import { statementText } from '../syntax/statement.js';
import { allIn, spanOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { applyEdits, type Edit } from '../text/edit.js';
import { type Span, shiftSpan } from '../text/span.js';
import { type Binding, bindNames } from './names/bind.js';
import type { Entity } from './names/entity.js';
import { piecesOf } from './names/pieces.js';
import { meantAt, type NamedPlace, occurrencesAt, occurrencesOf } from './references.js';
import {
  bindingOf,
  type FilePlace,
  knownAt,
  knownIn,
  type PlacedStatement,
  statementAround,
  statementNumberAt,
  statementOf,
  type WorkspaceFile,
  workspaceOf,
} from './workspace.js';

/** The edits of each file, or the reason why nothing is renamed. */
export type Renaming =
  | {
      readonly kind: 'edits';
      readonly files: readonly { readonly file: WorkspaceFile; readonly edits: readonly Edit[] }[];
    }
  | RenameRefusal;

export interface RenameRefusal {
  readonly kind: 'refused';
  readonly reason: string;
}

const refused = (reason: string): RenameRefusal => ({ kind: 'refused', reason });

/** The name that would be renamed, or why it cannot be. */
export function renamable(
  file: WorkspaceFile,
  offset: number,
): { readonly kind: 'name'; readonly span: Span; readonly name: string } | RenameRefusal {
  const [entity, ...others] = unlike(meantAt(file, offset));
  const statement = statementAround(file, offset);
  const at = statement ? offset - statement.start : 0;
  const named = occurrencesAt(file, offset).find(({ span }) => span.start <= at && at <= span.end);
  if (!entity || !statement || !named) return refused('There is no name here that could be renamed.');
  if (others.length > 0) return refused(`"${entity.name}" stands for columns of several tables here.`);
  const { schema = '', name, kind } = entity;
  if (systemSchemas.has(schema)) return refused(`"${name}" belongs to the server, which does not rename it.`);
  if (kind === 'role' || kind === 'schema')
    return refused(`A ${kind} exists outside of these files too, so it is not renamed here.`);
  const places = occurrencesOf(file, offset, [entity]);
  if (!places.some(({ occurrence }) => occurrence.role === 'declaration'))
    return refused(`No file here makes "${name}", so it is not known what it belongs to.`);
  const span = { start: statement.start + named.span.start, end: statement.start + named.span.end };
  return { kind: 'name', span, name };
}

const systemSchemas = new Set(['pg_catalog', 'information_schema', 'sys']);

const unlike = (entities: readonly Entity[]): readonly Entity[] => [
  ...new Map(entities.map((entity) => [entity.key, entity])).values(),
];

/** Renames an object everywhere, if every name still means the same afterwards. */
export function renameAt(file: WorkspaceFile, offset: number, written: string): Renaming {
  const able = renamable(file, offset);
  if (able.kind === 'refused') return able;
  const [entity] = meantAt(file, offset);
  const statement = statementAround(file, offset);
  const newName = nameFrom(written);
  if (!entity || !statement) return refused('There is no name here that could be renamed.');
  if (newName === undefined) return refused('A name is neither empty nor longer than 63 bytes.');
  if (newName === entity.name) return { kind: 'edits', files: [] };
  const taken = takenBy(statement, entity, newName);
  if (taken) return refused(taken);
  const table = tableOfColumn(entity);
  if (table && hasFamily(file, table))
    return refused(`"${table.name}" shares its columns with other tables by INHERITS or PARTITION OF.`);
  const places = occurrencesOf(file, offset, [entity]);
  if (places.some(({ occurrence }) => occurrence.isShared) || isJoinedByName(file, entity))
    return refused(`"${entity.name}" is joined by USING or NATURAL with a column of the same name.`);
  const dynamic = entity.isLocal ? undefined : dynamicUse(file, entity.name);
  if (dynamic) return refused(`"${entity.name}" may be meant in text that is run by EXECUTE, in ${dynamic}.`);
  const edits = editsOf(file, offset, places, newName);
  const isKept = isInside(entity, statement)
    ? isProvedInside(statement, edits.get(file) ?? [])
    : isProved(file, edits);
  if (!isKept) return refused(`After that, "${newName}" would not mean the same everywhere.`);
  return { kind: 'edits', files: [...edits].map(([one, list]) => ({ file: one, edits: list })) };
}

/** The name that a person means: in double quotes it is taken as it is. */
function nameFrom(written: string): string | undefined {
  const trimmed = written.trim();
  const name = trimmed.startsWith('"') ? unquoted(trimmed) : trimmed;
  const bytes = [...name].reduce((sum, sign) => sum + bytesOf(sign), 0);
  return name === '' || bytes > 63 || name.includes('\0') ? undefined : name;
}

function bytesOf(sign: string): number {
  const code = sign.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

/** Why a name is not available: something else has it. */
function takenBy(statement: PlacedStatement, entity: Entity, name: string): string | undefined {
  const known = knownAt(statement);
  const { kind, schema, relation } = entity;
  if (kind === 'column' && relation && columnNamed(relation, name))
    return `"${relation.name}" has a column "${name}" already.`;
  if (kind === 'constraint' && relation && constraintNamed(relation, name))
    return `"${relation.name}" has a constraint "${name}" already.`;
  const isRelation = kind === 'table' || kind === 'view' || kind === 'index' || kind === 'sequence';
  const wanted = { schema, name };
  if (isRelation && (known.relation(wanted) || known.index(wanted) || known.sequence(wanted)))
    return `There is a "${name}" already.`;
  if (kind === 'type' && known.type(wanted)) return `There is a type "${name}" already.`;
  if (kind === 'function' && known.routines(wanted).some((routine) => routine.schema === schema))
    return `There is a function "${name}" already.`;
  if (!entity.isLocal) return undefined;
  // A variable may hide a parameter; what then means something else is not proved.
  const isThere = bindingOf(statement).occurrences.some(
    ({ entity: other }) =>
      other.name === name &&
      other.key !== entity.key &&
      sharesNames(other, entity) &&
      !(kind === 'variable' && other.kind === 'parameter'),
  );
  return isThere ? `"${name}" is a name in this statement already.` : undefined;
}

interface TableName {
  readonly name: string;
  readonly key: string;
}

/** The table of a column, which may be dropped by now. */
function tableOfColumn({ kind, key, name }: Entity): TableName | undefined {
  if (kind !== 'column') return undefined;
  const table = key.slice('column '.length, -(name.length + 1));
  return { name: table.slice(table.indexOf('.') + 1), key: `relation ${table}` };
}

/** Whether a table has its columns from a parent, or gives them to a child, at some time. */
function hasFamily({ workspace }: WorkspaceFile, { name, key }: TableName): boolean {
  const isFamily = ({ name: own, inherits, isPartition }: Relation) =>
    own === name ? isPartition || inherits.length > 0 : inherits.some((parent) => parent.name === name);
  if ([...knownIn(workspace).schemas()].some(({ relations }) => [...relations.values()].some(isFamily)))
    return true;
  return workspace.files.some((file) =>
    file.statements.some(({ start, end }, at) => {
      if (!relating.test(file.text.slice(start, end))) return false;
      const statement = statementOf(file, at);
      return statement && bindingOf(statement).occurrences.some(({ entity }) => entity.key === key);
    }),
  );
}

const relating = /^\s*(?:create|alter)\b[\s\S]*\b(?:inherits?|partition)\b/i;

/** Whether NATURAL merges a column with another one. A new name could lead to that too: `isProved` counts. */
function isJoinedByName({ workspace }: WorkspaceFile, { kind, key }: Entity): boolean {
  if (kind !== 'column') return false;
  return workspace.files.some((file) =>
    file.statements.some(({ start, end }, at) => {
      if (!/\bnatural\b/i.test(file.text.slice(start, end))) return false;
      const statement = statementOf(file, at);
      return statement && bindingOf(statement).natural.some((keys) => keys.split('\n').includes(key));
    }),
  );
}

/** Whether two names of a statement can be confused. */
const sharesNames = (one: Entity, other: Entity): boolean => groupOf(one) === groupOf(other);
const groupOf = ({ kind }: Entity): string =>
  kind === 'column' || kind === 'output' || kind === 'variable' || kind === 'parameter' ? 'value' : 'source';

/** The file with a string that holds the name and that PL/pgSQL runs as a statement. */
function dynamicUse(file: WorkspaceFile, name: string): string | undefined {
  const isNamed = new RegExp(`(?<![\\w$])${name.replace(/[^\w]/g, '\\$&')}(?![\\w$])`, 'i');
  for (const one of file.workspace.files) {
    for (const [at, { start, end }] of one.statements.entries()) {
      const text = one.text.slice(start, end);
      if (!/\bexecute\b/i.test(text) || !isNamed.test(text)) continue;
      const statement = statementOf(one, at);
      const pieces = statement ? piecesOf(statement.text, statement.tree) : [];
      const isRun = pieces.some(({ text: own, tree }) =>
        [...allIn(tree)].some((node) => {
          if (node.kind !== 'statement' || node.word !== 'execute') return false;
          const span = spanOf(own, node);
          return isNamed.test(own.text.slice(span.start, span.end));
        }),
      );
      if (isRun) return one.path;
    }
  }
  return undefined;
}

function editsOf(
  file: WorkspaceFile,
  offset: number,
  places: readonly NamedPlace[],
  name: string,
): ReadonlyMap<WorkspaceFile, readonly Edit[]> {
  const edits = new Map<WorkspaceFile, Edit[]>();
  const isOutput = meantAt(file, offset).every(({ kind }) => kind === 'output');
  const passes = passedOn(places);
  for (const { place, occurrence } of places) {
    const list = edits.get(place.file) ?? [];
    edits.set(place.file, list);
    const { text } = place.file;
    const { start, end } = place.span;
    const old = text.slice(start, end);
    const written = old.startsWith('"') ? `"${name.replaceAll('"', '""')}"` : quoteName(name);
    // The column of the query keeps its name, or gets a name of its own.
    if (isOutput && occurrence.role === 'declaration' && passes(place))
      list.push({ start: end, end, text: ` AS ${written}` });
    else if (!isOutput && occurrence.isPassedOn) list.push({ start, end, text: `${written} AS ${old}` });
    else list.push({ start, end, text: written });
  }
  return edits;
}

/** Whether the column at a place is read and passed on under its name. Each statement is read once. */
function passedOn(places: readonly NamedPlace[]): (place: FilePlace) => boolean {
  const known = new Map<WorkspaceFile, Map<number, ReadonlySet<number>>>();
  for (const { place } of places) {
    const ofFile = known.get(place.file) ?? new Map<number, ReadonlySet<number>>();
    known.set(place.file, ofFile);
    const at = statementNumberAt(place.file, place.span.start);
    if (ofFile.has(at)) continue;
    const statement = statementOf(place.file, at);
    const passed = (statement ? bindingOf(statement).occurrences : []).filter((one) => one.isPassedOn);
    ofFile.set(at, new Set(passed.map(({ span }) => (statement?.start ?? 0) + span.start)));
  }
  return ({ file, span }) => {
    const at = statementNumberAt(file, span.start);
    return known.get(file)?.get(at)?.has(span.start) === true;
  };
}

/** Whether a name is known in its statement only. A column of a query may become one of the view that the query makes. */
const isInside = ({ isLocal, kind }: Entity, { tree }: PlacedStatement): boolean =>
  isLocal && !(kind === 'output' && /^(?:View|CreateTableAs)Stmt$/.test(tree.word));

/** The same as `isProved` for a name that only one statement knows. */
function isProvedInside(statement: PlacedStatement, edits: readonly Edit[]): boolean {
  const own = edits.map((edit) => ({ ...shiftSpan(edit, -statement.start), text: edit.text }));
  const text = statementText(applyEdits(statement.text.text, own));
  return haveSameMeanings(
    meanings(),
    '',
    bindingOf(statement),
    bindNames(text, treeOf(text), knownAt(statement)),
  );
}

interface Meanings {
  readonly forth: Map<string, string>;
  readonly back: Map<string, string>;
}

const meanings = (): Meanings => ({ forth: new Map(), back: new Map() });

/** Whether the names of two bindings of a statement correspond to each other one by one, and to those that were seen before. */
function haveSameMeanings({ forth, back }: Meanings, scope: string, before: Binding, then: Binding): boolean {
  const [own, now] = [before.occurrences, then.occurrences];
  if (own.length !== now.length || before.natural.length !== then.natural.length) return false;
  const keyOf = ({ key, isLocal }: Entity) => (isLocal ? `${scope} ${key}` : key);
  for (const [nth, { entity, role }] of own.entries()) {
    const same = now[nth];
    if (!same || same.role !== role || same.entity.kind !== entity.kind) return false;
    const [key, key2] = [keyOf(entity), keyOf(same.entity)];
    if ((forth.get(key) ?? key2) !== key2 || (back.get(key2) ?? key) !== key) return false;
    forth.set(key, key2);
    back.set(key2, key);
  }
  return true;
}

/**
 * Whether every name in the edited text means the same as before: names with the same meaning still have the same, and names
 * with different meanings still differ.
 */
function isProved(file: WorkspaceFile, edits: ReadonlyMap<WorkspaceFile, readonly Edit[]>): boolean {
  const { files, grammar, server } = file.workspace;
  const texts = files.map((one) => applyEdits(one.text, edits.get(one) ?? []));
  const analysis = createAnalyzer(grammar, []).analyzeAll(texts, { asOf: file.script.asOf });
  const after = workspaceOf(
    analysis,
    files.map(({ path }) => path),
    grammar,
    server,
  );
  const seen = meanings();
  for (const [at, one] of files.entries()) {
    const other = after.files[at];
    if (!other || other.statements.length !== one.statements.length) return false;
    for (const index of one.statements.keys()) {
      const [before, then] = [statementOf(one, index), statementOf(other, index)];
      if (!before || !then) return false;
      if (!haveSameMeanings(seen, `${at} ${index}`, bindingOf(before), bindingOf(then))) return false;
    }
  }
  return true;
}
