import type { AsOf } from '../dialect/asOf.js';
import type { Schema } from '../schema/replay.js';
import type { Statement } from '../sql/statement.js';
import type { Span } from '../text/span.js';
import type { Facts } from './facts.js';

/** A whole text as its statements, for rules that look at more than one. Spans are offsets into the text. */
export interface Script {
  readonly text: string;
  readonly asOf: AsOf;
  readonly statements: readonly ScriptStatement[];
  /** What the DDL of the script builds, played when first asked for. */
  readonly schema: Schema;
}

export interface ScriptStatement {
  /** From the first token to the semicolon, inclusive. */
  readonly span: Span;
  readonly facts: Facts;
  /** The statement's text and tokens, made when asked for; its spans are relative to the statement. */
  readonly statement: Pick<Statement, 'text' | 'tokens' | 'comments'>;
}
