import type { ToView } from '../messages.js';
import { button, element, iconOf } from './dom.js';

type TabsMessage = Extract<ToView, { type: 'tabs' }>;

export interface TabStripOptions {
  readonly onGroup: (group: string) => void;
  readonly onSelect: (tab: number) => void;
  readonly onClose: (tab: number) => void;
  readonly onMenu: (tab: number, at: { x: number; y: number }) => void;
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
  const cancel = button({ label: 'Cancel run', icon: 'stop', onClick: onCancel });
  const made = element('div', { className: 'tab-strip' }, groups, others, strip, cancel);
  const drawn = new Map<number, HTMLElement>();

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
    const moves: Readonly<Record<string, number>> = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      Home: 0,
      End: -1,
    };
    const move = moves[event.key];
    if (move !== undefined) {
      const [next, target] = tabs.at(move % tabs.length) ?? [];
      target?.focus();
      if (next !== undefined) onSelect(next);
    } else if (event.key === 'Delete') onClose(id);
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      const box = tab.getBoundingClientRect();
      onMenu(id, { x: box.left, y: box.bottom });
    } else return;
    event.preventDefault();
  });

  function tabOf(id: number): HTMLElement {
    const close = button({
      label: 'Close',
      icon: 'close',
      isBare: true,
      className: 'tab-close',
      onClick: (event) => {
        event.stopPropagation();
        onClose(id);
      },
    });
    // The Delete key closes a tab: a stop for Tab in each of them would be in the way
    close.tabIndex = -1;
    close.setAttribute('aria-hidden', 'true');
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
      onMenu(id, { x: event.clientX, y: event.clientY });
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

      const { omitted } = message;
      others.textContent = omitted === 0 ? '' : `${omitted.toLocaleString('en-US')} more done without rows`;
      cancel.hidden = !message.tabs.some(({ state }) => state === 'running');

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
        tab.setAttribute(
          'aria-label',
          [label, outcome || state, isPinned ? 'pinned' : ''].filter(Boolean).join(', '),
        );
      }
      const selected = message.selected === undefined ? undefined : drawn.get(message.selected);
      selected?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      if (hadFocus && document.activeElement === document.body) selected?.focus();
    },
  };
}
