import type * as vscode from 'vscode';
import { readCatalog } from '../../../server/src/connection/catalog.js';
import type { LanguageServer } from '../languageServer.js';
import type { OpenConnection } from './openConnection.js';

interface Options {
  readonly open: () => OpenConnection | undefined;
  readonly server: Pick<LanguageServer, 'tellCatalog'>;
  readonly log: Pick<vscode.LogOutputChannel, 'warn'>;
}

/** Tells the language server what the open connection has, whenever it is called; of several calls the last one counts. */
export function tellCatalog({ open, server, log }: Options): () => Promise<void> {
  let calls = 0;
  let isTold = false;
  return async () => {
    const call = ++calls;
    try {
      const session = open()?.session;
      if (!session) {
        if (isTold) await server.tellCatalog(null);
        isTold = false;
        return;
      }
      const catalog = await readCatalog((sql, values) => session.query(sql, values));
      // The connection or the schema has changed in the meantime.
      if (call !== calls) return;
      isTold = true;
      await server.tellCatalog(catalog);
    } catch (error) {
      log.warn('The names of the cluster could not be read for completion.', error);
    }
  };
}
