import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createGrammars } from '../../src/embedded/grammars.js';
import { languageOfPath } from '../../src/embedded/languages.js';
import { ddlOf } from '../../src/embedded/models/ddl.js';
import { conventionsOf, tablesOf } from '../../src/embedded/models/model.js';
import { prismaModels } from '../../src/embedded/models/prisma.js';
import { refusalsOf } from '../../src/embedded/models/problems.js';
import { declaredIn } from '../../src/embedded/models/read.js';
import { pluralOf } from '../../src/embedded/models/sequelize.js';
import { analyzer } from '../core/engine.js';

const folder = join(__dirname, '../../../test-fixtures/models');
const grammarOf = createGrammars(join(__dirname, '../../../dist'));

/**
 * What each ORM declares, as the tables that its models make and the warnings of what it sends. A fixture holds one or more
 * files, each behind `== path`, and what is read of them behind `== tables`; `UPDATE=1` writes that, to be read.
 */
for (const name of readdirSync(folder)) {
  test(`the tables of models: ${name}`, async () => {
    const path = join(folder, name);
    const [written = '', expected] = readFileSync(path, 'utf8').split(/^== tables\n/m);
    const made = await tablesIn(written);
    if (process.env.UPDATE) writeFileSync(path, `${written}== tables\n${made}`);
    else assert.equal(expected, made);
  });
}

async function tablesIn(fixture: string): Promise<string> {
  const files = [...fixture.matchAll(/^== (\S+)\n([\s\S]*?)(?=^== |$(?![\s\S]))/gm)].map(
    ([, path = '', text = '']) => ({ path, text }),
  );
  assert.ok(files.length > 0);
  const conventions = conventionsOf(files.map(({ text }) => text));
  const manifest = files.find(({ path }) => path.endsWith('.txt'))?.text;
  const declared = [];
  for (const { path, text } of files) {
    if (path.endsWith('.prisma')) declared.push({ path, declared: prismaModels(text) });
    const language = languageOfPath(path);
    if (!language) continue;
    const { root } = (await grammarOf(language))(text);
    assert.ok(root);
    declared.push({ path, declared: declaredIn(path, root, conventions, manifest) });
  }
  const textOf = (path: string) => files.find((file) => file.path === path)?.text ?? '';
  const tables = tablesOf(declared).map(({ path, model }) => {
    const { text, segments } = ddlOf(model);
    const names = segments.map(({ host }) => textOf(path).slice(host.start, host.end));
    assert.deepEqual(
      analyzer.analyze(text, { asOf: 'latest' }).problems.filter(({ rule }) => rule === 'syntax-error'),
      [],
    );
    return `${path}: ${names.join(' ')}\n${text}`;
  });
  const refused = declared.flatMap(({ path, declared: { sent } }) =>
    refusalsOf(sent, analyzer, {}).map(
      ({ rule, severity, message, span }) =>
        `${path}: ${textOf(path).slice(span.start, span.end)}: ${severity} ${rule}: ${message}\n`,
    ),
  );
  return [...tables, ...refused].join('');
}

test('the plural of Sequelize is told only where it is sure', () => {
  const plurals = [
    'User',
    'Category',
    'Box',
    'Day',
    'BlogPost',
    'Person',
    'News',
    'Status',
    'Bus',
    'Data',
    'Fish',
  ];
  assert.deepEqual(plurals.map(pluralOf), [
    'Users',
    'Categories',
    'Boxes',
    'Days',
    'BlogPosts',
    ...plurals.slice(5).map(() => undefined),
  ]);
});
