import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { tokenize } from '../../src/core/syntax/lexer.js';
import { splitScript } from '../../src/core/syntax/split.js';
import { applyEdits } from '../../src/core/text/edit.js';
import { analyzer } from './engine.js';

const fixtures = path.join(__dirname, '../../../test-fixtures/rules');

/** The statements of all fixtures with a comment behind every token. */
const commented = readdirSync(fixtures).flatMap((file) => {
  const text = readFileSync(path.join(fixtures, file), 'utf8');
  const asOf = /^-- as of (\d{4}-\d{2}-\d{2})/.exec(text)?.[1];
  return splitScript(text)
    .pieces.filter(({ kind, start, end }) => kind === 'statement' && end - start < 2_000)
    .map(({ start, end }) => ({ file, asOf, sql: withComments(text.slice(start, end)) }));
});

function withComments(sql: string): string {
  const tokens = tokenize(sql).filter(({ kind }) => kind !== 'comment');
  return tokens.map(({ start, end }, at) => `${sql.slice(start, end)} /*${at}*/`).join(' ');
}

const commentsOf = (sql: string): string[] =>
  tokenize(sql)
    .filter(({ kind }) => kind === 'comment')
    .map(({ start, end }) => sql.slice(start, end))
    .sort();

/** A fix may say in a comment what to wait for; it may take none away. */
function missing(before: readonly string[], after: readonly string[]): string[] {
  const left = [...after];
  return before.filter((comment) => {
    const at = left.indexOf(comment);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** What a fix comments out holds its comments still, inside of lines that are comments now. */
const opened = (text: string): string => text.replace(/^([ \t]*)-- ?/gm, '$1');

test('no fix of any rule loses a comment, wherever it stands', () => {
  const wrong = commented.flatMap(({ file, asOf, sql }) => {
    const options = asOf ? { asOf: asOf as `${number}-${number}-${number}` } : {};
    return analyzer.analyze(sql, options).problems.flatMap(({ rule, fixes }) => {
      // Removing an ignore removes a comment.
      if (rule === 'unused-ignore') return [];
      return fixes
        .map((fix) => ({ fix, fixed: opened(applyEdits(sql, fix.edits)) }))
        .filter(({ fixed }) => missing(commentsOf(sql), commentsOf(fixed)).length > 0)
        .map(({ fix, fixed }) => `${file} ${rule} "${fix.title}": ${fixed}`);
    });
  });
  assert.deepEqual(wrong, []);
});

test('a comment behind every token makes no syntax error', () => {
  const wrong = commented
    .filter(({ file }) => !['syntax-error.sql', 'too-deep.sql'].includes(file))
    .filter(({ sql }) => {
      const bare = sql.replaceAll(/\/\*\d+\*\//g, '');
      const hasError = (text: string) =>
        analyzer.analyze(text).problems.some(({ rule }) => rule === 'syntax-error');
      return hasError(sql) && !hasError(bare);
    });
  assert.deepEqual(
    wrong.map(({ file, sql }) => `${file}: ${sql}`),
    [],
  );
});
