import { CancellationToken, type Diagnostic } from 'vscode-languageserver';
import type { FileProblem } from '../core/lint/problemsByFile.js';
import {
  type BareProblem,
  changesIn,
  type FolderChanges,
  folderChanges,
  keyOf,
  type ProblemChanges,
} from '../core/project/folderChanges.js';
import { type Span, touches } from '../core/text/span.js';
import { toDiagnostic } from './convert.js';
import type { Documents } from './documents.js';
import type { OpenFile } from './openFiles.js';
import type { CheckedFile, Projects } from './projects.js';
import { isOutdated, outdated } from './turns.js';

/** What the folder of an open file changes in the problems of the file. */
export interface FolderDiagnostics {
  /** As it is now. Of a long folder, what was known of the statements that have not changed; `later` is called where more is found. */
  readonly changesOf: (open: OpenFile, waits: boolean, token: CancellationToken) => Promise<ProblemChanges>;
  /** The problems that only the folder tells at a span, with their fixes, and whether one of the file is none there. */
  readonly at: (open: OpenFile, within: Span, token: CancellationToken) => Promise<FolderProblems>;
  readonly forget: (uri: string) => void;
}

export interface FolderProblems {
  readonly added: readonly FileProblem[];
  readonly isRemoved: (problem: BareProblem) => boolean;
  /** Undefined where the file is checked by itself. */
  readonly file: CheckedFile | undefined;
}

/** Milliseconds: a pause of typing, so that requests for each letter do not wait for a long check. */
export const typingPause = 150;

export function createFolderDiagnostics(
  documents: Documents,
  projects: Projects,
  {
    later,
    sent,
  }: { readonly later: (uri: string) => Promise<void>; readonly sent: (done: Promise<void>) => void },
): FolderDiagnostics {
  const last = new Map<string, FolderChanges>();

  /** Rejects where the file is edited meanwhile. */
  const foundFor = async (open: OpenFile, token: CancellationToken): Promise<CheckedFile | undefined> => {
    const file = await projects.at(open.document.uri, token);
    if (!open.isCurrent()) throw outdated();
    return file?.text === open.analysis.text ? file : undefined;
  };

  /** Of a long folder, what is known by now. */
  const fileFor = async (open: OpenFile, token: CancellationToken): Promise<CheckedFile | undefined> => {
    const { uri } = open.document;
    if (documents.hostOf(uri) !== undefined) return undefined;
    if (!(await projects.isLong(uri))) return await foundFor(open, token);
    const file = await projects.known(uri);
    return open.isCurrent() && file?.text === open.analysis.text ? file : undefined;
  };

  const current = async (open: OpenFile, token: CancellationToken): Promise<FolderChanges> => {
    const file = await foundFor(open, token);
    const changes: FolderChanges = file ? folderChanges(open.analysis, file.problems) : new Map();
    last.set(open.document.uri, changes);
    return changes;
  };

  const checkLater = async (open: OpenFile, known: ProblemChanges): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, typingPause));
    if (!open.isCurrent()) return;
    try {
      const now = changesIn(open.analysis, await current(open, CancellationToken.None));
      if (JSON.stringify(now) !== JSON.stringify(known)) await later(open.document.uri);
    } catch (error) {
      if (!isOutdated(error)) throw error;
    }
  };

  return {
    async changesOf(open, waits, token) {
      const { uri } = open.document;
      if (documents.hostOf(uri) !== undefined) return { added: [], removed: [] };
      if (waits || !(await projects.isLong(uri))) return changesIn(open.analysis, await current(open, token));
      const known = changesIn(open.analysis, last.get(uri) ?? new Map());
      sent(checkLater(open, known));
      return known;
    },
    async at(open, within, token) {
      const file = await fileFor(open, token);
      if (!file) return { added: [], isRemoved: () => false, file };
      const alone = new Set(open.analysis.problemsAt(within).map(keyOf));
      const there = file.problems.filter(({ span }) => touches(span, within));
      const together = new Set(there.map(keyOf));
      return {
        added: there.filter((problem) => !alone.has(keyOf(problem))),
        isRemoved: (problem) => !together.has(keyOf(problem)),
        file,
      };
    },
    forget: (uri) => last.delete(uri),
  };
}

/** The diagnostics of a file with what its folder changes in them. */
export function withFolder(
  { document }: OpenFile,
  items: readonly Diagnostic[],
  { added, removed }: ProblemChanges,
): Diagnostic[] {
  const gone = new Set(removed.map((problem) => textOf(toDiagnostic(document, problem))));
  const kept = gone.size === 0 ? [...items] : items.filter((item) => !gone.has(textOf(item)));
  return [...kept, ...added.map((problem) => toDiagnostic(document, problem))];
}

const textOf = ({ range, severity, code, message }: Diagnostic): string =>
  JSON.stringify([range, severity, code, message]);
