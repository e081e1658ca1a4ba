import type { Condition, Format, FromView, ResultView, toViewMessages } from '../messages.js';
import type { Handlers } from '../shape.js';
import { type CellWork, createCellWork } from './cellWork.js';
import { button, element, type IconName } from './dom.js';
import { createEditBar } from './editBar.js';
import { createFacts } from './facts.js';
import { createFilterBar, type FilterBar } from './filterBar.js';
import { createGrid, type Grid, type GridOptions } from './grid.js';
import { initialLayout } from './layout.js';
import { createLayoutMemory, type LayoutMemory } from './layoutMemory.js';
import { type Menu, openMenu } from './menu.js';
import { columnMenu, columnsMenu, exportMenu, runMenu, selectionMenu, tabMenu } from './menus.js';
import { createMessageArea } from './messageArea.js';
import { keepPageFocus } from './pageFocus.js';
import { createPlanPane } from './planPane.js';
import { createRunPane } from './runPane.js';
import { createTabStrip } from './tabStrip.js';
import { textSizeOf } from './widths.js';

/** Builds the page and answers what handles the messages of the extension host. */
export function createScreen(
  page: HTMLElement,
  state: unknown,
  post: (message: FromView) => void,
  keep: (state: unknown) => void,
): Handlers<typeof toViewMessages> {
  const layouts = createLayoutMemory(state, keep);
  const main = element('main', { className: 'page' });
  let result: ResultView | undefined;
  let pinned = new Set<number>();
  let isRunning = false;

  const withResult = (act: (shown: ResultView) => void) => void (result && act(result));
  const setFilter = (filter: readonly Condition[]) => {
    if (!result) return;
    // A second change may follow before the first is answered
    result = { ...result, filter };
    post({ type: 'filter', tab: result.tab, filter });
  };
  const copy = (format: Format, hasHeader: boolean) =>
    withResult(({ tab }) => post({ type: 'copy', tab, ...grid.selected(), format, hasHeader }));

  const strip = createTabStrip({
    onGroup: (group) => post({ type: 'showGroup', group }),
    onSelect: (tab) => post({ type: 'select', tab }),
    onClose: (tab) => post({ type: 'close', tab }),
    onMenu: (tab, at, isRun) =>
      openMenu(isRun ? runMenu(tab, post) : tabMenu(tab, pinned.has(tab), post), at, 'Tab'),
    onCancel: () => post({ type: 'cancel' }),
  });
  const runPane = createRunPane({
    onSelect: (tab) => post({ type: 'select', tab }),
    onMenu: (tab, at) => openMenu(tabMenu(tab, pinned.has(tab), post), at, 'Statement'),
  });
  const outdated = element('div', { className: 'outdated', role: 'status' });
  const content = element('div', { className: 'content' });
  const filterBar = createFilterBar({ filter: () => result?.filter, setFilter, onLeave: () => grid.focus() });
  const facts = createFacts({ onMore: () => withResult(({ tab }) => post({ type: 'more', tab })) });
  const cellWork = createCellWork({ page: main, content, post, grid: () => grid, result: () => result });
  const { openViewer } = cellWork;
  const editBar = createEditBar({ post, onDelete: cellWork.deleteRows, onAdd: cellWork.addRow });
  const planPane = createPlanPane({
    post,
    onLayout: (plan) => withResult(({ tab }) => layouts.remember(tab, { ...initialLayout, plan })),
  });
  const menuButton = (label: string, icon: IconName, menu: (shown: ResultView) => Menu) =>
    menuButtonOf(label, icon, (open) => withResult((shown) => open(menu(shown))));
  const tools = element(
    'div',
    { className: 'tools', role: 'toolbar', aria: { label: 'Result' } },
    ...filterBar.elements,
    facts.element,
    editBar.toggle,
    menuButton('Copy', 'copy', () => selectionMenu(grid, copy, openViewer, undefined)),
    menuButton('Export', 'export', (shown) => exportMenu(shown, grid, post)),
    menuButton('Columns', 'columns', (shown) => columnsMenu(shown, grid)),
  );
  const messages = createMessageArea(post);
  const empty = element('p', { className: 'empty', tabIndex: -1 }, 'Run a statement to see its result here.');
  const progress = element('div', { className: 'progress', role: 'progressbar', aria: { label: 'Running' } });
  const panel = element(
    'div',
    { className: 'result', role: 'tabpanel', id: 'panel' },
    ...[outdated, runPane.bar, runPane.list],
    ...[tools, editBar.element, messages.element, content, planPane.element],
  );
  main.append(strip.element, progress, panel, empty);
  fill(page, main);

  // The text's size is known once the page is there
  const grid: Grid = createGrid({
    textSize: textSizeOf(content),
    ...gridEvents({ withResult, post, copy, setFilter, cellWork, layouts, grid: () => grid }),
  });

  const find = () => void (tools.hidden || filterBar.focus());
  listenToPage({ grid, copy: () => copy('tsv', false), find });
  const enter = () => {
    if (panel.hidden) empty.focus();
    else if (!editBar.focusQuestion())
      (firstShown([runPane.list, runPane], [content, grid], [planPane.element, planPane]) ?? strip).focus();
  };
  const focus = keepPageFocus({ onChange: (isFocused) => post({ type: 'focused', isFocused }), enter });

  const showRows = rowsOf({ grid, content, filterBar, layouts });

  function showResult(shown: ResultView): void {
    const isOther = shown.tab !== result?.tab;
    result = shown;
    const { plan } = shown;
    const hasGrid = shown.columns.length > 0 && shown.state !== 'gone' && !plan;
    messages.show(shown, hasGrid);
    messages.element.hidden = false;
    editBar.show(shown);
    if (!hasGrid) {
      editBar.element.hidden = true;
      cellWork.showProblem();
    }
    tools.hidden = !hasGrid;
    content.hidden = !hasGrid;
    planPane.element.hidden = !plan;
    if (plan) planPane.show(shown.tab, plan, layouts.of(shown.tab).plan);
    progress.hidden = !(isRunning || shown.isLoading || shown.isOrdering);
    if (isOther) cellWork.closeViewer();
    if (hasGrid) showRows(shown, isOther);
    facts.show(shown, hasGrid);
    focus.settle();
  }

  function showNoResult(): void {
    result = undefined;
    tools.hidden = content.hidden = planPane.element.hidden = true;
    messages.element.hidden = editBar.element.hidden = true;
    cellWork.closeViewer();
    cellWork.showProblem();
  }

  const isShown = (tab: number, order: number) => result?.tab === tab && result.order === order;

  return {
    tabs: (message) => {
      const hasTabs = message.selected !== undefined;
      pinned = new Set(message.tabs.filter(({ isPinned }) => isPinned).map(({ id }) => id));
      strip.show(message);
      strip.element.hidden = !hasTabs;
      panel.hidden = !hasTabs;
      empty.hidden = hasTabs;
      isRunning = message.tabs.some(({ state }) => state === 'running');
      runPane.show(message.run);
      showOutdated(outdated, message.outdated);
      const isList = message.run !== undefined && message.run.tab === undefined;
      if (!hasTabs || isList) {
        showNoResult();
        progress.hidden = !isRunning;
        focus.settle();
      }
      if (hasTabs) panel.setAttribute('aria-labelledby', `tab-${message.selected}`);
    },
    result: ({ result: shown }) => showResult(shown),
    cells: ({ tab, order, row, column, cells, marks }) => {
      if (isShown(tab, order)) grid.take(row, column, cells, marks);
    },
    cell: ({ tab, order, row, column, text }) => {
      if (isShown(tab, order)) cellWork.take(row, column, text);
    },
    said: ({ text }) => facts.say(text),
    find,
  };
}

interface RowsShown {
  readonly grid: Grid;
  readonly content: HTMLElement;
  readonly filterBar: FilterBar;
  readonly layouts: LayoutMemory;
}

/** Shows the rows of a result, and goes to a row that was added or is asked for. */
function rowsOf({
  grid,
  content,
  filterBar,
  layouts,
}: RowsShown): (shown: ResultView, isOther: boolean) => void {
  let addedBefore = 0;
  let wishBefore = 0;
  return (shown, isOther) => {
    if (!grid.element.isConnected) content.prepend(grid.element);
    grid.show(shown, layouts.of(shown.tab));
    filterBar.show(shown, isOther);
    const added = shown.edit?.added ?? 0;
    if (!isOther && added === addedBefore + 1) grid.goTo(shown.shown - 1, firstEditable(shown));
    addedBefore = added;
    const wish = shown.edit?.goTo;
    if (wish && !isOther && wish.number !== wishBefore) grid.goTo(wish.row, wish.column);
    wishBefore = wish?.number ?? 0;
  };
}

/** What takes the focus of the first element that is shown. */
const firstShown = (
  ...parts: readonly (readonly [shown: HTMLElement, taker: { readonly focus: () => void }])[]
): { readonly focus: () => void } | undefined => parts.find(([{ hidden }]) => !hidden)?.[1];

function fill(page: HTMLElement, main: HTMLElement): void {
  page.replaceChildren(main);
  // What is typed on the page is for the page; VS Code's own menu has nothing to offer here
  page.setAttribute('data-vscode-context', JSON.stringify({ preventDefaultContextMenuItems: true }));
}

function showOutdated(note: HTMLElement, reason: string | undefined): void {
  note.hidden = reason === undefined;
  note.textContent =
    reason === undefined
      ? ''
      : `These are results of an earlier run. The last run was not started: ${reason}`;
}

function menuButtonOf(
  label: string,
  icon: IconName,
  onOpen: (open: (menu: Menu) => void) => void,
): HTMLElement {
  const made = button({
    label,
    icon,
    onClick: () =>
      onOpen((menu) => {
        const box = made.getBoundingClientRect();
        openMenu(menu, { x: box.left, y: box.bottom + 2 }, label);
      }),
  });
  made.setAttribute('aria-haspopup', 'menu');
  return made;
}

const firstEditable = ({ edit }: ResultView): number => Math.max(edit?.columns.indexOf(true) ?? 0, 0);

interface GridWork {
  readonly withResult: (act: (shown: ResultView) => void) => void;
  readonly post: (message: FromView) => void;
  readonly copy: (format: Format, hasHeader: boolean) => void;
  readonly setFilter: (filter: readonly Condition[]) => void;
  readonly cellWork: CellWork;
  readonly layouts: LayoutMemory;
  readonly grid: () => Grid;
}

/** What the page does when something happens in the grid. */
const gridEvents = ({ withResult, post, copy, setFilter, cellWork, layouts, grid }: GridWork) =>
  ({
    onNeed: (block) => withResult(({ tab, order }) => post({ type: 'cells', tab, order, ...block })),
    onSort: (sort) => withResult(({ tab }) => post({ type: 'sort', tab, sort })),
    onMenu: (column, at) =>
      withResult((shown) =>
        column === undefined
          ? openMenu(selectionMenu(grid(), copy, cellWork.openViewer, cellWork.edits()), at, 'Selection')
          : openMenu(columnMenu(shown, column, at, grid(), { post, setFilter }), at, 'Column'),
      ),
    onOpenCell: cellWork.open,
    onKey: cellWork.onKey,
    onLayout: (layout) => {
      withResult(({ tab }) => layouts.remember(tab, layout));
      cellWork.onMove();
    },
    onPaint: cellWork.showProblem,
  }) satisfies Omit<GridOptions, 'textSize'>;

/** Copies the selected cells, and finds, by the keys of the system. */
function listenToPage({
  grid,
  copy,
  find,
}: {
  readonly grid: Grid;
  readonly copy: () => void;
  readonly find: () => void;
}): void {
  // VS Code itself turns Ctrl+C into this event
  document.addEventListener('copy', (event) => {
    if (!grid.element.contains(document.activeElement)) return;
    event.preventDefault();
    copy();
  });
  document.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'f') return;
    event.preventDefault();
    find();
  });
}
