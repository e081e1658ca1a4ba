import type { Node } from 'libpg-query';
import { builtins } from '../catalog/builtins.js';
import { layered } from '../catalog/layered.js';
import type { Catalog, TypeRef } from '../catalog/model.js';
import type { AnsweredColumn } from '../catalog/replay/query.js';
import { isArray, type TypeKey, typesIn } from './infer/types.js';
import { resolve } from './resolve/query.js';

/**
 * The columns that the query of a relation answers, for a statement that makes the relation. Undefined where nobody can tell
 * how many there are.
 */
export function answeredColumns(
  statement: Node,
  relation: string,
  catalog: Catalog,
): readonly AnsweredColumn[] | undefined {
  const query = queryOf(statement, relation);
  if (!query) return undefined;
  const { columns } = resolve(typesIn(layered([builtins(), catalog], catalog.searchPath)), query);
  return columns?.map(({ name, type, declared }) => ({
    name,
    type: declared ?? (type === undefined ? undefined : typeRef(type)),
  }));
}

/** A CREATE SCHEMA may make several relations. */
function queryOf(node: Node, relation: string): Node | undefined {
  if ('SelectStmt' in node) return node;
  if ('CreateTableAsStmt' in node)
    return node.CreateTableAsStmt.query && queryOf(node.CreateTableAsStmt.query, relation);
  if ('ViewStmt' in node) {
    const { view, query } = node.ViewStmt;
    return query && view?.relname === relation ? queryOf(query, relation) : undefined;
  }
  const parts = 'CreateSchemaStmt' in node ? (node.CreateSchemaStmt.schemaElts ?? []) : [];
  return parts.map((part) => queryOf(part, relation)).find(Boolean);
}

function typeRef(key: TypeKey): TypeRef {
  const [name = '', schema] = (isArray(key) ? key.slice(0, -2) : key).split('.').reverse();
  return { schema, name, modifiers: [], dimensions: isArray(key) ? 1 : 0 };
}
