import type * as vscode from 'vscode';
import { readCatalog } from '../../../server/src/connection/catalog.js';
import type { Session } from '../../../server/src/connection/session.js';
import type { OpenedConnection } from '../connection/connections.js';
import type { LanguageServer } from '../languageServer.js';

interface Options {
  readonly open: () => readonly OpenedConnection[];
  readonly server: Pick<LanguageServer, 'tellCatalog'>;
  readonly log: Pick<vscode.LogOutputChannel, 'warn'>;
}

/**
 * Tells the language server what the open connections have, whenever it is called. `stale`: the connections whose schema has
 * changed; without it, all of them. Of several calls for a connection the last one counts.
 */
export function tellCatalog({ open, server, log }: Options): (stale?: ReadonlySet<string>) => Promise<void> {
  const calls = new Map<string, number>();
  const told = new Map<string, Session>();

  async function tellOf({ name, session }: OpenedConnection): Promise<void> {
    const call = (calls.get(name) ?? 0) + 1;
    calls.set(name, call);
    told.set(name, session);
    try {
      const catalog = await readCatalog((sql, values) => session.query(sql, values));
      // The connection or the schema has changed in the meantime.
      if (calls.get(name) === call && told.get(name) === session) await server.tellCatalog(name, catalog);
    } catch (error) {
      log.warn(`The names of "${name}" could not be read for completion.`, error);
    }
  }

  return async (stale) => {
    const now = open();
    const left = [...told.keys()].filter((name) => !now.some((one) => one.name === name));
    for (const name of left) told.delete(name);
    const isDue = ({ name, session }: OpenedConnection) =>
      told.get(name) !== session || stale === undefined || stale.has(name);
    await Promise.all([
      ...left.map((name) => server.tellCatalog(name, null)),
      ...now.filter(isDue).map(tellOf),
    ]);
  };
}
