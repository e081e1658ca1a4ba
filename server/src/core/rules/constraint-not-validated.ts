import { documentation } from '../dialect/documentation.js';
import { insertBehindStatement } from '../lint/fixes/insertStatement.js';
import { defineRule } from '../lint/rule.js';
import { spanOfMark } from '../schema/mark.js';
import { schemaOf } from '../schema/replay.js';
import { quoteName, quoteQualified } from '../syntax/names.js';
import { query } from '../text/memo.js';

export default defineRule({
  id: 'constraint-not-validated',
  severity: 'info',
  message: 'Constraint "{constraint}" holds for new rows only until it is validated.',
  why: 'A constraint added NOT VALID is enforced from now on, while rows that were there before may still break it.',
  instead:
    'Validate it in a transaction of its own, and wait for its job: ALTER TABLE ASYNC … VALIDATE CONSTRAINT.',
  documentation: documentation.alterTable,
  holds: { since: 'drop-column' },
  examples: [
    {
      bad: 'ALTER TABLE t ADD CONSTRAINT positive CHECK (price > 0) NOT VALID;',
      at: 'CONSTRAINT positive CHECK (price > 0) NOT VALID',
      good: 'ALTER TABLE t ADD CONSTRAINT positive CHECK (price > 0) NOT VALID;\nALTER TABLE ASYNC t VALIDATE CONSTRAINT positive;',
    },
  ],
  *script(script) {
    for (const { name, unvalidated } of query(schemaOf, script).tables) {
      for (const added of unvalidated) {
        const { constraint } = added;
        if (constraint === '') continue;
        const at = spanOfMark(script, added);
        yield { at, data: { constraint }, subject: { table: name, constraint } };
      }
    }
  },
  repair({ table, constraint }: Added, { script, placed }) {
    const name = quoteQualified(table.replace(/^public\./, ''));
    return [
      {
        id: 'validate',
        title: 'Validate it in the next statement',
        consequence: 'fails where a row breaks it',
        safety: 'review',
        edits: insertBehindStatement(
          script,
          placed.span,
          `ALTER TABLE ASYNC ${name} VALIDATE CONSTRAINT ${quoteName(constraint)};`,
        ),
      },
    ];
  },
});

interface Added {
  /** `schema.name` */
  readonly table: string;
  readonly constraint: string;
}
