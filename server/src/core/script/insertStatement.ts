import type { Edit } from '../text/edit.js';
import type { Span } from '../text/span.js';

/** Puts a statement on the line behind another one, which gets its semicolon where it lacks one. */
export function insertBehindStatement(text: string, statement: Span, sql: string): Edit[] {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const semicolon = text.charAt(statement.end - 1) === ';' ? '' : ';';
  return [{ start: statement.end, end: statement.end, text: `${semicolon}${newline}${sql}` }];
}
