import * as vscode from 'vscode';
import { sandboxName } from '../../server/src/connection/sandbox.js';
import type { App } from './app.js';
import type { AnswerCommands } from './asking/reviews.js';
import { runSpanInBatches, runStatementInBatches } from './batches/offer.js';
import { statementOfLens } from './code/codeLens.js';
import { chooseConnection } from './connection/connectionPicker.js';
import { convertFile, showReport } from './convertFile.js';
import { copyText } from './copyText.js';
import { compareDialect } from './dialectComparison.js';
import { pickDialect } from './dialectPicker.js';
import { checkForDialect } from './dialectUpdate.js';
import { openOwnFile, runFirstFile, showFixes } from './firstSteps.js';
import { fixAllSafe } from './fixAll.js';
import { copyJobId, dismissJob, dropJobIndex, showDuplicates } from './jobs/actions.js';
import { type CommandId, commandIds, commandName, commands } from './manifest.js';
import { applyMigrations } from './migrations/applyMigrations.js';
import { changeSeverity, openRule } from './ruleActions.js';
import { placeOfLens } from './runner/runLens.js';
import { openSample } from './sample.js';
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
import { schemes } from './texts/schemes.js';

/** What VS Code passes along comes after the app: a lens names its statement. */
const handlers: { readonly [Id in CommandId]: (app: App, ...given: readonly unknown[]) => unknown } = {
  pickDialect,
  checkForDialect,
  compareDialect,
  fixAll: async (app) => {
    await fixAllSafe(app);
    app.firstSteps.done('repair');
  },
  openRule,
  changeSeverity,
  convertFile,
  connect: (app, given) => chooseConnection(app, given instanceof vscode.Uri ? given.toString() : undefined),
  disconnect,
  startSandbox: ({ connections }) => connections.use(sandboxName),
  openSample,
  showFixes,
  runFirstFile,
  openOwnFile,
  fixApplied: ({ firstSteps }) => firstSteps.done('repair'),
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
  runInBatches: (app) => runStatementInBatches(app),
  runSpanInBatches: (app, ...given) => runSpanInBatches(app, given),
  runReviewedBatches: ({ reviews }, given) => reviews.answer(given, true),
  saveReviewedChanges: ({ reviews }, given) => reviews.answer(given, true),
  applyConversion: ({ reviews }, given) => reviews.answer(ownUri(given), true),
  discardConversion: ({ reviews }, given) => reviews.answer(ownUri(given), false),
  openReportLine: ({ reports }, converted, line) => reports.openLine(converted, line),
  chooseRepair: ({ reports }, converted, rule, title, others) =>
    reports.choose(converted, rule, title, others),
  cancelReview: ({ reviews }, given) => reviews.answer(given, false),
  showReport,
  copyText,
  applyMigrations,
  resumeBatches: ({ batches }) => batches.resume(),
  cancelRun: ({ runner }, given) => runner.cancel(typeof given === 'string' ? given : undefined),
  commit: ({ runner }) => runner.commit(),
  rollback: ({ runner }) => runner.rollback(),
  endTransaction: ({ runner }) => runner.endTransaction(),
  restartServer: ({ server }) => server.restart(),
  showOutput: ({ log }) => log.show(),
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

/** A page names a document by a text, VS Code by a URI. */
const ownUri = (given: unknown): unknown => (typeof given === 'string' ? vscode.Uri.parse(given) : given);

/** What answers the question of a document of ours. */
export const answerCommands: AnswerCommands = {
  yes: ({ scheme }) => {
    if (scheme === schemes.batches) return commandName('runReviewedBatches');
    return commandName(scheme === schemes.changes ? 'saveReviewedChanges' : 'applyConversion');
  },
  no: ({ scheme }) => commandName(scheme === schemes.converted ? 'discardConversion' : 'cancelReview'),
};

/** Registers every command of the manifest behind the error boundary. */
export const registerCommands = (app: App): vscode.Disposable =>
  vscode.Disposable.from(
    ...commandIds.map((id) =>
      vscode.commands.registerCommand(commandName(id), async (...given) => {
        try {
          await handlers[id](app, ...given);
        } catch (error) {
          app.boundary.tell(`Command ${commandName(id)} failed.`, error, `${commands[id].title}: `);
        }
      }),
    ),
  );
