import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { removeStatement } from '../sql/edits.js';
import { headSpan } from '../sql/tokens.js';

export default defineRule({
  id: 'extension',
  severity: 'error',
  message: 'Extensions are not supported{hint}.',
  why: 'A DSQL cluster loads no extensions; its functions are the ones that are built in.',
  instead: 'Remove the statement, and replace what the extension gave: gen_random_uuid() is built in.',
  server: { sqlstate: '0A000', text: 'unsupported statement: CreateExtension' },
  documentation: documentation.migration,
  examples: [{ bad: 'CREATE EXTENSION IF NOT EXISTS pgcrypto;', at: 'CREATE EXTENSION', good: '' }],
  check: {
    *CreateExtensionStmt({ extname = '' }, statement) {
      const hint = uuidMakers.has(extname) ? '; gen_random_uuid() is built in' : '';
      yield { at: headSpan(statement, 2), data: { hint }, fixes: [removal(statement, extname)] };
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

const removal = (statement: Parameters<typeof removeStatement>[0], name: string) =>
  ({
    title: `Remove the statement (what ${name} offers is missing)`,
    safety: 'review',
    edits: removeStatement(statement),
  }) as const;
