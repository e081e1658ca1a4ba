import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { callSpan } from '../syntax/calls.js';
import { removeStatement } from '../syntax/edits.js';
import { headSpan } from '../syntax/head.js';

const sequenceFunctions = new Set(['nextval', 'currval', 'setval', 'lastval']);

export default defineRule({
  id: 'sequence',
  severity: 'error',
  message: 'Sequences are not supported before 2026-02-13.',
  why: 'Aurora DSQL has had sequences since 2026-02-13 only.',
  instead: 'Use UUID keys with gen_random_uuid(), or count in the application.',
  documentation: documentation.createSequence,
  holds: { until: 'sequences' },
  examples: [{ bad: 'CREATE SEQUENCE team_id_seq;', at: 'CREATE SEQUENCE', good: '', asOf: '2025-11-25' }],
  words: [...sequenceFunctions, 'sequence'],
  check: {
    *CreateSeqStmt(_sequence, statement, { parent }) {
      if (!parent) yield { at: headSpan(statement, 'sequence'), fixes: [removal(statement)] };
    },
    *AlterSeqStmt(_sequence, statement) {
      yield { at: headSpan(statement, 'sequence'), fixes: [removal(statement)] };
    },
    *DropStmt({ removeType }, statement) {
      if (removeType === 'OBJECT_SEQUENCE')
        yield { at: headSpan(statement, 'sequence'), fixes: [removal(statement)] };
    },
    *FuncCall(call, statement) {
      const name = call.funcname?.at(-1);
      if (!name || !('String' in name) || !sequenceFunctions.has(name.String.sval ?? '')) return;
      yield { at: callSpan(statement, call) };
    },
  },
});

const removal = (statement: Parameters<typeof removeStatement>[0]) =>
  ({
    id: 'remove-statement',
    title: 'Remove the statement',
    consequence: 'keys need another source',
    safety: 'review',
    edits: removeStatement(statement),
  }) as const;
