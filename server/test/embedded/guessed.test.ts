import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readMessages } from '../messages/read.js';
import { guesser } from './embedded.js';

const hole = (name: string) => `\u0024{${name}}`;

/** A file of no known call, and the strings in it that are taken for SQL. */
const cases: readonly (readonly [name: string, code: string, found: readonly string[]])[] = [
  ['a.ts', "export const q = 'SELECT id FROM books';", ['SELECT id FROM books']],
  ['a.ts', "run('select * from books where id = ?', id);", ['select * from books where id = ?']],
  [
    'a.ts',
    'run(`DELETE FROM books WHERE id = :id AND t = $2`);',
    ['DELETE FROM books WHERE id = :id AND t = $2'],
  ],
  ['a.ts', `run(\`SELECT 1 FROM b WHERE id = ${hole('id')}\`);`, [`SELECT 1 FROM b WHERE id = ${hole('h')}`]],
  ['a.ts', "f('UPDATE books ' + 'SET title = $1');", ['UPDATE books SET title = $1']],
  ['a.ts', "f('CREATE INDEX ASYNC i ON books (title)');", ['CREATE INDEX ASYNC i ON books (title)']],
  [
    'a.py',
    'Q = """\n  INSERT INTO books VALUES (%s, %(title)s)\n"""',
    ['\n  INSERT INTO books VALUES (%s, %(title)s)\n'],
  ],
  ['a.go', 'const q = `UPDATE books SET title = @title`', [`UPDATE books SET title = ${hole('h')}`]],
  ['A.java', 'class A { String q = "TRUNCATE TABLE books"; }', ['TRUNCATE TABLE books']],
  ['A.kt', 'val q = "DROP TABLE books"', ['DROP TABLE books']],
  [
    'A.cs',
    'class A { string q = "SELECT a FROM b WHERE c = @c"; }',
    [`SELECT a FROM b WHERE c = ${hole('h')}`],
  ],
  [
    'a.rs',
    'const Q: &str = r#"WITH a AS (SELECT 1) SELECT * FROM a"#;',
    ['WITH a AS (SELECT 1) SELECT * FROM a'],
  ],
  [
    'a.ex',
    '@q "MERGE INTO a USING b ON a.i = b.i WHEN MATCHED THEN DELETE"',
    ['MERGE INTO a USING b ON a.i = b.i WHEN MATCHED THEN DELETE'],
  ],
  // What a known call takes is found by it, once
  ['a.ts', "import pg from 'pg';\npool.query('SELECT a FROM b');", ['SELECT a FROM b']],
  // Names, parts and what PostgreSQL does not take
  ['a.ts', `run(\`SELECT * FROM ${hole('table')}\`);`, []],
  ['a.ts', "f('SELECT a FROM b WHERE');", []],
  ['a.ts', "f('SELECT TOP 5 * FROM books');", []],
  ['a.ts', "f('FROM books WHERE id = 1');", []],
  ['a.ts', "f('SET x = 1'); f('VACUUM books'); f('SHOW tables'); f('FETCH NEXT FROM list');", []],
];

for (const [name, code, found] of cases)
  test(`what is SQL by itself in ${name}: ${code}`, async () => {
    const guessed = await guesser(name);
    assert.deepEqual(guessed.texts(`${code}\n`), found);
  });

/** What people write, some of which PostgreSQL's grammar takes. */
const prose = [
  'Select a file',
  'Select a file from the list',
  'Select all from list',
  'select one from many',
  'Update available',
  'Update the settings, and set the date',
  'update all set',
  'Delete user?',
  'Delete from list',
  'delete from here',
  'Insert into the table the values',
  'Create table',
  'Create a table of contents',
  'drop table entries',
  'Drop table here',
  'With the first, select the next',
  'Set language to English',
  'set x to y',
  'Begin',
  'Show all',
  'Lock table',
  'Call back',
  'Copy to clipboard',
  'Values (all)',
  'Grant access to user',
  'Comment on this',
  'DELETE FROM LIST?',
  'SELECT …',
];

test('prose is no SQL, in any language', async () => {
  for (const name of ['a.ts', 'a.py', 'a.go', 'A.java', 'A.kt', 'A.cs', 'a.rs', 'a.ex']) {
    const guessed = await guesser(name);
    for (const text of prose) assert.deepEqual(guessed.texts(`f("${text}")\n`), [], `${name}: ${text}`);
  }
});

const root = join(__dirname, '../../..');

/** What speaks to PostgreSQL itself, or shows what DSQL refuses. */
const refused = /core\/(?:rules|dialect)\/|embedded\/models\/|sandbox\/|client\/src\/sample\.ts$/;

test('no source of this project raises a false alarm when its strings are guessed', async () => {
  const { texts, problems } = await guesser('a.ts');
  const found: string[] = [];
  let count = 0;
  for (const path of [...sources(join(root, 'client/src')), ...sources(join(root, 'server/src'))]) {
    if (refused.test(path)) continue;
    const text = readFileSync(path, 'utf8');
    count += texts(text).length;
    for (const rule of problems(text)) found.push(`${path}: ${rule}`);
  }
  assert.ok(count > 20);
  assert.deepEqual(found, []);
});

test('no sentence of this project is taken for SQL', async () => {
  const { texts } = await guesser('a.ts');
  const sentences = (await readMessages()).map(({ text }) => JSON.stringify(text));
  assert.ok(sentences.length > 1_000);
  const found = texts(sentences.map((one) => `f(${one});\n`).join(''));
  // Some of them show SQL, which ends or calls something
  assert.deepEqual(
    found.filter((one) => !/;\s*$|\w\(/.test(one)),
    [],
  );
});

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (entry.name.endsWith('.ts')) yield path;
  }
}
