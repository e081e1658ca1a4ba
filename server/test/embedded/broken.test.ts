import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { randomFrom } from '../random.js';
import { problemsIn, reader } from './embedded.js';

const folder = join(__dirname, '../../../test-fixtures/embedded');

for (const name of readdirSync(folder)) {
  const file = name.replace(/\.txt$/, '');
  const text = readFileSync(join(folder, name), 'utf8').replace(/^--.*\n/gm, '');

  test(`code that is begun, or lacks a part, has its SQL inside and none twice: ${file}`, async () => {
    const read = await reader(file);
    const next = randomFrom(text.length);
    const at = () => Math.floor(next() * text.length);
    const broken = Array.from({ length: 40 }, (_, index) => {
      const [start, length] = [at(), Math.floor(next() * 40)];
      return index % 2 === 0 ? text.slice(0, start) : text.slice(0, start) + text.slice(start + length);
    });
    for (const code of broken) {
      let behind = 0;
      for (const { host, segments, text: sql } of read(code)) {
        assert.ok(behind <= host.start && host.end <= code.length, code);
        behind = host.end;
        for (const { start, end, host: part } of segments)
          assert.ok(
            start <= end && end <= sql.length && part.start <= part.end && part.end <= code.length,
            code,
          );
      }
    }
  });

  test(`what is read from the version before is what is read anew: ${file}`, async () => {
    const [kept, anew] = [await problemsIn(file), problemsIn];
    const next = randomFrom(text.length + 1);
    let code = text;
    for (let edit = 0; edit < 12; edit++) {
      const start = Math.floor(next() * code.length);
      const written = ['', 'x', '`', '"', '\n', "cur.execute('VACUUM')", 'é𝒳'][Math.floor(next() * 7)] ?? '';
      code = code.slice(0, start) + written + code.slice(start + Math.floor(next() * 5));
      const told = (problems: readonly { rule: string; span: unknown }[]) =>
        problems.map(({ rule, span }) => ({ rule, span }));
      assert.deepEqual(told(kept(code)), told((await anew(file))(code)), code);
    }
  });
}

test('many comments before what is no statement are read in one way', async () => {
  const read = await reader('a.py');
  const comments = '/**/'.repeat(2_000);
  assert.deepEqual(
    read(`cur.execute("${comments} books")\ncur.execute("${comments} VACUUM")`).map(({ kind }) => kind),
    ['statement'],
  );
});

test('a name of the configuration may hold a dollar sign', async () => {
  const code = "$run('VACUUM'); run('VACUUM');";
  assert.deepEqual(
    (await reader('a.ts', ['$run']))(code).map(({ host }) => host.start),
    [5],
  );
});
