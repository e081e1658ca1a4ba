import {
  type CancellationToken,
  ErrorCodes,
  type Position,
  type Range,
  ResponseError,
  type TextEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { WorkspaceFile } from '../core/ide/workspace.js';
import type { Steps } from '../core/text/steps.js';
import { createFormatter, type WantedFormat } from './formatting.js';
import type { OpenFile } from './openFiles.js';
import { projected, unprojected } from './projection.js';
import type { ServerState } from './serverState.js';
import { canceled, inTurns, outdated } from './turns.js';

/** Makes handlers of requests. Each finds what the request is about, and answers a failure with a sentence. */
export type Handlers = ReturnType<typeof createHandlers>;

/** Runs steps in turns with other requests. */
export type Work = <Value>(steps: Steps<Value>) => Promise<Value>;

export function createHandlers({
  connection,
  notices: { log },
  documents,
  configuration,
  hosts,
  files,
  workspaces,
  parser,
  pace,
}: ServerState) {
  const formatEdits = createFormatter();
  return { onOpen, onFile, onText, guarded, workOn };

  /** A handler for an open SQL file. `otherwise` is the answer for other files, and for a file that is not checked. */
  function onOpen<P extends AboutDocument, R>(
    otherwise: R,
    answer: (file: OpenFile, params: P, work: Work, token: CancellationToken) => R | Promise<R>,
  ) {
    return guarded((params: P, token) =>
      inPieces(otherwise, params, async (asked) => {
        const file = await files.at(asked.textDocument.uri, token);
        return file ? answer(file, asked, workOn(file, token), token) : otherwise;
      }),
    );
  }

  /** The same, for requests that need the files around it. */
  function onFile<P extends AboutDocument, R>(
    otherwise: R,
    answer: (file: WorkspaceFile, params: P) => R | Promise<R>,
    { inCode = true }: { readonly inCode?: boolean } = {},
  ) {
    return guarded((params: P, token) =>
      (inCode ? inPieces : alone)(otherwise, params, async (asked) => {
        const file = await workspaces.at(asked.textDocument.uri, token);
        if (token.isCancellationRequested) throw canceled();
        return file ? answer(file, asked) : otherwise;
      }),
    );
  }

  /** What an editor has of the language itself for a file that is not SQL. */
  function alone<P, R>(_: R, params: P, ask: (params: P) => Promise<R>): Promise<R> {
    return ask(params);
  }

  /** Asks about a SQL file itself, and about a file of another language in each of its SQL texts that the request is about. */
  async function inPieces<P extends AboutDocument, R>(
    otherwise: R,
    params: P,
    ask: (params: P) => Promise<R>,
  ): Promise<R> {
    const { uri } = params.textDocument;
    if (!hosts.isHost(uri)) return ask(params);
    const host = await hosts.at(uri);
    if (!host) return otherwise;
    const answers: R[] = [];
    for (const { piece, params: asked } of projected(host, params)) {
      const answer = unprojected(hosts, await ask(asked), piece, host);
      if (documents.get(uri)?.version !== host.version) throw outdated();
      if (answer !== undefined && answer !== null) answers.push(answer);
    }
    // What is a list of a file is one of all of its texts.
    if (Array.isArray(otherwise)) return answers.flat() as R;
    return answers[0] ?? otherwise;
  }

  /** A handler for the text of an open SQL file, for which nothing is analyzed. */
  function onText<P extends AboutDocument>(
    answer: (
      document: TextDocument,
      params: P,
      work: (wanted: WantedFormat) => Promise<TextEdit[]>,
    ) => TextEdit[] | Promise<TextEdit[]>,
  ) {
    return guarded(async (params: P, token): Promise<TextEdit[]> => {
      const { uri } = params.textDocument;
      const [options, said, grammar] = await Promise.all([
        files.optionsOf(uri),
        configuration.formatOf(uri),
        parser,
      ]);
      const document = documents.get(uri);
      if (!document || !options || !files.isSql(uri)) return [];
      const { version } = document;
      return answer(document, params, (wanted) =>
        inTurns(
          formatEdits(wanted, said, grammar, (message) => connection.console.info(message)),
          pace,
          () => {
            if (token.isCancellationRequested) return canceled();
            return documents.get(uri)?.version === version ? undefined : outdated();
          },
        ),
      );
    });
  }

  /** Works for a request as long as it is not canceled and its file is not edited. */
  function workOn({ isCurrent }: OpenFile, token: CancellationToken): Work {
    return (steps) =>
      inTurns(steps, pace, () => {
        if (token.isCancellationRequested) return canceled();
        return isCurrent() ? undefined : outdated();
      });
  }

  /** Logs what a handler throws, and answers with a sentence. A canceled request is not an error. */
  function guarded<P, R>(answer: (params: P, token: CancellationToken) => Promise<R>) {
    return async (params: P, token: CancellationToken): Promise<R> => {
      try {
        return await answer(params, token);
      } catch (error) {
        if (error instanceof ResponseError) throw error;
        log(error);
        const reason = error instanceof Error ? error.message : String(error);
        throw new ResponseError(ErrorCodes.InternalError, `DSQL Workbench failed: ${reason}`);
      }
    };
  }
}

interface AboutDocument {
  readonly textDocument: { readonly uri: string };
  readonly position?: Position;
  readonly range?: Range;
}
