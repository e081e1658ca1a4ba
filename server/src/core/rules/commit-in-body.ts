import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import type { Step } from '../syntax/plpgsqlReader.js';

export default defineRule({
  id: 'commit-in-body',
  severity: 'warning',
  message: '{where} cannot end the transaction.',
  why: 'In PostgreSQL a procedure or a DO block can end the transaction only at the top level. A function never can, nor can a block with EXCEPTION.',
  instead: 'Write a procedure and CALL it, and end the transaction outside of blocks with EXCEPTION.',
  noFix: 'It is not known where the transaction may end.',
  server: { sqlstate: '2D000', text: 'invalid transaction termination' },
  documentation: documentation.plpgsql,
  holds: { since: 'plpgsql' },
  examples: [
    {
      bad: 'CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DELETE FROM jobs WHERE done; COMMIT; END $$;',
      at: 'COMMIT',
      byHand:
        'CREATE PROCEDURE f() LANGUAGE plpgsql AS $$ BEGIN DELETE FROM jobs WHERE done; COMMIT; END $$;',
    },
  ],
  *routine({ kind, steps }) {
    for (const at of endings(steps, kind === 'function'))
      yield { at, data: { where: kind === 'function' ? 'A function' : 'A block with EXCEPTION' } };
  },
});

/** COMMIT and ROLLBACK where they fail. A handler runs outside the subtransaction of its block. */
function* endings(steps: readonly Step[], isFailing: boolean): Generator<Step['at']> {
  for (const { kind, at, branches, handlers, exception } of steps) {
    if (kind === 'end' && isFailing) yield at;
    for (const inner of branches) yield* endings(inner, isFailing || exception !== undefined);
    for (const inner of handlers) yield* endings(inner, isFailing);
  }
}
