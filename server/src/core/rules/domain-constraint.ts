import { documentation } from '../dialect/documentation.js';
import { placeEdits } from '../lint/fixes/placeEdits.js';
import { removeWhole } from '../lint/fixes/wholeStatement.js';
import { defineRule } from '../lint/rule.js';
import { createdType } from '../lint/script/createdType.js';
import { creationsOf } from '../lint/script/creations.js';
import { dependentsOf } from '../lint/script/dependents.js';
import { textOf } from '../lint/script/script.js';
import { append } from '../syntax/edits.js';
import type { Statement, StatementText } from '../syntax/statement.js';
import { childOf, keywordIn, spanOf, wholeOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { sourceOf } from '../syntax/words.js';
import { query } from '../text/memo.js';

export default defineRule({
  id: 'domain-constraint',
  severity: 'error',
  message: 'A domain takes no further constraints after it is created.',
  why: 'DSQL would have to check all columns of the domain; it alters defaults, names and owners of a domain only.',
  instead: 'Create a new domain with the constraint, and use it for new columns.',
  leftOut: 'the domain accepts values that the constraint would refuse',
  documentation: documentation.sqlSubsets,
  examples: [
    {
      bad: 'ALTER DOMAIN price ADD CONSTRAINT positive CHECK (VALUE > 0);',
      at: 'ADD CONSTRAINT positive CHECK (VALUE > 0)',
    },
    { bad: 'ALTER DOMAIN price SET NOT NULL;', at: 'SET NOT NULL' },
    {
      bad: 'CREATE DOMAIN price AS NUMERIC(8,2);\nALTER DOMAIN price ADD CONSTRAINT positive CHECK (VALUE > 0);',
      at: 'ADD CONSTRAINT positive CHECK (VALUE > 0)',
      good: 'CREATE DOMAIN price AS NUMERIC(8,2) CONSTRAINT positive CHECK (VALUE > 0);\n',
    },
  ],
  repair({ constraint }: { readonly constraint: string }, { script, placed }) {
    const created = createdType(script, placed);
    if (!created || query(creationsOf, script).hasRowsBetween(created.placed.span.start, placed.span.start))
      return [];
    return [
      {
        id: 'create-with-constraint',
        title: 'Create the domain with the constraint',
        safety: 'safe',
        edits: [
          ...placeEdits(script, created.placed, append(created.statement, ` ${constraint}`)),
          ...removeWhole(script, placed),
          // What is checked from the start need not be validated.
          ...dependentsOf(script, placed)
            .filter((one) => isValidation(textOf(script, one)))
            .flatMap((one) => removeWhole(script, one)),
        ],
      },
    ];
  },
  check: {
    *AlterDomainStmt({ subtype }, statement) {
      // The tree's letters for SET NOT NULL and ADD.
      if (subtype !== 'O' && subtype !== 'C') return;
      const name = childOf(treeOf(statement), 'name');
      if (!name) return;
      const at = spanOf(statement, { first: name.last + 1, last: wholeOf(statement).last });
      yield { at, subject: { constraint: constraintOf(statement) } };
    },
  },
});

const isValidation = (statement: StatementText): boolean =>
  childOf(treeOf(statement), 'action', 'validate constraint') !== undefined;

/** The clause of CREATE DOMAIN to use instead. */
function constraintOf(statement: Statement): string {
  const tree = treeOf(statement);
  const added = childOf(tree, 'constraint');
  const notNull = keywordIn(statement, childOf(tree, 'action'), 'not', 'null');
  const unchecked = childOf(added, 'clause', 'not valid');
  const part = added ? { first: added.first, last: unchecked ? unchecked.first - 1 : added.last } : notNull;
  return part ? sourceOf(statement, part) : '';
}
