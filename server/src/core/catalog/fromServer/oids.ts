/** `pg_description` names an object by the catalog that holds it; these oids are the same on every server. */
export const catalogs = {
  types: 1247,
  routines: 1255,
  relations: 1259,
  constraints: 2606,
  schemas: 2615,
} as const;

/** The comment of an object, as `d.description`. */
export const withComment = (catalog: keyof typeof catalogs, oid: string): string =>
  `LEFT JOIN pg_catalog.pg_description d ON d.objoid = ${oid} AND d.classoid = ${catalogs[catalog]} AND d.objsubid = 0`;
