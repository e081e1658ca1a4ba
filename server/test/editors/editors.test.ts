import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

const cli = resolve(__dirname, '../../../dist/cli.js');

const schema = `CREATE TABLE customers (id serial PRIMARY KEY, name text);
SELECT * FROM customers WHERE customers.name = 'x';
`;
const repaired = schema.replace('id serial', 'id uuid DEFAULT gen_random_uuid()');
const renamed = repaired.replaceAll('customers', 'clients');
const formattedWith = (indent: string) =>
  renamed.replace(/\((id .*?), (name text)\);/, `(\n${indent}$1,\n${indent}$2\n);`);

/** A real editor, without a window and without a person's settings, that a script drives as a person would. */
interface Editor {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  /** Whether it can be tried here: it is there, with what it needs. */
  readonly probe: readonly string[];
  readonly diagnostics: unknown;
  /** Whether a text ends without its last line break when the editor hands it out. */
  readonly endsEarly: boolean;
  readonly indent: string;
}

const editors: readonly Editor[] = [
  {
    name: 'Neovim',
    program: 'nvim',
    args: ['--headless', '--clean', '-n', '-u', join(__dirname, 'neovim.lua')],
    probe: ['--version'],
    diagnostics: [{ line: 0, character: 27, code: 'serial-type' }],
    endsEarly: true,
    indent: '  ',
  },
  {
    name: 'Emacs with Eglot',
    program: 'emacs',
    args: ['-q', '--batch', '-f', 'package-initialize', '-l', join(__dirname, 'emacs.el')],
    probe: ['-q', '--batch', '-f', 'package-initialize', '--eval', "(require 'eglot)"],
    diagnostics: [
      { line: 0, text: 'dsql [serial-type]: Type "serial" of column "id" does not exist in Aurora DSQL.' },
    ],
    endsEarly: false,
    indent: '\t',
  },
];

for (const { name, program, args, probe, diagnostics, endsEarly, indent } of editors) {
  const isThere = spawnSync(program, probe).status === 0;
  const title = `${name} marks, repairs, completes, renames and formats`;
  test(title, { skip: isThere ? false : `no ${name}` }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'dsql-editor-'));
    writeFileSync(join(folder, 'schema.sql'), schema);
    const server = JSON.stringify([process.execPath, cli, 'lsp', '--stdio']);
    const { stdout, stderr } = spawnSync(program, args, {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, DSQL_SERVER: server, HOME: folder },
    });
    rmSync(folder, { recursive: true });
    const line = stdout.split('\n').findLast((one) => one.startsWith('{'));
    assert.ok(line, `${stdout}${stderr}`);
    const text = (whole: string) => (endsEarly ? whole.trimEnd() : whole);
    assert.deepEqual(JSON.parse(line), {
      diagnostics,
      repaired: text(repaired),
      completion: ['customers'],
      renamed: text(renamed),
      formatted: text(formattedWith(indent)),
    });
  });
}
