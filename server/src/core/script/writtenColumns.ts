import type { StatementText } from '../syntax/statement.js';
import { behindName, closing, isAt, wordOf } from '../syntax/tokens.js';
import type { Script, ScriptStatement } from './script.js';
import { columnsBehind, tableName, textOf } from './tableText.js';

/** The columns of a table that INSERT or COPY … FROM writes: those it lists, or all; undefined for other statements. */
export function writtenColumns(
  script: Script,
  statement: ScriptStatement,
  table: string,
): readonly string[] | 'all' | undefined {
  const target = writeTarget(script, statement);
  if (target?.table !== table) return undefined;
  return target.open === undefined ? 'all' : columnsBehind(target.text, target.open);
}

/** What an INSERT or COPY … FROM writes into: its table, and the parenthesis of its columns where it lists them. */
export interface WriteTarget {
  readonly text: StatementText;
  readonly table: string;
  readonly open: number | undefined;
  /** The first token behind the table and its columns. */
  readonly behind: number;
}

/**
 * The INSERT and COPY of each table, in the order of the text. A fix asks of one column at a time, and a script may hold
 * thousands of both.
 */
export function writesIn(script: Pick<Script, 'text' | 'statements'>): Writes {
  const writes = new Map<string, ScriptStatement[]>();
  for (const statement of script.statements) {
    if (statement.facts.changes !== 'rows') continue;
    const read = textOf(script, statement);
    const verb = wordOf(read, 0);
    if (verb !== 'insert' && verb !== 'copy') continue;
    const table = tableName(read, verb === 'insert' ? 2 : 1);
    const others = writes.get(table);
    if (others) others.push(statement);
    else writes.set(table, [statement]);
  }
  return writes;
}

export type Writes = ReadonlyMap<string, readonly ScriptStatement[]>;

export function writeTarget(script: Script, statement: ScriptStatement): WriteTarget | undefined {
  const read = textOf(script, statement);
  if (!/^(?:insert|copy)\b/i.test(read.text)) return undefined;
  const first = isAt(read, 0, 'insert', 'into') ? 2 : 1;
  const behindTable = behindName(read, first);
  const alias = wordOf(read, behindTable) === 'as' ? behindTable + 2 : behindTable;
  const hasList = wordOf(read, alias) === '(' && !isAt(read, alias + 1, 'select');
  return {
    text: read,
    table: tableName(read, first),
    open: hasList ? alias : undefined,
    behind: hasList ? closing(read, alias) + 1 : alias,
  };
}
