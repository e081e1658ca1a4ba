import type { Ask } from '../../../server/src/connection/answer.js';
import { lookUp } from '../../../server/src/connection/lookUp.js';
import { unfinishedIndexes } from '../../../server/src/core/catalog/fromServer/indexes.js';
import type { ServerIndex } from '../../../server/src/core/catalog/fromServer/model.js';
import { quoteName, quoteObject } from '../../../server/src/core/syntax/names.js';
import { statementText } from '../../../server/src/core/syntax/statement.js';
import { childOf, nameOf } from '../../../server/src/core/syntax/tree/nodes.js';
import { treeOf } from '../../../server/src/core/syntax/tree/tree.js';
import { buildsIndex } from '../../../server/src/running/job.js';
import type { Tracked } from '../../../server/src/running/tracking.js';

/** The index that a job builds or could not build; undefined if it is gone or the server does not tell which it is. */
export const unfinishedIndexOf = async (
  ask: Ask,
  { job, sql }: Pick<Tracked, 'job' | 'sql'>,
): Promise<ServerIndex | undefined> => job && chosenIndex(await lookUp(ask, unfinishedIndexes()), job, sql);

/** A job names its index, or only the table: then the statement tells. */
export function chosenIndex(
  indexes: readonly ServerIndex[],
  job: Parameters<typeof buildsIndex>[0],
  sql: string,
): ServerIndex | undefined {
  const candidates = indexes.filter((index) => buildsIndex(job, index));
  const isNamed = ({ oid, schema, name }: ServerIndex) =>
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

export const dropIndex = (index: ServerIndex): string => `DROP INDEX ${quoteObject(index)}`;

/** The keys that keep a unique index from being built, with how often each is there. */
export function duplicatesQuery({ schema, table, keys, predicate, hasDistinctNulls }: ServerIndex): string {
  const columns = keys.map((key) =>
    key.kind === 'column' ? quoteName(key.column) : (key.expression.text ?? ''),
  );
  const conditions = [
    ...(predicate ? [predicate.text] : []),
    ...(hasDistinctNulls ? columns.map((column) => `${column} IS NOT NULL`) : []),
  ];
  return [
    `SELECT ${columns.join(', ')}, count(*)`,
    `FROM ${quoteObject({ schema, name: table })}`,
    ...(conditions.length > 0 ? [`WHERE ${conditions.join(' AND ')}`] : []),
    `GROUP BY ${columns.map((_, at) => at + 1).join(', ')}`,
    'HAVING count(*) > 1',
    'LIMIT 100;',
    '',
  ].join('\n');
}
