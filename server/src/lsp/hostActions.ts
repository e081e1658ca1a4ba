import type { CodeAction } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { isEmptied } from '../embedded/problems.js';

/** The actions on a SQL text in code that leave something to send. */
export const actionsInCode = (actions: readonly CodeAction[], document: TextDocument): CodeAction[] =>
  actions.filter(({ edit }) => {
    const changed = edit?.documentChanges?.flatMap((one) => ('edits' in one ? one.edits : []));
    const edits = (changed ?? edit?.changes?.[document.uri] ?? []).flatMap((one) =>
      'newText' in one ? one : [],
    );
    return edits.length === 0 || !isEmptied(TextDocument.applyEdits(document, edits));
  });
