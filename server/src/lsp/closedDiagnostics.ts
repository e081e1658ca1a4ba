import {
  type CancellationToken,
  type Connection,
  type Diagnostic,
  LSPErrorCodes,
  ResponseError,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { keyOf } from '../core/project/folderChanges.js';
import type { Files } from '../files/files.js';
import { toDiagnostic } from './convert.js';
import type { Diagnosis } from './diagnosis.js';
import type { Documents } from './documents.js';
import { typingPause } from './folderDiagnostics.js';
import type { Notices } from './notices.js';
import type { CheckedFile, Projects } from './projects.js';
import { isOutdated } from './turns.js';

/** The diagnostics of files that are not open, for editors that ask for them and for those that do not. */
export interface ClosedDiagnostics {
  /** Of one file; undefined where they are not told. */
  readonly of: (uri: string, token: CancellationToken) => Promise<Diagnosis | undefined>;
  /** Something is open, closed, edited or configured otherwise. */
  readonly changed: () => void;
}

/** Files of a folder have no more in all: nobody reads them, and an editor keeps each. */
const most = 10_000;

export function createClosedDiagnostics(
  connection: Connection,
  { log, sent }: Notices,
  {
    documents,
    projects,
    files,
    pulls,
  }: {
    readonly documents: Documents;
    readonly projects: Projects;
    readonly files: Pick<Files, 'pathOf'>;
    /** Whether the editor asks. */
    readonly pulls: () => boolean;
  },
): ClosedDiagnostics {
  const diagnose = diagnoseClosed();
  /** What an editor that does not ask was told, by the URI of the file. */
  const told = new Map<string, string>();
  let isAnswered = false;
  let next = signal();
  let isPublishing = false;
  const pathOf = (uri: string) => files.pathOf(uri) ?? uri;

  /** Whatever is edited meanwhile is another change. */
  const found = async (token?: CancellationToken): Promise<ReadonlyMap<string, CheckedFile & Diagnosis>> => {
    const all = new Map<string, CheckedFile & Diagnosis>();
    let count = 0;
    for (const file of await projects.closed(token)) {
      if (count > most) break;
      count += file.problems.length;
      all.set(pathOf(file.uri), { ...file, ...diagnose(file) });
    }
    return all;
  };

  /** What an editor does not have yet; what it has of files that are open is none of this. */
  const newsFor = async (
    before: ReadonlyMap<string, { readonly uri: string; readonly value: string }>,
    token: CancellationToken,
  ): Promise<WorkspaceDocumentDiagnosticReport[]> => {
    const all = await found(token);
    const open = new Set(documents.keys().map(pathOf));
    const full = (uri: string, items: Diagnostic[], resultId?: string) =>
      ({ kind: 'full', uri, version: null, items, ...(resultId !== undefined && { resultId }) }) as const;
    return [
      ...[...all].flatMap(([path, { uri, resultId, items }]) => {
        const known = before.get(path);
        if (known?.value === resultId || (!known && items.length === 0)) return [];
        return full(known?.uri ?? uri, items, resultId);
      }),
      ...[...before].flatMap(([path, { uri }]) => (all.has(path) || open.has(path) ? [] : full(uri, []))),
    ];
  };

  connection.languages.diagnostics.onWorkspace(
    async ({ previousResultIds }, token): Promise<WorkspaceDiagnosticReport> => {
      const before = new Map(previousResultIds.map(({ uri, value }) => [pathOf(uri), { uri, value }]));
      for (;;) {
        const change = next;
        const items = await newsFor(before, token).catch(unlessOutdated);
        if (items && (items.length > 0 || !isAnswered)) {
          isAnswered = true;
          return { items };
        }
        // As the protocol suggests, the editor is answered when there is something to tell.
        if (items) await endOf(change.promise, token);
        await pause();
        if (token.isCancellationRequested)
          throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was canceled.');
      }
    },
  );

  return {
    async of(uri, token) {
      for (;;) {
        const all = await found(token).catch(unlessOutdated);
        if (all) return all.get(pathOf(uri));
      }
    },
    changed() {
      next.fire();
      next = signal();
      if (!pulls() && !isPublishing) sent(publishAll());
    },
  };

  /** Tells an editor that does not ask, once nothing has changed for a moment. */
  async function publishAll(): Promise<void> {
    isPublishing = true;
    try {
      for (let seen: typeof next | undefined; seen !== next; ) {
        await pause();
        seen = next;
        const all = await found().catch(unlessOutdated);
        if (all) publish(all);
      }
    } catch (error) {
      log(error);
    } finally {
      isPublishing = false;
    }
  }

  function publish(all: Awaited<ReturnType<typeof found>>): void {
    const open = new Set(documents.keys().map(pathOf));
    const byUri = new Map([...all.values()].map((file) => [file.uri, file]));
    for (const [uri, { resultId, items }] of byUri) {
      if (told.get(uri) === resultId || (!told.has(uri) && items.length === 0)) continue;
      told.set(uri, resultId);
      sent(connection.sendDiagnostics({ uri, diagnostics: items }));
    }
    for (const uri of [...told.keys()]) {
      if (byUri.has(uri)) continue;
      told.delete(uri);
      if (!open.has(pathOf(uri))) sent(connection.sendDiagnostics({ uri, diagnostics: [] }));
    }
  }
}

/** Converts the problems of files whose problems are others than last time. */
function diagnoseClosed(): (file: CheckedFile) => Diagnosis {
  const known = new Map<string, Diagnosis & { readonly text: string; readonly key: string }>();
  let count = 0;
  return ({ uri, text, problems }) => {
    const key = problems.map(keyOf).join('\n');
    const last = known.get(uri);
    if (last?.text === text && last.key === key) return last;
    const document = TextDocument.create(uri, 'sql', 0, text);
    const items = problems.slice(0, most).map((problem) => toDiagnostic(document, problem));
    const made = { text, key, resultId: `folder ${++count}`, items };
    known.set(uri, made);
    return made;
  };
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, typingPause));

function signal(): { readonly promise: Promise<void>; readonly fire: () => void } {
  let fire = () => {};
  const promise = new Promise<void>((resolve) => {
    fire = resolve;
  });
  return { promise, fire };
}

/** Ends with the promise, or when the request is canceled. */
async function endOf(promise: Promise<void>, token: CancellationToken): Promise<void> {
  let listening = { dispose() {} };
  const canceled = new Promise<void>((resolve) => {
    listening = token.onCancellationRequested(() => resolve());
  });
  await Promise.race([promise, canceled]);
  listening.dispose();
}

/** What is edited meanwhile is asked about once more. */
function unlessOutdated(error: unknown): undefined {
  if (!isOutdated(error)) throw error;
  return undefined;
}
