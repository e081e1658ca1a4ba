import type { SyntaxNode } from '../syntax/node.js';
import type { StatementText } from '../syntax/statement.js';
import { wordOf } from '../syntax/tokens.js';
import { childOf, childrenOf, partsOf } from '../syntax/tree/nodes.js';
import { lookup } from '../text/lookup.js';
import type { Traits } from './effectModel.js';
import { keywordsOf } from './keywords.js';

/** SET and RESET. */
export function settingTraits(statement: StatementText, node: SyntaxNode): Traits {
  const [, ...words] = keywordsOf(statement, node);
  const isLocal =
    words[0] === 'local' || (words.includes('transaction') && !words.includes('characteristics'));
  const parameter = childOf(node, 'name', 'parameter');
  // PostgreSQL compares the names of parameters in any case, also in quotes.
  const name = parameter ? partsOf(statement, parameter).join('.').toLowerCase() : undefined;
  const opensForWriting =
    childOf(node, 'clause', 'read write') !== undefined ||
    words.includes('all') ||
    (readOnly.has(name ?? '') && !on.test(valueIn(statement)));
  return {
    session: isLocal && keywordsOf(statement, node)[0] === 'set' ? 'local setting' : 'setting',
    access: opensForWriting ? 'writes' : isOpaque(statement, parameter, name) ? 'unknown' : 'reads',
  };
}

/** Whether a call of set_config() may set what decides how later statements are read. */
export function setsOpaquely(statement: StatementText, call: SyntaxNode): boolean {
  const list = childOf(call, 'list', 'argument');
  const [parameter, value] = childrenOf(list, 'expression').map((one) => constantIn(statement, one));
  if (parameter === undefined || childOf(list, 'name', 'argument')) return true;
  const harmless = meaningful[parameter];
  return harmless !== undefined && (value === undefined || !harmless.test(value.replace(/\s*,\s*/g, ',')));
}

/** The content of a plain string in lower case; undefined for all else. */
function constantIn(statement: StatementText, { first, last }: SyntaxNode): string | undefined {
  return first === last ? /^'([^']*)'$/.exec(wordOf(statement, first))?.[1]?.trim() : undefined;
}

/** These keep a session read-only, and RESET ALL resets them as well. */
const readOnly: ReadonlySet<string> = new Set(['transaction_read_only', 'default_transaction_read_only']);

/** https://www.postgresql.org/docs/16/config-setting.html: a word may be cut as long as it is not another one's beginning. */
const on = /^(['"]?)(?:on|t(?:r(?:ue?)?)?|y(?:es?)?|1)\1$/;

/** Settings that decide how later statements are read, and the values that keep the usual meaning. */
const meaningful = lookup<RegExp>({
  // Where a string ends. Scripts of pg_dump set it to on, its default.
  standard_conforming_strings: /^'?(?:on|true)'?$/,
  // In some other encodings a character may end with the byte of a backslash.
  client_encoding: /^(['"]?)(?:utf-?8|unicode)\1$/,
  // A schema before pg_catalog may have functions of the same names, and a string in other quotes, or of several parts, its name.
  search_path: listOf(
    /[\p{L}_][\p{L}\p{N}_$]*|"(?:[^"]|"")*"|'[^']*'/u,
    /["']?pg_catalog["']?(?![\p{L}\p{N}_$"'])/u,
  ),
});

/** A list, or nothing, of which no item but the first is `first`. */
function listOf(item: RegExp, first: RegExp): RegExp {
  return new RegExp(`^(?:(?:${item.source})(?:,(?!${first.source})(?:${item.source}))*)?$`, 'u');
}

/** A name with escapes, or a value after which nobody can tell how later statements are read. */
function isOpaque(
  statement: StatementText,
  parameter: SyntaxNode | undefined,
  name: string | undefined,
): boolean {
  const start = parameter && statement.token(parameter.first)?.start;
  if (start !== undefined && /^u&"/i.test(statement.text.slice(start, start + 3))) return true;
  const isNames = /^set\0(?:(?:local|session)\0)?names\b/.test(allOf(statement));
  const setting = name ?? (isNames ? 'client_encoding' : undefined);
  const harmless = setting === undefined ? undefined : meaningful[setting];
  return harmless !== undefined && !harmless.test(valueIn(statement));
}

/** What is set, without white space; empty where there is nothing. */
function valueIn(statement: StatementText): string {
  const [, value = ''] = /^.*?\0(?:=|to|names)\0(.*?)(?:\0;)?$/s.exec(allOf(statement)) ?? [];
  return value.replaceAll('\0', '');
}

const allOf = (statement: StatementText): string =>
  statement.tokens.map((_token, at) => wordOf(statement, at)).join('\0');
