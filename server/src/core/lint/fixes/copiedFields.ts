import { clauseOf, wholeOf } from '../../syntax/tree/nodes.js';
import type { Edit } from '../../text/edit.js';
import { firstFrom } from '../../text/firstFrom.js';
import { lookup } from '../../text/lookup.js';
import { query } from '../../text/memo.js';
import type { Span } from '../../text/span.js';
import type { Script } from '../script/script.js';
import type { Write } from '../script/writes.js';

/**
 * Rewrites one field in each row behind COPY … FROM STDIN. Undefined where the script does not hold the rows, or has them in a
 * format other than PostgreSQL's text format.
 */
export function copiedFields(
  script: Script,
  { node, text: statement, holder }: Write,
  at: number,
  rewritten: (value: string) => string | undefined,
): Edit[] | undefined {
  const { text } = script;
  const rows = firstBehind(script, holder.end);
  if (!rows || text.slice(holder.end, rows.start).trim() !== '') return undefined;
  // CSV and other delimiters have their own rules.
  if (clauseOf(node, 'from')?.last !== wholeOf(statement).last) return undefined;
  const known = query(rowsRead, script);
  const read = known.get(rows) ?? rowsIn(text, rows);
  known.set(rows, read);
  return fieldsOf(read, at).flatMap((field) => {
    const written = text.slice(field.start, field.end);
    if (written === '\\N') return [];
    const changed = rewritten(unescaped(written));
    return changed === undefined ? [] : [{ ...field, text: escaped(changed) }];
  });
}

/** The rows that stand first behind an offset. */
const firstBehind = ({ copies }: Script, offset: number): Span | undefined =>
  copies[firstFrom(copies.length, (at) => (copies[at]?.start ?? 0) >= offset)];

/** Where the fields of rows begin and end. One unit stands between two fields of a row. */
interface Rows {
  /** For each row the number of its first field. */
  readonly firsts: readonly number[];
  /** For each field. */
  readonly starts: readonly number[];
  /** For each row, without a carriage return. */
  readonly ends: readonly number[];
}

/** What was read by now: the fields of many columns are asked for. */
const rowsRead = (_script: Script): Map<Span, Rows> => new Map();

/** Up to the line of `\.`. */
function rowsIn(text: string, { start, end }: Span): Rows {
  const [firsts, starts, ends]: [number[], number[], number[]] = [[], [], []];
  for (let line = start; line < end; ) {
    const next = text.indexOf('\n', line);
    const lineEnd = next < 0 || next > end ? end : next;
    const row = text.slice(line, lineEnd).replace(/\r$/, '');
    if (row === '\\.') break;
    firsts.push(starts.length);
    ends.push(line + row.length);
    starts.push(line);
    for (const { index } of row.matchAll(/\t/g)) starts.push(line + index + 1);
    line = lineEnd + 1;
  }
  return { firsts, starts, ends };
}

/** The field of that number in each row that has it. */
const fieldsOf = ({ firsts, starts, ends }: Rows, at: number): readonly Span[] =>
  firsts.flatMap((first, row) => {
    const next = firsts[row + 1] ?? starts.length;
    const start = starts[first + at];
    if (start === undefined || first + at >= next) return [];
    const behind = first + at + 1 < next ? starts[first + at + 1] : undefined;
    return { start, end: behind === undefined ? (ends[row] ?? start) : behind - 1 };
  });

const unescaped = (field: string): string =>
  field.replace(/\\(.)/g, (_all, sign: string) => escapes[sign] ?? sign);

const escapes = lookup<string>({ b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' });

const escaped = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
