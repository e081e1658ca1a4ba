// `npm run test:kills`: ends each writer of files, `dsql apply`, `dsql probe` and the sandbox, by SIGKILL 200 times, or as often as it is told, over all
// the time that it takes, and says what was left. `npm test` does the same a few times.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const [times = '200', ...options] = process.argv.slice(2);
const run = (...args) => {
  const env = { ...process.env, DSQL_KILLS: times };
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env });
  if (status !== 0) process.exit(status ?? 1);
};
run('esbuild.mjs');
run(
  ...['--import', 'tsx', '--test', '--test-reporter=spec', ...options],
  'server/test/writing/killed.test.ts',
  'server/test/running/applyKilled.test.ts',
  'server/test/running/probeKilled.test.ts',
  'server/test/sandbox/killed.test.ts',
);
