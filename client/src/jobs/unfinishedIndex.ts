import { tokenize } from '../../../server/src/core/syntax/lexer.js';
import { statementText } from '../../../server/src/core/syntax/statement.js';
import { childOf, nameOf } from '../../../server/src/core/syntax/tree/nodes.js';
import { treeOf } from '../../../server/src/core/syntax/tree/tree.js';
import type { Ask } from '../connection/answer.js';
import { indexKeys, qualifiedName } from '../schema/catalogText.js';
import { type BuiltIndex, buildsIndex } from '../schema/job.js';
import type { Tracked } from './tracking.js';

/** An index that no query uses: it is being built, or its build has failed. */
export interface UnfinishedIndex extends BuiltIndex {
  readonly isUnique: boolean;
  /** From the parenthesis of its keys on. */
  readonly keys: string;
}

const unfinishedQuery = `
SELECT c.oid, n.nspname, c.relname, t.relname, i.indisunique, pg_catalog.pg_get_indexdef(i.indexrelid)
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE NOT i.indisvalid`;

/** The index that a job builds or could not build; undefined if it is gone or the server does not tell which it is. */
export async function unfinishedIndexOf(
  ask: Ask,
  { job, sql }: Pick<Tracked, 'job' | 'sql'>,
): Promise<UnfinishedIndex | undefined> {
  if (!job) return undefined;
  const rows = await ask(unfinishedQuery);
  const indexes = rows.map(([oid, schema, name, table, unique, definition]) => ({
    oid: oid ?? '',
    schema: schema ?? '',
    name: name ?? '',
    table: table ?? '',
    isUnique: unique === 't',
    keys: indexKeys(definition ?? '', false),
  }));
  return chosenIndex(indexes, job, sql);
}

/** A job names its index, or only the table: then the statement tells. */
export function chosenIndex(
  indexes: readonly UnfinishedIndex[],
  job: Parameters<typeof buildsIndex>[0],
  sql: string,
): UnfinishedIndex | undefined {
  const candidates = indexes.filter((index) => buildsIndex(job, index));
  const isNamed = ({ oid, schema, name }: UnfinishedIndex) =>
    oid === job.objectId || [name, `${schema}.${name}`].includes(job.object);
  const written = indexNameIn(sql);
  const named = candidates.filter(isNamed);
  const [only, ...others] = named.length > 0 ? named : candidates.filter(({ name }) => name === written);
  if (only) return others.length === 0 ? only : undefined;
  return candidates.length === 1 ? candidates[0] : undefined;
}

/** The name in CREATE INDEX ASYNC name ON …, as the catalog has it. */
export function indexNameIn(sql: string): string | undefined {
  const statement = statementText(sql);
  const name = childOf(treeOf(statement), 'name', 'index');
  return name && nameOf(statement, name);
}

export const dropIndex = (index: UnfinishedIndex): string => `DROP INDEX ${qualifiedName(index)}`;

/** The keys that keep a unique index from being built, with how often each is there. */
export function duplicatesQuery({ schema, table, keys }: UnfinishedIndex): string {
  const { columns, behind } = keyParts(keys);
  const where = /\bWHERE\s([\s\S]*)$/.exec(behind)?.[1];
  const isNullDistinct = !/\bNULLS NOT DISTINCT\b/.test(
    behind.slice(0, where ? behind.indexOf('WHERE') : undefined),
  );
  const conditions = [
    ...(where ? [where] : []),
    ...(isNullDistinct ? columns.map((column) => `${column} IS NOT NULL`) : []),
  ];
  return [
    `SELECT ${columns.join(', ')}, count(*)`,
    `FROM ${qualifiedName({ schema, name: table })}`,
    ...(conditions.length > 0 ? [`WHERE ${conditions.join(' AND ')}`] : []),
    `GROUP BY ${columns.map((_, at) => at + 1).join(', ')}`,
    'HAVING count(*) > 1',
    'LIMIT 100;',
    '',
  ].join('\n');
}

/** The keys one by one, without the place of their nulls, and what stands behind their parenthesis. */
function keyParts(keys: string): { readonly columns: readonly string[]; readonly behind: string } {
  const columns: string[] = [];
  let depth = 0;
  let from = 0;
  for (const { kind, start, end } of tokenize(keys)) {
    if (kind !== 'punctuation') continue;
    const sign = keys.slice(start, end);
    if (sign === '(' && depth++ === 0) from = end;
    if (sign === ')') depth--;
    const isLast = sign === ')' && depth === 0;
    if (!isLast && !(sign === ',' && depth === 1)) continue;
    columns.push(
      keys
        .slice(from, start)
        .trim()
        .replace(/ NULLS (?:FIRST|LAST)$/, ''),
    );
    from = end;
    if (isLast) return { columns, behind: keys.slice(end) };
  }
  return { columns, behind: '' };
}
