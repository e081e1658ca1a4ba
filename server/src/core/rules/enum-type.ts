import { documentation } from '../dialect/documentation.js';
import { placeEdits } from '../lint/fixes/placeEdits.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { callsOfEnums } from '../lint/script/createdType.js';
import { inCaseOf, insertBehind, replace } from '../syntax/edits.js';
import { headSpan } from '../syntax/head.js';
import type { Statement } from '../syntax/statement.js';
import { clauseOf, keywordIn } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { sourceOf } from '../syntax/words.js';

export default defineRule({
  id: 'enum-type',
  severity: 'error',
  message: 'Enum types are not supported.',
  why: 'Domains are the only types of your own in DSQL.',
  instead: 'Use a domain over text with a CHECK, or a CHECK on the column.',
  server: { sqlstate: '0A000', text: 'CREATE TYPE not supported' },
  documentation: documentation.dataTypes,
  examples: [
    {
      bad: "CREATE TYPE mood AS ENUM ('sad', 'ok');",
      at: 'CREATE TYPE',
      good: "CREATE DOMAIN mood AS TEXT CHECK (VALUE IN ('sad', 'ok'));",
    },
  ],
  repair(_subject, { script, placed, own: [fix] }) {
    const asking = callsOfEnums(script);
    if (!fix || asking.size === 0) return [];
    const statements = asking.size === 1 ? '1 statement asks' : `${asking.size} statements ask`;
    return [
      {
        ...fix,
        consequence: `${fix.consequence ?? ''}; ${statements} for the values of a type and must be changed by hand`,
        isPartial: true,
        edits: placeEdits(script, placed, fix.edits),
      },
    ];
  },
  check: {
    *CreateEnumStmt({ vals = [] }, statement) {
      yield { at: headSpan(statement, 'type'), fixes: vals.length > 0 ? asDomain(statement) : [] };
    },
  },
});

function asDomain(statement: Statement): Fix[] {
  const tree = treeOf(statement);
  const values = clauseOf(tree, 'enum');
  const type = keywordIn(statement, tree, 'type');
  const word = keywordIn(statement, values, 'enum');
  if (!values || !type || !word) return [];
  return [
    {
      id: 'create-domain',
      title: 'Create a domain over text',
      consequence: 'values sort by their letters',
      safety: 'review',
      edits: [
        ...replace(statement, type, inCaseOf(sourceOf(statement, type), 'DOMAIN')),
        ...replace(statement, word, inCaseOf(sourceOf(statement, word), 'TEXT CHECK (VALUE IN')),
        ...insertBehind(statement, values, ')'),
      ],
    },
  ];
}
