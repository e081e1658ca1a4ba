import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { layoutOfProject } from '../../src/core/project/layouts.js';
import { problemsOf, projectOf } from '../../src/core/project/project.js';
import { applyEdits } from '../../src/core/text/edit.js';
import { analyzer } from './engine.js';
import { a, b, type FolderCase, orders, transactions } from './folderCases.js';
import { layoutFixtures } from './layoutFixtures.js';

const saidOf = ({ files, layout, migrations = undefined }: FolderCase): readonly string[] => {
  const all = Object.entries(files).map(([path, text]) => ({ path, text }));
  const isSql = ({ path }: { readonly path: string }) => path.endsWith('.sql');
  const found = layoutOfProject(
    all.filter(isSql),
    all.filter((file) => !isSql(file)),
    layout,
  );
  const project = projectOf(analyzer, found.files, migrations ? { migrations } : {}, found);
  return problemsOf(project).flatMap((problems, at) =>
    problems.map(({ rule, message }) => `${found.files[at]?.path}: ${rule}: ${message}`),
  );
};

describe('The transactions of a migration tool decide what is said of a file', () => {
  for (const [name, folder] of Object.entries(transactions))
    test(name, () => assert.deepEqual(saidOf(folder), folder.says));
});

describe('A folder whose order is known is judged as a whole', () => {
  for (const [name, folder] of Object.entries(orders))
    test(name, () => assert.deepEqual(saidOf(folder), folder.says));
});

/** Files of the fixtures, and ways back, that a tool joins to one transaction: of all other tools a comment or a file says otherwise. */
const joined: Readonly<Record<string, number>> = {
  prisma: 2,
  drizzle: 2,
  flyway: 3,
  'golang-migrate': 3,
  hasura: 3,
  'node-pg-migrate': 3,
  supabase: 2,
  numbered: 2,
  'one schema': 1,
};

describe('The fixture of each tool', () => {
  for (const [name, files] of Object.entries(layoutFixtures))
    test(name, () => {
      const rules = saidOf({ files, says: [] }).map((line) => line.split(': ')[1]);
      assert.deepEqual(
        rules,
        Array.from({ length: joined[name] ?? 0 }, () => 'implicit-transaction'),
      );
      assert.deepEqual(saidOf({ files, migrations: 'one-by-one', says: [] }), []);
    });
});

/** A file, and what it is after the fix that takes it out of its transaction; undefined where no comment of its tool can. */
const ways: Readonly<Record<string, readonly [before: string, after: string | undefined]>> = {
  goose: [`-- +goose Up\n${a}${b}`, `-- +goose NO TRANSACTION\n-- +goose Up\n${a}${b}`],
  'sql-migrate': [`-- +migrate Up\n${a}${b}`, `-- +migrate Up notransaction\n${a}${b}`],
  dbmate: [`-- migrate:up\r\n${a}${b}`, `-- migrate:up transaction:false\r\n${a}${b}`],
  Liquibase: [
    `--liquibase formatted sql\n--changeset x:1\n${a}${b}`,
    `--liquibase formatted sql\n--changeset x:1 runInTransaction:false\n${a}${b}`,
  ],
  Drizzle: [`${a}--> statement-breakpoint\n${b}`, undefined],
};

describe('A comment of its tool takes a file out of its transaction', () => {
  for (const [name, [before, after]] of Object.entries(ways))
    test(name, () => {
      const problem = analyzer.analyze(before).problems.find(({ rule }) => rule === 'implicit-transaction');
      const fix = problem?.fixes.find(({ id }) => id === 'one-by-one');
      assert.equal(fix && applyEdits(before, fix.edits), after);
    });
});
