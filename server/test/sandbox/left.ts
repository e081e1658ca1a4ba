import pg, { type ClientConfig } from 'pg';

export interface Left {
  /** Sessions of clients, not the sandbox's own. */
  readonly clients: number;
  /** Those with a transaction open. */
  readonly transactions: number;
  /** Temporary tables. */
  readonly copies: number;
}

/** What there is behind the sandbox once the sessions that clients have ended are gone. */
export async function left(connection: ClientConfig): Promise<Left> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    let before = Number.NaN;
    for (;;) {
      const { rows } = await client.query<Left>(
        `select count(*) filter (where usename = 'admin')::int as clients,
                count(*) filter (where state like 'idle in transaction%')::int as transactions,
                (select count(*)::int from pg_class where relpersistence = 't') as copies
         from pg_stat_activity`,
      );
      const [found] = rows;
      // PostgreSQL takes a moment to end the process of a session: as long as there are fewer each time.
      if (!found || found.clients === before) return found ?? { clients: 0, transactions: 0, copies: 0 };
      before = found.clients;
      await client.query('select pg_sleep(0.1)');
    }
  } finally {
    await client.end();
  }
}
