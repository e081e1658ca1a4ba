import { nextToken } from '../../../server/src/core/syntax/lexer.js';
import type { Tab } from './tab.js';

/** What a statement is called: its beginning, and how it was asked. */
export const labelOf = ({ source }: Tab, longest?: number): string =>
  explainWords[source.explain ?? 'not'] + beginningOf(source.sql, longest);

const explainWords = { not: '', plan: 'Explain ', analyze: 'Explain analyze ' } as const;

const longestLabel = 48;

/** The beginning of a statement on one line, without comments. */
export function beginningOf(sql: string, longest = longestLabel): string {
  let label = '';
  let end = -1;
  for (let token = nextToken(sql, 0); token; token = nextToken(sql, token.end)) {
    if (token.kind === 'comment') continue;
    const text = sql.slice(token.start, Math.min(token.end, token.start + longest + 1));
    label += (label !== '' && end !== token.start ? ' ' : '') + text.replace(/\s+/g, ' ');
    end = token.end;
    if (label.length > longest) return `${label.slice(0, longest).trimEnd()}…`;
  }
  return label.replace(/ ?;$/, '');
}

/** What the strip says of how a statement ended: empty while it runs. */
export function outcomeOf({ failure, outcome, rows, state }: Tab): string {
  if (failure) return failure.isCanceled ? 'canceled' : (failure.sqlstate ?? 'error');
  if (outcome) return outcome.tag;
  return state === 'paused' ? `${rows.length.toLocaleString('en-US')}+` : '';
}
