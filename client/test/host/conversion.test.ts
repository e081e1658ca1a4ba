import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { untilRules } from './diagnostics.js';

const dump = `CREATE TABLE orders ( -- one per checkout
  id serial PRIMARY KEY,
  total money
);
CREATE INDEX newest ON orders USING btree (id DESC);
CREATE TRIGGER touch BEFORE UPDATE ON orders EXECUTE FUNCTION touch();
`;

const repaired = `CREATE TABLE orders ( -- one per checkout
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  total numeric(19,4)
);
CREATE INDEX ASYNC newest ON orders (id);
-- review: the trigger no longer runs. Put the logic into the application, or read changes from a CDC stream.
-- CREATE TRIGGER touch BEFORE UPDATE ON orders EXECUTE FUNCTION touch();
`;

describe('DSQL: Convert file for Aurora DSQL…', () => {
  it('shows the file beside its repaired form, and changes it when asked to', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'sql', content: dump });
    await vscode.window.showTextDocument(document);
    await untilRules(document.uri, [
      'serial-type',
      'unsupported-column-type',
      'index-without-async',
      'index-using-method',
      'index-sort-order',
      'trigger',
    ]);
    const shown = untilDiff();
    const converting = vscode.commands.executeCommand('dsql.convertFile');
    const { original, modified } = await shown;
    const right = await vscode.workspace.openTextDocument(modified);
    assert.deepEqual(
      {
        left: original.toString(),
        text: right.getText(),
        language: right.languageId,
        now: document.getText(),
      },
      { left: document.uri.toString(), text: repaired, language: 'sql', now: dump },
    );
    await untilAsked(modified);
    await vscode.commands.executeCommand('dsql.applyConversion', modified);
    await converting;
    assert.equal(document.getText(), repaired);
    // The comparison has closed by itself.
    assert.equal(vscode.window.activeTextEditor?.document, document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('leaves a file alone that has changed since it was asked about', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'sql', content: dump });
    await vscode.window.showTextDocument(document);
    const shown = untilDiff();
    const converting = vscode.commands.executeCommand('dsql.convertFile');
    const { modified } = await shown;
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '-- Mine\n');
    await vscode.workspace.applyEdit(edit);
    await untilAsked(modified);
    await vscode.commands.executeCommand('dsql.applyConversion', modified);
    await converting;
    assert.equal(document.getText(), `-- Mine\n${dump}`);
    for (let open = 2; open > 0; open--)
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});

/** The question comes behind the comparison, and lenses with it. */
async function untilAsked(shown: vscode.Uri): Promise<void> {
  const titles = async () =>
    (
      await vscode.commands.executeCommand<readonly vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        shown,
      )
    ).map(({ command }) => command?.title);
  while (!(await titles()).includes('$(check) Apply'));
}

/** The two sides of the next comparison that comes to the front. */
function untilDiff(): Promise<vscode.TabInputTextDiff> {
  return new Promise((resolve) => {
    const look = () => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      if (!(input instanceof vscode.TabInputTextDiff)) return;
      subscription.dispose();
      resolve(input);
    };
    const subscription = vscode.window.tabGroups.onDidChangeTabs(look);
    look();
  });
}
