import type { FormatStyle } from '../../project/formatStyle.js';
import type { TokenRange } from '../../syntax/node.js';
import type { Word } from './words.js';

/** The output, to which the words of a statement are written in order. Levels count steps of indentation. */
export interface Page {
  /** The number of the next word. */
  readonly at: () => number;
  /** The next word begins a line. */
  readonly newLine: (level: number, keepsEmptyLine?: 'keepsEmptyLine') => void;
  /** Writes the words up to one, inclusive. */
  readonly write: (last: number) => void;
  /** Whether the words up to one, and what closes behind them, fit on the current line. */
  readonly fits: (last: number) => boolean;
  readonly fitsNewLine: (range: TokenRange, level: number) => boolean;
  readonly text: () => string;
}

/** What a layout knows of each word. */
export interface Marks {
  /** A line ended before it in the original, and a layout may end one there. */
  readonly kept: readonly boolean[];
  /** It never begins a line, so the line before must leave room for it. */
  readonly stuck: readonly boolean[];
}

export function startPage(words: readonly Word[], { kept, stuck }: Marks, style: FormatStyle): Page {
  const { widths, breaks } = measured(words, kept);
  const behind = closedBehind(words, stuck);
  const { indent, lineWidth, tabWidth, lineEnd = '\n' } = style;
  const step = indent === '\t' ? tabWidth : indent.length;
  let printed = '';
  let at = 0;
  let column = 0;
  let base = 0;
  let pending: { readonly level: number; readonly keepsEmptyLine: boolean } | undefined;

  const endLine = (level: number, isBehindEmptyLine: boolean) => {
    printed += (isBehindEmptyLine ? lineEnd + lineEnd : lineEnd) + indent.repeat(level);
    column = level * step;
  };

  const print = (text: string) => {
    printed += text;
    column += text.length;
  };

  const printLines = (text: string) => {
    printed += text;
    const lineStart = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1;
    column = lineStart > 0 ? text.length - lineStart : column + text.length;
  };

  const writeOne = () => {
    const word = words[at];
    if (!word) return;
    const wanted = pending;
    pending = undefined;
    if (wanted) base = wanted.level;
    const level = wanted?.level ?? (word.text === ';' ? 0 : base + 1);
    const isClosing = word.text === ')' || word.text === ']';
    let mustEnd = false;
    let isBegun = false;
    for (const comment of word.comments) {
      const begins = comment.isAttached && wanted !== undefined && !isBegun;
      if (comment.hasOwnLine || mustEnd || begins)
        endLine(wanted && isClosing ? level + 1 : level, comment.isBehindEmptyLine && comment.hasOwnLine);
      else if (at > 0) print(' ');
      printLines(comment.text);
      mustEnd = comment.endsLine;
      isBegun = comment.isAttached;
    }
    if (at > 0) {
      if ((wanted && !isBegun) || mustEnd || word.continues)
        endLine(level, wanted?.keepsEmptyLine === true && word.isBehindEmptyLine);
      else if (!word.isGlued || (isBegun && !closes(word))) print(' ');
    }
    if (word.width === word.text.length) print(word.text);
    else printLines(word.text);
    at++;
  };

  /** The width of words, with what closes directly behind them. */
  const widthWith = (first: number, last: number): number => {
    const width = widthOf(first, last);
    return width + (widths[behind[last + 1] ?? last + 1] ?? 0) - (widths[last + 1] ?? 0);
  };

  const widthOf = (first: number, last: number): number =>
    (widths[last + 1] ?? 0) - (widths[first + 1] ?? 0) + (words[first]?.width ?? 0);

  const hasBreak = (first: number, last: number): boolean =>
    (breaks[last + 1] ?? 0) > (breaks[first + 1] ?? 0);

  return {
    at: () => at,
    newLine(level, keeps) {
      pending = { level, keepsEmptyLine: keeps !== undefined };
    },
    write(last) {
      while (at <= last && at < words.length) writeOne();
    },
    fits(last) {
      const start = pending ? pending.level * step : column + (words[at]?.isGlued ? 0 : 1);
      return !hasBreak(at, last) && start + widthWith(at, last) <= lineWidth;
    },
    fitsNewLine: ({ first, last }, level) =>
      !hasBreak(first, last) && level * step + widthWith(first, last) <= lineWidth,
    text: () => printed,
  };
}

const closes = (word: Word | undefined): boolean =>
  word?.isGlued === true &&
  (word.text === ')' || word.text === ',' || word.text === ';' || word.text === ']');

/** The width and the line breaks of all words before one: two look-ups tell those of a range. */
function measured(words: readonly Word[], kept: readonly boolean[]) {
  const widths = new Float64Array(words.length + 1);
  const breaks = new Float64Array(words.length + 1);
  let [width, broken] = [0, 0];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (!word) continue;
    width += word.isGlued ? word.width : word.width + 1;
    for (const { text } of word.comments) width += text.length + 1;
    if (word.needsLine || kept[at]) broken++;
    widths[at + 1] = width;
    breaks[at + 1] = broken;
  }
  return { widths, breaks };
}

/** For each word, the next one that may begin a line: what closes, and what is stuck, stays behind the word before it. */
function closedBehind(words: readonly Word[], stuck: readonly boolean[]): Uint32Array {
  const behind = new Uint32Array(words.length + 1);
  behind[words.length] = words.length;
  for (let at = words.length - 1; at >= 0; at--) {
    const stays = words[at]?.comments.length === 0 && (closes(words[at]) || stuck[at]);
    behind[at] = stays ? (behind[at + 1] ?? at) : at;
  }
  return behind;
}
