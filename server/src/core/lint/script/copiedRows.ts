import { nextToken } from '../../syntax/lexer.js';
import { query } from '../../text/memo.js';
import type { Span } from '../../text/span.js';
import type { Script } from './script.js';

/** The rows that a script holds behind a COPY … FROM STDIN or psql's `\copy`. Offsets are into the script. */
export interface CopiedRows {
  /** The statement with its semicolon, or the command. */
  readonly holder: Span;
  readonly isCommand: boolean;
  /** Where each row begins. */
  readonly starts: readonly number[];
  /** The first line of CSV, with its line break, where COPY says HEADER. */
  readonly header: string;
}

export const copiedRowsOf = (script: Script): readonly CopiedRows[] => query(copiedRowsIn, script);

/** The rows behind a statement, by the offset of its end. */
export const copiedBehind = (script: Script, { end }: Span): CopiedRows | undefined =>
  script.copies.length === 0 ? undefined : query(byHolder, script).get(end);

const byHolder = (script: Script): ReadonlyMap<number, CopiedRows> =>
  new Map(copiedRowsOf(script).map((copied) => [copied.holder.end, copied]));

function copiedRowsIn({ text, copies, statements, metaCommands }: Script): readonly CopiedRows[] {
  let [statement, command] = [0, 0];
  return copies.flatMap((data): CopiedRows[] => {
    while ((statements[statement + 1]?.span.end ?? Number.POSITIVE_INFINITY) <= data.start) statement++;
    while ((metaCommands[command + 1]?.end ?? Number.POSITIVE_INFINITY) <= data.start) command++;
    const holders = [statements[statement]?.span, metaCommands[command]];
    const holder = holders.find((one) => one && one.end <= data.start && isSpace(text, one.end, data.start));
    if (!holder) return [];
    const format = formatOf(text.slice(holder.start, holder.end));
    const starts = format === undefined ? [] : startsOf(text, data, format.isCsv);
    const header = format?.hasHeader ? text.slice(starts[0], starts[1]) : '';
    const isCommand = text.charAt(holder.start) === '\\';
    return [{ holder, isCommand, starts: format?.hasHeader ? starts.slice(1) : starts, header }];
  });
}

const isSpace = (text: string, start: number, end: number): boolean => text.slice(start, end).trim() === '';

interface Format {
  readonly isCsv: boolean;
  readonly hasHeader: boolean;
}

/** Undefined where COPY may leave rows out, or separates them in another way. */
function formatOf(copy: string): Format | undefined {
  const words: string[] = [];
  for (let token = nextToken(copy, copy.startsWith('\\') ? 1 : 0); token; token = nextToken(copy, token.end))
    if (token.kind !== 'comment') words.push(copy.slice(token.start, token.end).toLowerCase());
  const options = words.slice(
    words.findIndex((word, at) => word === 'from' && /^std/.test(words[at + 1] ?? '')),
  );
  if (['where', 'quote', 'escape', 'binary'].some((word) => options.includes(word))) return undefined;
  const header = options.indexOf('header');
  const hasHeader = header >= 0 && !/^'?(?:false|off|0)'?$/.test(options[header + 1] ?? '');
  return { isCsv: options.some((word) => /^'?csv'?$/.test(word)), hasHeader };
}

/**
 * Where each row begins, up to the line of `\.`. A row in text format continues after a backslash, and one in CSV within
 * quotes.
 */
function startsOf(text: string, { start, end }: Span, isCsv: boolean): readonly number[] {
  const starts: number[] = [];
  let isOpen = false;
  for (let line = start; line < end; ) {
    const next = text.indexOf('\n', line);
    const lineEnd = next < 0 || next > end ? end : next;
    if (!isOpen) {
      if (text.startsWith('\\.', line) && lineEnd - line <= 3) break;
      starts.push(line);
    }
    isOpen = isCsv ? isOpen !== hasOddQuotes(text, line, lineEnd) : endsEscaped(text, line, lineEnd);
    line = lineEnd + 1;
  }
  return starts;
}

function hasOddQuotes(text: string, start: number, end: number): boolean {
  let count = 0;
  for (let at = text.indexOf('"', start); at >= 0 && at < end; at = text.indexOf('"', at + 1)) count++;
  return count % 2 === 1;
}

function endsEscaped(text: string, start: number, end: number): boolean {
  let at = end;
  while (at > start && text.charAt(at - 1) === '\\') at--;
  return (end - at) % 2 === 1;
}
