import type { CodeAction, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Fix, Problem } from '../core/lint/analysis.js';
import { titleOf } from '../core/lint/problem.js';
import { migrationFolderOf } from '../core/project/layouts.js';
import { type NewFile, newMigration } from '../core/project/newMigration.js';
import { addedStatements } from '../core/repair/addedStatements.js';
import type { Files } from '../files/files.js';
import type { IsApplied } from './applied.js';
import type { Client } from './client.js';
import { quickFix, toDiagnostic, toRange } from './convert.js';
import type { OpenFile } from './openFiles.js';
import type { CheckedFile } from './projects.js';

/** A fix that is done by a new migration. */
interface LaterFix {
  readonly action: CodeAction;
  /** The URI of what a person reads then: the SQL of the new migration. */
  readonly made: string;
}

/** Undefined for a fix that only an edit of the file does. */
export type InMigration = (problem: Problem, fix: Fix) => LaterFix | undefined;

interface Around {
  readonly client: Client;
  readonly files: Pick<Files, 'resolved' | 'uriOf'>;
  /** ms since 1970. */
  readonly now: () => number;
  readonly isApplied: IsApplied;
  readonly versionOf: (uri: string) => number | null;
}

/**
 * How the fixes of a migration that is applied are done: a tool does not run it again, so what only adds statements goes into
 * a new one. Undefined for a file that is not applied, and for an editor that makes no files.
 */
export async function migrationActions(
  { document, analysis }: OpenFile,
  file: CheckedFile | undefined,
  { client, files, now, isApplied, versionOf }: Around,
): Promise<InMigration | undefined> {
  if (!file || !client.makesFiles) return undefined;
  const { folder } = file;
  const own = folder.files.find(({ uri }) => uri === file.uri);
  const known = own && migrationFolderOf(own.path, folder.files, folder.marks, folder.options.layout);
  if (!known) return undefined;
  const uriOf = (path: string) => files.uriOf(files.resolved(folder.place, path));
  if (!(await isApplied(files.resolved(folder.place, known.root), file.uri))) return undefined;
  return (problem, fix) => {
    const statements = addedStatements(fix, analysis.text);
    if (!statements || statements.length === 0) return undefined;
    const made = newMigration(known, { name: fix.id, statements, now: now() }).files;
    const [first] = made.filter(({ path, before }) => before === undefined && /\.sql$/i.test(path));
    if (!first) return undefined;
    const action = {
      title: `In a new migration: ${titleOf(fix)}`,
      kind: quickFix,
      diagnostics: [toDiagnostic(document, problem)],
      edit: { documentChanges: made.flatMap(changesOf) },
    };
    return { action, made: uriOf(first.path) };
  };

  function changesOf({ path, text, before }: NewFile): NonNullable<WorkspaceEdit['documentChanges']> {
    const uri = uriOf(path);
    const old = TextDocument.create(uri, '', 0, before ?? '');
    const range = toRange(old, { start: 0, end: old.getText().length });
    const write = {
      textDocument: { uri, version: before === undefined ? null : versionOf(uri) },
      edits: [{ range, newText: text }],
    };
    return before === undefined
      ? [{ kind: 'create', uri, options: { ignoreIfExists: false } }, write]
      : [write];
  }
}
