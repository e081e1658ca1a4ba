import type { Session } from '../../../server/src/connection/session.js';
import type { Reviews } from '../asking/reviews.js';
import type { Connections } from '../connection/connections.js';
import { aheadText, previewText, titleOf } from './batchText.js';
import type { Execution } from './execution.js';
import { type LedgerPlace, makingSql } from './ledgerTable.js';
import { standingOf } from './ownSession.js';

/** What a person sees of a run before it begins. */
export type ShownRun = Omit<Execution, 'title'>;

interface Asked {
  readonly session: Session;
  readonly connections: Connections;
  readonly reviews: Reviews;
}

/** Shows what would be done, and waits for a yes. `place`: where a ledger is made first. */
export async function agreesToRun(
  { session, connections, reviews }: Asked,
  { plan, ledger, total, before }: ShownRun,
  place: LedgerPlace | undefined,
): Promise<boolean> {
  const { name, production } = session.target.profile;
  const left = total === undefined ? undefined : total - before.rows;
  return await reviews.agreesTo({
    kind: 'batches',
    title: `${titleOf(plan).replaceAll('"', '')} in batches`,
    text: previewText(plan, ledger, left, { making: place ? makingSql(place) : [], before }),
    question: `${aheadText(plan, left)}, on "${name}"?`,
    yes: 'Run in batches',
    standing: standingOf(connections, session),
    isProduction: production,
  });
}
