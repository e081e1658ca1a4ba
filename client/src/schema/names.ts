import type { Ask } from '../../../server/src/connection/answer.js';
import { readObjects, readSchemas } from '../../../server/src/connection/catalog.js';
import { lookUp } from '../../../server/src/connection/lookUp.js';
import { columnsOf } from '../../../server/src/core/catalog/fromServer/columns.js';
import { typeText } from '../../../server/src/core/catalog/fromServer/ddl.js';
import { indexesOf } from '../../../server/src/core/catalog/fromServer/indexes.js';
import type { SchemaObject } from '../../../server/src/core/catalog/fromServer/model.js';
import { columnId, indexId, objectId } from './tree.js';

/** Something that can be looked for by its name. */
export interface NamedThing {
  readonly kind: SchemaObject['kind'] | 'column' | 'index';
  readonly name: string;
  /** Where it stands, and a column's type. */
  readonly place: string;
  /** Of its line in the tree. */
  readonly id: string;
}

/** All names on the server, below a connection's line: three questions a schema, and three more. */
export async function readNames(ask: Ask, connection: string): Promise<readonly NamedThing[]> {
  const schemas = await readSchemas(ask);
  const objects = (await Promise.all(schemas.map((schema) => readObjects(ask, schema)))).flat();
  const relations = new Map(
    objects
      .filter(({ kind }) => kind === 'table' || kind === 'view')
      .map((object) => [
        object.oid,
        { id: objectId(connection, object), place: `${object.schema}.${object.name}` },
      ]),
  );
  const [columns, indexes] = await Promise.all([
    lookUp(ask, columnsOf([...relations.keys()])),
    lookUp(ask, indexesOf([...relations.keys()])),
  ]);
  return [
    ...objects.map((object) => ({
      kind: object.kind,
      name: object.name,
      place: object.schema,
      id: objectId(connection, object),
    })),
    ...columns.flatMap((column) => {
      const relation = relations.get(column.relation);
      if (!relation) return [];
      const place = `${relation.place} · ${typeText(column)}`;
      return [{ kind: 'column' as const, name: column.name, place, id: columnId(relation.id, column.name) }];
    }),
    ...[...indexes].sort(byName).flatMap(({ relation, name }) => {
      const table = relations.get(relation);
      if (!table) return [];
      return [{ kind: 'index' as const, name, place: table.place, id: indexId(table.id, name) }];
    }),
  ];
}

const byName = (one: Pick<NamedThing, 'name'>, other: Pick<NamedThing, 'name'>): number =>
  one.name < other.name ? -1 : 1;
