import {
  CancellationToken,
  type Diagnostic,
  type DiagnosticServerCancellationData,
  type DocumentDiagnosticReport,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import { createNameCheck } from '../core/ide/nameCheck.js';
import type { NameProblem } from '../core/ide/nameProblem.js';
import type { WorkspaceFile } from '../core/ide/workspace.js';
import { type Analyzer, createAnalyzer } from '../core/lint/analysis.js';
import { rules } from '../core/rules/index.js';
import type { Span } from '../core/text/span.js';
import { hostProblems } from '../embedded/hostChecks/problems.js';
import { refusalsOf } from '../embedded/models/problems.js';
import { toDiagnostic, toRange } from './convert.js';
import type { Diagnosis } from './diagnosis.js';
import type { Handlers } from './handlers.js';
import { createHostDiagnosis } from './hostDiagnosis.js';
import type { HostFile } from './hosts.js';
import { toNameDiagnostic } from './nameDiagnostics.js';
import type { OpenFile } from './openFiles.js';
import type { ServerState } from './serverState.js';
import { isOutdated, outdated } from './turns.js';

/** The diagnostics of open files, for editors that ask for them and for those that do not. */
export interface Diagnostics {
  /** Answers an editor that has the diagnostics of a result id. */
  readonly report: (
    open: OpenFile,
    previousResultId: string | undefined,
    token: CancellationToken,
  ) => Promise<DocumentDiagnosticReport>;
  /** The same for a file of another language: the problems of its SQL. */
  readonly reportHost: (
    uri: string,
    previousResultId: string | undefined,
    token: CancellationToken,
  ) => Promise<DocumentDiagnosticReport>;
  /** The problems of names in statements that touch a span; undefined where names are not checked. */
  readonly namesAt: (
    open: OpenFile,
    within: Span,
    token: CancellationToken,
  ) => Promise<CheckedNames | undefined>;
  /** Sends an open file's diagnostics to an editor that does not ask for them. */
  readonly publish: (uri: string) => void;
}

interface CheckedNames {
  readonly file: WorkspaceFile;
  readonly problems: readonly NameProblem[];
}

export function createDiagnostics(
  {
    connection,
    notices: { sent },
    client,
    documents,
    hosts,
    configuration,
    files,
    workspaces,
    parser,
  }: ServerState,
  { workOn }: Handlers,
): Diagnostics {
  const names = createNameCheck();
  const namesInHosts = createNameCheck();
  const inHosts = createHostDiagnosis(hosts);
  let models: Analyzer | undefined;

  return {
    async reportHost(uri, previousResultId, token) {
      const { resultId, items } = await diagnosedHost(uri, token);
      return previousResultId === resultId
        ? { kind: 'unchanged', resultId }
        : { kind: 'full', resultId, items };
    },
    async report(open, previousResultId, token) {
      const { resultId, items } = await diagnosed(open, token);
      return previousResultId === resultId
        ? { kind: 'unchanged', resultId }
        : { kind: 'full', resultId, items };
    },
    namesAt: namesOf,
    publish(uri) {
      if (!client().pullsDiagnostics && (files.isSql(uri) || hosts.isHost(uri)))
        sent(publishDiagnostics(uri));
    },
  };

  async function namesOf(open: OpenFile, within: Span | undefined, token: CancellationToken) {
    const { uri } = open.document;
    const isChecked = await configuration.checksNames(documents.hostOf(uri) ?? uri);
    const file = isChecked ? await workspaces.at(uri, token) : undefined;
    const check = documents.hostOf(uri) === undefined ? names : namesInHosts;
    return file && { file, problems: await workOn(open, token)(check.check(file, within)) };
  }

  async function diagnosedHost(
    uri: string,
    token: CancellationToken = CancellationToken.None,
  ): Promise<Diagnosis> {
    const host = await hosts.at(uri);
    const found = await Promise.all(
      (host?.pieces ?? []).map(async (piece) => {
        const open = await files.at(piece.document.uri, token);
        return { piece, items: open ? (await diagnosed(open, token)).items : [] };
      }),
    );
    if (host && documents.get(uri)?.version !== host.version) throw outdated();
    return inHosts(uri, host, found, host ? await foundAround(host, uri) : []);
  }

  /** What its ORM will send, and the dialect refuses, and what is found in the code. */
  async function foundAround(
    { sent: statements, findings, document }: HostFile,
    uri: string,
  ): Promise<readonly Diagnostic[]> {
    if (statements.length + findings.length === 0) return [];
    const options = await files.optionsOf(uri);
    if (!options) return [];
    const about = hostProblems(findings, options).map((problem) => toDiagnostic(document, problem));
    if (statements.length === 0) return about;
    models ??= createAnalyzer(await parser, rules);
    const refused = refusalsOf(statements, models, options);
    return [...refused.map((problem) => toDiagnostic(document, problem)), ...about];
  }

  /** The problems of a file: those of rules, then those of its names. */
  async function diagnosed(
    open: OpenFile,
    token: CancellationToken = CancellationToken.None,
  ): Promise<Diagnosis> {
    const { resultId, items } = open.diagnose();
    const problems = await namesKnown(open, token);
    if (problems.length === 0) return { resultId, items };
    const found = problems.map((problem) => toNameDiagnostic(toRange(open.document, problem.span), problem));
    return { resultId: `${resultId} ${JSON.stringify(found)}`, items: [...items, ...found] };
  }

  /**
   * The problems of a file's names. For a long folder, those that are known by now; the editor is told to ask again when there
   * are more.
   */
  async function namesKnown(open: OpenFile, token: CancellationToken): Promise<readonly NameProblem[]> {
    const { document, analysis, isCurrent } = open;
    const isAskedAgain = client().pullsDiagnostics && client().refreshesDiagnostics;
    if (!isAskedAgain || !(await workspaces.areLong()))
      return (await namesOf(open, undefined, token))?.problems ?? [];
    if (!(await configuration.checksNames(documents.hostOf(document.uri) ?? document.uri))) return [];
    if (!isCurrent()) throw outdated();
    const check = documents.hostOf(document.uri) === undefined ? names : namesInHosts;
    const known = check.remembered(document.uri, analysis.text, analysis.statements);
    sent(checkLater(open, known));
    return known;
  }

  /** Runs in a pause of typing, so that requests for each letter do not wait for it. */
  async function checkLater(open: OpenFile, known: readonly NameProblem[]): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, typingPause));
    if (!open.isCurrent()) return;
    const checked = await namesOf(open, undefined, CancellationToken.None).catch(unlessOutdated);
    if (!checked || checked === 'outdated' || JSON.stringify(checked.problems) === JSON.stringify(known))
      return;
    await connection.languages.diagnostics.refresh();
  }

  async function foundIn(uri: string): Promise<Diagnosis | undefined> {
    if (hosts.isHost(uri)) return diagnosedHost(uri);
    const file = await files.at(uri);
    return file && diagnosed(file);
  }

  /** Behind the questions that the editor asks about the same letter. */
  async function publishDiagnostics(uri: string) {
    const version = documents.get(uri)?.version;
    await new Promise((resolve) => setTimeout(resolve, publishingPause));
    const document = documents.get(uri);
    if (document && document.version !== version) return;
    const found = await foundIn(uri).catch(unlessOutdated);
    if (!document) return;
    if (found === 'outdated') return;
    const diagnostics = found?.items ?? [];
    await connection.sendDiagnostics({ uri, version: document.version, diagnostics });
  }
}

/** Milliseconds. */
const typingPause = 150;
const publishingPause = 20;

/** An editor ignores diagnostics of an edited file, and clears those that it shows, unless it is told to ask again. */
export function askAgain(error: unknown): never {
  if (!isOutdated(error)) throw error;
  throw new ResponseError<DiagnosticServerCancellationData>(LSPErrorCodes.ServerCancelled, error.message, {
    retriggerRequest: true,
  });
}

/** A newer version is checked on its own. */
function unlessOutdated(error: unknown): 'outdated' {
  if (!isOutdated(error)) throw error;
  return 'outdated';
}
