import { splitScript } from '../../src/core/syntax/split.js';
import { statementText } from '../../src/core/syntax/statement.js';

/**
 * Ways to spell a statement that mean the same to PostgreSQL, or nothing at all: keywords and names in another case,
 * comments and white space between tokens, words in double quotes or in escapes. The same number gives the same spelling.
 */
export function respelled(sql: string, number: number): string {
  const { tokens, text } = statementText(sql);
  let state = number * 2_654_435_761;
  const roll = (sides: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % sides;
  };
  let end = 0;
  const parts = tokens.map((token) => {
    const gap = text.slice(end, token.start);
    const written = text.slice(token.start, token.end);
    end = token.end;
    return gapOf(gap, roll(6), token.start > 0) + wordOf(written, roll(8));
  });
  return parts.join('') + text.slice(end);
}

/** Where nothing stood between two tokens nothing but a comment may come: `:` and `=` are one sign together. */
function gapOf(gap: string, side: number, isInner: boolean): string {
  if (gap === '' || !isInner) return gap;
  return [gap, '\n\t', ' /* SERIAL select */ ', ' -- CREATE TEMP\n', '\r\n', '/**/ '][side] ?? gap;
}

function wordOf(written: string, side: number): string {
  if (!/^[a-z_]\w*$/i.test(written)) return written;
  const changed = [
    written.toUpperCase(),
    written.toLowerCase(),
    [...written].map((sign, at) => (at % 2 === 0 ? sign.toUpperCase() : sign.toLowerCase())).join(''),
    `"${written.toLowerCase()}"`,
    `U&"\\${(written.toLowerCase().codePointAt(0) ?? 0).toString(16).padStart(4, '0')}${written.toLowerCase().slice(1)}"`,
  ];
  return changed[side] ?? written;
}

/** The statements of a text, without what stands between them. */
export const statementsIn = (text: string): readonly string[] =>
  splitScript(text)
    .pieces.filter(({ kind }) => kind === 'statement')
    .map(({ start, end }) => text.slice(start, end));
