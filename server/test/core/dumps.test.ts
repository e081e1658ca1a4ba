import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { Problem } from '../../src/core/lint/analysis.js';
import { fixAll } from '../../src/core/repair/fixAll.js';
import { splitScript } from '../../src/core/syntax/split.js';
import { analyzer } from './engine.js';

const fixtures = path.join(__dirname, '../../../test-fixtures');

const files = ['dumps', 'guide', 'workspace'].flatMap((folder) =>
  readdirSync(path.join(fixtures, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.sql'))
    .map((file) => path.posix.join(folder, file.replaceAll('\\', '/'))),
);

/** The errors of each file before and after all fixes. Fewer are better: lower a number when it falls. */
const errors: Readonly<Record<string, readonly [before: number, after: number]>> = {
  'dumps/django_sqlmigrate.sql': [36, 0],
  'dumps/pg_dump_data.sql': [24, 0],
  'dumps/pg_dump_schema.sql': [63, 0],
  'dumps/prisma_migration.sql': [29, 0],
  'dumps/rails_structure.sql': [31, 0],
  'dumps/drizzle/0001_more.sql': [30, 0],
  'dumps/flyway/V1__init.sql': [34, 0],
  'dumps/flyway/V2__orders.sql': [23, 0],
  'workspace/dsql-ready.sql': [0, 0],
  'workspace/guide-examples.sql': [17, 0],
  'workspace/drizzle/0000_init.sql': [21, 0],
  'workspace/shop/pg_dump.sql': [35, 0],
  'workspace/prisma/migrations/20251120093000_init/migration.sql': [14, 0],
  'guide/accepted.sql': [0, 0],
  'guide/refused.sql': [75, 2],
};

const errorsOf = (problems: readonly Problem[]) => problems.filter(({ severity }) => severity === 'error');

const syntaxErrors = (problems: readonly Problem[]) =>
  problems.filter(({ rule }) => rule === 'syntax-error').length;

const commentsOf = (sql: string) => splitScript(sql).comments.map(({ start, end }) => sql.slice(start, end));

test('every file of these folders has its line in the table', () => {
  assert.deepEqual(files.toSorted(), Object.keys(errors).toSorted());
});

for (const file of files) {
  const sql = readFileSync(path.join(fixtures, file), 'utf8');
  const { problems } = analyzer.analyze(sql);
  const { text, left } = fixAll(analyzer, sql, {}, 'review');

  test(`${file} has fewer errors after all fixes, and none of syntax that was not there`, () => {
    assert.deepEqual([errorsOf(problems).length, errorsOf(left).length], errors[file]);
    assert.ok(errorsOf(left).length <= errorsOf(problems).length);
    assert.ok(syntaxErrors(left) <= syntaxErrors(problems));
  });

  test(`${file} keeps its comments through all fixes`, () => {
    const after = commentsOf(text);
    // What was commented out keeps its comments inside of lines that are comments now.
    const opened = text.replace(/^([ \t]*)-- ?/gm, '$1');
    const lost = commentsOf(sql).filter((comment) => {
      const at = after.indexOf(comment);
      if (at >= 0) after.splice(at, 1);
      return at < 0 && !opened.includes(comment) && !comment.includes('dsql-ignore');
    });
    assert.deepEqual(lost, []);
  });

  test(`${file} stays as it is when it is repaired again`, () => {
    assert.equal(fixAll(analyzer, text, {}, 'review').text, text);
  });
}
