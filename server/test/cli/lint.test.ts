import { check } from './dsql.js';

const manual = 'https://docs.aws.amazon.com/aurora-dsql/latest/userguide';
const subsets = `${manual}/working-with-postgresql-compatibility-supported-sql-subsets.html`;
const indexes = `${manual}/working-with-create-index-async.html`;

const clean = 'SELECT 1;\n';
const misspelled = 'SELECT * FORM t;\n';
const blocking = 'CREATE INDEX i ON t (a);\n';

/** A U+FFFD that is meant, then a byte that is none of UTF-8. */
const latin1 = Buffer.concat([Buffer.from('SELECT \uFFFD;\nSELECT '), Buffer.from([0xe9])]);

const misspelledFrame = `
  |
1 | SELECT * FORM t;
  |          ^^^^
  = see: ${subsets}

`;

check('dsql lint finds texts', [
  {
    name: 'a clean file is clean',
    args: ['lint', 'a.sql'],
    files: { 'a.sql': clean },
    stdout: 'No problems in 1 file, as of 2026-11-28.\n',
  },
  {
    name: 'a problem is shown where it stands',
    args: ['lint', 'a.sql'],
    files: { 'a.sql': misspelled },
    stdout: `a.sql:1:10: error: Syntax error at or near "FORM". [syntax-error]${misspelledFrame}1 error in 1 of 1 file, as of 2026-11-28.\n`,
    status: 1,
  },
  {
    name: 'a folder stands for the .sql files below it, in order, without node_modules and .git',
    args: ['lint', '--format', 'json', 'db'],
    files: {
      'db/b.sql': clean,
      'db/a.SQL': clean,
      'db/a/z.sql': clean,
      'db/notes.md': misspelled,
      'db/node_modules/x.sql': misspelled,
      'db/.git/x.sql': misspelled,
    },
    stdout: json(['db/a/z.sql', 'db/a.SQL', 'db/b.sql']),
  },
  {
    name: 'the folder . gives paths without it',
    args: ['lint', '--format', 'json', '.'],
    files: { 'a.sql': clean },
    stdout: json(['a.sql']),
  },
  {
    name: 'a glob is ours to expand, and may name other endings',
    args: ['lint', '--format', 'json', './db/*.{sql,ddl}', '**/v?.sql'],
    files: { 'db/a.sql': clean, 'db/b.ddl': clean, 'db/c.txt': misspelled, 'db/deep/v1.sql': clean },
    stdout: json(['db/a.sql', 'db/b.ddl', 'db/deep/v1.sql']),
  },
  {
    name: 'a file whose name looks like a glob is that file',
    args: ['lint', '--format', 'json', '[id].sql'],
    files: { '[id].sql': clean, 'i.sql': misspelled },
    stdout: json(['[id].sql']),
  },
  {
    name: 'a file that is named in several ways is read once',
    args: ['lint', '--format', 'json', 'a.sql', './a.sql', '.', '*.sql'],
    files: { 'a.sql': clean },
    stdout: json(['a.sql']),
  },
  {
    name: 'standard input is a file',
    args: ['lint', '-'],
    stdin: misspelled,
    stdout: `<stdin>:1:10: error: Syntax error at or near "FORM". [syntax-error]${misspelledFrame}1 error in 1 of 1 file, as of 2026-11-28.\n`,
    status: 1,
  },
  {
    name: 'standard input may be given the name of a file',
    args: ['lint', '--format', 'json', '--stdin-filename', 'db/x.sql', '-'],
    stdin: clean,
    stdout: json(['db/x.sql']),
  },
  { name: 'an empty folder has nothing to read', args: ['lint', '.'], stdout: 'No file was read.\n' },
]);

check('dsql lint says what it could not do and does the rest', [
  {
    name: 'a missing file leaves the others linted',
    args: ['lint', 'gone.sql', 'a.sql'],
    files: { 'a.sql': clean },
    stdout: 'No problems in 1 file, as of 2026-11-28.\n',
    stderr: 'dsql: gone.sql does not exist.\n',
    status: 2,
  },
  {
    name: 'trouble outweighs problems in the exit status',
    args: ['lint', '--format', 'github', 'a.sql', 'gone.sql'],
    files: { 'a.sql': misspelled },
    stdout:
      '::error file=a.sql,line=1,endLine=1,col=10,endColumn=14,title=syntax-error::Syntax error at or near "FORM".\n',
    stderr: 'dsql: gone.sql does not exist.\n',
    status: 2,
  },
  {
    name: 'a path through a file does not exist',
    args: ['lint', 'a.sql/b.sql'],
    files: { 'a.sql': clean },
    stdout: 'No file was read.\n',
    stderr: 'dsql: a.sql/b.sql does not exist: a part of its path is a file, not a folder.\n',
    status: 2,
  },
  {
    name: 'a glob that matches nothing is a mistake',
    args: ['lint', 'db/*.sql'],
    files: { 'db/a.txt': clean },
    stdout: 'No file was read.\n',
    stderr: 'dsql: No file matches db/*.sql.\n',
    status: 2,
  },
  {
    name: 'bytes that are not UTF-8 are located',
    args: ['lint', '.'],
    files: { 'a.sql': latin1, 'b.sql': clean },
    stdout: 'No problems in 1 file, as of 2026-11-28.\n',
    stderr: 'dsql: a.sql is not UTF-8 text (byte 20, line 2): convert it to UTF-8.\n',
    status: 2,
  },
  {
    name: 'UTF-16 is named as such',
    args: ['lint', 'a.sql'],
    files: { 'a.sql': Buffer.from(`\uFEFF${clean}`, 'utf16le') },
    stdout: 'No file was read.\n',
    stderr: 'dsql: a.sql is UTF-16LE, not UTF-8: convert it, as with "iconv -f UTF-16LE -t UTF-8".\n',
    status: 2,
  },
  {
    name: 'standard input must be UTF-8 too',
    args: ['lint', '-'],
    stdin: Buffer.from([0xc3]),
    stdout: 'No file was read.\n',
    stderr: 'dsql: Standard input is not UTF-8 text (byte 1, line 1): convert it to UTF-8.\n',
    status: 2,
  },
]);

check('dsql lint holds a text against a day', [
  {
    name: 'the day may be chosen',
    args: ['lint', '--format', 'json', '--as-of', '2025-11-25', '-'],
    stdin: clean,
    stdout: json(['<stdin>'], '2025-11-25'),
  },
  {
    name: 'latest overrides the configuration',
    args: ['lint', '--format', 'json', '--as-of', 'latest', '-'],
    files: { 'dsql.config.json': '{ "asOf": "2026-01-01" }' },
    stdin: clean,
    stdout: json(['<stdin>']),
  },
  ...['2026-02-30', '26-01-01', 'today', ''].map((day) => ({
    name: `"${day}" is no day`,
    args: ['lint', '--as-of', day, '-'],
    stderr: `dsql: --as-of takes latest or a day such as 2025-11-25, not "${day}".\n`,
    status: 2,
  })),
]);

const warned = {
  args: ['lint', '--format', 'github', '-'],
  stdin: '-- dsql-ignore vacuum: gone\nSELECT 1;\n',
  stdout:
    '::warning file=<stdin>,line=1,endLine=1,col=16,endColumn=22,title=unused-ignore::This ignore silences nothing: "vacuum" reports nothing here.\n',
};

check('dsql lint fails from a severity on', [
  { ...warned, name: 'a warning alone passes' },
  {
    ...warned,
    name: 'a warning fails where warnings count',
    args: [...warned.args, '--max-severity', 'warning'],
    status: 1,
  },
  {
    ...warned,
    name: 'a warning fails where hints count',
    args: [...warned.args, '--max-severity=hint'],
    status: 1,
  },
  { ...warned, name: 'what does not count can be left out', args: [...warned.args, '--quiet'], stdout: '' },
  {
    ...warned,
    name: 'what counts cannot be left out',
    args: [...warned.args, '--quiet', '--max-severity', 'warning'],
    status: 1,
  },
]);

const config = (value: unknown) => ({ 'dsql.config.json': JSON.stringify(value) });

check('dsql lint obeys a configuration', [
  {
    name: 'a folder is read in the order of its migration tool',
    args: ['lint', '--format', 'github', 'sql'],
    files: {
      'sql/V1__a.sql': 'CREATE TABLE a (id uuid PRIMARY KEY);\n',
      'sql/V1_10__a.sql': 'ALTER TABLE a RENAME TO b;\n',
      'sql/V1_9__a.sql': 'ALTER TABLE b ADD COLUMN n int;\n',
    },
    stdout:
      '::warning file=sql/V1_9__a.sql,line=1,endLine=1,col=13,endColumn=14,title=used-before-created::The table "b" is used here, and created by a later migration.\n',
  },
  {
    name: 'the tool of the configuration decides what is one transaction',
    args: ['lint', '--format', 'github', 'm'],
    files: {
      ...config({ layout: 'goose' }),
      'm/00001_a.sql':
        '-- +goose Up\nCREATE TABLE a (id uuid PRIMARY KEY);\nCREATE TABLE b (id uuid PRIMARY KEY);\n',
      'm/00002_c.sql':
        '-- +goose NO TRANSACTION\n-- +goose Up\nCREATE TABLE c (id uuid PRIMARY KEY);\nCREATE TABLE d (id uuid PRIMARY KEY);\n',
    },
    stdout:
      '::error file=m/00001_a.sql,line=3,endLine=3,col=1,endColumn=13,title=two-ddl-in-transaction::A transaction holds one DDL statement, and this one holds 2.\n',
    status: 1,
  },
  {
    name: 'the severity of a rule is the configuration’s',
    args: ['lint', '--format', 'github', '-'],
    files: config({ rules: { 'index-without-async': 'hint' } }),
    stdin: blocking,
    stdout:
      '::notice file=<stdin>,line=1,endLine=1,col=1,endColumn=13,title=index-without-async::CREATE INDEX needs ASYNC in Aurora DSQL, also on an empty table.\n',
  },
  {
    name: 'a rule can be off',
    args: ['lint', '-'],
    files: config({ rules: { 'index-without-async': 'off' } }),
    stdin: blocking,
    stdout: 'No problems in 1 file, as of 2026-11-28.\n',
  },
  {
    name: '--no-config ignores it',
    args: ['lint', '--no-config', '--format', 'github', '-'],
    files: config({ rules: { 'syntax-error': 'off' } }),
    stdin: misspelled,
    stdout:
      '::error file=<stdin>,line=1,endLine=1,col=10,endColumn=14,title=syntax-error::Syntax error at or near "FORM".\n',
    status: 1,
  },
  {
    name: 'include and exclude select in folders, a folder’s name standing for all in it',
    args: ['lint', '--format', 'json', '.'],
    files: {
      ...config({ include: ['db'], exclude: ['./db/legacy/', '**/*.gen.sql'] }),
      'a.sql': misspelled,
      'db/a.sql': clean,
      'db/a.gen.sql': misspelled,
      'db/legacy/a.sql': misspelled,
    },
    stdout: json(['db/a.sql']),
  },
  {
    name: 'a glob obeys exclude only, and a file named outright neither',
    args: ['lint', '--format', 'json', '*.sql', 'legacy/a.sql'],
    files: {
      ...config({ include: ['db'], exclude: ['legacy', 'b.sql'] }),
      'a.sql': clean,
      'b.sql': misspelled,
      'legacy/a.sql': clean,
    },
    stdout: json(['a.sql', 'legacy/a.sql']),
  },
  {
    name: 'another file may be the configuration, its globs relative to it',
    args: ['lint', '--config', 'ci/strict.json', '--format', 'json', '.'],
    files: { 'ci/strict.json': '{ "exclude": ["a.sql"] }', 'a.sql': clean, 'ci/a.sql': misspelled },
    stdout: json(['a.sql']),
  },
  {
    name: 'a configuration that is not there is a trouble, and the files are linted without',
    args: ['lint', '--config', 'gone.json', '-'],
    stdin: clean,
    stdout: 'No problems in 1 file, as of 2026-11-28.\n',
    stderr: 'dsql: gone.json does not exist.\n',
    status: 2,
  },
  {
    name: 'each thing wrong with it is one sentence, and the rest holds',
    args: ['lint', '--format', 'json', '-'],
    files: config({
      asOf: '2026-13-01',
      rules: { 'no-such-rule': 'off', 'index-without-async': 'off' },
      include: 'db',
    }),
    stdin: blocking,
    stdout: json(['<stdin>']),
    stderr: [
      'dsql: dsql.config.json: "asOf" must be "latest" or a day such as "2026-11-28", not "2026-13-01".\n',
      'dsql: dsql.config.json: "no-such-rule" is not a rule; "dsql rules" lists them.\n',
      'dsql: dsql.config.json: "include" must be a list of glob patterns.\n',
    ].join(''),
    status: 2,
  },
]);

const usage = (args: readonly string[], sentence: string) => ({
  name: `dsql ${args.join(' ')}: ${sentence}`,
  args,
  stderr: `dsql: ${sentence}\n`,
  status: 2,
});

check('dsql lint refuses wrong usage', [
  usage(['lint'], 'No file given: name files, folders or globs, or - for standard input.'),
  usage(
    ['lint', '--frmat', 'json', '-'],
    'There is no option --frmat: see dsql lint --help. Did you mean --format?',
  ),
  usage(['lint', '-x', '-'], 'There is no option -x: see dsql lint --help.'),
  usage(
    ['lint', '--format', 'xml', '-'],
    '--format takes text, json, sarif, github, gitlab or junit, not "xml".',
  ),
  usage(['lint', '-', '--format'], '--format needs text, json, sarif, github, gitlab or junit.'),
  usage(['lint', '--config', '--quiet', '-'], '--config needs a value: FILE.'),
  usage(['lint', '--quiet=yes', '-'], '--quiet takes no value.'),
  usage(
    ['lint', '--max-severity', 'fatal', '-'],
    '--max-severity takes error, warning, info or hint, not "fatal".',
  ),
  usage(
    ['lint', '--config', 'a.json', '--no-config', '-'],
    '--config and --no-config cannot be used together.',
  ),
]);

check('dsql lint reads the placeholders of the configuration', [
  {
    name: 'they stand for names and values',
    args: ['lint', '--format', 'github', 'a.sql'],
    files: {
      ...config({ placeholders: ['[[*]]'] }),
      'a.sql': 'CREATE TABLE [[s]].t (id serial PRIMARY KEY, v varchar([[n]]));\n',
    },
    stdout:
      '::error file=a.sql,line=1,endLine=1,col=26,endColumn=32,title=serial-type::Type "serial" of column "id" does not exist in Aurora DSQL.\n',
    status: 1,
  },
]);

check('dsql lint reports for programs', [
  {
    name: 'JSON has lines and characters from 0, and offsets, in UTF-16 units',
    args: ['lint', '--format', 'json', '-'],
    stdin: `SELECT '😀';\r\n/* é */ ${blocking}`,
    stdout: `{"schemaVersion":1,"asOf":"2026-11-28","files":[
{"path":"<stdin>","problems":[
${JSON.stringify({
  rule: 'index-without-async',
  severity: 'error',
  message: 'CREATE INDEX needs ASYNC in Aurora DSQL, also on an empty table.',
  range: { start: { line: 1, character: 8, offset: 22 }, end: { line: 1, character: 20, offset: 34 } },
  documentation: indexes,
  fixes: [
    {
      title: 'Add ASYNC (the index is usable when its job has finished)',
      safety: 'review',
      edits: [{ start: 34, end: 34, text: ' ASYNC' }],
    },
  ],
})}]}
],"summary":{"error":1,"warning":0,"info":0,"hint":0}}
`,
    status: 1,
  },
  {
    name: 'JSON counts a byte order mark as the unit it is in the file, other formats do not',
    args: ['lint', '--format', 'json', '-'],
    stdin: `\uFEFF${misspelled}`,
    stdout: `{"schemaVersion":1,"asOf":"2026-11-28","files":[
{"path":"<stdin>","problems":[
${JSON.stringify({
  rule: 'syntax-error',
  severity: 'error',
  message: 'Syntax error at or near "FORM".',
  range: { start: { line: 0, character: 10, offset: 10 }, end: { line: 0, character: 14, offset: 14 } },
  documentation: subsets,
  fixes: [],
})}]}
],"summary":{"error":1,"warning":0,"info":0,"hint":0}}
`,
    status: 1,
  },
  {
    name: 'JSON has fixes of several files apart from those of one',
    args: ['lint', '--format', 'json', 'a.sql', 'b.sql'],
    files: {
      'a.sql': 'CREATE TABLE a (id uuid PRIMARY KEY, k int);\n',
      'b.sql': 'ALTER TABLE a ADD COLUMN n int DEFAULT 1;\n',
    },
    stdout: `{"schemaVersion":1,"asOf":"2026-11-28","files":[
{"path":"a.sql","problems":[]},
{"path":"b.sql","problems":[
${JSON.stringify({
  rule: 'add-column-constraint',
  severity: 'error',
  message: 'ADD COLUMN takes a name and a type, no DEFAULT.',
  range: { start: { line: 0, character: 31, offset: 31 }, end: { line: 0, character: 40, offset: 40 } },
  documentation: 'https://docs.aws.amazon.com/aurora-dsql/latest/userguide/alter-table-syntax-support.html',
  fixes: [
    {
      title: 'Add the column first, then its default (an UPDATE gives it to the existing rows)',
      safety: 'review',
      edits: [
        { start: 30, end: 40, text: '' },
        { start: 40, end: 40, text: ', ALTER COLUMN n SET DEFAULT 1' },
        {
          start: 41,
          end: 41,
          text: '\n-- Run this again and again, until it changes no row:\nUPDATE a SET n = 1 WHERE id IN (SELECT id FROM a WHERE n IS NULL LIMIT 1000);',
        },
      ],
    },
  ],
  widerFixes: [
    {
      title: 'Move the column into CREATE TABLE (it comes after the existing columns)',
      safety: 'review',
      files: [
        { path: 'b.sql', edits: [{ start: 0, end: 42, text: '' }] },
        { path: 'a.sql', edits: [{ start: 42, end: 42, text: ', n int DEFAULT 1' }] },
      ],
    },
  ],
})}]}
],"summary":{"error":1,"warning":0,"info":0,"hint":0}}
`,
    status: 1,
  },
  {
    name: 'what psql includes is read, not reported, and told of where it is not there',
    args: ['lint', '--format', 'github', 'db/main.sql'],
    files: {
      'db/main.sql':
        '\\ir types.sql\n\\i db/gone.sql\n\\i ../../x.sql\nCREATE TABLE a (id uuid PRIMARY KEY, k kind, o other);\n',
      'db/types.sql': 'CREATE DOMAIN kind AS text;\nCREATE TABLE b (id serial PRIMARY KEY);\n',
    },
    stdout:
      '::warning file=db/main.sql,line=4,endLine=4,col=48,endColumn=53,title=unknown-type::Type "other" of column "o" is neither built in nor a domain of this file.\n',
    stderr: [
      'db/main.sql:2: db/gone.sql is not there, so the objects that it creates are unknown.\n',
      'db/main.sql:3: ../../x.sql is outside the current folder, so the objects that it creates are unknown.\n',
    ].join(''),
  },
  {
    name: 'GitHub annotations escape what would end them, and have no columns over several lines',
    args: ['lint', '--format', 'github', 'a,b:c%.sql', 'd.sql'],
    files: { 'a,b:c%.sql': `\uFEFFSELECT * FORM t;`, 'd.sql': 'SELECT 1;\nCREATE\nINDEX i ON t (a);' },
    stdout: [
      '::error file=a%2Cb%3Ac%25.sql,line=1,endLine=1,col=10,endColumn=14,title=syntax-error::Syntax error at or near "FORM".\n',
      '::error file=d.sql,line=2,endLine=3,title=index-without-async::CREATE INDEX needs ASYNC in Aurora DSQL, also on an empty table.\n',
    ].join(''),
    status: 1,
  },
]);

/** The report of files without problems. */
function json(paths: readonly string[], day = '2026-11-28'): string {
  const files = paths.map((path) => `\n{"path":"${path}","problems":[]}`).join(',');
  return `{"schemaVersion":1,"asOf":"${day}","files":[${files}\n],"summary":{"error":0,"warning":0,"info":0,"hint":0}}\n`;
}
