import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unifiedDiff } from '../../src/cli/unifiedDiff.js';

const numbers = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, index) => `${from + index}\n`).join('');

const diffs: readonly {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly diff: string;
}[] = [
  { name: 'equal texts have none', before: 'a\n', after: 'a\n', diff: '' },
  {
    name: 'a change has three lines around it',
    before: numbers(1, 9),
    after: numbers(1, 9).replace('5', 'five'),
    diff: `@@ -2,7 +2,7 @@
 2
 3
 4
-5
+five
 6
 7
 8
`,
  },
  {
    name: 'changes whose context meets share a hunk, others do not',
    before: numbers(1, 20),
    after: numbers(1, 20).replace('2\n', 'two\n').replace('9\n', 'nine\n').replace('17\n', ''),
    diff: `@@ -1,12 +1,12 @@
 1
-2
+two
 3
 4
 5
 6
 7
 8
-9
+nine
 10
 11
 12
@@ -14,7 +14,6 @@
 14
 15
 16
-17
 18
 19
 20
`,
  },
  { name: 'a text may begin', before: '', after: 'a\nb\n', diff: '@@ -0,0 +1,2 @@\n+a\n+b\n' },
  { name: 'a text may end', before: 'a\n', after: '', diff: '@@ -1 +0,0 @@\n-a\n' },
  {
    name: 'a missing last line break is a difference',
    before: 'a\nb',
    after: 'a\nb\n',
    diff: '@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n',
  },
  {
    name: 'a missing last line break is told of what stays',
    before: 'a\nb',
    after: 'c\nb',
    diff: '@@ -1,2 +1,2 @@\n-a\n+c\n b\n\\ No newline at end of file\n',
  },
  {
    name: 'a carriage return is part of its line',
    before: 'a\r\n',
    after: 'a\n',
    diff: '@@ -1 +1 @@\n-a\r\n+a\n',
  },
];

for (const { name, before, after, diff } of diffs) {
  test(`diff: ${name}`, () => {
    const headers = diff === '' ? '' : '--- a/db/x.sql\n+++ b/db/x.sql\n';
    assert.equal([...unifiedDiff('db/x.sql', before, after)].join(''), headers + diff);
  });
}

test('diff: an absolute path stays as it is', () => {
  const [before, after] = [...unifiedDiff('/db/x.sql', 'a', 'b')];
  assert.deepEqual([before, after], ['--- /db/x.sql\n', '+++ /db/x.sql\n']);
});

test('diff: applied to the text before it gives the text after', () => {
  const random = randomNumbers(42);
  for (let round = 0; round < 500; round++) {
    const before = Array.from({ length: random(40) }, () => `${random(12)}`);
    const after = before.flatMap(
      (line) => [[], [line, 'new'], ['changed'], [line], [line], [line]][random(6)] ?? [],
    );
    const [one, other] = [before, after].map(
      (lines) => lines.join('\n') + (lines.length && random(2) ? '\n' : ''),
    );
    assert.ok(one !== undefined && other !== undefined);
    assert.equal(applied(one, [...unifiedDiff('x', one, other)]), other);
  }
});

test('diff: every line of a long text may change', () => {
  const before = numbers(1, 20_000);
  const after = before.replaceAll('\n', ';\n');
  assert.equal(applied(before, [...unifiedDiff('x', before, after)]), after);
});

/** What `patch` would make of it; fails where the diff does not say what the text holds. */
function applied(text: string, diff: readonly string[]): string {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const result: string[] = [];
  let next = 0;
  for (const entry of diff.slice(2)) {
    const header = /^@@ -(\d+)(?:,(\d+))? /.exec(entry);
    if (header) {
      const start = Number(header[1]) - (header[2] === '0' ? 0 : 1);
      result.push(...lines.slice(next, start));
      next = start;
      continue;
    }
    const line = entry.slice(1).replace('\n\\ No newline at end of file\n', '');
    if (entry.startsWith('+')) result.push(line);
    else assert.equal(line, lines[next++]);
    if (entry.startsWith(' ')) result.push(line);
  }
  return [...result, ...lines.slice(next)].join('');
}

/** The same whole numbers below a limit at every run. */
function randomNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
