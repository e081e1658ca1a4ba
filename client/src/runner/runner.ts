import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Span } from '../../../server/src/core/text/span.js';
import { mayBatch } from '../batches/mayBatch.js';
import type { Connections } from '../connection/connections.js';
import { failureText } from '../connection/failures.js';
import type { Session } from '../connection/session.js';
import { explainStep } from '../explain/explainStep.js';
import { mayAnalyze } from '../explain/mayAnalyze.js';
import type { LanguageServer } from '../languageServer.js';
import type { Explaining, Failure, ResultsSink, StatementSource } from '../results/sink.js';
import { mayDestroy } from './confirm.js';
import { mayRun } from './preflight.js';
import { createTransactionLog, type RunEnd, runScript } from './runScript.js';
import { showRun } from './runStatus.js';
import { planOf, type Step, statementAt } from './steps.js';
import { refuseWrites } from './writes.js';

/** Runs SQL on the window's connection, one run at a time. */
export interface Runner extends vscode.Disposable {
  /** The selection of the editor in front, else the statement at its caret. */
  readonly runStatement: () => Promise<void>;
  readonly runSelection: () => Promise<void>;
  readonly runFile: () => Promise<void>;
  readonly runSpan: (uri: vscode.Uri, span: Span) => Promise<void>;
  readonly runAgain: (source: StatementSource) => Promise<void>;
  /** Asks for the plan of what `runStatement` would run. */
  readonly explain: (mode: Explaining) => Promise<void>;
  readonly explainSpan: (uri: vscode.Uri, span: Span) => Promise<void>;
  readonly cancel: () => Promise<void>;
  readonly commit: () => Promise<void>;
  readonly rollback: () => Promise<void>;
  /** Asks whether to commit or to roll back. */
  readonly endTransaction: () => Promise<void>;
}

interface Options {
  readonly connections: Connections;
  readonly results: ResultsSink;
  readonly server: LanguageServer;
  /** Plans a large change as batches, and asks before it carries them out. */
  readonly runInBatches: (sql: string) => Promise<void>;
  readonly log: vscode.LogOutputChannel;
}

export function createRunner({ connections, results, server, runInBatches, log }: Options): Runner {
  const status = showRun();
  const transactions = new WeakMap<Session, ReturnType<typeof createTransactionLog>>();
  let running: { isCanceled: boolean; readonly session: Session } | undefined;

  /** From the checks before to the words after; `document`: undefined for SQL of no document. */
  async function run(
    document: vscode.TextDocument | undefined,
    { steps }: { readonly steps: readonly Step[] },
  ) {
    if (!vscode.workspace.isTrusted) throw new Error('Running SQL needs a workspace that you trust.');
    if (steps.length === 0) throw new Error('There is no statement to run here.');
    if (running) return await offerCancel();
    if (document && !(await mayRun(server, document, steps))) return;
    const session = await connections.session();
    if (!session) return;
    const { profile } = session.target;
    refuseWrites(steps, profile);
    const agreed = await agree(steps, session);
    if (agreed === 'inBatches' && steps[0]) return await runInBatches(steps[0].sql);
    if (!agreed || agreed === 'inBatches') return;
    // Another run may have begun while questions were open.
    if (running) return await offerCancel();
    const mine = { isCanceled: false, session };
    running = mine;
    try {
      await send(session, agreed, document, () => mine.isCanceled);
    } finally {
      running = undefined;
      status.end();
    }
  }

  /** What the person lets run of the steps; undefined for nothing. */
  async function agree(
    steps: readonly Step[],
    session: Session,
  ): Promise<readonly Step[] | 'inBatches' | undefined> {
    const { profile } = session.target;
    const [only, ...others] = steps;
    if (only?.effect.plan !== 'run' || others.length > 0) {
      const consent = await mayDestroy(steps, profile);
      return consent === true ? steps : consent || undefined;
    }
    const step = await mayAnalyze(only, profile, session.transaction());
    if (step?.isRolledBack && session.transaction() !== 'none')
      throw new Error('A transaction has been opened meanwhile: nothing was executed.');
    return step && [step];
  }

  async function send(
    session: Session,
    steps: readonly Step[],
    document: vscode.TextDocument | undefined,
    isCanceled: () => boolean,
  ) {
    const { name } = session.target.profile;
    const file = document?.uri.path.split('/').at(-1);
    const uri = document?.uri.toString();
    const sink = results.run({ title: file ? `${name} · ${file}` : name, document: uri, connection: name });
    const transaction = transactions.get(session) ?? createTransactionLog();
    transactions.set(session, transaction);
    const configuration = vscode.workspace.getConfiguration('dsql', document);
    try {
      const end = await runScript(steps, {
        session,
        sink,
        uri,
        transaction,
        isCanceled,
        pageSize: configuration.get('run.pageSize', 10_000),
        retries: configuration.get('run.retries', 3),
        progress: (_step, index, count) => status.show(index, count),
        repeatTransaction: askToRepeat,
        random: Math.random,
        wait: delay,
      });
      void tell(end, session);
    } finally {
      sink.end();
    }
  }

  /** What must not be missed; the rest stands in the results. */
  async function tell(end: RunEnd, session: Session): Promise<void> {
    if (end.kind === 'failed') log.info(`A statement failed: ${end.failure.sqlstate ?? 'no SQLSTATE'}.`);
    if (end.kind === 'rolledBack')
      await vscode.window.showWarningMessage(
        'COMMIT answered ROLLBACK: the transaction had failed, and nothing of it was kept.',
      );
    if (end.kind === 'failed' && session.transaction() === 'none') await offerInBatches(end);
    if (session.transaction() !== 'failed') return;
    const rollBack = 'Roll back';
    const message = 'The transaction has failed, and takes no more statements.';
    if ((await vscode.window.showWarningMessage(message, rollBack)) !== rollBack) return;
    await run(undefined, planOf('ROLLBACK')).catch((error: unknown) => log.error('ROLLBACK failed.', error));
  }

  /** A change that is too large for a transaction. */
  async function offerInBatches({ step, failure }: Extract<RunEnd, { kind: 'failed' }>): Promise<void> {
    const isTooLarge = failure.sqlstate === '54000' && /row limit|size limit/.test(failure.message);
    if (!isTooLarge || !mayBatch(step.effect)) return;
    const inBatches = 'Run in batches…';
    const message = 'A transaction changes up to 3,000 rows and 10 MiB: nothing was changed.';
    if ((await vscode.window.showWarningMessage(message, inBatches)) === inBatches)
      await runInBatches(step.sql).catch((error: unknown) => tellError(error));
  }

  const tellError = (error: unknown) => {
    log.error('The statement was not run in batches.', error);
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  };

  async function offerCancel(): Promise<void> {
    const cancelIt = 'Cancel it';
    if ((await vscode.window.showInformationMessage('A run is still going on.', cancelIt)) === cancelIt)
      await cancel();
  }

  async function cancel(): Promise<void> {
    if (!running) return;
    running.isCanceled = true;
    status.canceling();
    await running.session.cancel();
  }

  /** The SQL editor that is worked in, or the only one to be seen: a walkthrough has no caret. */
  const editorInFront = () => {
    const { activeTextEditor, visibleTextEditors } = vscode.window;
    const isSql = ({ document }: vscode.TextEditor) => document.languageId === 'sql';
    const [only, ...others] = visibleTextEditors.filter(isSql);
    if (activeTextEditor && isSql(activeTextEditor)) return activeTextEditor;
    if (!only || others.length > 0 || activeTextEditor) throw new Error('Open a SQL file first.');
    return only;
  };

  const runSpan = (document: vscode.TextDocument, span: Span) =>
    run(document, planOf(document.getText(), span));

  const explainPart = async (document: vscode.TextDocument, span: Span, mode: Explaining) =>
    await run(document, { steps: [explainStep(document.getText(), span, mode)] });

  /** The statement that the caret is for. */
  const spanAtCaret = ({ document, selection }: vscode.TextEditor): Span => {
    const span = statementAt(document.getText(), document.offsetAt(selection.active));
    if (!span) throw new Error('There is no statement at the caret.');
    return span;
  };
  const spanOf = (document: vscode.TextDocument, { start, end }: vscode.Selection): Span => ({
    start: document.offsetAt(start),
    end: document.offsetAt(end),
  });

  const runSelection = async () => {
    const { document, selection } = editorInFront();
    if (selection.isEmpty) throw new Error('Select the statements to run.');
    await runSpan(document, spanOf(document, selection));
  };

  return {
    runStatement: async () => {
      const editor = editorInFront();
      if (!editor.selection.isEmpty) return await runSelection();
      await runSpan(editor.document, spanAtCaret(editor));
    },
    runSelection,
    runFile: async () => {
      const { document } = editorInFront();
      await run(document, planOf(document.getText()));
    },
    runSpan: async (uri, span) => await runSpan(await vscode.workspace.openTextDocument(uri), span),
    explain: async (mode) => {
      const editor = editorInFront();
      const { document, selection } = editor;
      await explainPart(
        document,
        selection.isEmpty ? spanAtCaret(editor) : spanOf(document, selection),
        mode,
      );
    },
    explainSpan: async (uri, span) =>
      await explainPart(await vscode.workspace.openTextDocument(uri), span, 'plan'),
    runAgain: async ({ sql, at, explain }) => {
      const document = at && (await vscode.workspace.openTextDocument(vscode.Uri.parse(at.uri)));
      const isThere = document?.getText().slice(at?.span.start, at?.span.end) === sql;
      if (document && at && isThere)
        await (explain ? explainPart(document, at.span, explain) : runSpan(document, at.span));
      else await run(undefined, explain ? { steps: [explainStep(sql, undefined, explain)] } : planOf(sql));
    },
    cancel,
    commit: () => run(undefined, planOf('COMMIT')),
    rollback: () => run(undefined, planOf('ROLLBACK')),
    endTransaction: async () => {
      const choices = ['Commit', 'Roll back'] as const;
      const choice = await vscode.window.showQuickPick(choices, { title: 'The open transaction' });
      if (choice) await run(undefined, planOf(choice === 'Commit' ? 'COMMIT' : 'ROLLBACK'));
    },
    dispose: () => status.dispose(),
  };
}

/** A transaction was written for the state it met: only its person knows whether it still fits. */
async function askToRepeat(failure: Failure): Promise<boolean> {
  const repeat = 'Repeat from BEGIN';
  const message = `${failureText(failure)} The transaction was not kept.`;
  return (await vscode.window.showWarningMessage(message, { modal: true }, repeat)) === repeat;
}
