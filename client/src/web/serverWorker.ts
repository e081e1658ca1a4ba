import * as vscode from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { type Client, type Server, startClient } from '../languageClient.js';

/** What of a browser's worker is used here. */
interface BrowserWorker {
  onerror: ((event: { readonly message?: string }) => void) | null;
  readonly postMessage: (message: unknown) => void;
  readonly terminate: () => void;
}

declare const Worker: new (url: string) => BrowserWorker;

/** The server in a worker. `extension`: the folder of the extension's files. */
export async function startWorker(
  extension: vscode.Uri,
  log: vscode.LogOutputChannel,
  dialectChanged: () => void,
): Promise<Client> {
  const read = (name: string) => vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, name));
  const [language, worker, grammar] = await Promise.all([
    read('language.js'),
    read('serverWorker.js'),
    read('libpg-query.wasm'),
  ]);
  const program = programOf(new TextDecoder().decode(language), new TextDecoder().decode(worker));
  let running: BrowserWorker | undefined;
  const server: Server = {
    // What reads files of code is compressed as no browser can read it yet
    languages: ['sql', 'prisma'],
    client: (options) =>
      new LanguageClient(
        'dsql',
        'DSQL Workbench',
        async () => {
          const url = URL.createObjectURL(new Blob([program], { type: 'text/javascript' }));
          const started = new Worker(url);
          running = started;
          started.onerror = ({ message }) => log.error(`The language server failed: ${message}`);
          started.postMessage(grammar);
          return { reader: new BrowserMessageReader(started), writer: new BrowserMessageWriter(started) };
        },
        options,
      ),
    end: async () => running?.terminate(),
  };
  return startClient(server, log, { dialectChanged });
}

/** The two modules as one script: a worker that is made of a text can load no other file. */
const programOf = (language: string, worker: string): string =>
  `const language = { exports: {} };
((module, exports) => {${language}
})(language, language.exports);
((require) => {${worker}
})(() => language.exports);`;
