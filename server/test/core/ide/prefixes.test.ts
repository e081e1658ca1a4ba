import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { completionsAt } from '../../../src/core/ide/completion/complete.js';
import { splitScript } from '../../../src/core/syntax/split.js';
import { statementText } from '../../../src/core/syntax/statement.js';
import { statementOf } from '../syntax/tree/statements.js';
import { markedReader } from './marked.js';

const library = `CREATE TABLE authors (author_id uuid PRIMARY KEY, pen_name text NOT NULL);
CREATE TABLE books (isbn text PRIMARY KEY, author_id uuid REFERENCES authors (author_id), pages integer);
CREATE FUNCTION late_fee(days integer) RETURNS integer LANGUAGE sql RETURN days;
`;

/** Without what marks carets and places. */
const unmarked = (text: string): string => text.replace(/[|«»]/g, '');

/** Completes a text that ends behind some of its tokens, or in the middle of one, with and without what follows. */
function typedUpTo(
  texts: readonly string[],
  endsOf: (text: string, at: number) => readonly number[],
): number {
  const read = markedReader();
  let asked = 0;
  for (const [at, text] of texts.entries()) {
    const whole = read(library + text).file;
    for (const end of endsOf(text, at)) {
      const start = text.slice(0, end);
      for (const file of [whole, read(library + start).file]) {
        assert.doesNotThrow(() => completionsAt(file, library.length + end), start);
        asked++;
      }
    }
  }
  return asked;
}

test('every start of every kind of statement is completed', () => {
  const every = Array.from({ length: 400 }, (_, at) => at * 7);
  typedUpTo(Object.values(statementOf).map(unmarked), (text) => every.filter((end) => end <= text.length));
});

/** DSQL_PREFIXES=1 asks at every letter, which takes minutes. */
test('every statement of the fixtures is completed while it is typed', () => {
  const folder = path.join(__dirname, '../../../../test-fixtures');
  const statements = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .flatMap((file) => {
      const text = readFileSync(path.join(folder, file), 'utf8');
      return splitScript(text).pieces.flatMap(({ kind, start, end }) =>
        kind === 'statement' && end - start < 2_000 ? [unmarked(text.slice(start, end))] : [],
      );
    });
  const asked = typedUpTo([...new Set(statements)], (text, at) => {
    if (process.env.DSQL_PREFIXES) return Array.from({ length: text.length + 1 }, (_, end) => end);
    // Another token of each, and the middle of it.
    const { tokens } = statementText(text);
    const { start, end } = tokens[(at * 7) % Math.max(1, tokens.length)] ?? { start: 0, end: 0 };
    return [at % 2 === 0 ? end : Math.ceil((start + end) / 2)];
  });
  assert.ok(asked > 2_000, `${asked} places were asked`);
});
