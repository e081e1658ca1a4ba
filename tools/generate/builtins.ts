import type { Client } from 'pg';

/**
 * A type as the table writes it: by name, with `[]` behind an array's. Types of other schemas carry theirs. The name of a
 * type is one word in PostgreSQL's own catalog.
 */
const typeName = (oid: string): string => `(
  SELECT CASE home.nspname WHEN 'pg_catalog' THEN '' ELSE home.nspname || '.' END
    || coalesce(element.typname || '[]', named.typname)
  FROM pg_type named JOIN pg_namespace home ON home.oid = named.typnamespace
    LEFT JOIN pg_type element ON element.typarray = named.oid
  WHERE named.oid = ${oid})`;

/** Upper case for what is called with NULL too. */
const volatility = (strict: string): string =>
  `CASE WHEN ${strict} THEN provolatile::text ELSE upper(provolatile::text) END`;

const schemas = `('pg_catalog', 'information_schema')`;

/** The sections of the table, each a query whose one column is a line. `C` makes the order the same everywhere. */
const sections = {
  types: `
    SELECT concat_ws(' ', ${typeName('t.oid')},
      t.typtype::text || t.typcategory::text || CASE WHEN t.typispreferred THEN '!' ELSE '' END,
      i.provolatile::text || o.provolatile::text,
      CASE t.typtype
        WHEN 'd' THEN ${typeName('t.typbasetype')}
        WHEN 'r' THEN (SELECT ${typeName('r.rngsubtype')} || ' ' || ${typeName('r.rngmultitypid')}
          FROM pg_range r WHERE r.rngtypid = t.oid)
        ELSE ${typeName('t.typelem')} END) AS line
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
      JOIN pg_proc i ON i.oid = t.typinput JOIN pg_proc o ON o.oid = t.typoutput
    WHERE n.nspname IN ${schemas} AND t.typtype IN ('b', 'd', 'm', 'p', 'r')
      AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid)`,
  routines: `
    SELECT CASE n.nspname WHEN 'pg_catalog' THEN '' ELSE n.nspname || '.' END || proname || ' '
      || string_agg(form, ' ' ORDER BY form COLLATE "C") AS line
    FROM pg_namespace n JOIN (
      SELECT pronamespace, proname, ${volatility('proisstrict')}
        || CASE prokind WHEN 'f' THEN '' ELSE prokind::text END || CASE WHEN proretset THEN '*' ELSE '' END
        || CASE lanname WHEN 'sql' THEN '$' ELSE '' END
        || '(' || coalesce((
          SELECT string_agg(
            CASE coalesce(proargmodes[at], 'i') WHEN 'i' THEN '' WHEN 'o' THEN '>' WHEN 'b' THEN '<>'
              WHEN 'v' THEN '~' WHEN 't' THEN '>' END
            || coalesce(nullif(proargnames[at], '') || ':', '') || ${typeName('type')}
            || CASE WHEN position BETWEEN pronargs - pronargdefaults + 1 AND pronargs THEN '=' ELSE '' END,
            ',' ORDER BY at)
          FROM (
            SELECT at, type, count(*) FILTER (WHERE coalesce(proargmodes[at], 'i') IN ('i', 'b', 'v'))
                OVER (ORDER BY at) * (coalesce(proargmodes[at], 'i') IN ('i', 'b', 'v'))::int AS position
            FROM unnest(coalesce(proallargtypes, proargtypes::oid[])) WITH ORDINALITY AS listed (type, at)
          ) AS parameter), '') || ')' || ${typeName('prorettype')} AS form
      FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
      -- Nobody can write a value of the type internal.
      WHERE NOT ('internal'::regtype = ANY (proargtypes) OR prorettype = 'internal'::regtype)
    ) AS form ON form.pronamespace = n.oid
    WHERE n.nspname IN ${schemas}
    GROUP BY n.nspname, proname`,
  operators: `
    SELECT oprname || ' ' || string_agg(form, ' ' ORDER BY form COLLATE "C") AS line
    FROM (
      SELECT oprname, ${volatility('proisstrict')} || '(' || coalesce(${typeName('nullif(oprleft, 0)')} || ',', '')
        || ${typeName('oprright')} || ')' || ${typeName('oprresult')} || ':' || proname AS form
      FROM pg_operator o JOIN pg_proc p ON p.oid = o.oprcode
      WHERE oprnamespace = 'pg_catalog'::regnamespace
    ) AS form
    GROUP BY oprname`,
  casts: `
    SELECT concat_ws(' ', ${typeName('castsource')}, ${typeName('casttarget')}, castcontext::text || castmethod::text
      || coalesce(${volatility('proisstrict')}, '')) AS line
    FROM pg_cast LEFT JOIN pg_proc p ON p.oid = castfunc`,
  relations: `
    SELECT CASE n.nspname WHEN 'pg_catalog' THEN '' ELSE n.nspname || '.' END || c.relname || ' ' || c.relkind::text || ' '
      || string_agg(attname || ':' || ${typeName('atttypid')} || CASE WHEN attnotnull THEN '!' ELSE '' END, ' ' ORDER BY attnum)
      AS line
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE n.nspname IN ${schemas} AND c.relkind IN ('r', 'v') AND a.attnum > 0 AND NOT a.attisdropped
    GROUP BY n.nspname, c.relname, c.relkind`,
} as const;

/** The text of server/src/core/catalog/builtinsTable.ts, made of the catalog of a PostgreSQL 16. */
export async function builtinsTable(client: Client): Promise<string> {
  const parts: string[] = [];
  for (const [name, query] of Object.entries(sections)) {
    const ordered = `SELECT line FROM (${query}) AS line ORDER BY line COLLATE "C"`;
    const { rows } = await client.query<{ line: string }>(ordered);
    const lines = rows.map(({ line }) => line.replace(/[\\`]/g, '\\$&').replaceAll('${', '\\${'));
    parts.push(`  ${name}: () => \`\n${lines.join('\n')}\n\`,\n`);
  }
  return `/**
 * What PostgreSQL 16 has built in, made by tools/generate; builtins.ts reads it. Each section is a function so that its text
 * is made only when somebody asks.
 */
export const builtinsTable = {
${parts.join('')}} as const;
`;
}
