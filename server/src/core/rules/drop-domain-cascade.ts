import { documentation } from '../dialect/documentation.js';
import { placeEdits } from '../lint/fixes/placeEdits.js';
import { typeUsers } from '../lint/fixes/typeUsers.js';
import { defineRule } from '../lint/rule.js';
import { namesAltered } from '../lint/script/createdType.js';
import { insertBefore, remove } from '../syntax/edits.js';
import type { TokenRange } from '../syntax/node.js';
import { keywordIn, oneToken, spanOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';

export default defineRule({
  id: 'drop-domain-cascade',
  severity: 'error',
  message: 'DROP DOMAIN takes no CASCADE.',
  why: 'DSQL drops a domain only when no column uses it.',
  instead: 'Drop the columns that use the domain first.',
  server: { sqlstate: '0A000', text: 'DROP DOMAIN with CASCADE unsupported' },
  documentation: documentation.sqlSubsets,
  examples: [{ bad: 'DROP DOMAIN price CASCADE;', at: 'CASCADE', good: 'DROP DOMAIN price;' }],
  check: {
    *DropStmt({ removeType, behavior }, statement) {
      if (removeType !== 'OBJECT_DOMAIN' || behavior !== 'DROP_CASCADE') return;
      const word = keywordIn(statement, treeOf(statement), 'cascade');
      if (word) yield { at: spanOf(statement, word), subject: word };
    },
  },
  repair(word: TokenRange, { script, placed, statement }) {
    const { drops, hasOthers } = typeUsers(script, placed, namesAltered(statement));
    const edits = [...insertBefore(statement, oneToken(0), drops), ...remove(statement, word)];
    return [
      {
        id: 'remove-cascade',
        title: 'Remove CASCADE',
        consequence: drops
          ? 'the columns of the domain are dropped, as CASCADE drops them'
          : 'it fails while a column uses the domain',
        safety: 'review',
        edits: placeEdits(script, placed, edits),
        ...(hasOthers && { isPartial: true as const }),
      },
    ];
  },
});
