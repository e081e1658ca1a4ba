import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../src/core/text/edit.js';
import { textChanges } from '../../src/lsp/textChanges.js';

const cases: Readonly<Record<string, readonly [before: string, after: string, edits: readonly string[]]>> = {
  'equal texts': ['a\nb\n', 'a\nb\n', []],
  'two words on lines apart': ['a x\nb\nc y\n', 'a z\nb\nc w\n', ['2-3 "z"', '8-9 "w"']],
  'a line that goes': ['a\nb\nc\n', 'a\nc\n', ['2-4 ""']],
  'a line that comes': ['a\nc\n', 'a\nb\nc\n', ['2-2 "b\\n"']],
  'a last line without an end': ['a\nb', 'a\nbc', ['3-3 "c"']],
  everything: ['a\n', '', ['0-2 ""']],
  'something from nothing': ['', 'a', ['0-0 "a"']],
  'half a surrogate pair at the front': ['🦀x', '🦁x', ['0-2 "🦁"']],
  'half a surrogate pair at the end': ['x\u{1F980}', 'x\u{1F580}', ['1-3 "\u{1F580}"']],
  'Windows line ends': ['a\r\nb\r\n', 'a\r\nc\r\n', ['3-4 "c"']],
};

for (const [name, [before, after, edits]] of Object.entries(cases)) {
  test(`the changes between two texts: ${name}`, () => {
    const changes = textChanges(before, after);
    assert.deepEqual(
      changes.map(({ start, end, text }) => `${start}-${end} ${JSON.stringify(text)}`),
      edits,
    );
    assert.equal(applyEdits(before, changes), after);
  });
}

test('whatever the texts, the changes lead from one to the other', () => {
  const random = randomNumbers(7);
  for (let round = 0; round < 500; round++) {
    const before = randomText(random);
    const after = round % 2 === 0 ? randomText(random) : before.replace('a', 'b\n').replace('\n🦀', '');
    assert.equal(applyEdits(before, textChanges(before, after)), after);
  }
});

test('past a change of many lines the rest is replaced', () => {
  const before = `a\n${'x\n'.repeat(500)}b\n`;
  const after = `a\n${'y\n'.repeat(500)}b\n`;
  assert.equal(applyEdits(before, textChanges(before, after)), after);
});

const randomText = (random: () => number): string =>
  Array.from({ length: random() % 12 }, () => ['a', 'b', '\n', '🦀', 'x\r\n'][random() % 5]).join('');

/** The same numbers in every run. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state >> 8;
  };
}
