import { bodyOf } from '../../syntax/body.js';
import type { SyntaxNode } from '../../syntax/node.js';
import type { StatementText } from '../../syntax/statement.js';

/** A statement of the body of another one. */
export interface NamedPiece {
  readonly text: StatementText;
  readonly tree: SyntaxNode;
  readonly language: string;
  /** The offset in the outer statement of a UTF-16 offset of the text. */
  readonly offsetAt: (inner: number) => number;
  /** The offset in the text of one in the outer statement. */
  readonly innerAt: (outer: number) => number;
}

/** The statements of SQL in a body, or its block of PL/pgSQL. */
export function piecesOf(statement: StatementText, tree: SyntaxNode): readonly NamedPiece[] {
  const body = bodyOf(statement, tree);
  if (!body) return [];
  return body.statements.map(({ text, tree: own, span }) => {
    const start = firstAt(body.offsetAt, body.text.length, span.start);
    const offsetAt = (inner: number) => body.offsetAt(start + inner);
    const innerAt = (outer: number) => firstAt(offsetAt, text.text.length, outer);
    return { text, tree: own, language: body.language, offsetAt, innerAt };
  });
}

/** The first inner offset at or after an outer one. */
function firstAt(offsetAt: (inner: number) => number, length: number, outer: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offsetAt(middle) < outer) low = middle + 1;
    else high = middle;
  }
  return low;
}
