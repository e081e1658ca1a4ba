import { query } from '../text/memo.js';
import { type ForeignKey, schemaOf, type Table } from './replay.js';

/** Looked up, not searched for: a script may ask for as many tables as it has. */
type PlayedScript = Parameters<typeof schemaOf>[0];

/** The tables of a script that `schema.name` stands for: several where one is dropped and created again. */
export const tablesNamed = (script: PlayedScript, name: string): readonly Table[] =>
  query(tablesByName, script).get(name) ?? [];

/** The last of them. */
export const tableNamed = (script: PlayedScript, name: string): Table | undefined =>
  tablesNamed(script, name).at(-1);

/** The columns of the primary key of `schema.name`, none where the script does not tell them. */
export const primaryKeyOf = (script: PlayedScript, table: string): readonly string[] =>
  tableNamed(script, table)?.keys.find(({ isPrimary }) => isPrimary)?.columns ?? [];

/** The foreign keys that point at `schema.name`, each with the table that it is of. */
export const foreignKeysTo = (script: PlayedScript, target: string): readonly Pointing[] =>
  query(foreignKeysByTarget, script).get(target) ?? [];

interface Pointing {
  readonly table: string;
  readonly foreignKey: ForeignKey;
}

const tablesByName = (script: PlayedScript): ReadonlyMap<string, readonly Table[]> =>
  grouped(query(schemaOf, script).tables.map((table) => [table.name, table]));

const foreignKeysByTarget = (script: PlayedScript): ReadonlyMap<string, readonly Pointing[]> =>
  grouped(
    query(schemaOf, script).tables.flatMap(({ name: table, foreignKeys }) =>
      foreignKeys.map((foreignKey): [string, Pointing] => [foreignKey.target, { table, foreignKey }]),
    ),
  );

function grouped<V>(entries: readonly (readonly [string, V])[]): ReadonlyMap<string, readonly V[]> {
  const groups = new Map<string, V[]>();
  for (const [key, value] of entries) {
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
