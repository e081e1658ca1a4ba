import {
  type CodeAction,
  type CodeActionParams,
  type Connection,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentFormattingRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
  type InlayHint,
  type InlayHintParams,
  SemanticTokensRegistrationType,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { definitionsAt, typeDefinitionsAt } from '../core/ide/definition.js';
import { foldsOf } from '../core/ide/folding.js';
import { inlaysIn } from '../core/ide/inlay.js';
import { linkedPlacesAt } from '../core/ide/linkedEditing.js';
import { ruleLinksOf } from '../core/ide/links.js';
import { outlineOf } from '../core/ide/outline.js';
import { highlightsAt, referencesAt } from '../core/ide/references.js';
import { selectionsAt } from '../core/ide/selection.js';
import { semanticTokenTypes } from '../core/ide/semanticTokens.js';
import { signaturesAt } from '../core/ide/signature.js';
import { symbolsNamed } from '../core/ide/workspaceSymbols.js';
import type { Span } from '../core/text/span.js';
import type { Client } from './client.js';
import { codeActionKinds, codeActions, covers, problemsTold, resolveFixAll } from './codeActions.js';
import { completionItems, completionTriggers, documented } from './completion.js';
import { quickFix, toSpan } from './convert.js';
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
  toSignatureHelp,
  toWorkspaceSymbol,
} from './convertNames.js';
import { askAgain, type Diagnostics } from './diagnostics.js';
import type { FolderProblems } from './folderDiagnostics.js';
import { statementEndingAt } from './formatting.js';
import type { Handlers } from './handlers.js';
import { actionsInCode, fixesAround } from './hostActions.js';
import { hovers } from './hovers.js';
import { migrationActions } from './migrationActions.js';
import { nameActions } from './nameDiagnostics.js';
import { type OpenFile, sqlLanguages } from './openFiles.js';
import { unprojected } from './projection.js';
import { prepareRename, renameEdits } from './rename.js';
import { createColors } from './semanticTokens.js';
import type { ServerState } from './serverState.js';

/** What the server can do for an editor. */
export const capabilitiesFor = ({
  resolvesEdits,
  pullsDiagnostics,
  registersFeatures,
}: Client): ServerCapabilities => ({
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
  linkedEditingRangeProvider: true,
  inlayHintProvider: true,
  codeActionProvider: { codeActionKinds, resolveProvider: resolvesEdits },
  ...(pullsDiagnostics && {
    diagnosticProvider: { identifier: 'dsql', interFileDependencies: true, workspaceDiagnostics: true },
  }),
  ...(!registersFeatures && {
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: onType,
    semanticTokensProvider: semanticTokens,
  }),
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
});

const onType = { firstTriggerCharacter: ';' };
const semanticTokens = {
  legend: { tokenTypes: [...semanticTokenTypes], tokenModifiers: [] },
  full: { delta: true },
};

/** What an editor asks one server for, and of code the one of its language: layout and colors. */
export async function registerForSql(connection: Connection): Promise<void> {
  const documentSelector = sqlLanguages.map((language) => ({ language }));
  await Promise.all([
    connection.client.register(DocumentFormattingRequest.type, { documentSelector }),
    connection.client.register(DocumentRangeFormattingRequest.type, { documentSelector }),
    connection.client.register(DocumentOnTypeFormattingRequest.type, { documentSelector, ...onType }),
    connection.client.register(SemanticTokensRegistrationType.type, { documentSelector, ...semanticTokens }),
  ]);
}

/** Answers what an editor asks about a file: one handler a request. */
export function answerFeatures(state: ServerState, handlers: Handlers, diagnostics: Diagnostics): void {
  const { connection, client, documents, hosts, configuration, workspaces } = state;
  const { onOpen, onFile, onText, guarded } = handlers;
  const report = onOpen<DocumentDiagnosticParams, DocumentDiagnosticReport>(
    { kind: 'full', items: [] },
    (open, { previousResultId }, _work, token) => diagnostics.report(open, previousResultId, token),
  );
  const reportHost = guarded((params: DocumentDiagnosticParams, token) =>
    diagnostics.reportHost(params.textDocument.uri, params.previousResultId, token),
  );
  const reportClosed = guarded((params: DocumentDiagnosticParams, token) =>
    diagnostics.reportClosed(params.textDocument.uri, params.previousResultId, token),
  );
  connection.languages.diagnostics.on((params, token) => {
    const { uri } = params.textDocument;
    const answer = hosts.isHost(uri) ? reportHost : documents.get(uri) ? report : reportClosed;
    return answer(params, token).catch(askAgain);
  });
  connection.onHover(hovers(state, handlers));
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
        {
          versionOf: (uri) => documents.get(uri)?.version ?? null,
          isAlone: documents.hostOf(file.path) !== undefined,
        },
        client(),
      ),
    ),
  );
  const colors = createColors(state);
  connection.languages.semanticTokens.on(
    guarded(({ textDocument: { uri } }, token) => colors.full(uri, token)),
  );
  connection.languages.semanticTokens.onDelta(
    guarded(({ textDocument: { uri }, previousResultId }, token) =>
      colors.delta(uri, previousResultId, token),
    ),
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
      return file ? documented(file, item, client().readsMarkdown) : item;
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
    onFile([], (file) => outlineOf(file).map((symbol) => toDocumentSymbol(file, symbol)), { inCode: false }),
  );
  connection.onFoldingRanges(
    onFile([], (file) => foldsOf(file).map((fold) => toFoldingRange(file, fold)), { inCode: false }),
  );
  connection.onSelectionRanges(
    onFile(
      [],
      (file, { positions }) =>
        positions.map((position) => toSelectionRange(file, selectionsAt(file, offsetIn(file, position)))),
      { inCode: false },
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
  answerCodeActions(state, handlers, diagnostics);
}

function answerCodeActions(state: ServerState, handlers: Handlers, diagnostics: Diagnostics): void {
  const { connection, client, documents, hosts, files, parser, fileSystem, isApplied, now } = state;
  const { onOpen, guarded, workOn } = handlers;
  const versionOf = (uri: string) => documents.get(uri)?.version ?? null;
  const actionsOfApplied = async (open: OpenFile, folder: FolderProblems, at: Span) => {
    if (problemsTold(open, at, folder).every(({ fixes }) => fixes.length === 0)) return undefined;
    const around = { client: client(), files: fileSystem, now, isApplied, versionOf };
    return await migrationActions(open, folder.file, around);
  };
  const actionsInSql = onOpen<CodeActionParams, CodeAction[]>([], async (open, params, work, token) => {
    const { document } = open;
    const at = toSpan(document, params.range);
    const folder = await diagnostics.folderAt(open, at, token);
    const inMigration = await actionsOfApplied(open, folder, at);
    const given = { parser: await parser, folder, inMigration, versionOf };
    const offered = await work(codeActions(open, params, client(), given));
    const actions = documents.hostOf(document.uri) ? actionsInCode(offered, document) : offered;
    const { only = [quickFix] } = params.context;
    if (!only.some((kind) => quickFix.startsWith(kind))) return actions;
    const names = await diagnostics.namesAt(open, at, token);
    if (!names) return actions;
    return [...nameActions(names.file, names.problems, at, document.version, client()), ...actions];
  });
  connection.onCodeAction(
    guarded(async (params, token) => [
      ...(covers(params.context.only ?? [quickFix], quickFix) ? await fixesAround(params, state) : []),
      ...(await actionsInSql(params, token)),
    ]),
  );
  connection.onCodeActionResolve(
    guarded(async (action, token) => {
      const uri = String(action.data?.uri);
      const file = await files.at(uri, token);
      if (!file) return action;
      const resolved = await workOn(file, token)(resolveFixAll(file, action, client()));
      const embedded = hosts.pieceOf(uri);
      return embedded ? (unprojected(hosts, resolved, embedded.piece, embedded.host) ?? action) : resolved;
    }),
  );
}
