import assert from 'node:assert/strict';
import { test } from 'node:test';
import { includesIn, layoutOf, orderOf, pathsOf } from '../../src/core/project/includes.js';
import {
  catalogBefore,
  fixedFiles,
  problemsOf,
  projectOf,
  readinessOf,
} from '../../src/core/project/project.js';
import { analyzer } from './engine.js';

/** Lines, and the file that each includes. */
const written: readonly (readonly [line: string, path?: string])[] = [
  ['\\i a.sql', 'a.sql'],
  ['\\ir ../b/a.sql', '../b/a.sql'],
  ['\\include a.sql;', 'a.sql'],
  ["\\include_relative 'it''s mine.sql'", "it's mine.sql"],
  ['SELECT 1; \\i a.sql  ', 'a.sql'],
  ['\\i :file'],
  ["\\i :'folder'/a.sql"],
  ['\\i `ls`'],
  ['\\i'],
  ['\\if a.sql'],
  ['\\io a.sql'],
  ["SELECT '\n\\i a.sql';"],
  ['-- \\i a.sql'],
  ['\\i a.sql b.sql'],
];

for (const [line, path] of written)
  test(`what psql includes by ${JSON.stringify(line)}`, () => {
    assert.deepEqual(
      includesIn(`${line}\nSELECT 1;`).map((one) => [one.path, one.end]),
      path === undefined ? [] : [[path, line.length + 1]],
    );
  });

test('a file is looked for beside the one that includes it, \\i also in the folders above', () => {
  const paths = (from: string, path: string, isRelative = false) =>
    pathsOf(from, { path, isRelative, end: 0 });
  assert.deepEqual(
    [
      paths('db/schema/main.sql', 'a.sql'),
      paths('db/schema/main.sql', './x/../a.sql', true),
      paths('./main.sql', '../a.sql', true),
      paths('/srv/db/main.sql', 'a.sql'),
      paths('main.sql', '/srv/a.sql'),
      paths('file:///srv/main.sql', 'a.sql', true),
    ],
    [
      ['db/schema/a.sql', 'db/a.sql', 'a.sql'],
      ['db/schema/a.sql'],
      ['../a.sql'],
      ['/srv/db/a.sql', '/srv/a.sql', '/a.sql'],
      ['/srv/a.sql'],
      ['file:///srv/a.sql'],
    ],
  );
});

test('what a file includes stands before it', () => {
  const order = (texts: Readonly<Record<string, string>>) => {
    const files = Object.entries(texts).map(([path, text]) => ({ path, text }));
    return orderOf(files).map((at) => files[at]?.path);
  };
  assert.deepEqual(
    order({
      '/db/a.sql': 'SELECT 1;',
      '/db/main.sql': "\\i 'my parts/z.sql'\n\\ir y.sql\n",
      '/db/my parts/z.sql': '\\ir x.sql\n',
      '/db/my parts/x.sql': '\\i main.sql\n',
      '/db/y.sql': '',
    }),
    ['/db/a.sql', '/db/my parts/x.sql', '/db/my parts/z.sql', '/db/y.sql', '/db/main.sql'],
  );
  assert.deepEqual(order({ 'b.sql': '', 'a.sql': '' }), ['b.sql', 'a.sql']);
});

const project = (files: Readonly<Record<string, string>>) =>
  projectOf(
    analyzer,
    Object.entries(files).map(([path, text]) => ({ path, text })),
  );

/** Files, and what is found in each. */
const findings: Readonly<
  Record<string, Readonly<Record<string, readonly [text: string, ...found: string[]]>>>
> = {
  'types and tables of the included file are known, and it knows what was made before it': {
    'main.sql': [
      'CREATE DOMAIN email AS text;\n\\i tables.sql\nCREATE TABLE b (id uuid PRIMARY KEY, k kind);\nCREATE TABLE a (id uuid PRIMARY KEY);',
      'duplicate-name: a',
    ],
    'tables.sql': ['CREATE DOMAIN kind AS text;\nCREATE TABLE a (id uuid PRIMARY KEY, mail email);'],
  },
  'the file that is included comes first by its name': {
    '1_tables.sql': ['CREATE TABLE a (id uuid PRIMARY KEY, mail email);'],
    'main.sql': ['CREATE DOMAIN email AS text;\n\\ir 1_tables.sql\n'],
  },
  'a transaction goes on in the included file and behind it': {
    'main.sql': ['BEGIN;\nCREATE TABLE a (id uuid PRIMARY KEY);\n\\i b.sql\nCOMMIT;\nSELECT 1;'],
    'b.sql': ['CREATE TABLE b (id uuid PRIMARY KEY);', 'two-ddl-in-transaction: CREATE TABLE'],
  },
  'ignores of a file are its own, on both sides of what it includes': {
    'main.sql': ['-- dsql-ignore-file index-without-async: later\n\\i b.sql\nCREATE INDEX i ON a (b);\n'],
    'b.sql': ['CREATE INDEX j ON a (c);', 'index-without-async: CREATE INDEX'],
  },
  'two files that include each other are read once each': {
    'a.sql': ['CREATE INDEX i ON a (b);\n\\i b.sql\n', 'index-without-async: CREATE INDEX'],
    'b.sql': ['CREATE INDEX j ON a (b);\n\\i a.sql\n', 'index-without-async: CREATE INDEX'],
  },
  'a file that includes itself': {
    'a.sql': ['\\i a.sql\nCREATE INDEX i ON a (b);', 'index-without-async: CREATE INDEX'],
  },
  'behind a file that is not there, nothing is known': {
    'main.sql': [
      'CREATE TABLE a (id uuid PRIMARY KEY);\n\\i gone.sql\nCREATE TABLE a (id uuid PRIMARY KEY);',
    ],
  },
  'in a branch that psql passes over, nothing is included': {
    'main.sql': [
      '\\if false\n\\i b.sql\n\\endif\nCREATE TABLE a (id uuid PRIMARY KEY, k kind);',
      'unknown-type: kind',
    ],
    'c.sql': ['SELECT 1;'],
  },
};

for (const [name, files] of Object.entries(findings))
  test(`files that include others: ${name}`, () => {
    const texts = Object.values(files).map(([text]) => text);
    const of = project(Object.fromEntries(Object.entries(files).map(([path, [text]]) => [path, text])));
    assert.deepEqual(
      problemsOf(of).map((problems, at) =>
        problems
          .filter(({ rule }) => rule !== 'implicit-transaction')
          .map(({ rule, span }) => `${rule}: ${texts[at]?.slice(span.start, span.end)}`),
      ),
      Object.values(files).map(([, ...found]) => found),
    );
  });

const split = {
  'main.sql':
    'CREATE SCHEMA shop;\n\\i users.sql\nCREATE TABLE orders (id uuid PRIMARY KEY, u integer REFERENCES users (id));\n\\ir end.sql',
  'users.sql': 'CREATE TABLE users (id serial PRIMARY KEY);\r\n',
  'end.sql': 'CREATE INDEX ON orders (u);\n',
};

test('a file is repaired with what it includes, and is whole again', () => {
  assert.deepEqual(
    fixedFiles(project(split), 'review').map(({ text, applied }) => [text, applied.length]),
    [
      [split['main.sql'].replace('integer', 'bigint'), 1],
      ['CREATE TABLE users (id bigint GENERATED BY DEFAULT AS IDENTITY (CACHE 65536) PRIMARY KEY);\r\n', 1],
      ['CREATE INDEX ASYNC ON orders (u);\n', 1],
    ],
  );
});

test('a file that is only read is left as it is, with all that would change it', () => {
  const files = Object.entries(split).map(([path, text]) => ({ path, text, isFrozen: path === 'users.sql' }));
  assert.deepEqual(
    fixedFiles(projectOf(analyzer, files), 'review').map(({ text }) => text),
    [split['main.sql'], split['users.sql'], 'CREATE INDEX ASYNC ON orders (u);\n'],
  );
});

test('what is left, and what is reported, has its place in the file', () => {
  const files = {
    'main.sql':
      'CREATE SCHEMA shop;\n\\i a.sql\nCREATE INDEX i ON a (b);\nCREATE TRIGGER t BEFORE INSERT ON a EXECUTE FUNCTION f();\n',
    'a.sql': 'CREATE TABLE a (id uuid PRIMARY KEY, b int);',
  };
  const [report] = readinessOf(project(files));
  assert.deepEqual(
    report?.repairs.map(({ span }) => files['main.sql'].slice(span.start, span.end)),
    ['CREATE INDEX', 'CREATE TRIGGER'],
  );
  const [fixed] = fixedFiles(project(files), 'safe');
  assert.deepEqual(
    fixed?.left.map(({ span }) => fixed.text.slice(span.start, span.end)),
    ['CREATE INDEX', 'CREATE TRIGGER'],
  );
  const names = [...(catalogBefore(project(files), 'a.sql')?.schemas.values() ?? [])].map(({ name }) => name);
  assert.deepEqual(names, ['public', 'shop']);
});

test('a thousand files that include each other in a row are cut in steps that grow with them', () => {
  const files = Array.from({ length: 1_000 }, (_, at) => ({
    path: `${at}.sql`,
    text: `SELECT ${at};\n\\i ${at + 1}.sql\nSELECT 0;`,
  }));
  const { texts, pieces } = layoutOf(files);
  assert.equal(texts.length, 1_999);
  assert.deepEqual(new Set(pieces?.map(({ session }) => session)), new Set([0]));
});
