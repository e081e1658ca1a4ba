import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Connections } from '../connection/connections.js';
import { failureText } from '../connection/failures.js';
import { send } from '../connection/send.js';
import type { Session } from '../connection/session.js';
import type { ConvertedTexts } from '../convertedTexts.js';
import type { LanguageServer } from '../languageServer.js';
import type { ResultsSink } from '../results/sink.js';
import { agreesTo } from '../review.js';
import { aheadText, consentText, previewText, progressText, summaryText, titleOf } from './batchText.js';
import { type KeptRun, keptRuns, ledgerOf, type Progress, removeSql } from './ledger.js';
import { type BatchPlan, countSql } from './plan.js';
import { askOn, enter, hasLedger, prepare } from './prepare.js';
import { type BatchEnd, runBatches } from './runBatches.js';
import { rememberRuns } from './unfinished.js';

/** Runs large changes in batches, each a transaction of its own. */
export interface Batches extends vscode.Disposable {
  /** Plans a statement, shows the plan, and carries it out if the person agrees. Rejects with the reason why not. */
  readonly run: (sql: string) => Promise<void>;
  /** Stops the run that goes on; answers false if there is none. */
  readonly cancel: () => boolean;
  /** Lets the person choose a run that was not finished. */
  readonly resume: () => Promise<void>;
}

interface Options {
  readonly connections: Connections;
  readonly server: LanguageServer;
  readonly results: ResultsSink;
  readonly texts: ConvertedTexts;
  /** Remembers the runs of this workspace that are not finished. */
  readonly memory: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
}

/** Milliseconds: counting the rows ahead must not take longer than doing some of them. */
const patience = 5_000;

export function createBatches({ connections, server, results, texts, memory, log }: Options): Batches {
  const unfinished = rememberRuns(memory);
  let running: AbortController | undefined;
  /** The runs that this window has told of. */
  const known = new Set<string>();

  async function sessionForBatches(): Promise<Session | undefined> {
    if (!vscode.workspace.isTrusted) throw new Error('Running SQL needs a workspace that you trust.');
    if (running) throw new Error(busy);
    const session = await connections.session();
    if (!session) return undefined;
    const { name, readOnly } = session.target.profile;
    if (readOnly) throw new Error(`"${name}" is read-only.`);
    if (session.transaction() !== 'none')
      throw new Error('A transaction is open, and batches would not see what it has changed: end it first.');
    return session;
  }

  /** A session that reads names and values as the person's own does; closed after the work. */
  async function beside<Result>(
    session: Session,
    settings: readonly string[],
    work: (own: Session) => Promise<Result>,
  ): Promise<Result> {
    const own = await connections.another(session);
    try {
      const ask = askOn(own);
      for (const setting of settings) await ask(setting);
      return await work(own);
    } finally {
      await own.close();
    }
  }

  async function run(sql: string): Promise<void> {
    const session = await sessionForBatches();
    if (!session) return;
    const rows = vscode.workspace.getConfiguration('dsql').get('batches.rows', 1_000);
    const next = await beside(session, session.settings(), async (own) => {
      const planned = await planning(() => plan(own, sql, rows));
      const id = randomUUID();
      const ledger = ledgerOf(planned.plan, id);
      if (!(await agrees(session, planned.plan, ledger, planned.total))) return undefined;
      if (!(await hasLedger(askOn(own), ledger)) && !(await consents(ledger))) return undefined;
      await enter(askOn(own), ledger, planned.plan);
      const progress: Progress = { batches: 0, rows: 0, after: undefined, isDone: false };
      return await goOn(session, own, { ledger, plan: planned.plan, progress, changedAt: '' }, planned.total);
    });
    await next?.();
  }

  async function plan(own: Session, sql: string, rows: number) {
    const made = await prepare(own, sql, (text, now) => server.batchingOf(text, now), rows);
    if ('reason' in made) throw new Error(`This statement cannot be run in batches. ${made.reason}`);
    return { plan: made, total: await count(own, made, undefined) };
  }

  /** Rows ahead; undefined if counting them takes long. */
  async function count(own: Session, plan: BatchPlan, after: Progress['after']): Promise<number | undefined> {
    const late = setTimeout(() => void own.cancel(), patience);
    const answer = await send(own, countSql(plan, after));
    clearTimeout(late);
    if (answer.kind === 'answered') return Number(answer.rows[0]?.[0]);
    if (answer.cause === 'canceled') return undefined;
    throw new Error(failureText(answer.failure));
  }

  /** Shows what would be done, and waits for a yes. */
  async function agrees(
    session: Session,
    plan: BatchPlan,
    ledger: ReturnType<typeof ledgerOf>,
    total: number | undefined,
  ): Promise<boolean> {
    const { name, production } = session.target.profile;
    const file = vscode.Uri.from({
      scheme: 'batches',
      path: `/${titleOf(plan).replaceAll(/["/]/g, '')} in batches.sql`,
    });
    return agreesTo(texts, {
      file,
      text: previewText(plan, ledger, total),
      question: `${aheadText(plan, total)}, on "${name}"?`,
      yes: 'Run in batches',
      isProduction: production,
    });
  }

  async function consents(ledger: ReturnType<typeof ledgerOf>): Promise<boolean> {
    const create = 'Create table';
    const detail = 'It stays empty between runs. You can drop it once no run is left unfinished.';
    const choice = await vscode.window.showInformationMessage(
      consentText(ledger),
      { modal: true, detail },
      create,
    );
    return choice === create;
  }

  /** Does what is left, and tells how it went. Answers what the person wants to be done next. */
  async function goOn(
    session: Session,
    own: Session,
    kept: KeptRun,
    total: number | undefined,
  ): Promise<(() => Promise<void>) | undefined> {
    const { plan, ledger } = kept;
    const { name } = session.target.profile;
    const forget = unfinished.add({ id: ledger.id, connection: name });
    known.add(ledger.id);
    const sink = results.run({ title: name, document: undefined });
    const statement = sink.statement({ sql: plan.statement, at: undefined });
    const begun = Date.now();
    if (running) throw new Error(busy);
    const abort = new AbortController();
    running = abort;
    let end: BatchEnd;
    try {
      end = await withProgress(`${titleOf(plan)} in batches`, abort, (report) => {
        const { signal } = abort;
        signal.addEventListener('abort', () => void own.cancel());
        return runBatches({
          session: own,
          plan,
          ledger,
          signal,
          random: Math.random,
          wait: (time) => delay(time, undefined, { signal }).catch(() => undefined),
          onProgress: (progress, counts) => {
            const pace = { rows: progress.rows - kept.progress.rows, time: Date.now() - begun };
            report(progressText(progress, counts, total, pace), progress.rows, total);
          },
        });
      });
    } finally {
      running = undefined;
    }
    const time = Date.now() - begun;
    const summary = summaryText(plan, end, { rows: (end.progress?.rows ?? 0) - kept.progress.rows, time });
    log.info(summary);
    if (end.kind === 'done') {
      forget();
      await askOn(own)(removeSql(ledger)).catch((error: unknown) =>
        log.warn('A finished run stays listed.', error),
      );
      const { rows } = end.progress ?? kept.progress;
      statement.notice(summary);
      statement.done({ tag: `${plan.verb} ${rows}`, rows, time, retries: end.counts.conflicts });
    } else {
      statement.fail(
        end.kind === 'failed'
          ? { ...end.failure, advice: `${summary} Go on with "Resume batches…".` }
          : { ...stopped, message: 'Canceled.', advice: `${summary} Go on with "Resume batches…".` },
      );
    }
    sink.end();
    return () => tell(kept, end, summary);
  }

  async function tell(kept: KeptRun, end: BatchEnd, summary: string): Promise<void> {
    if (end.kind === 'done') {
      await vscode.window.showInformationMessage(summary);
      return;
    }
    const resume = 'Resume';
    const message = end.kind === 'failed' ? `${failureText(end.failure)} ${summary}` : `Canceled. ${summary}`;
    const show =
      end.kind === 'failed' ? vscode.window.showErrorMessage : vscode.window.showInformationMessage;
    if ((await show(message, resume)) !== resume) return;
    const again = await sessionForBatches();
    if (again) await resumeRun(again, kept);
  }

  async function resumeRun(session: Session, { ledger }: KeptRun): Promise<void> {
    // What the ledger says now counts: another window may have gone on.
    const kept = (await keptRuns((sql) => session.query(sql))).find(({ ledger: { id } }) => id === ledger.id);
    if (!kept || kept.progress.isDone) {
      unfinished.remove(ledger.id);
      throw new Error('This run is finished: another window has gone on with it.');
    }
    const next = await beside(session, kept.plan.settings, async (own) => {
      const rest = await planning(() => count(own, kept.plan, kept.progress.after));
      return await goOn(session, own, kept, rest === undefined ? undefined : rest + kept.progress.rows);
    });
    await next?.();
  }

  async function resume(): Promise<void> {
    const session = await sessionForBatches();
    if (!session) return;
    const ask = (sql: string) => session.query(sql);
    const runs = (await keptRuns(ask)).filter(({ progress }) => !progress.isDone);
    if (runs.length === 0) throw new Error('No run in batches is unfinished on this connection.');
    const forgetButton = { iconPath: new vscode.ThemeIcon('trash'), tooltip: 'Forget this run' };
    const picker = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly run: KeptRun }>();
    picker.title = 'Runs in batches that are not finished';
    picker.items = runs.map((run) => ({
      label: titleOf(run.plan),
      description: `${run.progress.rows.toLocaleString('en-US')} rows are done, the last ones ${run.changedAt}`,
      detail: run.plan.statement.replace(/\s+/g, ' '),
      buttons: [forgetButton],
      run,
    }));
    const chosen = await new Promise<KeptRun | undefined>((resolve) => {
      picker.onDidAccept(() => resolve(picker.selectedItems[0]?.run));
      picker.onDidHide(() => resolve(undefined));
      picker.onDidTriggerItemButton(({ item }) => {
        picker.items = picker.items.filter(({ run }) => run !== item.run);
        unfinished.remove(item.run.ledger.id);
        void session
          .query(removeSql(item.run.ledger))
          .catch((error: unknown) => log.error('It is not forgotten.', error));
      });
      picker.show();
    });
    picker.dispose();
    if (chosen) await resumeRun(session, chosen);
  }

  /** After the window was closed within a run: once for each run and window, and not for what this window does itself. */
  async function offerUnfinished(): Promise<void> {
    const { name = '', session } = connections.current() ?? {};
    if (session?.phase() !== 'open' || running) return;
    const waiting = unfinished.of(name).filter((id) => !known.has(id));
    if (waiting.length === 0) return;
    for (const id of waiting) known.add(id);
    const runs = await keptRuns((sql) => session.query(sql));
    for (const id of waiting) {
      const run = runs.find(({ ledger, progress }) => ledger.id === id && !progress.isDone);
      if (!run) {
        unfinished.remove(id);
        continue;
      }
      const go = 'Resume';
      const message = `${titleOf(run.plan)} was interrupted: ${run.progress.rows.toLocaleString('en-US')} rows are done.`;
      if ((await vscode.window.showInformationMessage(message, go)) !== go) continue;
      const now = await sessionForBatches();
      if (now) await resumeRun(now, run);
    }
  }

  const following = connections.onDidChange(() => {
    offerUnfinished().catch((error: unknown) => log.error('Runs in batches could not be looked up.', error));
  });

  const cancel = () => {
    running?.abort();
    return running !== undefined;
  };

  return { run, resume, cancel, dispose: () => following.dispose() };
}

const planning = <Result>(work: () => Promise<Result>): Promise<Result> =>
  Promise.resolve(
    vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: 'Planning batches…' },
      work,
    ),
  );

const busy = 'Another run in batches is going on: wait for its end, or cancel it.';

type Report = (text: string, rows: number, total: number | undefined) => void;

function withProgress<Result>(
  title: string,
  abort: AbortController,
  work: (report: Report) => Promise<Result>,
): Promise<Result> {
  const location = vscode.ProgressLocation.Notification;
  let shown = 0;
  return Promise.resolve(
    vscode.window.withProgress({ location, title, cancellable: true }, (progress, token) => {
      token.onCancellationRequested(() => abort.abort());
      return work((message, rows, total) => {
        const percent = total ? Math.min((rows / total) * 100, 100) : 0;
        progress.report({ message, increment: percent - shown });
        shown = percent;
      });
    }),
  );
}

const stopped = {
  sqlstate: undefined,
  detail: undefined,
  hint: undefined,
  span: undefined,
  isCanceled: true,
} as const;
