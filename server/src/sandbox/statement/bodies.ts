import type { Node } from 'libpg-query';
import { textOfString } from '../../core/syntax/literals.js';
import { splitScript } from '../../core/syntax/split.js';
import { type Statement, type StatementText, statementText } from '../../core/syntax/statement.js';
import { wordOf } from '../../core/syntax/tokens.js';
import { spanOf } from '../../core/syntax/tree/nodes.js';

/**
 * The statements that a function's body or a DO block runs, as far as its text tells them: none of what EXECUTE puts
 * together when it runs. A body of BEGIN ATOMIC is in the statement's own tree.
 */
export function bodyStatements({ node }: Statement): readonly string[] {
  if (!node) return [];
  const options = optionsOf(node);
  const { language } = options;
  if (options.body === undefined) return [];
  return language === 'sql' ? statementsIn(options.body) : language === 'plpgsql' ? runBy(options.body) : [];
}

function optionsOf(node: Node): { readonly language: string; readonly body: string | undefined } {
  const isDo = 'DoStmt' in node;
  const all = isDo ? node.DoStmt.args : 'CreateFunctionStmt' in node ? node.CreateFunctionStmt.options : [];
  const option = (name: string): string | undefined => {
    for (const one of all ?? []) {
      if (!('DefElem' in one) || one.DefElem.defname !== name) continue;
      const { arg } = one.DefElem;
      const value = arg && 'List' in arg ? arg.List.items?.[0] : arg;
      return value && 'String' in value ? (value.String.sval ?? '') : undefined;
    }
    return undefined;
  };
  return { language: option('language')?.toLowerCase() ?? (isDo ? 'plpgsql' : ''), body: option('as') };
}

const statementsIn = (text: string): readonly string[] =>
  splitScript(text)
    .pieces.filter(({ kind }) => kind === 'statement')
    .map(({ start, end }) => text.slice(start, end));

/** Of PL/pgSQL, what stands where a statement begins or a query is asked for, and begins with a word of SQL. */
function runBy(body: string): readonly string[] {
  const text = statementText(body);
  const found: (readonly string[])[] = [];
  let mayBegin = true;
  for (let index = 0; text.token(index); index++) {
    const word = wordOf(text, index);
    if (mayBegin && sqlWords.has(word)) {
      const end = endOf(text, index, wordOf(text, index - 1) === 'in' ? 'loop' : ';');
      found.push(sqlOf(text, index, end - 1));
      index = end;
      mayBegin = true;
    } else mayBegin = beforeSql.has(word);
  }
  return found.flat();
}

/** The words and signs of PL/pgSQL behind which SQL may begin. */
const beforeSql = new Set([';', '>>', 'begin', 'then', 'else', 'loop', 'in', 'for', 'query']);

const sqlWords = new Set(
  `select with values insert update delete merge create alter drop truncate copy grant revoke reassign set reset show
   vacuum analyze reindex cluster checkpoint lock listen notify unlisten load do call comment security refresh import
   prepare deallocate discard explain execute perform`.split(/\s+/),
);

/** The index of the next such word, or behind the last token. */
function endOf(text: StatementText, from: number, closer: string): number {
  let index = from;
  while (text.token(index) && wordOf(text, index) !== closer) index++;
  return index;
}

function sqlOf(text: StatementText, first: number, last: number): readonly string[] {
  const word = wordOf(text, first);
  if (word === 'perform') return [`SELECT ${written(text, first + 1, last)}`];
  if (word !== 'execute') return [withoutTarget(text, first, last)];
  const literal = textOfString(written(text, first + 1, first + 1));
  const isWhole = first + 1 === last || ['into', 'using'].includes(wordOf(text, first + 2));
  return literal !== undefined && isWhole ? statementsIn(literal) : [];
}

const written = (text: StatementText, first: number, last: number): string => {
  const { start, end } = spanOf(text, { first, last });
  return first > last ? '' : text.text.slice(start, end);
};

/** PL/pgSQL's INTO names variables, where that of SELECT would make a table and that of INSERT names one. */
function withoutTarget(text: StatementText, first: number, last: number): string {
  const from = ['insert', 'merge'].includes(wordOf(text, first)) ? first + 2 : first;
  let at = from;
  while (at <= last && wordOf(text, at) !== 'into') at++;
  if (at > last) return written(text, first, last);
  let next = at + (wordOf(text, at + 1) === 'strict' ? 2 : 1);
  while (wordOf(text, next + 1) === ',' || wordOf(text, next + 1) === '.') next += 2;
  return [written(text, first, at - 1), written(text, next + 1, last)].filter(Boolean).join(' ');
}
