import type { ServerCatalog } from '../core/catalog/fromServer/catalog.js';
import { columnsOf } from '../core/catalog/fromServer/columns.js';
import { constraintsOf } from '../core/catalog/fromServer/constraints.js';
import { indexesOf } from '../core/catalog/fromServer/indexes.js';
import type { SchemaObject, ServerRole, ServerSchema } from '../core/catalog/fromServer/model.js';
import {
  domainsIn,
  functionsIn,
  relationsIn,
  roleMappings,
  rolesOfPeople,
  schemasOfPeople,
} from '../core/catalog/fromServer/objects.js';
import { partsOf, type TableParts } from '../core/catalog/fromServer/parts.js';
import { byKey } from '../core/text/byKey.js';
import type { Ask } from './answer.js';
import { lookUp, lookUpAll } from './lookUp.js';

/** The schemas that hold what people make. */
export const readSchemas = (ask: Ask): Promise<readonly ServerSchema[]> => lookUp(ask, schemasOfPeople());

/** All that is in a schema, by name: three questions, however many there are. */
export async function readObjects(
  ask: Ask,
  { oid }: Pick<ServerSchema, 'oid'>,
): Promise<readonly SchemaObject[]> {
  const [relations, functions, domains] = await Promise.all([
    lookUp(ask, relationsIn(oid)),
    lookUp(ask, functionsIn(oid)),
    lookUp(ask, domainsIn(oid)),
  ]);
  const named = relations.flatMap((relation) => (relation.kind === 'other' ? [] : [relation]));
  return [...named, ...functions, ...domains].sort(
    (one, other) =>
      collator.compare(one.name, other.name) || collator.compare(parametersOf(one), parametersOf(other)),
  );
}

/** The server sorts by bytes: all upper-case letters before the lower-case ones. */
const collator = new Intl.Collator('en', { numeric: true });

const parametersOf = (object: SchemaObject): string =>
  object.kind === 'function' ? object.parameterTypes : '';

/** What a table or view is made of: a question each. */
export const readParts = (ask: Ask, { oid }: Pick<SchemaObject, 'oid'>): Promise<TableParts> =>
  lookUpAll(ask, partsOf(oid));

/** A role, and the IAM principals that may connect as it. */
export interface MappedRole extends ServerRole {
  readonly arns: readonly string[];
}

export async function readRoles(ask: Ask): Promise<readonly MappedRole[]> {
  const [roles, mappings] = await Promise.all([lookUp(ask, rolesOfPeople()), lookUp(ask, roleMappings())]);
  const arns = byKey(mappings.map(({ role, arn }) => [role, arn]));
  return roles.map((role) => ({ ...role, arns: arns.get(role.oid) ?? [] }));
}

/**
 * All that the tree shows of the objects of people, for the language server: the questions are those of the tree, for all
 * tables at once. Rights stay here.
 */
export async function readCatalog(ask: Ask): Promise<ServerCatalog> {
  const schemas = await readSchemas(ask);
  const objects = (await Promise.all(schemas.map((schema) => readObjects(ask, schema)))).flat();
  const oids = objects.flatMap(({ kind, oid }) => (kind === 'table' || kind === 'view' ? [oid] : []));
  const [columns, indexes, constraints] = await Promise.all([
    lookUp(ask, columnsOf(oids)),
    lookUp(ask, indexesOf(oids)),
    lookUp(ask, constraintsOf(oids)),
  ]);
  return {
    schemas: schemas.map(({ name, comment }) => ({ name, comment })),
    objects,
    columns: columns.map((column) => ({ ...column, rights: undefined })),
    indexes,
    constraints,
  };
}
