// `npm run test:repairs`: repairs 400 random projects, or as many as it is told, and runs what is left on PostgreSQL 16 and in
// the sandbox: each statement runs, or the report has said that it fails. The second number is the seed. `npm test` tries a few.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const [count = '400', seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  [
    ...['--import', 'tsx', '--test', '--test-reporter=spec', '--test-name-pattern=random'],
    'server/test/core/repairEnds.test.ts',
    'server/test/oracle/repaired.test.ts',
    'server/test/repair/sandbox.test.ts',
  ],
  {
    cwd: resolve(import.meta.dirname, '..'),
    stdio: 'inherit',
    env: { ...process.env, REPAIR_SCHEMAS: count, REPAIR_SEED: seed },
  },
);
process.exit(status ?? 1);
