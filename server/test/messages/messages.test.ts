import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { type Message, readMessages } from './read.js';

// `npm run messages` prints the list, to read it through.

let messages: readonly Message[] = [];
before(async () => {
  messages = await readMessages();
});

test('the list holds what a person reads: titles, questions, refusals, settings and the texts of rules', () => {
  const texts = new Set(messages.map(({ text }) => text));
  for (const text of [
    'Convert file for Aurora DSQL…',
    'A transaction is open on "{…}".',
    'Click to start a local sandbox, or to connect to a cluster.',
    'The color of the connection: in the status bar, on the tabs of its files, in the tree and in the results.',
    'Report what Aurora DSQL refuses, and what it accepts but you should not write.',
    'Type "{type}" of column "{column}" does not exist in Aurora DSQL.',
  ])
    assert.ok(texts.has(text), text);
  assert.ok(messages.length > 3_000);
});

/** Without words of the server, which begin small, and without SQL, pages and lists of words. */
const sentences = () => messages.filter(({ text }) => /^["A-Z{$`]/.test(text) && !/[\n<]/.test(text));

/** What no message says, and what it says in its place. */
const words: readonly (readonly [wrong: RegExp, right: string])[] = [
  [
    /\b(?:colour|behaviour|favour|honour|neighbour|catalogue|grey|cancelled|cancelling|labelled|modelled)/i,
    'American spelling',
  ],
  [
    /\b\w+(?:is|ys)(?:e|ed|es|ing|ation)\b(?<=(?:organis|recognis|optimis|initialis|normalis|analys|serialis|summaris)(?:e|ed|es|ing|ation))(?<!analyses|Analyses)/,
    'American spelling: -ize, -yze',
  ],
  [/\b(?:licence|defence|centre|metre|fulfil|whilst|amongst|learnt|spelt)\b/i, 'American spelling'],
  [/\b(?:can not|cannot not|the the|a a|an an|is is|to to|of of|in in)\b/, 'no word twice, "cannot"'],
  [/\be\.g\.|\bi\.e\.|\betc\b|\bvia\b/i, '"for example", "that is", "by"'],
  [/\bplease\b(?! report)/i, 'say what to do'],
  [/\b(?:simply|easily|just a|obviously|oops|sorry)\b/i, 'no filler'],
  [/ {2,}\S/, 'one space'],
  [/ [,.;:!?](?:\s|$)/, 'no space before a mark'],
  [/[a-z]!(?:\s|$)/, 'no exclamation'],
  [/\.\.\.(?!\S)/, '"…"'],
  [/\bmeanwhile\b/i, '"in the meantime"'],
  [/\bany more\b/i, '"no longer"'],
];

for (const [wrong, right] of words)
  test(`no message has ${wrong.source.slice(0, 60)}: ${right}`, () =>
    assert.deepEqual(
      sentences()
        .filter(({ text }) => wrong.test(text.replace(/"[^"]*"/g, '"…"')))
        .map(({ file, line, text }) => `${file}:${line} ${text}`),
      [],
    ));

test('a sentence ends with one mark', () =>
  assert.deepEqual(
    sentences()
      .filter(({ text }) => /[a-z][.?][.?]$/.test(text.trim()))
      .map(({ file, line, text }) => `${file}:${line} ${text}`),
    [],
  ));

test('the script that prints the list is in package.json', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  assert.match(scripts.messages, /messages\/print\.ts/);
});
