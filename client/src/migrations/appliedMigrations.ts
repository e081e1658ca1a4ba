import { relative, sep } from 'node:path';
import * as vscode from 'vscode';
import type { Session } from '../../../server/src/connection/session.js';
import { appliedNames } from '../../../server/src/running/apply/appliedNames.js';
import { committed } from '../../../server/src/workspace/committed.js';
import type { OpenedConnection } from '../connection/connections.js';
import { migrationsIn } from './applyMigrations.js';

/** Which migrations are applied. */
export interface AppliedMigrations {
  /** Whether one is; false where nobody knows. `folder`: the folder of the migrations. */
  readonly has: (folder: vscode.Uri, file: vscode.Uri) => Promise<boolean>;
  /** Asks the open connections again. */
  readonly forget: () => void;
}

/** Asks the tables of tools on the open connections, and git where none of them knows the folder. */
export function createAppliedMigrations(
  open: () => readonly OpenedConnection[],
  log: Pick<vscode.LogOutputChannel, 'warn'>,
): AppliedMigrations {
  let asked = new Map<Session, Map<string, Promise<ReadonlySet<string>>>>();

  const namesOn = ({ session }: OpenedConnection, folder: string): Promise<ReadonlySet<string>> => {
    const ofSession = asked.get(session) ?? new Map<string, Promise<ReadonlySet<string>>>();
    asked.set(session, ofSession);
    const known = ofSession.get(folder) ?? migrationsIn(folder).then((found) => appliedNames(session, found));
    ofSession.set(folder, known);
    return known;
  };

  return {
    async has(folder, file) {
      const source = vscode.workspace.getConfiguration('dsql', file).get<string>('appliedMigrations', 'auto');
      if (source === 'off' || !vscode.workspace.isTrusted || file.scheme !== 'file') return false;
      const path = relative(folder.fsPath, file.fsPath).split(sep).join('/');
      let isKnown = false;
      for (const connection of source === 'auto' ? open() : []) {
        try {
          const names = await namesOn(connection, folder.fsPath);
          if (names.has(path)) return true;
          isKnown ||= names.size > 0;
        } catch (error) {
          log.warn(`The migrations that are applied on "${connection.name}" could not be read.`, error);
        }
      }
      if (isKnown) return false;
      try {
        return await (await committed(folder.fsPath, 'A check of applied migrations'))(file.fsPath);
      } catch (error) {
        log.warn('Which migrations git has committed could not be read.', error);
        return false;
      }
    },
    forget() {
      asked = new Map();
    },
  };
}
