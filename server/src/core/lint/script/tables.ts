import type { ScriptRelation } from '../../catalog/fromScript.js';
import { layered } from '../../catalog/layered.js';
import type { Constraint, ForeignKey, KeyConstraint, ObjectName } from '../../catalog/model.js';
import { keyOf } from '../../catalog/objectKey.js';
import type { Origin } from '../../catalog/origin.js';
import { nameParts, withoutSchema } from '../../syntax/names.js';
import { byKey } from '../../text/byKey.js';
import { query } from '../../text/memo.js';
import { Recent } from '../../text/recent.js';
import { catalogOf } from './catalog.js';
import { numberAt, type Script, type ScriptStatement } from './script.js';
import { statementsWith } from './wordsIn.js';

/** A table that a script creates, alters or indexes, as it is at the end of the script or was before it was dropped. */
export type ScriptTable = ScriptRelation;

export const tablesOf = (script: Script): readonly ScriptTable[] => query(tablesIn, script);

const tablesIn = (script: Script): readonly ScriptTable[] => catalogOf(script).relations.filter(isTable);

/** A table that the script only mentions, as in REFERENCES, does not count. */
function isTable(table: ScriptRelation): boolean {
  const { relation, isPart } = table;
  const { kind, origin } = relation;
  // A CREATE SCHEMA with elements is refused as a whole.
  if (isPart || (kind !== 'table' && kind !== 'partitioned table')) return false;
  if (origin || table.constraints.length > 0 || table.indexes.length > 0) return true;
  return relation.columns.some(({ type }) => type !== undefined);
}

/** The tables of a script that `schema.name` stands for: several where one is dropped and created again. */
export const tablesNamed = (script: Script, name: string): readonly ScriptTable[] =>
  query(tablesByName, script).get(name) ?? [];

/** The last of them. */
export const tableNamed = (script: Script, name: string): ScriptTable | undefined =>
  tablesNamed(script, name).at(-1);

const tablesByName = (script: Script): ReadonlyMap<string, readonly ScriptTable[]> =>
  byKey(tablesOf(script).map((table) => [table.name, table]));

/** The table to which a foreign key refers; undefined where the script tells only its name. */
export const targetOf = (script: Script, { target }: Pick<ForeignKey, 'target'>): ScriptTable | undefined =>
  query(tablesByLastName, script).get(keyOf(target));

const tablesByLastName = (script: Script): ReadonlyMap<string, ScriptTable> =>
  new Map(tablesOf(script).map((table) => [keyOf(table.relation), table]));

export const isKey = (constraint: Constraint | undefined): constraint is KeyConstraint =>
  constraint?.kind === 'primary key' || constraint?.kind === 'unique';

/** The keys that a table has at the end. */
export const keysOf = ({ constraints }: ScriptTable): readonly KeyConstraint[] =>
  constraints.map(({ kept }) => kept).filter(isKey);

/** The columns of the primary key that a table has at the end, none where the script does not tell them. */
export const primaryColumnsOf = (table: ScriptTable): readonly string[] =>
  keysOf(table).find(({ kind }) => kind === 'primary key')?.columns ?? [];

/** A foreign key as its own statement makes it, and as it is at the end. */
export interface ScriptForeignKey {
  readonly made: ForeignKey;
  readonly kept: ForeignKey;
}

/** The foreign keys that a table has at the end, without those of the table that it is a partition of. */
export const foreignKeysOf = ({ constraints }: ScriptTable): readonly ScriptForeignKey[] =>
  constraints.flatMap(({ made, kept }) =>
    made.kind === 'foreign key' && kept?.kind === 'foreign key' ? [{ made, kept }] : [],
  );

/** The foreign keys that refer to `schema.name`, each with the name of its own table. */
export const foreignKeysTo = (script: Script, target: string): readonly Pointing[] =>
  query(foreignKeysByTarget, script).get(target) ?? [];

interface Pointing {
  readonly table: string;
  readonly foreignKey: ForeignKey;
}

const foreignKeysByTarget = (script: Script): ReadonlyMap<string, readonly Pointing[]> =>
  byKey(
    tablesOf(script).flatMap((table) =>
      foreignKeysOf(table).map(({ kept }): [string, Pointing] => [
        targetOf(script, kept)?.name ?? '',
        { table: table.name, foreignKey: kept },
      ]),
    ),
  );

/** The columns of the primary key of `schema.name`, none where the script does not tell them. */
export function primaryKeyOf(script: Script, table: string): readonly string[] {
  const found = tableNamed(script, table);
  return found ? primaryColumnsOf(found) : [];
}

/** The columns of the primary key that `schema.name` has behind a statement, by the name that it has then. */
export function primaryKeyBehind(script: Script, placed: ScriptStatement, name: string): readonly string[] {
  const [schema = '', table = ''] = nameParts(name);
  const catalog = catalogOf(script).behind(numberAt(script, placed.span));
  const key = layered([catalog])
    .relation({ schema, name: table })
    ?.constraints.find(({ kind }) => kind === 'primary key');
  return isKey(key) ? key.columns : [];
}

/** The table that a name means at a statement; undefined where the script does not tell. */
export function tableAt(script: Script, statement: number, name: ObjectName): ScriptTable | undefined {
  const there = layered([catalogOf(script).before(statement)]).relation(name);
  if (!there) return undefined;
  return there.origin ? query(tablesByOrigin, script).get(there.origin) : tableNamed(script, keyOf(there));
}

const tablesByOrigin = (script: Script): ReadonlyMap<Origin | undefined, ScriptTable> =>
  new Map(tablesOf(script).map((table) => [table.relation.origin, table]));

/** A function that tells which table a name means at a statement, by the name that `ScriptTable` gives it. */
export function tableKeys(script: Script): (statement: number, name: ObjectName) => string {
  const hasPath = script.statements.some(({ facts }) => facts.ddl.some(({ kind }) => kind === 'set path'));
  const moved = movedNames(script);
  if (!hasPath && moved.size === 0) return (_, name) => keyOf(name);
  // A table that is created without its schema is in the first one of the path.
  const others = new Map(
    hasPath ? tablesOf(script).map(({ name, relation }) => [keyOf(relation), name]) : [],
  );
  return (statement, name) =>
    (hasPath && name.schema === undefined) || moved.has(keyOf(name))
      ? (tableAt(script, statement, name)?.name ?? keyOf(name))
      : (others.get(keyOf(name)) ?? keyOf(name));
}

/** The first and the last `schema.name` of the tables that get another one on the way. */
function movedNames(script: Script): ReadonlySet<string> {
  if (!script.statements.some(({ facts }) => movers.has(facts.kind))) return new Set();
  return new Set(
    tablesOf(script).flatMap(({ name, relation }) =>
      name === keyOf(relation) ? [] : [name, keyOf(relation)],
    ),
  );
}

const movers: ReadonlySet<string> = new Set(['AlterObjectSchemaStmt', 'RenameStmt']);

/** The statements that hold the name of a table, be it the first one or the last. */
export const statementsNaming = (script: Script, table: string): readonly ScriptStatement[] =>
  query(namingByTable, script).of(table, () => namingTable(script, table));

/** Those of the tables that were asked for last: a fix asks again for each column. */
const namingByTable = (_: Script): Recent<string, readonly ScriptStatement[]> => new Recent(64);

function namingTable(script: Script, table: string): readonly ScriptStatement[] {
  const first = withoutSchema(table);
  const last = tablesNamed(script, table).flatMap(({ relation }) =>
    relation.name === first ? [] : statementsWith(script, relation.name),
  );
  const all = statementsWith(script, first);
  if (last.length === 0) return all;
  return [...new Set([...all, ...last])].sort((one, other) => one.span.start - other.span.start);
}
