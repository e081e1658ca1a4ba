import { element } from './dom.js';

export interface MenuEntry {
  readonly label: string;
  /** Said on the right, as a key or a note. */
  readonly note?: string;
  /** Says that the entry is a check box, which leaves the menu open. */
  readonly isChecked?: boolean;
  readonly run: () => void;
}

/** Entries in groups, with a line between two groups. */
export type Menu = readonly (readonly MenuEntry[])[];

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Opens a menu at a point of the page. Closing it gives the focus back. */
export function openMenu(menu: Menu, at: Point, label: string): void {
  const entries = menu.flat().map((entry) => {
    const isChecked = entry.isChecked !== undefined;
    const check = element('span', { className: 'check' }, entry.isChecked ? '✓' : '');
    const made = element(
      'div',
      {
        className: 'menu-entry',
        role: isChecked ? 'menuitemcheckbox' : 'menuitem',
        tabIndex: -1,
        aria: isChecked ? { checked: String(entry.isChecked) } : {},
        onClick: () => {
          if (isChecked) {
            const wasChecked = made.getAttribute('aria-checked') === 'true';
            made.setAttribute('aria-checked', String(!wasChecked));
            check.textContent = wasChecked ? '' : '✓';
          } else popup.close();
          entry.run();
        },
      },
      check,
      element('span', { className: 'menu-label' }, entry.label),
      element('span', { className: 'menu-note' }, entry.note ?? ''),
    );
    return { entry, made };
  });
  const groups = menu.map((group) =>
    element(
      'div',
      { className: 'menu-group', role: 'group' },
      ...entries.filter(({ entry }) => group.includes(entry)).map(({ made }) => made),
    ),
  );
  const made = element('div', { className: 'popup menu', role: 'menu', aria: { label } }, ...groups);
  const popup = openPopup(made, at);
  const items = entries.map((entry) => entry.made);
  const focusAt = (index: number) => items.at(index % items.length)?.focus();
  focusAt(0);

  made.addEventListener('pointermove', ({ target }) => {
    const item = items.find((one) => target instanceof Node && one.contains(target));
    if (item !== document.activeElement) item?.focus();
  });
  made.addEventListener('keydown', (event) => {
    const current = entries.findIndex((entry) => entry.made === document.activeElement);
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => focusAt(current + 1),
      ArrowUp: () => focusAt(current - 1),
      Home: () => focusAt(0),
      End: () => focusAt(-1),
      Enter: () => items[current]?.click(),
      ' ': () => items[current]?.click(),
      Tab: popup.close,
    };
    const move = moves[event.key];
    if (move) {
      move();
      event.preventDefault();
    } else if (event.key.length === 1) {
      const typed = event.key.toLowerCase();
      const order = [...items.slice(current + 1), ...items.slice(0, current + 1)];
      order
        .find((item) => item.querySelector('.menu-label')?.textContent?.toLowerCase().startsWith(typed))
        ?.focus();
    }
  });
}

export interface Popup {
  readonly close: () => void;
}

/** Puts an element above the page, as near to a point as it fits; Escape and a press elsewhere close it. */
export function openPopup(content: HTMLElement, { x, y }: Point): Popup {
  const before = document.activeElement;
  const listening = new AbortController();
  const { signal } = listening;
  const close = () => {
    if (signal.aborted) return;
    listening.abort();
    const hadFocus = content.contains(document.activeElement);
    content.remove();
    if (!hadFocus) return;
    // The grid may have drawn its cells again in the meantime
    const target = before?.isConnected ? before : document.querySelector('[role=grid] [tabindex="0"]');
    if (target instanceof HTMLElement) target.focus();
  };
  (document.querySelector('main') ?? document.body).append(content);
  const { width, height } = content.getBoundingClientRect();
  content.style.left = `${Math.max(Math.min(x, innerWidth - width - 4), 4)}px`;
  content.style.top = `${Math.max(Math.min(y, innerHeight - height - 4), 4)}px`;

  addEventListener('blur', close, { signal });
  addEventListener(
    'pointerdown',
    ({ target }) => {
      if (!(target instanceof Node && content.contains(target))) close();
    },
    { signal, capture: true },
  );
  content.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  });
  return { close };
}
