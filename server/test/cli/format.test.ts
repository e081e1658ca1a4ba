import { check } from './dsql.js';

const written = 'select   a,b from t;\n';
const formatted = 'select a, b from t;\n';

check('dsql format', [
  {
    name: 'one file is printed as it is formatted',
    args: ['format', 'a.sql'],
    files: { 'a.sql': written },
    stdout: formatted,
    after: { 'a.sql': written },
  },
  {
    name: 'standard input becomes standard output',
    args: ['format', '-'],
    stdin: `\ufeff${written.replace('\n', '\r\n')}`,
    stdout: `\ufeff${formatted.replace('\n', '\r\n')}`,
  },
  {
    name: 'of several files the changes are shown',
    args: ['format', '.'],
    files: { 'a.sql': written, 'b.sql': formatted },
    stdout: `--- a/a.sql\n+++ b/a.sql\n@@ -1 +1 @@\n-${written}+${formatted}`,
  },
  {
    name: 'files are written when asked',
    args: ['format', '--write', '.'],
    files: { 'a.sql': written, 'b.sql': formatted },
    stderr: '1 file changed, 1 formatted already.\n',
    after: { 'a.sql': formatted, 'b.sql': formatted },
  },
  {
    name: 'a check names the files that are not formatted',
    args: ['format', '--check', '.'],
    files: { 'a.sql': written, 'b.sql': formatted },
    stderr: 'a.sql is not formatted.\n1 file to format, 1 formatted already.\n',
    status: 1,
    after: { 'a.sql': written },
  },
  {
    name: 'a check of what is formatted finds nothing',
    args: ['format', '--check', 'b.sql'],
    files: { 'b.sql': formatted },
    stderr: '0 files to format, 1 formatted already.\n',
  },
  {
    name: 'what stays as it is is told with the reason',
    args: ['format', 'a.sql'],
    files: { 'a.sql': `${written}\nselect   from where;\n` },
    stdout: `${formatted}\nselect   from where;\n`,
    stderr: 'a.sql:3: A statement stays as it is, because PostgreSQL would not read it.\n',
  },
  {
    name: 'the configuration comes before .editorconfig',
    args: ['format', 'db/a.sql'],
    files: {
      'dsql.config.json': '{ "format": { "keywordCase": "upper", "indent": "tab" } }',
      '.editorconfig': '[*]\nindent_size = 8\n[*.sql]\nmax_line_length = 40\nend_of_line = crlf\n',
      'db/.editorconfig': '[*]\ninsert_final_newline = false\n',
      'db/a.sql': 'select first_name, last_name from customers;\ncreate table t (a int);\n',
    },
    stdout: 'SELECT first_name, last_name\r\nFROM customers;\r\nCREATE TABLE t (\r\n\ta int\r\n);',
  },
  {
    name: 'a root stops the search, and no configuration is none',
    args: ['format', '--no-config', 'db/a.sql'],
    files: {
      'dsql.config.json': '{ "format": { "keywordCase": "upper" } }',
      'db/.editorconfig': 'root = true\n[*]\nindent_size = 8\n',
      'db/a.sql': 'create table t (a int);\n',
    },
    stdout: 'create table t (\n  a int\n);\n',
  },
  {
    name: 'a wrong setting is told of, and the rest holds',
    args: ['format', 'a.sql'],
    files: {
      'dsql.config.json': '{ "format": { "keywordCase": "upper", "lineWidth": 5 } }',
      'a.sql': written,
    },
    stdout: 'SELECT a, b FROM t;\n',
    stderr: 'dsql: dsql.config.json: "format.lineWidth" must be a number from 40 to 400, not 5.\n',
    status: 2,
  },
  {
    name: 'a file that is not there is complained of, and the others are formatted',
    args: ['format', '--write', 'none.sql', 'a.sql'],
    files: { 'a.sql': written },
    stderr: 'dsql: none.sql does not exist.\n1 file changed, 0 formatted already.\n',
    status: 2,
    after: { 'a.sql': formatted },
  },
  {
    name: 'no file is no wish',
    args: ['format'],
    stderr: 'dsql: No file given: name files, folders or globs, or - for standard input.\n',
    status: 2,
  },
  {
    name: 'one output is enough',
    args: ['format', '--check', '--write', 'a.sql'],
    stderr: 'dsql: --check and --write cannot be used together.\n',
    status: 2,
  },
  {
    name: 'standard input has no file',
    args: ['format', '--write', '-'],
    stderr: 'dsql: --write cannot be used with standard input: there is no file to write to.\n',
    status: 2,
  },
]);
