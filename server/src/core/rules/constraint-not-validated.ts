import { spanOfOrigin } from '../catalog/origin.js';
import { documentation } from '../dialect/documentation.js';
import { alterAction, mayBeMissing } from '../lint/fixes/alteredTable.js';
import { insertBehindStatement } from '../lint/fixes/insertStatement.js';
import { defineRule } from '../lint/rule.js';
import { tablesOf } from '../lint/script/tables.js';
import { quoteName, quoteQualified } from '../syntax/names.js';
import { descendantsOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { sourceOf } from '../syntax/words.js';

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
  asksTables: true,
  *script(script) {
    for (const { name: table, constraints } of tablesOf(script)) {
      for (const { made, kept, isInvented } of constraints) {
        if (!kept || kept.isValidated || !made.origin || isInvented) continue;
        const { name: constraint } = made;
        yield { at: spanOfOrigin(made.origin), data: { constraint }, subject: { table, constraint } };
      }
    }
  },
  repair({ table, constraint }: Added, source) {
    const { script, placed, statement } = source;
    const action = alterAction(source, 0);
    // Where the table is missing, there is nothing to validate.
    if (action && mayBeMissing(script, action)) return [];
    // The name as it is written finds the table by the same search path.
    const [written] = descendantsOf(treeOf(statement), 'table');
    const name = written ? sourceOf(statement, written) : quoteQualified(table);
    return [
      {
        id: 'validate',
        title: 'Validate it in the next statement',
        consequence: 'fails if a row violates it',
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
