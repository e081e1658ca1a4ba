import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { build } from 'esbuild';
import { cases } from './cases.js';

const root = resolve(import.meta.dirname, '../../../..');

/**
 * Packs the product's results panel into an extension of its own, with a command "Feed: …" for each case: results come
 * from a table then, and need no cluster. Nothing of it is in the product. Answers the VSIX, built from `dist`.
 */
export async function buildFeed(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'feed-'));
  try {
    for (const name of ['results.js', 'results.css'])
      copyFileSync(join(root, 'dist', name), join(folder, name));
    await build({
      entryPoints: [join(import.meta.dirname, 'extension.ts')],
      outfile: join(folder, 'extension.js'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      external: ['vscode'],
      logLevel: 'warning',
    });
    const {
      viewsContainers,
      views,
      menus,
      keybindings,
      commands: all,
    } = JSON.parse(readFileSync(join(root, 'dist/package.json'), 'utf8')).contributes;
    const feeds = Object.keys(cases).map((name) => ({ command: `feed.${name}`, title: `Feed: ${name}` }));
    const commands = [...feeds, ...all];
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({
        name: 'feed',
        publisher: 'dsql-workbench-test',
        version: '0.0.1',
        license: 'Apache-2.0',
        engines: { vscode: '^1.91.0' },
        main: './extension.js',
        contributes: { viewsContainers, views, menus, keybindings, commands },
      }),
    );
    const packagePath = join(root, 'out/test/feed.vsix');
    mkdirSync(join(root, 'out/test'), { recursive: true });
    await createVSIX({
      cwd: folder,
      packagePath,
      dependencies: false,
      allowMissingRepository: true,
      skipLicense: true,
    });
    return packagePath;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
