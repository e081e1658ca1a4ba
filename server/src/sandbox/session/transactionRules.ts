import { serverErrors } from '../../core/dialect/serverErrors.js';
import type { Action } from '../statement/action.js';
import { type Refusal, refusal, staleCatalog } from '../wire/refusal.js';
import type { SessionState } from './sessionState.js';

/** Why a statement may not run now, by the state of its transaction and the catalog. */
export function refusalNow(session: SessionState, { kind }: Pick<Action, 'kind'>): Refusal | undefined {
  const { transaction, cluster } = session;
  if (!transaction) {
    const isStale = cluster.conflicts.staleCatalog && session.seenCatalog !== cluster.catalogVersion;
    session.seenCatalog = cluster.catalogVersion;
    return isStale ? staleCatalog : undefined;
  }
  if (transaction.end) return transaction.end;
  if (session.now() - transaction.begunAt > cluster.limits.transactionAge)
    return tooOld(cluster.limits.transactionAge);
  if (transaction.catalogVersion !== cluster.catalogVersion) return staleCatalog;
  if (definers.has(kind)) return transaction.hasDdl ? severalDdl : transaction.hasDml ? ddlAndDml : undefined;
  if (changers.has(kind) && transaction.hasDdl) return ddlAndDml;
  return undefined;
}

/** Statements that begin no transaction for those behind them in a query or a pipeline. */
export const readers: ReadonlySet<Action['kind']> = new Set<Action['kind']>([
  'read',
  'show',
  'empty',
  'setting',
  'other',
  'begin',
  'commit',
  'rollback',
  'wait',
]);
const definers: ReadonlySet<Action['kind']> = new Set<Action['kind']>(['ddl', 'iam', 'index', 'validate']);
const changers: ReadonlySet<Action['kind']> = new Set<Action['kind']>(['write', 'copyIn']);

/** `age` in milliseconds. */
export const tooOld = (age: number): Refusal =>
  refusal(serverErrors.tooOld, { seconds: String(Math.round(age / 1000)) });

const severalDdl = refusal(serverErrors.severalDdl);
export const ddlAndDml = refusal(serverErrors.ddlAndDml);
