// `npm run test:guards`: changes 300,000 statements at random, or as many as it is told, and asks PostgreSQL's grammar and a
// read-only PostgreSQL 16 whether each does no more than its effect tells. The second number is the seed. `npm test` tries a
// few thousand.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const [count = '300000', seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  ['--import', 'tsx', '--test', '--test-reporter=spec', 'server/test/oracle/mutants.test.ts'],
  {
    cwd: resolve(import.meta.dirname, '..'),
    stdio: 'inherit',
    env: { ...process.env, DSQL_MUTANTS: count, DSQL_SEED: seed },
  },
);
process.exit(status ?? 1);
