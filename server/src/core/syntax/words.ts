import type { TokenRange } from './node.js';
import type { StatementText } from './statement.js';
import { spanOf } from './tree/nodes.js';

/** The text of tokens as it is written, comments between them left out. */
export function sourceOf(statement: StatementText, part: TokenRange): string {
  const { start, end } = spanOf(statement, part);
  const kept = statement.comments.filter((comment) => comment.start >= start && comment.end <= end);
  const starts = [start, ...kept.map((comment) => comment.end)];
  const ends = [...kept.map((comment) => comment.start), end];
  return starts.map((from, at) => statement.text.slice(from, ends[at]).trim()).join(' ');
}
