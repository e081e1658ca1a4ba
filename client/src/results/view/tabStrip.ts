import type { ToView } from '../messages.js';
import { button, element, iconOf } from './dom.js';

type TabsMessage = Extract<ToView, { type: 'tabs' }>;

export interface TabStripOptions {
  readonly onGroup: (group: string) => void;
  readonly onSelect: (tab: number) => void;
  readonly onClose: (tab: number) => void;
  readonly onMenu: (tab: number, at: { x: number; y: number }, isRun: boolean) => void;
  readonly onCancel: () => void;
}

export interface TabStrip {
  readonly element: HTMLElement;
  readonly show: (message: TabsMessage) => void;
  /** Puts the focus on the selected tab. */
  readonly focus: () => void;
}

/** The documents that have results, and a tab for each statement of the one that is shown. */
export function createTabStrip({ onGroup, onSelect, onClose, onMenu, onCancel }: TabStripOptions): TabStrip {
  const groups = element('select', { className: 'groups', aria: { label: 'Results of' } });
  groups.addEventListener('change', () => onGroup(groups.value));
  const strip = element('div', { className: 'tabs', role: 'tablist', aria: { label: 'Statements' } });
  const others = element('span', { className: 'tabs-omitted' });
  const place = element('span', { className: 'run-connection' });
  const time = element('span', { className: 'run-time' });
  const cancel = button({ label: 'Cancel run', icon: 'stop', onClick: onCancel });
  const made = element('div', { className: 'tab-strip' }, groups, others, strip, place, time, cancel);
  const drawn = new Map<number, HTMLElement>();
  const runs = new Set<number>();
  /** When what runs began, in the time of the page. */
  let began: number | undefined;
  const tick = () => {
    const seconds = began === undefined ? 0 : Math.floor((performance.now() - began) / 1_000);
    time.textContent = elapsedText(seconds);
  };
  setInterval(tick, 250);

  strip.addEventListener(
    'wheel',
    (event) => {
      strip.scrollLeft += event.deltaX || event.deltaY;
    },
    { passive: true },
  );
  strip.addEventListener('keydown', (event) => {
    const tabs = [...drawn];
    const at = tabs.findIndex(([, tab]) => tab === document.activeElement);
    const [id, tab] = tabs[at] ?? [];
    if (id === undefined || !tab) return;
    const move = moveOf(event.key, at);
    if (move !== undefined) {
      const [next, target] = tabs.at(move % tabs.length) ?? [];
      target?.focus();
      if (next !== undefined) onSelect(next);
    } else if (event.key === 'Delete') onClose(id);
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      const box = tab.getBoundingClientRect();
      onMenu(id, { x: box.left, y: box.bottom }, runs.has(id));
    } else return;
    event.preventDefault();
  });

  function tabOf(id: number): HTMLElement {
    // For a mouse: the Delete key closes a tab, which cannot hold a button
    const close = element(
      'span',
      {
        className: 'button tab-close',
        title: 'Close (Delete)',
        aria: { hidden: 'true' },
        onClick: (event) => {
          event.stopPropagation();
          onClose(id);
        },
      },
      iconOf('close'),
    );
    const tab = element(
      'div',
      {
        className: 'tab',
        role: 'tab',
        id: `tab-${id}`,
        aria: { controls: 'panel', keyshortcuts: 'Delete Shift+F10' },
        onClick: () => onSelect(id),
      },
      element('span', { className: 'tab-pin' }),
      element('span', { className: 'tab-label' }),
      element('span', { className: 'tab-outcome' }),
      close,
    );
    tab.addEventListener('auxclick', (event) => {
      if (event.button === 1) onClose(id);
    });
    tab.addEventListener('contextmenu', (event) => {
      event.preventDefault();
      onMenu(id, { x: event.clientX, y: event.clientY }, runs.has(id));
    });
    return tab;
  }

  return {
    element: made,
    focus: () => strip.querySelector<HTMLElement>('[aria-selected=true]')?.focus(),
    show: (message) => {
      const options = message.groups.map(({ key, title }) => {
        const option = element('option', {}, title);
        option.value = key;
        return option;
      });
      groups.replaceChildren(...options);
      groups.value = message.group ?? '';
      groups.hidden = message.groups.length < 2;
      groups.title = message.groups.find(({ key }) => key === message.group)?.title ?? '';

      // The list of a run says it too
      const omitted = message.run ? 0 : message.omitted;
      others.textContent = omitted === 0 ? '' : `${omitted.toLocaleString('en-US')} more done without rows`;
      const { connection } = message;
      place.hidden = connection === undefined;
      place.className = `run-connection ${connection?.color ?? ''}`;
      place.textContent = connection?.name ?? '';
      place.title = connection ? `Ran on "${connection.name}"` : '';
      const running = message.tabs.find(({ state }) => state === 'running');
      cancel.hidden = time.hidden = !running;
      began = running && performance.now() - (running.elapsed ?? 0);
      tick();
      runs.clear();
      for (const { id, isRun } of message.tabs) if (isRun) runs.add(id);

      const hadFocus = strip.contains(document.activeElement);
      const wanted = new Set(message.tabs.map(({ id }) => id));
      for (const [id, tab] of drawn) {
        if (wanted.has(id)) continue;
        tab.remove();
        drawn.delete(id);
      }
      for (const { id, label, outcome, state, isPinned } of message.tabs) {
        const tab = drawn.get(id) ?? tabOf(id);
        if (!drawn.has(id)) {
          drawn.set(id, tab);
          strip.append(tab);
        }
        const [pin, text, end] = tab.children;
        const isSelected = id === message.selected;
        pin?.replaceChildren(...(isPinned ? [iconOf('pin')] : []));
        if (text) text.textContent = label;
        if (end) end.textContent = outcome;
        tab.className = `tab ${state}${isSelected ? ' selected' : ''}`;
        tab.title = label;
        tab.tabIndex = isSelected ? 0 : -1;
        tab.setAttribute('aria-selected', String(isSelected));
        const description = [outcome === '' ? state : '', isPinned ? 'pinned' : '']
          .filter(Boolean)
          .join(', ');
        if (description === '') tab.removeAttribute('aria-description');
        else tab.setAttribute('aria-description', description);
      }
      const selected = message.selected === undefined ? undefined : drawn.get(message.selected);
      selected?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      if (hadFocus && document.activeElement === document.body) selected?.focus();
    },
  };
}

/** The tab to which a key leads from another one; a negative number counts from the end. */
function moveOf(key: string, at: number): number | undefined {
  const moves: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    Home: 0,
    End: -1,
  };
  return moves[key];
}

function elapsedText(seconds: number): string {
  if (seconds === 0) return '';
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
