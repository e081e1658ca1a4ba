import * as vscode from 'vscode';
import { sandboxName } from '../../server/src/connection/sandbox.js';
import type { App } from './app.js';
import { runSpanInBatches, runStatementInBatches } from './batches/offer.js';
import { checkingHandlers, type Handler } from './checkingCommands.js';
import { statementOfLens } from './code/codeLens.js';
import { extractCode } from './code/extractCode.js';
import { chooseConnection } from './connection/connectionPicker.js';
import { compareDialect } from './dialect/compare.js';
import { checkForDialect } from './dialect/update.js';
import { runFirstFile } from './firstFile.js';
import { copyJobId, dismissJob, dropJobIndex, showDuplicates } from './jobs/actions.js';
import type { CommandId } from './manifest.js';
import { placeOfLens } from './runner/runLens.js';
import {
  addColumn,
  addIndex,
  addRole,
  addSequence,
  addTable,
  copyDefinition,
  copyName,
  disconnect,
  dropObject,
  grantRights,
  mapToPrincipal,
  newInsert,
  newQuery,
  renameObject,
  selectFirstRows,
  showDefinition,
  useConnection,
  validateConstraint,
} from './schema/actions.js';
import { copyConnectionCode } from './schema/connectionCode.js';
import { filterSchema } from './schema/filterSchema.js';
import { findInSchema } from './schema/findInSchema.js';

/** A lens names its statement. */
export const handlers: { readonly [Id in CommandId]: Handler<App> } = {
  ...checkingHandlers,
  checkForDialect,
  compareDialect,
  showNoticed: ({ noticing }) => noticing.show(),
  connect: (app, given) => chooseConnection(app, given instanceof vscode.Uri ? given.toString() : undefined),
  disconnect,
  startSandbox: ({ connections }) => connections.use(sandboxName),
  runFirstFile,
  runStatement: ({ runner }) => runner.runStatement(),
  runSelection: ({ runner }) => runner.runSelection(),
  runFile: ({ runner }) => runner.runFile(),
  runSpan: ({ runner }, ...given) => {
    const place = placeOfLens(given);
    return place && runner.runSpan(place.uri, place.span);
  },
  explainStatement: ({ runner }) => runner.explain('plan'),
  explainAnalyze: ({ runner }) => runner.explain('analyze'),
  explainSpan: ({ runner }, ...given) => {
    const place = placeOfLens(given);
    return place && runner.explainSpan(place.uri, place.span);
  },
  runCode: ({ runner }, ...given) => {
    const place = statementOfLens(given);
    return place && runner.runCode(place.uri, place.index);
  },
  explainCode: ({ runner }, ...given) => {
    const place = statementOfLens(given);
    return place && runner.runCode(place.uri, place.index, 'plan');
  },
  openCode: ({ codeTexts }, ...given) => {
    const place = statementOfLens(given);
    return place && codeTexts.open(place.uri, place.index);
  },
  extractCode: ({ server }, ...given) => {
    const place = statementOfLens(given);
    return place && extractCode(server, place.uri, place.index);
  },
  runInBatches: (app) => runStatementInBatches(app),
  runSpanInBatches: (app, ...given) => runSpanInBatches(app, given),
  runReviewedBatches: ({ reviews }, given) => reviews.answer(given, true),
  saveReviewedChanges: ({ reviews }, given) => reviews.answer(given, true),
  cancelReview: ({ reviews }, given) => reviews.answer(given, false),
  applyMigrations: async (app, given) => {
    const { applyMigrations } = await import('./migrations/applyMigrations.js');
    await applyMigrations(app, given);
  },
  compareMigrations: (app, given) => app.comparison.compare(app, given),
  openDifference: (app, object) => app.comparison.open(app, object),
  saveMigration: ({ comparison }) => comparison.save(),
  closeDifferences: ({ comparison }) => comparison.close(),
  resumeBatches: ({ batches }) => batches.resume(),
  cancelRun: ({ runner }, given) => runner.cancel(typeof given === 'string' ? given : undefined),
  commit: ({ runner }) => runner.commit(),
  rollback: ({ runner }) => runner.rollback(),
  endTransaction: ({ runner }) => runner.endTransaction(),
  showResults: ({ results }) => results.show(),
  findInResults: ({ results }) => results.find(),
  searchHistory: ({ results }) => results.history.search(),
  clearHistory: ({ results }) => results.history.clear(),
  runFromHistory: ({ results }, entry) => results.history.runAgain(entry),
  openFromHistory: ({ results }, entry) => results.history.open(entry),
  copyFromHistory: ({ results }, entry) => results.history.copy(entry),
  removeFromHistory: ({ results }, entry) => results.history.remove(entry),
  refreshSchema: ({ schema }) => schema.refresh(),
  findInSchema,
  filterSchema,
  clearSchemaFilter: ({ schema }) => schema.filter(''),
  newQuery,
  newInsert,
  useConnection,
  editConnections: () => vscode.commands.executeCommand('workbench.action.openSettings', 'dsql.connections'),
  copyConnectionCode,
  selectFirstRows,
  copyName,
  showDefinition,
  copyDefinition,
  addSequence,
  addRole,
  mapToPrincipal,
  grantRights,
  renameObject,
  addTable,
  addColumn,
  addIndex,
  validateConstraint,
  dropObject,
  refreshJobs: ({ jobs }) => jobs.look(),
  dismissJob,
  dismissEndedJobs: ({ jobs }) => jobs.dismissEnded(),
  dropJobIndex,
  showDuplicates,
  copyJobId,
};
