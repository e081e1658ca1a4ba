import type { SyntaxNode } from '../../../src/core/syntax/node.js';
import type { StatementText } from '../../../src/core/syntax/statement.js';
import { spanOf } from '../../../src/core/syntax/tree/nodes.js';

/** The statements of a body on one line: `if(`a > 1` then(return(`a`)))`, SQL by its kind, expressions as written. */
export function outlineOf(statement: StatementText, node: SyntaxNode): string {
  const { start, end } = spanOf(statement, node);
  const written = statement.text.slice(start, end).replace(/\s+/g, ' ');
  if (/^(?:expression|parameter|constant)$/.test(node.kind)) return `\`${written}\``;
  if (node.kind === 'type') return `:${written}`;
  if (/^(?:name|table|alias)$/.test(node.kind)) return written;
  const inside = node.children.map((child) => outlineOf(statement, child)).join(' ');
  const word =
    node.kind === 'statement' || node.kind === 'clause' ? node.word : `${node.kind} ${node.word}`.trim();
  return `${word}(${inside})`;
}
