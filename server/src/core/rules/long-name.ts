import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { maxNameBytes } from '../dialect/limits.js';
import { isWordPart } from '../sql/lexer.js';

export default defineRule({
  id: 'long-name',
  severity: 'info',
  message: 'The name has {bytes} bytes; the server cuts it off after 63, at "{cut}".',
  why: 'A longer name is cut without an error, so that two names may become one and a dump shows another one than was written.',
  instead: 'Use a name of at most 63 bytes in UTF-8.',
  noFix: 'A shorter name has to fit all that uses it.',
  documentation: documentation.compatibility,
  examples: [
    {
      bad: 'CREATE TABLE the_table_of_all_the_games_that_were_played_in_all_the_seasons_of_the_league (id UUID PRIMARY KEY);',
      at: 'the_table_of_all_the_games_that_were_played_in_all_the_seasons_of_the_league',
    },
  ],
  *statement(statement) {
    const { syntaxError, isTooDeep, isIam, text } = statement;
    if (syntaxError || isTooDeep || isIam || !mayHoldLongName(text)) return;
    for (const { kind, start, end } of statement.tokens) {
      if (kind !== 'word' && kind !== 'quotedWord') continue;
      const written = text.slice(start, end);
      const name = kind === 'word' ? written : written.slice(1, -1).replaceAll('""', '"');
      const bytes = kind === 'quotedWord' && !written.startsWith('"') ? 0 : utf8Length(name);
      if (bytes > maxNameBytes)
        yield { at: { start, end }, data: { bytes: String(bytes), cut: firstBytes(name, maxNameBytes) } };
    }
  },
});

/** Whether a word may take more than 63 bytes. Most statements hold nothing so long, and need no tokens then. */
function mayHoldLongName(text: string): boolean {
  for (let at = fewestUnits; at < text.length; at += fewestUnits)
    if (isWordPart(text.charCodeAt(at)) && isLongWordAt(text, at)) return true;
  return /"[^"]{22}/.test(text);
}

/** A word of 64 bytes has more UTF-16 units than this, at three bytes each at most: none lies between two steps. */
const fewestUnits = 21;

function isLongWordAt(text: string, at: number): boolean {
  let start = at;
  while (start > 0 && isWordPart(text.charCodeAt(start - 1))) start--;
  let bytes = 0;
  for (let end = start; isWordPart(text.charCodeAt(end)) && bytes <= maxNameBytes; end++)
    bytes += text.charCodeAt(end) > 127 ? 3 : 1;
  return bytes > maxNameBytes;
}

const utf8Length = (text: string): number => {
  let bytes = 0;
  for (const character of text) bytes += bytesOf(character.codePointAt(0) ?? 0);
  return bytes;
};

function firstBytes(text: string, most: number): string {
  let bytes = 0;
  let first = '';
  for (const character of text) {
    bytes += bytesOf(character.codePointAt(0) ?? 0);
    if (bytes > most) return first;
    first += character;
  }
  return first;
}

const bytesOf = (codePoint: number): number =>
  codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
