import type { Cell } from '../../../../server/src/connection/answer.js';
import {
  type Condition,
  type Format,
  type FormatEntry,
  type FromView,
  formats,
  isFormat,
  type ResultView,
} from '../messages.js';
import { columnFilter } from './columnFilter.js';
import type { Grid } from './grid.js';
import type { Menu } from './menu.js';
import { rowsOf } from './messagesPane.js';

type Post = (message: FromView) => void;

/** What can be done with a statement's tab. */
export const tabMenu = (tab: number, isPinned: boolean, post: Post): Menu => [
  [
    {
      label: isPinned ? 'Unpin' : 'Pin',
      note: isPinned ? '' : 'keeps it when the document runs again',
      run: () => post({ type: 'pin', tab, isPinned: !isPinned }),
    },
    { label: 'Run again', run: () => post({ type: 'runAgain', tab }) },
    { label: 'Show in editor', run: () => post({ type: 'showInEditor', tab }) },
  ],
  [
    { label: 'Close', note: 'Del', run: () => post({ type: 'close', tab }) },
    { label: 'Close others', run: () => post({ type: 'closeOthers', tab }) },
  ],
];

/** What can be done with the tab of a run. */
export const runMenu = (run: number, post: Post): Menu => [
  [
    { label: 'Close', note: 'Del', run: () => post({ type: 'close', tab: run }) },
    { label: 'Close others', run: () => post({ type: 'closeOthers', tab: run }) },
  ],
];

/** What can be done with the selected cells while rows are edited. */
export interface CellEdits {
  readonly open: () => void;
  readonly set: (cell: Cell) => void;
  readonly revert: () => void;
  readonly deleteRows: () => void;
  readonly addRow: () => void;
}

/** What can be done with the selected cells. */
export function selectionMenu(
  grid: Grid,
  copy: (format: Format, hasHeader: boolean) => void,
  openCell: () => void,
  edits: CellEdits | undefined,
): Menu {
  const entry = (label: string, format: Format, hasHeader: boolean, note = '') => ({
    label,
    note,
    run: () => copy(format, hasHeader),
  });
  const selectAll = () => grid.change({ selection: { ...grid.layout().selection, extent: 'all' } });
  const editing = edits && [
    [
      { label: 'Edit cell', note: 'F2', run: edits.open },
      { label: 'Set to NULL', note: 'Del', run: () => edits.set(null) },
      { label: 'Set to empty text', run: () => edits.set('') },
      { label: 'Restore the original value', run: edits.revert },
    ],
    [
      { label: 'Insert row', note: 'Ins', run: edits.addRow },
      { label: 'Delete or restore rows', note: 'Ctrl+Del', run: edits.deleteRows },
    ],
  ];
  return [
    ...(editing ?? []),
    [entry('Copy', 'tsv', false, 'Ctrl+C'), entry('Copy with column names', 'tsv', true)],
    allFormats.flatMap((format) => {
      const { copiedAs }: FormatEntry = formats[format];
      return copiedAs === undefined ? [] : [entry(`Copy as ${copiedAs}`, format, true)];
    }),
    [
      { label: 'Show whole cell', note: edits ? '' : 'Enter', run: openCell },
      { label: 'Select all', note: 'Ctrl+A', run: selectAll },
    ],
  ];
}

const allFormats = Object.keys(formats).filter(isFormat);

/** Which rows to write into a file, and how. */
export function exportMenu(result: ResultView, grid: Grid, post: Post): Menu {
  const { tab, columns, shown, loaded, hasMore, sort, filter } = result;
  const selected = grid.selected();
  const whole = { start: 0, end: shown, columns: grid.columns() };
  const entries = (what: string, scope: 'all' | 'shown', area: typeof whole) =>
    allFormats.flatMap((format) => {
      const { name, isExported }: FormatEntry = formats[format];
      const run = () => post({ type: 'export', tab, ...area, format, scope });
      return isExported ? [{ label: `${what} as ${name}…`, run }] : [];
    });
  const isArranged = sort.length > 0 || filter.length > 0 || whole.columns.length < columns.length;
  const isPart = selected.end - selected.start > 1 || selected.columns.length > 1;
  const all = hasMore ? 'All rows, also those not loaded,' : `All ${rowsOf(loaded)}`;
  return [
    entries(all, 'all', whole),
    ...(isArranged ? [entries(`${rowsOf(shown)} as shown`, 'shown', whole)] : []),
    ...(isPart ? [entries(`Selected ${rowsOf(selected.end - selected.start)}`, 'shown', selected)] : []),
  ];
}

/** Which columns are shown. */
export function columnsMenu({ columns }: ResultView, grid: Grid): Menu {
  const { hidden } = grid.layout();
  const toggle = (at: number) => {
    // The menu stays open: another column may have been hidden in the meantime
    const now = grid.layout().hidden;
    grid.change({ hidden: now.includes(at) ? now.filter((one) => one !== at) : [...now, at] });
  };
  return [
    [
      { label: 'Show all', run: () => grid.change({ hidden: [] }) },
      { label: 'Reset column widths', run: () => grid.change({ widths: {} }) },
    ],
    columns.map(({ name, type }, at) => ({
      label: name,
      note: type,
      isChecked: !hidden.includes(at),
      run: () => toggle(at),
    })),
  ];
}

/** What can be done with a column, by its index in the result. */
export function columnMenu(
  { tab, columns, filter }: ResultView,
  column: number,
  at: { readonly x: number; readonly y: number },
  grid: Grid,
  { post, setFilter }: { readonly post: Post; readonly setFilter: (filter: readonly Condition[]) => void },
): Menu {
  const name = columns[column]?.name ?? '';
  const sort = (isDescending: boolean) => post({ type: 'sort', tab, sort: [{ column, isDescending }] });
  const current = filter.find((condition) => condition.column === column);
  const others = filter.filter((condition) => condition.column !== column);
  const { hidden, widths } = grid.layout();
  const { [String(column)]: _, ...otherWidths } = widths;
  const askForFilter = () =>
    columnFilter(name, current, at, (condition) =>
      setFilter(condition ? [...others, { column, ...condition }] : others),
    );
  return [
    [
      { label: 'Sort ascending', note: 'Enter', run: () => sort(false) },
      { label: 'Sort descending', run: () => sort(true) },
      { label: 'Do not sort', run: () => post({ type: 'sort', tab, sort: [] }) },
    ],
    [
      { label: 'Filter…', run: askForFilter },
      { label: 'Only NULL', run: () => setFilter([...others, { column, test: 'isNull', text: '' }]) },
      { label: 'Without NULL', run: () => setFilter([...others, { column, test: 'isNotNull', text: '' }]) },
    ],
    [
      { label: 'Hide column', run: () => grid.change({ hidden: [...hidden, column] }) },
      {
        label: 'Reset width',
        note: 'Shift+← → changes it',
        run: () => grid.change({ widths: otherWidths }),
      },
      { label: 'Copy name', run: () => post({ type: 'copyText', text: name }) },
    ],
  ];
}
