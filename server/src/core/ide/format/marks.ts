import type { SyntaxNode } from '../../syntax/node.js';
import { ownTokens } from '../../syntax/tree/nodes.js';
import type { Marks } from './page.js';
import type { Word } from './words.js';

/** A word in lower case; empty where there is none. */
export const lower = (words: readonly Word[], at: number): string => words[at]?.text.toLowerCase() ?? '';

/** Statements whose clauses stand below each other. */
export const ofClauses: ReadonlySet<string> = new Set([
  'SelectStmt',
  'InsertStmt',
  'UpdateStmt',
  'DeleteStmt',
  'MergeStmt',
]);

/** Statements of clauses and single words, which keep the lines that they were written in. */
export const ofLines: ReadonlySet<string> = new Set([
  'CreateFunctionStmt',
  'CreateTrigStmt',
  'CreatePolicyStmt',
  'IndexStmt',
]);

export const isOfClauses = ({ kind, word }: SyntaxNode): boolean =>
  kind === 'statement' && ofClauses.has(word);

interface Marking {
  readonly kept: boolean[];
  readonly stuck: boolean[];
}

/** Tells of each word whether the line end before it is kept, and whether it may never begin a line. */
export function marksOf(tree: SyntaxNode, words: readonly Word[]): Marks {
  const marks: Marking = { kept: [], stuck: [] };
  mark(tree, words, marks);
  return marks;
}

function mark(node: SyntaxNode, words: readonly Word[], marks: Marking): void {
  const { kept, stuck } = marks;
  const keep = (at: number) => {
    if (words[at]?.isOnNewLine) kept[at] = true;
  };
  const { kind, word } = node;
  if (kind === 'alias' && node.last - node.first < 2)
    for (let at = node.first; at <= node.last; at++) stuck[at] = true;
  if (kind === 'list' && word === 'element') kept[node.first + 1] = true;
  if (isOfClauses(node) || kind === 'select') {
    for (const child of node.children) if (child.first > node.first) keep(child.first);
    for (const at of ownTokens(node)) if (setOperations.has(lower(words, at))) keep(at);
  } else if (kind === 'clause' && itemClauses.has(word)) {
    for (const child of node.children) if (items.has(child.kind)) keep(child.first);
  } else if (kind === 'parens' || (kind === 'list' && word === 'argument')) {
    const [only] = node.children;
    if (only?.kind === 'statement') keep(only.first);
    for (const child of node.children) if (child.kind === 'join') keep(child.first);
    if (word === 'window') for (const child of node.children) keep(child.first);
  } else if (kind === 'expression') {
    for (const at of connectives(node, words)) keep(at);
  } else if (kind === 'case') {
    for (const child of node.children) if (child.kind === 'clause') keep(child.first);
  } else if (kind === 'action' || (kind === 'clause' && word === 'begin atomic')) {
    keep(node.first);
    if (word === 'begin atomic') for (const child of node.children) keep(child.first);
  } else if (kind === 'statement' && ofLines.has(word)) {
    for (const child of node.children) if (child.kind === 'clause') keep(child.first);
    for (const at of ownTokens(node)) keep(at);
  }
  if (kind === 'clause' && word === 'as')
    for (const child of node.children) if (isOfClauses(child)) keep(child.first);
  if (kind === 'statement')
    for (const child of node.children)
      if (isOfClauses(child) || (child.kind === 'statement' && word === 'CreateSchemaStmt'))
        keep(child.first);
  if (kind === 'clause' && word === 'do')
    for (const child of node.children) if (child.kind === 'clause') keep(child.first);
  if (kind === 'join') for (const child of node.children) if (child.kind === 'clause') keep(child.first);
  for (const child of node.children) mark(child, words, marks);
}

/** Clauses of items that may stand below each other. */
const itemClauses: ReadonlySet<string> = new Set([
  'select',
  'returning',
  'set',
  'from',
  'using',
  'values',
  'with',
  'with recursive',
  'group by',
  'order by',
  'partition by',
  'window',
]);

const items: ReadonlySet<SyntaxNode['kind']> = new Set([
  'assignment',
  'cte',
  'expression',
  'join',
  'row',
  'sort',
  'source',
  'target',
]);

export const setOperations: ReadonlySet<string> = new Set(['union', 'intersect', 'except']);

const none: readonly number[] = [];

/** AND and OR between the parts of an expression; that of BETWEEN is none. */
export function connectives(node: SyntaxNode, words: readonly Word[]): readonly number[] {
  // Most expressions are one node.
  const { first, last, children } = node;
  const [only] = children;
  if (first === last || (only?.first === first && only.last === last)) return none;
  const found: number[] = [];
  let between = 0;
  for (const at of ownTokens(node)) {
    const word = lower(words, at);
    if (word === 'between') between++;
    else if (word === 'and' && between > 0) between--;
    else if (word === 'and' || word === 'or') found.push(at);
  }
  return found;
}
