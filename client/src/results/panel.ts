import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { ToView } from './messages.js';
import { panelHtml } from './panelHtml.js';

/** The view in the panel area. Its page exists only while it is visible. */
export interface Panel extends vscode.Disposable {
  /** Says something to the page; lost if there is none, since a new page asks for everything. */
  readonly post: (message: ToView) => void;
  /** Shows the view and leaves the caret where it is. */
  readonly reveal: () => void;
  /** Shows the view, and gives it the keys. */
  readonly focus: () => void;
}

/**
 * `files` is the folder of the page's script and style sheet; `receive` takes the messages of the page, which `onHide` says
 * is gone: it cannot tell itself that it lost the keys.
 */
export function providePanel(
  view: string,
  files: vscode.Uri,
  receive: (message: unknown) => void,
  onHide: () => void,
): Panel {
  let shown: vscode.WebviewView | undefined;

  const resolve = (resolved: vscode.WebviewView) => {
    shown = resolved;
    const { webview } = resolved;
    webview.options = { enableScripts: true, localResourceRoots: [files] };
    const fileUri = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(files, name)).toString();
    webview.onDidReceiveMessage(receive);
    resolved.onDidChangeVisibility(() => {
      if (!resolved.visible) onHide();
    });
    resolved.onDidDispose(() => {
      if (shown === resolved) shown = undefined;
      onHide();
    });
    webview.html = panelHtml({
      title: 'DSQL results',
      source: webview.cspSource,
      script: fileUri('results.js'),
      style: fileUri('results.css'),
      nonce: randomBytes(16).toString('base64'),
    });
  };

  const registration = vscode.window.registerWebviewViewProvider(view, { resolveWebviewView: resolve });
  return {
    post: (message) => void shown?.webview.postMessage(message),
    reveal: () => {
      if (shown) shown.show(true);
      else void vscode.commands.executeCommand(`${view}.focus`, { preserveFocus: true });
    },
    focus: () => void vscode.commands.executeCommand(`${view}.focus`),
    dispose: () => registration.dispose(),
  };
}
