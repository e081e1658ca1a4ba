import { parameterNamed } from '../backend/parameters.js';
import type { Run } from '../backend/run.js';
import type { ActionOf } from '../statement/action.js';
import type { Pinned } from '../statement/pinnedColumns.js';
import { lexemeOf } from '../statement/shape.js';
import type { Contender } from './contest.js';
import type { KnownTable } from './knownTables.js';

/** A row by its primary key. Two names may be of one row, as 1 and 1.0 are; one name is of one row. */
export interface KeyedRow {
  readonly table: string;
  readonly key: string;
}

/** The row that a statement changes or locks, where its condition names it by its primary key. */
export async function rowOf(
  { contest }: Pick<Contender, 'contest'>,
  { targets: [target, ...others], pinned }: Pick<ActionOf<'write' | 'lock'>, 'targets' | 'pinned'>,
  run: Run,
): Promise<KeyedRow | undefined> {
  if (!target || others.length > 0 || pinned.length === 0) return undefined;
  const known = await contest.tables.named(target.name);
  if (!known || !isKeyOf(known, pinned) || (target.schema && target.schema !== known.schema))
    return undefined;
  const values: string[] = [];
  for (const column of known.key) {
    const value = valueIn(pinnedAs(known, pinned, column), run);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return { table: target.name, key: JSON.stringify([target.name, ...values]) };
}

export const isKeyOf = (known: KnownTable, pinned: readonly Pinned[]): boolean =>
  known.key.length > 0 && known.key.every((name) => pinnedAs(known, pinned, name));

const pinnedAs = ({ columns }: KnownTable, pinned: readonly Pinned[], name: string): Pinned | undefined =>
  pinned.find(({ column }) => (typeof column === 'number' ? columns[column]?.name : column) === name);

function valueIn(pinned: Pinned | undefined, { sql, values }: Run): string | undefined {
  if (pinned?.parameter !== undefined) return parameterNamed(values, pinned.parameter);
  const constant = pinned?.lexeme === undefined ? undefined : lexemeOf(sql, pinned.lexeme);
  if (constant?.startsWith("'")) return constant.slice(1, -1).replaceAll("''", "'");
  return constant !== undefined && /^\d/.test(constant) ? constant : undefined;
}

/**
 * Before a statement on a row: whoever holds it lets go of it, and takes it back when it goes on. So nobody needs a copy as long
 * as only one of them is at work. Where the holder is at work, this waits a moment.
 */
export async function takeOver(contender: Contender, { key }: KeyedRow): Promise<void> {
  const { pid, contest } = contender;
  for (const [other, session] of contest.sessions) {
    if (other === pid || !session.holdsRow(key) || waitsFor(contender, other)) continue;
    contender.waitsFor = other;
    try {
      await session.letGo();
    } finally {
      contender.waitsFor = undefined;
    }
  }
}

/** After its commit: whoever has let go of the rows need not try to change them again. */
export function tellLosers({ pid, contest }: Contender, keys: Iterable<string>): void {
  for (const key of keys)
    for (const [other, session] of contest.sessions) if (other !== pid) session.lose(key);
}

/** Whether a session waits for this one, itself or through others. */
function waitsFor({ pid, contest }: Contender, other: number): boolean {
  const seen = new Set<number>();
  for (let at: number | undefined = other; at !== undefined && !seen.has(at); ) {
    if (at === pid) return true;
    seen.add(at);
    at = contest.sessions.get(at)?.waitsFor();
  }
  return false;
}
