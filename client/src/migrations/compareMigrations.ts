import { join } from 'node:path';
import * as vscode from 'vscode';
import { definitionIn } from '../../../server/src/core/catalog/difference/definition.js';
import { differencesOf } from '../../../server/src/core/catalog/difference/differences.js';
import type { Snapshot } from '../../../server/src/core/catalog/difference/snapshot.js';
import type { Difference } from '../../../server/src/core/catalog/difference/step.js';
import { migrationFor } from '../../../server/src/core/project/nextMigration.js';
import { applyWhole, schemaBy } from '../../../server/src/running/apply/madeSchema.js';
import { writeMigration } from '../../../server/src/workspace/writeMigration.js';
import { offer } from '../asking/ask.js';
import { always } from '../asking/standing.js';
import type { Connections } from '../connection/connections.js';
import type { OwnTexts } from '../texts/ownTexts.js';
import { schemes } from '../texts/schemes.js';
import { migrationsIn, pickFolder } from './applyMigrations.js';
import { type DifferencesView, showDifferences } from './differencesView.js';

interface Comparing {
  readonly connections: Connections;
  readonly texts: OwnTexts;
}

/** A folder of migrations and what a cluster has, as they were when they were compared. */
interface Compared {
  readonly folder: string;
  readonly connection: string;
  readonly mine: Snapshot;
  readonly other: Snapshot;
  readonly differences: readonly Difference[];
}

/** The comparison of a window. */
export interface MigrationComparison extends vscode.Disposable {
  /** Compares a folder of migrations with the cluster of the connection. `given`: the folder, from the Explorer. */
  readonly compare: (app: Comparing, given: unknown) => Promise<void>;
  /** Opens what makes an object on both sides. */
  readonly open: (app: Comparing, object: unknown) => Promise<void>;
  /** Writes the statements that bring the folder to the cluster as its next migration. */
  readonly save: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export function createComparison(): MigrationComparison {
  let view: DifferencesView | undefined;
  let last: Compared | undefined;
  const shown = (): Compared => {
    if (!last) throw new Error('Compare migrations with a cluster first.');
    return last;
  };
  return {
    async compare(app, given) {
      const compared = await comparedNow(app, given);
      if (!compared) return;
      last = compared;
      view ??= showDifferences();
      if (compared.differences.length > 0) await view.show(compared.differences, compared.connection);
      else {
        await view.close();
        await offer({
          message: `Nothing differs between this folder and "${compared.connection}".`,
          answers: [],
          standing: always,
        });
      }
    },
    async open({ texts }, object) {
      const { mine, other, connection } = shown();
      if (typeof object !== 'string') return;
      const sideOf = (side: string, snapshot: Snapshot) => {
        const uri = vscode.Uri.from({ scheme: schemes.difference, path: `/${side}/${object}.sql` });
        texts.put(uri, definitionIn(snapshot, object));
        return uri;
      };
      const title = `${object}: migrations ↔ ${connection}`;
      await vscode.commands.executeCommand(
        'vscode.diff',
        sideOf('migrations', mine),
        sideOf('cluster', other),
        title,
        { preview: true },
      );
    },
    async save() {
      const { folder, mine, other, differences } = shown();
      const name = await vscode.window.showInputBox({
        title: 'Save as migration',
        prompt: 'What the migration does, in a few words. Its tool gives it a number.',
        value: 'changes',
      });
      if (name === undefined) return;
      const back = differencesOf(other, mine);
      const found = await migrationsIn(folder);
      const made = migrationFor(found, differences, { name, losses: false, back, now: Date.now() });
      if (!made) throw new Error('No statement brings the folder there without losing data.');
      const [path] = (await writeMigration(found.folder, made.files)).filter((one) => /\.sql$/i.test(one));
      if (path !== undefined) await vscode.window.showTextDocument(vscode.Uri.file(path));
      const [note] = made.notes;
      if (note !== undefined) await offer({ message: note, answers: [], standing: always });
    },
    async close() {
      last = undefined;
      await view?.close();
    },
    dispose: () => view?.dispose(),
  };
}

async function comparedNow({ connections }: Comparing, given: unknown): Promise<Compared | undefined> {
  if (!vscode.workspace.isTrusted) throw new Error('Comparing migrations needs a workspace that you trust.');
  const folder = given instanceof vscode.Uri ? given : await pickFolder();
  if (!folder) return undefined;
  const found = await migrationsIn(folder.fsPath);
  const [problem] = found.problems;
  if (problem !== undefined) throw new Error(problem);
  const session = await connections.session();
  if (!session) return undefined;
  const connection = session.target.profile.name;
  const unsaved = vscode.workspace.textDocuments.find(
    ({ isDirty, uri }) =>
      isDirty && found.migrations.some(({ path }) => join(found.folder, path) === uri.fsPath),
  );
  if (unsaved) throw new Error(`${unsaved.uri.path.split('/').at(-1)} is not saved: save it first.`);
  return await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: `Comparing migrations with "${connection}"` },
    async (progress) => {
      const another = await connections.opener(session);
      const other = await schemaBy(another);
      progress.report({ message: 'applying the folder in a sandbox of its own' });
      const mine = await connections.scratch(async (open) => {
        const failure = await applyWhole(found, open);
        if (failure !== undefined) throw new Error(failure);
        return await schemaBy(open);
      });
      return { folder: folder.fsPath, connection, mine, other, differences: differencesOf(mine, other) };
    },
  );
}
