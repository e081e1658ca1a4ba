import {
  CancellationToken,
  type DiagnosticServerCancellationData,
  type DocumentDiagnosticReport,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver/node';
import type { NameProblem } from '../core/ide/nameProblem.js';
import { createNameCheck } from '../core/ide/nameProblems.js';
import type { WorkspaceFile } from '../core/ide/workspace.js';
import type { Diagnosis } from './diagnosis.js';
import type { Handlers } from './handlers.js';
import { toNameDiagnostic } from './nameDiagnostics.js';
import type { OpenFile } from './openFiles.js';
import type { ServerState } from './serverState.js';
import { isOutdated } from './turns.js';

/** The diagnostics of open files, for editors that ask for them and for those that do not. */
export interface Diagnostics {
  /** Answers an editor that has the diagnostics of a result id. */
  readonly report: (
    open: OpenFile,
    previousResultId: string | undefined,
    token: CancellationToken,
  ) => Promise<DocumentDiagnosticReport>;
  /** The problems of a file's names, the first ones of a long file; undefined where names are not checked. */
  readonly namesOf: (open: OpenFile, token: CancellationToken) => Promise<CheckedNames | undefined>;
  /** Sends an open file's diagnostics to an editor that does not ask for them. */
  readonly publish: (uri: string) => void;
}

interface CheckedNames {
  readonly file: WorkspaceFile;
  readonly problems: readonly NameProblem[];
}

export function createDiagnostics(
  { connection, notices: { sent }, client, documents, configuration, files, workspaces }: ServerState,
  { workOn }: Handlers,
): Diagnostics {
  const checkNames = createNameCheck();

  return {
    async report(open, previousResultId, token) {
      const { resultId, items } = await diagnosed(open, token);
      return previousResultId === resultId
        ? { kind: 'unchanged', resultId }
        : { kind: 'full', resultId, items };
    },
    namesOf: (open, token) => namesOf(open, namesAtOnce, token),
    publish(uri) {
      if (!client().pullsDiagnostics && files.isSql(uri)) sent(publishDiagnostics(uri));
    },
  };

  async function namesOf(open: OpenFile, most: number | undefined, token: CancellationToken) {
    const { uri } = open.document;
    const file = (await configuration.checksNames(uri)) ? await workspaces.at(uri, token) : undefined;
    return file && { file, ...(await workOn(open, token)(checkNames(file, most))) };
  }

  /** The problems of a file, those of its names behind those of rules. */
  async function diagnosed(
    open: OpenFile,
    token: CancellationToken = CancellationToken.None,
  ): Promise<Diagnosis> {
    const { resultId, items } = open.diagnose();
    // The rest is told when the editor asks again.
    const isAskedAgain = client().pullsDiagnostics && client().refreshesDiagnostics;
    const checked = await namesOf(open, isAskedAgain ? namesAtOnce : undefined, token);
    if (!checked) return { resultId, items };
    if (!checked.isWhole) sent(connection.languages.diagnostics.refresh());
    const names = checked.problems.map((problem) => toNameDiagnostic(checked.file, problem));
    if (names.length === 0) return { resultId, items };
    return { resultId: `${resultId} ${JSON.stringify(names)}`, items: [...items, ...names] };
  }

  async function publishDiagnostics(uri: string) {
    const file = await files.at(uri).catch(unlessOutdated);
    const document = documents.get(uri);
    if (!document || file === 'outdated') return;
    const found = file ? await diagnosed(file).catch(unlessOutdated) : undefined;
    if (found === 'outdated') return;
    const diagnostics = found?.items ?? [];
    await connection.sendDiagnostics({ uri, version: document.version, diagnostics });
  }
}

/** Statements whose names are checked for one answer: a long file's other problems do not wait for all of them. */
const namesAtOnce = 400;

/** An editor takes no diagnostics of a file that it has edited, and clears those that it shows, unless it is told to ask again. */
export function askAgain(error: unknown): never {
  if (!isOutdated(error)) throw error;
  throw new ResponseError<DiagnosticServerCancellationData>(LSPErrorCodes.ServerCancelled, error.message, {
    retriggerRequest: true,
  });
}

/** A newer version is checked by itself. */
function unlessOutdated(error: unknown): 'outdated' {
  if (!isOutdated(error)) throw error;
  return 'outdated';
}
