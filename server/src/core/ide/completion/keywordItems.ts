import type { Caret } from './caret.js';
import { type Completion, keyword, plain, ranks } from './item.js';
import { type Continuation, withoutComments } from './keywords.js';
import { isStatementStart, plpgsqlWords } from './plpgsqlWords.js';
import { snippets } from './vocabulary.js';

/** The keywords with which a statement may continue. */
export function keywordItems(caret: Caret, { begun, keywords }: Continuation): readonly Completion[] {
  const { before, behind, language } = caret;
  const own = language === 'plpgsql' ? plpgsqlWords(caret) : [];
  const rank = isStatementStart(caret) ? ranks.likely : ranks.keyword - 0.2;
  const plpgsql = own.map((word) => keyword(caret, word, rank));
  if (language === 'plpgsql' && (isStatementStart(caret) || behind(1) === '%')) return plpgsql;
  const isAsync = /^\s*(?:create\s+(?:unique\s+)?index|alter\s+table)\s*$/i.test(withoutComments(before));
  return [
    ...(isAsync ? [keyword(caret, 'ASYNC', ranks.value, 'built by a job')] : []),
    ...begun.map((word) => keyword(caret, word, ranks.likely - 0.1)),
    ...plpgsql,
    ...keywords.map((word) => keyword(caret, word, rankOfKeyword(word, behind))),
  ];
}

/** Words that begin a statement keep the order of their list. What is likely next comes before all others. */
function rankOfKeyword(word: string, behind: Caret['behind']): number {
  if (behind(1) === '') return ranks.keyword;
  if ((word === 'CACHE' && behind(1) === '(') || word.startsWith('(CACHE')) return ranks.value;
  if (word === 'NOT VALID') return ranks.likely;
  return likelyWords.has(word) ? ranks.keyword - 0.1 : ranks.keyword;
}

const likelyWords = new Set(['FROM', 'WHERE', 'JOIN', 'VALUES', 'SET', 'ON', 'AND', 'IS', 'TO']);

export function snippetItems(caret: Caret): readonly Completion[] {
  if (caret.behind(1) !== '') return [];
  return snippets.map(({ label, detail, body }) => ({
    ...plain(caret, 'snippet', label, ranks.snippet, detail),
    text: body,
    isSnippet: true,
  }));
}
