import { replace } from '../../syntax/edits.js';
import { withoutSchema } from '../../syntax/names.js';
import type { SyntaxNode } from '../../syntax/node.js';
import type { StatementText } from '../../syntax/statement.js';
import { allIn, childOf, childrenOf, enclosing, nameOf, oneToken } from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import { sourceOf } from '../../syntax/words.js';
import type { Edit } from '../../text/edit.js';
import type { TableColumn } from '../script/columnsOfType.js';
import { type Script, type ScriptStatement, textOf } from '../script/script.js';
import { statementsWith } from '../script/wordsIn.js';
import { placeEdits } from './placeEdits.js';

/**
 * Rewrites the constants that statements of a script compare a column with, or make its default later. The column is told
 * by its name, in statements that also name its table. `rewrite` answers SQL; undefined leaves a constant as it is.
 */
export function comparedValues(
  script: Script,
  except: ScriptStatement,
  { table, column }: TableColumn,
  rewrite: (text: StatementText, constant: SyntaxNode) => string | undefined,
): Edit[] {
  return statementsWith(script, withoutSchema(table)).flatMap((placed) => {
    if (placed === except || !script.text.slice(placed.span.start, placed.span.end).includes(column))
      return [];
    const text = textOf(script, placed);
    const constants = new Set([...allIn(treeOf(text))].flatMap((node) => constantsOf(text, node, column)));
    return [...constants].flatMap((constant) => {
      const sql = rewrite(text, constant);
      return sql === undefined || sql === sourceOf(text, constant)
        ? []
        : placeEdits(script, placed, replace(text, constant, sql));
    });
  });
}

function constantsOf(text: StatementText, node: SyntaxNode, column: string): readonly SyntaxNode[] {
  if (node.kind === 'action' && /^alter column set default$/.test(node.word))
    return nameOf(text, childOf(node, 'name', 'column')) === column
      ? constantsBelow(childOf(node, 'expression'))
      : [];
  const expression = node.kind === 'column' && nameOf(text, node) === column && enclosing(node, 'expression');
  if (!expression) return [];
  const isBeside = ({ first, last }: SyntaxNode): boolean =>
    (first > node.last && isComparison(text, first - 1)) ||
    (last < node.first && isComparison(text, last + 1));
  return [
    ...constantsBelow(expression).filter(isBeside),
    // (column) IN ('a', 'b')
    ...childrenOf(expression, 'parens').flatMap((parens) =>
      /^in$/i.test(sourceOf(text, oneToken(parens.first - 1))) ? constantsBelow(parens) : [],
    ),
  ];
}

const constantsBelow = (node: SyntaxNode | undefined): readonly SyntaxNode[] =>
  [...allIn(node)].filter(({ kind }) => kind === 'constant');

const isComparison = (text: StatementText, token: number): boolean =>
  /^(?:[=<>]|<>|!=|<=|>=|between|and|distinct|from|\+|-)$/i.test(
    text.tokens[token] ? sourceOf(text, oneToken(token)) : '',
  );
