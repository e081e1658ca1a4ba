import { htmlText } from './escape.js';

/** Markup in which every value was escaped. */
export interface Html {
  readonly markup: string;
}

/** Puts values into markup: text escaped, markup as it is. */
export const html = (parts: TemplateStringsArray, ...values: readonly (string | number | Html)[]): Html => ({
  markup: parts.map((part, index) => `${part}${markupOf(values[index] ?? '')}`).join(''),
});

export const join = (parts: readonly Html[]): Html => ({
  markup: parts.map(({ markup }) => markup).join('\n'),
});

const markupOf = (value: string | number | Html): string =>
  typeof value === 'object' ? value.markup : htmlText(String(value));
