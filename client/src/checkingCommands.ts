import * as vscode from 'vscode';
import type { Checking } from './app.js';
import type { AnswerCommands } from './asking/reviews.js';
import { convertFile, showReport } from './convertFile.js';
import { copyText } from './copyText.js';
import { pickDialect } from './dialect/picker.js';
import { openOwnFile, showFixes } from './firstFile.js';
import { fixAllSafe } from './fixAll.js';
import { type CheckingCommandId, type CommandId, commandIds, commandName, commands } from './manifest.js';
import { changeSeverity, openRule } from './ruleActions.js';
import { openSample } from './sample.js';
import { schemes } from './texts/schemes.js';

/** What VS Code passes along comes after what the command reaches. */
export type Handler<Reached> = (reached: Reached, ...given: readonly unknown[]) => unknown;

/** The commands that check and repair files. */
export const checkingHandlers: { readonly [Id in CheckingCommandId]: Handler<Checking> } = {
  pickDialect,
  fixAll: async (app) => {
    await fixAllSafe(app);
    app.firstSteps.done('repair');
  },
  openRule,
  changeSeverity,
  convertFile,
  openSample,
  showFixes,
  openOwnFile,
  fixApplied: async ({ firstSteps }, made) => {
    firstSteps.done('repair');
    // A migration that a fix has written
    if (typeof made === 'string')
      await vscode.window.showTextDocument(vscode.Uri.parse(made), { preview: false });
  },
  applyConversion: ({ reviews }, given) => reviews.answer(ownUri(given), true),
  discardConversion: ({ reviews }, given) => reviews.answer(ownUri(given), false),
  openReportLine: ({ reports }, converted, line) => reports.openLine(converted, line),
  chooseRepair: ({ reports }, converted, rule, title, others) =>
    reports.choose(converted, rule, title, others),
  showReport,
  copyText,
  restartServer: ({ server }) => server.restart(),
  showOutput: ({ log }) => log.show(),
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

/** Runs a command by the name that VS Code knows it by, behind the error boundary. */
export type RunCommand = (name: string, given: readonly unknown[]) => Promise<void>;

export const runnerOf = <Reached extends Checking>(
  reached: Reached,
  handlerOf: (id: CommandId) => Handler<Reached>,
): RunCommand => {
  const ids = new Map<string, CommandId>(commandIds.map((id) => [commandName(id), id]));
  return async (name, given) => {
    const id = ids.get(name);
    if (id === undefined) return;
    try {
      await handlerOf(id)(reached, ...given);
    } catch (error) {
      reached.boundary.tell(`Command ${name} failed.`, error, `${commands[id].title}: `);
    }
  };
};

/** Registers every command of the manifest. */
export const registerCommands = (run: RunCommand): vscode.Disposable =>
  vscode.Disposable.from(
    ...commandIds.map((id) =>
      vscode.commands.registerCommand(commandName(id), (...given) => run(commandName(id), given)),
    ),
  );
