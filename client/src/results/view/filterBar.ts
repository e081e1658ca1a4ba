import type { Condition, ResultView } from '../messages.js';
import { conditionText } from './columnFilter.js';
import { button, element } from './dom.js';

interface FilterBarOptions {
  /** What holds now; undefined where there is no result. */
  readonly filter: () => readonly Condition[] | undefined;
  readonly setFilter: (filter: readonly Condition[]) => void;
  readonly onLeave: () => void;
}

/** The box that filters all columns, and a chip for each condition of one. */
export interface FilterBar {
  readonly elements: readonly HTMLElement[];
  readonly show: (result: ResultView, isOther: boolean) => void;
  readonly focus: () => void;
}

export function createFilterBar({ filter, setFilter, onLeave }: FilterBarOptions): FilterBar {
  const search = element('input', {
    className: 'search',
    aria: { label: 'Filter rows: any column contains' },
  });
  search.type = 'search';
  search.placeholder = 'Filter rows';
  search.spellcheck = false;
  const chips = element('div', { className: 'chips' });

  let typing = 0;
  search.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(apply, 200);
  });
  search.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') apply();
    else if (event.key === 'ArrowDown') onLeave();
    else if (event.key === 'Escape' && search.value !== '') {
      search.value = '';
      apply();
    } else return;
    event.preventDefault();
  });
  function apply(): void {
    clearTimeout(typing);
    const conditions = filter();
    if (!conditions) return;
    const others = conditions.filter(({ column }) => column !== undefined);
    const text = search.value;
    setFilter(text === '' ? others : [...others, { column: undefined, test: 'contains', text }]);
  }

  return {
    elements: [search, chips],
    show: (result, isOther) => {
      const box = result.filter.find(({ column }) => column === undefined);
      if (isOther || document.activeElement !== search) search.value = box?.text ?? '';
      const named = result.filter.filter(({ column }) => column !== undefined);
      chips.replaceChildren(...named.map((condition) => chipOf(result, condition, setFilter)));
    },
    focus: () => {
      search.focus();
      search.select();
    },
  };
}

function chipOf(
  { filter, columns }: ResultView,
  condition: Condition,
  setFilter: FilterBarOptions['setFilter'],
): HTMLElement {
  const text = conditionText(columns[condition.column ?? -1]?.name ?? '', condition);
  const chip = button({
    label: text,
    icon: 'close',
    className: 'chip',
    onClick: () => setFilter(filter.filter((one) => one !== condition)),
  });
  chip.setAttribute('aria-label', `Remove the filter: ${text}`);
  return chip;
}
