import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Lookup } from '../../../src/core/catalog/layered.js';
import { completionsAt } from '../../../src/core/ide/completion/complete.js';
import { createNameCheck } from '../../../src/core/ide/nameCheck.js';
import {
  fileAt,
  knownIn,
  knownWhileTyping,
  statementAround,
  type Workspace,
  workspaceOf,
} from '../../../src/core/ide/workspace.js';
import { createAnalyzer } from '../../../src/core/lint/analysis.js';
import { finish } from '../../../src/core/text/steps.js';
import { parser } from '../engine.js';

const before: Readonly<Record<string, string>> = {
  '1.sql': 'CREATE TABLE books (isbn text, title text);\nSELECT isbn FROM books;\n',
  '2.sql': 'ALTER TABLE books ADD COLUMN pages int;\nCREATE TABLE loans (isbn text, reader text);\n',
  'q.sql': 'SELECT b. FROM books b;\nSELECT l. FROM loans l;\nDROP TABLE loans;\nSELECT r. FROM racks r;\n',
};

/** Edits one after the other: a file, what stands there, and what takes its place. */
const edits: readonly (readonly [string, string, string])[] = [
  ['q.sql', 'SELECT b.', 'SELECT b.t'],
  ['1.sql', 'SELECT isbn FROM books;', 'SELECT isbn FROM books;\nSELECT title FROM books;'],
  ['1.sql', 'title text);', 'heading text);'],
  ['2.sql', 'ADD COLUMN pages', 'ADD COLUMN leaves'],
  ['q.sql', 'DROP TABLE loans;\n', ''],
  ['2.sql', 'reader text);', 'reader text);\nCREATE TABLE racks (room text);'],
  ['1.sql', '\nSELECT title FROM books;', ''],
  ['2.sql', 'CREATE TABLE racks', 'CREATE TABLE IF NOT EXISTS racks'],
  ['2.sql', 'ALTER TABLE books ADD COLUMN leaves int;\n', ''],
];

function* versions() {
  const analyzer = createAnalyzer(parser, []);
  const texts = { ...before };
  const paths = Object.keys(texts);
  const analyze = () => analyzer.analyzeAll(paths.map((path) => texts[path] ?? ''));
  const read = (earlier?: Workspace) => workspaceOf(analyze(), paths, parser, undefined, earlier);
  let kept = read();
  knownIn(kept);
  for (const [path, from, to] of edits) {
    assert.ok(texts[path]?.includes(from), from);
    texts[path] = texts[path]?.replace(from, to) ?? '';
    const last = kept;
    kept = read(last);
    yield { from, last, kept, anew: read(), analysis: analyze(), paths };
  }
}

const columnsIn = (workspace: Workspace): readonly string[] =>
  workspace.files.flatMap((file) =>
    [...file.text.matchAll(/\b[a-z]\./g)].map(({ index }) =>
      completionsAt(file, index + 2)
        .map(({ label }) => label)
        .join(' '),
    ),
  );

test('what is known behind an edit is what the files tell, whatever was kept of the version before', () => {
  for (const { kept, anew, from } of versions()) assert.deepEqual(columnsIn(kept), columnsIn(anew), from);
});

test('names are checked by what the files tell, whatever was kept of the version before', () => {
  for (const { kept, anew, from } of versions()) {
    const problems = (workspace: Workspace) =>
      workspace.files.map((file) => finish(createNameCheck().check(file)));
    assert.deepEqual(problems(kept), problems(anew), from);
  }
});

/** A catalog that is replayed anew speaks of a source of its own. */
const sourceOf = (known: Lookup, name: string) => {
  const { origin } = known.relation({ schema: 'public', name }) ?? {};
  assert.ok(origin);
  return origin.source;
};

test('no DDL is replayed for an edit of a query', () => {
  const [query] = versions();
  assert.ok(query);
  assert.equal(sourceOf(knownIn(query.kept), 'books'), sourceOf(knownIn(query.last), 'books'));
});

test('a letter of DDL replays nothing for the completion at it', () => {
  const [, , ddl] = versions();
  const file = ddl && fileAt(ddl.kept, '1.sql');
  assert.ok(ddl && file);
  knownIn(ddl.last);
  const statement = statementAround(file, file.text.indexOf('heading'));
  assert.ok(statement);
  const typing = workspaceOf(ddl.analysis, ddl.paths, parser, undefined, ddl.last);
  const own = fileAt(typing, '1.sql');
  assert.ok(own);
  const known = knownWhileTyping({ file: own, at: statement.at });
  assert.equal(sourceOf(known, 'books'), sourceOf(knownIn(ddl.last), 'books'));
  assert.notEqual(sourceOf(knownIn(typing), 'books'), sourceOf(knownIn(ddl.last), 'books'));
});
