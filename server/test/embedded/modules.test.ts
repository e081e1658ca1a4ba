import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { mayHoldSql } from '../../src/protocol/codeLanguages.js';
import { problemsIn } from './embedded.js';

/** Folders of this project's node_modules that hold no SQL; `DSQL_MODULES=all` reads every package, and prints how long it took. */
const few = ['typescript', 'esbuild', 'vscode-jsonrpc', '@types/node', 'tsx', 'acorn', 'mocha'];
const most = process.env.DSQL_MODULES === 'all' ? Number.POSITIVE_INFINITY : 60;
const modules = join(__dirname, '../../../node_modules');

function* codeIn(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* codeIn(path);
    else if (/\.(?:[cm]?[jt]s|py)$/.test(entry.name) && statSync(path).size < 100_000) yield path;
  }
}

test('packages that hold no SQL raise no alarm', async () => {
  const folders = most === 60 ? few : readdirSync(modules).filter((name) => !name.startsWith('.'));
  const readers = {
    js: await problemsIn('a.js'),
    ts: await problemsIn('a.ts'),
    py: await problemsIn('a.py'),
  };
  const alarms: string[] = [];
  const begun = process.cpuUsage();
  let count = 0;
  for (const folder of folders) {
    let own = 0;
    for (const path of readable(join(modules, folder))) {
      const text = readFileSync(path, 'utf8');
      if (!mayHoldSql(text)) continue;
      if (own++ >= most) break;
      count++;
      const read = path.endsWith('.py') ? readers.py : /ts$/.test(path) ? readers.ts : readers.js;
      for (const { rule, message } of read(text)) alarms.push(`${path}: ${rule}: ${message}`);
    }
  }
  if (most > 60)
    console.log(`${count} files, ${Math.round(process.cpuUsage(begun).user / 1000)} ms of CPU time`);
  assert.ok(count > 0);
  assert.deepEqual(alarms, []);
});

function readable(folder: string): Iterable<string> {
  try {
    return statSync(folder).isDirectory() ? codeIn(folder) : [];
  } catch {
    return [];
  }
}
