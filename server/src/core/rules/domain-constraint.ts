import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { createdType } from '../script/createdType.js';
import { placeEdits } from '../script/placeEdits.js';
import { removeWhole, textOf } from '../script/tableText.js';
import { append } from '../syntax/edits.js';
import { behindName, isAt, lastIndex, spanOf } from '../syntax/tokens.js';
import { sourceOf } from '../syntax/words.js';

export default defineRule({
  id: 'domain-constraint',
  severity: 'error',
  message: 'A domain takes no further constraints after it is created.',
  why: 'DSQL would have to check all columns of the domain; it alters defaults, names and owners of a domain only.',
  instead: 'Create a new domain with the constraint, and use it for new columns.',
  leftOut: 'the domain takes what the constraint would refuse',
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
  repair(_subject, { script, placed: statement }) {
    const created = createdType(script, statement);
    if (!created || script.creations.hasRowsBetween(created.statement.span.start, statement.span.start))
      return [];
    const text = textOf(script, statement);
    const first = behindName(text, 2) + 1;
    const end = lastIndex(text);
    const last = isAt(text, end - 1, 'not', 'valid') ? end - 2 : end;
    return [
      {
        title: 'Create the domain with the constraint',
        safety: 'safe',
        edits: [
          ...placeEdits(
            script,
            created.statement,
            append(created.text, ` ${sourceOf(text, { first, last })}`),
          ),
          ...removeWhole(script, statement),
        ],
      },
    ];
  },
  check: {
    *AlterDomainStmt({ subtype }, statement) {
      // The tree's letters for SET NOT NULL and ADD.
      if (subtype !== 'O' && subtype !== 'C') return;
      yield { at: spanOf(statement, behindName(statement, 2), lastIndex(statement)) };
    },
  },
});
