import type { Relation } from '../../catalog/model.js';
import { quoteName } from '../../syntax/names.js';
import type { SyntaxNode } from '../../syntax/node.js';
import {
  childOf,
  childrenOf,
  clauseOf,
  descendantsOf,
  keywordIn,
  nameOf,
  qualifiedName,
} from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import { sourceOf } from '../../syntax/words.js';
import { byKey } from '../../text/byKey.js';
import type { Edit } from '../../text/edit.js';
import { query } from '../../text/memo.js';
import type { Fix } from '../problem.js';
import { wordsIn } from '../script/comparedNames.js';
import { type CreatedTable, columnIn, columnName, createdBefore } from '../script/createdTable.js';
import { creationsOf } from '../script/creations.js';
import { type Script, type ScriptStatement, textOf } from '../script/script.js';
import { keysOf, tableNamed } from '../script/tables.js';
import { statementsWith } from '../script/wordsIn.js';
import { addElement, isTall } from './addElement.js';
import { type AlterTableAction, withoutAction } from './alteredTable.js';
import { withCommentsAbove } from './commentsAbove.js';
import { removeWhole } from './wholeStatement.js';

/** Moves a key that ALTER TABLE adds into the CREATE TABLE of the same script. */
export function foldKey(script: Script, action: AlterTableAction, words: string): Fix[] {
  const created = createdBefore(script, action.table, action.placed);
  const key = childOf(action.syntax, 'constraint');
  if (!created || !key) return [];
  if (key.word === 'primary key' && hasPrimaryKey(created)) return [];
  if (isNamedBefore(script, created, action, key)) return [];
  const used = clauseOf(key, 'using index') ? usedIndex(script, action, key) : undefined;
  if (clauseOf(key, 'using index') && !used) return [];
  if (!knowsColumns(created, used?.columns ?? columnsOf(action, key))) return [];
  return [
    {
      id: 'move-into-table',
      title: `Move the ${words} into CREATE TABLE`,
      consequence: 'it is enforced from the start',
      safety: 'review',
      edits: [
        ...(used ? removeWhole(script, used.placed) : []),
        ...moved(script, action, created, used?.sql ?? sourceOf(action.statement, key)),
      ],
    },
  ];
}

/** The index that a key uses, where the script creates it over plain columns and nothing else speaks of it. */
function usedIndex(script: Script, { placed, statement }: AlterTableAction, key: SyntaxNode) {
  const used = childOf(clauseOf(key, 'using index'), 'name');
  const name = nameOf(statement, used);
  const given = childOf(key, 'name', 'constraint') ?? used;
  const before = statementsWith(script, name).filter(({ span }) => span.start < placed.span.start);
  const makers = before.filter(({ facts }) => facts.kind === 'IndexStmt');
  const [maker] = makers;
  if (!maker || !used || !given || makers.length > 1) return undefined;
  // The key takes the place of an index of its name; from there on both are called after the constraint.
  if (before.length > 1 && nameOf(statement, given) !== name) return undefined;
  const text = textOf(script, maker);
  const tree = treeOf(text);
  const list = childOf(tree, 'list', 'key');
  const keys = childrenOf(list, 'key');
  const isPlain =
    !clauseOf(tree, 'where') && !clauseOf(tree, 'include') && keys.every(({ first, last }) => first === last);
  if (!keywordIn(text, tree, 'unique') || nameOf(text, childOf(tree, 'name')) !== name || !isPlain)
    return undefined;
  const columns = keys.map((one) => nameOf(text, one));
  return {
    placed: maker,
    columns,
    sql: `CONSTRAINT ${sourceOf(statement, given)} PRIMARY KEY (${columns.map(quoteName).join(', ')})`,
  };
}

/**
 * Moves a column that ALTER TABLE adds into the CREATE TABLE of the same script, unless rows are written in between that would
 * lack it. A column that REFERENCES a table moves only if that table exists there.
 */
export function foldColumn(script: Script, action: AlterTableAction): Fix[] {
  const { placed, statement, table, syntax } = action;
  const created = createdBefore(script, table, placed);
  const column = childOf(syntax, 'definition');
  if (!created || !column) return [];
  const isGuarded = keywordIn(statement, syntax, 'if', 'not', 'exists') !== undefined;
  if (isGuarded || childOf(column, 'constraint', 'references')) return [];
  if (query(creationsOf, script).hasRowsBetween(created.placed.span.start, placed.span.start)) return [];
  if (childOf(column, 'constraint', 'primary key') && hasPrimaryKey(created)) return [];
  if (needsLater(script, created, action, column)) return [];
  return [
    {
      id: 'move-into-table',
      title: 'Move the column into CREATE TABLE',
      consequence: 'it comes after the existing columns',
      safety: 'review',
      edits: moved(script, action, created, sourceOf(statement, column)),
    },
  ];
}

/**
 * Moves a foreign key that ALTER TABLE adds into the CREATE TABLE of the same script. The referenced table must come before it
 * with its key, and no rows may be written in between, because the key would constrain their order.
 */
export function foldForeignKey(script: Script, action: AlterTableAction): Fix[] {
  const { placed, statement, table, syntax } = action;
  const created = createdBefore(script, table, placed);
  const key = childOf(syntax, 'constraint', 'foreign key');
  const references = clauseOf(key, 'references');
  if (!created || !key || !references || !knowsColumns(created, columnsOf(action, key))) return [];
  if (query(creationsOf, script).hasRowsBetween(created.placed.span.start, placed.span.start)) return [];
  if (isNamedBefore(script, created, action, key)) return [];
  const target = qualifiedName(statement, childOf(references, 'table'));
  const isOwn = target === table;
  if (!isOwn && !createdBefore(script, target, created.placed)) return [];
  if (!hasKeyOver(script, target, isOwn ? undefined : columnsOf(action, references), placed)) return [];
  return [
    {
      id: 'move-into-table',
      title: 'Move the foreign key into CREATE TABLE',
      consequence: 'it is enforced from the start',
      safety: 'review',
      edits: moved(script, action, created, sourceOf(statement, key)),
    },
  ];
}

/** Whether statements up to an added constraint speak of another one, or of an index, by its name: they drop or rename it. */
function isNamedBefore(
  script: Script,
  created: CreatedTable,
  { placed, statement }: AlterTableAction,
  constraint: SyntaxNode,
): boolean {
  const given = childOf(constraint, 'name', 'constraint');
  if (!given || clauseOf(constraint, 'using index')) return false;
  return statementsWith(script, nameOf(statement, given)).some(
    ({ span }) => span.start >= created.placed.span.start && span.start < placed.span.start,
  );
}

/** Whether a column needs what only stands behind the CREATE TABLE: a type, a function, a sequence, or another added column. */
function needsLater(
  script: Script,
  created: CreatedTable,
  { placed, statement, table }: AlterTableAction,
  column: SyntaxNode,
): boolean {
  const made = query(makersByWord, script);
  const isMadeBetween = (word: string) =>
    made.get(word)?.some((start) => start > created.placed.span.start && start < placed.span.start) ?? false;
  if (wordsIn(sourceOf(statement, column)).some(isMadeBetween)) return true;
  const relation = tableNamed(script, table)?.relation;
  const added = relation ? query(namesOfColumns, relation) : new Set<string>();
  return [...descendantsOf(column, 'column')].some((read) => {
    const name = nameOf(statement, read);
    return added.has(name) && !columnIn(created, name) && name !== columnName(statement, column);
  });
}

const namesOfColumns = ({ columns }: Relation): ReadonlySet<string> =>
  new Set(columns.map(({ name }) => name));

/**
 * Where a script makes or renames types, functions and sequences, by the words of their names. A block that creates something
 * may make whatever it names.
 */
const makersByWord = (script: Script): ReadonlyMap<string, readonly number[]> =>
  byKey(
    script.statements.flatMap((placed) => {
      const { kind, types, createdFunction, names } = placed.facts;
      const { start, end } = placed.span;
      const made = names.flatMap(({ what, kind: of, name }) =>
        what === 'makes' && of === 'sequence' ? [name.slice(name.lastIndexOf('.') + 1)] : [],
      );
      const text = movers.has(kind) ? script.text.slice(start, end) : '';
      const mayMake = /^(?:alter\s+(?:type|domain|function|sequence)|do)\b/i.test(text);
      return [types.declared, createdFunction, ...made, ...(mayMake ? wordsIn(text) : [])].flatMap((word) =>
        word === undefined ? [] : [[word, start] as const],
      );
    }),
  );

const movers: ReadonlySet<string> = new Set(['AlterObjectSchemaStmt', 'DoStmt', 'RenameStmt']);

/** The columns in the parentheses of a constraint or of REFERENCES; undefined where it has none. */
export function columnsOf(
  { statement }: Pick<AlterTableAction, 'statement'>,
  part: SyntaxNode | undefined,
): readonly string[] | undefined {
  const list = childOf(part, 'list', 'column');
  return list && childrenOf(list, 'name').map((name) => nameOf(statement, name));
}

/** Whether the table will have a key over these columns: in its CREATE TABLE, or moved there before. */
function hasKeyOver(
  script: Script,
  table: string,
  columns: readonly string[] | undefined,
  before: ScriptStatement,
): boolean {
  const found = tableNamed(script, table);
  return (found ? keysOf(found) : []).some(
    (key) =>
      (key.origin?.statement.start ?? 0) < before.span.start &&
      (columns
        ? key.columns.length === columns.length && columns.every((column) => key.columns.includes(column))
        : key.kind === 'primary key'),
  );
}

/** The comment above a statement that goes as a whole goes along, where the table has a line for it. */
function moved(script: Script, action: AlterTableAction, created: CreatedTable, sql: string): Edit[] {
  const comment = action.isOnly && isTall(created) ? ownComment(script, action.placed) : undefined;
  const { start } = action.placed.span;
  return [
    ...(comment ? [{ start: comment.start, end: start, text: '' }] : []),
    ...withoutAction(script, action).map((edit) => (comment ? withLineBreak(script.text, edit) : edit)),
    ...addElement(script, created, sql, comment?.lines),
  ];
}

/** Nothing is left of a statement whose comment has gone along, so no empty line has to stand below that. */
function withLineBreak(text: string, edit: Edit): Edit {
  if (edit.text !== '' || /[\r\n]/.test(text.charAt(edit.end - 1))) return edit;
  return { ...edit, end: edit.end + (/^\r?\n/.exec(text.slice(edit.end, edit.end + 2))?.[0].length ?? 0) };
}

/** The lines of the comment right above a statement, without what a tool writes above each of its statements. */
function ownComment(
  script: Script,
  placed: ScriptStatement,
): { readonly start: number; readonly lines: readonly string[] } | undefined {
  const start = withCommentsAbove(script, placed);
  const text = script.text.slice(start, placed.span.start);
  const lines = text.split('\n').map((line) => line.trim());
  const last = lines.pop();
  const isOwn = (line: string) => /^--(?!$| Name: | ?dsql-ignore| (?:Add|Create|Alter|Drop)[A-Z])/.test(line);
  return last === '' && lines.length > 0 && lines.every(isOwn) ? { start, lines } : undefined;
}

const knowsColumns = (created: CreatedTable, columns: readonly string[] | undefined): boolean =>
  columns?.every((column) => columnIn(created, column) !== undefined) ?? false;

const hasPrimaryKey = ({ list }: CreatedTable): boolean => query(holdsPrimaryKey, list);

const holdsPrimaryKey = (list: SyntaxNode): boolean =>
  !descendantsOf(list, 'constraint', 'primary key').next().done;
