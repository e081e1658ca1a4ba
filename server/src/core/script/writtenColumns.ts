import { type StatementText, statementText } from '../sql/statement.js';
import { behindName, closing, isAt, wordOf } from '../sql/tokens.js';
import type { Script, ScriptStatement } from './script.js';
import { columnsBehind, tableName } from './tableText.js';

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

export function writeTarget({ text }: Script, { span }: ScriptStatement): WriteTarget | undefined {
  const source = text.slice(span.start, span.end);
  if (!/^(?:insert|copy)\b/i.test(source)) return undefined;
  const read = statementText(source);
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
