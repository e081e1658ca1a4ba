import type { Cell, Ending, Failure } from './answer.js';
import type { Session } from './session.js';

/** All that a statement answered. */
export interface Answer {
  readonly kind: 'answered';
  /** The command tag. */
  readonly tag: string;
  /** The rows that the tag counts. */
  readonly count: number;
  readonly rows: readonly (readonly Cell[])[];
}

export type Failed = Extract<Ending, { kind: 'failed' }>;

/** Sends a statement of the extension's own, and takes all that it answers. Never rejects. */
export async function send(session: Pick<Session, 'run'>, sql: string): Promise<Answer | Failed> {
  const rows: (readonly Cell[])[] = [];
  const ending = await session.run(
    { sql, pageSize: undefined },
    { columns: () => undefined, notice: () => undefined, rows: (some) => void rows.push(...some) },
  );
  if (ending.kind === 'failed') return ending;
  if (ending.kind === 'done') return { kind: 'answered', tag: ending.tag, count: ending.rows ?? 0, rows };
  // Nothing pauses without a size of pages
  await ending.abandon();
  return { kind: 'failed', cause: 'unknown', failure: failureOf('The answer came in parts.') };
}

/** A failure that is told in a sentence of ours. */
export const failureOf = (message: string): Failure => ({
  message,
  sqlstate: undefined,
  detail: undefined,
  hint: undefined,
  advice: undefined,
  span: undefined,
  isCanceled: false,
});
