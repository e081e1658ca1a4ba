import * as vscode from 'vscode';
import { commandName } from '../manifest.js';

/** Shows in the status bar that a run goes on, and cancels it at a click. */
export interface RunStatus extends vscode.Disposable {
  /** A statement begins: its number from 0. */
  readonly show: (index: number, count: number, file: string | undefined) => void;
  readonly canceling: () => void;
  readonly end: () => void;
}

export function showRun(): RunStatus {
  const item = vscode.window.createStatusBarItem('dsql.run', vscode.StatusBarAlignment.Left, 48);
  item.name = 'DSQL run';
  item.command = commandName('cancelRun');
  item.tooltip = 'Click to cancel.';
  let timer: NodeJS.Timeout | undefined;
  const context = (isRunning: boolean) =>
    void vscode.commands.executeCommand('setContext', 'dsql.isRunning', isRunning);

  return {
    show(index, count, file) {
      clearInterval(timer);
      const begun = Date.now();
      const tick = () => {
        const seconds = Math.floor((Date.now() - begun) / 1_000);
        const place = count > 1 ? ` ${index + 1} of ${count}` : '';
        const name = file === undefined ? '' : ` ${file}`;
        item.text = `$(sync~spin) Running${name}${place === '' ? '' : `,${place}`}${seconds > 0 ? `, ${seconds} s` : '…'}`;
      };
      tick();
      timer = setInterval(tick, 1_000);
      item.show();
      context(true);
    },
    canceling() {
      clearInterval(timer);
      item.text = '$(sync~spin) Canceling…';
    },
    end() {
      clearInterval(timer);
      item.hide();
      context(false);
    },
    dispose() {
      clearInterval(timer);
      item.dispose();
    },
  };
}
