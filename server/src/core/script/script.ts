import type { AsOf } from '../dialect/asOf.js';
import type { Schema } from '../schema/replay.js';
import { nextToken } from '../sql/lexer.js';
import type { Span } from '../text/span.js';
import type { Creations } from './creations.js';
import type { Facts } from './facts.js';
import type { Transaction } from './transactions.js';

/** A whole text as its statements, for rules that look at more than one. Spans are offsets into the text. */
export interface Script {
  readonly text: string;
  readonly asOf: AsOf;
  readonly migrations: Migrations;
  /** How the text ends its lines. */
  readonly newline: '\n' | '\r\n';
  readonly statements: readonly ScriptStatement[];
  /** psql's own commands, from the backslash to the end of the line. */
  readonly metaCommands: readonly Span[];
  /** What the DDL of the script builds, played when first asked for. */
  readonly schema: Schema;
  /** Found when first asked for, as are those below. */
  readonly creations: Creations;
  readonly transactions: readonly Transaction[];
  /** Names that an invented one must not be. */
  readonly takenNames: ReadonlySet<string>;
  /** Whether its steps are parted as Drizzle does. */
  readonly hasBreakpoints: boolean;
}

/** How a script's statements reach the server where it has no BEGIN: not known, one by one, or in one transaction. */
export type Migrations = (typeof migrationModes)[number];

export const migrationModes = ['unknown', 'one-by-one', 'one-transaction'] as const;

export interface ScriptStatement {
  /** From the first token to the semicolon, inclusive. */
  readonly span: Span;
  readonly facts: Facts;
}

/** The first `count` words of a statement, as offsets into the script. */
export function headOf(
  { text }: Pick<Script, 'text'>,
  { span }: Pick<ScriptStatement, 'span'>,
  count: number,
): Span {
  let end = span.start;
  for (let seen = 0; seen < count; ) {
    const token = nextToken(text, end);
    if (!token || token.end > span.end) break;
    end = token.end;
    if (token.kind !== 'comment') seen++;
  }
  return { start: span.start, end };
}
