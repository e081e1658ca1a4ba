import type { Ask } from '../../../server/src/connection/answer.js';
import { lookUp } from '../../../server/src/connection/lookUp.js';
import { columnsOf } from '../../../server/src/core/catalog/fromServer/columns.js';
import { constraintsOf, referencesTo } from '../../../server/src/core/catalog/fromServer/constraints.js';
import { indexesOf } from '../../../server/src/core/catalog/fromServer/indexes.js';
import type {
  OtherRelation,
  SchemaObject,
  ServerConstraint,
  ServerRoutine,
} from '../../../server/src/core/catalog/fromServer/model.js';
import { relationNamed, routinesNamed } from '../../../server/src/core/catalog/fromServer/objects.js';
import type { Column, ForeignKey } from '../../../server/src/core/catalog/model.js';
import type { Batchable } from '../../../server/src/core/semantics/batching.js';
import type { TableName } from '../../../server/src/core/semantics/tableName.js';
import { quoteObject } from '../../../server/src/core/syntax/names.js';

/** What the catalog says of the tables and functions that a statement names. */
export interface BatchCatalog {
  readonly changed: BatchRelation;
  readonly walked: BatchRelation;
  readonly reads: readonly BatchRelation[];
  /** The primary key of the walked table, in order; empty without one. */
  readonly key: readonly Column[];
  /** Indexes of the changed table, its primary key among them. */
  readonly indexes: number;
  /** The foreign keys of the changed table. */
  readonly foreignKeys: readonly ForeignKey[];
  /** The foreign keys of other tables that refer to the changed one. */
  readonly referring: readonly ForeignKey[];
  readonly functions: readonly ServerRoutine[];
}

export type BatchRelation = Pick<SchemaObject | OtherRelation, 'kind' | 'oid' | 'schema' | 'name'>;

/** The schema of each table that a statement names without one. */
export function schemasOf(
  { changed, walked, reads }: Batchable,
  catalog: Pick<BatchCatalog, 'changed' | 'walked' | 'reads'>,
): Readonly<Record<string, string>> {
  const found = [catalog.changed, catalog.walked, ...catalog.reads];
  const named = [changed, walked, ...reads].flatMap(({ schema, name }, at) =>
    schema === undefined ? [[name, found[at]?.schema ?? ''] as const] : [],
  );
  return Object.fromEntries(named);
}

/** Rejects with the server's words where a table does not exist. */
export async function readCatalog(
  ask: Ask,
  { changed, walked, reads, calls }: Batchable,
): Promise<BatchCatalog> {
  const [first, second, ...others] = await relations(ask, [changed, walked, ...reads]);
  if (!first || !second) throw new Error('The tables of the statement could not be read.');
  const names = [...new Set(calls.map(({ name }) => name))];
  return {
    changed: first,
    walked: second,
    reads: others,
    key: await primaryKey(ask, second.oid),
    indexes: (await lookUp(ask, indexesOf([first.oid]))).length,
    foreignKeys: foreignKeysIn(await lookUp(ask, constraintsOf([first.oid]))),
    referring: foreignKeysIn(await lookUp(ask, referencesTo(first.oid))),
    functions: names.length > 0 ? await lookUp(ask, routinesNamed(names)) : [],
  };
}

async function relations(ask: Ask, names: readonly TableName[]): Promise<readonly BatchRelation[]> {
  const found: BatchRelation[] = [];
  for (const name of names) found.push(...(await lookUp(ask, relationNamed(quoteObject(name)))));
  return found;
}

/** By the constraint: the index of a primary key in Aurora DSQL includes all other columns as well. */
async function primaryKey(ask: Ask, oid: string): Promise<readonly Column[]> {
  const keys = (await lookUp(ask, constraintsOf([oid]))).flatMap((constraint) =>
    constraint.kind === 'primary key' ? constraint.columns : [],
  );
  if (keys.length === 0) return [];
  const columns = await lookUp(ask, columnsOf([oid]));
  return keys.flatMap((key) => columns.find(({ name }) => name === key) ?? []);
}

const foreignKeysIn = (constraints: readonly ServerConstraint[]): readonly ForeignKey[] =>
  constraints.flatMap((constraint) => (constraint.kind === 'foreign key' ? [constraint] : []));
