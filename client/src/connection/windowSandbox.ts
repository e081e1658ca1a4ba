import * as vscode from 'vscode';
import { type Sandbox, startSandbox } from '../../../server/src/connection/sandbox.js';
import { showingProgress } from './progress.js';

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

export function windowSandbox({ cli, storage, log }: Options): WindowSandbox {
  let sandbox: Promise<Sandbox> | undefined;
  return {
    running: () => {
      const postgres = vscode.workspace.getConfiguration('dsql').get<string>('sandbox.postgres')?.trim();
      sandbox ??= showingProgress('Starting the local sandbox…', () =>
        startSandbox({ cli, folder: storage.fsPath, postgres: postgres || undefined, log }),
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
