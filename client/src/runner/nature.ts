import { type Token, tokenize } from '../../../server/src/core/syntax/lexer.js';

/** What a statement does, as far as its words tell. */
export interface Nature {
  readonly kind: Kind;
  /** It may change rows, the catalog, or what a read-only session refuses. */
  readonly writes: boolean;
  /** What it takes away, each as in `deletes all rows of "orders"`. */
  readonly destroys: readonly string[];
  /** EXPLAIN is told to ANALYZE, and so carries out what it explains. */
  readonly analyzes?: boolean;
}

/** `query` answers rows and changes nothing, so that its rows may be read page by page. */
export type Kind = 'query' | 'change' | 'begin' | 'commit' | 'rollback' | 'copyIn' | 'other';

/** Judges one statement. Text that is no SQL counts as one that writes. */
export function natureOf(sql: string): Nature {
  const words = wordsOf(sql);
  const first = words[0]?.upper ?? '';
  return (natures[first] ?? unknown)(words);
}

/**
 * Where the statement begins whose plan can be asked for: behind an EXPLAIN with its options, or at its own beginning.
 * Undefined for what EXPLAIN does not take.
 */
export function explainableAt(sql: string): number | undefined {
  const words = wordsOf(sql);
  const [first] = words[0]?.upper === 'EXPLAIN' ? explainedIn(words).inner : words;
  if (!first || ![...explainable, ...changeVerbs].includes(first.upper)) return undefined;
  const { kind } = natureOf(sql.slice(first.start));
  return kind === 'query' || kind === 'change' ? first.start : undefined;
}

interface Word {
  readonly text: string;
  /** UTF-16 offset in the statement. */
  readonly start: number;
  /** Upper case; empty for what is quoted. */
  readonly upper: string;
  /** Parentheses around it. */
  readonly depth: number;
}

type Judge = (words: readonly Word[]) => Nature;

const plain = (kind: Kind, writes: boolean, destroys: readonly string[] = []): Nature => ({
  kind,
  writes,
  destroys,
});

const reading: Judge = (words) => {
  const inner = changesIn(words);
  // SELECT … INTO makes a table.
  const makesTable = words.some(({ upper, depth }) => depth === 0 && upper === 'INTO');
  return inner.length === 0
    ? plain(makesTable ? 'other' : 'query', makesTable)
    : plain('change', true, destructions(inner));
};

const changing: Judge = (words) => plain('change', true, destructions(changesIn(words)));
const unknown: Judge = () => plain('other', true);
const harmless: Judge = () => plain('other', false);

const natures: Readonly<Record<string, Judge>> = {
  SELECT: reading,
  VALUES: reading,
  TABLE: reading,
  WITH: reading,
  '(': reading,
  INSERT: changing,
  UPDATE: changing,
  DELETE: changing,
  MERGE: changing,
  SHOW: () => plain('query', false),
  EXPLAIN: explaining,
  BEGIN: (words) => plain('begin', opensForWriting(words)),
  START: (words) => plain('begin', opensForWriting(words)),
  COMMIT: () => plain('commit', false),
  END: () => plain('commit', false),
  ROLLBACK: (words) => plain(words.some(({ upper }) => upper === 'TO') ? 'other' : 'rollback', false),
  ABORT: () => plain('rollback', false),
  SET: (words) => plain('other', opensForWriting(words)),
  RESET: (words) => plain('other', opensForWriting(words) || words[1]?.upper === 'ALL'),
  CALL: (words) => plain('other', words[1]?.upper !== 'SYS'),
  COPY: copying,
  DROP: (words) => plain('other', true, [`drops ${dropped(words.slice(1))}`]),
  TRUNCATE: (words) =>
    plain('other', true, [`deletes all rows of ${nameAfter(words, 1, ['TABLE', 'ONLY'])}`]),
  ALTER: altering,
  DEALLOCATE: harmless,
  DISCARD: harmless,
  FETCH: harmless,
  CLOSE: harmless,
  LISTEN: harmless,
  UNLISTEN: harmless,
};

/** What may stand behind the parenthesis of EXPLAIN in place of its options. */
const explainable = ['SELECT', 'VALUES', 'TABLE', 'WITH', '('];

function explaining(words: readonly Word[]): Nature {
  const { inner, isRun } = explainedIn(words);
  const explained = (natures[inner[0]?.upper ?? ''] ?? unknown)(inner);
  if (!isRun) return plain('query', false);
  return {
    ...(explained.kind === 'query' ? plain('query', false) : { ...explained, kind: 'change' }),
    analyzes: true,
  };
}

/** The words behind EXPLAIN and its options, and whether these say ANALYZE. */
function explainedIn(words: readonly Word[]): { readonly inner: readonly Word[]; readonly isRun: boolean } {
  let at = 1;
  let isRun = false;
  if (words[1]?.upper === '(' && !explainable.includes(words[2]?.upper ?? '')) {
    for (at = 2; at < words.length && words[at]?.depth !== 0; at++) {
      if (words[at]?.upper !== 'ANALYZE') continue;
      isRun = !['OFF', 'FALSE', '0', 'NO'].includes(words[at + 1]?.upper ?? '');
    }
    at++;
  } else {
    for (; ['ANALYZE', 'VERBOSE'].includes(words[at]?.upper ?? ''); at++)
      isRun ||= words[at]?.upper === 'ANALYZE';
  }
  return { inner: words.slice(at), isRun };
}

function copying(words: readonly Word[]): Nature {
  const direction = words.find(({ upper, depth }) => depth === 0 && (upper === 'FROM' || upper === 'TO'));
  if (direction?.upper === 'TO') return plain('other', false);
  return plain(words.some(({ upper }) => upper === 'STDIN') ? 'copyIn' : 'other', true);
}

const keptParts = ['CONSTRAINT', 'DEFAULT', 'NOT', 'IDENTITY', 'EXPRESSION', 'STORAGE'];

/** ALTER TABLE … DROP COLUMN takes values away. */
function altering(words: readonly Word[]): Nature {
  const table = nameAfter(words, 2, ['IF', 'EXISTS', 'ONLY', 'ASYNC']);
  const drops = words.flatMap(({ upper, depth }, index) => {
    const next = words[index + 1];
    if (depth > 0 || upper !== 'DROP' || words[1]?.upper !== 'TABLE' || keptParts.includes(next?.upper ?? ''))
      return [];
    return [`drops column ${nameAfter(words, index + 1, ['COLUMN', 'IF', 'EXISTS'])} of ${table}`];
  });
  return plain('other', true, drops);
}

/** Of the words behind DROP, as in `table "orders"`. */
function dropped(words: readonly Word[]): string {
  const skipped = ['IF', 'EXISTS', 'CONCURRENTLY'];
  const kinds =
    words.slice(0, 2).filter(({ upper }) => ['MATERIALIZED', 'FOREIGN', 'ACCESS'].includes(upper)).length + 1;
  const kind = words
    .slice(0, kinds)
    .map(({ text }) => text.toLowerCase())
    .join(' ');
  return `${kind} ${nameAfter(words, kinds, skipped)}`;
}

/** The qualified name at a place, in quotes; words that may stand before it are skipped. */
function nameAfter(words: readonly Word[], start: number, skipped: readonly string[]): string {
  let at = start;
  while (skipped.includes(words[at]?.upper ?? '')) at++;
  let name = unquoted(words[at]?.text ?? '');
  for (; words[at + 1]?.upper === '.'; at += 2) name += `.${unquoted(words[at + 2]?.text ?? '')}`;
  return `"${name}"`;
}

const unquoted = (text: string): string =>
  text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;

const changeVerbs = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'];
const verbs = [...changeVerbs, 'SELECT', 'VALUES', 'TABLE'];

/** A change within a statement: its own words, from the verb on. */
type Change = readonly Word[];

/** The statement itself behind a WITH list, and the changes within that list. */
function changesIn(words: readonly Word[]): readonly Change[] {
  const changes: Change[] = [];
  let isMainFound = words[0]?.upper !== 'WITH';
  for (const [index, { upper, depth }] of words.entries()) {
    const isMain =
      index === 0 ? verbs.includes(upper) : !isMainFound && depth === 0 && isVerbHere(words, index);
    if (isMain) isMainFound = true;
    const isCommon =
      words[index - 1]?.upper === '(' && ['AS', 'MATERIALIZED'].includes(words[index - 2]?.upper ?? '');
    if (!(isMain || isCommon) || !changeVerbs.includes(upper)) continue;
    const end = words.findIndex((word, at) => at > index && word.depth < depth);
    changes.push(words.slice(index, end < 0 ? undefined : end));
  }
  return changes;
}

/** A name of a WITH list may be spelled like a verb: then AS or its columns follow. */
function isVerbHere(words: readonly Word[], index: number): boolean {
  const next = words[index + 1]?.upper;
  return verbs.includes(words[index]?.upper ?? '') && next !== 'AS' && next !== '(';
}

/** UPDATE and DELETE of every row. */
const destructions = (changes: readonly Change[]): readonly string[] =>
  changes.flatMap((words) => {
    const [verb] = words;
    if (!verb || (verb.upper !== 'UPDATE' && verb.upper !== 'DELETE')) return [];
    if (words.some(({ upper, depth }) => upper === 'WHERE' && depth === verb.depth)) return [];
    const table = nameAfter(words, 1, ['FROM', 'ONLY']);
    return [`${verb.upper === 'UPDATE' ? 'changes' : 'deletes'} all rows of ${table}`];
  });

/** READ WRITE, or a parameter that says so: a read-only session would no longer be one. */
const opensForWriting = (words: readonly Word[]): boolean =>
  words.some(({ upper }, index) => upper === 'READ' && words[index + 1]?.upper === 'WRITE') ||
  words.some(({ text }) => /^"?(?:default_)?transaction_read_only"?$/i.test(text));

function wordsOf(sql: string): readonly Word[] {
  let depth = 0;
  const words: Word[] = [];
  for (const token of tokenize(sql)) {
    if (token.kind === 'comment') continue;
    const text = sql.slice(token.start, token.end);
    if (text === ';') break;
    if (text === ')') depth--;
    words.push({ text, start: token.start, upper: upperOf(token, text), depth });
    if (text === '(') depth++;
  }
  return words;
}

const upperOf = ({ kind }: Token, text: string): string =>
  kind === 'quotedWord' || kind === 'string' ? '' : text.toUpperCase();
