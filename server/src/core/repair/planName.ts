import type { ScriptStatement } from '../lint/script/script.js';
import { nextToken } from '../syntax/lexer.js';
import { lookup } from '../text/lookup.js';

/** What a transaction does and to which object, such as `create_table_customers`: ASCII letters, digits and underscores. */
export function planName(text: string, members: readonly ScriptStatement[]): string {
  const isBlock = members[0]?.facts.transaction === 'begin';
  const speaking = isBlock ? (members[1] ?? members[0]) : members[0];
  const words = speaking ? wordsOf(text, speaking) : [];
  const name = [...(isBlock ? ['transaction'] : []), ...words].map(plain).filter(Boolean).join('_');
  return name.slice(0, longest).replace(/_+$/, '') || 'statement';
}

/** With a number before it and `.sql` behind it, the name of a file stays below 80 characters. */
const longest = 70;

/** How many words say what a statement does, by its first word. */
const telling = lookup<number>({
  alter: 6,
  comment: 4,
  create: 3,
  grant: 6,
  insert: 3,
  revoke: 6,
  call: 2,
  select: 1,
  set: 2,
  update: 2,
});

const passedOver = new Set('async cascade exists if not only or replace restrict unique'.split(' '));
const ends = new Set('as is returns set to using values where with'.split(' '));

/** The first words of a statement up to the name of its object, without its schema. */
function wordsOf(text: string, { span }: ScriptStatement): readonly string[] {
  const words: string[] = [];
  let isQualified = false;
  for (let at = span.start; ; ) {
    const token = nextToken(text, at);
    if (!token || token.end > span.end) return words;
    at = token.end;
    if (token.kind === 'comment') continue;
    const written = text.slice(token.start, token.end);
    if (written === '.') {
      words.pop();
      isQualified = true;
      continue;
    }
    const isQuoted = token.kind === 'quotedWord';
    if (token.kind !== 'word' && !isQuoted) return words;
    const word = written.toLowerCase();
    const isKeyword = !isQuoted && !isQualified;
    isQualified = false;
    if (isKeyword && passedOver.has(word)) continue;
    if (isKeyword && words.length > 0 && ends.has(word)) return words;
    if (words.length >= (telling[words[0] ?? ''] ?? 3)) return words;
    words.push(word);
  }
}

/** A word that every system accepts in the name of a file. */
const plain = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w]+/g, '_')
    .replace(/^_+|_+$/g, '');
