import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
import type { Dialect } from './dialectText.js';
import { afterCrash } from './restartPolicy.js';

/** The language server in its own process. It is started again when it stops by itself. */
export interface LanguageServer extends vscode.Disposable {
  /** The dialect that a document is held against; null if it is not checked. */
  dialectOf(uri: vscode.Uri): Promise<Dialect | null>;
  /** The answer of `dialectOf` may be another one now. */
  readonly onDidChangeDialect: vscode.Event<void>;
  restart(): Promise<void>;
}

/** Starts the server and does not wait for it. `module` is the absolute path of its script. */
export function startLanguageServer(module: string, log: vscode.LogOutputChannel): LanguageServer {
  const dialectChanged = new vscode.EventEmitter<void>();
  let crashes: readonly number[] = [];

  const client = new LanguageClient(
    'dsql',
    'DSQL Workbench',
    { module, transport: TransportKind.ipc },
    {
      documentSelector: [
        { scheme: 'file', language: 'sql' },
        { scheme: 'untitled', language: 'sql' },
      ],
      outputChannel: log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => {
          const next = afterCrash(crashes, Date.now());
          crashes = next.crashes;
          if (next.restart) return { action: CloseAction.Restart, handled: true };
          void tellStopped();
          return { action: CloseAction.DoNotRestart, handled: true };
        },
      },
    },
  );
  // The library would show a notice for each failed start; the person is told once, by `tellStopped`.
  const logError = client.error.bind(client);
  client.error = (message, cause) => logError(message, cause, false);

  const start = () =>
    client.start().catch((error: unknown) => {
      log.error('The language server did not start.', error);
      // A server that started and stopped is a crash, and counted there.
      if (crashes.length === 0) void tellStopped();
    });

  const restart = async () => {
    crashes = [];
    await (client.needsStart() ? start() : client.restart());
  };

  async function tellStopped() {
    const message = 'The DSQL language server keeps stopping. SQL files are not checked.';
    const choice = await vscode.window.showErrorMessage(message, 'Restart', 'Show output');
    if (choice === 'Restart') await restart();
    if (choice === 'Show output') log.show();
  }

  const listeners = [
    client.onNotification('dsql/dialectChanged', () => dialectChanged.fire()),
    client.onDidChangeState(({ newState }) => {
      if (newState !== State.Starting) dialectChanged.fire();
    }),
  ];
  void start();

  return {
    dialectOf: (uri) => client.sendRequest('dsql/dialect', { textDocument: { uri: uri.toString() } }),
    onDidChangeDialect: dialectChanged.event,
    restart,
    dispose: () => {
      for (const listener of listeners) listener.dispose();
      dialectChanged.dispose();
      client.dispose().catch((error: unknown) => log.error('The language server did not stop.', error));
    },
  };
}
