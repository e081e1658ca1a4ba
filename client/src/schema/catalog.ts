import type { Ask, Cell } from '../connection/answer.js';
import type { SchemaObject, ServerRole, ServerSchema } from './model.js';

/** `pg_description` names an object by the catalog that holds it; these oids are the same on every server. */
export const catalogs = {
  types: 1247,
  routines: 1255,
  relations: 1259,
  constraints: 2606,
  schemas: 2615,
} as const;

const schemasQuery = `
SELECT n.oid, n.nspname, d.description
FROM pg_catalog.pg_namespace n
LEFT JOIN pg_catalog.pg_description d ON d.objoid = n.oid AND d.classoid = ${catalogs.schemas}
WHERE n.nspname NOT IN ('information_schema', 'sys') AND left(n.nspname, 3) <> 'pg_'
ORDER BY n.nspname <> 'public', n.nspname`;

/** The schemas that hold what people make. */
export async function readSchemas(ask: Ask): Promise<readonly ServerSchema[]> {
  const rows = await ask(schemasQuery);
  return rows.map(([oid, name, comment]) => ({
    oid: oid ?? '',
    name: name ?? '',
    comment: comment ?? undefined,
  }));
}

/** The kind, and three texts that mean something else for each. */
const objectsQuery = `
SELECT CASE c.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' ELSE 'sequence' END, c.oid, c.relname, d.description,
  c.reltuples::text, NULL, NULL
FROM pg_catalog.pg_class c
LEFT JOIN pg_catalog.pg_description d ON d.objoid = c.oid AND d.classoid = ${catalogs.relations} AND d.objsubid = 0
WHERE c.relnamespace = $1::oid AND c.relkind IN ('r', 'v', 'S')
  AND NOT (c.relkind = 'S' AND EXISTS (SELECT FROM pg_catalog.pg_depend i
    WHERE i.classid = ${catalogs.relations} AND i.objid = c.oid AND i.deptype = 'i'))
UNION ALL
SELECT 'function', p.oid, p.proname, d.description, pg_catalog.pg_get_function_arguments(p.oid),
  (SELECT string_agg(pg_catalog.format_type(a.type, NULL), ', ' ORDER BY a.place)
   FROM unnest(p.proargtypes) WITH ORDINALITY AS a(type, place)),
  CASE WHEN p.proretset THEN 'SETOF ' ELSE '' END || pg_catalog.format_type(p.prorettype, NULL)
FROM pg_catalog.pg_proc p
LEFT JOIN pg_catalog.pg_description d ON d.objoid = p.oid AND d.classoid = ${catalogs.routines}
WHERE p.pronamespace = $1::oid AND p.prokind = 'f'
UNION ALL
SELECT 'domain', t.oid, t.typname, d.description, pg_catalog.format_type(t.typbasetype, t.typtypmod), NULL, NULL
FROM pg_catalog.pg_type t
LEFT JOIN pg_catalog.pg_description d ON d.objoid = t.oid AND d.classoid = ${catalogs.types}
WHERE t.typnamespace = $1::oid AND t.typtype = 'd'
ORDER BY 3, 6`;

/** All that stands in a schema, by name: one question, however many there are. */
export async function readObjects(
  ask: Ask,
  { oid, name }: Pick<ServerSchema, 'oid' | 'name'>,
): Promise<readonly SchemaObject[]> {
  const rows = await ask(objectsQuery, [oid]);
  // The server sorts by bytes: all upper-case letters before the lower-case ones.
  return rows
    .flatMap((row) => objectOf(name, row))
    .sort((one, other) => collator.compare(one.name, other.name));
}

const collator = new Intl.Collator('en', { numeric: true });

function objectOf(schema: string, row: readonly Cell[]): SchemaObject[] {
  const [kind, oid, name, comment, first, second, third] = row;
  const base = { oid: oid ?? '', schema, name: name ?? '', comment: comment ?? undefined };
  switch (kind) {
    case 'table':
      // -1 before ANALYZE has run for the first time.
      return [{ kind, ...base, estimatedRows: Number(first) < 0 ? undefined : Number(first) }];
    case 'view':
    case 'sequence':
      return [{ kind, ...base }];
    case 'function':
      return [{ kind, ...base, parameters: first ?? '', parameterTypes: second ?? '', returns: third ?? '' }];
    case 'domain':
      return [{ kind, ...base, type: first ?? '' }];
    default:
      return [];
  }
}

const rolesQuery = `
SELECT r.oid, r.rolname, r.rolcanlogin
FROM pg_catalog.pg_roles r
WHERE left(r.rolname, 3) <> 'pg_' AND NOT r.rolsuper AND (r.rolcanlogin OR r.oid NOT IN (
  SELECT n.nspowner FROM pg_catalog.pg_namespace n WHERE n.nspname = 'sys'))
ORDER BY r.rolname`;

const mappingsQuery = 'SELECT m.pg_role_oid, m.arn FROM sys.iam_pg_role_mappings m ORDER BY m.arn';

/** The roles, without those of the server itself and the owner of its own schema, and who may connect as them. */
export async function readRoles(ask: Ask): Promise<readonly ServerRole[]> {
  const [roles, mappings] = await Promise.all([ask(rolesQuery), ask(mappingsQuery)]);
  return roles.map(([oid, name, canLogin]) => ({
    name: name ?? '',
    canLogin: canLogin === 't',
    arns: mappings.flatMap(([role, arn]) => (role === oid && arn ? [arn] : [])),
  }));
}
