import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../problem.js';
import { inCaseOf, replaceTokens } from '../sql/edits.js';
import type { Statement } from '../sql/statement.js';
import { headSpan, spanOf } from '../sql/tokens.js';

export default defineRule({
  id: 'alter-type',
  severity: 'error',
  message: 'Types cannot be altered or dropped: there are none.',
  why: 'DSQL has no types of your own but domains, and knows them by ALTER DOMAIN and DROP DOMAIN only.',
  instead: 'Alter or drop the domain that takes the place of the type.',
  server: { sqlstate: '0A000', text: 'ALTER TYPE not supported' },
  documentation: documentation.sqlSubsets,
  examples: [
    { bad: "ALTER TYPE mood ADD VALUE 'happy';", at: 'ALTER TYPE' },
    { bad: 'DROP TYPE IF EXISTS mood;', at: 'DROP TYPE', good: 'DROP DOMAIN IF EXISTS mood;' },
  ],
  words: ['type'],
  check: {
    *AlterEnumStmt(_type, statement) {
      yield { at: headSpan(statement, 2) };
    },
    *AlterTypeStmt(_type, statement) {
      yield { at: headSpan(statement, 2) };
    },
    *AlterTableStmt({ objtype }, statement) {
      if (objtype === 'OBJECT_TYPE') yield { at: headSpan(statement, 2) };
    },
    *RenameStmt({ renameType, relationType }, statement) {
      if (renameType === 'OBJECT_TYPE') yield { at: headSpan(statement, 2), fixes: [asDomain(statement)] };
      else if (renameType === 'OBJECT_ATTRIBUTE' && relationType === 'OBJECT_TYPE')
        yield { at: headSpan(statement, 2) };
    },
    *AlterOwnerStmt({ objectType }, statement) {
      if (objectType === 'OBJECT_TYPE') yield { at: headSpan(statement, 2), fixes: [asDomain(statement)] };
    },
    *AlterObjectSchemaStmt({ objectType }, statement) {
      if (objectType === 'OBJECT_TYPE') yield { at: headSpan(statement, 2), fixes: [asDomain(statement)] };
    },
    *DropStmt({ removeType, behavior }, statement) {
      if (removeType !== 'OBJECT_TYPE') return;
      // DROP DOMAIN takes no CASCADE.
      const fixes = behavior === 'DROP_CASCADE' ? [] : [asDomain(statement)];
      yield { at: headSpan(statement, 2), fixes };
    },
  },
});

function asDomain(statement: Statement): Fix {
  const { start, end } = spanOf(statement, 1);
  return {
    title: 'Use DOMAIN (where a domain takes the place of the type)',
    safety: 'review',
    edits: replaceTokens(statement, 1, 1, inCaseOf(statement.text.slice(start, end), 'DOMAIN')),
  };
}
