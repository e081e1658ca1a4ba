import type * as vscode from 'vscode';
import type { Reviews } from './asking/reviews.js';
import type { Batches } from './batches/batches.js';
import type { CodeTexts } from './code/codeText.js';
import type { Connections } from './connection/connections.js';
import type { Noticing } from './dialect/noticing.js';
import type { ErrorBoundary } from './errorBoundary.js';
import type { Jobs } from './jobs/jobsView.js';
import type { LanguageServer } from './languageServer.js';
import type { MigrationComparison } from './migrations/compareMigrations.js';
import type { Reports } from './reports.js';
import type { Results } from './results/results.js';
import type { Runner } from './runner/runner.js';
import type { DefinitionTexts } from './schema/definitionTexts.js';
import type { SchemaView } from './schema/schemaView.js';
import type { FirstSteps } from './stepsDone.js';
import type { OwnTexts } from './texts/ownTexts.js';

/** What checks and repairs files, and needs neither a socket nor a process. In a browser it is all there is. */
export interface Checking {
  readonly log: vscode.LogOutputChannel;
  readonly server: LanguageServer;
  readonly texts: OwnTexts;
  readonly reviews: Reviews;
  readonly reports: Reports;
  readonly boundary: ErrorBoundary;
  readonly firstSteps: FirstSteps;
}

/** What a command may reach: made once in `activate`, passed on by hand. */
export interface App extends Checking {
  readonly results: Results;
  readonly connections: Connections;
  readonly runner: Runner;
  readonly batches: Batches;
  readonly noticing: Noticing;
  readonly schema: SchemaView;
  readonly definitions: DefinitionTexts;
  readonly codeTexts: CodeTexts;
  readonly jobs: Jobs;
  readonly comparison: MigrationComparison;
}
