import { query } from '../../text/memo.js';
import type { Script, ScriptStatement } from './script.js';

/**
 * The statements whose text holds a name, in their order: a plain word in any case, the sign of an operator, any other one as it
 * stands in quotes. The script is read once for many names.
 */
export function statementsWith(script: Script, name: string): readonly ScriptStatement[] {
  const word = name.toLowerCase();
  if (plainWord.test(name)) return query(byWord, script).get(word) ?? [];
  if (dollarWord.test(name)) return query(byDollarWord, script).get(word) ?? [];
  if (operatorSign.test(name)) return withSign(script, name);
  const written = name.replaceAll('"', '""');
  const quoted = query(byQuoted, script).get(firstQuoted(written)) ?? [];
  const { text } = script;
  return quoted.filter(({ span }) => text.slice(span.start, span.end).includes(written));
}

const plainWord = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const dollarWord = /^[\p{L}_][\p{L}\p{N}_$]*$/u;

const operatorSign = /^[-+*/<>=~!@#%^&|`?]+$/;

/** A sign may stand directly before another one. There are few different runs of them. */
function withSign(script: Script, sign: string): readonly ScriptStatement[] {
  const found = [...query(bySigns, script)].flatMap(([run, statements]) =>
    run.includes(sign) ? statements : [],
  );
  return [...new Set(found)].sort((one, other) => one.span.start - other.span.start);
}

const bySigns = (script: Script) => statementsBy(script, (text) => text.match(/[-+*/<>=~!@#%^&|`?]+/g) ?? []);
const byWord = (script: Script) => statementsBy(script, wordsOf);
const byDollarWord = (script: Script) => statementsBy(script, dollarWordsIn);
const byQuoted = (script: Script) => statementsBy(script, (text) => text.split('"'));

/** What stands before the first quote within a name. */
const firstQuoted = (written: string): string => written.slice(0, `${written}"`.indexOf('"'));

function statementsBy(
  { text, statements }: Script,
  keysIn: (text: string) => Iterable<string>,
): ReadonlyMap<string, readonly ScriptStatement[]> {
  const found = new Map<string, ScriptStatement[]>();
  for (const statement of statements) {
    const { start, end } = statement.span;
    for (const key of keysIn(text.slice(start, end))) {
      const known = found.get(key);
      if (!known) found.set(key, [statement]);
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

/** Words with dollar signs in them, which may also be those of the tags around a string, as in `$tag$my$word$tag$`. */
function* dollarWordsIn(text: string): Generator<string> {
  for (const [written] of text.matchAll(/[\p{L}_][\p{L}\p{N}_]*\$[\p{L}\p{N}_$]*/gu)) {
    const word = written.toLowerCase();
    yield word;
    const inside = word.replace(/\$+$/, '');
    yield inside;
    yield inside.slice(inside.indexOf('$') + 1);
  }
}
