import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import * as vscode from 'vscode';

// Another Node than the one of the other tests: V8 complains of flags that it does not know
describe('The command line', () => {
  it("runs on the editor's own Node, without a word on standard error", () => {
    const folder = vscode.extensions.getExtension('dsql-workbench.dsql-workbench')?.extensionPath;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(folder ?? '', 'cli.js'), 'lint', '--no-config', '-'],
      {
        input: 'SELECT 1;\n',
        encoding: 'utf8',
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      },
    );
    assert.deepEqual(
      { status, stdout, stderr },
      { status: 0, stdout: 'No problems in 1 file, as of 2026-11-28.\n', stderr: '' },
    );
  });
});
