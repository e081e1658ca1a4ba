import * as vscode from 'vscode';
import type { Session } from '../../../server/src/connection/session.js';
import { allOf, type Standing, sameConnection, sameTransaction } from '../asking/standing.js';
import type { Connections } from '../connection/connections.js';
import type { Owner } from './ledger.js';
import { askOn } from './prepare.js';

/** The person's session, where batches may begin from it; undefined where they chose no connection. Rejects with a sentence. */
export async function sessionForBatches(
  connections: Connections,
  connection: string | undefined,
): Promise<Session | undefined> {
  if (!vscode.workspace.isTrusted) throw new Error('Running SQL needs a workspace that you trust.');
  const session = await connections.session({ name: connection });
  if (!session) return undefined;
  const { name, readOnly } = session.target.profile;
  if (readOnly) throw new Error(`"${name}" is read-only.`);
  if (session.transaction() !== 'none')
    throw new Error('A transaction is open, and batches would not see what it has changed: end it first.');
  return session;
}

export const standingOf = (connections: Connections, session: Session): Standing =>
  allOf(sameConnection(connections, session), sameTransaction(session));

/** A session that reads names and values as the person's own does; closed after the work. */
export async function beside<Result>(
  connections: Connections,
  session: Session,
  work: (own: Session) => Promise<Result>,
): Promise<Result> {
  const own = await connections.another(session);
  try {
    const ask = askOn(own);
    for (const setting of session.settings()) await ask(setting);
    return await work(own);
  } finally {
    await own.close();
  }
}

export const clusterOf = ({ target }: Session): string => target.profile.endpoint.clusterId;

export async function ownerOf(session: Session, own: Session): Promise<Owner> {
  const [[role] = []] = await askOn(own)('SELECT current_user');
  if (!role) throw new Error('The server did not return the role.');
  return { cluster: clusterOf(session), role };
}
