import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type BuildOptions, build, type Loader, type Metafile, type Plugin } from 'esbuild';
import { inProject } from '../generate/target.js';
import { searchedRules } from './rulesPage.js';

/**
 * The programs of the site, and the licenses of what they hold, by their paths in it. A page from a disk can start no worker but
 * one that it holds itself.
 */
export async function scripts(): Promise<Readonly<Record<string, string>>> {
  const { grammarAnywhere } = await import('../grammarAnywhere.mjs');
  const { grammarNotice, noticesOf } = await import('../notices.mjs');
  const grammar = readFileSync(
    path.join(path.dirname(require.resolve('libpg-query/package.json')), 'wasm/libpg-query.wasm'),
  );
  const worker = await bundle('worker', {
    define: grammarAnywhere.define,
    plugins: [...grammarAnywhere.plugins, given('site:grammar', grammar, 'binary')],
  });
  const [playground, rules] = await Promise.all([
    bundle('playground', { plugins: [given('site:worker', worker.text, 'text')] }),
    bundle('rules', { plugins: [given('site:rules', JSON.stringify(searchedRules), 'json')] }),
  ]);
  const notices = noticesOf(worker.outputs, Object.keys(worker.outputs), [grammarNotice]);
  return { 'playground.js': playground.text, 'rules.js': rules.text, 'THIRD-PARTY-NOTICES.txt': notices };
}

async function bundle(name: string, options: BuildOptions): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: inProject('.'),
    entryPoints: [inProject(`tools/site/browser/${name}.ts`)],
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'warning',
    ...options,
    write: false,
    metafile: true,
  });
  return { text: outputFiles[0]?.text ?? '', outputs: metafile.outputs };
}

interface Bundle {
  readonly text: string;
  readonly outputs: Metafile['outputs'];
}

/** A module whose content is given. */
const given = (name: string, contents: string | Uint8Array, loader: Loader): Plugin => ({
  name,
  setup({ onResolve, onLoad }) {
    const filter = new RegExp(`^${name}$`);
    onResolve({ filter }, () => ({ path: name, namespace: name }));
    onLoad({ filter, namespace: name }, () => ({ contents, loader }));
  },
});
