import { once } from 'node:events';
import type * as vscode from 'vscode';
import { State } from 'vscode-languageclient';
import { LanguageClient, type LanguageClientOptions, TransportKind } from 'vscode-languageclient/node';
import { codeLanguageIds } from '../../server/src/protocol/codeLanguages.js';
import { type Client, type Server, type ServerTalk, startClient } from './languageClient.js';

/** The server as a process of its own. `module`: the absolute path of its script. */
export function startProcess(module: string, log: vscode.LogOutputChannel, told: ServerTalk): Client {
  let current: LanguageClient | undefined;
  let last: LanguageClient['serverProcess'];
  const server: Server = {
    languages: ['sql', ...codeLanguageIds, 'prisma'],
    client: (options: LanguageClientOptions) => {
      current = new LanguageClient(
        'dsql',
        'DSQL Workbench',
        { module, transport: TransportKind.ipc },
        options,
      );
      current.onDidChangeState(({ newState }) => {
        if (newState === State.Running) last = current?.serverProcess;
      });
      return current;
    },
    async end() {
      // It hangs. The library would kill it later, and take its end for that of the next one.
      if (last && last.exitCode === null && last.signalCode === null && last.kill('SIGKILL'))
        await once(last, 'exit');
    },
  };
  return startClient(server, log, told);
}
