import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';

const patience = 15_000;

/** Waits until the diagnostics of a document name exactly these rules, in the order of the text. */
export function untilRules(uri: vscode.Uri, expected: readonly string[]): Promise<void> {
  return untilDiagnostics(uri, (rules) => isDeepStrictEqual(rules, expected), expected);
}

/** Waits until a document has any diagnostics. */
export const untilSomeRules = (uri: vscode.Uri): Promise<void> =>
  untilDiagnostics(uri, (rules) => rules.length > 0, ['any']);

async function untilDiagnostics(
  uri: vscode.Uri,
  isReached: (rules: readonly unknown[]) => boolean,
  expected: readonly string[],
): Promise<void> {
  const subscriptions: vscode.Disposable[] = [];
  const reached = new Promise<void>((resolve, reject) => {
    const look = () => isReached(rulesOf(uri)) && resolve();
    subscriptions.push(vscode.languages.onDidChangeDiagnostics(look));
    const giveUp = () => {
      try {
        assert.deepEqual(rulesOf(uri), expected);
        resolve();
      } catch (error) {
        reject(error);
      }
    };
    const timer = setTimeout(giveUp, patience);
    subscriptions.push(new vscode.Disposable(() => clearTimeout(timer)));
    look();
  });
  await reached.finally(() => vscode.Disposable.from(...subscriptions).dispose());
}

const rulesOf = (uri: vscode.Uri) =>
  vscode.languages
    .getDiagnostics(uri)
    .toSorted((one, other) => one.range.start.compareTo(other.range.start))
    .map(({ code }) => (typeof code === 'object' ? code.value : code));
