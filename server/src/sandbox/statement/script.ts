import { splitScript } from '../../core/syntax/split.js';

/** One statement of a query. */
export interface Stated {
  readonly sql: string;
  /** Code points before it in the query. */
  readonly offset: number;
}

/** Cuts queries into statements; the latest few thousand are remembered. */
export function createSplitter(): (text: string) => readonly Stated[] {
  const known = new Map<string, readonly Stated[]>();
  return (text) => {
    const only = onlyStatement(text);
    if (only !== undefined) return [{ sql: only, offset: 0 }];
    const before = known.get(text);
    if (before) return before;
    const statements = statementsOf(text);
    if (known.size >= remembered) known.clear();
    if (text.length < longText) known.set(text, statements);
    return statements;
  };
}

const remembered = 5_000;
/** UTF-16 units. */
const longText = 10_000;

/**
 * A query or a change that is all of its text, found without reading its tokens: such texts are the most, and each is another.
 * Nothing in it may begin a comment, and its one semicolon is its end.
 */
function onlyStatement(text: string): string | undefined {
  if (!begins.test(text) || signs.some((sign) => text.includes(sign))) return undefined;
  const semicolon = text.indexOf(';');
  if (semicolon < 0) return /\s$/.test(text) ? undefined : text;
  return /^[ \t\r\n]*$/.test(text.slice(semicolon + 1)) ? text.slice(0, semicolon + 1) : undefined;
}

const begins = /^(?:select|insert|update|delete)\b/i;
/** Of comments, and of psql's own commands. */
const signs = ['--', '/*', '\\'];

function statementsOf(text: string): Stated[] {
  const { pieces } = splitScript(text);
  // psql's own commands never come here: a backslash is an error that PostgreSQL words.
  const isPlain = pieces.every(({ kind }) => kind !== 'metaCommand');
  const spans = isPlain
    ? pieces.filter(({ kind }) => kind === 'statement')
    : [{ start: 0, end: text.length }];
  const statements: Stated[] = [];
  let offset = 0;
  let counted = 0;
  for (const { start, end } of spans) {
    offset += codePoints(text, counted, start);
    counted = start;
    const sql = text.slice(start, end);
    if (!/^[\s;]*$/.test(sql)) statements.push({ sql, offset });
  }
  return statements;
}

/** How many code points lie between two UTF-16 offsets. */
function codePoints(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at++) if (!isSecondHalf(text.charCodeAt(at))) count++;
  return count;
}

const isSecondHalf = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;
