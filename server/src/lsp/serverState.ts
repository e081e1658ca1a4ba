import type { Connection, TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Parser } from '../core/lint/analysis.js';
import type { Client } from './client.js';
import type { Configuration } from './configuration.js';
import type { Notices } from './notices.js';
import type { OpenFiles } from './openFiles.js';
import type { Pace } from './turns.js';
import type { Workspaces } from './workspaces.js';

/** What every part of the server uses. */
export interface ServerState {
  readonly connection: Connection;
  readonly notices: Notices;
  /** The editor at the other end, once it has said what it can do. */
  readonly client: () => Client;
  readonly documents: TextDocuments<TextDocument>;
  readonly configuration: Configuration;
  readonly files: OpenFiles;
  readonly workspaces: Workspaces;
  /** It may still be loading. */
  readonly parser: Promise<Parser>;
  readonly pace: Pace;
}
