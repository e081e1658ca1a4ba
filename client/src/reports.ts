import * as vscode from 'vscode';
import type { Choices } from '../../server/src/core/repair/fixAll.js';
import type { Conversion } from '../../server/src/protocol/requests.js';
import type { ErrorBoundary } from './errorBoundary.js';
import { commandName } from './manifest.js';
import { reportHtml } from './reportHtml.js';

/** What a page of a report is made of. */
export interface ShownReport {
  /** What the file is called. */
  readonly name: string;
  readonly file: vscode.Uri;
  /** There is something to apply. */
  readonly isAsked: boolean;
  readonly report: Conversion['report'];
  /** Converts the file again with these choices. */
  readonly choose: (choices: Choices) => Promise<Conversion['report']>;
}

/** The readiness reports of conversions, each by its converted text. */
export interface Reports extends vscode.Disposable {
  readonly put: (converted: vscode.Uri, report: ShownReport) => void;
  readonly show: (converted: vscode.Uri) => void;
  readonly close: (converted: vscode.Uri) => void;
  /** Shows a line of the file; lines count from 1. */
  readonly openLine: (converted: unknown, line: unknown) => Promise<void>;
  /** Takes another fix of a rule. `others`: the titles of the ways that it is in place of. */
  readonly choose: (converted: unknown, rule: unknown, title: unknown, others: unknown) => Promise<void>;
}

interface Kept {
  shown: ShownReport;
  choices: Choices;
  panel: vscode.WebviewPanel | undefined;
}

export function createReports(boundary: ErrorBoundary): Reports {
  const kept = new Map<string, Kept>();
  const find = (converted: unknown): Kept | undefined =>
    converted instanceof vscode.Uri || typeof converted === 'string'
      ? kept.get(converted.toString())
      : undefined;

  const draw = (key: string, { panel, shown }: Kept) => {
    if (panel) panel.webview.html = reportHtml(key, shown);
  };

  function show(converted: vscode.Uri): void {
    const key = converted.toString();
    const one = kept.get(key);
    if (!one) throw new Error('Convert the file again to see its report.');
    if (one.panel) {
      one.panel.reveal();
      return;
    }
    const { name } = one.shown;
    one.panel = vscode.window.createWebviewPanel(
      'dsql.report',
      `${name}: report`,
      { viewColumn: vscode.ViewColumn.Active },
      // Without scripts: each link is a command of ours
      { enableScripts: false, enableCommandUris: linkCommands, localResourceRoots: [] },
    );
    one.panel.onDidDispose(() => {
      one.panel = undefined;
    });
    draw(key, one);
  }

  return {
    put: (converted, shown) => {
      const key = converted.toString();
      const one = { shown, choices: {}, panel: kept.get(key)?.panel };
      kept.set(key, one);
      draw(key, one);
    },
    show,
    close: (converted) => find(converted)?.panel?.dispose(),
    openLine: async (converted, line) => {
      const one = find(converted);
      if (!one || typeof line !== 'number') return;
      const start = new vscode.Position(Math.max(0, line - 1), 0);
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(one.shown.file), {
        selection: new vscode.Range(start, start),
        preview: false,
      });
    },
    choose: async (converted, rule, title, others) => {
      const one = find(converted);
      if (!one || typeof rule !== 'string' || typeof title !== 'string' || !Array.isArray(others)) return;
      const before = (one.choices[rule] ?? []).filter((other) => !others.includes(other));
      one.choices = { ...one.choices, [rule]: [title, ...before] };
      one.shown = { ...one.shown, report: await one.shown.choose(one.choices) };
      draw(String(converted), one);
    },
    dispose: () => {
      for (const { panel } of kept.values())
        boundary.attempt('A report was not closed.', () => panel?.dispose());
    },
  };
}

/** The only commands that a page may call. */
const linkCommands = (
  ['openReportLine', 'chooseRepair', 'applyConversion', 'discardConversion'] as const
).map(commandName);
