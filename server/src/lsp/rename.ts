import { ErrorCodes, type Range, ResponseError, type WorkspaceEdit } from 'vscode-languageserver';
import { renamable, renameAt } from '../core/ide/rename.js';
import type { WorkspaceFile } from '../core/ide/workspace.js';
import type { Client } from './client.js';
import { rangeIn } from './convertNames.js';

/** The name that would be renamed; throws the reason where it cannot be. */
export function prepareRename(file: WorkspaceFile, offset: number): { range: Range; placeholder: string } {
  const able = renamable(file, offset);
  if (able.kind === 'refused') throw refusal(able.reason);
  return { range: rangeIn(file, able.span), placeholder: able.name };
}

interface Renaming {
  readonly versionOf: (uri: string) => number | null;
  /** The file is a text in code, of which nobody knows what else uses its names. */
  readonly isAlone: boolean;
}

/** The edits of all files; throws the reason where nothing is renamed. */
export function renameEdits(
  file: WorkspaceFile,
  offset: number,
  newName: string,
  { versionOf, isAlone }: Renaming,
  { takesVersionedEdits }: Client,
): WorkspaceEdit {
  const renaming = renameAt(file, offset, newName);
  if (renaming.kind === 'refused') throw refusal(renaming.reason);
  if (isAlone && renaming.files.some(({ file: { path } }) => path !== file.path))
    throw refusal(
      'This name is used outside of this query, and code that uses it is not read. Rename it by hand.',
    );
  const files = renaming.files.map(({ file: one, edits }) => ({
    uri: one.path,
    edits: edits.map((edit) => ({ range: rangeIn(one, edit), newText: edit.text })),
  }));
  return takesVersionedEdits
    ? {
        documentChanges: files.map(({ uri, edits }) => ({
          textDocument: { uri, version: versionOf(uri) },
          edits,
        })),
      }
    : { changes: Object.fromEntries(files.map(({ uri, edits }) => [uri, edits])) };
}

const refusal = (reason: string) => new ResponseError(ErrorCodes.InvalidRequest, reason);
