import { documentation } from '../dialect/documentation.js';
import { piecesOf } from '../lint/fixes/pieces.js';
import { placeEdits } from '../lint/fixes/placeEdits.js';
import { asFarAs } from '../lint/fixes/writtenValues.js';
import { defineRule } from '../lint/rule.js';
import { type Script, type ScriptStatement, textOf } from '../lint/script/script.js';
import { statementsWith } from '../lint/script/wordsIn.js';
import { removeStatement } from '../syntax/edits.js';
import { headSpan } from '../syntax/head.js';
import { childOf, descendantsOf, nameOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';

export default defineRule({
  id: 'create-collation',
  severity: 'error',
  message: 'Collations cannot be created: the collation is always C.',
  why: 'DSQL compares text by its bytes everywhere.',
  instead: 'Remove the statement, and sort for people in the application.',
  documentation: documentation.compatibility,
  examples: [{ bad: "CREATE COLLATION german (locale = 'de_DE');", at: 'CREATE COLLATION', good: '' }],
  repair(_subject, { script, placed, own }) {
    const text = textOf(script, placed);
    const name = nameOf(text, childOf(treeOf(text), 'name', 'collation'));
    const users = statementsWith(script, name).filter(
      (user) => user !== placed && sortsBy(script, user, name),
    );
    return users.length === 0
      ? []
      : own.map((fix) =>
          asFarAs(
            { edits: [], byHand: users.length },
            { ...fix, edits: placeEdits(script, placed, fix.edits) },
            'use',
          ),
        );
  },
  check: {
    *DefineStmt({ kind }, statement) {
      if (kind !== 'OBJECT_COLLATION') return;
      yield {
        at: headSpan(statement, 'collation'),
        fixes: [
          {
            id: 'remove-statement',
            title: 'Remove the statement',
            consequence: 'text sorts by its bytes',
            safety: 'review',
            edits: removeStatement(statement),
          },
        ],
      };
    },
  },
});

/** Whether a statement names a collation in an expression. Those of columns and index keys have their own rules. */
function sortsBy(script: Script, placed: ScriptStatement, name: string): boolean {
  for (const { text, tree } of piecesOf(script, placed))
    for (const node of descendantsOf(tree, 'name', 'collation'))
      if (node.parent?.parent?.kind === 'expression' && nameOf(text, node) === name) return true;
  return false;
}
