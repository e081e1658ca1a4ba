import type { StatementText } from '../../syntax/statement.js';
import { halvesOf } from './words.js';

/**
 * What a formatted statement has that the original does not, as a clause. Undefined where they are the same: the same tokens
 * and comments in the same order, and the same strings that continue on another line. The trees of a statement, PostgreSQL's
 * and our own, depend on nothing else.
 */
export function differenceBetween(written: StatementText, formatted: StatementText): string | undefined {
  const before = partsOf(written);
  const after = partsOf(formatted);
  for (let at = 0; at < Math.max(before.length, after.length); at++)
    if (before[at] !== after[at]) return `${shown(before[at])} would become ${shown(after[at])}`;
  return undefined;
}

/** Tokens and comments in order, with unquoted words in lower case. A string that continues is marked. */
function partsOf({ text, tokens, comments }: StatementText): readonly string[] {
  const parts: string[] = [];
  let next = 0;
  let end = 0;
  let wasString = false;
  for (const { kind, start, end: last } of tokens) {
    for (let comment = comments[next]; comment && comment.start < start; comment = comments[++next])
      parts.push(text.slice(comment.start, comment.end));
    const part = text.slice(start, last);
    const isString = kind === 'string';
    if (kind === 'operator') for (const half of halvesOf(part)) parts.push(half);
    else if (kind === 'word') parts.push(part.toLowerCase());
    else parts.push(isString && wasString && /[\r\n]/.test(text.slice(end, start)) ? `\n${part}` : part);
    wasString = isString;
    end = last;
  }
  for (const { start, end: last } of comments.slice(next)) parts.push(text.slice(start, last));
  return parts;
}

const shown = (part: string | undefined): string => {
  if (part === undefined) return 'nothing';
  return part.length > 40 ? `"${part.slice(0, 40)}…"` : `"${part}"`;
};
