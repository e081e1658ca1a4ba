import type { TableName } from '../../core/semantics/tableName.js';
import type { Run } from '../backend/run.js';
import type { Upstream } from '../backend/upstream.js';
import type { Contender } from './contest.js';
import { realTable } from './overlay.js';
import { isAmong, mayBring, tryKeys, type UniqueValues, uniqueKeys } from './uniqueKeys.js';

/**
 * Whether a statement adds a unique value that the snapshot still shows in another row, because another transaction has removed
 * it and committed. PostgreSQL's indexes would accept it, and the transaction would see the value twice.
 */
export async function meetsFreedKey({ upstream }: Contender, target: TableName, run: Run): Promise<boolean> {
  const found = await realTable(upstream.link, target);
  if (!found?.isReadable) return false;
  const keys = (await uniqueKeys(upstream, found.table)).filter((key) => mayBring(run.sql, key));
  const tried = { name: target.alias ?? target.name, keys };
  const isMet = await tryKeys(
    upstream,
    run,
    tried,
    (sql) => sql,
    (values) => isTwice(upstream, found.table, values),
  );
  return isMet ?? false;
}

async function isTwice(upstream: Upstream, table: string, values: readonly UniqueValues[]): Promise<boolean> {
  for (const brought of values) {
    const [[isMet] = []] = await upstream.ask(
      `SELECT EXISTS (SELECT FROM ${table} WHERE ${isAmong(brought)}
       GROUP BY ${brought.key.parts.join(', ')} HAVING count(*) > 1)`,
    );
    if (isMet === 't') return true;
  }
  return false;
}
