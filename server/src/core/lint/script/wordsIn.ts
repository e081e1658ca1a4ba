import { query } from '../../text/memo.js';
import type { Script, ScriptStatement } from './script.js';

/**
 * The statements whose text holds a word in any case, in their order. The script is read once for many words. A name that is
 * not a plain word is searched in each statement.
 */
export function statementsWith(script: Script, word: string): readonly ScriptStatement[] {
  if (plainWord.test(word)) return query(byWord, script).get(word.toLowerCase()) ?? [];
  const { text, statements } = script;
  return statements.filter(({ span }) => text.slice(span.start, span.end).includes(word));
}

const plainWord = /^[\p{L}_][\p{L}\p{N}_]*$/u;

function byWord({ text, statements }: Script): ReadonlyMap<string, readonly ScriptStatement[]> {
  const found = new Map<string, ScriptStatement[]>();
  for (const statement of statements) {
    const { start, end } = statement.span;
    for (const word of wordsOf(text.slice(start, end))) {
      const known = found.get(word);
      if (!known) found.set(word, [statement]);
      else if (known.at(-1) !== statement) known.push(statement);
    }
  }
  return found;
}

/** In lower case. Most texts are ASCII, whose words are found in a fraction of the time. */
function wordsOf(text: string): readonly string[] {
  const isAscii = !/[^\0-\x7f]/.test(text);
  if (isAscii) return text.toLowerCase().match(/[a-z_]\w*/g) ?? [];
  return (text.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []).map((word) => word.toLowerCase());
}
