import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Session } from '../../../server/src/connection/session.js';
import type { Span } from '../../../server/src/core/text/span.js';
import { createTransactionLog, runScript } from '../../../server/src/running/runScript.js';
import type { Explaining, StatementSource } from '../../../server/src/running/source.js';
import { planOf, type RunStep } from '../../../server/src/running/steps.js';
import { offer } from '../asking/ask.js';
import {
  allOf,
  always,
  mustStand,
  type Standing,
  sameBinding,
  sameConnection,
  sameText,
  sameTransaction,
} from '../asking/standing.js';
import { askValues } from '../code/askValues.js';
import type { Connections } from '../connection/connections.js';
import { inTransaction } from '../connection/inTransaction.js';
import type { Noticing } from '../dialect/noticing.js';
import type { ErrorBoundary } from '../errorBoundary.js';
import { explainStep } from '../explain/explainStep.js';
import { mayAnalyze } from '../explain/mayAnalyze.js';
import type { LanguageServer } from '../languageServer.js';
import type { AskedRemedy } from '../results/results.js';
import type { ResultsSink } from '../results/sink.js';
import { refuseWrites } from '../statements/writes.js';
import { refuseOwnText } from '../texts/schemes.js';
import { mayRepeat, tellEnd } from './aftermath.js';
import { answeredIn } from './answered.js';
import { mayDestroy, whereToRepeat } from './confirm.js';
import { editorInFront, type Part, selectionInFront, statementInFront } from './inEditor.js';
import { mayRun } from './preflight.js';
import { type RunStatus, showRun } from './runStatus.js';
import { stepsOf } from './stepsOf.js';

/** Runs SQL: of a document on its connection. A connection runs one thing at a time, and several connections run side by side. */
export interface Runner extends vscode.Disposable {
  /** The selection of the editor in front, else the statement at its caret. */
  readonly runStatement: () => Promise<void>;
  readonly runSelection: () => Promise<void>;
  readonly runFile: () => Promise<void>;
  readonly runSpan: (uri: vscode.Uri, span: Span) => Promise<void>;
  /** A statement in code, with values that are asked for, or its plan. */
  readonly runCode: (uri: vscode.Uri, index: number, mode?: Explaining) => Promise<void>;
  readonly runAgain: (source: StatementSource) => Promise<void>;
  /** Does what may help after a failure. */
  readonly remedy: (asked: AskedRemedy) => Promise<void>;
  /** Asks for the plan of what `runStatement` would run. */
  readonly explain: (mode: Explaining) => Promise<void>;
  readonly explainSpan: (uri: vscode.Uri, span: Span) => Promise<void>;
  /** Cancels what runs on a connection; without a name, on that of the document in front, else what runs. */
  readonly cancel: (connection?: string) => Promise<void>;
  readonly commit: () => Promise<void>;
  readonly rollback: () => Promise<void>;
  /** Asks whether to commit or to roll back. */
  readonly endTransaction: () => Promise<void>;
}

interface Options {
  readonly connections: Connections;
  readonly results: ResultsSink;
  readonly server: LanguageServer;
  readonly noticing: Noticing;
  /** Plans a large change as batches, and asks before it carries them out. */
  readonly runInBatches: (sql: string, connection?: string) => Promise<void>;
  readonly boundary: ErrorBoundary;
  readonly log: vscode.LogOutputChannel;
}

export function createRunner(options: Options): Runner {
  const { connections, runInBatches } = options;
  const line = createRunLine(options);
  const { run } = line;

  const runPart = ({ document, span }: Part, name?: string) =>
    run(document, planOf(document.getText(), span).steps, name);
  const explainPart = async ({ document, span }: Part, mode: Explaining, name?: string) => {
    refuseOwnText(document.uri);
    await run(document, [explainStep(document.getText(), span, mode)], name);
  };
  const partOf = async (uri: vscode.Uri, span: Span): Promise<Part> => ({
    document: await vscode.workspace.openTextDocument(uri),
    span,
  });

  const runCode = async (uri: vscode.Uri, index: number, mode?: Explaining): Promise<void> => {
    const document = await vscode.workspace.openTextDocument(uri);
    const unchanged = sameText(document);
    const found = (await options.server.codeStatementsOf(uri))[index];
    if (!found?.sendable) throw new Error('The code no longer has this statement.');
    const { sql, parameters } = found.sendable;
    const steps = await stepsOf({ sql, at: undefined, explain: mode, parameters }, askValues);
    if (!steps) return;
    mustStand(unchanged);
    const span = { start: found.start, end: found.end };
    await run(
      document,
      steps.map((step) => ({ ...step, span })),
    );
  };

  const runAgain = async (source: StatementSource): Promise<void> => {
    const { sql, at, explain, isInBatches, connection } = source;
    const where = await whereToRepeat(connection, connections);
    if (!where) return;
    const { name } = where;
    if (isInBatches) return await runInBatches(sql, name);
    const isOfFile = at !== undefined && source.parameters === undefined;
    const part = isOfFile ? await partOf(vscode.Uri.parse(at.uri), at.span) : undefined;
    const isThere = part?.document.getText().slice(part.span.start, part.span.end) === sql;
    if (part && isThere) return await (explain ? explainPart(part, explain, name) : runPart(part, name));
    const steps = await stepsOf(source, askValues);
    if (steps) await run(undefined, steps, name);
  };
  /** A transaction from its BEGIN on, as it was written. */
  const repeat = async (steps: readonly RunStep[], { at, connection }: StatementSource): Promise<void> => {
    const where = await whereToRepeat(connection, connections);
    if (!where) return;
    const document = at && (await vscode.workspace.openTextDocument(vscode.Uri.parse(at.uri)));
    const text = document?.getText();
    const isThere = steps.every(({ sql, span }) => text?.slice(span.start, span.end) === sql);
    await run(isThere ? document : undefined, steps, where.name);
  };

  return {
    runStatement: () => inOrder(statementInFront, (part) => runPart(part)),
    runSelection: () => inOrder(selectionInFront, (part) => runPart(part)),
    runFile: () => inOrder(editorInFront, ({ document }) => run(document, planOf(document.getText()).steps)),
    runSpan: async (uri, span) => await runPart(await partOf(uri, span)),
    explain: (mode) => inOrder(statementInFront, (part) => explainPart(part, mode)),
    explainSpan: async (uri, span) => await explainPart(await partOf(uri, span), 'plan'),
    runCode,
    runAgain,
    remedy: async ({ remedy, source }) => {
      if (remedy.kind === 'repeat') await repeat(remedy.steps, source);
      else if (remedy.kind === 'runAgain') await runAgain(source);
      else if (remedy.kind === 'inBatches') await runInBatches(source.sql, source.connection);
      else await run(undefined, planOf('ROLLBACK').steps, source.connection);
    },
    cancel: line.cancel,
    commit: () => run(undefined, planOf('COMMIT').steps),
    rollback: () => run(undefined, planOf('ROLLBACK').steps),
    endTransaction: async () => {
      const { name, session } = inTransaction(connections) ?? {};
      const standing = session
        ? allOf(sameConnection(connections, session), sameTransaction(session))
        : always;
      // COMMIT of a transaction that has failed rolls back too
      const choices =
        session?.transaction() === 'failed' ? (['Roll back'] as const) : (['Commit', 'Roll back'] as const);
      const choice = await vscode.window.showQuickPick(choices, {
        title: name === undefined ? 'The open transaction' : `The open transaction on "${name}"`,
      });
      if (!choice) return;
      mustStand(standing);
      await run(undefined, planOf(choice === 'Commit' ? 'COMMIT' : 'ROLLBACK').steps, name);
    },
    dispose: line.dispose,
  };
}

/** Rejects with what `act` throws, which is also the reason of a refusal. */
async function refusing<Result>(
  refuse: (reason: string) => void,
  act: () => Promise<Result>,
): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    refuse(error instanceof Error ? error.message : String(error));
    throw error;
  }
}

/** Rejects with what `find` throws. */
const inOrder = async <Found>(find: () => Found, act: (found: Found) => Promise<void>) => await act(find());

interface Running {
  isCanceled: boolean;
  readonly session: Session;
  readonly status: RunStatus;
}

/** On each connection one run after the other: from the checks before to the words after. */
function createRunLine(options: Options) {
  const { connections, results, server, noticing, runInBatches, boundary, log } = options;
  const transactions = new WeakMap<Session, ReturnType<typeof createTransactionLog>>();
  const running = new Map<Session, Running>();

  /** Whether to offer to run or to cancel: by what goes on where the document in front works. */
  const tellContext = () => {
    const { session } = connections.current() ?? {};
    const isRunning = session !== undefined && running.has(session);
    void vscode.commands.executeCommand('setContext', 'dsql.isRunning', isRunning);
  };
  const following = connections.onDidChange(tellContext);

  /** `document`: undefined for SQL of no document. `name`: the connection, where it is not that of the document. */
  async function run(
    document: vscode.TextDocument | undefined,
    steps: readonly RunStep[],
    name?: string,
  ): Promise<void> {
    if (!vscode.workspace.isTrusted) throw new Error('Running SQL needs a workspace that you trust.');
    if (document) refuseOwnText(document.uri);
    if (steps.length === 0) throw new Error('There is no statement to run here.');
    const unchanged = document ? sameText(document) : always;
    const uri = document?.uri.toString();
    const refuse = (reason: string) => {
      if (uri !== undefined) results.refused(uri, reason);
    };
    const overruled = document ? await mayRun(server, document, steps) : steps;
    if (!overruled) return refuse('The file has an error that the cluster would refuse.');
    const session = await refusing(refuse, async () => {
      const open = await connections.session({ name, document: uri });
      if (open) refuseWrites(steps, open.target.profile);
      return open;
    });
    if (!session) return refuse('There is no connection.');
    const earlier = running.get(session);
    if (earlier) return await offerCancel(earlier);
    const bound = uri === undefined || name !== undefined ? always : sameBinding(connections, uri, session);
    const standing = allOf(unchanged, bound, sameConnection(connections, session), sameTransaction(session));
    const agreed = await agree(steps, session, standing);
    if (agreed === 'inBatches' && steps[0])
      return await runInBatches(steps[0].sql, session.target.profile.name);
    if (!agreed || agreed === 'inBatches') return;
    // Another run may have begun while questions were open.
    const meanwhile = running.get(session);
    if (meanwhile) return await offerCancel(meanwhile);
    const mine: Running = { isCanceled: false, session, status: showRun(session.target.profile.name) };
    running.set(session, mine);
    tellContext();
    try {
      await send(mine, agreed, document, overruled);
    } finally {
      running.delete(session);
      mine.status.dispose();
      tellContext();
    }
  }

  /** `unchecked`: the steps of which no rule says that the server takes them. */
  async function send(
    mine: Running,
    steps: readonly RunStep[],
    document: vscode.TextDocument | undefined,
    unchecked: readonly RunStep[],
  ) {
    const { session } = mine;
    const { name, color } = session.target.profile;
    const file = document?.uri.path.split('/').at(-1);
    const uri = document?.uri.toString();
    const sink = results.run({
      title: file ? `${name} · ${file}` : name,
      document: uri,
      connection: name,
      color,
      count: steps.length,
      file,
    });
    const transaction = transactions.get(session) ?? createTransactionLog();
    transactions.set(session, transaction);
    const configuration = vscode.workspace.getConfiguration('dsql', document);
    try {
      const end = await runScript(steps, {
        session,
        sink,
        uri,
        transaction,
        isCanceled: () => mine.isCanceled,
        pageSize: configuration.get('run.pageSize', 10_000),
        retries: configuration.get('run.retries', 3),
        progress: (_step, index, count) => mine.status.show(index, count, file),
        repeatTransaction: (failure) => mayRepeat(failure, session, connections),
        random: Math.random,
        wait: delay,
      });
      const rollBack = () => run(undefined, planOf('ROLLBACK').steps, name);
      boundary.attempt('The offer after a run failed.', () =>
        tellEnd(end, session, { connections, rollBack, runInBatches, log }),
      );
      boundary.attempt('Nobody looked where the cluster contradicts the rules.', () =>
        noticing.look(answeredIn(steps, unchecked, end), uri, session),
      );
    } finally {
      sink.end();
    }
  }

  async function offerCancel(asked: Running): Promise<void> {
    const answer = await offer({
      message: `A run on "${asked.session.target.profile.name}" is still in progress.`,
      answers: ['Cancel it'],
      standing: () => (isGoing(asked) ? undefined : 'That run has ended in the meantime.'),
    });
    if (answer) await stop(asked);
  }

  const isGoing = (one: Running): boolean => running.get(one.session) === one;

  async function stop(one: Running): Promise<void> {
    one.isCanceled = true;
    one.status.canceling();
    await one.session.cancel();
  }

  async function cancel(given?: string): Promise<void> {
    const all = [...running.values()];
    const name = given ?? connections.current()?.name;
    const wanted = all.find(({ session }) => session.target.profile.name === name);
    const one = wanted ?? (given === undefined ? all[0] : undefined);
    if (one) await stop(one);
  }

  return {
    run,
    cancel,
    dispose: () => {
      following.dispose();
      for (const { status } of running.values()) status.dispose();
    },
  };
}

/** What the person lets run of the steps; undefined for nothing. */
async function agree(
  steps: readonly RunStep[],
  session: Session,
  standing: Standing,
): Promise<readonly RunStep[] | 'inBatches' | undefined> {
  const { profile } = session.target;
  const [only, ...others] = steps;
  if (only?.effect.plan !== 'run' || others.length > 0) {
    const consent = await mayDestroy(steps, profile, standing);
    return consent === true ? steps : consent || undefined;
  }
  const step = await mayAnalyze(only, profile, session.transaction(), standing);
  return step && [step];
}
