import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { type Sandbox, startSandbox } from '../../../server/src/connection/sandbox.js';
import type { Session } from '../../../server/src/connection/session.js';
import type { ConnectionTarget } from '../../../server/src/connection/target.js';
import { showingProgress } from './progress.js';
import { withSessions } from './withSessions.js';

interface Options {
  readonly cli: string;
  readonly storage: vscode.Uri;
  readonly log: (text: string) => void;
}

/** The sandbox of this window. It runs once, however many connections go to it. */
export interface WindowSandbox {
  /** Starts it, unless it runs. Rejects with a sentence. */
  readonly running: () => Promise<Sandbox>;
  readonly stop: () => Promise<void>;
}

export function windowSandbox({
  cli,
  storage,
  dialectFlags,
  log,
}: Options & { readonly dialectFlags: () => Promise<readonly string[]> }): WindowSandbox {
  let sandbox: Promise<Sandbox> | undefined;
  return {
    running: () => {
      sandbox ??= showingProgress('Starting the local sandbox…', async () =>
        startSandbox({
          cli,
          folder: storage.fsPath,
          postgres: postgresNow(),
          flags: await dialectFlags(),
          log,
        }),
      );
      const mine = sandbox;
      const forget = () => {
        if (sandbox === mine) sandbox = undefined;
      };
      void mine.then(({ ended }) => ended).then(forget, forget);
      return mine;
    },
    stop: async () => {
      const stopped = await sandbox?.catch(() => undefined);
      await stopped?.stop();
    },
  };
}

const postgresNow = (): string | undefined =>
  vscode.workspace.getConfiguration('dsql').get<string>('sandbox.postgres')?.trim() || undefined;

/** Does some work in a new sandbox, which is deleted behind it. */
export async function inScratch<Result>(
  { cli, storage, log }: Options,
  openerTo: (target: ConnectionTarget) => Promise<() => Session>,
  work: (open: () => Session) => Promise<Result>,
): Promise<Result> {
  const folder = join(dirname(storage.fsPath), `scratch-${randomUUID()}`);
  let sandbox: Sandbox | undefined;
  try {
    sandbox = await startSandbox({
      cli,
      folder,
      postgres: postgresNow(),
      flags: ['--build-time', '0.01'],
      log,
    });
    return await withSessions(await openerTo(sandbox.target), work);
  } finally {
    await sandbox?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
