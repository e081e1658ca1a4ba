import type { Edit } from '../../text/edit.js';
import type { Span } from '../../text/span.js';
import type { Script } from '../script/script.js';

/** Puts a statement on the line behind another one, which gets its semicolon where it lacks one. */
export function insertBehindStatement({ text, newline }: Script, statement: Span, sql: string): Edit[] {
  const semicolon = text.charAt(statement.end - 1) === ';' ? '' : ';';
  return [{ start: statement.end, end: statement.end, text: `${semicolon}${newline}${sql}` }];
}
