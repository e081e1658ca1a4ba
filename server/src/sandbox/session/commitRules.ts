import { serverErrors } from '../../core/dialect/serverErrors.js';
import type { TableName } from '../../core/semantics/tableName.js';
import { realTable } from '../conflict/overlay.js';
import type { Transaction } from '../conflict/transaction.js';
import { conflict, type Refusal, refusal } from '../wire/refusal.js';
import type { SessionState } from './sessionState.js';

/** Why a transaction may not commit, judged by its changes. */
export async function commitRefusal(
  session: SessionState,
  { hasDml, sent, rows, changed }: Pick<Transaction, 'hasDml' | 'sent' | 'rows' | 'changed'>,
): Promise<Refusal | undefined> {
  if (!hasDml) return undefined;
  if (session.cluster.failsCommit()) return conflict;
  if (isFew({ rows, sent })) return undefined;
  return (await changedBytes(session, changed)) > maxTransactionBytes ? tooLarge : undefined;
}

/** So few that their size does not matter. `sent`: bytes of its statements and their parameters. */
export const isFew = ({ rows, sent }: { readonly rows: number; readonly sent: number }): boolean =>
  rows < fewRows && sent < fewBytes;

/** Bytes of the rows that this transaction has written, as they are stored. */
async function changedBytes({ upstream }: SessionState, tables: readonly TableName[]): Promise<number> {
  const sizes = new Map<string, number>();
  for (const name of tables) {
    upstream.touch();
    const found = await realTable(upstream.link, name);
    if (!found?.isReadable || sizes.has(found.table)) continue;
    const [[sum] = []] = await upstream.ask(
      // Of the rows that the snapshot shows, only this transaction's own carry an id as high as its own or higher.
      `SELECT coalesce(sum(pg_column_size(t.*)), 0) FROM ${found.table} t
       WHERE xmin::text::bigint >= pg_catalog.pg_current_xact_id()::xid::text::bigint`,
    );
    sizes.set(found.table, Number(sum));
  }
  return [...sizes.values()].reduce((total, size) => total + size, 0);
}

const tooLarge = refusal(serverErrors.tooLarge);

/** https://docs.aws.amazon.com/aurora-dsql/latest/userguide/CHAP_quotas.html */
const maxTransactionBytes = 10 * 1024 * 1024;
const fewRows = 10;
const fewBytes = maxTransactionBytes / 10;
