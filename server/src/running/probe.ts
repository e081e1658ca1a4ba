import type { Session } from '../connection/session.js';
import { type Probe, type ProbeAnswer, scratch } from '../core/dialect/probes.js';

export interface ProbeOptions {
  readonly session: Pick<Session, 'run' | 'transaction'>;
  /** The name of the scratch schema, which `isProbeSchema` knows. */
  readonly schema: string;
  /** Answers of an earlier run, by statement with the schema's name left out. */
  readonly known: ReadonlyMap<string, ProbeAnswer>;
  /** Keeps what is known. It is called before the schema is made, and with each answer. */
  readonly keep: (statement: string | undefined, answer: ProbeAnswer | undefined) => Promise<void>;
  readonly isCanceled: () => boolean;
  readonly progress: (done: number, count: number) => void;
}

/** Names that only a probe gives. */
export const probeSchema = (random: string): string => `dsql_probe_${random}`;
export const isProbeSchema = (name: string): boolean => /^dsql_probe_[0-9a-f]{12}$/.test(name);

/** How many statements a probe sends. */
export const statementsOf = (probes: readonly Probe[], schema: string): number => {
  const { setUp, takeDown } = scratch(schema);
  return probes.length * 3 + setUp.length + takeDown.length;
};

/**
 * Tries each statement in a transaction that is rolled back, in a scratch schema that is made before and dropped after, also when
 * it is canceled. Rejects with a sentence where the schema cannot be made or the cluster is gone.
 */
export async function probe(
  probes: readonly Probe[],
  { session, schema, known, keep, isCanceled, progress }: ProbeOptions,
): Promise<readonly (readonly [Probe, ProbeAnswer])[]> {
  const answers: (readonly [Probe, ProbeAnswer])[] = [];
  await keep(undefined, undefined);
  try {
    for (const sql of scratch(schema).setUp) await done(session, sql);
    for (const [at, one] of probes.entries()) {
      if (isCanceled()) break;
      const key = one.sql.replaceAll(schema, '');
      const answer = known.get(key) ?? (await tried(session, one.sql));
      if (!known.has(key)) await keep(key, answer);
      answers.push([one, answer]);
      progress(at + 1, probes.length);
    }
  } finally {
    await takeDown(session, schema);
  }
  return answers;
}

/** Drops a scratch schema, if it is there. */
export async function takeDown(session: ProbeOptions['session'], schema: string): Promise<void> {
  if (session.transaction() !== 'none') await sent(session, 'ROLLBACK');
  for (const sql of scratch(schema).takeDown) await done(session, sql);
}

async function tried(session: ProbeOptions['session'], sql: string): Promise<ProbeAnswer> {
  await done(session, 'BEGIN');
  const answer = await sent(session, sql);
  if (session.transaction() !== 'none') await done(session, 'ROLLBACK');
  if (answer.kind === 'refused' && isGone(answer.sqlstate))
    throw new Error(`The cluster stopped to answer: ${answer.text}`);
  return answer;
}

/** A session without a SQLSTATE has no answer of a server. */
const isGone = (sqlstate: string): boolean =>
  sqlstate === '' || sqlstate.startsWith('08') || sqlstate === '57P01';

async function done(session: ProbeOptions['session'], sql: string): Promise<void> {
  // Another session's DDL may have changed the catalog meanwhile: the statement did nothing, and is sent again.
  for (let attempt = 1; ; attempt++) {
    const answer = await sent(session, sql);
    if (answer.kind === 'accepted') return;
    if (answer.sqlstate !== '40001' || attempt === 5) throw new Error(`${sql}: ${answer.text}`);
  }
}

async function sent(session: ProbeOptions['session'], sql: string): Promise<ProbeAnswer> {
  const ending = await session.run({ sql, pageSize: undefined }, silence);
  return ending.kind === 'failed'
    ? { kind: 'refused', sqlstate: ending.failure.sqlstate ?? '', text: ending.failure.message }
    : { kind: 'accepted' };
}

const silence = { columns: () => undefined, rows: () => undefined, notice: () => undefined };
