import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { AnswerColumn, Cell } from '../../../../server/src/connection/answer.js';
import { createAnalyzer, loadParser } from '../../../../server/src/core/lint/analysis.js';
import { rules } from '../../../../server/src/core/rules/index.js';
import { encode, encodings } from '../../../src/results/formats/encoding.js';
import { sourceTable } from '../../../src/results/formats/sourceTable.js';
import type { Format } from '../../../src/results/messages.js';

const column = (name: string, oid: number): AnswerColumn => ({ name, oid, type: '' });
const [bool, int8, text, json, float8, numeric, jsonb] = [16, 20, 25, 114, 701, 1700, 3802] as const;

const columns = [column('id', int8), column('na"me', text), column('paid', bool), column('doc', jsonb)];
const rows: readonly (readonly Cell[])[] = [
  ['9007199254740993', `O'Brien, "Jr."`, 't', '{"n": 12345678901234567890}'],
  ['-1', '', 'f', '[]'],
  [null, null, null, null],
  ['0', 'a\tb\r\nc|d\\e', 't', '{"a":\n  1}'],
];

/** The same rows in every format. */
const written: Readonly<Record<Format, string>> = {
  tsv: [
    'id\tna"me\tpaid\tdoc',
    `9007199254740993\tO'Brien, "Jr."\tt\t{"n": 12345678901234567890}`,
    '-1\t\tf\t[]',
    '\t\t\t',
    '0\t"a\tb\r\nc|d\\e"\tt\t"{""a"":\n  1}"',
    '',
  ].join('\n'),
  csv: [
    'id,"na""me",paid,doc',
    `9007199254740993,"O'Brien, ""Jr.""",t,"{""n"": 12345678901234567890}"`,
    '-1,"",f,[]',
    ',,,',
    '0,"a\tb\r\nc|d\\e",t,"{""a"":\n  1}"',
    '',
  ].join('\r\n'),
  json: `[
  {"id": 9007199254740993, "na\\"me": "O'Brien, \\"Jr.\\"", "paid": true, "doc": {"n": 12345678901234567890}},
  {"id": -1, "na\\"me": "", "paid": false, "doc": []},
  {"id": null, "na\\"me": null, "paid": null, "doc": null},
  {"id": 0, "na\\"me": "a\\tb\\r\\nc|d\\\\e", "paid": true, "doc": {"a": 1}}
]
`,
  ndjson: `{"id": 9007199254740993, "na\\"me": "O'Brien, \\"Jr.\\"", "paid": true, "doc": {"n": 12345678901234567890}}
{"id": -1, "na\\"me": "", "paid": false, "doc": []}
{"id": null, "na\\"me": null, "paid": null, "doc": null}
{"id": 0, "na\\"me": "a\\tb\\r\\nc|d\\\\e", "paid": true, "doc": {"a": 1}}
`,
  markdown: `| id | na"me | paid | doc |
| ---: | --- | --- | --- |
| 9007199254740993 | O'Brien, "Jr." | t | {"n": 12345678901234567890} |
| -1 |  | f | \\[\\] |
| *NULL* | *NULL* | *NULL* | *NULL* |
| 0 | a\tb<br>c\\|d\\\\e | t | {"a":<br>  1} |
`,
  insert: `INSERT INTO shop.orders (id, "na""me", paid, doc) VALUES
  (9007199254740993, 'O''Brien, "Jr."', true, '{"n": 12345678901234567890}'),
  (-1, '', false, '[]'),
  (NULL, NULL, NULL, NULL),
  (0, 'a\tb\r\nc|d\\e', true, '{"a":
  1}');
`,
};

for (const [format, expected] of Object.entries(written)) {
  test(`${format} keeps every character and tells NULL from the empty string`, () => {
    assert.equal(write(format as Format, columns, rows), expected);
  });
}

/** Formats of no row at all. */
const empty: Readonly<Record<Format, string>> = {
  tsv: 'id\n',
  csv: 'id\r\n',
  json: '[]\n',
  ndjson: '',
  markdown: '| id |\n| ---: |\n',
  insert: '',
};

for (const [format, expected] of Object.entries(empty)) {
  test(`${format} of no rows is whole`, () => {
    assert.equal(write(format as Format, [column('id', int8)], []), expected);
  });
}

/** Values that JSON has no word for stay texts; columns of one name are told apart. */
test('JSON has only its own numbers and booleans, and each name once', () => {
  const odd = [column('x', float8), column('x', numeric), column('x_2', bool), column('x', json)];
  const line = '{"x": "NaN", "x_3": "-Infinity", "x_2": "maybe", "x_4": 1e-7}\n';
  assert.equal(write('ndjson', odd, [['NaN', '-Infinity', 'maybe', '1e-7']]), line);
});

test('what JSON writes, JSON.parse reads', () => {
  assert.equal(JSON.parse(write('json', columns, rows)).length, rows.length);
});

test('INSERT begins another statement before 500 rows or a million characters are in one', () => {
  const ids = Array.from({ length: 1_001 }, (_, at) => [String(at)]);
  const long = Array.from({ length: 3 }, () => ['x'.repeat(600_000)]);
  const statements = (sql: string) => sql.match(/INSERT INTO/g)?.length;
  assert.equal(statements(write('insert', [column('id', int8)], ids)), 3);
  assert.equal(statements(write('insert', [column('note', text)], long)), 3);
});

test('INSERT is valid in Aurora DSQL', () => {
  const odd = [column('select', text), column('?column?', float8), column('Ünï', int8)];
  const sql = write('insert', odd, [
    ["it''s", 'NaN', '1'],
    ['\\', '-1.5e-7', '-9223372036854775808'],
  ]);
  const parser = loadParser(
    readFileSync(join(__dirname, '../../../../node_modules/libpg-query/wasm/libpg-query.wasm')),
  );
  assert.deepEqual(createAnalyzer(parser, rules).analyze(sql, { asOf: 'latest' }).problems, []);
});

/** Queries and the table that their INSERT names. */
const tables: Readonly<Record<string, string>> = {
  'SELECT * FROM orders': 'orders',
  'select id from shop."Order Lines" as o where id > 1;': 'shop."Order Lines"',
  'TABLE orders': 'table_name',
  'SELECT 1': 'table_name',
  'SELECT * FROM orders -- FROM others': 'orders',
  'SELECT * FROM orders, lines': 'table_name',
  'SELECT * FROM orders o ORDER BY a, b': 'orders',
  'SELECT * FROM orders JOIN lines USING (id)': 'table_name',
  'SELECT * FROM generate_series(1, 3)': 'table_name',
  'SELECT * FROM (SELECT 1) AS x': 'table_name',
  'WITH x AS (SELECT 1) SELECT * FROM x': 'table_name',
  'SELECT 1 FROM a UNION SELECT 2 FROM b': 'table_name',
  "SELECT 'x FROM y' FROM z": 'z',
  'SELECT * FROM': 'table_name',
};

for (const [sql, table] of Object.entries(tables)) {
  test(`rows of "${sql}" go into ${table}`, () => assert.equal(sourceTable(sql), table));
}

const write = (format: Format, of: readonly AnswerColumn[], cells: readonly (readonly Cell[])[]): string =>
  encode(
    encodings[format]({ columns: of, hasHeader: true, table: 'shop.orders', neutralizesFormulas: false }),
    cells,
  );

/** A cell, and how CSV and TSV write it where formulas are neutralized. */
const formulas: readonly (readonly [cell: string, csv: string, tsv?: string])[] = [
  ['=1+1', `'=1+1`],
  ['@SUM(A1)', `'@SUM(A1)`],
  ['+cmd|calc', `'+cmd|calc`],
  ['-2+3', `'-2+3`],
  ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`, `'=HYPERLINK("x","y")`],
  ['\t=1', `'\t=1`, `"'\t=1"`],
  ['\r=1', `"'\r=1"`],
  ['\n1', `"'\n1"`],
  ['  =1', `'  =1`],
  ['\uff1d1', `'\uff1d1`],
  ['-', `'-`],
  ['-1', '-1'],
  ['-1.5e+3', '-1.5e+3'],
  ['+49', '+49'],
  ['a=1', 'a=1'],
  [`'=1`, `'=1`],
  ['', '""', ''],
];

for (const [cell, csv, tsv = csv] of formulas)
  test(`${JSON.stringify(cell)} opens in a spreadsheet as text or as a number`, () => {
    const options = {
      columns: [column(cell || 'x', text), column('n', text)],
      hasHeader: false,
      table: 't',
      neutralizesFormulas: true,
    };
    const write = (format: Format, asked = options) => encode(encodings[format](asked), [[cell, null]]);
    assert.deepEqual([write('csv'), write('tsv')], [`${csv},\r\n`, `${tsv}\t\n`]);
    if (cell !== '') {
      const { head } = encodings.csv({ ...options, hasHeader: true });
      assert.equal(head, `${csv},n\r\n`);
    }
    for (const format of ['json', 'ndjson', 'markdown', 'insert'] as const)
      assert.equal(write(format), write(format, { ...options, neutralizesFormulas: false }));
  });
