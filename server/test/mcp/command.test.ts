import { check } from '../cli/dsql.js';

check('dsql mcp', [
  {
    name: 'takes one place',
    args: ['mcp', '--sandbox', '--endpoint', 'x'],
    stderr: 'dsql: --sandbox and --endpoint cannot be used together.\n',
    status: 2,
  },
  {
    name: 'needs the folder of a sandbox that runs',
    args: ['mcp', '--port', '5432'],
    stderr: 'dsql: --port needs the folder of the sandbox that listens there: --dir DIR.\n',
    status: 2,
  },
  {
    name: 'says what is no endpoint before it serves anyone',
    args: ['mcp', '--endpoint', 'db.example.com'],
    stderr:
      'dsql: "db.example.com" is not an endpoint of Aurora DSQL: an endpoint looks like <cluster id>.dsql.<region>.on.aws.\n',
    status: 2,
  },
]);
