import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { type AsOf, dayOf } from '../../server/src/core/dialect/asOf.js';
import { overlayText } from '../../server/src/core/dialect/overlayFile.js';
import { compare, overlayOf, probesOf } from '../../server/src/core/dialect/probes.js';
import { overlayName } from '../../server/src/files/dialect.js';
import { probe, probeSchema, statementsOf } from '../../server/src/running/probe.js';
import { createDialects } from '../../server/src/workspace/dialect.js';
import { replaceFile } from '../../server/src/workspace/replaceFile.js';
import type { App } from './app.js';
import { ask } from './asking/ask.js';
import { sameConnection } from './asking/standing.js';
import { showingProgress } from './connection/progress.js';

/** Asks the cluster of the document in front where it differs from the facts, and keeps that for this workspace. */
export async function compareDialect({ connections, server }: App): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (folder?.scheme !== 'file')
    throw new Error('Open a folder first: what the cluster says is kept in it, in dsql.overlay.json.');
  const session = await connections.session();
  if (!session) return;
  const { name, readOnly, production, endpoint } = session.target.profile;
  if (readOnly)
    throw new Error(`"${name}" is read-only. A probe makes and drops a schema, so it cannot run there.`);
  const { asOf } = await createDialects()({ day: 'latest', folder: folder.fsPath });
  const bare: AsOf = typeof asOf === 'string' ? asOf : { data: asOf.data, day: asOf.day };
  const schema = probeSchema(randomBytes(6).toString('hex'));
  // What begins a job is left to "dsql probe --jobs".
  const probes = probesOf(bare, schema).filter(({ isJob }) => !isJob);
  const place = production ? `the production cluster "${name}"` : `"${name}"`;
  const answer = await ask({
    message: `Compare the dialect of ${dayOf(bare)} with ${place}?`,
    detail: `${statementsOf(probes, schema)} statements run there, each in a transaction that is rolled back, in the schema ${schema}, which is dropped at the end. No object of yours is read or changed.`,
    answers: ['Compare'],
    standing: sameConnection(connections, session),
  });
  if (answer !== 'Compare') return;
  const own = await connections.another(session);
  let isCanceled = false;
  try {
    const found = await showingProgress(
      `Comparing the dialect with "${name}"`,
      () =>
        probe(probes, {
          ...{ session: own, schema, known: new Map(), isCanceled: () => isCanceled },
          keep: async () => undefined,
          progress: () => undefined,
        }),
      async () => {
        isCanceled = true;
      },
    );
    if (found.length < probes.length) return;
    const result = compare(found);
    const day = new Date().toISOString().slice(0, 10);
    const path = join(folder.fsPath, overlayName);
    await replaceFile(path, [overlayText(overlayOf(result, bare, { cluster: endpoint.clusterId, day }))]);
    await server.restart();
    const count = result.entries.length;
    void vscode.window.showInformationMessage(
      count === 0
        ? `"${name}" differs nowhere from the dialect of ${dayOf(bare)}, as far as it was asked.`
        : `"${name}" differs in ${count} facts from the dialect of ${dayOf(bare)}. SQL in this workspace is checked by what it says.`,
    );
    if (count > 0) await vscode.window.showTextDocument(vscode.Uri.file(path));
  } finally {
    await own.close();
  }
}
