import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { describe, test } from 'node:test';
import { folderOf, run } from './dsql.js';
import { evil, harmful, isCommand } from './evil.js';
import { sandboxForCommands } from './sandboxed.js';

// What a server answers is not ours either: names, values, notices and errors.

const sandbox = sandboxForCommands(['--build-time', '0.01']);

const name = `"${evil.replaceAll('"', '""').slice(0, 60)}"`;
const value = `'${evil.replaceAll("'", "''")}'`;
const file = `1_::error::${evil.replaceAll('/', '').slice(0, 60)}.sql`;

/** Each of them makes the server, or the command, tell the text again. */
const scripts: Readonly<Record<string, string>> = {
  'the name of a column and a value': `SELECT ${value} AS ${name};`,
  'a message of a NOTICE': `DO $$ BEGIN RAISE NOTICE '%', ${value} USING HINT = ${value}, DETAIL = ${value}; END $$;`,
  'a message of an error': `DO $$ BEGIN RAISE EXCEPTION '%', ${value} USING HINT = ${value}, DETAIL = ${value}; END $$;`,
  'the name of a table that is missing': `SELECT 1 FROM ${name};`,
  'a value that is no number': `SELECT ${value}::int;`,
  'a syntax error': `SELECT 1 ${name} ${name} ${value};`,
  'a command of psql': `\\echo ${evil.replace(/[\r\n]/g, '')}\nSELECT 1;`,
};

/** What a command prints in the log of a CI system that would be obeyed there. */
async function obeyed(args: readonly string[], files: Readonly<Record<string, string>>) {
  const folder = folderOf(files);
  const { stdout, stderr } = await run([...args, ...sandbox.args()], {
    folder,
    env: { GITHUB_ACTIONS: 'true' },
  });
  rmSync(folder, { recursive: true });
  assert.notEqual(stdout + stderr, '');
  return harmful(`${stdout}\n${stderr}`);
}

describe('nothing that a server tells is obeyed', { concurrency: 2 }, () => {
  for (const [at, [what, sql]] of Object.entries(scripts).entries()) {
    test(`dsql run: ${what}`, async () =>
      assert.deepEqual(await obeyed(['run', `m/${file}`], { [`m/${file}`]: sql }), []));
    test(`dsql apply: ${what}`, async () => {
      const args = ['apply', '--no-lint', '--ledger', `public.ledger${at}`, 'm'];
      assert.deepEqual(await obeyed(args, { [`m/${file}`]: sql }), []);
    });
  }

  const made = `CREATE TABLE ${name} (${name} int PRIMARY KEY, b text DEFAULT ${value});`;
  const folders = { [`a/${file}`]: made, [`b/${file}`]: 'CREATE TABLE b (id int PRIMARY KEY);' };
  for (const args of [
    ['apply', '--dry-run', 'a'],
    ['apply', '--dry-run', '--json', 'a'],
    ['apply', 'a'],
    ['diff', '--format', 'json', 'b'],
  ])
    test(`dsql ${args.join(' ')}`, async () => assert.deepEqual(await obeyed(args, folders), []));

  // SQL may begin a line with `::text`
  for (const args of [
    ['diff', 'b'],
    ['diff', 'b', '--format', 'sql', '--allow-loss'],
    ['diff', 'a', '--to', 'b'],
  ])
    test(`dsql ${args.join(' ')}`, async () => {
      const to = args.includes('--to') ? [] : sandbox.args();
      const folder = folderOf(folders);
      const { stdout, stderr } = await run([...args, ...to], { folder, env: { GITHUB_ACTIONS: 'true' } });
      rmSync(folder, { recursive: true });
      assert.ok(stdout.length > 30);
      assert.deepEqual([...stdout.split('\n').filter(isCommand), ...harmful(stderr)], []);
    });
});
