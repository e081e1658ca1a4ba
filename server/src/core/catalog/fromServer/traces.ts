import { catalogs } from './oids.js';
import { arrayOf, type Question } from './question.js';

/**
 * All that a server tells of the objects that have one of these names, and of what belongs to them: one line for each.
 * DDL that names an object changes a line of it. Oids tell an object from another one that was made in its place.
 */
export const tracesOf = (names: readonly string[]): Question<readonly string[]> => ({
  sql: `WITH named AS (
  SELECT c.oid, c.relname, c.relkind, n.nspname, c.relowner, c.relacl, c.reloptions
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relname = ANY ($1::text[]) AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'sys')),
indexes AS (
  SELECT i.* FROM pg_catalog.pg_index i
  WHERE i.indrelid IN (SELECT oid FROM named) OR i.indexrelid IN (SELECT oid FROM named))
${[
  `SELECT concat_ws('|', 'relation', c.oid, c.nspname, c.relname, c.relkind, c.relowner, c.relacl, c.reloptions) FROM named c`,
  `SELECT concat_ws('|', 'column', a.attrelid, a.attnum, a.attname, a.atttypid, a.atttypmod, a.attnotnull, a.attidentity,
  a.attgenerated, a.attacl, pg_catalog.pg_get_expr(d.adbin, d.adrelid))
FROM pg_catalog.pg_attribute a
LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attrelid IN (SELECT oid FROM named) AND a.attnum > 0 AND NOT a.attisdropped`,
  `SELECT concat_ws('|', 'constraint', k.oid, k.conname, k.conrelid, k.contypid, k.convalidated,
  pg_catalog.pg_get_constraintdef(k.oid))
FROM pg_catalog.pg_constraint k
WHERE k.conname = ANY ($1::text[]) OR k.conrelid IN (SELECT oid FROM named)
  OR k.contypid IN (SELECT t.oid FROM pg_catalog.pg_type t WHERE t.typname = ANY ($1::text[]))`,
  // Whether it is valid is what its job changes, not its statement.
  `SELECT concat_ws('|', 'index', i.indexrelid, pg_catalog.pg_get_indexdef(i.indexrelid)) FROM indexes i`,
  `SELECT concat_ws('|', 'view', c.oid, pg_catalog.pg_get_viewdef(c.oid)) FROM named c WHERE c.relkind = 'v'`,
  `SELECT concat_ws('|', 'sequence', s.seqrelid, s.seqtypid, s.seqstart, s.seqincrement, s.seqmax, s.seqmin, s.seqcache,
  s.seqcycle)
FROM pg_catalog.pg_sequence s WHERE s.seqrelid IN (SELECT oid FROM named)`,
  `SELECT concat_ws('|', 'routine', p.oid, p.pronamespace, p.proname, p.proowner, p.proacl, p.provolatile, p.proisstrict,
  p.prosecdef, p.proconfig, p.proargnames, pg_catalog.pg_get_function_arguments(p.oid), p.prosrc, p.prosqlbody IS NULL)
FROM pg_catalog.pg_proc p
WHERE p.proname = ANY ($1::text[]) AND p.pronamespace <> 'pg_catalog'::regnamespace`,
  `SELECT concat_ws('|', 'type', t.oid, t.typnamespace, t.typname, t.typowner, t.typacl, t.typbasetype, t.typtypmod,
  t.typnotnull, t.typdefault)
FROM pg_catalog.pg_type t
WHERE t.typname = ANY ($1::text[]) AND t.typtype = 'd'`,
  `SELECT concat_ws('|', 'schema', n.oid, n.nspname, n.nspowner, n.nspacl)
FROM pg_catalog.pg_namespace n WHERE n.nspname = ANY ($1::text[])`,
  `SELECT concat_ws('|', 'role', r.oid, r.rolname, r.rolcanlogin)
FROM pg_catalog.pg_roles r WHERE r.rolname = ANY ($1::text[])`,
  `SELECT concat_ws('|', 'principal', m.pg_role_oid, m.arn)
FROM sys.iam_pg_role_mappings m
WHERE m.pg_role_oid IN (SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname = ANY ($1::text[]))`,
  `SELECT concat_ws('|', 'comment', d.classoid, d.objoid, d.objsubid, d.description)
FROM pg_catalog.pg_description d
WHERE d.objoid IN (SELECT oid FROM named)
  OR d.classoid = ${catalogs.schemas} AND d.objoid IN (
    SELECT n.oid FROM pg_catalog.pg_namespace n WHERE n.nspname = ANY ($1::text[]))
  OR d.classoid = ${catalogs.routines} AND d.objoid IN (
    SELECT p.oid FROM pg_catalog.pg_proc p WHERE p.proname = ANY ($1::text[]))
  OR d.classoid = ${catalogs.constraints} AND d.objoid IN (
    SELECT k.oid FROM pg_catalog.pg_constraint k WHERE k.conname = ANY ($1::text[]))
  OR d.classoid = ${catalogs.types} AND d.objoid IN (
    SELECT t.oid FROM pg_catalog.pg_type t WHERE t.typname = ANY ($1::text[]))`,
].join('\nUNION ALL\n')}`,
  values: [arrayOf(names)],
  read: (rows) => rows.flatMap(([line]) => line ?? []).sort(),
});

/** The indexes of tables of these names, and those of these names, that no query uses: their job is not over, or has failed. */
export const unfinishedAmong = (
  names: readonly string[],
): Question<readonly { readonly name: string; readonly oid: string; readonly table: string }[]> => ({
  sql: `SELECT format('%I.%I', n.nspname, c.relname), c.oid, i.indrelid
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE NOT i.indisvalid AND (c.relname = ANY ($1::text[]) OR t.relname = ANY ($1::text[]))
ORDER BY 1`,
  values: [arrayOf(names)],
  read: (rows) =>
    rows.map(([name, oid, table]) => ({ name: name ?? '', oid: oid ?? '', table: table ?? '' })),
});
