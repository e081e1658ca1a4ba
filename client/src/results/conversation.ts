import type { Cell } from '../../../server/src/connection/answer.js';
import type { EncodingOptions } from '../../../server/src/running/formats/format.js';
import type { EditMessage } from './editing.js';
import { problemsAt } from './editProblems.js';
import { encode, encodings } from './formats/encoding.js';
import { sourceTable } from './formats/sourceTable.js';
import {
  type Format,
  fromViewMessages,
  type RowMark,
  shownLength,
  type TabView,
  type ToView,
} from './messages.js';
import type { Remedy } from './remedies.js';
import { type RunEntry, runTab, runView } from './runs.js';
import { dispatcher } from './shape.js';
import { pendingAt, placeAt, rowAt, shownCount } from './shownRows.js';
import type { Row, Tab } from './tab.js';
import type { Tabs } from './tabs.js';
import { resultView, tabView } from './tabView.js';

/** Rows as they are shown, `end` not included, and columns by index in the result. */
export interface RowSelection {
  readonly start: number;
  readonly end: number;
  readonly columns: readonly number[];
}

/** What the view asks for that happens outside of it. */
export interface Effects {
  readonly copy: (text: string) => void;
  /** Without a selection every row that the server has is meant. */
  readonly exportRows: (tab: Tab, format: Format, selection: RowSelection | undefined) => void;
  readonly showInEditor: (tab: Tab) => void;
  readonly runAgain: (tab: Tab) => void;
  /** Does something about the failure of a tab. */
  readonly remedy: (tab: Tab, remedy: Remedy) => void;
  readonly more: (tab: Tab) => void;
  /** Ends what runs in a tab. */
  readonly cancel: (tab: Tab) => void;
  /** Keys go to the page, or no longer. */
  readonly focused: (isFocused: boolean) => void;
  /** Takes what the view says of a tab's edits; missing where rows cannot be edited. */
  readonly edit?: (tab: Tab, message: EditMessage) => void;
  /** Why the rows of a tab cannot be edited, as far as that is known without asking: one sentence. */
  readonly notEditable?: (tab: Tab) => string | undefined;
  /** Closes tabs, unless what is pending in them is to be kept. */
  readonly close: (tabs: readonly Tab[]) => void;
}

/** The extension host's side of the conversation with the view: answers it, and keeps it up to date. */
export interface Conversation {
  /** Takes a message of the view; what is none is ignored. */
  readonly receive: (message: unknown) => void;
  /** Tells the view soon, once for many changes. */
  readonly changed: () => void;
}

export function converse(
  tabs: Tabs,
  post: (message: ToView) => void,
  effects: Effects,
  /** Calls back a little later. */
  soon: (callback: () => void) => void,
  /** Milliseconds since 1970. */
  now: () => number,
): Conversation {
  let isPlanned = false;

  const tell = () => {
    isPlanned = false;
    const selected = tabs.selected();
    const run = selected ? tabs.runOf(selected) : tabs.listed();
    const omitted = tabs.omitted();
    post({
      type: 'tabs',
      groups: tabs.groups(),
      group: tabs.group(),
      tabs: tabs.entries().flatMap(stripped),
      selected: run?.id ?? selected?.id,
      omitted,
      run: run && runView(run, tabs.statementsOf(run.id), omitted, selected),
      outdated: tabs.refusal(),
      connection: connectionOf(selected ?? (run && tabs.statementsOf(run.id)[0])),
    });
    if (selected)
      post({
        type: 'result',
        result: resultView(selected, effects.edit && { reason: effects.notEditable?.(selected) }),
      });
  };

  const stripped = ({ run, tabs: own }: RunEntry): readonly TabView[] =>
    run ? [runTab(run, tabs.statementsOf(run.id), now())] : own.map((tab) => tabView(tab, now()));

  const changed = () => {
    if (isPlanned) return;
    isPlanned = true;
    soon(tell);
  };

  const withTab = (id: number, act: (tab: Tab) => void) => {
    const tab = tabs.find(id);
    if (tab) act(tab);
  };

  const edit = (message: EditMessage) => withTab(message.tab, (tab) => effects.edit?.(tab, message));

  const receive = dispatcher(fromViewMessages, {
    ready: tell,
    focused: ({ isFocused }) => effects.focused(isFocused),
    showGroup: ({ group }) => tabs.showGroup(group),
    select: ({ tab }) => tabs.select(tab),
    close: ({ tab }) => effects.close(tabs.behind(tab)),
    closeOthers: ({ tab }) => effects.close(tabs.othersOf(tab)),
    pin: ({ tab, isPinned }) => tabs.pin(tab, isPinned),
    sort: ({ tab, sort }) => void tabs.sort(tab, sort),
    filter: ({ tab, filter }) => void tabs.filter(tab, filter),
    cells: ({ tab: id, order, row, rows, column, columns }) =>
      withTab(id, (tab) => {
        // The rows have been put into another order: the view will be told, and ask again
        if (tab.orderNumber !== order) return;
        const cells = [];
        const marks = [];
        for (let at = row; at < row + Math.min(rows, largestBlock); at++) {
          const cut = rowAt(tab, at)
            ?.slice(column, column + Math.min(columns, largestBlock))
            .map(cutCell);
          if (cut) cells.push(cut);
          const mark = tab.edits && markAt(tab, at);
          if (mark) marks.push(mark);
        }
        post({ type: 'cells', tab: id, order, row, column, cells, marks });
      }),
    cell: ({ tab: id, order, row, column }) =>
      withTab(id, (tab) => {
        if (tab.orderNumber !== order) return;
        post({ type: 'cell', tab: id, order, row, column, text: rowAt(tab, row)?.[column] ?? null });
      }),
    copy: ({ tab: id, start, end, columns, format, hasHeader }) =>
      withTab(id, (tab) => {
        const selection = { start, end: Math.min(end, shownCount(tab)), columns };
        const rows = Math.max(selection.end - start, 0);
        if (rows * columns.length > mostCopied) {
          return post({
            type: 'said',
            text: 'The text is too large for the clipboard: export it to a file.',
          });
        }
        effects.copy(copied(tab, selection, format, hasHeader));
        const what = rows === 1 && columns.length === 1 ? '1 cell' : rows === 1 ? '1 row' : `${rows} rows`;
        post({ type: 'said', text: `Copied ${what}.` });
      }),
    copyText: ({ text }) => effects.copy(text),
    export: ({ tab: id, format, scope, start, end, columns }) =>
      withTab(id, (tab) =>
        effects.exportRows(tab, format, scope === 'all' ? undefined : { start, end, columns }),
      ),
    more: ({ tab }) => withTab(tab, effects.more),
    showInEditor: ({ tab }) => withTab(tab, effects.showInEditor),
    runAgain: ({ tab }) => withTab(tab, effects.runAgain),
    remedy: ({ tab: id, remedy }) =>
      withTab(id, (tab) => {
        const found = tab.remedies.find(({ kind }) => kind === remedy);
        if (found) effects.remedy(tab, found);
      }),
    cancel: () => {
      const running = tabs.visible().filter(({ state }) => state === 'running');
      const [first] = running;
      const selected = tabs.selected();
      const asked = running.find((tab) => tab === selected) ?? first;
      if (asked) effects.cancel(asked);
    },
    startEditing: edit,
    stopEditing: edit,
    setCells: edit,
    revertCells: edit,
    deleteRows: edit,
    addRow: edit,
    undoEdit: edit,
    saveEdits: edit,
    showProblem: edit,
    answerReview: edit,
  });

  return { receive: (message) => void receive(message), changed };
}

const connectionOf = (tab: Tab | undefined) =>
  tab?.connection === undefined ? undefined : { name: tab.connection, color: tab.color };

/** Rows and columns of a block at most. */
const largestBlock = 500;

/** Cells: a text for the clipboard has to be one string. */
const mostCopied = 5_000_000;

const cutCell = (cell: Cell): Cell => (cell === null ? null : cell.slice(0, shownLength + 1));

/** What is pending for the row at an index of what is shown. */
function markAt(tab: Tab, row: number): RowMark | undefined {
  const place = placeAt(tab, row);
  if (place === undefined) return undefined;
  const cells = pendingAt(tab, place);
  const columns = [...(cells?.keys() ?? [])];
  const problems = problemsAt(tab, place).map(({ column, text }) => ({ column, text }));
  if (place < 0) return { row, kind: 'new', columns, problems };
  if (tab.edits?.pending.deleted.has(place)) return { row, kind: 'deleted', columns, problems };
  return cells && { row, kind: 'changed', columns, problems };
}

/** The selected rows, each cut down to the selected columns. */
export function* selectedRows(tab: Tab, { start, end, columns }: RowSelection): Generator<Row> {
  for (let at = start; at < end; at++) {
    const row = rowAt(tab, at);
    if (row) yield columns.map((column) => row[column] ?? null);
  }
}

/** How a format writes the selected columns of a result. */
export const encodingOf = (
  tab: Tab,
  columns: readonly number[],
  format: Format,
  how: Pick<EncodingOptions, 'hasHeader' | 'neutralizesFormulas'>,
) =>
  encodings[format]({
    ...how,
    columns: columns.flatMap((column) => tab.columns[column] ?? []),
    table: sourceTable(tab.source.sql),
  });

function copied(tab: Tab, selection: RowSelection, format: Format, hasHeader: boolean): string {
  const { start, end, columns } = selection;
  // A single cell is wanted as it is, without quotes around it
  if (format === 'tsv' && !hasHeader && end - start === 1 && columns.length === 1) {
    return rowAt(tab, start)?.[columns[0] ?? 0] ?? '';
  }
  // What is pasted is the value itself: a formula is neutralized in files only
  const how = { hasHeader, neutralizesFormulas: false };
  const text = encode(encodingOf(tab, columns, format, how), selectedRows(tab, selection));
  // A column pasted into a line of SQL must not break it
  return format === 'tsv' && !hasHeader ? text.replace(/\n$/, '') : text;
}
