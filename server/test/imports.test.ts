import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { Source } from '../src/core/lint/rule.js';

const root = path.resolve(__dirname, '../..');

/** Who may import what: the first folder that fits rules. Paths are of the project, packages by name. */
const allowed: readonly (readonly [folder: string, imports: RegExp])[] = [
  ['server/src/core/', /^(server\/src\/core\/|libpg-query$|libpg-query\/wasm\/libpg-query\.js$)/],
  ['server/src/workspace/', /^(server\/src\/(core|workspace)\/|node:)/],
  ['server/src/lsp/', /^(server\/src\/(core|workspace|lsp)\/|node:|vscode-languageserver)/],
  [
    'server/src/sandbox/',
    /^(server\/src\/(core|workspace|sandbox)\/|node:|pg$|libpg-query$|@peculiar\/asn1-(schema|x509)$|@aws-sdk\/dsql-signer$)/,
  ],
  ['server/src/cli/', /^(server\/src\/(core|workspace|cli)\/|server\/src\/(lsp|sandbox)\/main\.js$|node:)/],
  [
    'server/test/sandbox/',
    /^(server\/|node:|pg$|pg-cursor$|pg-copy-streams$|@aws-sdk\/dsql-signer$|@aws\/aurora-dsql-node-postgres-connector$|(drizzle-orm|kysely)(\/|$))/,
  ],
  [
    'server/',
    /^(server\/|client\/src\/|node:|vscode-jsonrpc|vscode-languageserver|pg$|picomatch$|@aws-sdk\/dsql-signer$)/,
  ],
  [
    'client/src/connection/',
    /^(client\/src\/|server\/src\/(core\/(semantics|syntax|text)|workspace)\/|node:|vscode$|pg$|@aws-sdk\/)/,
  ],
  // The proof alone has the parser of trees, and a bundle of its own
  ['client/src/rowEdit/proof.ts', /^(server\/src\/core\/|pgsql-ast-parser$)/],
  [
    'client/src/results/view/',
    /^(client\/src\/results\/(view\/|messages\.js$|shape\.js$|sink\.js$)|@tanstack\/virtual-core$)/,
  ],
  ['client/src/', /^(client\/src\/|server\/src\/(core|workspace)\/|node:|vscode$|vscode-languageclient)/],
  [
    'client/test/',
    /^(client\/|server\/src\/(core|workspace)\/|test-fixtures\/|node:|vscode$|@playwright\/test$|mocha$|esbuild$|@vscode\/vsce$)/,
  ],
];

test('every import is one that its folder is allowed', () => {
  const wrong = [...sources('server'), ...sources('client')].flatMap((file) => {
    const rule = allowed.find(([folder]) => file.startsWith(folder));
    return importsOf(file)
      .filter((imported) => !rule?.[1].test(imported))
      .map((imported) => `${file} imports ${imported}`);
  });
  assert.deepEqual(wrong, []);
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
const told: Readonly<Record<keyof Source, true>> = {
  script: true,
  placed: true,
  statement: true,
  part: true,
};

test('no repair is told the span of its finding', () => {
  // It would find its part again from there, where its subject tells it.
  assert.equal('at' in told || 'span' in told, false);
});

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
    if (entry.isDirectory()) return sources(file);
    return /\.(ts|mts)$/.test(entry.name) ? [file] : [];
  });
}
