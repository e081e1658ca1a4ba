import type { Session } from '../../../server/src/connection/session.js';
import { offer } from '../asking/ask.js';
import { sameConnection } from '../asking/standing.js';
import type { Connections } from '../connection/connections.js';
import type { ErrorBoundary } from '../errorBoundary.js';
import { titleOf } from './batchText.js';
import { type KeptRun, keptRuns } from './keptRuns.js';
import { clusterOf } from './ownSession.js';
import type { UnfinishedRuns } from './unfinished.js';

interface Options {
  readonly connections: Connections;
  readonly unfinished: UnfinishedRuns;
  readonly boundary: ErrorBoundary;
  /** The runs that this window has told of. */
  readonly known: Set<string>;
  readonly resume: (id: string, connection: string) => Promise<void>;
}

/** Offers runs that were interrupted, as by closing the window: once for each run and window. */
export async function offerInterrupted(options: Options): Promise<void> {
  for (const { name, session } of options.connections.all())
    if (session.phase() === 'open') await offerOf(name, session, options);
}

async function offerOf(
  name: string,
  session: Session,
  { connections, unfinished, boundary, known, resume }: Options,
): Promise<void> {
  const waiting = unfinished.of(name).filter((id) => !known.has(id));
  if (waiting.length === 0) return;
  for (const id of waiting) known.add(id);
  const { runs } = await keptRuns(session.query, clusterOf(session));
  for (const id of waiting) {
    const run = runs.find(({ ledger, progress }) => ledger.id === id && !progress.isDone);
    if (!run) unfinished.remove(id);
    else
      boundary.attempt('The run was not resumed.', async () => {
        if (await wants(connections, session, run)) await resume(id, name);
      });
  }
}

const wants = async (connections: Connections, session: Session, { plan, progress }: KeptRun) =>
  (await offer({
    message: `${titleOf(plan)} was interrupted: ${progress.rows.toLocaleString('en-US')} rows are done.`,
    answers: ['Resume…'],
    standing: sameConnection(connections, session),
  })) !== undefined;
