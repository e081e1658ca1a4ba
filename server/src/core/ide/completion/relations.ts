import type { Lookup } from '../../catalog/layered.js';
import type { Relation } from '../../catalog/model.js';
import { quoteName } from '../../syntax/names.js';
import { enclosing } from '../../syntax/tree/nodes.js';
import { levelsFrom } from '../names/scope.js';
import type { Caret } from './caret.js';
import { type Completion, callItem, named, plain, ranks, relationItem } from './item.js';
import { ownSchemas, routineItems, systemSchemas } from './objects.js';
import { objectWord } from './place.js';

/** The relations that FROM can read, or that a statement can change. */
export function relationItems(caret: Caret): readonly Completion[] {
  const { known, node, behind, tree } = caret;
  const inQuery = enclosing(node, 'source') !== undefined || behind(1) === 'from' || behind(1) === 'join';
  const isDeleted = behind(1) === 'from' && behind(2) === 'delete';
  const isRead = inQuery && !isDeleted && tree.word !== 'CopyStmt';
  const path = known.searchPath.filter((schema) => schema !== 'pg_catalog' && schema !== 'pg_temp');
  const wanted = relationsWanted(caret);
  const own = relationsOf(known, path)
    .filter(wanted)
    .map((relation) => relationItem(caret, relation, relation.name, ranks.relation));
  const found = new Set(path);
  const others = ownSchemas(known).filter((name) => !found.has(name));
  const qualified = relationsOf(known, others)
    .filter(wanted)
    .map((relation) =>
      relationItem(
        caret,
        relation,
        `${quoteName(relation.schema)}.${quoteName(relation.name)}`,
        ranks.likely,
      ),
    );
  const schemas = [...new Set([...known.schemas()].map(({ name }) => name))];
  const names = schemas
    .filter((name) => isRead || !systemSchemas.has(name))
    .map((name) => plain(caret, 'schema', quoteName(name), ranks.schema, 'schema'));
  const queries = isRead ? queriesOfWith(caret) : [];
  return [...queries, ...own, ...qualified, ...names, ...(isRead ? readBesides(caret) : [])];
}

const queriesOfWith = (caret: Caret): readonly Completion[] =>
  [...levelsFrom(caret.level)].flatMap(({ queries }) =>
    [...queries.values()].map(({ entity }) => named(caret, 'cte', entity.name, ranks.own, 'query of WITH')),
  );

/** Functions that return rows, and the views about the cluster itself. */
const readBesides = (caret: Caret): readonly Completion[] => [
  ...routineItems(caret, ({ returnsSet }) => returnsSet),
  ...rowFunctions.map((name) => callItem(caret, name, ranks.builtin)),
  ...['sys.jobs', 'sys.iam_pg_role_mappings'].map((name) =>
    plain(caret, 'view', name, ranks.system, 'Aurora DSQL'),
  ),
  ...commonCatalogs.flatMap((name) => {
    const relation = caret.known.relation({ schema: 'pg_catalog', name });
    return relation ? [relationItem(caret, relation, name, ranks.system)] : [];
  }),
];

const rowFunctions = [
  'generate_series',
  'unnest',
  'jsonb_array_elements',
  'jsonb_each',
  'json_array_elements',
  'regexp_split_to_table',
  'string_to_table',
];

/** The catalogs of PostgreSQL that people query by hand. All others are offered after `pg_catalog.`. */
const commonCatalogs = [
  'pg_class',
  'pg_attribute',
  'pg_namespace',
  'pg_index',
  'pg_indexes',
  'pg_constraint',
  'pg_tables',
  'pg_views',
  'pg_type',
  'pg_proc',
  'pg_roles',
  'pg_sequence',
  'pg_settings',
  'pg_description',
];

/** DROP VIEW takes views, and a change takes a table. */
function relationsWanted(caret: Caret): (relation: Relation) => boolean {
  const { tree, behind } = caret;
  const object = objectWord(caret);
  if (object === 'view') return ({ kind }) => kind === 'view';
  const isChanged =
    /^(?:into|update|references|table)$/.test(behind(1)) ||
    (behind(1) === 'from' && behind(2) === 'delete') ||
    tree.word === 'IndexStmt' ||
    (object === 'table' && tree.word !== 'GrantStmt') ||
    object === 'constraint';
  return isChanged ? ({ kind }) => !kind.includes('view') : () => true;
}

/** The relations of some schemas, as a statement sees them. */
export function relationsOf(known: Lookup, schemas: readonly string[]): readonly Relation[] {
  const found = new Map<string, Relation>();
  const wanted = new Set(schemas);
  for (const schema of known.schemas())
    if (wanted.has(schema.name))
      for (const { name } of schema.relations.values()) {
        const relation = known.relation({ schema: schema.name, name });
        if (relation) found.set(`${schema.name}.${name}`, relation);
      }
  return [...found.values()];
}
