import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from './dsql.js';

const { version }: { version: string } = JSON.parse(
  readFileSync(join(__dirname, '../../../package.json'), 'utf8'),
);

const overview = `dsql: SQL for Amazon Aurora DSQL on the command line

Usage: dsql COMMAND [OPTION]… [FILE]…

Commands:
  lint             Report what Aurora DSQL would refuse, and what it accepts but should not be written.
  fix              Repair what can be repaired: show the changes, or write them.
  format           Format SQL, with proof that it says the same.
  report           Tell how ready files are: what is repaired, what you decide, what has no stand-in.
  rules            List the rules, or explain one.
  sandbox          Run a cluster on this machine, without AWS and without Docker.
  token            Print a token that opens a session of a sandbox.
  language-server  Serve an editor over the Language Server Protocol.

Options:
  --help     Print this, or the help of a command.
  --version  Print the version.

Exit status: 0 nothing found, 1 problems found, 2 wrong usage or a file that cannot be read or written.
`;

const rulesHelp = `List the rules, or explain one.

Usage: dsql rules [OPTION]… [ID|TEXT]…

Options:
  --format text|json  How to print (default: text).

TEXT is searched for in what the rules say; an error of the server finds the rule that foretells it.
`;

check('dsql', [
  { name: 'help is an overview', args: ['--help'], stdout: overview },
  { name: 'help has a short name', args: ['-h'], stdout: overview },
  { name: 'help of a command', args: ['rules', '--help'], stdout: rulesHelp },
  { name: 'help of a command, asked the other way round', args: ['help', 'rules'], stdout: rulesHelp },
  { name: 'the version is the package’s', args: ['--version'], stdout: `dsql ${version}\n` },
  { name: 'no command', args: [], stderr: 'dsql: No command given: see dsql --help.\n', status: 2 },
  {
    name: 'an unknown command',
    args: ['lnt', 'a.sql'],
    stderr: 'dsql: There is no command "lnt": see dsql --help.\n',
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
]);

check('dsql rules', [
  {
    name: 'a rule is explained',
    args: ['rules', 'vacuum'],
    stdout: `vacuum (error)

VACUUM is not supported, nor needed.
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
    stderr: 'dsql: No rule speaks of "no-such-rule": dsql rules lists them.\n',
    status: 2,
  },
  {
    name: 'a wrong format',
    args: ['rules', '--format', 'github'],
    stderr: 'dsql: --format takes text or json, not "github".\n',
    status: 2,
  },
]);
