import type { Condition } from '../messages.js';
import { button, element } from './dom.js';
import { openPopup } from './menu.js';

type ColumnCondition = Pick<Condition, 'test' | 'text'>;

const tests: Readonly<Record<Condition['test'], string>> = {
  contains: 'contains',
  equals: 'is exactly',
  isNull: 'is NULL',
  isNotNull: 'is not NULL',
};

/** A condition in words, as in 'name contains "an"'. */
export const conditionText = (name: string, { test, text }: ColumnCondition): string =>
  test === 'isNull' || test === 'isNotNull' ? `${name} ${tests[test]}` : `${name} ${tests[test]} "${text}"`;

/** Asks which values of a column are to be shown; `apply` is given undefined for all of them. */
export function columnFilter(
  name: string,
  current: ColumnCondition | undefined,
  at: { readonly x: number; readonly y: number },
  apply: (condition: ColumnCondition | undefined) => void,
): void {
  const select = element('select', { aria: { label: 'Test' } });
  for (const [test, label] of Object.entries(tests)) {
    const option = element('option', {}, label);
    option.value = test;
    select.append(option);
  }
  const input = element('input', { aria: { label: 'Text' } });
  input.spellcheck = false;
  select.value = current?.test ?? 'contains';
  input.value = current?.text ?? '';
  const adjust = () => {
    input.hidden = select.value === 'isNull' || select.value === 'isNotNull';
  };
  select.addEventListener('change', adjust);
  adjust();

  const form = element(
    'form',
    { className: 'popup column-filter', role: 'dialog', aria: { label: `Filter ${name}` } },
    element('label', {}, name),
    select,
    input,
    element(
      'div',
      { className: 'actions' },
      button({ label: 'Filter', className: 'main', onClick: () => form.requestSubmit() }),
      button({
        label: 'Clear',
        onClick: () => {
          popup.close();
          apply(undefined);
        },
      }),
    ),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const test = testNames.find((one) => one === select.value) ?? 'contains';
    popup.close();
    apply({ test, text: input.hidden ? '' : input.value });
  });
  const popup = openPopup(form, at);
  (input.hidden ? select : input).focus();
}

const testNames = [
  'contains',
  'equals',
  'isNull',
  'isNotNull',
] as const satisfies readonly Condition['test'][];
