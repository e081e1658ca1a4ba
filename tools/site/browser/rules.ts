import found from 'site:rules';
import { type SearchedRule, searchRules } from '../../../server/src/core/lint/ruleSearch.js';
import { elementOf } from './element.js';

export type FoundRule = SearchedRule;

const finder = elementOf('.finder', HTMLElement);
const query = elementOf('#query', HTMLInputElement);
const count = elementOf('#found', HTMLElement);
const main = elementOf('main', HTMLElement);

/** The rows of the tables by the page that they lead to, in the order of the page. */
const rows = new Map(
  [...main.querySelectorAll<HTMLTableRowElement>('tbody tr')].map((row) => [
    row
      .querySelector('a')
      ?.getAttribute('href')
      ?.replace(/^rules\/|\.html$/g, '') ?? '',
    row,
  ]),
);

for (const { id, server } of found) {
  if (!server) continue;
  const error = document.createElement('code');
  error.textContent = `${server.sqlstate} ${server.text.replace(/\{\w+\}/g, '…')}`;
  const line = document.createElement('p');
  line.className = 'error-text';
  line.append(error);
  rows.get(id)?.cells[3]?.append(line);
}
finder.hidden = false;
query.addEventListener('input', show);
// A browser keeps what stood in a field
show();

/** Shows the rows of the rules that were found, the best first; all of them for no words. */
function show(): void {
  const isAsked = query.value.trim() !== '';
  main.classList.toggle('searched', isAsked);
  const wanted = isAsked ? searchRules(found, query.value) : found;
  for (const row of rows.values()) row.toggleAttribute('hidden', true);
  for (const { id } of wanted) {
    const row = rows.get(id);
    row?.toggleAttribute('hidden', false);
    row?.parentElement?.append(row);
  }
  for (const table of main.querySelectorAll('.table'))
    table.toggleAttribute('hidden', !table.querySelector('tbody tr:not([hidden])'));
  count.textContent = !isAsked
    ? ''
    : wanted.length === 0
      ? 'No rule says that. Try fewer words, or the error without its names.'
      : `${wanted.length} ${wanted.length === 1 ? 'rule' : 'rules'} found: ${wanted
          .slice(0, 3)
          .map(({ id }) => id)
          .join(', ')}${wanted.length > 3 ? ' …' : '.'}`;
}
