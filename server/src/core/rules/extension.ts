import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../problem.js';
import { dependentsOf } from '../script/dependents.js';
import { nameAt, removeWhole, textOf } from '../script/tableText.js';
import { removeStatement } from '../syntax/edits.js';
import type { StatementText } from '../syntax/statement.js';
import { headSpan, isAt, wordOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'extension',
  severity: 'error',
  message: 'Extensions are not supported{hint}.',
  why: 'A DSQL cluster loads no extensions; its functions are the ones that are built in.',
  instead: 'Remove the statement, and replace what the extension gave: gen_random_uuid() is built in.',
  server: { sqlstate: '0A000', text: 'unsupported statement: CreateExtension' },
  documentation: documentation.migration,
  examples: [{ bad: 'CREATE EXTENSION IF NOT EXISTS pgcrypto;', at: 'CREATE EXTENSION', good: '' }],
  repair(_subject, { script, placed: statement }) {
    const text = textOf(script, statement);
    if (wordOf(text, 0) !== 'create') return [];
    const name = nameAt(text, isAt(text, 2, 'if') ? 5 : 2);
    const gone = [statement, ...dependentsOf(script, statement)];
    return [{ ...removalOf(name), edits: gone.flatMap((one) => removeWhole(script, one)) }];
  },
  check: {
    *CreateExtensionStmt({ extname = '' }, statement) {
      const hint = uuidMakers.has(extname) ? '; gen_random_uuid() is built in' : '';
      yield { at: headSpan(statement, 2), data: { hint } };
    },
    *AlterExtensionStmt({ extname = '' }, statement) {
      yield { at: headSpan(statement, 2), data: { hint: '' }, fixes: [removal(statement, extname)] };
    },
    *DropStmt({ removeType }, statement) {
      if (removeType !== 'OBJECT_EXTENSION') return;
      yield { at: headSpan(statement, 2), data: { hint: '' }, fixes: [removal(statement, 'the extension')] };
    },
  },
});

const uuidMakers = new Set(['pgcrypto', 'uuid-ossp']);

const removal = (statement: StatementText, name: string): Fix => ({
  ...removalOf(name),
  edits: removeStatement(statement),
});

const removalOf = (name: string) =>
  ({ title: `Remove the statement (what ${name} offers is missing)`, safety: 'review' }) as const;
