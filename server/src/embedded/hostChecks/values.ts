import { once } from '../../core/text/once.js';
import type { EmbeddedSql } from '../embeddedSql.js';
import { holeText } from '../literals.js';
import type { Segment } from '../mappedText.js';
import type { Checked, HostFinding } from './finding.js';
import { formattedValues } from './formattedValues.js';
import { parameterFix } from './parameterFix.js';

/** Values that the code puts between the quotes of a literal of SQL: nothing but a value stands there. */
export function valuesInQueries({ host, text, root, pieces, language }: Checked): readonly HostFinding[] {
  const code = once(() => withoutSql(text, pieces));
  return pieces.flatMap((piece) => {
    if (!piece.hasHoles || !takesParameters.test(piece.text) || isParameterized(text, piece)) return [];
    const holes = valueHoles(piece);
    // What a format puts in stands behind the literal.
    const formatted = holes.length > 0 ? formattedValues(root, piece) : undefined;
    const values = holes.filter(({ host: { start, end } }) => {
      const written = formatted ? formatted(start, end) : text.slice(start, end);
      return written !== undefined && isValue(written, language.id, code());
    });
    const [first] = values;
    if (!first) return [];
    const fix = parameterFix(host, language, piece, values, formatted);
    return [{ rule: 'value-in-query' as const, at: first.host, fixes: fix ? [fix] : [] }];
  });
}

/** A column that is compared in SQL is no variable of the code, though both may have one name. */
function withoutSql(text: string, pieces: readonly EmbeddedSql[]): string {
  let [code, from] = ['', 0];
  for (const { host } of pieces.toSorted((one, other) => one.host.start - other.host.start)) {
    if (host.start > from) code += text.slice(from, host.start);
    from = Math.max(from, host.end);
  }
  return code + text.slice(from);
}

/** Whether a tag, or what Entity Framework calls interpolated, makes parameters of what is put in. */
function isParameterized(text: string, { host: { start } }: EmbeddedSql): boolean {
  const before = text.slice(Math.max(0, start - 80), start);
  return (text[start] === '`' && /[\w$)>\]]$/.test(before)) || takesInterpolated.test(before);
}

const takesInterpolated =
  /\b(?:FromSql|FromSqlInterpolated|ExecuteSql(?:Async)?|ExecuteSqlInterpolated(?:Async)?|SqlQuery)\s*(?:<[^<>]*>)?\s*\(\s*$/;

/** Other statements take none, so their values must stand in the text. */
const takesParameters = /^(?:\s|--[^\n]*\n|\/\*[^*]*\*\/)*(?:select|insert|update|delete|with|merge)\b/i;

/**
 * The holes of a text that are a literal's whole content, compared with or listed among values. A literal that a function reads
 * or that is cast may be a name: `nextval('…')`, `'…'::regclass`.
 */
function valueHoles({ text, segments }: EmbeddedSql): readonly Segment[] {
  return segments.flatMap((segment) => {
    const { kind, start, end } = segment;
    if (kind !== 'hole' || text.slice(start, end) !== holeText) return [];
    const before = text.slice(Math.max(0, start - 80), start);
    const isQuoted =
      /(?:=|<>|!=|<|>|\blike|\bilike)\s*'%?$/i.test(before) ||
      /\b(?:in|values)\s*\((?:[^()']|'[^']*')*'$/i.test(before);
    return isQuoted && /^%?'(?!\s*::)/.test(text.slice(end, end + 12)) ? [segment] : [];
  });
}

/** Not what is a constant, a number that was made one, or what somebody has escaped already. */
function isValue(written: string, language: string, code: string): boolean {
  const expression = written
    .replace(/^(?:\$\{|\{|#\{|\$)|\}$/g, '')
    .replace(/^&/, '')
    .trim();
  if (/escape|quote|literal|sanitiz|placeholder|param/i.test(expression)) return false;
  const name = /^[\p{L}_$][\p{L}\p{N}_$]*$/u.exec(expression)?.[0];
  if (name === undefined)
    return (
      /^[\p{L}_$][\p{L}\p{N}_$]*(?:\??\.[\p{L}_$][\p{L}\p{N}_$]*)+$/u.test(expression) &&
      !/\.[A-Z\d_]+$/.test(expression)
    );
  if (/^[A-Z\d_]+$/.test(name)) return false;
  // What the file declares as a literal is one.
  const declared =
    language === 'python'
      ? `^\\s*${name}\\s*(?::[^=\\n]+)?=\\s*`
      : `\\b${name}\\s*(?::\\s*[^=;\\n]{1,40})?:?=\\s*`;
  return (
    !new RegExp(`${declared}["'\`\\d]`, 'm').test(code) &&
    !new RegExp(`\\b(?:for|foreach|in)\\b[^\\n]*\\b${name}\\b`).test(code)
  );
}
