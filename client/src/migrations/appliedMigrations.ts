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

  /** None where the tables cannot be read, which is told once. */
  const namesOn = ({ session, name }: OpenedConnection, folder: string): Promise<ReadonlySet<string>> => {
    const ofSession = asked.get(session) ?? new Map<string, Promise<ReadonlySet<string>>>();
    asked.set(session, ofSession);
    const known =
      ofSession.get(folder) ??
      askedOn(session, folder).catch((error) => {
        log.warn(`The migrations that are applied on "${name}" could not be read.`, error);
        return new Set<string>();
      });
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
        const names = await namesOn(connection, folder.fsPath);
        if (names.has(path)) return true;
        isKnown ||= names.size > 0;
      }
      if (isKnown) return false;
      // A folder that git does not track is no trouble
      const isCommitted = await committed(folder.fsPath, 'A check of applied migrations').catch(
        () => undefined,
      );
      return (await isCommitted?.(file.fsPath)) === true;
    },
    forget() {
      asked = new Map();
    },
  };
}

const askedOn = async (session: Session, folder: string): Promise<ReadonlySet<string>> =>
  await appliedNames(session, await migrationsIn(folder));
