import type { Grammar } from '../core/syntax/grammar.js';
import { parseStatement } from '../core/syntax/parse.js';
import { splitScript } from '../core/syntax/split.js';
import { statementText } from '../core/syntax/statement.js';
import { type EmbeddedSql, type HostText, sqlOf } from './embeddedSql.js';
import type { HostLanguage } from './languages.js';
import { startOf } from './statementStart.js';

/**
 * The SQL of strings that nothing known takes, beside the `known` one, in the order of the file: what begins like a statement,
 * is written as no prose is, and is taken whole by PostgreSQL's grammar.
 */
export function withGuessed(
  known: readonly EmbeddedSql[],
  host: HostText,
  language: HostLanguage,
  grammar: Grammar,
): readonly EmbeddedSql[] {
  const { literals, joins, sequences } = language.writing;
  const types = [...Object.keys(literals), ...Object.keys(joins), ...sequences];
  const found = [...known];
  const taken = known.map((one) => one.host);
  for (const node of host.root?.descendantsOfType(types) ?? []) {
    if (!node || node.endIndex - node.startIndex < shortest) continue;
    const { startIndex: start, endIndex: end } = node;
    if (taken.some((one) => one.start < end && start < one.end)) continue;
    const made = sqlOf(node, language, 'call');
    if (!made || !isStatement(made, grammar)) continue;
    found.push({ ...made, isSure: false });
    taken.push(made.host);
  }
  return found.sort((one, other) => one.host.start - other.host.start);
}

/** UTF-16 units, with quotes: `"SELECT 1 FROM a"` is a short one. */
const shortest = 12;

/** Whether a text is nothing but statements of SQL. What the code puts in must be a value. */
function isStatement({ text, segments }: Pick<EmbeddedSql, 'text' | 'segments'>, grammar: Grammar): boolean {
  if (startOf(text) !== 'statement' || !isNoProse(text)) return false;
  let sql = '';
  let done = 0;
  for (const { kind, start, end } of segments) {
    if (kind !== 'hole') continue;
    sql += `${text.slice(done, start)}$1`;
    done = end;
  }
  sql = `${sql}${text.slice(done)}`.replace(parameters, '$1$$1');
  const { pieces } = splitScript(sql);
  return pieces.every(({ kind, start, end }) => {
    if (kind !== 'statement') return false;
    const { node, syntaxError } = parseStatement(grammar, statementText(sql.slice(start, end)));
    return node !== undefined && !syntaxError;
  });
}

/** What drivers put values in for: `?`, `:name`, `@name`, `%s`, `%(name)s`. */
const parameters = /(^|[\s(,=<>+*/|-])(?:\?|[:@][A-Za-z_]\w*|%s|%\(\w+\)s)/g;

/** The words of two places, both in capitals; or in any letters, with a sign that prose has not. */
const isNoProse = (text: string): boolean =>
  (inCapitals.test(text) || (inAnyLetters.test(text) && sign.test(text))) && !/\w[?!…]\s*$/.test(text);

const places = [
  String.raw`SELECT\s[\s\S]*\sFROM\s`,
  String.raw`WITH\s[\s\S]*\b(?:SELECT|INSERT|UPDATE|DELETE)\s`,
  String.raw`INSERT\s+INTO\s[\s\S]*\b(?:VALUES|SELECT)\b`,
  String.raw`UPDATE\s[\s\S]*\sSET\s`,
  String.raw`DELETE\s+FROM\s`,
  String.raw`MERGE\s+INTO\s[\s\S]*\sUSING\s`,
  String.raw`TRUNCATE\s+TABLE\s`,
  String.raw`(?:CREATE|ALTER|DROP)\s+(?:\w+\s+){0,3}(?:TABLE|INDEX|VIEW|SCHEMA|SEQUENCE|FUNCTION|DOMAIN)\s`,
].join('|');
const inCapitals = new RegExp(`(?:^|\\s|\\*/)(?:${places})`);
const inAnyLetters = new RegExp(inCapitals.source, 'i');
const sign = /[*=();$<>]|\w\.\w|\bif\s+(?:not\s+)?exists\b/i;
