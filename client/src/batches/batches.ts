import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { failureText } from '../../../server/src/connection/failures.js';
import type { Session } from '../../../server/src/connection/session.js';
import { offer } from '../asking/ask.js';
import type { Reviews } from '../asking/reviews.js';
import { always, mustStand, sameConnection } from '../asking/standing.js';
import type { Connections } from '../connection/connections.js';
import type { ErrorBoundary } from '../errorBoundary.js';
import type { LanguageServer } from '../languageServer.js';
import type { ResultsSink } from '../results/sink.js';
import { agreesToRun, type ShownRun } from './agreement.js';
import { chooseLedger } from './chooseLedger.js';
import { execute } from './execution.js';
import { offerInterrupted } from './interrupted.js';
import { keptRuns } from './keptRuns.js';
import { enterSql, type Ledger, nothingDone, removeSql } from './ledger.js';
import { makeLedger } from './ledgerTable.js';
import { beside, clusterOf, ownerOf, sessionForBatches, standingOf } from './ownSession.js';
import { pickRun } from './pickRun.js';
import { lookAhead, planAgain, rowsAhead, showPlanning } from './planning.js';
import { type AskBatching, askOn } from './prepare.js';
import type { BatchEnd } from './runBatches.js';
import { rememberRuns } from './unfinished.js';

/** Runs large changes in batches, each a transaction of its own. */
export interface Batches extends vscode.Disposable {
  /** Plans a statement for a connection, without one for that of the document in front; shows the plan, and carries it out if the person agrees. Rejects with the reason why not. */
  readonly run: (sql: string, connection?: string) => Promise<void>;
  /** Stops the run that goes on; answers false if there is none. */
  readonly cancel: () => boolean;
  /** Lets the person choose a run that was not finished, and shows and asks again. */
  readonly resume: () => Promise<void>;
}

interface Options {
  readonly connections: Connections;
  readonly server: LanguageServer;
  readonly results: ResultsSink;
  readonly reviews: Reviews;
  /** Remembers the runs of this workspace that are not finished. */
  readonly memory: vscode.Memento;
  readonly boundary: ErrorBoundary;
  readonly log: vscode.LogOutputChannel;
}

export function createBatches(options: Options): Batches {
  const { connections, server, results, memory, boundary, log } = options;
  const unfinished = rememberRuns(memory);
  let running: AbortController | undefined;
  /** The runs of which this window has told the person. */
  const known = new Set<string>();

  async function readySession(name?: string): Promise<Session | undefined> {
    if (running) throw new Error(busy);
    return await sessionForBatches(connections, name);
  }

  const askBatching: AskBatching = (sql, facts) => server.batchingOf(sql, facts);

  async function run(sql: string, name?: string): Promise<void> {
    const session = await readySession(name);
    if (!session) return;
    const wanted = vscode.workspace.getConfiguration('dsql').get('batches.rows', 1_000);
    const standing = standingOf(connections, session);
    const work = (own: Session) =>
      showPlanning(() => lookAhead(own, { statement: sql, wanted }, askBatching));
    const { planned, total, ledgers, schemas } = await beside(connections, session, work);
    const chosen = await chooseLedger(ledgers, schemas);
    if (!chosen) return;
    mustStand(standing);
    const ledger: Ledger = { table: chosen.table, id: randomUUID() };
    const shown = { plan: planned, ledger, before: nothingDone, total };
    if (!(await agreesToRun({ ...options, session }, shown, chosen.place))) return;
    await carryOut(session, shown, async (own) => {
      await makeLedger(askOn(own), chosen.place, chosen.table);
      await askOn(own)(enterSql(ledger, planned, await ownerOf(session, own)));
    });
  }

  /** Does what a person has agreed to, unless it would do something else by now. Then reports how it went. */
  async function carryOut(session: Session, shown: ShownRun, begin: (own: Session) => Promise<unknown>) {
    if (running) throw new Error(busy);
    const abort = new AbortController();
    running = abort;
    const { ledger } = shown;
    const { name } = session.target.profile;
    let ended: Awaited<ReturnType<typeof execute>>;
    try {
      ended = await beside(connections, session, async (own) => {
        const planned = await planAgain(own, shown.plan, askBatching);
        await begin(own);
        unfinished.add({ id: ledger.id, connection: name });
        known.add(ledger.id);
        const ended = await execute({ ...shown, plan: planned, title: name }, own, results, abort);
        if (ended.end.kind === 'done') await forget(ledger, askOn(own));
        return ended;
      });
    } finally {
      running = undefined;
    }
    log.info(ended.summary);
    boundary.attempt('The run was not resumed.', () => tell(session, shown, ended));
  }

  async function forget({ table, id }: Ledger, ask: ReturnType<typeof askOn>): Promise<void> {
    unfinished.remove(id);
    await ask(removeSql({ table, id })).catch((error: unknown) =>
      log.warn('A finished run stays listed.', error),
    );
  }

  /** "Resume batches…" offers the same. */
  async function tell(session: Session, { ledger }: ShownRun, ended: { end: BatchEnd; summary: string }) {
    const { end, summary } = ended;
    if (end.kind === 'done') {
      await offer({ message: summary, answers: [], standing: always });
      return;
    }
    const isFailed = end.kind === 'failed';
    const answer = await offer({
      severity: isFailed ? 'error' : 'information',
      message: isFailed ? `${failureText(end.failure)} ${summary}` : `Canceled. ${summary}`,
      answers: ['Resume…'],
      standing: sameConnection(connections, session),
    });
    if (answer) await resumeRun(ledger.id, session.target.profile.name);
  }

  /** Shows the rest of a run, and does it if the person agrees. What its ledger says now counts. */
  async function resumeRun(id: string, name: string): Promise<void> {
    const session = await readySession(name);
    if (!session) return;
    const look = async (own: Session) => {
      const { run: kept, plan: planned } = await keptRun(session, own, id);
      const rest = await rowsAhead(own, planned, kept.progress.after);
      return { kept, planned, rest };
    };
    const { kept, planned, rest } = await beside(connections, session, (own) =>
      showPlanning(() => look(own)),
    );
    const { ledger, progress: before } = kept;
    const total = rest === undefined ? undefined : rest + before.rows;
    const shown = { plan: planned, ledger, before, total };
    if (!(await agreesToRun({ ...options, session }, shown, undefined))) return;
    await carryOut(session, shown, (own) => keptRun(session, own, id));
  }

  /** A run as it is kept, and its plan made again. Rejects with a sentence. */
  async function keptRun(session: Session, own: Session, id: string) {
    const { runs } = await keptRuns(askOn(own), clusterOf(session));
    const run = runs.find(({ ledger }) => ledger.id === id);
    if (!run || run.progress.isDone) {
      unfinished.remove(id);
      throw new Error('This run is finished or was forgotten: another window may have continued it.');
    }
    return { run, plan: await planAgain(own, run.plan, askBatching) };
  }

  async function resume(): Promise<void> {
    const session = await readySession();
    if (!session) return;
    const all = await beside(connections, session, (own) => keptRuns(askOn(own), clusterOf(session)));
    const runs = all.runs.filter(({ progress }) => !progress.isDone);
    for (const sentence of all.leftOut) log.warn(sentence);
    if (runs.length === 0)
      throw new Error(['This connection has no unfinished runs in batches.', ...all.leftOut].join(' '));
    const standing = sameConnection(connections, session);
    const chosen = await pickRun({ ...all, runs }, standing, ({ ledger }) =>
      beside(connections, session, (own) => forget(ledger, askOn(own))),
    );
    if (!chosen) return;
    mustStand(standing);
    await resumeRun(chosen.ledger.id, session.target.profile.name);
  }

  const following = connections.onDidChange(() => {
    if (running) return;
    offerInterrupted({ connections, unfinished, boundary, known, resume: resumeRun }).catch(
      (error: unknown) => log.error('The runs in batches could not be read.', error),
    );
  });

  const cancel = () => {
    running?.abort();
    return running !== undefined;
  };

  return { run, resume, cancel, dispose: () => following.dispose() };
}

const busy = 'Another run in batches is in progress: wait for it to finish, or cancel it.';
