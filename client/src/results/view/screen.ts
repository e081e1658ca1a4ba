import type { Cell } from '../../connection/answer.js';
import {
  type Condition,
  type Format,
  type FromView,
  type ResultView,
  shownLength,
  type toViewMessages,
} from '../messages.js';
import type { Handlers } from '../shape.js';
import { createCellEditor, type Leave } from './cellEditor.js';
import { createCellViewer } from './cellViewer.js';
import { conditionText } from './columnFilter.js';
import { button, element, type IconName } from './dom.js';
import { createEditBar } from './editBar.js';
import { createGrid } from './grid.js';
import { initialLayout, type Layout, layoutsFrom, layoutsToKeep } from './layout.js';
import { type Menu, openMenu } from './menu.js';
import { type CellEdits, columnMenu, columnsMenu, exportMenu, selectionMenu, tabMenu } from './menus.js';
import { durationOf, messagesPane, retriesOf, rowsOf } from './messagesPane.js';
import { createPlanPane } from './planPane.js';
import { createTabStrip } from './tabStrip.js';
import { textSizeOf } from './widths.js';

/** Builds the page and answers what handles the messages of the extension host. */
export function createScreen(
  page: HTMLElement,
  state: unknown,
  post: (message: FromView) => void,
  keep: (state: unknown) => void,
): Handlers<typeof toViewMessages> {
  const layouts = layoutsFrom(state);
  let result: ResultView | undefined;
  let shownMessages = '';
  let pinned = new Set<number>();

  const strip = createTabStrip({
    onGroup: (group) => post({ type: 'showGroup', group }),
    onSelect: (tab) => post({ type: 'select', tab }),
    onClose: (tab) => post({ type: 'close', tab }),
    onMenu: (tab, at) => openMenu(tabMenu(tab, pinned.has(tab), post), at, 'Tab'),
    onCancel: () => post({ type: 'cancel' }),
  });
  const search = element('input', {
    className: 'search',
    aria: { label: 'Filter rows: any column contains' },
  });
  search.type = 'search';
  search.placeholder = 'Filter rows';
  search.spellcheck = false;
  const chips = element('div', { className: 'chips' });
  const tools = element(
    'div',
    { className: 'tools', role: 'toolbar', aria: { label: 'Result' } },
    search,
    chips,
  );
  const messages = element('div', { className: 'message-area' });
  const empty = element('p', { className: 'empty' }, 'Run a statement to see its result here.');
  const count = element('span', { className: 'count' });
  const more = button({
    label: 'Load more rows',
    className: 'link',
    onClick: () => withResult(({ tab }) => post({ type: 'more', tab })),
  });
  const said = element('span', { className: 'said', role: 'status' });
  const outcome = element('span', { className: 'outcome' });
  const facts = element('div', { className: 'facts' }, said, count, more, outcome);
  const progress = element('div', { className: 'progress', role: 'progressbar', aria: { label: 'Running' } });
  const content = element('div', { className: 'content' });
  const editBar = createEditBar({
    post,
    onDelete: () => deleteRows(),
    onAdd: () => addRow(),
  });
  const planPane = createPlanPane({
    post,
    onLayout: (plan) => withResult(({ tab }) => remember(tab, { ...initialLayout, plan })),
  });
  const panel = element(
    'main',
    { className: 'result', role: 'tabpanel', id: 'panel' },
    tools,
    editBar.element,
    messages,
    content,
    planPane.element,
  );
  page.replaceChildren(strip.element, progress, panel, empty);
  // What is typed on the page is for the page; VS Code's own menu has nothing to offer here
  page.setAttribute('data-vscode-context', JSON.stringify({ preventDefaultContextMenuItems: true }));

  const withResult = (act: (shown: ResultView) => void) => {
    if (result) act(result);
  };

  const grid = createGrid({
    textSize: textSizeOf(content),
    onNeed: (block) => withResult(({ tab, order }) => post({ type: 'cells', tab, order, ...block })),
    onSort: (sort) => withResult(({ tab }) => post({ type: 'sort', tab, sort })),
    onMenu: (column, at) =>
      withResult((shown) =>
        column === undefined
          ? openMenu(selectionMenu(grid, copy, openViewer, cellEdits()), at, 'Selection')
          : openMenu(columnMenu(shown, column, at, grid, { post, setFilter }), at, 'Column'),
      ),
    onOpenCell: () => {
      if (!openEditor()) openViewer();
    },
    onKey: (event) => editKey(event),
    onLayout: (layout) => {
      if (result) remember(result.tab, layout);
      if (viewer.element.isConnected) askForCell();
    },
  });
  const viewer = createCellViewer({
    onCopy: (text) => post({ type: 'copyText', text }),
    onClose: () => {
      viewer.element.remove();
      grid.focus();
    },
  });

  let isKeeping = false;
  function remember(tab: number, layout: Layout): void {
    layouts.delete(tab);
    layouts.set(tab, layout);
    if (isKeeping) return;
    isKeeping = true;
    setTimeout(() => {
      isKeeping = false;
      keep(layoutsToKeep(layouts));
    }, 100);
  }

  // Buttons

  const menuButton = (label: string, icon: IconName, menu: (shown: ResultView) => Menu) => {
    const made = button({
      label,
      icon,
      onClick: () =>
        withResult((shown) => {
          const box = made.getBoundingClientRect();
          openMenu(menu(shown), { x: box.left, y: box.bottom + 2 }, label);
        }),
    });
    made.setAttribute('aria-haspopup', 'menu');
    return made;
  };
  const copyButton = menuButton('Copy', 'copy', () => selectionMenu(grid, copy, openViewer, undefined));
  const exportButton = menuButton('Export', 'export', (shown) => exportMenu(shown, grid, post));
  const columnsButton = menuButton('Columns', 'columns', (shown) => columnsMenu(shown, grid));
  tools.append(facts, editBar.toggle, copyButton, exportButton, columnsButton);

  // Filters

  let saying = 0;
  let typing = 0;
  search.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(applySearch, 200);
  });
  search.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') applySearch();
    else if (event.key === 'ArrowDown') grid.focus();
    else if (event.key === 'Escape' && search.value !== '') {
      search.value = '';
      applySearch();
    } else return;
    event.preventDefault();
  });
  function applySearch(): void {
    clearTimeout(typing);
    withResult(({ filter }) => {
      const others = filter.filter(({ column }) => column !== undefined);
      const text = search.value;
      setFilter(text === '' ? others : [...others, { column: undefined, test: 'contains', text }]);
    });
  }
  function setFilter(filter: readonly Condition[]): void {
    if (!result) return;
    // A second change may follow before the first is answered
    result = { ...result, filter };
    post({ type: 'filter', tab: result.tab, filter });
  }

  const copy = (format: Format, hasHeader: boolean) =>
    withResult(({ tab }) => post({ type: 'copy', tab, ...grid.selected(), format, hasHeader }));

  // Cells

  function askForCell(): void {
    const active = grid.active();
    if (result && active) post({ type: 'cell', tab: result.tab, order: result.order, ...active });
  }
  function openViewer(): void {
    if (!grid.active()) return;
    content.append(viewer.element);
    grid.reveal();
    askForCell();
    viewer.focus();
  }

  // Editing

  const editor = createCellEditor(page, {
    onKeep: (text, leave) => {
      setCells(text);
      moveOn(leave);
    },
    onLeave: (leave) => moveOn(leave),
  });
  /** The editor opens once the whole text of the cell is here. */
  let isWaiting = false;
  let addedBefore = 0;

  function moveOn(leave: Leave): void {
    const { rows, columns } = steps[leave];
    // A press elsewhere has put the focus where it belongs
    if (leave !== 'stay' || document.activeElement === document.body) grid.step(rows, columns);
  }
  const canEdit = (column: number) => result?.edit?.phase === 'on' && result.edit.columns[column] === true;
  /** Answers whether the active cell can be edited. */
  function openEditor(typed?: string, whole?: Cell): boolean {
    isWaiting = false;
    const active = grid.active();
    const shown = grid.activeCell();
    const column = active && result?.columns[active.column];
    if (!active || !column || !canEdit(active.column)) return false;
    if (!shown) return true;
    if (typed === undefined && whole === undefined && (shown.cell?.length ?? 0) > shownLength) {
      isWaiting = true;
      askForCell();
    } else editor.open(whole ?? shown.cell, shown.box, column.name, typed);
    return true;
  }
  function setCells(cell: Cell): void {
    withResult(({ tab, order }) => post({ type: 'setCells', tab, order, ...grid.selected(), text: cell }));
  }
  function deleteRows(): void {
    withResult(({ tab, order }) => post({ type: 'deleteRows', tab, order, ...grid.selected() }));
    grid.focus();
  }
  function addRow(): void {
    withResult(({ tab }) => post({ type: 'addRow', tab }));
  }
  const cellEdits = (): CellEdits | undefined =>
    result?.edit?.phase !== 'on'
      ? undefined
      : {
          open: () => openEditor(),
          set: setCells,
          revert: () =>
            withResult(({ tab, order }) => post({ type: 'revertCells', tab, order, ...grid.selected() })),
          deleteRows,
          addRow,
        };
  /** Answers whether the key changes something. */
  function editKey(event: KeyboardEvent): boolean {
    const edits = cellEdits();
    if (!edits || !result) return false;
    const ctrl = event.ctrlKey || event.metaKey;
    if (event.key === 'F2') return openEditor();
    if (event.key === 'Delete' && ctrl) edits.deleteRows();
    else if (event.key === 'Delete') edits.set(null);
    else if (event.key === 'Insert') edits.addRow();
    else if (ctrl && event.key.toLowerCase() === 'z') post({ type: 'undoEdit', tab: result.tab });
    else return event.key.length === 1 && !ctrl && openEditor(event.key);
    return true;
  }

  // VS Code itself turns Ctrl+C into this event
  document.addEventListener('copy', (event) => {
    if (!grid.element.contains(document.activeElement)) return;
    event.preventDefault();
    copy('tsv', false);
  });
  document.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'f' || tools.hidden) return;
    event.preventDefault();
    search.focus();
    search.select();
  });

  function showResult(shown: ResultView): void {
    const isOther = shown.tab !== result?.tab;
    result = shown;
    const { plan } = shown;
    const hasGrid = shown.columns.length > 0 && shown.state !== 'gone' && !plan;
    const news = JSON.stringify([
      shown.tab,
      shown.failure,
      shown.loss,
      shown.notices,
      hasGrid || plan !== undefined || [shown.state === 'running', shown.outcome],
    ]);
    if (news !== shownMessages) {
      shownMessages = news;
      const pane = messagesPane(shown, {
        onShowInEditor: () => post({ type: 'showInEditor', tab: shown.tab }),
        onRunAgain: () => post({ type: 'runAgain', tab: shown.tab }),
      });
      messages.replaceChildren(...(pane ? [pane] : []));
    }
    editBar.show(shown);
    if (!hasGrid) editBar.element.hidden = true;
    tools.hidden = !hasGrid;
    content.hidden = !hasGrid;
    planPane.element.hidden = !plan;
    if (plan) planPane.show(shown.tab, plan, layouts.get(shown.tab)?.plan);
    progress.hidden = !(shown.state === 'running' || shown.isLoading || shown.isOrdering);
    if (isOther) viewer.element.remove();
    if (hasGrid) {
      if (!grid.element.isConnected) content.prepend(grid.element);
      grid.show(shown, layouts.get(shown.tab) ?? initialLayout);
      showFilters(shown, isOther);
      const added = shown.edit?.added ?? 0;
      if (!isOther && added === addedBefore + 1) grid.goTo(shown.shown - 1, firstEditable(shown));
      addedBefore = added;
    }
    showFacts(shown, hasGrid);
  }

  function showFilters({ filter, columns }: ResultView, isOther: boolean): void {
    const box = filter.find(({ column }) => column === undefined);
    if (isOther || document.activeElement !== search) search.value = box?.text ?? '';
    const named = filter.filter(({ column }) => column !== undefined);
    chips.replaceChildren(
      ...named.map((condition) => {
        const text = conditionText(columns[condition.column ?? -1]?.name ?? '', condition);
        const chip = button({
          label: text,
          icon: 'close',
          className: 'chip',
          onClick: () => setFilter(filter.filter((one) => one !== condition)),
        });
        chip.setAttribute('aria-label', `Remove the filter: ${text}`);
        return chip;
      }),
    );
  }

  function showFacts(shown: ResultView, hasGrid: boolean): void {
    const { loaded, sort, filter, hasMore, isLoading, state } = shown;
    const parts = [];
    if (hasGrid) {
      parts.push(
        filter.length > 0
          ? `${(shown.shown - (shown.edit?.added ?? 0)).toLocaleString('en-US')} of ${rowsOf(loaded)}`
          : rowsOf(loaded),
      );
      if (hasMore || state === 'running') parts.push(state === 'running' ? 'so far' : 'loaded');
      const arranged = [sort.length > 0 ? 'sorted' : '', filter.length > 0 ? 'filtered' : '']
        .filter(Boolean)
        .join(' and ');
      if (arranged && hasMore) parts.push(`, ${arranged} among those`);
    }
    count.textContent = parts.join(' ').replace(' ,', ',');
    more.hidden = !hasMore;
    more.disabled = isLoading;
    more.textContent = isLoading ? 'Loading…' : 'Load more rows';
    const end = shown.outcome;
    outcome.textContent = end && hasGrid ? durationOf(end.time) + retriesOf(end.retries) : '';
    outcome.title = shown.title;
  }

  return {
    tabs: (message) => {
      const hasTabs = message.selected !== undefined;
      pinned = new Set(message.tabs.filter(({ isPinned }) => isPinned).map(({ id }) => id));
      strip.show(message);
      strip.element.hidden = !hasTabs;
      panel.hidden = !hasTabs;
      empty.hidden = hasTabs;
      if (!hasTabs) {
        progress.hidden = true;
        result = undefined;
      } else panel.setAttribute('aria-labelledby', `tab-${message.selected}`);
    },
    result: ({ result: shown }) => showResult(shown),
    cells: ({ tab, order, row, column, cells, marks }) => {
      if (result?.tab === tab && result.order === order) grid.take(row, column, cells, marks);
    },
    cell: ({ tab, order, row, column, text }) => {
      const active = grid.active();
      const shown = result?.columns[column];
      if (result?.tab !== tab || result.order !== order || !shown) return;
      if (active?.row !== row || active.column !== column) return;
      if (isWaiting) openEditor(undefined, text);
      else viewer.show(shown, row, text);
    },
    said: ({ text }) => {
      said.textContent = text;
      clearTimeout(saying);
      saying = setTimeout(() => said.replaceChildren(), 5_000);
    },
  };
}

const steps: Readonly<Record<Leave, { readonly rows: number; readonly columns: number }>> = {
  stay: { rows: 0, columns: 0 },
  down: { rows: 1, columns: 0 },
  right: { rows: 0, columns: 1 },
  left: { rows: 0, columns: -1 },
};

const firstEditable = ({ edit }: ResultView): number => Math.max(edit?.columns.indexOf(true) ?? 0, 0);
