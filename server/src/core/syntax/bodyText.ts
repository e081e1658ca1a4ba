import { lookup } from '../text/lookup.js';
import type { TokenRange } from './node.js';
import type { StatementText } from './statement.js';

/** What a string holds, and where each of its UTF-16 units is written. */
export interface Decoded {
  readonly text: string;
  readonly offsetAt: (inner: number) => number;
  /** A text as it is written in this string; undefined where it cannot stand there. */
  readonly encoded: (inner: string) => string | undefined;
}

/** The string that a node is, in quotes, dollar quotes or with escapes, on one line or several; undefined for anything else. */
export function decoded({ text, tokens }: StatementText, { first, last }: TokenRange): Decoded | undefined {
  const units: string[] = [];
  const places: number[] = [];
  let end = tokens[first]?.end ?? 0;
  let escapes: RegExp | undefined;
  let tag: string | undefined;
  for (let index = first; index <= last; index++) {
    const token = tokens[index];
    if (token?.kind !== 'string') return undefined;
    const written = text.slice(token.start, token.end);
    const dollar = /^\$[^$]*\$/.exec(written)?.[0];
    const opening = dollar ?? /^[^']*'/.exec(written)?.[0] ?? '';
    tag = dollar;
    if (index === first) escapes = dollar === undefined ? escapesBehind(opening) : undefined;
    const from = token.start + opening.length;
    end = Math.max(from, token.end - (token.unterminated ? 0 : (dollar ?? "'").length));
    const pattern = dollar ? plain : (escapes ?? doubled);
    pattern.lastIndex = 0;
    for (const found of text.slice(from, end).matchAll(pattern)) {
      const unit = dollar ? found[0] : unescaped(found[0]);
      for (let at = 0; at < unit.length; at++) {
        units.push(unit.charAt(at));
        places.push(from + found.index);
      }
    }
  }
  const offsetAt = (inner: number): number => places[inner] ?? end;
  const encoded = (inner: string): string | undefined => {
    if (first < last) return undefined;
    if (tag !== undefined)
      return inner.includes(tag) || (tag === '$$' && inner.includes('$')) ? undefined : inner;
    const quoted = inner.replaceAll("'", "''");
    return escapes ? quoted.replaceAll('\\', '\\\\') : quoted;
  };
  return { text: units.join(''), offsetAt, encoded };
}

const escapesBehind = (opening: string): RegExp | undefined =>
  /^e/i.test(opening) ? escaped : /^u&/i.test(opening) ? unicode : undefined;

const plain = /[\s\S]/g;
const doubled = /''|[\s\S]/g;
const unicode = /''|\\(?:\\|[0-9a-f]{4}|\+[0-9a-f]{6})|[\s\S]/gi;
const escaped = /''|\\(?:[0-7]{1,3}|x[0-9a-f]{1,2}|u[0-9a-f]{4}|U[0-9a-f]{8}|[\s\S])|[\s\S]/gi;

function unescaped(written: string): string {
  if (written === "''") return "'";
  if (!written.startsWith('\\') || written.length === 1) return written;
  const rest = written.slice(1);
  const digits = /^\+?([0-9a-f]{6}|[0-9a-f]{4})$/i.exec(rest)?.[1];
  if (digits !== undefined) return character(Number.parseInt(digits, 16));
  const letter = letters[rest];
  if (letter !== undefined) return letter;
  const code = /^[0-7]/.test(rest)
    ? Number.parseInt(rest, 8)
    : /^(?:x|u)./i.test(rest)
      ? Number.parseInt(rest.slice(1), 16)
      : undefined;
  if (code === undefined) return rest;
  return character(code);
}

const character = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd');

const letters = lookup<string>({ b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' });
