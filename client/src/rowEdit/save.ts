import type { Cell } from '../../../server/src/connection/answer.js';
import { failureText } from '../../../server/src/connection/failures.js';
import { type Failed, send } from '../../../server/src/connection/send.js';
import type { Session } from '../../../server/src/connection/session.js';
import type { RowChange } from './saveSql.js';

/** How saving one transaction of changes ended. */
export type SaveEnd =
  /** `rows`: what each change answered, in order; undefined where the answer was lost. */
  | { readonly kind: 'saved'; readonly rows: readonly (readonly Cell[] | undefined)[] }
  /** Nothing was kept. `change`: the one that failed. */
  | { readonly kind: 'refused'; readonly message: string; readonly change: RowChange | undefined }
  /** Nothing was kept, and the same again may well succeed. */
  | { readonly kind: 'conflict'; readonly message: string }
  /** The connection was lost while it was saved, and what was kept could not be told. */
  | { readonly kind: 'unknown'; readonly message: string };

/** Saves changes in one transaction on a session of their own, which is outside of one. Each must meet exactly one row. */
export async function saveChanges(
  session: Pick<Session, 'run' | 'transaction'>,
  changes: readonly RowChange[],
): Promise<SaveEnd> {
  const begun = await send(session, 'BEGIN');
  if (begun.kind === 'failed')
    return { kind: 'refused', message: failureText(begun.failure), change: undefined };
  const rows: (readonly Cell[])[] = [];
  for (const change of changes) {
    // A connection made again in between would not be in the transaction
    if (session.transaction() !== 'open') return lost;
    const answer = await send(session, change.sql);
    if (answer.kind === 'failed') {
      await rollBack(session);
      return refused(answer, change);
    }
    if (answer.count !== 1) {
      await rollBack(session);
      const message =
        answer.count === 0
          ? 'Someone has changed or deleted this row since it was read. Run the statement again to see its current values.'
          : `This change would affect ${answer.count} rows.`;
      return { kind: 'refused', message, change };
    }
    rows.push(answer.rows[0] ?? []);
  }
  if (session.transaction() !== 'open') return lost;
  const committed = await send(session, 'COMMIT');
  if (committed.kind === 'answered')
    return committed.tag === 'COMMIT'
      ? { kind: 'saved', rows }
      : { ...lost, message: 'COMMIT answered ROLLBACK.' };
  if (uncertain.has(committed.cause)) return await resolve(session, changes, committed);
  return refused(committed, undefined);
}

const lost = {
  kind: 'refused',
  message: 'The connection was lost, and nothing was saved.',
  change: undefined,
} as const;

const uncertain: ReadonlySet<Failed['cause']> = new Set([
  'connectionLost',
  'unavailable',
  'unknown',
  'canceled',
]);

const refused = ({ cause, failure }: Failed, change: RowChange | undefined): SaveEnd =>
  cause === 'conflict' || cause === 'schemaChanged'
    ? { kind: 'conflict', message: failureText(failure) }
    : { kind: 'refused', message: failureText(failure), change };

async function rollBack(session: Pick<Session, 'run' | 'transaction'>): Promise<void> {
  if (session.transaction() !== 'none') await send(session, 'ROLLBACK');
}

/** A transaction is kept as a whole or not at all, so one of its changes tells. */
async function resolve(
  session: Pick<Session, 'run'>,
  changes: readonly RowChange[],
  { failure }: Failed,
): Promise<SaveEnd> {
  const telling = changes.find(({ keptSql }) => keptSql !== undefined)?.keptSql;
  const answer = telling === undefined ? undefined : await send(session, telling);
  if (answer?.kind !== 'answered') {
    const message = `${failureText(failure)} Run the statement again to see what was saved.`;
    return { kind: 'unknown', message };
  }
  return answer.rows.length > 0 ? { kind: 'saved', rows: changes.map(() => undefined) } : lost;
}
