import type { StatementParameter } from '../core/ide/parameterTypes.js';
import type { Grammar } from '../core/syntax/grammar.js';
import { parseStatement } from '../core/syntax/parse.js';
import { splitScript } from '../core/syntax/split.js';
import { statementText } from '../core/syntax/statement.js';
import type { EmbeddedSql } from './embeddedSql.js';

/** A statement of code as a server takes it: `$1` and so on stand for what the code puts in. */
export interface Sendable {
  readonly sql: string;
  /** In the order of their numbers. */
  readonly parameters: readonly SendableParameter[];
}

export interface SendableParameter {
  /** As the code calls it. */
  readonly name: string;
  readonly type: string | null;
}

/** What can be sent of a SQL text in code; undefined where it is not one statement, or where a part of it is no value. */
export function sendableOf(
  { text, segments, kind }: EmbeddedSql,
  host: string,
  places: readonly StatementParameter[],
  grammar: Grammar,
): Sendable | undefined {
  if (kind !== 'statement') return undefined;
  const pieces = splitScript(text).pieces;
  const [piece, ...others] = pieces.filter((one) => one.kind === 'statement');
  if (!piece || others.length > 0 || pieces.some((one) => one.kind !== 'statement')) return undefined;
  const parameters: SendableParameter[] = [];
  const numbers = new Map<string, number>();
  let sql = '';
  let done = piece.start;
  for (const { start, end, type } of places) {
    const written = text.slice(start, end);
    const hole = segments.find((segment) => segment.kind === 'hole' && segment.start === start);
    const name = hole ? nameOf(host.slice(hole.host.start, hole.host.end)) : written;
    // A parameter with a name or a number may stand in several places.
    const key = hole || /^(?:\?|%s)$/.test(written) ? `${start}` : written;
    const number = numbers.get(key) ?? parameters.length + 1;
    if (!numbers.has(key)) {
      numbers.set(key, number);
      parameters.push({ name, type: type ?? null });
    }
    sql += `${text.slice(done, start)}$${number}`;
    done = end;
  }
  sql += text.slice(done, piece.end);
  if (places.length > 0) sql = sql.replaceAll('%%', '%');
  sql = sql.replace(/;\s*$/, '').trim();
  const isHoleLeft = segments.some(
    (segment) => segment.kind === 'hole' && !places.some(({ start }) => start === segment.start),
  );
  if (isHoleLeft || sql === '') return undefined;
  const { node, syntaxError } = parseStatement(grammar, statementText(sql));
  return node && !syntaxError ? { sql, parameters } : undefined;
}

/** An expression of the code, without the signs that put it into the text. */
const nameOf = (written: string): string => written.replace(/^(?:\$\{|#\{|\{|\$)|\}$/g, '').trim();
