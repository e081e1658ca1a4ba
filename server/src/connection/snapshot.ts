import type { OtherShape, Snapshot } from '../core/catalog/difference/snapshot.js';
import { columnsOf } from '../core/catalog/fromServer/columns.js';
import { constraintsOf } from '../core/catalog/fromServer/constraints.js';
import {
  domainStatements,
  routineStatements,
  sequenceStatements,
  viewStatements,
} from '../core/catalog/fromServer/ddl.js';
import {
  domainChecks,
  domainDetails,
  routineDetails,
  sequenceDetails,
  sqlBody,
  viewDetails,
} from '../core/catalog/fromServer/definitions.js';
import { indexesOf } from '../core/catalog/fromServer/indexes.js';
import type { SchemaObject } from '../core/catalog/fromServer/model.js';
import { rolesOfPeople } from '../core/catalog/fromServer/objects.js';
import type { Question } from '../core/catalog/fromServer/question.js';
import {
  columnRights,
  defaultRights,
  domainRights,
  relationRights,
  routineRights,
  schemaRights,
} from '../core/catalog/fromServer/rights.js';
import { quoteObject } from '../core/syntax/names.js';
import { byKey } from '../core/text/byKey.js';
import type { Ask } from './answer.js';
import { readObjects, readSchemas } from './catalog.js';
import { lookUp } from './lookUp.js';

/** All that a server says of the objects of people now, save those that are `leftOut`. Rejects with a sentence. */
export async function readSnapshot(
  ask: Ask,
  leftOut: (object: Pick<SchemaObject, 'schema' | 'name'>) => boolean,
): Promise<Snapshot> {
  const schemas = await readSchemas(ask);
  const objects: SchemaObject[] = [];
  for (const schema of schemas)
    objects.push(...(await readObjects(ask, schema)).filter((object) => !leftOut(object)));
  const tables = objects.filter((object) => object.kind === 'table');
  const oids = objects.flatMap(({ kind, oid }) => (kind === 'table' || kind === 'view' ? [oid] : []));
  const columns = byKey((await lookUp(ask, columnsOf(oids))).map((one) => [one.relation, one]));
  const indexes = byKey((await lookUp(ask, indexesOf(oids))).map((one) => [one.relation, one]));
  const constraints = byKey(
    (await lookUp(ask, constraintsOf(oids))).map((one) => [
      quoteObject({ schema: one.schema, name: one.table }),
      one,
    ]),
  );
  const columnsBy = (oid: string) => columns.get(oid) ?? [];
  const others: OtherShape[] = [];
  for (const object of objects) {
    const shape = await shapeOf(ask, object, columnsBy);
    if (shape) others.push(shape);
  }
  return {
    schemas,
    tables: tables.map(({ oid, schema, name, comment }) => ({
      ...{ schema, name, comment },
      columns: columnsBy(oid),
      indexes: indexes.get(oid) ?? [],
      constraints: constraints.get(quoteObject({ schema, name })) ?? [],
    })),
    others,
    ...(await readRights(ask, schemas, objects)),
  };
}

/** What roles of people may do with these, without what a server has granted to roles of its own, and to admin. */
async function readRights(
  ask: Ask,
  schemas: readonly Pick<SchemaObject, 'oid'>[],
  objects: readonly SchemaObject[],
): Promise<Pick<Snapshot, 'rights' | 'roles'>> {
  const oidsOf = (...kinds: readonly SchemaObject['kind'][]) =>
    objects.flatMap(({ kind, oid }) => (kinds.includes(kind) ? [oid] : []));
  const roles = (await lookUp(ask, rolesOfPeople()))
    .map(({ name }) => name)
    .filter((name) => name !== 'admin');
  const known = new Set(['', ...roles]);
  const held = [
    await lookUp(ask, schemaRights(schemas.map(({ oid }) => oid))),
    await lookUp(ask, relationRights(oidsOf('table', 'view', 'sequence'))),
    await lookUp(ask, columnRights(oidsOf('table', 'view'))),
    await lookUp(ask, routineRights(oidsOf('function'))),
    await lookUp(ask, domainRights(oidsOf('domain'))),
    await lookUp(ask, defaultRights()),
  ].flat();
  const rights = held.map((one) => ({
    ...one,
    rights: one.rights.filter(({ grantee }) => known.has(grantee)),
  }));
  return { roles, rights };
}

async function shapeOf(
  ask: Ask,
  object: SchemaObject,
  columnsBy: (oid: string) => Parameters<typeof viewStatements>[2],
): Promise<OtherShape | undefined> {
  const { kind, schema, name, oid } = object;
  const only = async <Row>(question: (oid: string) => Question<readonly Row[]>): Promise<Row> => {
    const [row] = await lookUp(ask, question(oid));
    if (row === undefined) throw new Error(`"${schema}.${name}" was dropped while the schema was read.`);
    return row;
  };
  const facts = { schema, name, signature: '' };
  switch (kind) {
    case 'table':
      return undefined;
    case 'view':
      return { ...facts, kind, statements: viewStatements(object, await only(viewDetails), columnsBy(oid)) };
    case 'sequence': {
      const details = await only(sequenceDetails);
      return { ...facts, kind, details, statements: sequenceStatements(object, details) };
    }
    case 'domain': {
      const details = await only(domainDetails);
      const checks = await lookUp(ask, domainChecks(oid));
      return { ...facts, kind, details, checks, statements: domainStatements(object, details, checks) };
    }
    case 'function': {
      const details = await only(routineDetails);
      const body = details.source === undefined ? await only(sqlBody) : '';
      const statements = routineStatements(object, details, body);
      return { ...facts, kind, signature: object.parameterTypes, statements };
    }
  }
}
