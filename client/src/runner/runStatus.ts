import * as vscode from 'vscode';
import { commandName } from '../manifest.js';
import { inLabel } from '../shownText.js';

/** Shows in the status bar that a run goes on, until it is disposed of, and cancels it at a click. */
export interface RunStatus extends vscode.Disposable {
  /** A statement begins: its number from 0. */
  readonly show: (index: number, count: number, file: string | undefined) => void;
  readonly canceling: () => void;
}

export function showRun(connection: string): RunStatus {
  const item = vscode.window.createStatusBarItem('dsql.run', vscode.StatusBarAlignment.Left, 48);
  item.name = 'DSQL run';
  item.command = { command: commandName('cancelRun'), title: 'Cancel run', arguments: [connection] };
  item.tooltip = `On "${connection}". Click to cancel.`;
  let timer: NodeJS.Timeout | undefined;

  return {
    show(index, count, file) {
      clearInterval(timer);
      const begun = Date.now();
      const tick = () => {
        const seconds = Math.floor((Date.now() - begun) / 1_000);
        const place = count > 1 ? ` ${index + 1} of ${count}` : '';
        const name = file === undefined ? '' : ` ${inLabel(file)}`;
        item.text = `$(sync~spin) Running${name}${place === '' ? '' : `,${place}`}${seconds > 0 ? `, ${seconds} s` : '…'}`;
      };
      tick();
      timer = setInterval(tick, 1_000);
      item.show();
    },
    canceling() {
      clearInterval(timer);
      item.text = '$(sync~spin) Canceling…';
    },
    dispose() {
      clearInterval(timer);
      item.dispose();
    },
  };
}
