import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
export const dist = join(root, 'dist');

/** Packs what the build has put into `dist` as an extension, for one platform of VS Code or, without `target`, for all. */
export function packExtension(file, target) {
  const vsce = [join(root, 'node_modules/@vscode/vsce/vsce'), 'package', '--no-dependencies', '--out', file];
  vsce.push('--ignoreFile', join(root, '.vscodeignore'), ...(target ? ['--target', target] : []));
  execute(process.execPath, vsce, dist);
}

/** Packs what the build has put into `dist/npm` for npm; answers the path of the file. */
export const packCommandLine = (folder) => npmPack(join(dist, 'npm'), folder);

/** Has npm pack a folder, or a package of the registry, into a folder; answers the path of the file. */
export function npmPack(what, folder) {
  const [command, ...args] = npm('pack', what, '--json', '--pack-destination', folder);
  return join(folder, JSON.parse(execute(command, args))[0].filename);
}

/** The npm that runs this, by its script, which needs no shell on Windows. */
const npm = (...args) =>
  process.env.npm_execpath ? [process.execPath, process.env.npm_execpath, ...args] : ['npm', ...args];

/** Answers what it printed. */
export function execute(command, args, cwd = root) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed (${status}): ${stderr || stdout}`);
  return stdout;
}
