import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { nameHoverAt } from '../../src/core/ide/nameHover.js';
import { quoteName } from '../../src/core/syntax/names.js';
import { codeBlock, codeSpan, inMarkdown } from '../../src/core/text/markdown.js';
import { readMarked } from './ide/marked.js';

/** Texts, and how they stand in a line of Markdown, and as code in it. */
const texts: Readonly<Record<string, readonly [text: string, code: string]>> = {
  orders_2: ['orders_2', '`orders_2`'],
  'a `b` c': ['a \\`b\\` c', '`` a `b` c ``'],
  '``': ['\\`\\`', '``` `` ```'],
  '![x](https://a.test/b.png)': ['\\!\\[x\\](https://a.test/b.png)', '`![x](https://a.test/b.png)`'],
  '<img src=a>&amp;': ['\\<img src=a\\>\\&amp;', '`<img src=a>&amp;`'],
  'a\n\n# b': ['a␊␊# b', '`a␊␊# b`'],
  'a**b**\\': ['a\\*\\*b\\*\\*\\\\', '`a**b**\\`'],
  '\u202ea': ['\uFFFDa', '`\uFFFDa`'],
};

for (const [text, expected] of Object.entries(texts))
  test(`${JSON.stringify(text)} in Markdown`, () =>
    assert.deepEqual([inMarkdown(text), codeSpan(text)], expected));

test('a block of code ends where it ends', () => {
  assert.equal(codeBlock('a\n```\nb'), '````sql\na\n```\nb\n````');
  assert.equal(codeBlock('a'), '```sql\na\n```');
});

const evil = '![x](https://a.b)\n````\n<b>`[z](command:e)';
const name = quoteName(evil);
const schema = `CREATE SCHEMA ${name};
CREATE TABLE ${name}.t (id int);
CREATE TABLE ${name} (${name} int CONSTRAINT ${name} CHECK (${name} > 0), b text DEFAULT '${evil}');
COMMENT ON TABLE ${name} IS '${evil}';
COMMENT ON COLUMN ${name}.${name} IS '${evil}';
CREATE INDEX ASYNC ${quoteName(`${evil}i`)} ON ${name} (${name});
CREATE DOMAIN ${quoteName(`${evil}d`)} AS text;
CREATE FUNCTION ${quoteName(`${evil}f`)}(${name} int) RETURNS int LANGUAGE sql RETURN 1;
COMMENT ON FUNCTION ${quoteName(`${evil}f`)} IS '${evil}';
`;

describe('a name that is Markdown is only a name where it is hovered over', () => {
  for (const marked of [
    `SELECT * FROM |${name};`,
    `SELECT |${name} FROM ${name};`,
    `SELECT |b FROM ${name};`,
    `SELECT 1 FROM ${name}.|t;`,
    `SELECT |${quoteName(`${evil}a`)}.b FROM ${name} ${quoteName(`${evil}a`)};`,
    `WITH |${quoteName(`${evil}w`)} AS (SELECT 1) SELECT 1;`,
    `WITH |${quoteName(`${evil}w`)} AS (SELECT ${name} FROM ${name}) SELECT 1;`,
    `SELECT |${quoteName(`${evil}o`)} FROM (SELECT 1 AS ${quoteName(`${evil}o`)}) x;`,
    `SELECT |${quoteName(`${evil}f`)}(1);`,
    `DROP INDEX |${quoteName(`${evil}i`)};`,
    `ALTER TABLE ${name} DROP CONSTRAINT |${name};`,
    `CREATE TABLE v (a |${quoteName(`${evil}d`)});`,
  ])
    test(JSON.stringify(marked.slice(0, 60)), () => {
      const { file, caret } = readMarked(schema + marked);
      const markdown = nameHoverAt(file, caret)?.markdown ?? '';
      assert.notEqual(markdown, '');
      assert.deepEqual(markupIn(markdown), []);
    });
});

/** Pictures, links and markup outside of code, as CommonMark reads it. */
function markupIn(markdown: string): readonly string[] {
  const outside = markdown
    .replace(/^(`{3,})sql\n[\s\S]*?\n\1$/gm, '')
    .replace(/\\[!-/:-@[-`{-~]/g, '')
    .replace(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '');
  return outside.match(/!\[|\]\(|<\w|`/g) ?? [];
}
