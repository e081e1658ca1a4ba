import type { SyntaxNode } from '../../syntax/node.js';
import { childrenOf, enclosing } from '../../syntax/tree/nodes.js';
import type { Caret } from './caret.js';

/** Whether the name is that of a new object, which the person chooses. */
export function isMadeHere({ node, tree, behind }: Caret): boolean {
  const isCreated = /^Create(?!Function)|^(?:ViewStmt|IndexStmt|DefineStmt|CompositeTypeStmt)$/.test(
    tree.word,
  );
  if (
    isCreated &&
    node.parent === tree &&
    (node.kind === 'name' || (node.kind === 'table' && behind(1) !== 'on'))
  )
    return true;
  if (node.kind === 'name' && (node.word === 'new name' || node.word === 'alias')) return true;
  return node.kind === 'name' && node.parent?.kind === 'definition' && node.parent.first === node.first;
}

/** A table may be named after its keyword even where the statement is not understood. */
export const isTableExpected = ({ behind, node }: Caret): boolean =>
  /^(?:from|join|into|update|table|references)$/.test(behind(1)) &&
  !(behind(1) === 'update' && behind(2) !== '') &&
  !(behind(1) === 'from' && (behind(2) === 'distinct' || isArgument(node)));

/** `extract(year FROM …)`, `trim(both FROM …)`, with no subquery in between. */
function isArgument(node: SyntaxNode): boolean {
  for (let at: SyntaxNode | undefined = node; at && at.kind !== 'statement'; at = at.parent)
    if (at.kind === 'list' && at.word === 'argument') return true;
  return false;
}

export const isTypeExpected = ({ behind, node }: Caret): boolean =>
  behind(1) === '::' ||
  (node.kind === 'definition' &&
    node.first !== undefined &&
    node.last > node.first &&
    childrenOf(node, 'type').length === 0);

/** The kind of object that the statement names: `view` of DROP VIEW, `sequence` of GRANT … ON SEQUENCE. */
export function objectWord({ tree, text, token }: Caret): string {
  const wordAt = (at: number): string => {
    const one = text.tokens[tree.first + at];
    return one && tree.first + at < token ? text.text.slice(one.start, one.end).toLowerCase() : '';
  };
  if (/^(?:drop|alter)$/.test(wordAt(0))) return wordAt(1);
  if (wordAt(0) === 'comment') return wordAt(2);
  if (!/^(?:grant|revoke)$/.test(wordAt(0))) return '';
  for (let at = 1; wordAt(at) !== ''; at++) if (wordAt(at) === 'on') return wordAt(at + 1);
  return '';
}

/** Whether columns are named in the list of an INSERT. */
export const isInsertedColumn = ({ node }: Caret): boolean =>
  node.kind === 'name' &&
  node.word === 'column' &&
  enclosing(node, 'clause', 'insert into') !== undefined &&
  enclosing(node, 'clause', 'insert into')?.parent?.word === 'InsertStmt';
