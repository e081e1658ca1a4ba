// `npm run test:growth -- 15`: counts the steps of all kinds of text at a size, of what is asked of a text, of each request of an
// editor and of each command. `npm test` counts most kinds at a smaller size. Further words are parts: core lsp cli.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const parts = {
  core: 'server/test/core/growth.test.ts',
  lsp: 'server/test/lsp/requestGrowth.main.ts',
  cli: 'server/test/cli/growth.main.ts',
  running: 'server/test/running/growth.test.ts',
  embedded: 'server/test/embedded/growth.test.ts',
  sandbox: 'server/test/sandbox/growth.test.ts',
};

const [size = '15', ...wanted] = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  [
    ...['--import', 'tsx', '--test', '--test-concurrency=1', '--test-reporter=spec'],
    ...Object.entries(parts).flatMap(([part, file]) =>
      wanted.length === 0 || wanted.includes(part) ? [file] : [],
    ),
  ],
  {
    cwd: resolve(import.meta.dirname, '..'),
    stdio: 'inherit',
    env: { ...process.env, GROWTH_SIZE: size, GROWTH_ALL: '1' },
  },
);
process.exit(status ?? 1);
