import type { TokenRange } from './ranges.js';
import type { Statement } from './statement.js';
import { behindName, find, isAt, lastIndex, spanOf, wordOf } from './tokens.js';

/** A syntax error whose cause is known better than the grammar, which stumbles over a later word, can tell. */
export interface RefusedSyntax extends TokenRange {
  readonly kind: 'indexSchema' | 'unnamedIndex' | 'groupByAll' | 'triggerWithoutTable';
}

/** Answers undefined where the statement has no syntax error, or one of another kind. */
export function refusedSyntax(statement: Statement): RefusedSyntax | undefined {
  const { syntaxError } = statement;
  if (!syntaxError) return undefined;
  const { start } = syntaxError.span;
  const isError = (index: number) => spanOf(statement, index).start === start;
  return indexName(statement, isError) ?? groupByAll(statement, isError) ?? trigger(statement);
}

type IsError = (index: number) => boolean;

function indexName(statement: Statement, isError: IsError): RefusedSyntax | undefined {
  const word = find(statement, ['index'], 0, 2);
  if (!isAt(statement, 0, 'create') || word < 0) return undefined;
  let name = word + 1;
  if (statement.async) name++;
  if (wordOf(statement, name) === 'concurrently') name++;
  const isGuarded = isAt(statement, name, 'if', 'not', 'exists');
  if (isGuarded) name += 3;
  if (isGuarded && wordOf(statement, name) === 'on' && isError(name))
    return { kind: 'unnamedIndex', first: name - 3, last: name - 1 };
  const behind = behindName(statement, name);
  if (!isError(name + 1) || wordOf(statement, name + 1) !== '.' || wordOf(statement, behind) !== 'on')
    return undefined;
  return { kind: 'indexSchema', first: name, last: behind - 2 };
}

/** The list that the grammar misses begins behind ALL; where the text ends there, the error stands on ALL itself. */
function groupByAll(statement: Statement, isError: IsError): RefusedSyntax | undefined {
  for (let index = 0; index <= lastIndex(statement) - 2; index++) {
    if (isAt(statement, index, 'group', 'by', 'all') && (isError(index + 2) || isError(index + 3)))
      return { kind: 'groupByAll', first: index, last: index + 2 };
  }
  return undefined;
}

function trigger(statement: Statement): RefusedSyntax | undefined {
  if (!isAt(statement, 0, 'drop', 'trigger')) return undefined;
  const name = isAt(statement, 2, 'if', 'exists') ? 4 : 2;
  const behind = behindName(statement, name);
  const isCut = behind > lastIndex(statement) || ['cascade', 'restrict'].includes(wordOf(statement, behind));
  return isCut && name <= lastIndex(statement)
    ? { kind: 'triggerWithoutTable', first: 0, last: 1 }
    : undefined;
}
