import * as vscode from 'vscode';

/** Shows a text in Markdown as a page, or as it is written where VS Code has no preview. */
export async function showMarkdown(uri: vscode.Uri): Promise<void> {
  // The command is known only after its first use, so the extension is asked for.
  if (vscode.extensions.getExtension('vscode.markdown-language-features')) {
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  } else await vscode.window.showTextDocument(uri, { preview: false });
}
