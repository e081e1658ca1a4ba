import type { Cell } from '../../../../server/src/connection/answer.js';
import { type FromView, type ResultView, shownLength } from '../messages.js';
import { createCellEditor, type Leave } from './cellEditor.js';
import { createCellViewer } from './cellViewer.js';
import { element } from './dom.js';
import type { Grid } from './grid.js';
import type { CellEdits } from './menus.js';

interface CellWorkOptions {
  readonly page: HTMLElement;
  /** Holds the grid, and the viewer beside it. */
  readonly content: HTMLElement;
  readonly post: (message: FromView) => void;
  readonly grid: () => Grid;
  readonly result: () => ResultView | undefined;
}

/** Looking at one cell, and changing cells and rows. */
export interface CellWork {
  readonly openViewer: () => void;
  readonly closeViewer: () => void;
  /** Opens the editor of the active cell, or the viewer where it cannot be edited. */
  readonly open: () => void;
  /** Another cell is active. */
  readonly onMove: () => void;
  /** Shows what is wrong with the active cell beside it. */
  readonly showProblem: () => void;
  /** A key on a cell; answers whether it changes something. */
  readonly onKey: (event: KeyboardEvent) => boolean;
  /** The whole text of a cell has come. */
  readonly take: (row: number, column: number, text: Cell) => void;
  /** What can be done to the selected cells; undefined where rows are not edited. */
  readonly edits: () => CellEdits | undefined;
  readonly deleteRows: () => void;
  readonly addRow: () => void;
}

export function createCellWork({ page, content, post, grid, result }: CellWorkOptions): CellWork {
  const viewer = createCellViewer({
    onCopy: (text) => post({ type: 'copyText', text }),
    onClose: () => {
      viewer.element.remove();
      grid().focus();
    },
  });
  const editor = createCellEditor(page, {
    onKeep: (text, leave) => {
      setCells(text);
      moveOn(leave);
    },
    onLeave: (leave) => moveOn(leave),
  });
  const problem = element('div', { className: 'cell-problem', aria: { hidden: 'true' } });
  /** The editor opens once the whole text of the cell is here. */
  let isWaiting = false;

  function moveOn(leave: Leave): void {
    const { rows, columns } = steps[leave];
    // A press elsewhere has put the focus where it belongs
    if (leave !== 'stay' || document.activeElement === document.body) grid().step(rows, columns);
  }

  const withResult = (act: (shown: ResultView) => void) => {
    const shown = result();
    if (shown) act(shown);
  };
  const ask = () => {
    const active = grid().active();
    if (active) withResult(({ tab, order }) => post({ type: 'cell', tab, order, ...active }));
  };
  const setCells = (cell: Cell) =>
    withResult(({ tab, order }) => post({ type: 'setCells', tab, order, ...grid().selected(), text: cell }));
  const deleteRows = () => {
    withResult(({ tab, order }) => post({ type: 'deleteRows', tab, order, ...grid().selected() }));
    grid().focus();
  };
  const addRow = () => withResult(({ tab }) => post({ type: 'addRow', tab }));

  function openViewer(): void {
    if (!grid().active()) return;
    content.append(viewer.element);
    grid().reveal();
    ask();
    viewer.focus();
  }

  /** Answers whether the active cell can be edited. */
  function openEditor(typed?: string, whole?: Cell): boolean {
    isWaiting = false;
    const active = grid().active();
    const shown = grid().activeCell();
    const column = active && result()?.columns[active.column];
    const edit = result()?.edit;
    if (!active || !column || edit?.phase !== 'on' || edit.columns[active.column] !== true) return false;
    if (!shown) return true;
    if (typed === undefined && whole === undefined && (shown.cell?.length ?? 0) > shownLength) {
      isWaiting = true;
      ask();
    } else editor.open(whole ?? shown.cell, shown.box, column, typed);
    return true;
  }

  const edits = (): CellEdits | undefined =>
    result()?.edit?.phase !== 'on'
      ? undefined
      : {
          open: () => openEditor(),
          set: setCells,
          revert: () =>
            withResult(({ tab, order }) => post({ type: 'revertCells', tab, order, ...grid().selected() })),
          deleteRows,
          addRow,
        };

  return {
    openViewer,
    closeViewer: () => viewer.element.remove(),
    open: () => {
      if (!openEditor()) openViewer();
    },
    onMove: () => {
      if (viewer.element.isConnected) ask();
    },
    showProblem: () => {
      const cell = grid().activeCell();
      const area = content.getBoundingClientRect();
      const isInSight = cell && cell.box.top >= area.top && cell.box.bottom <= area.bottom;
      if (!isInSight || cell.problem === undefined) return problem.remove();
      problem.textContent = cell.problem;
      if (!problem.isConnected) page.append(problem);
      const { width, height } = problem.getBoundingClientRect();
      const below = cell.box.bottom + 1;
      problem.style.left = `${Math.max(Math.min(cell.box.left, innerWidth - width - 4), 0)}px`;
      problem.style.top = `${below + height > innerHeight ? cell.box.top - height - 1 : below}px`;
    },
    onKey: (event) => {
      const can = edits();
      const shown = result();
      const isOff = shown?.edit?.phase === 'off' && shown.edit.reason === undefined;
      if (shown && isOff && event.key === 'F2') {
        post({ type: 'startEditing', tab: shown.tab });
        return true;
      }
      if (!can || !shown) return false;
      const ctrl = event.ctrlKey || event.metaKey;
      if (event.key === 'F2') return openEditor();
      if (event.key === 'Delete' && ctrl) can.deleteRows();
      else if (event.key === 'Delete') can.set(null);
      else if (event.key === 'Insert') can.addRow();
      else if (ctrl && event.key.toLowerCase() === 'z') post({ type: 'undoEdit', tab: shown.tab });
      else return event.key.length === 1 && !ctrl && openEditor(event.key);
      return true;
    },
    take: (row, column, text) => {
      const active = grid().active();
      const shown = result()?.columns[column];
      if (!shown || active?.row !== row || active.column !== column) return;
      if (isWaiting) openEditor(undefined, text);
      else viewer.show(shown, row, text);
    },
    edits,
    deleteRows,
    addRow,
  };
}

const steps: Readonly<Record<Leave, { readonly rows: number; readonly columns: number }>> = {
  stay: { rows: 0, columns: 0 },
  down: { rows: 1, columns: 0 },
  right: { rows: 0, columns: 1 },
  left: { rows: 0, columns: -1 },
};
