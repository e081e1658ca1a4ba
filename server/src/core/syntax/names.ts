import { holdsPlaceholder, isWrittenWithPlaceholder } from './placeholders.js';

/**
 * A name as SQL must write it: in double quotes, unless it is a plain lower-case word that PostgreSQL does not reserve. A name
 * with a placeholder stays as it is, because a tool replaces it.
 */
export const quoteName = (name: string): string =>
  (/^[a-z_][a-z0-9_$]*$/.test(name) && !reserved.has(name)) || isWrittenWithPlaceholder(name)
    ? name
    : `"${name.replaceAll('"', '""')}"`;

/**
 * A name as the server keeps it. A name in double quotes stays as it is; others have their ASCII letters in lower case, as
 * PostgreSQL folds UTF-8. `U&"…"` is decoded where its escapes are whole, and `sign` is the escape character that UESCAPE
 * gives.
 */
export function unquoted(written: string, sign = '\\'): string {
  if (written.startsWith('"')) return withoutQuotes(written, 1);
  if (/^u&"/i.test(written)) return withoutQuotes(written, 3).replace(escapesWith(sign), decoded);
  if (holdsPlaceholder(written)) return written;
  return written.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** A name that is still being typed may lack its closing quote. */
const withoutQuotes = (written: string, open: number): string =>
  written.slice(open, written.length > open && written.endsWith('"') ? -1 : undefined).replaceAll('""', '"');

function escapesWith(sign: string): RegExp {
  const begin = /\W/.test(sign) ? `\\${sign}` : sign;
  return new RegExp(`${begin}(?:([0-9a-f]{4})|\\+([0-9a-f]{6})|${begin})`, 'gi');
}

function decoded(whole: string, four: string | undefined, six: string | undefined): string {
  const code = Number.parseInt(four ?? six ?? '', 16);
  if (Number.isNaN(code)) return whole.charAt(0);
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

/** `schema.name`, or the name alone where nothing tells the schema, quoted as needed. */
export const quoteObject = ({
  schema,
  name,
}: {
  readonly schema: string | undefined;
  readonly name: string;
}): string => (schema === undefined ? quoteName(name) : `${quoteName(schema)}.${quoteName(name)}`);

/** `schema.name` with each part quoted as needed. */
export const quoteQualified = (name: string): string => nameParts(name).map(quoteName).join('.');

/** The parts of `schema.name`. A dot in the braces of a placeholder separates nothing. */
export const nameParts = (name: string): readonly string[] =>
  name.match(/(?:\{\{.*?\}\}|\{[^{}]*\}|@\w[\w.]*@|[^.])+/gs) ?? [name];

/** `name` of `schema.name`, and of a name without a schema the name. */
export function withoutSchema(name: string): string {
  const [, ...rest] = nameParts(name);
  return rest.length > 0 ? rest.join('.') : name;
}

/** The words that PostgreSQL 16 reserves, as names of tables and columns at least, from the appendix "SQL Key Words" of its manual. */
export const reserved: ReadonlySet<string> = new Set(
  `all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column
  concurrently constraint create cross current_catalog current_date current_role current_schema current_time
  current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze from
  full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit localtime
  localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references returning right
  select session_user similar some symmetric system_user table tablesample then to trailing true union unique user using
  variadic verbose when where window with`.split(/\s+/),
);
