import type { Statement } from '../../../../src/core/syntax/statement.js';
import { wordOf } from '../../../../src/core/syntax/tokens.js';
import { tokenAt } from '../../../../src/core/syntax/tree/nodes.js';
import { type Finding, firstOf, joined, listed, wordCallAt } from './finding.js';

/** What libpg-query's tree of a statement names. Its JSON is read by the fields that a node has and no other. */
export const inGrammar = (statement: Statement): Generator<Finding> => inValue(statement, statement.node, []);

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function* inValue(statement: Statement, value: unknown, path: readonly string[]): Generator<Finding> {
  for (const one of listOf(value)) yield* inValue(statement, one, path);
  if (!isFields(value)) return;
  yield* namedBy(statement, value, path);
  for (const [field, inner] of Object.entries(value))
    if (!leftOut.some((isLeftOut) => isLeftOut(value, field, path)))
      yield* inValue(statement, inner, [...path, field]);
}

/** What the grammar's tree says of no place in the text, or in other words than the text has. */
const leftOut: readonly ((node: Fields, field: string, path: readonly string[]) => boolean)[] = [
  // `name = value`: any word is a type to the grammar, and no number has a place. What a sequence is AS, and what a
  // function transforms, are types.
  (node, field) => field === 'DefElem' && !isTypeOfSequence(node.DefElem) && !areTransforms(node.DefElem),
  // The type that the N of N'…' is.
  ({ typeName, arg }, field) =>
    field === 'typeName' && placeIn(typeName) !== undefined && placeIn(typeName) === (placeIn(arg) ?? 0) - 1,
  // A composite type is a relation to the grammar, and its attributes are columns of an alias.
  (_node, field) => field === 'typevar',
  ({ objtype, renameType }, field) =>
    field === 'relation' && (objtype === 'OBJECT_TYPE' || renameType === 'OBJECT_ATTRIBUTE'),
  // RETURNS TABLE (…) has the type of its only column, or `record`, once more.
  ({ parameters }, field) =>
    field === 'returnType' && /FUNC_PARAM_TABLE/.test(JSON.stringify(parameters ?? '')),
  // `SET (a, b) = (…)` has what is assigned once for each column.
  ({ MultiAssignRef: assigned }, field) =>
    field === 'MultiAssignRef' && isFields(assigned) && assigned.colno !== 1,
  // The values of a setting are words, whatever the grammar makes of them.
  (_node, field, path) => field === 'args' && /^(?:VariableSetStmt|setstmt)$/.test(path.at(-1) ?? ''),
];

/** The place of a type, or of a constant. */
function placeIn(node: unknown): number | undefined {
  if (!isFields(node)) return undefined;
  return typeof node.location === 'number' ? node.location : placeIn(node.A_Const);
}

const isTypeOfSequence = (option: unknown): boolean =>
  isFields(option) && option.defname === 'as' && isFields(option.arg) && isFields(option.arg.TypeName);

const areTransforms = (option: unknown): boolean =>
  isFields(option) && option.defname === 'transform' && isFields(option.arg) && isFields(option.arg.List);

function* namedBy(statement: Statement, node: Fields, path: readonly string[]): Generator<Finding> {
  for (const field of Object.keys(node))
    if (/^[A-Z]\w*Stmt$/.test(field) && !isNoStatement(node, field, path))
      yield { what: 'statement', at: undefined, name: field };
  for (const [field, name] of aliasesOf(node))
    yield {
      what: 'alias',
      at: field === 'alias' ? firstOf(inValue(statement, aliasless(node), [])) : undefined,
      name,
    };
  for (const name of objectsOf(node)) yield { what: 'table', at: undefined, name };
  const { location: at } = node;
  if (typeof at !== 'number' || at < 0) return;
  const word = wordCallAt(statement, at);
  if (word !== undefined) yield { what: 'call', at, name: word };
  for (const [what, nameOf] of Object.entries(shapes)) {
    const name = nameOf(node, path.at(-1) ?? '', path.at(-2) ?? '', path.at(-3) ?? '');
    if (name === undefined || (what === 'call' && word !== undefined)) continue;
    if (what === 'constant') yield* constantAt(statement, at);
    else yield { what, at, name };
  }
}

/** What the grammar calls a statement and is a clause, and the query that it writes around a recursive view's own. */
function isNoStatement(node: Fields, field: string, path: readonly string[]): boolean {
  if (field === 'ReplicaIdentityStmt') return true;
  if (field === 'ReturnStmt') return path.at(-1) === 'sql_body';
  const query = node[field];
  return isFields(query) && isFields(query.withClause) && query.withClause.location === -1;
}

/** What a node with a place is, by a field that no other has, and its name. */
const shapes: Readonly<
  Record<string, (node: Fields, type: string, field: string, owner: string) => string | undefined>
> = {
  table: (node) =>
    node.relpersistence === undefined
      ? undefined
      : joined(textsIn([node.catalogname, node.schemaname, node.relname])),
  column: ({ fields }) => (fields === undefined ? undefined : joined(textsIn(fields))),
  call: ({ funcname, funcformat }) => {
    const name = joined(textsIn(funcname));
    return name === '' || funcformat === 'COERCE_SQL_SYNTAX' || escapes.has(name) ? undefined : name;
  },
  type: ({ names, typemod, arrayBounds, pct_type }) =>
    // A type that has a keyword of its own is known by its place.
    typemod === undefined
      ? undefined
      : joined(textsIn(names)).replace(/^pg_catalog\..*/, 'keyword') +
        (pct_type ? '%type' : '') +
        '[]'.repeat(listOf(arrayBounds).length),
  constant: ({ funcname }, type) =>
    constants.has(type) || joined(textsIn(funcname)) === 'pg_catalog.system_user' ? '' : undefined,
  target: ({ name }, type, field, owner) =>
    type === 'ResTarget' && (field === 'returningList' || (field === 'targetList' && !writers.has(owner)))
      ? joined(textsIn([name]))
      : undefined,
  written: ({ name }, type, field, owner) =>
    type === 'ResTarget' && (field === 'cols' || (field === 'targetList' && writers.has(owner)))
      ? joined(textsIn([name]))
      : undefined,
  definition: ({ colname }) => (colname === undefined ? undefined : joined(textsIn([colname]))),
  cte: ({ ctename, aliascolnames }) =>
    ctename === undefined ? undefined : listed(joined(textsIn([ctename])), textsIn(aliascolnames)),
};

/** What LIKE and SIMILAR TO make of ESCAPE. */
const escapes: ReadonlySet<string> = new Set(['pg_catalog.like_escape', 'pg_catalog.similar_to_escape']);
const constants: ReadonlySet<string> = new Set(['A_Const', 'SetToDefault', 'SQLValueFunction']);
const writers: ReadonlySet<string> = new Set(['UpdateStmt', 'onConflictClause', 'MergeWhenClause']);

/** The texts of a list of names, of columns, or of a list of both. */
const textsIn = (list: unknown): readonly string[] =>
  listOf(list).flatMap((one) => {
    if (typeof one === 'string') return [one];
    if (!isFields(one)) return [];
    if (one.A_Star) return ['*'];
    if (isFields(one.ColumnDef)) return textsIn([one.ColumnDef.colname]);
    return isFields(one.String) ? textsIn([one.String.sval ?? '']) : [];
  });

/** The sign of a negative number belongs to it in the grammar; the fields of an interval and LIMIT ALL are constants to it. */
function* constantAt(statement: Statement, location: number): Generator<Finding> {
  // The N of N'…' is a type to the grammar, and a part of the constant in the text.
  const isNational = /^n'/i.test(statement.text.slice(location - 1, location + 1));
  const first = tokenAt(statement, isNational ? location - 1 : location);
  const index = /^[-+]$/.test(wordOf(statement, first)) ? first + 1 : first;
  const { kind, start: at } = statement.token(index) ?? {};
  if (kind === 'number' || kind === 'string' || keywords.has(wordOf(statement, index)))
    yield { what: 'constant', at, name: '' };
}

const keywords: ReadonlySet<string> = new Set(
  `null true false default current_date current_time current_timestamp localtime localtimestamp current_role
  current_user session_user system_user user current_catalog current_schema`.split(/\s+/),
);

/** The alias of what stands in FROM, with its columns, and that of a join's USING. */
const aliasesOf = (node: Fields): readonly (readonly [field: string, name: string])[] =>
  ['alias', 'join_using_alias'].flatMap((field) => {
    const alias = node[field];
    const columns = field === 'alias' && !node.typevar ? node.coldeflist : undefined;
    if (!isFields(alias)) return columns === undefined ? [] : [[field, listed('', textsIn(columns))]];
    return [[field, listed(joined(textsIn([alias.aliasname])), textsIn(alias.colnames ?? columns))]];
  });

const aliasless = ({
  alias: _alias,
  join_using_alias: _using,
  coldeflist: _columns,
  ...rest
}: Fields): Fields => rest;

/** The relations among the objects of DROP, COMMENT and their like, which have no place. */
function objectsOf({ objects, object, removeType, objtype }: Fields): readonly string[] {
  const type = removeType ?? objtype;
  const ofTable = ownedByTables.has(String(type));
  if (!ofTable && !relations.has(String(type))) return [];
  return [...listOf(objects), object].flatMap((one) => {
    const names = isFields(one) && isFields(one.List) ? textsIn(one.List.items) : [];
    const parts = ofTable ? names.slice(0, -1) : names;
    return parts.length === 0 ? [] : [joined(parts)];
  });
}

const relations: ReadonlySet<string> = new Set(
  `OBJECT_TABLE OBJECT_VIEW OBJECT_MATVIEW OBJECT_FOREIGN_TABLE OBJECT_SEQUENCE`.split(' '),
);
const ownedByTables: ReadonlySet<string> = new Set(
  `OBJECT_COLUMN OBJECT_TRIGGER OBJECT_RULE OBJECT_POLICY OBJECT_TABCONSTRAINT`.split(' '),
);
