import type { Column, Relation } from '../catalog/model.js';
import type { SyntaxNode } from '../syntax/node.js';
import type { StatementText } from '../syntax/statement.js';
import { childOf, childrenOf, clauseOf, descendantsOf, nameOf, spanOf } from '../syntax/tree/nodes.js';
import { query } from '../text/memo.js';
import { type NameProblem, problem } from './nameProblem.js';
import type { NameLevels } from './names/reader.js';

/** Columns that an INSERT or an UPDATE writes twice. */
export const writtenTwice = (text: StatementText, tree: SyntaxNode): readonly NameProblem[] =>
  [...descendantsOf(tree, 'statement')].flatMap((statement): readonly NameProblem[] => {
    if (statement.word === 'InsertStmt')
      return repeated(text, childOf(clauseOf(statement, 'insert into'), 'list', 'column')?.children ?? []);
    if (statement.word !== 'UpdateStmt') return [];
    return repeated(
      text,
      childrenOf(clauseOf(statement, 'set'), 'assignment').flatMap(({ children: [target, value] }) => {
        if (target?.kind === 'list') return target.children;
        // Fields and elements of a column are written one by one.
        return target && value?.kind === 'expression' ? [target] : [];
      }),
    );
  });

function repeated(text: StatementText, names: readonly SyntaxNode[]): readonly NameProblem[] {
  // A list with fields or elements may name a column more than once.
  if (names.some(({ kind, word, first, last }) => kind !== 'name' || word !== 'column' || first !== last))
    return [];
  const seen = new Set<string>();
  return names.flatMap((node): readonly NameProblem[] => {
    const name = nameOf(text, node);
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [problem('duplicate-name', spanOf(text, node), `The column "${name}" is written twice here.`)];
  });
}

/**
 * Rows and queries of INSERT with another number of values than the list has columns, and columns that need a value and get
 * none.
 */
export const insertProblems = (
  text: StatementText,
  tree: SyntaxNode,
  levels: NameLevels,
): readonly NameProblem[] =>
  [...descendantsOf(tree, 'statement', 'InsertStmt')].flatMap((insert) => ofInsert(text, insert, levels));

function ofInsert(text: StatementText, insert: SyntaxNode, levels: NameLevels): readonly NameProblem[] {
  const list = childOf(clauseOf(insert, 'insert into'), 'list', 'column');
  const target = levels.get(insert)?.sources[0];
  const names = childrenOf(list, 'name', 'column');
  // A list with fields or elements may name a column more than once.
  if (list && list.children.length !== names.length) return [];
  const most = list ? names.length : target?.isComplete ? target.columns.length : 0;
  if (most === 0) return [];
  const selects = childrenOf(insert, 'statement').flatMap((inner) => childrenOf(inner, 'select'));
  const wrong = selects.flatMap((select) => wrongCount(text, select, most, list !== undefined));
  if (wrong.length > 0 || !target?.relation || !target.isComplete) return wrong;
  const written = names.map((name) => text.text.slice(spanOf(text, name).start, spanOf(text, name).end));
  return list ? leftOut(text, list, written, target.relation) : [];
}

function wrongCount(
  text: StatementText,
  select: SyntaxNode,
  most: number,
  isListed: boolean,
): readonly NameProblem[] {
  const rows = select.word === 'values' ? childrenOf(clauseOf(select, 'values'), 'row') : [select];
  return rows.flatMap((row): readonly NameProblem[] => {
    const items = row === select ? childrenOf(clauseOf(select, 'select'), 'target') : row.children;
    const [first, last] = [items[0], items.at(-1)];
    if (!first || !last) return [];
    const span = row === select ? spanOf(text, { first: first.first, last: last.last }) : spanOf(text, row);
    // Nobody knows how many columns `*` stands for here.
    if (text.text.slice(span.start, span.end).includes('*')) return [];
    const count = items.length;
    if (count === most || (!isListed && count < most)) return [];
    const values = `${count} ${count === 1 ? 'value' : 'values'}`;
    const columns = `${most} ${most === 1 ? 'column' : 'columns'}`;
    const subject = row === select ? 'This query' : 'This row';
    return [problem('insert-values', span, `${subject} has ${values} for ${columns}.`)];
  });
}

function leftOut(
  text: StatementText,
  list: SyntaxNode,
  written: readonly string[],
  relation: Relation,
): readonly NameProblem[] {
  if (relation.kind !== 'table') return [];
  const folded = new Set(
    written.map((name) => (name.startsWith('"') ? name.slice(1, -1) : name.toLowerCase())),
  );
  const missing = query(neededColumns, relation).filter(({ name }) => !folded.has(name));
  if (missing.length === 0) return [];
  const names = missing.map(({ name }) => `"${name}"`);
  const told = names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names[0];
  const verb =
    names.length > 1
      ? 'are NOT NULL, have no default and get no value'
      : 'is NOT NULL, has no default and gets no value';
  return [problem('insert-values', spanOf(text, list), `${told} ${verb}.`)];
}

/** Those that an INSERT must give a value. A wide table is read once for many INSERTs. */
function neededColumns({ columns, constraints }: Relation): readonly Column[] {
  const keys = new Set(constraints.flatMap((one) => (one.kind === 'primary key' ? one.columns : [])));
  return columns.filter((column) => (column.isNotNull || keys.has(column.name)) && !fillsItself(column));
}

/** A type that the files make, or that is not known, may have a default of its own. */
const fillsItself = ({ default: given, generated, identity, type }: Column): boolean =>
  given !== undefined ||
  generated !== undefined ||
  identity !== undefined ||
  type === undefined ||
  (type.schema !== undefined && type.schema !== 'pg_catalog') ||
  /serial/.test(type.name);
