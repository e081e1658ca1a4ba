import type { Connection } from 'vscode-languageserver';
import type { Parser } from '../core/lint/analysis.js';
import type { Files } from '../files/files.js';
import type { IsApplied } from './applied.js';
import type { Client } from './client.js';
import type { Configuration } from './configuration.js';
import type { Documents } from './documents.js';
import type { Hosts } from './hosts.js';
import type { Notices } from './notices.js';
import type { OpenFiles } from './openFiles.js';
import type { Projects } from './projects.js';
import type { Pace } from './turns.js';
import type { Workspaces } from './workspaces.js';

/** What every part of the server uses. */
export interface ServerState {
  readonly connection: Connection;
  readonly notices: Notices;
  /** The editor at the other end, once it has said what it can do. */
  readonly client: () => Client;
  readonly documents: Documents;
  /** Files of other languages that hold SQL. */
  readonly hosts: Hosts;
  readonly configuration: Configuration;
  readonly files: OpenFiles;
  readonly workspaces: Workspaces;
  readonly projects: Projects;
  readonly fileSystem: Files;
  readonly isApplied: IsApplied;
  /** ms since 1970. */
  readonly now: () => number;
  /** It may still be loading. */
  readonly parser: Promise<Parser>;
  readonly pace: Pace;
}
