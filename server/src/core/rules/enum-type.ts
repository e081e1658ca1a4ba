import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../problem.js';
import { inCaseOf, insertBehind, replaceTokens } from '../syntax/edits.js';
import type { Statement } from '../syntax/statement.js';
import { closing, find, headSpan, spanOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'enum-type',
  severity: 'error',
  message: 'Enum types are not supported.',
  why: 'DSQL has no types of your own but domains.',
  instead: 'Use a domain over text with a CHECK, or a CHECK on the column.',
  server: { sqlstate: '0A000', text: 'CREATE TYPE not supported' },
  documentation: documentation.dataTypes,
  examples: [
    {
      bad: "CREATE TYPE mood AS ENUM ('sad', 'ok');",
      at: 'CREATE TYPE',
      good: "CREATE DOMAIN mood AS TEXT CHECK (VALUE IN ('sad', 'ok'));",
    },
  ],
  check: {
    *CreateEnumStmt({ vals = [] }, statement) {
      yield { at: headSpan(statement, 2), fixes: vals.length > 0 ? [asDomain(statement)] : [] };
    },
  },
});

function asDomain(statement: Statement): Fix {
  const word = find(statement, ['enum', '(']);
  const written = (index: number, words: string) => {
    const { start, end } = spanOf(statement, index);
    return inCaseOf(statement.text.slice(start, end), words);
  };
  return {
    title: 'Create a domain over text (values sort by their letters)',
    safety: 'review',
    edits: [
      ...replaceTokens(statement, 1, 1, written(1, 'DOMAIN')),
      ...replaceTokens(statement, word, word, written(word, 'TEXT CHECK (VALUE IN')),
      ...insertBehind(statement, closing(statement, word + 1), ')'),
    ],
  };
}
