import type * as vscode from 'vscode';
import type { OpenedConnection } from '../connection/connections.js';
import type { AppliedMigrations } from './appliedMigrations.js';

/** What is known of applied migrations, whose bundle is loaded when it is first asked for. */
export function lateApplied(
  open: () => readonly OpenedConnection[],
  log: Pick<vscode.LogOutputChannel, 'warn'>,
): AppliedMigrations {
  let made: Promise<AppliedMigrations> | undefined;
  const applied = () =>
    (made ??= import('./appliedMigrations.js').then(({ createAppliedMigrations }) =>
      createAppliedMigrations(open, log),
    ));
  return {
    has: async (folder, file) => (await applied()).has(folder, file),
    forget: () => void made?.then((one) => one.forget()),
  };
}
