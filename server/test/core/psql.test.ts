import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fixAll } from '../../src/core/repair/fixAll.js';
import { splitScript } from '../../src/core/syntax/split.js';
import { analyzer } from './engine.js';

/** What psql puts a text in the place of, wherever it does, is no fault of the SQL around it. */
const sound = [
  'CREATE TABLE t (id uuid PRIMARY KEY, v varchar(:len), n numeric(:precision, :scale));',
  'CREATE TABLE t_:suffix (id uuid PRIMARY KEY, a_:n_b int);',
  'SELECT id FROM :schema.events_:year JOIN "x" ON true WHERE a = :a AND b IN (:list);',
  'SELECT id FROM t :where ORDER BY id :direction LIMIT :n OFFSET :m;',
  'SELECT :{?known}, a FROM t WHERE NOT :{?other};',
  'SELECT :columns, INTERVAL :span, :f(1) FROM t;',
  'SELECT :\'text\', :"name", CAST(a AS char(:n)) FROM t;',
  'INSERT INTO t (id) VALUES :rows;',
  'INSERT INTO t (id, a) VALUES (:id, :a), (:b, :c);',
  'CREATE INDEX ASYNC i_:n ON t_:n (:column);',
  'GRANT SELECT ON t TO app_:stage;',
  "AWS IAM GRANT app TO :'arn';",
  "AWS IAM GRANT :role TO 'arn:aws:iam::123456789012:role/x';",
  'AWS IAM REVOKE :"role" FROM :arn;',
  'SELECT days[first:last], days[a.first:a.last] FROM t AS a;',
];

for (const sql of sound)
  test(`nothing is wrong with ${sql}`, () => {
    assert.deepEqual(rulesOf(sql), []);
  });

const broken: readonly (readonly [sql: string, at: string])[] = [
  ['SELECT (:a = 1;', '1'],
  ['SELECT :a, FROM t;', 'FROM'],
  ['SELECT a FROM t WHERE :n BETWEEN;', 'BETWEEN'],
  ['CREATE TABLE t (id uuid PRIMARY KEY, v varchar(:len), w int int);', 'int'],
];

for (const [sql, at] of broken)
  test(`a fault beside a variable stays one: ${sql}`, () => {
    const { problems } = analyzer.analyze(sql);
    assert.deepEqual(
      problems.map(({ rule, span }) => [rule, sql.slice(span.start, span.end)]),
      [['syntax-error', at]],
    );
  });

/** Statements of scripts that psql sends, whatever its variables hold, or may send. */
const conditional: readonly (readonly [script: string, sent: readonly string[]])[] = [
  ['\\if false\nnot SQL (;\n\\endif\nSELECT 1;', ['SELECT 1;']],
  ['\\if 0\nSELECT 1;\n\\else\nSELECT 2;\n\\endif\n', ['SELECT 2;']],
  [
    '\\if TRUE\nSELECT 1;\n\\elif :x\nSELECT 2;\n\\else\nSELECT 3;\n\\endif\nSELECT 4;',
    ['SELECT 1;', 'SELECT 4;'],
  ],
  ['\\if :x\nSELECT 1;\n\\elif no\nSELECT 2;\n\\else\nSELECT 3;\n\\endif', ['SELECT 1;', 'SELECT 3;']],
  ['\\if :x\nSELECT 1;\n\\elif on\nSELECT 2;\n\\else\nSELECT 3;\n\\endif', ['SELECT 1;', 'SELECT 2;']],
  ['\\if off\n\\if true\nSELECT 1;\n\\endif\nSELECT 2;\n\\endif\nSELECT 3;', ['SELECT 3;']],
  ['\\if false\nCOPY t FROM stdin;\n\\endif\nSELECT 1;', ['SELECT 1;']],
  ['\\else\nSELECT 1;\n\\endif\n\\endif\nSELECT 2;', ['SELECT 1;', 'SELECT 2;']],
  ['\\if of\nSELECT 1', []],
];

for (const [script, sent] of conditional)
  test(`what psql passes over for certain is no statement: ${JSON.stringify(script)}`, () => {
    const { pieces } = splitScript(script);
    assert.deepEqual(
      pieces.flatMap(({ kind, start, end }) => (kind === 'statement' ? [script.slice(start, end)] : [])),
      sent,
    );
    // An edit in the first line, and one in the last, change nothing else.
    for (const edited of [
      `SELECT 0;\n${script}`,
      `${script}\nSELECT 9;`,
      script.replace(/false|off?|0/i, 'true'),
    ])
      assert.deepEqual(splitScript(edited, splitScript(script)), splitScript(edited));
  });

test('of the branches of psql one runs, so that they share no transaction', () => {
  const branches = [
    'CREATE TABLE a (id uuid PRIMARY KEY);',
    'CREATE TABLE a (id uuid PRIMARY KEY, b int);',
    'CREATE TABLE a (id uuid PRIMARY KEY, c int);',
  ];
  const [one, other, third] = branches;
  assert.deepEqual(
    rulesOf(`BEGIN;\n\\if :a\n${one}\n\\elif :b\n${other}\n\\else\n${third}\n\\endif\nCOMMIT;`),
    [],
  );
  assert.deepEqual(rulesOf(`BEGIN;\n\\if :a\n${one}\n\\else\n${other}\nDROP TABLE b;\n\\endif\nCOMMIT;`), [
    'two-ddl-in-transaction',
  ]);
  assert.deepEqual(rulesOf(`BEGIN;\n\\if :a\n${one}\n\\endif\nDROP TABLE b;\nCOMMIT;`), [
    'two-ddl-in-transaction',
  ]);
});

test('a script that psql alone can read is not sent as one request', () => {
  const ddl = 'CREATE TABLE a (id uuid PRIMARY KEY);\nCREATE TABLE b (id uuid PRIMARY KEY);\n';
  assert.deepEqual(
    [
      ddl,
      `${ddl}\\echo done`,
      `${ddl}SELECT :x;`,
      `${ddl}COPY a FROM STDIN;\n\\.\n`,
      `${ddl}SELECT ':x';`,
    ].map(rulesOf),
    [['implicit-transaction'], [], [], [], ['implicit-transaction']],
  );
});

const repairs: readonly (readonly [what: string, sql: string, repaired: string])[] = [
  ['COPY alone in its line', "COPY t TO 'a.csv' CSV;\nSELECT 1;", "\\copy t TO 'a.csv' CSV;\nSELECT 1;"],
  ['COPY with a comment behind it', "COPY t TO 'a.csv'; -- rows", "\\copy t TO 'a.csv'; -- rows"],
  ['COPY with a statement behind it', "COPY t TO 'a.csv'; SELECT 1;", "\\copy t TO 'a.csv';\nSELECT 1;"],
  ['COPY on two lines', "COPY t\n TO 'a.csv';", "\\copy t TO 'a.csv';"],
  ['COPY to a file that a variable names', "COPY t TO :'file' CSV;", "COPY t TO :'file' CSV;"],
  ['COPY of what a variable names', "COPY :t TO 'a.csv' CSV;", "COPY :t TO 'a.csv' CSV;"],
  ['a connection to another database', '\\c shop;\nSELECT 1;', '-- \\c shop;\nSELECT 1;'],
  ['one within a line', 'SELECT 1 \\c shop\n', 'SELECT 1 \\c shop\n'],
];

describe('what is repaired for psql', () => {
  for (const [what, sql, repaired] of repairs)
    test(what, () => {
      assert.equal(fixAll(analyzer, sql, {}, 'review').text, repaired);
    });
});

/** Scripts, and their pieces by kind. */
const scripts: readonly (readonly [script: string, pieces: readonly string[]])[] = [
  ["\\copy t to 'f' escape E'\\\\'\nSELECT 1;", ["m \\copy t to 'f' escape E'\\\\'", 's SELECT 1;']],
  ['\\! echo a \\\\ b\nSELECT 1;', ['m \\! echo a \\\\ b', 's SELECT 1;']],
  ["\\echo 'a\\\\b' \\\\ SELECT 1;", ["m \\echo 'a\\\\b' \\\\", 's SELECT 1;']],
  ['\\echo "a\\\\b" `c\\\\` \\\\ SELECT 1;', ['m \\echo "a\\\\b" `c\\\\` \\\\', 's SELECT 1;']],
  ["\\echo it's\nSELECT 1;", ["m \\echo it's", 's SELECT 1;']],
  [
    '\\set x 1 \\\\ \\copy t to f \\\\ g\nSELECT 1;',
    ['m \\set x 1 \\\\', 'm \\copy t to f \\\\ g', 's SELECT 1;'],
  ],
  ["COPY t FROM STDOUT;\nit's;\n\\.\nSELECT 1;", ['s COPY t FROM STDOUT;', "c it's;\n\\.", 's SELECT 1;']],
  [
    "\\copy t (a) from stdin csv\nit's;\n\\.\nSELECT 1;",
    ['m \\copy t (a) from stdin csv', "c it's;\n\\.", 's SELECT 1;'],
  ],
  [
    "\\copy (select 'from stdin' from stdin) to f\nSELECT 1;\n\\.\n",
    ["m \\copy (select 'from stdin' from stdin) to f", 's SELECT 1;', 'm \\.'],
  ],
  ["\\copy t from 'stdin'\nSELECT 1;\n\\.\n", ["m \\copy t from 'stdin'", 's SELECT 1;', 'm \\.']],
];

for (const [script, pieces] of scripts)
  test(`the pieces of ${JSON.stringify(script)}`, () => {
    const split = splitScript(script);
    assert.deepEqual(
      split.pieces.map(({ kind, start, end }) => `${kind.charAt(0)} ${script.slice(start, end)}`),
      pieces,
    );
  });

function rulesOf(sql: string): string[] {
  return analyzer.analyze(sql).problems.map(({ rule }) => rule);
}
