import { bodyOf } from '../../syntax/body.js';
import type { SyntaxNode } from '../../syntax/node.js';
import type { StatementText } from '../../syntax/statement.js';
import { allIn } from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import { type Edit, shiftEdit } from '../../text/edit.js';
import { type Script, type ScriptStatement, textOf } from '../script/script.js';
import { placeEdits } from './placeEdits.js';

/** A statement of a script, or one in the body of a function or of a DO block. */
export interface StatementPiece {
  readonly text: StatementText;
  readonly tree: SyntaxNode;
  /** Its edits in the script; undefined where it is in quotes that escape some of its characters. */
  readonly place: (edits: readonly Edit[]) => Edit[] | undefined;
}

/** A statement and all statements in its bodies, outer ones first. */
export function* piecesOf(script: Script, placed: ScriptStatement): Generator<StatementPiece> {
  const text = textOf(script, placed);
  yield* withBodies({ text, tree: treeOf(text), place: (edits) => placeEdits(script, placed, edits) });
}

function* withBodies(piece: StatementPiece): Generator<StatementPiece> {
  yield piece;
  for (const node of allIn(piece.tree)) {
    if (node.kind !== 'statement') continue;
    for (const { text, tree, span } of bodyOf(piece.text, node)?.statements ?? []) {
      const isVerbatim = span.end - span.start === text.text.length;
      const place = (edits: readonly Edit[]) =>
        isVerbatim ? piece.place(edits.map((edit) => shiftEdit(edit, span.start))) : undefined;
      yield* withBodies({ text, tree, place });
    }
  }
}
