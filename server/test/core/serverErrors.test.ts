import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { serverErrors } from '../../src/core/dialect/serverErrors.js';
import { rules } from '../../src/core/rules/index.js';

const root = path.resolve(__dirname, '../../..');

const sources = ['server/src', 'client/src']
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      path.join(folder, file),
    ),
  )
  .filter((file) => file.endsWith('.ts') && path.basename(file) !== 'serverErrors.ts')
  .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));

test('a text of the table of server errors is written nowhere else', () => {
  const texts = Object.values(serverErrors).map(({ text }) => text);
  const again = sources.flatMap(({ file, text }) =>
    texts.filter((one) => text.includes(`'${one}'`)).map((one) => `${file}: ${one}`),
  );
  assert.deepEqual(again, []);
});

test('two rules with one text of the server take it from the table', () => {
  const owners = new Map<string, string[]>();
  for (const { id, server } of rules) {
    const isShared = Object.values(serverErrors).some(({ text }) => fits(text, server?.text ?? ''));
    if (server && !isShared) owners.set(server.text, [...(owners.get(server.text) ?? []), id]);
  }
  assert.deepEqual(
    [...owners].filter(([, ids]) => ids.length > 1),
    [],
  );
});

test('the sandbox takes the words of what Aurora DSQL lacks from the table or the rule', () => {
  const own = sources.flatMap(({ file, text }) =>
    file.startsWith(path.join('server', 'src', 'sandbox'))
      ? [...text.matchAll(/sqlstate: '0A000',\s+(?:message|text): ['`]([^'`$]+)/g)].map(
          ([, words]) => `${path.basename(file)}: ${words}`,
        )
      : [],
  );
  // The sandbox alone says these: it takes one protocol, and reads the statements of a query one by one.
  assert.deepEqual(own, [
    'authentication.ts: unsupported frontend protocol ',
    'simpleQuery.ts: text beyond ASCII cannot follow SET client_encoding in one query',
  ]);
});

/** Whether a text is one of the table with what differs filled in. */
const fits = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .split(/\{\w+\}/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.+')}$`,
  ).test(text);
