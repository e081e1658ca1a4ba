import type { ClientCapabilities } from 'vscode-languageserver/node';

/** What the editor at the other end can do. */
export interface Client {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly answersConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly watchesFiles: boolean;
  readonly tellsFolders: boolean;
  readonly readsMarkdown: boolean;
  readonly takesVersionedEdits: boolean;
  readonly resolvesEdits: boolean;
  /** It can show edits and ask before it applies them. */
  readonly confirmsEdits: boolean;
}

export const clientOf = ({ workspace, textDocument }: ClientCapabilities): Client => ({
  pullsDiagnostics: textDocument?.diagnostic !== undefined,
  refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
  answersConfiguration: workspace?.configuration === true,
  registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
  watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
  tellsFolders: workspace?.workspaceFolders === true,
  readsMarkdown: textDocument?.hover?.contentFormat?.includes('markdown') === true,
  takesVersionedEdits: workspace?.workspaceEdit?.documentChanges === true,
  confirmsEdits:
    workspace?.workspaceEdit?.documentChanges === true &&
    workspace.workspaceEdit.changeAnnotationSupport !== undefined,
  resolvesEdits: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true,
});
