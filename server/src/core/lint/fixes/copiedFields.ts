import { clauseOf, wholeOf } from '../../syntax/tree/nodes.js';
import type { Edit } from '../../text/edit.js';
import { lookup } from '../../text/lookup.js';
import type { Span } from '../../text/span.js';
import type { Script } from '../script/script.js';
import type { Write } from '../script/writes.js';

/**
 * Rewrites one field in each row behind COPY … FROM STDIN. Undefined where the script does not hold the rows, or has them in a
 * format other than PostgreSQL's text format.
 */
export function copiedFields(
  { text, copies }: Script,
  { node, text: statement, holder }: Write,
  at: number,
  rewritten: (value: string) => string | undefined,
): Edit[] | undefined {
  const rows = copies.find(({ start }) => start >= holder.end);
  if (!rows || text.slice(holder.end, rows.start).trim() !== '') return undefined;
  // CSV and other delimiters have their own rules.
  if (clauseOf(node, 'from')?.last !== wholeOf(statement).last) return undefined;
  return [...fieldsIn(text, rows, at)].flatMap((field) => {
    const written = text.slice(field.start, field.end);
    if (written === '\\N') return [];
    const changed = rewritten(unescaped(written));
    return changed === undefined ? [] : [{ ...field, text: escaped(changed) }];
  });
}
/** The field of that number in each row, up to the line of `\.`. */
function* fieldsIn(text: string, { start, end }: Span, at: number): Generator<Span> {
  for (let line = start; line < end; ) {
    const next = text.indexOf('\n', line);
    const lineEnd = next < 0 || next > end ? end : next;
    const row = text.slice(line, lineEnd).replace(/\r$/, '');
    if (row === '\\.') return;
    const fields = row.split('\t');
    const field = fields[at];
    if (field !== undefined) {
      const from = line + fields.slice(0, at).reduce((sum, one) => sum + one.length + 1, 0);
      yield { start: from, end: from + field.length };
    }
    line = lineEnd + 1;
  }
}

const unescaped = (field: string): string =>
  field.replace(/\\(.)/g, (_all, sign: string) => escapes[sign] ?? sign);

const escapes = lookup<string>({ b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' });

const escaped = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
