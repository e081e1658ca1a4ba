import {
  CancellationToken,
  type Connection,
  type DiagnosticServerCancellationData,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  type InlayHint,
  type InlayHintParams,
  LSPErrorCodes,
  RequestType,
  ResponseError,
  type ServerCapabilities,
  TextDocumentSyncKind,
  TextDocuments,
  type TextEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { catalogOfServer, type ServerCatalog } from '../core/catalog/fromServer/catalog.js';
import { dayOf } from '../core/dialect/asOf.js';
import { definitionsAt, typeDefinitionsAt } from '../core/ide/definition.js';
import { foldsOf } from '../core/ide/folding.js';
import { hoverAt } from '../core/ide/hover.js';
import { inlaysIn } from '../core/ide/inlay.js';
import { linkedPlacesAt } from '../core/ide/linkedEditing.js';
import { ruleLinksOf } from '../core/ide/links.js';
import { joinedHover, nameHoverAt } from '../core/ide/nameHover.js';
import { createNameCheck } from '../core/ide/nameProblems.js';
import { outlineOf } from '../core/ide/outline.js';
import { highlightsAt, referencesAt } from '../core/ide/references.js';
import { selectionsAt } from '../core/ide/selection.js';
import { semanticTokensOf, semanticTokenTypes } from '../core/ide/semanticTokens.js';
import { signaturesAt } from '../core/ide/signature.js';
import { wordHoverAt } from '../core/ide/wordHover.js';
import type { WorkspaceFile } from '../core/ide/workspace.js';
import { symbolsNamed } from '../core/ide/workspaceSymbols.js';
import type { Parser } from '../core/lint/analysis.js';
import { type BatchFacts, type Batching, batchingOf } from '../core/semantics/batching.js';
import type { Steps } from '../core/text/steps.js';
import { configName } from '../workspace/config.js';
import { type Client, clientOf } from './client.js';
import { codeActionKinds, codeActions, resolveFixAll } from './codeActions.js';
import { completionItems, completionTriggers, documented } from './completion.js';
import { createConfiguration } from './configuration.js';
import { conversionOf } from './conversion.js';
import { quickFix, toConfigDiagnostic, toHover, toSpan } from './convert.js';
import {
  offsetIn,
  rangeIn,
  toDocumentLink,
  toDocumentSymbol,
  toFoldingRange,
  toHighlight,
  toInlayHint,
  toLocation,
  toSelectionRange,
  toSemanticTokens,
  toSignatureHelp,
  toWorkspaceSymbol,
} from './convertNames.js';
import type { Diagnosis } from './diagnosis.js';
import { formatEdits, statementEndingAt, type WantedFormat } from './formatting.js';
import { nameActions, toNameDiagnostic } from './nameDiagnostics.js';
import type { Notices } from './notices.js';
import { createOpenFiles, type OpenFile } from './openFiles.js';
import { prepareRename, renameEdits } from './rename.js';
import { canceled, inTurns, isOutdated, outdated, type Pace } from './turns.js';
import { createWorkspaces } from './workspaces.js';

/** Answers an editor until it says exit. The parser may still be loading: `initialize` does not wait for it. */
export function serve(
  connection: Connection,
  { log, sent, tellOnce }: Notices,
  parser: Promise<Parser>,
  pace: Pace,
): void {
  let client = clientOf({});
  let folders: readonly string[] = [];
  /** The settings of an editor that sends them unasked. */
  let sentSettings: unknown;

  const documents = new TextDocuments(TextDocument);
  const configuration = createConfiguration({
    settingsOf: async (scopeUri) =>
      client.answersConfiguration
        ? connection.workspace.getConfiguration({ scopeUri, section: 'dsql' }).catch(log)
        : sentSettings,
    folders: () => folders,
    tellSettings: tellOnce,
    tellConfig: (uri, problems) => {
      sent(connection.sendDiagnostics({ uri, diagnostics: problems.map(toConfigDiagnostic) }));
      tellOnce(problems);
    },
  });
  const checkNames = createNameCheck();
  const files = createOpenFiles(documents, configuration, parser, pace);
  const workspaces = createWorkspaces(documents, files, () => folders, configuration.leavesOut, parser, pace);

  connection.onInitialize((params): InitializeResult => {
    client = clientOf(params.capabilities);
    folders = foldersOf(params);
    sentSettings = params.initializationOptions;
    return { serverInfo: { name: 'DSQL Workbench' }, capabilities: capabilitiesFor(client) };
  });

  connection.onInitialized(() => {
    if (client.tellsFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        folders = [...folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
        workspaces.forget();
        checkAnew();
      });
    }
    if (client.registersConfiguration) {
      sent(connection.client.register(DidChangeConfigurationNotification.type, { section: 'dsql' }));
    }
    if (client.watchesFiles) {
      const watchers = [{ globPattern: `**/${configName}` }, { globPattern: '**/*.sql' }];
      sent(connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }));
    }
  });

  connection.onDidChangeConfiguration(({ settings }) => {
    sentSettings = settings?.dsql ?? settings;
    checkAnew();
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    const configs = changes.filter(({ uri }) => uri.endsWith(configName));
    for (const { uri } of changes) if (!configs.some((config) => config.uri === uri)) workspaces.forget(uri);
    if (configs.length === 0) return;
    // What was wrong may be repaired, or the file gone. If not, reading it says so again.
    for (const { uri } of configs) sent(connection.sendDiagnostics({ uri, diagnostics: [] }));
    checkAnew();
  });

  const diagnosticsOf = onOpen<DocumentDiagnosticParams, DocumentDiagnosticReport>(
    { kind: 'full', items: [] },
    async (open, { previousResultId }, _work, token) => {
      const { resultId, items } = await diagnosed(open, token);
      return previousResultId === resultId
        ? { kind: 'unchanged', resultId }
        : { kind: 'full', resultId, items };
    },
  );
  connection.languages.diagnostics.on((params, token) => diagnosticsOf(params, token).catch(askAgain));
  connection.onHover(
    onOpen(null, async ({ document, analysis }, { position }, _work, token) => {
      const offset = document.offsetAt(position);
      const file = await workspaces.at(document.uri, token);
      const problem = hoverAt(analysis, offset);
      const named = file && nameHoverAt(file, offset);
      const word = file && !problem && !named ? wordHoverAt(file, offset) : undefined;
      return toHover(document, joinedHover(problem, named) ?? word, client);
    }),
  );
  connection.onSignatureHelp(
    onFile(null, (file, { position }) => {
      const found = signaturesAt(file, offsetIn(file, position));
      return found ? toSignatureHelp(found) : null;
    }),
  );
  connection.languages.inlayHint.on(
    onFile<InlayHintParams, InlayHint[]>([], async (file, { textDocument, range }) => {
      if (!(await configuration.showsInlayHints(textDocument.uri))) return [];
      const span = { start: offsetIn(file, range.start), end: offsetIn(file, range.end) };
      return inlaysIn(file, span).map((hint) => toInlayHint(file, hint));
    }),
  );
  connection.onPrepareRename(
    onFile(null, (file, { position }) => prepareRename(file, offsetIn(file, position))),
  );
  connection.onRenameRequest(
    onFile(null, (file, { position, newName }) =>
      renameEdits(
        file,
        offsetIn(file, position),
        newName,
        (uri) => documents.get(uri)?.version ?? null,
        client,
      ),
    ),
  );
  connection.languages.semanticTokens.on(
    onFile({ data: [] }, (file) => toSemanticTokens(file, semanticTokensOf(file))),
  );
  connection.onDocumentLinks(
    onFile([], (file) => ruleLinksOf(file).map((link) => toDocumentLink(file, link))),
  );
  connection.languages.onLinkedEditingRange(
    onFile(null, (file, { position }) => {
      const spans = linkedPlacesAt(file, offsetIn(file, position));
      return spans.length > 1 ? { ranges: spans.map((span) => rangeIn(file, span)) } : null;
    }),
  );
  connection.onWorkspaceSymbol(
    guarded(async ({ query }, token) =>
      symbolsNamed(await workspaces.all(token), query).map(toWorkspaceSymbol),
    ),
  );
  connection.onCompletion(
    onFile([], (file, { position }) => completionItems(file, offsetIn(file, position))),
  );
  connection.onCompletionResolve(
    guarded(async (item, token) => {
      const file = await workspaces.at(String(item.data?.uri), token);
      return file ? documented(file, item, client.readsMarkdown) : item;
    }),
  );
  connection.onDefinition(
    onFile([], (file, { position }) => definitionsAt(file, offsetIn(file, position)).map(toLocation)),
  );
  connection.onTypeDefinition(
    onFile([], (file, { position }) => typeDefinitionsAt(file, offsetIn(file, position)).map(toLocation)),
  );
  connection.onReferences(
    onFile([], (file, { position, context }) =>
      referencesAt(file, offsetIn(file, position))
        .filter(({ occurrence }) => context.includeDeclaration || occurrence.role !== 'declaration')
        .map(({ place }) => toLocation(place)),
    ),
  );
  connection.onDocumentHighlight(
    onFile([], (file, { position }) => highlightsAt(file, offsetIn(file, position)).map(toHighlight)),
  );
  connection.onDocumentSymbol(
    onFile([], (file) => outlineOf(file).map((symbol) => toDocumentSymbol(file, symbol))),
  );
  connection.onFoldingRanges(onFile([], (file) => foldsOf(file).map((fold) => toFoldingRange(file, fold))));
  connection.onSelectionRanges(
    onFile([], (file, { positions }) =>
      positions.map((position) => toSelectionRange(file, selectionsAt(file, offsetIn(file, position)))),
    ),
  );
  connection.onDocumentFormatting(onText((document, { options }, work) => work({ document, options })));
  connection.onDocumentRangeFormatting(
    onText((document, { options, range }, work) =>
      work({ document, options, within: toSpan(document, range) }),
    ),
  );
  connection.onDocumentOnTypeFormatting(
    onText((document, { options, position }, work) => {
      const within = statementEndingAt(document.getText(), document.offsetAt(position));
      return within ? work({ document, options, within }) : [];
    }),
  );
  connection.onCodeAction(
    onOpen([], async (open, params, work, token) => {
      const { document } = open;
      const actions = await work(codeActions(open, params, client));
      const file = await checkedFile(document.uri, token);
      const { only = [quickFix] } = params.context;
      if (!file || !only.some((kind) => quickFix.startsWith(kind))) return actions;
      const at = toSpan(document, params.range);
      const { problems } = await work(checkNames(file, namesAtOnce));
      return [...nameActions(file, problems, at, document.version, client), ...actions];
    }),
  );
  connection.onCodeActionResolve(
    guarded(async (action, token) => {
      const file = await files.at(String(action.data?.uri), token);
      return file ? workOn(file, token)(resolveFixAll(file, action, client)) : action;
    }),
  );
  connection.onRequest(
    'dsql/dialect',
    guarded(async ({ textDocument }: AboutDocument) => {
      const given = await files.optionsOf(textDocument.uri);
      return given ? { asOf: given.asOf, day: dayOf(given.asOf) } : null;
    }),
  );

  connection.onRequest(
    'dsql/convert',
    guarded(async ({ uri }: { readonly uri: string }, token) => {
      const file = await files.at(uri, token);
      return file ? workOn(file, token)(conversionOf(file)) : null;
    }),
  );

  connection.onRequest(
    catalogRequest,
    guarded(async ({ catalog }) => {
      workspaces.connect(catalog ? catalogOfServer(catalog) : undefined);
      if (client.refreshesDiagnostics) sent(connection.languages.diagnostics.refresh());
      return null;
    }),
  );

  connection.onRequest(
    batchingRequest,
    guarded(async ({ sql, ...facts }) => batchingOf(await parser, sql, facts)),
  );

  documents.onDidOpen(() => {
    if (client.watchesFiles) return;
    files.forgetOptions();
    workspaces.forget();
  });
  documents.onDidChangeContent(({ document }) => publish(document.uri));
  documents.onDidClose(({ document: { uri } }) => {
    files.forget(uri);
    if (!client.pullsDiagnostics) sent(connection.sendDiagnostics({ uri, diagnostics: [] }));
  });
  documents.listen(connection);
  connection.listen();

  /** A handler for an open SQL file; `otherwise` is the answer for any other and for one that is not checked. */
  function onOpen<P extends AboutDocument, R>(
    otherwise: R,
    answer: (file: OpenFile, params: P, work: Work, token: CancellationToken) => R | Promise<R>,
  ) {
    return guarded(async (params: P, token): Promise<R> => {
      const file = await files.at(params.textDocument.uri, token);
      return file ? answer(file, params, workOn(file, token), token) : otherwise;
    });
  }

  /** The same for what needs the files around it. */
  function onFile<P extends AboutDocument, R>(
    otherwise: R,
    answer: (file: WorkspaceFile, params: P) => R | Promise<R>,
  ) {
    return guarded(async (params: P, token): Promise<R> => {
      const file = await workspaces.at(params.textDocument.uri, token);
      if (token.isCancellationRequested) throw canceled();
      return file ? answer(file, params) : otherwise;
    });
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

  /** A file whose names are to be checked. */
  async function checkedFile(uri: string, token?: CancellationToken): Promise<WorkspaceFile | undefined> {
    return (await configuration.checksNames(uri)) ? workspaces.at(uri, token) : undefined;
  }

  /** The problems of a file, those of its names behind those of rules. */
  async function diagnosed(
    open: OpenFile,
    token: CancellationToken = CancellationToken.None,
  ): Promise<Diagnosis> {
    const { document, diagnose } = open;
    const { resultId, items } = diagnose();
    const file = await checkedFile(document.uri, token);
    if (!file) return { resultId, items };
    // The rest is told when the editor asks again.
    const isAskedAgain = client.pullsDiagnostics && client.refreshesDiagnostics;
    const most = isAskedAgain ? namesAtOnce : undefined;
    const { problems, isWhole } = await workOn(open, token)(checkNames(file, most));
    if (!isWhole) sent(connection.languages.diagnostics.refresh());
    const names = problems.map((problem) => toNameDiagnostic(file, problem));
    if (names.length === 0) return { resultId, items };
    return { resultId: `${resultId} ${JSON.stringify(names)}`, items: [...items, ...names] };
  }

  /** Logs what a handler throws, and answers with a sentence. A request that ends early is no fault. */
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

  /** After a change of the configuration. */
  function checkAnew() {
    files.forgetOptions();
    workspaces.forget();
    sent(connection.sendNotification('dsql/dialectChanged'));
    if (client.refreshesDiagnostics) sent(connection.languages.diagnostics.refresh());
    for (const uri of documents.keys()) publish(uri);
  }

  /** Sends an open file's diagnostics to an editor that does not ask for them. */
  function publish(uri: string) {
    if (!client.pullsDiagnostics && files.isSql(uri)) sent(publishDiagnostics(uri));
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

type Work = <Value>(steps: Steps<Value>) => Promise<Value>;

/** An editor takes no diagnostics of a file that it has edited, and clears those that it shows, unless it is told to ask again. */
function askAgain(error: unknown): never {
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

const capabilitiesFor = ({ resolvesEdits, pullsDiagnostics }: Client): ServerCapabilities => ({
  textDocumentSync: TextDocumentSyncKind.Incremental,
  hoverProvider: true,
  completionProvider: { triggerCharacters: completionTriggers, resolveProvider: true },
  definitionProvider: true,
  typeDefinitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  signatureHelpProvider: { triggerCharacters: ['(', ','] },
  renameProvider: { prepareProvider: true },
  workspaceSymbolProvider: true,
  documentLinkProvider: {},
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: ';' },
  linkedEditingRangeProvider: true,
  inlayHintProvider: true,
  semanticTokensProvider: {
    legend: { tokenTypes: [...semanticTokenTypes], tokenModifiers: [] },
    full: true,
  },
  codeActionProvider: { codeActionKinds, resolveProvider: resolvesEdits },
  ...(pullsDiagnostics && {
    diagnosticProvider: { identifier: 'dsql', interFileDependencies: true, workspaceDiagnostics: false },
  }),
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
});

/** What the cluster has that the editor is connected to; null where it is no more. */
const catalogRequest = new RequestType<{ readonly catalog: ServerCatalog | null }, null, void>(
  'dsql/catalog',
);

const batchingRequest = new RequestType<{ readonly sql: string } & BatchFacts, Batching, void>(
  'dsql/batching',
);

const foldersOf = ({ workspaceFolders, rootUri }: InitializeParams): readonly string[] =>
  workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);

interface AboutDocument {
  readonly textDocument: { readonly uri: string };
}
