import { replace } from '../../syntax/edits.js';
import type { SyntaxNode } from '../../syntax/node.js';
import type { StatementText } from '../../syntax/statement.js';
import { allIn, childOf, childrenOf, enclosing, nameOf, oneToken } from '../../syntax/tree/nodes.js';
import { sourceOf } from '../../syntax/words.js';
import { append } from '../../text/append.js';
import type { Edit } from '../../text/edit.js';
import { firstFrom } from '../../text/firstFrom.js';
import { namesOfColumn, type TableColumn } from '../script/columnsOfType.js';
import type { Script, ScriptStatement } from '../script/script.js';
import { statementsNaming } from '../script/tables.js';
import { statementsWith } from '../script/wordsIn.js';
import { piecesOf } from './pieces.js';
import type { RewrittenValues } from './writtenValues.js';

/**
 * Rewrites the constants that a column is compared with, or that later become its default, in all statements of a script and
 * their bodies. The column is found by its name, in statements that also name its table. `rewrite` answers SQL; undefined
 * leaves a constant as it is.
 */
export function comparedValues(
  script: Script,
  except: ScriptStatement,
  compared: TableColumn,
  rewrite: (text: StatementText, constant: SyntaxNode) => string | undefined,
): RewrittenValues {
  const edits: Edit[] = [];
  const byHand = new Set<ScriptStatement>();
  const names = namesOfColumn(script, compared);
  const ofTable = statementsNaming(script, compared.table);
  const naming = new Set(names.flatMap((name) => inBoth(ofTable, statementsWith(script, name))));
  for (const placed of [...naming].sort((one, other) => one.span.start - other.span.start)) {
    if (placed === except) continue;
    for (const { text, tree, place } of piecesOf(script, placed)) {
      const constants = new Set([...allIn(tree)].flatMap((node) => constantsOf(text, node, names)));
      const own = [...constants].flatMap((constant) => {
        const sql = rewrite(text, constant);
        return sql === undefined || sql === sourceOf(text, constant) ? [] : replace(text, constant, sql);
      });
      const placedEdits = place(own);
      if (placedEdits) append(edits, placedEdits);
      else if (own.length > 0) byHand.add(placed);
    }
  }
  return { edits, byHand: byHand.size };
}

/** The constants that a name is compared or computed with. */
export function constantsOf(
  text: StatementText,
  node: SyntaxNode,
  names: readonly string[],
): readonly SyntaxNode[] {
  if (node.kind === 'action' && /^alter column set default$/.test(node.word))
    return names.includes(nameOf(text, childOf(node, 'name', 'column')))
      ? constantsBelow(childOf(node, 'expression'))
      : [];
  if (node.kind !== 'column' || !names.includes(nameOf(text, node))) return [];
  return operandsOf(node).flatMap((operand) => constantsBeside(text, operand));
}

/** What is in two lists, both in the order of the script: the shorter one is gone through. */
function inBoth(
  one: readonly ScriptStatement[],
  other: readonly ScriptStatement[],
): readonly ScriptStatement[] {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.filter((statement) => {
    const { start } = statement.span;
    return long[firstFrom(long.length, (at) => (long[at]?.span.start ?? start) >= start)] === statement;
  });
}

/** A column, and each call that it is an argument of: `sum(m) > '5'`. */
function operandsOf(column: SyntaxNode): readonly SyntaxNode[] {
  const call = enclosing(enclosing(column, 'expression')?.parent, 'list', 'argument')?.parent;
  return call?.kind === 'call' ? [column, ...operandsOf(call)] : [column];
}

function constantsBeside(text: StatementText, node: SyntaxNode): readonly SyntaxNode[] {
  const expression = enclosing(node, 'expression');
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
