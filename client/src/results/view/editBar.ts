import type { EditPhase, FromView, ResultView } from '../messages.js';
import { button, element } from './dom.js';
import { rowsOf } from './messagesPane.js';

export interface EditBarOptions {
  readonly post: (message: FromView) => void;
  /** Deletes the selected rows. */
  readonly onDelete: () => void;
  readonly onAdd: () => void;
}

/** Switches the editing of rows on, says what is pending, and saves it. */
export interface EditBar {
  /** The button that switches it. */
  readonly toggle: HTMLElement;
  readonly element: HTMLElement;
  readonly show: (result: ResultView) => void;
  /** Puts the focus on the answer to an open question; answers whether there is one. */
  readonly focusQuestion: () => boolean;
}

export function createEditBar({ post, onDelete, onAdd }: EditBarOptions): EditBar {
  let result: ResultView | undefined;
  const send = (type: 'startEditing' | 'stopEditing' | 'undoEdit' | 'saveEdits' | 'showProblem') => () => {
    if (result) post({ type, tab: result.tab });
  };
  const toggle = button({
    label: 'Edit',
    icon: 'edit',
    onClick: () => send(result?.edit?.phase === 'off' ? 'startEditing' : 'stopEditing')(),
  });
  const words = element('span', { className: 'edit-words', role: 'status' });
  const add = button({ label: 'Insert row', icon: 'add', onClick: onAdd });
  const remove = button({ label: 'Delete rows', icon: 'remove', onClick: onDelete });
  const undo = button({ label: 'Undo', icon: 'undo', onClick: send('undoEdit') });
  const show = button({ label: 'Show problem', icon: 'error', onClick: send('showProblem') });
  const save = button({ label: 'Review and save…', className: 'main', onClick: send('saveEdits') });
  const close = button({ label: 'Discard', onClick: send('stopEditing') });
  const answer = (isYes: boolean) => () => {
    if (result) post({ type: 'answerReview', tab: result.tab, isYes });
  };
  const yes = button({ label: 'Save', className: 'main', onClick: answer(true) });
  const no = button({ label: 'Cancel', onClick: answer(false) });
  const made = element(
    'div',
    { className: 'edit-bar', role: 'toolbar', aria: { label: 'Editing rows' } },
    words,
    show,
    add,
    remove,
    undo,
    save,
    close,
    yes,
    no,
  );
  made.hidden = true;

  return {
    toggle,
    element: made,
    focusQuestion: () => {
      if (!yes.hidden) yes.focus();
      return !yes.hidden;
    },
    show: (shown) => {
      result = shown;
      const { edit } = shown;
      const phase = edit?.phase ?? 'off';
      toggle.hidden = edit === undefined;
      toggle.setAttribute('aria-pressed', String(isOn(shown) || phase === 'refused'));
      const cannot = edit?.reason !== undefined;
      toggle.lastChild?.replaceWith(cannot ? 'Why not editable?' : 'Edit');
      toggle.classList.toggle('dim', cannot);
      toggle.title = cannot ? 'These rows cannot be edited: press to see the reason' : 'Edit these rows (F2)';
      made.hidden = phase === 'off';
      made.classList.toggle('refused', phase === 'refused');
      const rows = edit?.rows ?? 0;
      const text = {
        off: '',
        asking: 'Reading the table…',
        refused: `These rows cannot be edited. ${edit?.reason ?? ''}`,
        on:
          rows === 0
            ? 'Type into a cell to change it.'
            : `${rowsOf(rows)} to save${problemsOf(edit?.problems ?? 0)}`,
        reviewing: `Save ${rowsOf(rows)} as the editor shows it?`,
        saving: 'Waiting for the server…',
      }[phase];
      const message = phase === 'on' ? edit?.message : undefined;
      const said = message === undefined ? text : rows === 0 ? message : `${text}. ${message}`;
      // A screen reader reads out what is written again
      if (words.textContent !== said) words.textContent = said;
      words.title = said;
      made.classList.toggle('wrong', phase === 'on' && edit?.message !== undefined);
      show.hidden = phase !== 'on' || (edit?.problems ?? 0) === 0;
      for (const one of [add, remove, undo, save]) one.hidden = phase !== 'on' && phase !== 'saving';
      for (const one of [yes, no]) one.hidden = phase !== 'reviewing';
      close.hidden = phase === 'reviewing';
      const isBusy = phase === 'saving' || phase === 'reviewing';
      for (const one of [add, remove, toggle, close]) one.disabled = isBusy;
      undo.disabled = isBusy || !edit?.canUndo;
      save.disabled = isBusy || rows === 0;
      close.lastChild?.replaceWith(rows > 0 ? 'Discard' : 'Close');
    },
  };
}

const problemsOf = (count: number): string =>
  count === 0
    ? ''
    : count === 1
      ? ', 1 cell has a problem'
      : `, ${count.toLocaleString('en-US')} cells have problems`;

const isOn = (result: ResultView | undefined): boolean => onPhases.has(result?.edit?.phase);

const onPhases: ReadonlySet<EditPhase | undefined> = new Set(['on', 'reviewing', 'saving']);
