import * as vscode from 'vscode';
import { type FirstStep, firstStepsDone } from './manifest.js';
import { isSql } from './sqlEditor.js';

/** Ticks the steps of the walkthrough off, by what has happened and not by which button was pressed. */
export interface FirstSteps extends vscode.Disposable {
  readonly done: (step: FirstStep) => void;
}

const memoryKey = 'firstSteps';

/** `memory` remembers for all windows which steps were done. */
export function createFirstSteps(memory: vscode.Memento): FirstSteps {
  const reached = new Set<string>(memory.get<readonly string[]>(memoryKey, []));
  const tick = (step: string) =>
    void vscode.commands.executeCommand('setContext', firstStepsDone(step), true);
  for (const step of reached) tick(step);

  const done = (step: FirstStep) => {
    if (reached.has(step)) return;
    reached.add(step);
    tick(step);
    void memory.update(memoryKey, [...reached]);
  };

  const look = (editor: vscode.TextEditor | undefined) => {
    if (editor && isSql(editor.document)) done('sample');
  };
  look(vscode.window.activeTextEditor);
  const looking = vscode.window.onDidChangeActiveTextEditor(look);
  return { done, dispose: () => looking.dispose() };
}
