import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { FindingSource } from '../src/core/lint/rule.js';

const root = path.resolve(__dirname, '../..');

/** Who may import what: the first folder that fits rules. Paths are of the project, packages by name. */
const allowed: readonly (readonly [folder: string, imports: RegExp])[] = [
  ['server/src/core/', /^(server\/src\/core\/|libpg-query$|libpg-query\/wasm\/libpg-query\.js$)/],
  // What reads files by whatever file system, and so in a browser too
  ['server/src/files/', /^server\/src\/(core|files)\//],
  // The contract between the language server and the extension
  ['server/src/protocol/', /^server\/src\/(core|files|protocol)\//],
  ['server/src/connectCode/', /^server\/src\/(core|connectCode)\//],
  ['server/src/embedded/grammars.ts', /^(server\/src\/embedded\/|node:|web-tree-sitter$)/],
  ['server/src/embedded/', /^server\/src\/(core|protocol|files|embedded)\//],
  ['server/src/workspace/', /^(server\/src\/(core|files|workspace)\/|node:)/],
  // What talks to a network
  [
    'server/src/connection/',
    /^(server\/src\/(core|files|workspace|connection)\/|node:|pg$|@aws-sdk\/(dsql-signer|credential-providers|client-dsql)$)/,
  ],
  ['server/src/running/', /^(server\/src\/(core|files|workspace|connection|running)\/|node:)/],
  [
    'server/src/cluster/',
    /^(server\/src\/(core|workspace|connection|running|cluster)\/|server\/src\/sandbox\/main\.js$|node:)/,
  ],
  ['server/src/lsp/main.ts', /^(server\/src\/(embedded|workspace|lsp)\/|node:|vscode-languageserver\/node$)/],
  ['server/src/lsp/worker.ts', /^(server\/src\/(core|lsp)\/|vscode-languageserver\/browser$)/],
  [
    'server/src/lsp/',
    /^(server\/src\/(core|protocol|files|embedded|lsp)\/|vscode-languageserver(-textdocument)?$)/,
  ],
  [
    'server/src/sandbox/',
    /^(server\/src\/(core|files|workspace|sandbox)\/|node:|pg$|libpg-query$|@peculiar\/asn1-(schema|x509)$|@aws-sdk\/dsql-signer$)/,
  ],
  [
    'server/src/cli/',
    /^(server\/src\/(core|protocol|files|workspace|embedded|connectCode|connection|running|cluster|mcp|cli)\/|server\/src\/(lsp|sandbox)\/main\.js$|node:)/,
  ],
  [
    'server/src/mcp/',
    /^(server\/src\/(core|files|workspace|connection|running|cluster|mcp)\/|node:|@modelcontextprotocol\/server)/,
  ],
  [
    'server/test/sandbox/',
    /^(server\/|node:|pg$|pg-cursor$|pg-copy-streams$|@aws-sdk\/dsql-signer$|@aws\/aurora-dsql-node-postgres-connector$|web-tree-sitter$|(drizzle-orm|kysely)(\/|$))/,
  ],
  ['server/test/mcp/', /^(server\/|node:|@modelcontextprotocol\/client)/],
  ['server/bench/', /^(server\/|client\/src\/|node:|vscode-jsonrpc|pg$|esbuild$|@aws-sdk\/dsql-signer$)/],
  ['server/test/writing/', /^(server\/|node:|esbuild$)/],
  ['server/test/messages/', /^(server\/|node:|web-tree-sitter$)/],
  [
    'server/',
    /^(server\/|client\/src\/|node:|vscode-jsonrpc|vscode-languageserver|pg$|picomatch$|@aws-sdk\/dsql-signer$)/,
  ],
  // The proof alone has the parser of trees, and a bundle of its own
  [
    'client/src/rowEdit/proof.ts',
    /^(server\/src\/core\/|client\/src\/rowEdit\/reshapes\.js$|pgsql-ast-parser$)/,
  ],
  [
    'client/src/results/view/',
    /^(client\/src\/results\/(view\/|messages\.js$|shape\.js$|validity\.js$)|server\/src\/connection\/answer\.js$|@tanstack\/virtual-core$)/,
  ],
  [
    'client/src/',
    /^(client\/src\/|server\/src\/(core|protocol|files|workspace|connectCode|connection|running)\/|node:|vscode$|vscode-languageclient)/,
  ],
  // Runs in the pages of the site
  ['tools/site/browser/', /^(tools\/site\/browser\/|server\/src\/core\/|site:)/],
  ['tools/site/', /^(tools\/|server\/src\/core\/|node:|esbuild$|markdown-it$)/],
  ['tools/grammarAnywhere.d.mts', /^esbuild$/],
  ['tools/notices.d.mts', /^esbuild$/],
  [
    'tools/',
    /^(tools\/|server\/(src\/(core|connectCode|mcp)|test)\/|client\/src\/(contributes|manifest)\.js$|node:|pg$)/,
  ],
  [
    'client/test/',
    /^(client\/|server\/src\/(core|workspace|connectCode|connection|running)\/|tools\/vscode-host\/|node:|vscode$|@playwright\/test$|mocha$|esbuild$|@vscode\/vsce$|axe-core$)/,
  ],
];

/**
 * Core from left to right: a layer imports those before it and itself.
 */
const layers = [
  'text',
  'dialect',
  'syntax',
  'catalog',
  'semantics',
  'lint',
  'rules',
  'repair',
  'project',
  'ide',
] as const;
const rankOf = (file: string): number => {
  const folder = file.slice('server/src/core/'.length).split('/')[0] ?? '';
  return (layers as readonly string[]).indexOf(folder);
};

test('every import is one that its folder is allowed', () => {
  const wrong = ['server', 'client', 'tools'].flatMap(sources).flatMap((file) => {
    const rule = allowed.find(([folder]) => file.startsWith(folder));
    return importsOf(file)
      .filter((imported) => !rule?.[1].test(imported))
      .map((imported) => `${file} imports ${imported}`);
  });
  assert.deepEqual(wrong, []);
});

test('a layer of core imports none to its right', () => {
  const core = sources('server/src/core');
  assert.deepEqual(
    core.filter((file) => rankOf(file) < 0),
    [],
  );
  const wrong = core.flatMap((file) =>
    importsOf(file)
      .filter((imported) => imported.startsWith('server/src/core/') && rankOf(imported) > rankOf(file))
      .map((imported) => `${file} imports ${imported}`),
  );
  assert.deepEqual(wrong, []);
});

test('the picture in ARCHITECTURE.md shows the layers of core', () => {
  const picture = readFileSync(path.join(root, 'ARCHITECTURE.md'), 'utf8');
  const drawn = /│ (\w+(?: ◂ \w+)+) +│/.exec(picture)?.[1]?.split(' ◂ ');
  assert.deepEqual(drawn, layers);
});

test('the table in ARCHITECTURE.md shows what each program imports', () => {
  const table = readFileSync(path.join(root, 'ARCHITECTURE.md'), 'utf8');
  const written = [...table.matchAll(/^\| `((?:server|client)\/src(?:\/\w+)?)` \|[^|]*\| (.*) \|$/gm)].map(
    ([, folder = '', imports = '']) => [folder, imports.split(', ').map((name) => name.replaceAll('`', ''))],
  );
  const found = new Map<string, Set<string>>();
  for (const file of [...sources('server/src'), ...sources('client/src')])
    for (const imported of [file, ...importsOf(file)].flatMap((name) => programOf(name) ?? [])) {
      const program = programOf(file) ?? '';
      found.set(program, (found.get(program) ?? new Set()).add(imported));
    }
  found.delete('server/src/core');
  const actual = [...found].map(([program, imports]) => [
    program,
    [...imports]
      .filter((name) => name !== program)
      .map((name) => path.posix.basename(name))
      .sort(),
  ]);
  assert.deepEqual(Object.fromEntries(written), Object.fromEntries(actual));
});

const programOf = (file: string): string | undefined =>
  /^(?:server\/src\/\w+|client\/src)(?=\/)/.exec(file)?.[0];

test('no files and no folders import each other in a circle', () => {
  const found = circlesIn(['server/src', 'server/bench', 'client/src'].flatMap(sources));
  assert.deepEqual(found, []);
});

test('each workspace depends on the packages that its sources import', () => {
  const workspaces = ['client', 'server'].map((folder) => {
    const { dependencies } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
    const imported = sources(`${folder}/src`).flatMap((file) =>
      importsOf(file).flatMap(
        (name) => /^(?!client\/|server\/|node:|vscode$)(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? [],
      ),
    );
    return [
      folder,
      { declared: Object.keys(dependencies).sort(), imported: [...new Set(imported)].sort() },
    ] as const;
  });
  for (const [folder, { declared, imported }] of workspaces) assert.deepEqual(declared, imported, folder);
});

/** A rule asks the trees: what makes them, and what counts tokens, is for those who have none. */
test('no rule reads a statement by itself', () => {
  const wrong = sources('server/src/core/rules').flatMap((file) =>
    importsOf(file)
      .filter((imported) => /^server\/src\/core\/syntax\/(?:tokens|lexer|parse)\.js$/.test(imported))
      .map((imported) => `${file} imports ${imported}`),
  );
  assert.deepEqual(wrong, []);
});

/** What a repair is told: the compiler wants each key of it here. */
const told: Readonly<Record<keyof FindingSource, true>> = {
  script: true,
  placed: true,
  statement: true,
  own: true,
  part: true,
};

test('names lose their quotes in one place', () => {
  const own = sources('server/src').filter((file) =>
    readFileSync(path.join(root, file), 'utf8').includes(`replaceAll('""', '"')`),
  );
  // The server quotes the roles of an access control list in a way of its own.
  assert.deepEqual(own, ['server/src/core/catalog/fromServer/rights.ts', 'server/src/core/syntax/names.ts']);
});

test('no repair is told the span of its finding', () => {
  // It would find its part again from there, where its subject tells it.
  assert.equal('at' in told || 'span' in told, false);
});

/** Entries of a folder, files by themselves and folders with all that is in them, each of which leads to all others. */
interface Circle {
  readonly folder: string;
  readonly entries: readonly string[];
}

function circlesIn(files: readonly string[]): readonly Circle[] {
  const imports = files.map(
    (file) => [file, importsOf(file).map((name) => name.replace(/\.js$/, '.ts'))] as const,
  );
  const folders = new Set(files.flatMap((file) => foldersOf(file)));
  return [...folders].sort().flatMap((folder) => {
    const entryOf = (file: string) =>
      file.startsWith(`${folder}/`) ? file.slice(folder.length + 1).split('/')[0] : undefined;
    const graph = new Map<string, Set<string>>();
    for (const [file, imported] of imports) {
      const from = entryOf(file);
      for (const name of from === undefined ? [] : imported) {
        const to = entryOf(name);
        if (from === undefined || to === undefined || to === from) continue;
        graph.set(from, (graph.get(from) ?? new Set()).add(to));
      }
    }
    return circlesOf(graph).map((entries) => ({ folder, entries }));
  });
}

const foldersOf = (file: string): string[] =>
  file
    .split('/')
    .slice(0, -1)
    .map((_name, at, names) => names.slice(0, at + 1).join('/'));

/** The sets of nodes that can reach each other, of more than one node. */
function circlesOf(graph: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const reach = new Map([...graph.keys()].map((node) => [node, reachedFrom(graph, node)]));
  const circles = [...reach].map(([node, reached]) =>
    [...reached].filter((other) => reach.get(other)?.has(node)).sort(),
  );
  const different = new Map(circles.map((circle) => [circle.join(' '), circle]));
  return [...different.values()].filter(({ length }) => length > 1);
}

function reachedFrom(graph: ReadonlyMap<string, ReadonlySet<string>>, start: string): Set<string> {
  const reached = new Set<string>();
  const open = [start];
  for (let node = open.pop(); node !== undefined; node = open.pop())
    for (const next of graph.get(node) ?? [])
      if (!reached.has(next)) {
        reached.add(next);
        open.push(next);
      }
  return reached;
}

function importsOf(file: string): string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  const found = text.matchAll(
    /^(?:import|export)\b[^'";=]*?\bfrom\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm,
  );
  return [...found]
    .map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? '')
    .map((name) => (/^\.\.?\//.test(name) ? path.join(path.dirname(file), name) : name));
}

function sources(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sources(file);
    return /\.(ts|mts)$/.test(entry.name) ? [file] : [];
  });
}
