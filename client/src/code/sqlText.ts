import type { CodeStatement } from '../../../server/src/protocol/requests.js';

/** A statement of code as a SQL text: a comment above it names what the code puts in for `$1` and so on. */
export function sqlText({ text, sendable }: Pick<CodeStatement, 'text' | 'sendable'>): string {
  const parameters = (sendable?.parameters ?? []).map(
    ({ name, type }, at) => `-- $${at + 1}: ${name.replace(/\s+/g, ' ')}${type === null ? '' : ` ${type}`}\n`,
  );
  const sql = (sendable?.sql ?? text).trim();
  // A semicolon in a comment at its end would be none
  const end = /--[^\n]*$/.test(sql) ? '\n;' : ';';
  return `${parameters.join('')}${sql}${end}\n`;
}
