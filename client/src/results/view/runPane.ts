import type { RunStepView, RunView } from '../messages.js';
import { button, element } from './dom.js';
import { durationOf, rowsOf } from './messagesPane.js';

interface RunPaneOptions {
  readonly onSelect: (id: number) => void;
  /** Opens the menu of a statement. */
  readonly onMenu: (tab: number, at: { readonly x: number; readonly y: number }) => void;
}

/** A run of several statements: a list of them, and above the rows of one the way back and to its neighbors. */
export interface RunPane {
  readonly bar: HTMLElement;
  readonly list: HTMLElement;
  readonly show: (run: RunView | undefined) => void;
  /** Puts the focus on the list. */
  readonly focus: () => void;
}

export function createRunPane({ onSelect, onMenu }: RunPaneOptions): RunPane {
  let run: RunView | undefined;
  /** The statement that the focus of the list is on. */
  let current: number | undefined;
  const lines = new Map<number, HTMLElement>();

  const all = button({ label: 'All statements', icon: 'list', onClick: () => run && onSelect(run.id) });
  const neighbor = (by: number) => () => {
    const at = run?.steps.findIndex(({ tab }) => tab === run?.tab) ?? -1;
    const step = at < 0 ? undefined : run?.steps[at + by];
    if (step) onSelect(step.tab);
  };
  const before = button({
    label: 'Previous statement',
    icon: 'previous',
    isBare: true,
    onClick: neighbor(-1),
  });
  const after = button({ label: 'Next statement', icon: 'open', isBare: true, onClick: neighbor(1) });
  const place = element('span', { className: 'run-place' });
  const summary = element('span', { className: 'run-summary', role: 'status' });
  const bar = element(
    'div',
    { className: 'run-bar', role: 'toolbar', aria: { label: 'Run' } },
    ...[all, before, place, after, summary],
  );
  const rows = element('div', {
    className: 'run-lines',
    role: 'listbox',
    aria: { label: 'Statements of the run' },
  });
  const head = element(
    'div',
    { className: 'run-line run-head', aria: { hidden: 'true' } },
    ...['', 'Statement', 'Result', 'Rows', 'Time', 'Notices'].map((text) => element('span', {}, text)),
  );
  const list = element('div', { className: 'run-list' }, head, rows);

  rows.addEventListener('keydown', (event) => {
    const steps = run?.steps ?? [];
    const at = steps.findIndex(({ tab }) => tab === current);
    const moves: Readonly<Record<string, number>> = {
      ArrowUp: Math.max(at - 1, 0),
      ArrowDown: Math.min(at + 1, steps.length - 1),
      Home: 0,
      End: steps.length - 1,
    };
    const step = steps[moves[event.key] ?? at];
    if (!step) return;
    if (event.key in moves) setCurrent(step.tab, true);
    else if (event.key === 'Enter' || event.key === ' ') onSelect(step.tab);
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      const box = lines.get(step.tab)?.getBoundingClientRect();
      onMenu(step.tab, { x: box?.left ?? 0, y: box?.bottom ?? 0 });
    } else return;
    event.preventDefault();
  });

  function setCurrent(tab: number | undefined, isFocused: boolean): void {
    current = tab;
    for (const [id, line] of lines) line.tabIndex = id === tab ? 0 : -1;
    if (isFocused && tab !== undefined) lines.get(tab)?.focus();
  }

  function draw(steps: readonly RunStepView[]): void {
    const hadFocus = rows.contains(document.activeElement);
    lines.clear();
    for (const step of steps) {
      const line = lineOf(step);
      line.addEventListener('click', () => onSelect(step.tab));
      line.addEventListener('contextmenu', (event) => {
        event.preventDefault();
        onMenu(step.tab, { x: event.clientX, y: event.clientY });
      });
      lines.set(step.tab, line);
    }
    rows.replaceChildren(...lines.values());
    const isThere = current !== undefined && lines.has(current);
    setCurrent(isThere ? current : steps[0]?.tab, hadFocus);
  }

  return {
    bar,
    list,
    show: (shown) => {
      const hasOtherSteps = JSON.stringify(shown?.steps) !== JSON.stringify(run?.steps);
      if (shown?.id !== run?.id) current = undefined;
      // Who comes back from a statement finds it in the list
      if (shown?.tab !== undefined) current = shown.tab;
      run = shown;
      bar.hidden = !shown;
      const isList = shown !== undefined && shown.tab === undefined;
      list.hidden = !isList;
      if (!shown) return;
      if (isList && (hasOtherSteps || lines.size === 0)) draw(shown.steps);
      else if (isList) setCurrent(current ?? shown.steps[0]?.tab, false);
      else lines.clear();
      const at = shown.steps.findIndex(({ tab }) => tab === shown.tab);
      for (const one of [all, before, place, after]) one.hidden = isList;
      before.disabled = at <= 0;
      after.disabled = at < 0 || at === shown.steps.length - 1;
      place.textContent = `Statement ${shown.steps[at]?.number ?? ''}`;
      // A screen reader reads out what is written again
      if (summary.textContent !== shown.summary) summary.textContent = shown.summary;
      summary.title = shown.summary;
    },
    focus: () => rows.querySelector<HTMLElement>('[tabindex="0"]')?.focus(),
  };
}

function lineOf({ number, label, outcome, state, rows, time, notices }: RunStepView): HTMLElement {
  const count = rows === undefined ? '' : rowsOf(rows);
  const duration = time === undefined ? '' : durationOf(time);
  const said =
    notices.length === 0 ? '' : notices.length === 1 ? (notices[0] ?? '') : `${notices.length} notices`;
  const result = outcome || (state === 'running' ? 'running…' : state);
  return element(
    'div',
    {
      className: `run-line ${state}`,
      role: 'option',
      tabIndex: -1,
      title: [label, ...(state === 'failed' ? [outcome] : []), ...notices].join('\n'),
      aria: { keyshortcuts: 'Enter Shift+F10', selected: 'false' },
    },
    ...[String(number), label, result, count, duration, said].map((text) => element('span', {}, text)),
  );
}
