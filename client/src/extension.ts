import * as vscode from 'vscode';
import { errorBoundary } from './errorBoundary.js';
import { startLanguageServer } from './languageServer.js';

/** Checks files from the first moment on. All else is a bundle of its own, which is loaded behind, or by the first command. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel('DSQL Workbench', { log: true });
  const server = startLanguageServer(async (dialectChanged) => {
    const { startProcess } = await import('./serverProcess.js');
    const isApplied = async (folder: vscode.Uri, file: vscode.Uri) =>
      (await opened()).isApplied(folder, file);
    return startProcess(context.asAbsolutePath('server.js'), log, { dialectChanged, isApplied });
  });
  const boundary = errorBoundary(log);
  let isClosed = false;
  let opening: ReturnType<typeof openedWindow> | undefined;
  const opened = () => (opening ??= openedWindow({ context, log, server, boundary }));
  const ids: readonly { readonly command: string }[] = context.extension.packageJSON.contributes.commands;
  context.subscriptions.push(
    log,
    server,
    { dispose: () => void (isClosed = true) },
    ...ids.map(({ command }) =>
      vscode.commands.registerCommand(command, async (...given) => {
        try {
          const { run } = await opened();
          await run(command, given);
        } catch (error) {
          boundary.tell(`Command ${command} was not run.`, error);
        }
      }),
    ),
  );
  // The language server is loaded in the next turn, and the rest behind it. What VS Code activated us for waits for both.
  await new Promise((turn) => setTimeout(turn));
  if (isClosed) return;
  try {
    await opened();
  } catch (error) {
    boundary.tell('The views were not opened.', error);
  }
}

async function openedWindow(started: Parameters<typeof import('./window.js')['openWindow']>[0]) {
  const { openWindow } = await import('./window.js');
  return openWindow(started);
}
