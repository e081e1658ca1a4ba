import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { untilRules } from './diagnostics.js';

const serial = 'CREATE TABLE t (\n  id serial /* the key */ PRIMARY KEY\n);\n';

describe('Code actions', () => {
  it('repair what is underlined and keep the comment', async () => {
    const document = await openText(serial);
    await untilRules(document.uri, ['serial-type']);
    await apply(document, 'Use a UUID with gen_random_uuid() (values and their type change)');
    assert.equal(
      document.getText(),
      'CREATE TABLE t (\n  id uuid DEFAULT gen_random_uuid() /* the key */ PRIMARY KEY\n);\n',
    );
    await untilRules(document.uri, []);
  });

  it('silence a rule for a statement by a comment', async () => {
    const document = await openText(`${serial}VACUUM;\n`);
    await untilRules(document.uri, ['serial-type', 'vacuum']);
    await apply(document, 'Ignore serial-type for this statement');
    assert.equal(document.getText(), `-- dsql-ignore serial-type: reason\n${serial}VACUUM;\n`);
    await untilRules(document.uri, ['vacuum']);
  });

  it('repair all that is safe by a command, and leave a file alone that has nothing of it', async () => {
    const document = await openText('VACUUM; -- weekly\nTRUNCATE t;\n');
    await vscode.window.showTextDocument(document);
    await untilRules(document.uri, ['vacuum', 'truncate']);
    for (const version of ['repaired', 'as it is']) {
      await vscode.commands.executeCommand('dsql.fixAll');
      assert.equal(document.getText(), '-- VACUUM; -- weekly\nTRUNCATE t;\n', version);
    }
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('repair all that is safe when a file is saved, where the settings ask for it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'saved-'));
    const path = join(folder, 'saved.sql');
    const settings = vscode.workspace.getConfiguration('editor');
    await settings.update(
      'codeActionsOnSave',
      { 'source.fixAll.dsql': 'explicit' },
      vscode.ConfigurationTarget.Global,
    );
    try {
      writeFileSync(path, 'VACUUM; -- weekly\nTRUNCATE t;\n');
      const document = await vscode.workspace.openTextDocument(path);
      const editor = await vscode.window.showTextDocument(document);
      await untilRules(document.uri, ['vacuum', 'truncate']);
      await editor.edit((edit) => edit.insert(document.positionAt(document.getText().length), 'SELECT 1;\n'));
      assert.equal(await document.save(), true);
      assert.equal(document.getText(), '-- VACUUM; -- weekly\nTRUNCATE t;\nSELECT 1;\n');
      await untilRules(document.uri, ['truncate']);
    } finally {
      await settings.update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Global);
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

const openText = (content: string) => vscode.workspace.openTextDocument({ language: 'sql', content });

/** Applies the quick fix of this title at the first diagnostic. */
async function apply(document: vscode.TextDocument, title: string) {
  const [diagnostic] = vscode.languages.getDiagnostics(document.uri);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    diagnostic?.range,
    vscode.CodeActionKind.QuickFix.value,
  );
  const action = actions.find((one) => one.title === title);
  assert.ok(action?.edit, `There is no "${title}" in: ${actions.map((one) => one.title).join('; ')}`);
  assert.equal(await vscode.workspace.applyEdit(action.edit), true);
}
