import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import { untilRules } from './diagnostics.js';

// Windows has no `ps` that would tell the server's process
if (process.platform !== 'win32') {
  describe('The language server', () => {
    it('is started again by the command, and goes on with the files that are open', () =>
      outlive(() => vscode.commands.executeCommand('dsql.restartServer')));

    it('is started again when it is killed, and goes on with the files that are open', () =>
      outlive((pid) => process.kill(pid, 'SIGKILL')));
  });
}

/** Expects a document that was open before `end` to be checked by another process behind it. */
async function outlive(end: (pid: number) => unknown) {
  const document = await vscode.workspace.openTextDocument({ language: 'sql', content: 'VACUUM;\n' });
  await untilRules(document.uri, ['vacuum']);
  const before = serverPid();
  await end(before);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, document.positionAt(document.getText().length), 'TRUNCATE t;\n');
  assert.equal(await vscode.workspace.applyEdit(edit), true);
  await untilRules(document.uri, ['vacuum', 'truncate']);
  assert.notEqual(serverPid(), before);
}

/** The process of the only server that this extension host runs. */
function serverPid(): number {
  const processes = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,command='], { encoding: 'utf8' });
  const pids = [...processes.matchAll(/^\s*(\d+)\s+(\d+)\s(.*)$/gm)].flatMap(([, pid, parent, command]) =>
    Number(parent) === process.pid && command?.includes('server.js') ? [Number(pid)] : [],
  );
  const [pid, ...others] = pids;
  assert.ok(pid);
  assert.deepEqual(others, []);
  return pid;
}
