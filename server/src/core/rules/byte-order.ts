import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import type { Table } from '../schema/replay.js';
import type { Script, ScriptStatement } from '../script/script.js';
import { type StatementText, statementText } from '../syntax/statement.js';
import { behindName, closing, isAt, items, lastIndex, spanOf, wordOf } from '../syntax/tokens.js';
import { shiftSpan } from '../text/span.js';

export default defineRule({
  id: 'byte-order',
  severity: 'hint',
  message: 'Text column "{column}" sorts by its bytes: "Z" before "a", and accents behind both.',
  why: 'The collation is C everywhere, so that ORDER BY of text is no order for people.',
  instead: 'Sort by lower(column), or in the application.',
  noFix: 'Which order people expect is not written in the query.',
  documentation: documentation.compatibility,
  isOptIn: true,
  examples: [
    {
      bad: 'CREATE TABLE teams (id UUID PRIMARY KEY, name TEXT); SELECT * FROM teams ORDER BY name;',
      at: 'name',
    },
  ],
  *script(script) {
    for (const statement of script.statements) {
      if (isQuery(statement.facts)) yield* orderedText(script, statement);
    }
  },
});

const isQuery = ({ kind, changes }: ScriptStatement['facts']): boolean =>
  changes === 'nothing' && (kind === 'SelectStmt' || kind === 'CopyStmt');

function* orderedText({ text, schema }: Script, { span }: ScriptStatement) {
  const statement = statementText(text.slice(span.start, span.end));
  for (let index = 0; index < statement.tokens.length; index++) {
    if (!isAt(statement, index, 'order', 'by')) continue;
    for (const { first, last } of items(statement, index + 2, endOfList(statement, index + 2))) {
      const behind = behindName(statement, first);
      const isPlain = behind > last || ['asc', 'desc', 'nulls'].includes(wordOf(statement, behind));
      const column = nameOf(statement, behind - 1);
      if (!isPlain || !schema.tables.some((table) => isText(table, column))) continue;
      yield { at: shiftSpan(spanOf(statement, first, behind - 1), span.start), data: { column } };
    }
  }
}

/** Before LIMIT and its like, a closing parenthesis, or the end. */
function endOfList(statement: StatementText, from: number): number {
  let index = from;
  for (; index <= lastIndex(statement); index++) {
    const word = wordOf(statement, index);
    if (word === '(') index = closing(statement, index);
    else if (word === ')' || ends.has(word)) break;
  }
  return index - 1;
}

const ends = new Set(['limit', 'offset', 'fetch', 'for', 'rows', 'range', 'groups']);

function nameOf(statement: StatementText, index: number): string {
  const { start, end } = spanOf(statement, index);
  const written = statement.text.slice(start, end);
  return written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written.toLowerCase();
}

const isText = ({ columns }: Table, column: string): boolean => textTypes.has(columns.get(column) ?? '');

const textTypes = new Set(['text', 'varchar', 'bpchar']);
