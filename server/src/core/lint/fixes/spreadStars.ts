import { layered } from '../../catalog/layered.js';
import { objectName } from '../../catalog/read/written.js';
import { replace } from '../../syntax/edits.js';
import { quoteName } from '../../syntax/names.js';
import type { SyntaxNode } from '../../syntax/node.js';
import type { StatementText } from '../../syntax/statement.js';
import {
  childOf,
  childrenOf,
  clauseOf,
  columnAlone,
  descendantsOf,
  nameOf,
  partsOf,
} from '../../syntax/tree/nodes.js';
import { sourceOf } from '../../syntax/words.js';
import { append } from '../../text/append.js';
import type { Edit } from '../../text/edit.js';
import { firstFrom } from '../../text/firstFrom.js';
import { query } from '../../text/memo.js';
import { catalogOf } from '../script/catalog.js';
import { numberAt, type Script, type ScriptStatement } from '../script/script.js';
import { statementsNaming, tableKeys } from '../script/tables.js';
import { piecesOf } from './pieces.js';
import type { RewrittenValues } from './writtenValues.js';

/**
 * Writes the columns for `*` and TABLE, in the order that they had, in each query whose columns have places, that of an INSERT, a
 * view or a table, and that runs behind a statement which moves a column of the table to the end.
 */
export function spreadStars(
  script: Script,
  table: string,
  mover: ScriptStatement,
  moved: string,
): RewrittenValues {
  const edits: Edit[] = [];
  const byHand = new Set<ScriptStatement>();
  const naming = statementsNaming(script, table);
  const from = firstFrom(naming.length, (at) => (naming[at]?.span.start ?? 0) > mover.span.start);
  for (const placed of naming.slice(from)) {
    const columns = columnsThen(script, placed, table);
    if (columns?.at(-1) === moved) continue;
    const at = numberAt(script, placed.span);
    for (const { text, tree, place } of piecesOf(script, placed)) {
      const isIt = (node: SyntaxNode): boolean =>
        query(tableKeys, script)(at, objectName(partsOf(text, node))) === table;
      for (const select of selectsWithPlaces(tree)) {
        const own = spread(text, select, isIt, columns ?? []);
        if (own?.length === 0) continue;
        const placedEdits = own && columns && place(own);
        if (placedEdits) append(edits, placedEdits);
        else byHand.add(placed);
      }
    }
  }
  return { edits, byHand: byHand.size };
}

/** The columns of a table when a statement runs; undefined where the script does not tell all of them. */
function columnsThen(
  script: Script,
  { span }: ScriptStatement,
  table: string,
): readonly string[] | undefined {
  const dot = table.indexOf('.');
  const name = { schema: table.slice(0, dot), name: table.slice(dot + 1) };
  const relation = layered([catalogOf(script).before(numberAt(script, span))]).relation(name);
  return relation?.hasAllColumns ? relation.columns.map(({ name }) => name) : undefined;
}

/** The queries of a statement that gives a meaning to the places of their columns. */
function* selectsWithPlaces(tree: SyntaxNode): Generator<SyntaxNode> {
  for (const statement of descendantsOf(tree, 'statement'))
    if (placing.has(statement.word))
      yield* selectsOf(childOf(clauseOf(statement, 'as') ?? statement, 'statement'));
}

const placing: ReadonlySet<string> = new Set(['InsertStmt', 'ViewStmt', 'CreateTableAsStmt']);

function* selectsOf(statement: SyntaxNode | undefined): Generator<SyntaxNode> {
  for (const select of childrenOf(statement, 'select'))
    if (select.word === 'parens') yield* selectsOf(childOf(select, 'statement'));
    else yield select;
}

/** Undefined where `*` stands for columns of other tables too. */
function spread(
  text: StatementText,
  select: SyntaxNode,
  isIt: (table: SyntaxNode) => boolean,
  columns: readonly string[],
): readonly Edit[] | undefined {
  const list = (qualifier: string): string =>
    columns.map((column) => `${qualifier}${quoteName(column)}`).join(', ');
  if (select.word === 'table') {
    const named = childOf(select, 'table');
    return named && isIt(named)
      ? replace(text, select, `SELECT ${list('')} FROM ${sourceOf(text, named)}`)
      : [];
  }
  const sources = [...descendantsOf(clauseOf(select, 'from'), 'source')];
  const own = sources.filter((source) => {
    const named = childOf(source, 'table');
    return named !== undefined && isIt(named);
  });
  if (own.length === 0) return [];
  const called = new Set(own.map((source) => calledAs(text, source)));
  const stars = childrenOf(clauseOf(select, 'select'), 'target').flatMap((target) => {
    const star = columnAlone(target);
    const parts = partsOf(text, star);
    return star && parts.at(-1) === '*' ? { star, qualifier: parts.at(-2) } : [];
  });
  if (sources.length > 1 && stars.some(({ qualifier }) => qualifier === undefined)) return undefined;
  return stars
    .filter(({ qualifier }) => qualifier === undefined || called.has(qualifier))
    .flatMap(({ star }) => replace(text, star, list(sourceOf(text, star).slice(0, -1))));
}

/** The name by which a query calls a table. */
function calledAs(text: StatementText, source: SyntaxNode): string | undefined {
  const alias = childOf(childOf(source, 'alias'), 'name', 'alias');
  return alias ? nameOf(text, alias) : partsOf(text, childOf(source, 'table')).at(-1);
}
