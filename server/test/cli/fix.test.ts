import { check } from './dsql.js';

const broken = 'VACUUM;\nCREATE INDEX i ON t (a);\n';
const safe = 'CREATE INDEX i ON t (a);\n';
const review = 'CREATE INDEX ASYNC i ON t (a);\n';
const safeDiff = `--- a/a.sql
+++ b/a.sql
@@ -1,2 +1 @@
-VACUUM;
 CREATE INDEX i ON t (a);
`;
const safeRemarks = 'a.sql: Remove VACUUM\n1 fix in 1 file, 1 error left.\n';
const reviewRemarks = (path: string) =>
  `${path}: Remove VACUUM, Add ASYNC (the index is usable when its job has finished)\n2 fixes in 1 file, nothing left.\n`;

check('dsql fix repairs', [
  {
    name: 'the changes to a file are shown, and nothing is written',
    args: ['fix', 'a.sql'],
    files: { 'a.sql': broken },
    stdout: safeDiff,
    stderr: safeRemarks,
    status: 1,
    after: { 'a.sql': broken },
  },
  {
    name: 'a file is written when asked',
    args: ['fix', '--write', 'a.sql'],
    files: { 'a.sql': broken },
    stderr: safeRemarks,
    status: 1,
    after: { 'a.sql': safe },
  },
  {
    name: 'what changes behavior is repaired when asked',
    args: ['fix', '--review', '--write', 'a.sql'],
    files: { 'a.sql': broken },
    stderr: reviewRemarks('a.sql'),
    after: { 'a.sql': review },
  },
  {
    name: 'the repaired text of a file can be printed',
    args: ['fix', '--safe', '--stdout', 'a.sql'],
    files: { 'a.sql': broken },
    stdout: safe,
    stderr: safeRemarks,
    status: 1,
    after: { 'a.sql': broken },
  },
  {
    name: 'standard input becomes standard output',
    args: ['fix', '--review', '-'],
    stdin: broken,
    stdout: review,
    stderr: reviewRemarks('<stdin>'),
  },
  {
    name: 'a text with nothing to repair is printed as it is',
    args: ['fix', '-'],
    stdin: '\uFEFFSELECT 1;\r\n  ',
    stdout: '\uFEFFSELECT 1;\r\n  ',
    stderr: '0 fixes in 0 files, nothing left.\n',
  },
  {
    name: 'standard input under the name of a file gives its diff',
    args: ['fix', '--diff', '--stdin-filename', 'a.sql', '-'],
    stdin: broken,
    stdout: safeDiff,
    stderr: safeRemarks,
    status: 1,
  },
  {
    name: 'a byte order mark and the line breaks of a file stay',
    args: ['fix', '--write', '.'],
    files: { 'a.sql': '\uFEFFSELECT 1;\r\nVACUUM;\r\nSELECT 2;\r\n' },
    stderr: 'a.sql: Remove VACUUM\n1 fix in 1 file, nothing left.\n',
    after: { 'a.sql': '\uFEFFSELECT 1;\r\nSELECT 2;\r\n' },
  },
  {
    name: 'a rule that is off repairs nothing',
    args: ['fix', '--write', '.'],
    files: { 'a.sql': 'VACUUM;\n', 'dsql.config.json': '{ "rules": { "vacuum": "off" } }' },
    stderr: '0 fixes in 0 files, nothing left.\n',
    after: { 'a.sql': 'VACUUM;\n' },
  },
  {
    name: 'fixes of one kind are counted, and each file is told of',
    args: ['fix', '--write', '.'],
    files: { 'a.sql': 'VACUUM;\nVACUUM;\n', 'b.sql': 'SELECT 1;\n', 'c.sql': 'VACUUM;\n' },
    stderr: 'a.sql: Remove VACUUM (2 times)\nc.sql: Remove VACUUM\n3 fixes in 2 files, nothing left.\n',
    after: { 'a.sql': '', 'b.sql': 'SELECT 1;\n', 'c.sql': '' },
  },
]);

check('dsql fix says what it could not do', [
  {
    name: 'a missing file leaves the others repaired',
    args: ['fix', '--write', 'gone.sql', 'a.sql'],
    files: { 'a.sql': 'VACUUM;\n' },
    stderr: 'dsql: gone.sql does not exist.\na.sql: Remove VACUUM\n1 fix in 1 file, nothing left.\n',
    status: 2,
    after: { 'a.sql': '' },
  },
  ...[
    { args: ['--write', '-'], sentence: '--write has no file to write standard input to.' },
    { args: ['--safe', '--review', 'a.sql'], sentence: '--safe and --review exclude each other.' },
    { args: ['--diff', '--write', 'a.sql'], sentence: '--diff and --write exclude each other.' },
    { args: [], sentence: 'No file given: name files, folders or globs, or - for standard input.' },
    { args: ['--write=a.sql', 'a.sql'], sentence: '--write takes no value.' },
  ].map(({ args, sentence }) => ({
    name: `dsql fix ${args.join(' ')}: ${sentence}`,
    args: ['fix', ...args],
    stderr: `dsql: ${sentence}\n`,
    status: 2,
  })),
]);
