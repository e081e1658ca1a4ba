import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fix } from '../../src/core/lint/analysis.js';
import { effectOf } from '../../src/core/semantics/effect.js';
import { type StatementText, statementText } from '../../src/core/syntax/statement.js';
import { corpus } from './corpus.js';
import { analyzer } from './engine.js';
import { rareStatements, statementOf } from './syntax/tree/statements.js';

/** Names that every object of JavaScript has, and beside each a name of the same length that says nothing. */
const words = [
  ['__proto__', '__zroto__'],
  ['constructor', 'zonstructor'],
  ['"valueOf"', '"zalueOf"'],
] as const;

/** Of the statements of one shape, the last. */
const shapes = new Map(
  [...corpus(), ...Object.values(statementOf), ...rareStatements]
    .map(statementText)
    .filter(({ tokens }) => tokens.length < 60)
    .map((statement) => [shapeOf(statement), statement]),
);
/** OBJECT_WORDS_EVERY=1 takes all of them, and minutes. */
const every = Number(process.env.OBJECT_WORDS_EVERY ?? 97);
const statements = [...shapes.values()].filter((_statement, index) => index % every === 0);

for (const [word, plain] of words)
  test(`${word} is a name like any other, wherever it stands`, () => {
    const differing = statements.flatMap((statement) =>
      mutantsOf(statement)
        .filter(
          (withWord) => told(withWord(word)).replaceAll(bare(word), bare(plain)) !== told(withWord(plain)),
        )
        .map((withWord) => withWord(word)),
    );
    assert.deepEqual(differing, []);
  });

/** The statement with a word in place of each of its tokens, and behind each. */
const mutantsOf = ({ text, tokens }: StatementText): readonly ((word: string) => string)[] =>
  tokens
    .filter(({ kind }) => kind === 'word')
    .flatMap(({ start, end }) => [
      (word: string) => `${text.slice(0, start)}${word}${text.slice(end)}`,
      (word: string) => `${text.slice(0, end)} ${word}${text.slice(end)}`,
    ]);

/** As messages have it: some without its quotes, some in small letters. */
const bare = (word: string) => word.replaceAll('"', '').toLowerCase();

/** All that is told of a text, in small letters. */
function told(text: string): string {
  const { problems } = analyzer.analyze(text, { asOf: 'latest' });
  const fixed = (fix: Fix) => [fix.id, fix.title, fix.consequence, fix.edits];
  return JSON.stringify([
    problems.map(({ rule, span, message, fixes }) => [rule, span, message, fixes.map(fixed)]),
    effectOf(text),
  ]).toLowerCase();
}

function shapeOf({ text, tokens }: StatementText): string {
  return tokens
    .map(({ kind, start, end }) => (kind === 'word' ? text.slice(start, end).toLowerCase() : kind))
    .join(' ');
}
