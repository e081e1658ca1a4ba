import type { Row } from '../backend/ask.js';

/** A table or a view by its whole name. */
export interface WholeName {
  readonly schema: string;
  readonly name: string;
}

/** A view of somebody's own. */
export interface KnownView extends WholeName {
  readonly oid: string;
  /** The tables and views that its query names. */
  readonly reads: readonly WholeName[];
}

/** The relations `r`, in the schemas `m`, that the query of a view `c` names. */
export const readBy = `
  FROM pg_catalog.pg_rewrite w
  JOIN pg_catalog.pg_depend d ON d.classid = w.tableoid AND d.objid = w.oid
  JOIN pg_catalog.pg_class r ON d.refclassid = r.tableoid AND r.oid = d.refobjid AND r.oid <> c.oid
  JOIN pg_catalog.pg_namespace m ON m.oid = r.relnamespace
  WHERE w.ev_class = c.oid AND r.relkind IN ('r', 'v')`;

/** The views of a database. It waits for no lock. */
export const viewQuery = `
  SELECT c.oid, n.nspname, c.relname,
         (SELECT pg_catalog.json_agg(DISTINCT pg_catalog.jsonb_build_array(m.nspname, r.relname)) ${readBy})
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'v' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'sys')`;

export function viewIn([oid, schema, name, reads]: Row): KnownView {
  const pairs: readonly (readonly [string, string])[] = JSON.parse(reads ?? '[]') ?? [];
  return {
    oid: oid ?? '',
    schema: schema ?? '',
    name: name ?? '',
    reads: pairs.map(([inSchema, called]) => ({ schema: inSchema, name: called })),
  };
}
