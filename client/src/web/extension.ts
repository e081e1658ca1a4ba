import * as vscode from 'vscode';
import type { Checking } from '../app.js';
import { createReviews } from '../asking/reviews.js';
import {
  answerCommands,
  checkingHandlers,
  type Handler,
  registerCommands,
  runnerOf,
} from '../checkingCommands.js';
import { showDialect } from '../dialect/status.js';
import { type ErrorBoundary, errorBoundary } from '../errorBoundary.js';
import { startLanguageServer } from '../languageServer.js';
import { type CommandId, commandName, commands, isChecking } from '../manifest.js';
import { createReports } from '../reports.js';
import { createFirstSteps } from '../stepsDone.js';
import { provideOwnTexts } from '../texts/ownTexts.js';
import { startWorker } from './serverWorker.js';

/** In a browser the extension checks and repairs files. What needs a socket or a process says so. */
export function activate(context: vscode.ExtensionContext): void {
  const own = <D extends vscode.Disposable>(disposable: D): D => {
    context.subscriptions.push(disposable);
    return disposable;
  };
  const log = own(vscode.window.createOutputChannel('DSQL Workbench', { log: true }));
  const server = own(
    startLanguageServer((dialectChanged) => startWorker(context.extensionUri, log, dialectChanged)),
  );
  const boundary = errorBoundary(log);
  const texts = own(provideOwnTexts());
  const reviews = own(createReviews(texts, answerCommands));
  const reports = own(createReports(boundary));
  const firstSteps = own(createFirstSteps(context.globalState));
  const checking: Checking = { log, server, texts, reviews, reports, boundary, firstSteps };
  own(registerCommands(runnerOf(checking, handlerOf)));
  own(showDialect(checking, context.globalState));
}

const handlerOf = (id: CommandId): Handler<Checking> =>
  isChecking(id) ? checkingHandlers[id] : ({ boundary }) => refuse(id, boundary);

function refuse(id: CommandId, { tell }: ErrorBoundary): void {
  const title = commands[id].title.replace(/…$/, '');
  const sentence = `"${title}" needs VS Code on a computer: this window runs in a browser.`;
  tell(`Command ${commandName(id)} was not run.`, new Error(sentence));
}
