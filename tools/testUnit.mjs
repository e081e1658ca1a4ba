// `npm run test:unit -- FILE…`: builds and runs the unit tests of these files in seconds, or of those whose paths hold the
// given words, such as `rules` or `lsp/hover`. Options of `node --test` such as `--test-name-pattern` are passed on.
import { spawnSync } from 'node:child_process';
import { relative, resolve } from 'node:path';
import { unitTests } from './testFiles.mjs';

const root = resolve(import.meta.dirname, '..');
const given = process.argv.slice(2);
const options = given.filter((one) => one.startsWith('-'));
const wanted = given.filter((one) => !one.startsWith('-'));
const all = unitTests();

const files = wanted.flatMap((word) => {
  const exact = all.filter((file) => file === resolve(word));
  const found = exact.length > 0 ? exact : all.filter((file) => relative(root, file).includes(word));
  if (found.length === 0) {
    console.error(`No unit test has "${word}" in its path.`);
    process.exit(2);
  }
  return found;
});
const run = (...args) => {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};
// What is tested as it is bundled must be what is in the sources.
run('esbuild.mjs');
run(
  '--import',
  'tsx',
  '--test',
  '--test-reporter=spec',
  ...options,
  ...new Set(wanted.length > 0 ? files : all),
);
