import type * as vscode from 'vscode';
import type { Batches } from './batches/batches.js';
import type { Connections } from './connection/connections.js';
import type { ConvertedTexts } from './convertedTexts.js';
import type { Jobs } from './jobs/jobsView.js';
import type { LanguageServer } from './languageServer.js';
import type { Results } from './results/results.js';
import type { Runner } from './runner/runner.js';
import type { DefinitionTexts } from './schema/definitionTexts.js';
import type { SchemaView } from './schema/schemaView.js';

/** What a command may reach: made once in `activate`, passed on by hand. */
export interface App {
  readonly log: vscode.LogOutputChannel;
  readonly server: LanguageServer;
  readonly converted: ConvertedTexts;
  readonly results: Results;
  readonly connections: Connections;
  readonly runner: Runner;
  readonly batches: Batches;
  readonly schema: SchemaView;
  readonly definitions: DefinitionTexts;
  readonly jobs: Jobs;
}
