import { documentation } from '../dialect/documentation.js';
import { maxNameBytes } from '../dialect/limits.js';
import { defineRule, longWord } from '../lint/rule.js';
import { unquoted } from '../syntax/names.js';

export default defineRule({
  id: 'long-name',
  severity: 'info',
  message: 'The name has {bytes} bytes; the server truncates it to 63: "{cut}".',
  why: 'A longer name is cut without an error, so two names may become one, and a dump shows a name that nobody wrote.',
  instead: 'Use a name of at most 63 bytes in UTF-8.',
  noFix: 'A shorter name has to fit all that uses it.',
  documentation: documentation.compatibility,
  examples: [
    {
      bad: 'CREATE TABLE the_table_of_all_the_games_that_were_played_in_all_the_seasons_of_the_league (id UUID PRIMARY KEY);',
      at: 'the_table_of_all_the_games_that_were_played_in_all_the_seasons_of_the_league',
    },
  ],
  words: [longWord],
  *statement(statement) {
    const { syntaxError, isTooDeep, isIam, text } = statement;
    if (syntaxError || isTooDeep || isIam) return;
    for (const { kind, start, end } of statement.tokens) {
      if (kind !== 'word' && kind !== 'quotedWord') continue;
      const written = text.slice(start, end);
      const name = kind === 'word' ? written : unquoted(written);
      const bytes = kind === 'quotedWord' && !written.startsWith('"') ? 0 : utf8Length(name);
      if (bytes > maxNameBytes)
        yield { at: { start, end }, data: { bytes: String(bytes), cut: firstBytes(name, maxNameBytes) } };
    }
  },
});

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
