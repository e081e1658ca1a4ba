import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { untilRules, untilSomeRules } from './diagnostics.js';

describe('Settings', () => {
  afterEach(async () => {
    for (const name of ['rules', 'exclude', 'asOf']) await set(name, undefined);
  });

  it('turn a rule off and on again', async () => {
    const { uri } = await openText('CREATE TABLE t (id SERIAL PRIMARY KEY);\nVACUUM;\n');
    await untilRules(uri, ['serial-type', 'vacuum']);
    await set('rules', { 'serial-type': 'off' });
    await untilRules(uri, ['vacuum']);
    await set('rules', undefined);
    await untilRules(uri, ['serial-type', 'vacuum']);
  });

  it('leave out the files that a glob names', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const { uri } = await vscode.workspace.openTextDocument(join(folder.uri.fsPath, 'guide-examples.sql'));
    // VS Code asks for the diagnostics of files that a tab shows
    await vscode.window.showTextDocument(uri);
    await untilSomeRules(uri);
    await set('exclude', ['guide-*.sql']);
    await untilRules(uri, []);
    await set('exclude', undefined);
    await untilSomeRules(uri);
  });

  it('hold files against the dialect of another day', async () => {
    const { uri } = await openText('CREATE TABLE t (k uuid PRIMARY KEY, body jsonb);\nVACUUM;\n');
    await untilRules(uri, ['vacuum']);
    await set('asOf', '2025-11-25');
    await untilRules(uri, ['jsonb-column', 'vacuum']);
  });
});

const openText = (content: string) => vscode.workspace.openTextDocument({ language: 'sql', content });

const set = (name: string, value: unknown) =>
  vscode.workspace.getConfiguration('dsql').update(name, value, vscode.ConfigurationTarget.Global);
