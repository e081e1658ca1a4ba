import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { rules } from '../../src/core/rules/index.js';
import { cli, folderOf, run } from './dsql.js';

const manyProblems = 'SELECT * FORM t;\n'.repeat(5000);

test('a long report comes whole through a pipe', async () => {
  const folder = folderOf({ 'a.sql': manyProblems });
  const { stdout, stderr, status } = await run(['lint', '--format', 'json', 'a.sql'], { folder });
  rmSync(folder, { recursive: true });
  assert.deepEqual({ stderr, status }, { stderr: '', status: 1 });
  assert.deepEqual(JSON.parse(stdout).summary, { error: 5000, warning: 0, info: 0, hint: 0 });
});

test('a reader that has seen enough ends the report quietly', async () => {
  const folder = folderOf({ 'a.sql': manyProblems });
  const child = spawn(process.execPath, [cli, 'lint', 'a.sql'], { cwd: folder });
  child.stdout.once('data', () => child.stdout.destroy());
  const closed = new Promise((resolve) => child.on('close', resolve));
  const complaints = await text(child.stderr);
  await closed;
  rmSync(folder, { recursive: true });
  assert.equal(complaints, '');
});

test('SARIF has the fixes that change several files, each file with its own places', async () => {
  const folder = folderOf({
    'a.sql': '-- one\nCREATE TABLE a (id uuid PRIMARY KEY);\n',
    'b.sql': 'ALTER TABLE a ADD COLUMN n int DEFAULT 1;\n',
  });
  const { stdout } = await run(['lint', '--format', 'sarif', 'a.sql', 'b.sql'], { folder });
  rmSync(folder, { recursive: true });
  const [{ fixes }] = JSON.parse(stdout).runs[0].results;
  const place = (
    startLine: number,
    startColumn: number,
    endLine: number,
    charOffset: number,
    charLength: number,
  ) => ({
    startLine,
    startColumn,
    endLine,
    endColumn: endLine > startLine ? 1 : startColumn,
    charOffset,
    charLength,
  });
  assert.deepEqual(fixes.at(-1), {
    description: { text: 'Move the column into CREATE TABLE (it comes after the existing columns)' },
    artifactChanges: [
      {
        artifactLocation: { uri: 'b.sql', uriBaseId: '%SRCROOT%' },
        replacements: [{ deletedRegion: place(1, 1, 2, 0, 42), insertedContent: { text: '' } }],
      },
      {
        artifactLocation: { uri: 'a.sql', uriBaseId: '%SRCROOT%' },
        replacements: [
          { deletedRegion: place(2, 36, 2, 42, 0), insertedContent: { text: ', n int DEFAULT 1' } },
        ],
      },
    ],
  });
});

test('SARIF has the rules, and each result with region and fix', async () => {
  const folder = folderOf({ 'db/ä 1.sql': '\uFEFFSELECT 1;\nVACUUM;\n' });
  const { stdout, ...rest } = await run(['lint', '--format', 'sarif', 'db'], { folder });
  rmSync(folder, { recursive: true });
  assert.deepEqual(rest, { stderr: '', status: 1 });
  const { runs, ...log } = JSON.parse(stdout);
  const [{ tool, ...only }] = runs;
  const artifactLocation = { uri: 'db/%C3%A4%201.sql', uriBaseId: '%SRCROOT%' };
  assert.deepEqual(log, { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0' });
  assert.deepEqual(
    tool.driver.rules.map(({ id }: { id: string }) => id),
    rules.map(({ id }) => id),
  );
  assert.deepEqual(only, {
    columnKind: 'utf16CodeUnits',
    results: [
      {
        ruleId: 'vacuum',
        level: 'error',
        message: { text: 'VACUUM is neither supported nor needed.' },
        locations: [
          {
            physicalLocation: {
              artifactLocation,
              region: {
                startLine: 2,
                startColumn: 1,
                endLine: 2,
                endColumn: 7,
                charOffset: 10,
                charLength: 6,
              },
            },
          },
        ],
        fixes: [
          {
            description: { text: 'Remove VACUUM' },
            artifactChanges: [
              {
                artifactLocation,
                replacements: [
                  {
                    deletedRegion: {
                      startLine: 2,
                      startColumn: 1,
                      endLine: 3,
                      endColumn: 1,
                      charOffset: 10,
                      charLength: 8,
                    },
                    insertedContent: { text: '' },
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
  });
});

test('what may not be read or written is told, and the rest is done', async () => {
  const folder = folderOf({ 'db/a.sql': 'VACUUM;\n', 'db/locked/b.sql': '', 'db/z.sql': 'SELECT 1;\n' });
  mkdirSync(join(folder, 'bin'));
  for (const file of ['cli.js', 'dsql.js', 'libpg-query.wasm']) {
    copyFileSync(join(dirname(cli), file), join(folder, 'bin', file));
  }
  chmodSync(folder, 0o755);
  chmodSync(join(folder, 'db/a.sql'), 0o444);
  chmodSync(join(folder, 'db/locked'), 0);
  // Nothing is locked for root, which is what containers run tests as.
  const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const child = spawn(process.execPath, [join(folder, 'bin/cli.js'), 'fix', '--write', 'db'], {
    cwd: folder,
    ...user,
  });
  const status = new Promise((resolve) => child.on('close', resolve));
  const stderr = await text(child.stderr);
  assert.deepEqual(
    { stderr, status: await status },
    {
      stderr:
        'dsql: db/locked cannot be read: permission denied.\n' +
        'dsql: db/a.sql cannot be written: permission denied.\n' +
        '0 fixes in 0 files, nothing left.\n',
      status: 2,
    },
  );
  chmodSync(join(folder, 'db/locked'), 0o755);
  rmSync(folder, { recursive: true });
});
