import type { Session } from '../../connection/session.js';
import type { Migration } from '../../core/project/migrations.js';
import { historyOf } from './history.js';
import { entryOf, ledgerSql, usualLedger } from './ledger.js';

/** The paths of the migrations that a database counts as applied, by the ledger of `dsql apply` or the table of another tool. */
export async function appliedNames(
  session: Pick<Session, 'query'>,
  {
    migrations,
    journal,
  }: { readonly migrations: readonly Migration[]; readonly journal: string | undefined },
): Promise<ReadonlySet<string>> {
  const sql = ledgerSql(usualLedger, '');
  const [there] = await session.query(sql.isThere);
  const entries = there ? (await session.query(sql.entries)).map(entryOf) : [];
  const done = new Set(entries.filter(({ done, units }) => done >= units).map(({ name }) => name));
  const nameOf = ({ path }: { readonly path: string }) => path;
  const { applied } = await historyOf(session, undefined, { migrations, journal, nameOf });
  const names = migrations.map(nameOf);
  return new Set(names.filter((name) => done.has(name) || applied.has(name)));
}
