import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from './dsql.js';

const { version }: { version: string } = JSON.parse(
  readFileSync(join(__dirname, '../../../package.json'), 'utf8'),
);

const overview = `dsql: SQL for Amazon Aurora DSQL on the command line

Usage: dsql COMMAND [OPTION]… [FILE]…

Commands:
  lint             Report what Aurora DSQL refuses, and what it accepts but you should not write.
  fix              Repair what can be repaired: show the changes or write them.
  format           Format SQL, with proof that it says the same.
  report           Report how ready files are: what is repaired, what you decide, what has no replacement.
  rules            List the rules, or explain one.
  dialect          Show the facts about the dialect that hold here, or check a file of them.
  probe            Ask a cluster or a sandbox where it differs from the facts about the dialect.
  apply            Apply a folder of migrations to a cluster or a sandbox, and resume after a crash.
  diff             Compare a folder with another one or a cluster, and print what brings one to the other.
  run              Run SQL on a cluster or a sandbox, and print the rows.
  sandbox          Run a cluster on this machine, without AWS and without Docker.
  token            Print a token that opens a session of a sandbox.
  connect-code     Print a program that connects, in your language and for your driver.
  language-server  Serve an editor over the Language Server Protocol.
  mcp              Serve an agent over the Model Context Protocol: check, repair, explain and run SQL.
  completion       Print a script that lets a shell complete the commands and options.
  manual           Print the manual page.

Options:
  --help     Print this help, or the help of a command.
  --version  Print the version.

Examples:
  dsql lint schema.sql         Report what is wrong with a file.
  dsql fix --write schema.sql  Repair it without changing its meaning.
  dsql report migrations       Report how ready a folder is.
  dsql rules serial-type       Explain a rule.
  dsql sandbox                 Start a local cluster to try the result on.

Exit status: 0 nothing found, 1 problems found, 2 wrong usage, or a file cannot be read or written.
`;

const rulesHelp = `List the rules, or explain one.

Usage: dsql rules [OPTION]… [ID|TEXT]…

Options:
  --format text|json         How to print (default: text).
  --color auto|always|never  When to print in colors (default: auto).

TEXT is searched for in the texts of the rules. An error of the server finds the rule that predicts it.

Examples:
  dsql rules                      List all.
  dsql rules serial-type          Explain one.
  dsql rules 'type "serial" does not exist'
                                  Find the rule for an error of the server.
`;

check('dsql', [
  { name: 'help is an overview', args: ['--help'], stdout: overview },
  { name: 'help has a short name', args: ['-h'], stdout: overview },
  { name: 'help of a command', args: ['rules', '--help'], stdout: rulesHelp },
  { name: 'help of a command, asked the other way round', args: ['help', 'rules'], stdout: rulesHelp },
  { name: 'the version is the package’s', args: ['--version'], stdout: `dsql ${version}\n` },
  { name: 'no command', args: [], stdout: overview },
  {
    name: 'an unknown command',
    args: ['lnt', 'a.sql'],
    stderr: 'dsql: There is no command "lnt": see dsql --help. Did you mean dsql lint?\n',
    status: 2,
  },
  {
    name: 'a file in the place of a command',
    args: ["it's.sql"],
    stderr: `dsql: There is no command "it's.sql": see dsql --help. Did you mean dsql lint 'it'\\''s.sql'?\n`,
    status: 2,
  },
  {
    name: 'a command that only JavaScript knows',
    args: ['constructor'],
    stderr: 'dsql: There is no command "constructor": see dsql --help.\n',
    status: 2,
  },
  {
    name: 'an option in the place of a command',
    args: ['--format', 'json'],
    stderr: 'dsql: There is no command "--format": see dsql --help.\n',
    status: 2,
  },
  {
    name: 'an option that is misspelt',
    args: ['lint', '--fromat', 'json', 'a.sql'],
    stderr: 'dsql: There is no option --fromat: see dsql lint --help. Did you mean --format?\n',
    status: 2,
  },
  {
    name: 'an option that no other is like',
    args: ['lint', '--verbosely', 'a.sql'],
    stderr: 'dsql: There is no option --verbosely: see dsql lint --help.\n',
    status: 2,
  },
  {
    name: 'what is to be typed next is what works where npx started the program',
    args: ['lnt'],
    env: { npm_command: 'exec' },
    stderr: 'dsql: There is no command "lnt": see npx dsql --help. Did you mean npx dsql lint?\n',
    status: 2,
  },
  {
    name: 'colors into a pipe, because they are asked for',
    args: ['lint', '--color=always', 'a.sql'],
    files: { 'a.sql': 'VACUUM;\n' },
    stdout: `a.sql:1:1: \x1B[31merror\x1B[39m: \x1B[1mVACUUM is neither supported nor needed.\x1B[22m \x1B[2m[vacuum]\x1B[22m
\x1B[2m  |\x1B[22m
\x1B[2m1 |\x1B[22m VACUUM;
\x1B[2m  |\x1B[22m \x1B[31m^^^^^^\x1B[39m
\x1B[2m  = fix: Remove VACUUM\x1B[22m
\x1B[2m  = see: https://docs.aws.amazon.com/aurora-dsql/latest/userguide/working-with-postgresql-compatibility-supported-sql-subsets.html\x1B[22m

1 error in 1 of 1 file, as of 2026-11-28. dsql fix repairs 1.
`,
    status: 1,
  },
  {
    name: 'colors that are not asked for, whatever the environment says',
    args: ['lint', '--color', 'never', '--format', 'text', 'a.sql'],
    files: { 'a.sql': 'SELECT 1;\n' },
    env: { FORCE_COLOR: '1' },
    stdout: 'No problems in 1 file, as of 2026-11-28.\n',
  },
]);

check('dsql rules', [
  {
    name: 'a rule is explained',
    args: ['rules', 'vacuum'],
    stdout: `vacuum (error)

VACUUM is neither supported nor needed.
DSQL manages its storage by itself and runs ANALYZE by itself too. Remove the statement. ANALYZE of a table works.

Server: 0A000 unsupported VACUUM statement
See: https://docs.aws.amazon.com/aurora-dsql/latest/userguide/working-with-postgresql-compatibility-supported-sql-subsets.html

Found:
  VACUUM ANALYZE teams;
`,
  },
  {
    name: 'an unknown rule leaves the others explained',
    args: ['rules', '--format', 'json', 'no-such-rule'],
    stdout: '{\n  "schemaVersion": 1,\n  "rules": []\n}\n',
    stderr: 'dsql: No rule mentions "no-such-rule": dsql rules lists them.\n',
    status: 2,
  },
  {
    name: 'a misspelt rule',
    args: ['rules', 'vacum', '--format=json'],
    stdout: '{\n  "schemaVersion": 1,\n  "rules": []\n}\n',
    stderr: 'dsql: No rule mentions "vacum": dsql rules lists them. Did you mean vacuum?\n',
    status: 2,
  },
  {
    name: 'a wrong format',
    args: ['rules', '--format', 'github'],
    stderr: 'dsql: --format takes text or json, not "github".\n',
    status: 2,
  },
]);
