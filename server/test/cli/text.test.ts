import { check } from './dsql.js';

const manual = 'https://docs.aws.amazon.com/aurora-dsql/latest/userguide';

check('dsql lint reports for people', [
  {
    name: 'problems come with frame, fixes and documentation, and a summary says what can be repaired',
    args: ['lint', '.'],
    files: {
      'a.sql': 'VACUUM;\n-- dsql-ignore vacuum: gone\nSELECT 1;\n\tCREATE INDEX i ON t (a);',
      'b.sql': 'SELECT 1;',
    },
    stdout: `a.sql:1:1: error: VACUUM is neither supported nor needed. [vacuum]
  |
1 | VACUUM;
  | ^^^^^^
  = fix: Remove VACUUM
  = see: ${manual}/working-with-postgresql-compatibility-supported-sql-subsets.html

a.sql:2:16: warning: This ignore silences nothing: "vacuum" reports nothing here. [unused-ignore]
  |
2 | -- dsql-ignore vacuum: gone
  |                ^^^^^^
  = fix: Remove this ignore
  = see: ${manual}/working-with-postgresql-compatibility.html

a.sql:4:2: error: CREATE INDEX needs ASYNC in Aurora DSQL, also on an empty table. [index-without-async]
  |
4 |     CREATE INDEX i ON t (a);
  |     ^^^^^^^^^^^^
  = fix to review: Add ASYNC (the index is usable when its job has finished)
  = see: ${manual}/working-with-create-index-async.html

2 errors, 1 warning in 1 of 2 files, as of 2026-11-28. dsql fix repairs 2, dsql fix --review 1 more.
`,
    status: 1,
  },
  {
    name: 'a message cannot carry escape sequences of the text to the terminal',
    args: ['lint', '-'],
    stdin: 'SELECT * FORM "\x1b[31m";',
    stdout: `<stdin>:1:10: error: Syntax error at or near "FORM". [syntax-error]
  |
1 | SELECT * FORM "␛[31m";
  |          ^^^^
  = see: ${manual}/working-with-postgresql-compatibility-supported-sql-subsets.html

1 error in 1 of 1 file, as of 2026-11-28.
`,
    status: 1,
  },
  {
    name: 'colors come where they are asked for',
    args: ['lint', '-'],
    env: { FORCE_COLOR: '1' },
    stdin: 'SELECT * FORM t;',
    stdout: `<stdin>:1:10: ␛[31merror␛[39m: ␛[1mSyntax error at or near "FORM".␛[22m ␛[2m[syntax-error]␛[22m
␛[2m  |␛[22m
␛[2m1 |␛[22m SELECT * FORM t;
␛[2m  |␛[22m          ␛[31m^^^^␛[39m
␛[2m  = see: ${manual}/working-with-postgresql-compatibility-supported-sql-subsets.html␛[22m

1 error in 1 of 1 file, as of 2026-11-28.
`.replaceAll('␛', '\x1b'),
    status: 1,
  },
  {
    name: 'NO_COLOR outweighs FORCE_COLOR',
    args: ['fix', '--diff', '-'],
    env: { FORCE_COLOR: '1', NO_COLOR: '1' },
    stdin: 'VACUUM;',
    stdout: '--- a/<stdin>\n+++ b/<stdin>\n@@ -1 +0,0 @@\n-VACUUM;\n\\ No newline at end of file\n',
    stderr: '<stdin>: Remove VACUUM\n1 fix in 1 file, nothing left.\n',
  },
  {
    name: 'a diff has colors too',
    args: ['fix', '--diff', '-'],
    env: { FORCE_COLOR: '1' },
    stdin: 'VACUUM;\nSELECT 1;',
    stdout: `␛[31m--- a/<stdin>
␛[39m␛[32m+++ b/<stdin>
␛[39m␛[36m@@ -1,2 +1 @@
␛[39m␛[31m-VACUUM;
␛[39m SELECT 1;
\\ No newline at end of file
`.replaceAll('␛', '\x1b'),
    stderr: '<stdin>: Remove VACUUM\n1 fix in 1 file, nothing left.\n',
  },
]);
