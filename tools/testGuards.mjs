// `npm run test:guards`: changes 300,000 statements at random, or as many as it is told, and asks PostgreSQL's grammar and a
// read-only PostgreSQL 16 whether each does no more than its effect tells. The second number is the seed. `npm test` tries a
// few thousand. Then it tries each statement of the red team against the sandbox in every way, of which `npm test` tries a part.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const [count = '300000', seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
const root = resolve(import.meta.dirname, '..');
const run = (file, env) => {
  const args = ['--import', 'tsx', '--test', '--test-reporter=spec', file];
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (status !== 0) process.exit(status ?? 1);
};
run('server/test/oracle/mutants.test.ts', { DSQL_MUTANTS: count, DSQL_SEED: seed });
run('server/test/sandbox/redTeam.test.ts', { DSQL_RED_TEAM: 'whole' });
