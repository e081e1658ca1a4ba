import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('The extension', () => {
  it('wakes up for a SQL file and underlines what DSQL refuses', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'sql',
      content: 'CREATE TABLE t (id SERIAL PRIMARY KEY);\n',
    });
    const diagnostics = await diagnosticsOf(document.uri);
    assert.deepEqual(
      diagnostics.map(({ source, code, range }) => ({
        source,
        rule: idOf(code),
        text: document.getText(range),
      })),
      [{ source: 'dsql', rule: 'serial-type', text: 'SERIAL' }],
    );
    assert.equal(vscode.extensions.getExtension('dsql-workbench.dsql-workbench')?.isActive, true);
  });
});

/** The diagnostics of a document, once there are any. */
function diagnosticsOf(uri: vscode.Uri): Promise<readonly vscode.Diagnostic[]> {
  return new Promise((resolve) => {
    const answer = () => {
      const diagnostics = vscode.languages.getDiagnostics(uri);
      if (diagnostics.length === 0) return;
      subscription.dispose();
      resolve(diagnostics);
    };
    const subscription = vscode.languages.onDidChangeDiagnostics(answer);
    answer();
  });
}

const idOf = (code: vscode.Diagnostic['code']) => (typeof code === 'object' ? code.value : code);
