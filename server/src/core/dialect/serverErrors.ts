import { builtInTexts, type ServerError, type TextId } from './data.js';

/**
 * Errors that more than one part of the product knows: those of a whole transaction. The error of one construct is in
 * its rule. https://docs.aws.amazon.com/aurora-dsql/latest/userguide/working-with-concurrency-control.html
 */
export const serverErrors: Readonly<Record<TextId, ServerError>> = builtInTexts;

/** The error with its slots filled; a slot without a value stays as it is. */
export const worded = <Error extends ServerError>(
  error: Error,
  slots: Readonly<Record<string, string>>,
): ServerError => ({
  ...error,
  text: error.text.replace(/\{(\w+)\}/g, (slot, name: string) =>
    Object.hasOwn(slots, name) ? (slots[name] ?? slot) : slot,
  ),
});

/** What the server said to the constructs of a dated change before the change. */
export const beforeChange = {
  dropColumn: { sqlstate: '0A000', text: 'unsupported ALTER TABLE DROP COLUMN statement' },
  jsonb: { sqlstate: '0A000', text: 'datatype jsonb not supported' },
  partialIndex: { sqlstate: '0A000', text: 'WHERE not supported for CREATE INDEX' },
  procedure: { sqlstate: '0A000', text: 'PROCEDURE is not supported' },
  lockOnSeveralTables: {
    sqlstate: '0A000',
    text: 'locking clause such as FOR UPDATE can be applied only on a single table',
  },
} as const satisfies Readonly<Record<string, ServerError>>;
