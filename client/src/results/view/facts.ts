import type { ResultView } from '../messages.js';
import { button, element } from './dom.js';
import { durationOf, retriesOf, rowsOf } from './messagesPane.js';

/** The line that says how many rows there are and how long they took. */
export interface FactsLine {
  readonly element: HTMLElement;
  readonly show: (result: ResultView, hasGrid: boolean) => void;
  /** Says something for some seconds, to screen readers too. */
  readonly say: (text: string) => void;
}

export function createFacts({ onMore }: { readonly onMore: () => void }): FactsLine {
  const count = element('span', { className: 'count' });
  const more = button({ label: 'Load more rows', className: 'link', onClick: onMore });
  const said = element('span', { className: 'said', role: 'status' });
  const outcome = element('span', { className: 'outcome' });
  let saying = 0;
  return {
    element: element('div', { className: 'facts' }, said, count, more, outcome),
    show: (result, hasGrid) => {
      count.textContent = hasGrid ? countText(result) : '';
      more.hidden = !result.hasMore;
      more.disabled = result.isLoading;
      more.textContent = result.isLoading ? 'Loading…' : 'Load more rows';
      const end = result.outcome;
      outcome.textContent = end && hasGrid ? durationOf(end.time) + retriesOf(end.retries) : '';
      outcome.title = result.title;
    },
    say: (text) => {
      said.textContent = text;
      clearTimeout(saying);
      saying = setTimeout(() => said.replaceChildren(), 5_000);
    },
  };
}

/** As in "12 of 200 rows so far, sorted and filtered among those". */
function countText({ loaded, shown, edit, sort, filter, hasMore, state }: ResultView): string {
  const rows =
    filter.length > 0
      ? `${(shown - (edit?.added ?? 0)).toLocaleString('en-US')} of ${rowsOf(loaded)}`
      : rowsOf(loaded);
  const reach = state === 'running' ? ' so far' : hasMore ? ' loaded' : '';
  const arranged = [sort.length > 0 ? 'sorted' : '', filter.length > 0 ? 'filtered' : '']
    .filter(Boolean)
    .join(' and ');
  return `${rows}${reach}${arranged && hasMore ? `, ${arranged} among those` : ''}`;
}
