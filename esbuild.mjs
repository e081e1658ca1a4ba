import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';
import { grammarAnywhere } from './tools/grammarAnywhere.mjs';
import { noticesOf } from './tools/notices.mjs';
import { packedReadme } from './tools/packedReadme.mjs';

const minify = process.argv.includes('--minify');
const common = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  minify,
  sourcemap: !minify,
  logLevel: 'warning',
  metafile: true,
};

/** What runs in a browser: no module of Node can be loaded there. */
const inBrowser = { platform: 'browser', target: 'chrome122' };

/** What is not needed at the start is a bundle of its own, loaded when it is. */
const otherBundles = {
  name: 'other-bundles',
  setup({ onResolve }) {
    onResolve({ filter: /\/lsp\/main\.js$/ }, () => ({ path: './server.js', external: true }));
    onResolve({ filter: /\/sandbox\/main\.js$/ }, () => ({ path: './sandbox.js', external: true }));
    onResolve({ filter: /^\.\/code\.js$/ }, () => ({ path: './code.js', external: true }));
    onResolve({ filter: /\/proof\.js$/ }, () => ({ path: './proof.js', external: true }));
    onResolve({ filter: /\/sdk\.js$/ }, () => ({ path: './mcp.js', external: true }));
    onResolve({ filter: /\/remote\.js$/ }, () => ({ path: './connection.js', external: true }));
    onResolve({ filter: /\/serverProcess\.js$/ }, () => ({ path: './languageClient.js', external: true }));
    onResolve({ filter: /^\.\/window\.js$/ }, () => ({ path: './window.js', external: true }));
    onResolve({ filter: /\/(?:apply|applied|compare)Migrations\.js$/ }, () => ({
      path: './migrations.js',
      external: true,
    }));
  },
};

/**
 * Each module that imports all of `vscode` would copy its hundreds of members while the extension activates, so that
 * the modules share one that exports those which they name.
 */
const sharedVscode = {
  name: 'shared-vscode',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
      namespace === 'shared' ? { path: 'vscode', external: true } : { path: 'vscode', namespace: 'shared' },
    );
    onLoad({ filter: /^vscode$/, namespace: 'shared' }, () => ({
      contents: `const api = require('vscode');\nexport const { ${membersOfVscode().join(', ')} } = api;`,
    }));
  },
};

/** The members of `vscode` that the extension's sources name. */
function membersOfVscode() {
  const files = readdirSync('client/src', { recursive: true }).filter((file) => file.endsWith('.ts'));
  const texts = files.map((file) => readFileSync(join('client/src', file), 'utf8'));
  return [
    ...new Set(texts.flatMap((text) => [...text.matchAll(/\bvscode\.([A-Za-z]+)/g)].map(([, name]) => name))),
  ];
}

/** What of migrations runs in the extension, by its modules with what each exports. */
const migrations = {
  './client/src/migrations/appliedMigrations.js': 'createAppliedMigrations',
  './client/src/migrations/applyMigrations.js': 'applyMigrations',
  './client/src/migrations/compareMigrations.js': 'createComparison',
};

/** The source that exports from modules of ours. */
const exporting = (modules) =>
  Object.entries(modules).map(([file, exported]) => `export { ${exported} } from '${file}';`);

/**
 * What runs in a browser and in Node alike is one bundle, which other bundles load: `modules` of ours, each with what it exports,
 * and the common part of `libraries`, of whose classes there may be only one each.
 */
const shared = {
  language: {
    modules: {
      './server/src/lsp/server.js': 'serve',
      './server/src/lsp/notices.js': 'createNotices',
      './server/src/lsp/turns.js': 'steadyPace',
      './server/src/core/lint/analysis.js': 'loadParser',
    },
    workspace: 'server',
    libraries: ['vscode-languageserver', 'vscode-languageserver-protocol', 'vscode-jsonrpc'],
    others: ['../server.js', '../utils/is.js'],
    core: ['./server/src/sandbox/main.js', ...Object.keys(migrations)],
  },
  extensionWeb: {
    modules: {
      './client/src/languageClient.js': 'startClient',
      './client/src/web/extension.js': 'activate',
    },
    workspace: 'client',
    libraries: ['vscode-languageclient', 'vscode-languageserver-protocol', 'vscode-jsonrpc'],
    others: ['../client.js', '../utils/is.js'],
  },
};

/** Takes core from the bundle of the language server, which has nearly all of it: a second copy would be too large. */
const coreOfLanguage = {
  name: 'core-of-language',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/core\/.*\.js$/ }, ({ path, importer, resolveDir, namespace }) => {
      if (namespace === 'core' || inCore(importer)) return undefined;
      const file = resolve(resolveDir, path);
      return inCore(file) ? { path: relative(core, file), namespace: 'core' } : undefined;
    });
    onLoad({ filter: /./, namespace: 'core' }, ({ path }) => ({
      contents: `module.exports = require('./language.js').libraries[${JSON.stringify(path)}];`,
    }));
    onResolve({ filter: /./, namespace: 'core' }, () => ({ path: './language.js', external: true }));
  },
};

const core = resolve('server/src/core');
const inCore = (file) => file.startsWith(join(core, '/'));

/** The modules of core that a program imports whose modules these are. */
async function coreModulesOf(entries) {
  const asked = new Set();
  const asking = {
    name: 'asking',
    setup({ onResolve }) {
      onResolve({ filter: /\/core\/.*\.js$/ }, ({ path, importer, resolveDir }) => {
        const file = resolve(resolveDir, path);
        if (inCore(importer) || !inCore(file)) return undefined;
        asked.add(relative(core, file));
        return { path: file, external: true };
      });
    },
  };
  const contents = entries.map((file) => `import '${file}';`).join('\n');
  await build({
    ...common,
    stdin: { contents, resolveDir: import.meta.dirname },
    write: false,
    packages: 'external',
    plugins: [asking],
  });
  return [...asked].sort();
}

/** Takes what is shared from the bundle of that name. */
const sharedBy = (name) => ({
  name: `shared-by-${name}`,
  setup({ onResolve, onLoad }) {
    const own = Object.keys(shared[name].modules).map((file) => resolve(file));
    const bundle = { path: `./${name}.js`, external: true };
    onResolve({ filter: /^\.\.?\/.*\.js$/ }, ({ path, resolveDir }) =>
      own.includes(resolve(resolveDir, path)) ? bundle : undefined,
    );
    onResolve({ filter: /^\.\.\/common\/[\w/]+$/ }, ({ path, resolveDir }) => ({
      path: libraryModule(join(resolveDir, path)),
      namespace: 'library',
    }));
    onResolve({ filter: /^vscode-languageclient$/ }, () => ({
      path: 'vscode-languageclient/lib/common/api',
      namespace: 'library',
    }));
    onLoad({ filter: /./, namespace: 'library' }, ({ path }) => ({
      contents: `module.exports = require('${bundle.path}').libraries[${JSON.stringify(path)}];`,
    }));
    onResolve({ filter: /./, namespace: 'library' }, () => bundle);
  },
});

/** What a module of these libraries is called whatever folder holds it: `vscode-jsonrpc/lib/common/api`. */
const libraryModule = (file) => file.replaceAll('\\', '/').split('/node_modules/').at(-1);

/** The module that exports what a bundle shares. */
async function sharedModule(name) {
  const { modules, workspace, libraries, others, core: entries } = shared[name];
  const own = exporting(modules);
  let from = join(import.meta.dirname, workspace, 'package.json');
  const found = libraries.map((library) => {
    from = createRequire(from).resolve(library);
    return from;
  });
  const files = [...found, ...others.map((other) => join(found[0], other))].map(
    (file) => `${JSON.stringify(libraryModule(file.replace(/\.js$/, '')))}: require(${JSON.stringify(file)})`,
  );
  const modulesOfCore = entries === undefined ? [] : await coreModulesOf(entries);
  const inOrder = modulesOfCore.map((path, at) => `import * as core${at} from './server/src/core/${path}';`);
  const named = modulesOfCore.map((path, at) => `${JSON.stringify(path)}: core${at}`);
  const table = `export const libraries = { ${[...files, ...named].join(', ')} };`;
  const contents = [...inOrder, ...own, table].join('\n');
  return {
    stdin: { contents, resolveDir: import.meta.dirname, sourcefile: `${name}.js` },
    outfile: `dist/${name}.js`,
  };
}

/** Its module for `import` asks where it stands, which a bundle for `require` does not know. */
const treeSitter = {
  name: 'tree-sitter',
  setup({ onResolve }) {
    const { resolve } = createRequire(join(import.meta.dirname, 'server/package.json'));
    onResolve({ filter: /^web-tree-sitter$/ }, () => ({ path: resolve('web-tree-sitter') }));
  },
};

rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');
const built = await Promise.all([
  build({
    ...common,
    entryPoints: { extension: 'client/src/extension.ts', window: 'client/src/window.ts' },
    outdir: 'dist',
    plugins: [otherBundles, sharedVscode],
    // A member that was overlooked must not be found out by a user
    logOverride: { 'import-is-undefined': 'error' },
  }),
  build({
    ...common,
    stdin: {
      contents: exporting(migrations).join('\n'),
      resolveDir: import.meta.dirname,
      sourcefile: 'migrations.js',
    },
    outfile: 'dist/migrations.js',
    plugins: [coreOfLanguage, sharedVscode],
  }),
  build({ ...common, entryPoints: { proof: 'client/src/rowEdit/proof.ts' }, outdir: 'dist' }),
  build({
    ...common,
    entryPoints: { connection: 'server/src/connection/remote.ts' },
    outdir: 'dist',
    external: ['pg-native'],
  }),
  build({
    ...common,
    entryPoints: { languageClient: 'client/src/serverProcess.ts' },
    outdir: 'dist',
    plugins: [sharedBy('extensionWeb')],
    external: ['vscode'],
  }),
  build({
    ...common,
    entryPoints: { code: 'server/src/cli/code.ts' },
    outdir: 'dist',
    plugins: [treeSitter],
  }),
  build({
    ...common,
    entryPoints: { server: 'server/src/lsp/main.ts' },
    outdir: 'dist',
    plugins: [treeSitter, sharedBy('language')],
  }),
  build({
    ...common,
    ...inBrowser,
    ...grammarAnywhere,
    ...(await sharedModule('language')),
  }),
  build({
    ...common,
    ...inBrowser,
    entryPoints: { serverWorker: 'server/src/lsp/worker.ts' },
    outdir: 'dist',
    plugins: [sharedBy('language')],
  }),
  build({
    ...common,
    ...inBrowser,
    ...(await sharedModule('extensionWeb')),
    external: ['vscode'],
  }),
  build({ ...common, entryPoints: { mcp: 'server/src/mcp/sdk.ts' }, outdir: 'dist' }),
  build({
    ...common,
    entryPoints: { sandbox: 'server/src/sandbox/main.ts' },
    outdir: 'dist',
    plugins: [coreOfLanguage],
    external: ['pg-native'],
  }),
  build({
    ...common,
    entryPoints: { dsql: 'server/src/cli/main.ts' },
    outdir: 'dist',
    plugins: [otherBundles],
    // What is launched from bytecode has require() only.
    supported: { 'dynamic-import': false },
  }),
  build({
    ...common,
    ...inBrowser,
    format: 'iife',
    define: { 'process.env.NODE_ENV': '"production"' },
    entryPoints: { results: 'client/src/results/view/main.ts' },
    outdir: 'dist',
  }),
  build({
    bundle: true,
    minify,
    logLevel: 'warning',
    metafile: true,
    entryPoints: { results: 'client/src/results/view/results.css' },
    outdir: 'dist',
  }),
]);
const launcher = await build({
  ...common,
  entryPoints: { cli: 'server/src/cli/launch.ts' },
  outdir: 'dist',
  banner: { js: '#!/usr/bin/env node' },
  define: {
    build: JSON.stringify(
      createHash('sha256').update(readFileSync('dist/dsql.js')).digest('hex').slice(0, 16),
    ),
  },
});
copyFileSync('node_modules/libpg-query/wasm/libpg-query.wasm', 'dist/libpg-query.wasm');
// The densest takes a minute
const compression = { params: { [constants.BROTLI_PARAM_QUALITY]: minify ? 9 : 1 } };
const grammars = await grammarFiles();
for (const [name, from] of grammars) {
  const content = readFileSync(from);
  writeFileSync(
    join('dist', name),
    name.endsWith('.br') ? brotliCompressSync(content, compression) : content,
  );
}
writeFileSync('dist/dsql.1', execFileSync(process.execPath, ['dist/cli.js', 'manual']));

// `dist` is the extension as VS Code loads it, `dist/npm` the npm package.
for (const [from, to] of [
  ['syntaxes', 'syntaxes'],
  ['client/images', 'images'],
  ['docs/walkthrough', 'walkthrough'],
  ['CHANGELOG.md', 'CHANGELOG.md'],
  ['LICENSE', 'LICENSE'],
])
  cpSync(from, join('dist', to), { recursive: true });
const commandLine = [
  'cli.js',
  'dsql.js',
  'code.js',
  'server.js',
  'language.js',
  'sandbox.js',
  'connection.js',
  'mcp.js',
];
const besides = [
  'libpg-query.wasm',
  'dsql.1',
  'dsql.config.schema.json',
  'dsql.dialect.schema.json',
  'CHANGELOG.md',
  'LICENSE',
];
mkdirSync('dist/npm');
const { manifestsOf, skill } = await modelOf('tools/manifests.ts');
mkdirSync('dist/skills/aurora-dsql', { recursive: true });
writeFileSync('dist/skills/aurora-dsql/SKILL.md', skill());
const project = JSON.parse(readFileSync('package.json', 'utf8'));
for (const [file, content] of Object.entries(manifestsOf(project)))
  writeFileSync(join('dist', file), `${JSON.stringify(content, null, 2)}\n`);
for (const file of [...commandLine, ...besides, ...grammars.map(([name]) => name)])
  copyFileSync(join('dist', file), join('dist/npm', file));
const outputs = Object.assign({}, ...[...built, launcher].map(({ metafile }) => metafile.outputs));
for (const [folder, names] of [
  ['dist', Object.keys(outputs)],
  ['dist/npm', commandLine.map((file) => `dist/${file}`)],
]) {
  writeFileSync(join(folder, 'THIRD-PARTY-NOTICES.txt'), noticesOf(outputs, names));
  writeFileSync(join(folder, 'README.md'), packedReadme());
}

/** What reads the languages in whose files SQL stands: names in `dist`, and where they are. */
async function grammarFiles() {
  const { languages } = await modelOf('server/src/embedded/languages.ts');
  const { resolve } = createRequire(join(import.meta.dirname, 'server/package.json'));
  const names = [...new Set(languages.map(({ grammar }) => `tree-sitter-${grammar}.wasm`))];
  const grammars = names.map((name) => {
    const own = join(resolve('@vscode/tree-sitter-wasm/package.json'), '../wasm', name);
    const from = existsSync(own) ? own : join(resolve('tree-sitter-wasms/package.json'), '../out', name);
    return [`${name}.br`, from];
  });
  return [...grammars, ['tree-sitter.wasm', resolve('web-tree-sitter/tree-sitter.wasm')]];
}

/** What a TypeScript module exports. */
async function modelOf(entryPoint) {
  const options = { bundle: true, platform: 'node', format: 'esm', write: false, logLevel: 'warning' };
  const { outputFiles } = await build({ ...options, entryPoints: [entryPoint] });
  return await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
  );
}
