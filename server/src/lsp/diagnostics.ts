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
import { createClosedDiagnostics } from './closedDiagnostics.js';
import { toDiagnostic, toRange } from './convert.js';
import type { Diagnosis } from './diagnosis.js';
import {
  createFolderDiagnostics,
  type FolderDiagnostics,
  typingPause,
  withFolder,
} from './folderDiagnostics.js';
import type { Handlers } from './handlers.js';
import { createHostDiagnosis } from './hostDiagnosis.js';
import type { HostFile } from './hosts.js';
import { toNameDiagnostic } from './nameDiagnostics.js';
import type { OpenFile } from './openFiles.js';
import type { ServerState } from './serverState.js';
import { isOutdated, outdated } from './turns.js';

/** The diagnostics of files, for editors that ask for them and for those that do not. */
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
  /** The same for a file that is not open. */
  readonly reportClosed: (
    uri: string,
    previousResultId: string | undefined,
    token: CancellationToken,
  ) => Promise<DocumentDiagnosticReport>;
  /** What the folder of an open file tells at a span. */
  readonly folderAt: FolderDiagnostics['at'];
  /** The problems of names in statements that touch a span; undefined where names are not checked. */
  readonly namesAt: (
    open: OpenFile,
    within: Span,
    token: CancellationToken,
  ) => Promise<CheckedNames | undefined>;
  /** Sends an open file's diagnostics to an editor that does not ask for them. */
  readonly publish: (uri: string) => void;
  /** Something is open, closed, edited or configured otherwise: files that are not open may be told of anew. */
  readonly changed: () => void;
  readonly forget: (uri: string) => void;
}

interface CheckedNames {
  readonly file: WorkspaceFile;
  readonly problems: readonly NameProblem[];
}

export function createDiagnostics(
  {
    connection,
    notices,
    client,
    documents,
    hosts,
    configuration,
    files,
    workspaces,
    projects,
    fileSystem,
    parser,
  }: ServerState,
  { workOn }: Handlers,
): Diagnostics {
  const { sent } = notices;
  const names = createNameCheck();
  const namesInHosts = createNameCheck();
  const inHosts = createHostDiagnosis(hosts);
  const pulls = () => client().pullsDiagnostics;
  const isAskedAgain = () => pulls() && client().refreshesDiagnostics;
  const later = (uri: string) =>
    pulls() ? connection.languages.diagnostics.refresh() : publishDiagnostics(uri);
  const inFolders = createFolderDiagnostics(documents, projects, { later, sent });
  const closed = createClosedDiagnostics(connection, notices, {
    documents,
    projects,
    files: fileSystem,
    pulls,
  });
  let models: Analyzer | undefined;

  return {
    reportHost: async (uri, previousResultId, token) =>
      reportOf(await diagnosedHost(uri, token), previousResultId),
    report: async (open, previousResultId, token) => reportOf(await diagnosed(open, token), previousResultId),
    reportClosed: async (uri, previousResultId, token) =>
      reportOf((await closed.of(uri, token)) ?? { items: [] }, previousResultId),
    namesAt: namesOf,
    folderAt: inFolders.at,
    publish(uri) {
      if (!pulls() && (files.isSql(uri) || hosts.isHost(uri))) sent(publishDiagnostics(uri));
    },
    changed: closed.changed,
    forget: inFolders.forget,
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
    const waits = pulls() && !client().refreshesDiagnostics;
    const changes = await inFolders.changesOf(open, waits, token);
    const problems = await namesKnown(open, token);
    if (problems.length + changes.added.length + changes.removed.length === 0) return { resultId, items };
    if (!open.isCurrent()) throw outdated();
    const found = problems.map((problem) => toNameDiagnostic(toRange(open.document, problem.span), problem));
    return {
      resultId: `${resultId} ${JSON.stringify([changes, found])}`,
      items: [...withFolder(open, items, changes), ...found],
    };
  }

  /**
   * The problems of a file's names. For a long folder, those that are known by now; the editor is told to ask again when there
   * are more.
   */
  async function namesKnown(open: OpenFile, token: CancellationToken): Promise<readonly NameProblem[]> {
    const { document, analysis, isCurrent } = open;
    if (!isAskedAgain() || !(await workspaces.areLong()))
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
const publishingPause = 20;

/** Without an id it is always sent in full. */
const reportOf = (
  { resultId, items }: Partial<Diagnosis> & Pick<Diagnosis, 'items'>,
  previousResultId: string | undefined,
): DocumentDiagnosticReport => {
  if (resultId === undefined) return { kind: 'full', items };
  return previousResultId === resultId ? { kind: 'unchanged', resultId } : { kind: 'full', resultId, items };
};

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
