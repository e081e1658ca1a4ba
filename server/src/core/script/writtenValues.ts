import { keepComments } from '../syntax/edits.js';
import { quoteString, stringAt } from '../syntax/literals.js';
import type { TokenRange } from '../syntax/ranges.js';
import type { StatementText } from '../syntax/statement.js';
import { closing, items, spanOf, wordOf } from '../syntax/tokens.js';
import { type Edit, shiftEdit } from '../text/edit.js';
import type { Span } from '../text/span.js';
import type { Script, ScriptStatement } from './script.js';
import { columnsBehind } from './tableText.js';
import { type WriteTarget, writeTarget } from './writtenColumns.js';

/** How values of a column are written once its type is another one; undefined leaves a value as it is. */
export interface Rewriting {
  /** Of the text form: of a string in VALUES, of a field of COPY. */
  readonly text: (value: string) => string | undefined;
  /** Of an expression in VALUES, as SQL. */
  readonly expression?: (statement: StatementText, range: TokenRange) => string | undefined;
}

/** Rewrites the values that INSERT … VALUES and COPY … FROM STDIN write into a column behind its CREATE TABLE. */
export function rewriteValues(
  script: Script,
  created: ScriptStatement,
  table: string,
  column: string,
  rewriting: Rewriting,
): Edit[] {
  return (script.writes.get(table) ?? []).flatMap((statement) => {
    const target = statement.span.start < created.span.start ? undefined : writeTarget(script, statement);
    if (!target) return [];
    const at = columnsOf(script, target, table)?.indexOf(column) ?? -1;
    if (at < 0) return [];
    const isCopy = wordOf(target.text, 0) === 'copy';
    return isCopy
      ? copiedFields(script, statement, at, rewriting)
      : insertedValues(target, at, rewriting, statement);
  });
}

const columnsOf = ({ schema }: Script, { text, open }: WriteTarget, table: string) =>
  open === undefined
    ? [...(schema.tables.findLast(({ name }) => name === table)?.columns.keys() ?? [])]
    : columnsBehind(text, open);

function insertedValues(
  { text, behind }: WriteTarget,
  at: number,
  { text: ofText, expression }: Rewriting,
  { span }: ScriptStatement,
): Edit[] {
  if (wordOf(text, behind) !== 'values') return [];
  const edits: Edit[] = [];
  for (let open = behind + 1; wordOf(text, open) === '('; open = closing(text, open) + 2) {
    const value = items(text, open + 1, closing(text, open) - 1)[at];
    if (!value) continue;
    const written = stringAt(text, value);
    const changed = written === undefined ? expression?.(text, value) : quoted(ofText(written));
    if (changed !== undefined) {
      const edit = keepComments(text, { ...spanOf(text, value.first, value.last), text: changed });
      edits.push(shiftEdit(edit, span.start));
    }
    if (wordOf(text, closing(text, open) + 1) !== ',') break;
  }
  return edits;
}

const quoted = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : quoteString(text);

/** Fields of COPY's text format, which a tab parts. */
function copiedFields(
  { text, copies }: Script,
  { span }: ScriptStatement,
  at: number,
  { text: ofText }: Rewriting,
): Edit[] {
  const rows = copies.find(({ start }) => start >= span.end);
  if (!rows || text.slice(span.end, rows.start).trim() !== '') return [];
  // CSV and other delimiters have rules of their own.
  if (/\b(with|csv|delimiter|format)\b/i.test(text.slice(span.start, span.end))) return [];
  return [...fieldsIn(text, rows, at)].flatMap((field) => {
    const written = text.slice(field.start, field.end);
    if (written === '\\N') return [];
    const changed = ofText(unescaped(written));
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

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

const escaped = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
