import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { removeStatement } from '../syntax/edits.js';
import { headSpan, indexAt, spanOf } from '../syntax/tokens.js';

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
      if (!parent) yield { at: headSpan(statement, 2), fixes: [removal(statement)] };
    },
    *AlterSeqStmt(_sequence, statement) {
      yield { at: headSpan(statement, 2), fixes: [removal(statement)] };
    },
    *DropStmt({ removeType }, statement) {
      if (removeType === 'OBJECT_SEQUENCE') yield { at: headSpan(statement, 2), fixes: [removal(statement)] };
    },
    *FuncCall({ funcname = [], location = 0 }, statement) {
      const [name] = funcname.slice(-1);
      if (!name || !('String' in name) || !sequenceFunctions.has(name.String.sval ?? '')) return;
      const first = indexAt(statement, location);
      yield { at: spanOf(statement, first, first + funcname.length * 2 - 2) };
    },
  },
});

const removal = (statement: Parameters<typeof removeStatement>[0]) =>
  ({
    title: 'Remove the statement (keys need another source)',
    safety: 'review',
    edits: removeStatement(statement),
  }) as const;
