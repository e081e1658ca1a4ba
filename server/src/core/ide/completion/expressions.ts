import { quoteName } from '../../syntax/names.js';
import { enclosing } from '../../syntax/tree/nodes.js';
import { levelsFrom, sourcesSeen } from '../names/scope.js';
import type { Caret } from './caret.js';
import { type Completion, callItem, columnItem, keyword, named, plain, ranks } from './item.js';
import { joinConditionsAt } from './joins.js';
import { isFunction, routineItems } from './objects.js';
import { bareFunctions, commonFunctions, grammarFunctions } from './vocabulary.js';

/** What an expression can contain: the columns in scope first. */
export function expressionItems(caret: Caret): readonly Completion[] {
  const joins = joinConditionsAt(caret).map((condition) =>
    plain(caret, 'join', condition, ranks.join, 'join condition'),
  );
  const columns: Completion[] = [];
  const sources: Completion[] = [];
  let depth = 0;
  /** The columns of nearer queries, which hide those of the queries around them. */
  const nearer = new Set<string>();
  for (const at of levelsFrom(caret.level)) {
    const seen = sourcesSeen(at);
    const shown = seen.filter(({ isQualifiedOnly }) => !isQualifiedOnly);
    const counts = new Map<string, number>();
    for (const { columns: own } of shown)
      for (const { name } of own) counts.set(name, (counts.get(name) ?? 0) + 1);
    const rank = depth === 0 ? ranks.column : ranks.outer;
    for (const source of shown)
      for (const column of source.columns) {
        const isClear =
          !nearer.has(column.name) && ((counts.get(column.name) ?? 0) < 2 || at.merged.has(column.name));
        const text =
          isClear || source.name === undefined
            ? column.name
            : `${quoteName(source.name)}.${quoteName(column.name)}`;
        columns.push(columnItem(caret, column, text, rank, isClear ? undefined : text));
      }
    for (const name of counts.keys()) nearer.add(name);
    for (const { name } of seen)
      if (name !== undefined) sources.push(named(caret, 'alias', name, ranks.source, 'table of the query'));
    if (shown.length > 0) depth++;
    // The ORDER BY of a UNION sees only its result.
    for (const output of at.outputs)
      if (isSorted(caret) && (shown.length === 0 || output.entities.some(({ kind }) => kind === 'output')))
        columns.push(columnItem(caret, output, output.name, ranks.own));
  }
  // No column tells how many rows are wanted.
  if (enclosing(caret.node, 'clause', 'limit') ?? enclosing(caret.node, 'clause', 'offset'))
    return [...variableItems(caret, ranks.variable), ...functionItems(caret)];
  const value = /DomainStmt$/.test(caret.tree.word) ? [keyword(caret, 'VALUE', ranks.own)] : [];
  const variables = variableItems(caret, ranks.variable);
  return [...joins, ...value, ...columns, ...variables, ...sources, ...functionItems(caret)];
}

const isSorted = ({ node }: Caret): boolean =>
  enclosing(node, 'clause', 'order by') !== undefined || enclosing(node, 'clause', 'group by') !== undefined;

export const functionItems = (caret: Caret): readonly Completion[] => [
  ...routineItems(caret, isFunction),
  ...[...grammarFunctions, ...commonFunctions].map((name) => callItem(caret, name, ranks.builtin)),
  ...bareFunctions.map((name) => ({
    ...keyword(caret, name.toUpperCase(), ranks.builtin, 'function'),
    kind: 'function' as const,
  })),
];

/** Parameters and variables. */
export const variableItems = (caret: Caret, rank: number): readonly Completion[] =>
  [...levelsFrom(caret.level)].flatMap(({ variables }) =>
    [...variables]
      .filter(([name]) => !name.startsWith(' '))
      .map(([, entity]) => named(caret, 'variable', entity.name, rank, entity.type ?? entity.kind)),
  );

/** What WINDOW defines. */
export const windowItems = (caret: Caret): readonly Completion[] =>
  [...levelsFrom(caret.level)].flatMap(({ variables }) =>
    [...variables]
      .filter(([name]) => name.startsWith(' '))
      .map(([, { name }]) => named(caret, 'variable', name, ranks.own, 'window')),
  );

/** FOR UPDATE OF takes the tables of FROM. */
export const lockedItems = (caret: Caret): readonly Completion[] =>
  [...levelsFrom(caret.level)].flatMap(({ sources }) =>
    sources.flatMap(({ name }) =>
      name === undefined ? [] : [named(caret, 'alias', name, ranks.own, 'table of the query')],
    ),
  );
