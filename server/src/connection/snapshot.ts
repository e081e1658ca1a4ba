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
import type { Question } from '../core/catalog/fromServer/question.js';
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
  const columns = await lookUp(ask, columnsOf(oids));
  const indexes = await lookUp(ask, indexesOf(oids));
  const constraints = await lookUp(ask, constraintsOf(oids));
  const columnsBy = (oid: string) => columns.filter(({ relation }) => relation === oid);
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
      indexes: indexes.filter(({ relation }) => relation === oid),
      constraints: constraints.filter((one) => one.schema === schema && one.table === name),
    })),
    others,
  };
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
