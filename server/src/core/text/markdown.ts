import { visible } from './visible.js';

// Names and comments of files and clusters are not ours: in Markdown they would load a picture, make a link, or end their block.

/** A text as it reads within a line of Markdown: on one line, and nothing in it is markup. */
export const inMarkdown = (text: string): string => visible(text).replace(/[\\`*[\]<>&~|!]/g, '\\$&');

/** The same of a text of several lines. */
export const linesInMarkdown = (text: string): string =>
  text
    .split(/\r\n?|\n/)
    .map(inMarkdown)
    .join('\n');

/** A text as code within a line. */
export function codeSpan(text: string): string {
  const line = visible(text);
  const fence = '`'.repeat(longestRun(line) + 1);
  const gap = fence.length > 1 ? ' ' : '';
  return `${fence}${gap}${line}${gap}${fence}`;
}

/** A text as a block of SQL. */
export function codeBlock(text: string): string {
  const fence = '`'.repeat(Math.max(longestRun(text) + 1, 3));
  return `${fence}sql\n${text}\n${fence}`;
}

const longestRun = (text: string): number =>
  (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), 0);
