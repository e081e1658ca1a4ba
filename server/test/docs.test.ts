import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const root = path.resolve(__dirname, '../..');

const pages = [
  ...readdirSync(root),
  ...readdirSync(path.join(root, 'docs')).map((name) => `docs/${name}`),
  ...readdirSync(path.join(root, 'docs/rules')).map((name) => `docs/rules/${name}`),
  ...readdirSync(path.join(root, 'docs/languages')).map((name) => `docs/languages/${name}`),
  'client/README.md',
  'server/src/core/README.md',
  'server/src/sandbox/README.md',
].filter((name) => name.endsWith('.md'));

const read = (page: string): string => readFileSync(path.join(root, page), 'utf8');

/** What stands outside of code. */
const prose = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, 'code');

/** The names by which a link finds the headings of a page. */
const anchorsOf = (text: string): readonly string[] =>
  [...prose(text).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );

test('every link of a page leads somewhere', () => {
  const broken = pages.flatMap((page) =>
    [...prose(read(page)).matchAll(/(?:\]\(|\b(?:src|srcset)=")([^)"\s]+)[)"]/g)].flatMap(([, link = '']) => {
      if (/^https?:/.test(link)) return [];
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? page : path.posix.join(path.posix.dirname(page), file);
      const isThere = existsSync(path.join(root, target));
      const hasAnchor = anchor === undefined || (isThere && anchorsOf(read(target)).includes(anchor));
      return isThere && hasAnchor ? [] : [`${page}: ${link}`];
    }),
  );
  assert.deepEqual(broken, []);
});

test('what a contributor is sent to is there', () => {
  const guides = pages.filter((page) => /^(ARCHITECTURE|CONTRIBUTING)\.md$|\/README\.md$/.test(page));
  const gone = guides.flatMap((page) =>
    [...read(page).matchAll(/`((?:client|server|tools|docs|test-fixtures)\/[\w./-]+)`/g)]
      .map(([, file = '']) => file)
      // capitals stand for a name to choose
      .filter(
        (file) => !/\b[A-Z]{2,}\b/.test(file.replace('README', '')) && !existsSync(path.join(root, file)),
      )
      .map((file) => `${page}: ${file}`),
  );
  assert.deepEqual(gone, []);
});

test('each test that a promise is tried by is there, by its title', () => {
  const named = [
    ...read('SECURITY.md').matchAll(/^\| .*\| `((?:client|server)\/test\/[\w./]+)`: "(.+)" \|$/gm),
  ];
  assert.ok(named.length > 60);
  const gone = named.flatMap(([, file = '', title = '']) =>
    existsSync(path.join(root, file)) && read(file).includes(title) ? [] : [`${file}: ${title}`],
  );
  assert.deepEqual(gone, []);
});

test('the README is short, and so are its sentences', () => {
  const readme = read('README.md');
  assert.ok(readme.split('\n').length <= 125, 'README.md has more than 125 lines');
  const sentences = prose(readme)
    .split(/\n\s*\n|\n(?=[-|#>!])|\|/)
    .flatMap((block) => block.replaceAll('\n', ' ').split(/(?<=[.!?:])\s+/));
  const long = sentences.filter((sentence) => sentence.split(/\s+/).filter(Boolean).length > 25);
  assert.deepEqual(long, []);
});
