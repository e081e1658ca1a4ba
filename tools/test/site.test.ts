import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { searchRules } from '../../server/src/core/lint/ruleSearch.js';
import { rules } from '../../server/src/core/rules/index.js';
import { dialectDays, stopOf } from '../site/browser/days.js';
import { fragmentOf, sharedOf } from '../site/browser/share.js';
import { buildSite } from '../site/build.js';
import { menu, pages, siteFileOf } from '../site/pages.js';
import { searchedRules } from '../site/rulesPage.js';

const folder = mkdtempSync(path.join(tmpdir(), 'dsql-site-'));
let sizes: ReadonlyMap<string, number> = new Map();

before(async () => {
  sizes = await buildSite(folder);
});
after(() => rmSync(folder, { recursive: true, force: true }));

const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
const htmlFiles = () => [...sizes.keys()].filter((file) => file.endsWith('.html'));

/** Every address that a page has, as it is written. */
const addressesIn = (html: string): readonly string[] =>
  [...html.matchAll(/<[^>]*?\b(?:href|src|srcset)="([^"]*)"/g)].map(([, address = '']) =>
    address.replace(/&#(\d+);/g, (_all, code) => String.fromCharCode(Number(code))),
  );

const idsIn = (html: string): ReadonlySet<string> =>
  new Set([...html.matchAll(/<[^>]*?\bid="([^"]*)"/g)].map(([, id = '']) => id));

test('what the build says it wrote is all that is there', () => {
  const there = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  assert.deepEqual([...sizes.keys()].sort(), there.sort());
});

test('a folder that holds something else stays as it is', async () => {
  const other = mkdtempSync(path.join(tmpdir(), 'dsql-other-'));
  writeFileSync(path.join(other, 'index.html'), 'mine');
  await assert.rejects(buildSite(other), /holds other files than a site: name an empty folder/);
  assert.equal(readFileSync(path.join(other, 'index.html'), 'utf8'), 'mine');
  rmSync(other, { recursive: true });
});

test('every link and picture of the site leads somewhere, with its anchor', () => {
  const ids = new Map(htmlFiles().map((file) => [file, idsIn(read(file))]));
  const broken = htmlFiles().flatMap((file) =>
    addressesIn(read(file)).filter((address) => {
      if (/^https:/.test(address)) return false;
      const [name = '', anchor] = address.split('#');
      const target = name === '' ? file : path.posix.join(path.posix.dirname(file), name);
      if (!sizes.has(target)) return true;
      if (target === 'playground.html' && anchor !== undefined && anchor !== 'content')
        return sharedOf(anchor) === undefined;
      return anchor !== undefined && !ids.get(target)?.has(decodeURIComponent(anchor));
    }),
  );
  assert.deepEqual(broken, []);
});

test('the menu leads to every page but those of rules and languages', () => {
  const listed = menu.flatMap(([, entries]) => entries.map(([, source]) => siteFileOf(source)));
  const expected = pages
    .map(({ file }) => file)
    .filter((file) => !/^(rules|languages)\/(?!index\.html)/.test(file));
  assert.deepEqual(listed.toSorted(), [...expected, 'playground.html'].sort());
});

test('no page loads anything from elsewhere, or has HTML that is not its own', () => {
  for (const file of htmlFiles()) {
    const html = read(file);
    assert.doesNotMatch(
      html,
      /<(?:script|link|img|source|iframe)[^>]*(?:src|href|srcset)="(?:https?:)?\/\//,
      file,
    );
    assert.doesNotMatch(
      html,
      /<script(?![^>]*\bsrc=")|\son\w+="|\sstyle="|&lt;!-- \/?[\w-]+ --|&lt;picture/,
      file,
    );
    assert.match(html, /connect-src 'none'/, file);
  }
});

test('the licenses of what the playground holds are told', () => {
  const notices = read('THIRD-PARTY-NOTICES.txt');
  assert.match(notices, /^libpg-query \d/m);
  assert.match(notices, /^PostgreSQL, whose parser/m);
  assert.doesNotMatch(notices, /tree-sitter/);
});

test('code is shown as it is written', () => {
  assert.match(read('connecting.html'), /&#60;cluster id&#62;/);
  for (const { id, examples } of rules.slice(0, 20)) {
    const [first] = examples;
    const shown = first.bad.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
    assert.ok(read(`rules/${id}.html`).includes(`<code class="language-sql">${shown}\n</code>`), id);
  }
});

test('the rules page has a row for everything that its search finds', () => {
  const html = read('rules.html');
  const missing = searchedRules.filter(({ id }) => !html.includes(`href="rules/${id}.html"`));
  assert.deepEqual(missing, []);
});

for (const [asked, first] of [
  ['ERROR: unsupported mode. please use CREATE INDEX ASYNC.', 'index-without-async'],
  ['datatype jsonb[] not supported', 'array-column'],
  ['0A000 trigger', 'trigger'],
] as const)
  test(`the search of the rules page finds ${first} by "${asked}"`, () => {
    const found = searchRules(searchedRules, asked).map(({ id }) => id);
    assert.ok(found.includes(first), found.join(', '));
    assert.deepEqual(
      found,
      searchRules<(typeof searchedRules)[number]>([...rules], asked).map(({ id }) => id),
    );
  });

test('the slider stops at each day on which the dialect changes, from the one before the first', () => {
  const days = dialectDays.map(({ day }) => day);
  assert.deepEqual(days, days.toSorted());
  assert.deepEqual(days.slice(0, 3), ['2026-02-02', '2026-02-03', '2026-02-13']);
  assert.deepEqual(dialectDays.find(({ day }) => day === '2026-08-03')?.title.split(',')[0], 'DROP COLUMN');
  const stops = ['2020-01-01', '2026-02-03', '2026-02-12', '2099-01-01', 'latest'].map(stopOf);
  assert.deepEqual(stops, [0, 1, 1, days.length - 1, days.length - 1]);
});

for (const text of ['', 'SELECT 1;\n', "SELECT 'é€😀+/=&#?%';", '\uFEFFSELECT 1', 'a\r\nb\tc\0'])
  test(`a link holds ${JSON.stringify(text)}`, () => {
    const fragment = fragmentOf({ text, day: '2026-08-26' });
    assert.match(fragment, /^[\w=&-]*$/);
    assert.deepEqual(sharedOf(`#${fragment}`), { text, day: '2026-08-26' });
  });

for (const fragment of [
  '',
  '#',
  '#content',
  '#day=2026-08-26',
  '#sql=%%%',
  '#sql=gA',
  `#sql=${'A'.repeat(100_000)}`,
])
  test(`no text is read from ${fragment.slice(0, 20)}`, () => {
    assert.equal(sharedOf(fragment), undefined);
  });

test('the site stays small', () => {
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const told = [...sizes].map(([file, size]) => `${file} ${size}`).join('\n');
  assert.ok((sizes.get('playground.js') ?? 0) < 5_000_000, told);
  assert.ok(total < 15_000_000, told);
});
