// `npm run test:growth`: counts the steps of all kinds of text at larger sizes, each task and each request by itself, and the
// requests of an editor about every kind. `npm test` counts fewer kinds at a smaller size. What this finds is not all repaired yet.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const [size = '40'] = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  [
    ...['--import', 'tsx', '--test', '--test-reporter=spec'],
    'server/test/core/growthAll.main.ts',
    'server/test/lsp/requestGrowth.main.ts',
    'server/test/cli/growth.main.ts',
    'server/test/running/growth.test.ts',
    'server/test/embedded/growth.test.ts',
    'server/test/sandbox/growth.test.ts',
  ],
  {
    cwd: resolve(import.meta.dirname, '..'),
    stdio: 'inherit',
    env: { ...process.env, GROWTH_SIZE: size, GROWTH_EACH: '1' },
  },
);
process.exit(status ?? 1);
