import type { ClientCapabilities } from 'vscode-languageserver';
import { appliedCapability, commandsCapability, filesCapability } from '../protocol/requests.js';

/** What the editor at the other end can do. */
export interface Client {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly answersConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly watchesFiles: boolean;
  /** It takes features for some of the languages of its files only. */
  readonly registersFeatures: boolean;
  readonly tellsFolders: boolean;
  readonly readsMarkdown: boolean;
  readonly takesVersionedEdits: boolean;
  readonly resolvesEdits: boolean;
  /** It makes files by edits. */
  readonly makesFiles: boolean;
  /** It knows which files of a folder are applied. */
  readonly tellsApplied: boolean;
  /** It reads files for the server, by their URIs. */
  readonly readsFiles: boolean;
  /** It can show edits and ask before it applies them. */
  readonly confirmsEdits: boolean;
  /** It is our extension, which has the commands of `clientCommands`. */
  readonly hasCommands: boolean;
}

export const clientOf = ({ workspace, textDocument, experimental }: ClientCapabilities): Client => ({
  pullsDiagnostics: textDocument?.diagnostic !== undefined,
  refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
  answersConfiguration: workspace?.configuration === true,
  registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
  watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
  registersFeatures:
    textDocument?.formatting?.dynamicRegistration === true &&
    textDocument.semanticTokens?.dynamicRegistration === true,
  tellsFolders: workspace?.workspaceFolders === true,
  readsMarkdown: textDocument?.hover?.contentFormat?.includes('markdown') === true,
  takesVersionedEdits: workspace?.workspaceEdit?.documentChanges === true,
  makesFiles:
    workspace?.workspaceEdit?.documentChanges === true &&
    workspace.workspaceEdit.resourceOperations?.includes('create') === true,
  tellsApplied: experimental?.[appliedCapability] === true,
  confirmsEdits:
    workspace?.workspaceEdit?.documentChanges === true &&
    workspace.workspaceEdit.changeAnnotationSupport !== undefined,
  hasCommands: experimental?.[commandsCapability] === true,
  readsFiles: experimental?.[filesCapability] === true,
  resolvesEdits: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true,
});
