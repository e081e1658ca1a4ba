import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Session } from '../../../server/src/connection/session.js';
import { findConfig } from '../../../server/src/files/config.js';
import { matcher } from '../../../server/src/files/matcher.js';
import { type ApplyEnd, type ApplyOptions, apply } from '../../../server/src/running/apply/apply.js';
import { gapRemarks, type Todo } from '../../../server/src/running/apply/checks.js';
import { historyOf } from '../../../server/src/running/apply/history.js';
import { usualLedger } from '../../../server/src/running/apply/ledger.js';
import { ofThisMachine } from '../../../server/src/running/apply/machine.js';
import { disk } from '../../../server/src/workspace/disk.js';
import { type FoundMigrations, findMigrations } from '../../../server/src/workspace/migrationFiles.js';
import { ask, offer } from '../asking/ask.js';
import { always, mustStand, sameConnection } from '../asking/standing.js';
import type { Connections } from '../connection/connections.js';
import { withSessions } from '../connection/withSessions.js';
import type { LanguageServer } from '../languageServer.js';
import type { SchemaView } from '../schema/schemaView.js';
import { endText, questionText, stepText } from './applyText.js';

interface Applying {
  readonly connections: Connections;
  readonly server: Pick<LanguageServer, 'diagnosticsOf'>;
  readonly schema: Pick<SchemaView, 'refresh'>;
  readonly log: Pick<vscode.LogOutputChannel, 'info' | 'warn'>;
}

/**
 * Applies a folder of migrations on a connection, as `dsql apply` does: shows first what is left to apply, asks, and goes on
 * after a crash where the last apply was. `given`: the folder, from the Explorer.
 */
export async function applyMigrations(app: Applying, given: unknown): Promise<void> {
  const { connections, schema, log } = app;
  if (!vscode.workspace.isTrusted) throw new Error('Applying migrations needs a workspace that you trust.');
  const folder = given instanceof vscode.Uri ? given : await pickFolder();
  if (!folder) return;
  const found = await migrationsIn(folder.fsPath);
  const [problem] = found.problems;
  if (problem !== undefined) throw new Error(problem);
  if (found.migrations.length === 0) throw new Error(`There are no migrations in ${folder.fsPath}.`);
  const session = await connections.session();
  if (!session) return;
  const { name, readOnly, production } = session.target.profile;
  if (readOnly) throw new Error(`"${name}" is read-only.`);
  const standing = sameConnection(connections, session);
  mustBeSaved(found);
  const planned = await withSessions(await connections.opener(session), (open) =>
    apply({ ...optionsOf(app, found, open), isDryRun: true }),
  );
  if (planned.kind !== 'done' || !planned.standing) throw new Error(endText(planned, name));
  const { todo, applied } = planned.standing;
  if (todo.length === 0) {
    await offer({
      message: `All ${applied.length} migrations of this folder are applied on "${name}".`,
      answers: [],
      standing: always,
    });
    return;
  }
  const { message, detail } = questionText(todo, {
    ...{ connection: name, isProduction: production },
    remarks: gapRemarks(found.gaps, todo),
  });
  if ((await ask({ message, detail, answers: ['Apply'], standing })) === undefined) return;
  if (!(await isAsOnDisk(found)))
    throw new Error('A migration has changed in the meantime. Nothing was done.');
  mustStand(standing);
  const end = await withProgress(async (progress, isCanceled) =>
    withSessions(await connections.opener(session), (open) =>
      apply({
        ...optionsOf(app, found, open),
        isCanceled,
        tell: (event) => {
          const text = event.kind === 'says' ? event.text : stepText(event);
          log.info(text);
          progress.report({ message: text });
        },
      }),
    ),
  );
  schema.refresh();
  await tell(end, name, found);
}

/** Those that the configuration of the folder selects, as for `dsql apply`. */
export async function migrationsIn(folder: string): Promise<FoundMigrations> {
  const { config, folder: home } = await findConfig(folder, disk);
  return await findMigrations(folder, matcher(config, home, disk), config.layout);
}

/** The folder that a person chooses; undefined where none is. */
export async function pickFolder(): Promise<vscode.Uri | undefined> {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: 'The folder of the migrations',
      openLabel: 'Choose',
      canSelectFiles: false,
      canSelectFolders: true,
      canSelectMany: false,
      ...(first && { defaultUri: first.uri }),
    })) ?? [];
  return folder;
}

function optionsOf({ server }: Applying, found: FoundMigrations, open: () => Session): ApplyOptions {
  const { migrations, journal } = found;
  return {
    ...{ open, ledger: usualLedger, holder: randomUUID() },
    ...{ retries: 10, lease: 30, patience: 60, unknown: 'ask' },
    ...{ allowsLate: false, acceptsChanges: false, takesOver: false, isDryRun: false },
    files: migrations.map(({ path, ...file }) => ({ ...file, name: path })),
    history: (session) =>
      historyOf(session, undefined, {
        migrations,
        journal,
        nameOf: ({ path }: { readonly path: string }) => path,
      }),
    mayApply: (todo) => errorsIn(server, todo, found.folder),
    isCanceled: () => false,
    ...ofThisMachine,
    tell: () => undefined,
  };
}

/** The errors that the rules find in what is to be applied. */
async function errorsIn(
  server: Pick<LanguageServer, 'diagnosticsOf'>,
  todo: readonly Todo[],
  folder: string,
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const { file } of todo) {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(join(folder, file.name)));
    for (const { severity, range, message, code } of await server.diagnosticsOf(document.uri))
      if (severity === vscode.DiagnosticSeverity.Error && !isOfItsTool(code, file.text))
        lines.push(`${file.name}, line ${range.start.line + 1}: ${message}`);
  }
  return lines;
}

/** Another tool would send the file in one transaction; here each statement is sent by itself, unless the file says BEGIN. */
const isOfItsTool = (code: vscode.Diagnostic['code'], text: string): boolean =>
  /^(?:two-ddl|ddl-and-dml)-in-transaction$/.test(String(typeof code === 'object' ? code.value : code)) &&
  !/\b(?:begin|start\s+transaction)\b/i.test(text);

/** Files are applied as they are on the disk. Throws a sentence where one is not saved. */
function mustBeSaved(found: FoundMigrations): void {
  const paths = new Set(found.migrations.map(({ path }) => join(found.folder, path)));
  const unsaved = vscode.workspace.textDocuments.find(({ isDirty, uri }) => isDirty && paths.has(uri.fsPath));
  if (unsaved) throw new Error(`${unsaved.uri.path.split('/').at(-1)} is not saved: save it first.`);
}

async function isAsOnDisk({ folder, migrations }: FoundMigrations): Promise<boolean> {
  const now = await migrationsIn(folder);
  const textsOf = (all: FoundMigrations['migrations']) =>
    JSON.stringify(all.map(({ path, text }) => [path, text]));
  return textsOf(now.migrations) === textsOf(migrations);
}

const withProgress = async <Result>(
  work: (progress: vscode.Progress<{ message?: string }>, isCanceled: () => boolean) => Promise<Result>,
): Promise<Result> =>
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Applying migrations', cancellable: true },
    (progress, token) => work(progress, () => token.isCancellationRequested),
  );

/** Says how it ended, and leads to what has failed. */
async function tell(end: ApplyEnd, name: string, found: FoundMigrations): Promise<void> {
  const message = endText(end, name);
  if (end.kind === 'done') {
    await offer({ message, answers: [], standing: always });
    return;
  }
  if (end.kind === 'refused') throw new Error(message);
  const { todo, index, step, failure } = end;
  const answer = await offer({ severity: 'error', message, answers: ['Show statement'], standing: always });
  if (answer === undefined) return;
  const uri = vscode.Uri.file(join(found.folder, todo.file.name));
  const document = await vscode.workspace.openTextDocument(uri);
  const start = (step?.span.start ?? todo.units[index]?.start ?? 0) + (failure.span?.start ?? 0);
  const at = document.positionAt(start);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
}
