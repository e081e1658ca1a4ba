import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import picomatch from 'picomatch';
import {
  baseOf,
  type Glob,
  globMatcher,
  hasWildcards,
  longestGlob,
  parseGlob,
} from '../../src/core/text/glob.js';

function parsed(text: string): Glob {
  const glob = parseGlob(text);
  assert.ok(typeof glob !== 'string', String(glob));
  return glob;
}

const matches = (glob: string, path: string): boolean => globMatcher([parsed(glob)])(path);

const paths = [
  'a',
  'b',
  'c',
  'ab',
  'abc',
  'aab',
  'axb',
  'a.sql',
  '.a',
  '.a/b',
  'a/b',
  'a/.b',
  'a/b/c',
  'a/x/b',
  'a/x/y/b',
  'b/a',
  'b/c/a',
  'db/a.sql',
  'db/x/y.sql',
  'dbx/a.sql',
  '../a',
  '../a/b',
  '../../a',
  'a b',
  'a-b',
  'a+b',
  'ä',
  'a/b.gen.sql',
  'x/legacy',
  'x/legacy/a.sql',
  ']',
  '[a',
  '{a',
  '$a^.b',
  '*',
  '?',
  'a]',
  'A',
  '/a',
  '/a/b',
]; // prettier-ignore

/** Patterns that picomatch, which editors' tools use, understands the same way; it needs a time without bounds for others. */
const globs = [
  'a',
  'a.sql',
  './a',
  'a/b',
  '*',
  '**',
  '?',
  '??',
  'a*',
  '*b',
  'a*b',
  'a**b',
  '*.sql',
  '**/*.sql',
  '**/a',
  'a/**',
  '**/b/**',
  'a/**/b',
  '**/**/a',
  'a/*',
  'a/*/b',
  '*/b',
  '*/*',
  'db',
  'db/**',
  'db/**/*.sql',
  '**/legacy',
  '**/legacy/**',
  '*.gen.sql',
  '[ab]',
  '[^a]',
  '[a-c]',
  '[^a-c]',
  '[a-c]b',
  '[]a]',
  '[a',
  '[a-]b',
  '{a,b}',
  '{a,b}/b',
  'a{b,c}',
  'a{,b}',
  '{a,b',
  '{*.sql,b}',
  'a/{b,x/{b,y/b}}',
  '@(a|b)',
  '?(a)b',
  '+(a)b',
  '*(a|b)c',
  '@(a|b|*.sql)',
  '\\*',
  '\\?',
  '\\[a',
  'a+b',
  '$a^.b',
  'a b',
  '../a',
  '../a/*',
  '../**',
  '/a',
  '/a/*',
  '/**',
  '/*',
  'ä',
  '!a',
  '!**/*.sql',
  '**/.a/**',
  '.*',
  '*a*b*',
  '**/?/**',
]; // prettier-ignore

describe('a glob', () => {
  for (const glob of globs)
    test(`${glob} matches what picomatch says`, () => {
      const oracle = picomatch(glob, { dot: true });
      // picomatch also takes the pattern itself for a match, and the root for a part without a name
      const asked = paths.filter((path) => path !== glob && (glob.startsWith('/') || !path.startsWith('/')));
      assert.deepEqual(
        asked.filter((path) => matches(glob, path)),
        asked.filter((path) => oracle(path)),
      );
    });

  test('of many at once matches where one does', () => {
    const all = globMatcher(['a', 'b/*', '**/*.sql'].map(parsed));
    assert.deepEqual(['a', 'b', 'b/x', 'x/y.sql', 'x'].map(all), [true, false, true, true, false]);
    assert.equal(globMatcher([])('a'), false);
  });

  for (const [glob, path] of [
    // What picomatch reads as a regular expression is a name here
    ['a (1).sql', 'a (1).sql'],
    ['(a|b)', '(a|b)'],
    // and what editors take for the opposite of a set is one with a ! in it
    ['[!a]', 'b'],
    ['x[!a-c]', 'xd'],
    ['{**/b,c}', 'b'],
    ['?', '😀'],
    ['[😀-😂]', '😁'],
    ['{a/**,b}/c', 'a/c'],
    ['\\', '\\'],
    ['a\\', 'a\\'],
    ['@(a', '@(a'],
    ['[]', '[]'],
  ] as const)
    test(`${glob} matches ${path}`, () => assert.equal(matches(glob, path), true));
});

describe('no glob takes its time', () => {
  const name = 'a'.repeat(2_000);
  const deep = `${'a/'.repeat(2_000)}b`;
  const nested = (open: string, close: string) => `${open.repeat(200)}a${close.repeat(200)}`;
  for (const [title, glob, path, isMatch] of [
    ['many stars', `${'*a'.repeat(300)}b`, name, false],
    ['stars only', '*'.repeat(1_000), name, true],
    ['many question marks', `${'?*'.repeat(400)}b`, name, false],
    ['nested repetition', `${nested('+(', ')')}b`, name, false],
    ['repeated alternatives that overlap', `+(a|aa|aaa|*)b`, name, false],
    ['optional signs', `${'?(a)'.repeat(200)}b`, name, false],
    ['many spans', `${'**/a/'.repeat(150)}c`, deep, false],
    ['spans and stars', `${'**/*a*/'.repeat(120)}c`, deep, false],
    ['nested braces', `${nested('{b,', '}')}c`, name, false],
    ['braces in a row', `${'{a,aa}'.repeat(150)}b`, name, false],
    ['braces that are not closed', '{,'.repeat(500), name, false],
    ['brackets that are not closed', '['.repeat(1_000), name, false],
    ['groups that are not closed', '@('.repeat(500), name, false],
    ['a regular expression', '(a+)+b', name, false],
    ['classes', `${'[!b]*'.repeat(200)}b`, name, false],
  ] as const)
    test(title, { timeout: 20_000 }, () => assert.equal(matches(glob, path), isMatch));
});

test('what is refused is told', () => {
  assert.deepEqual(
    ['a'.repeat(longestGlob + 1), '*'.repeat(70_000), 'a\0', '!(a)', 'x/!(a|b)/c', '{a,!(b)}'].map(parseGlob),
    [
      'a glob has 1024 characters at most',
      'a glob has 1024 characters at most',
      'a glob holds no character of the code 0',
      ...Array(3).fill('!(…) is not taken: name in "exclude" what is to be left out'),
    ],
  );
});

test('a name is told from a pattern, and the folder of a pattern from what varies', () => {
  for (const [glob, isPattern, base] of [
    ['a.sql', false, ''],
    ['db/a.sql', false, 'db'],
    ['a (1).sql', false, ''],
    ['db/[a', false, 'db'],
    ['*.sql', true, ''],
    ['./db/*.sql', true, 'db'],
    ['db/**', true, 'db'],
    ['db/**/x/*.sql', true, 'db'],
    ['db/x{a,b}/c', true, 'db'],
    ['/db/*', true, '/db'],
    ['/*', true, '/'],
    ['../x/*', true, '../x'],
    ['a\\*b/*', true, 'a*b'],
    ['!a', true, ''],
  ] as const) {
    const read = parsed(glob);
    assert.deepEqual([glob, hasWildcards(read), baseOf(read)], [glob, isPattern, base]);
  }
});
