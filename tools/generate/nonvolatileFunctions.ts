import type { Client } from 'pg';

/**
 * Functions, aggregates and window functions of PostgreSQL 16 that are stable or immutable in all their forms. Left out are
 * those that people do not call: what stands behind operators, types, indexes, aggregates and triggers.
 */
const query = `
SELECT proname FROM pg_proc
WHERE pronamespace = 'pg_catalog'::regnamespace AND prokind <> 'p' AND proname !~ '_validator$'
GROUP BY proname
HAVING bool_and(provolatile <> 'v') AND bool_or(
  prokind <> 'f'
  OR prorettype <> ALL ('{cstring,trigger,internal,event_trigger}'::regtype[])
    AND NOT ('{internal,cstring}'::regtype[] && proargtypes::regtype[])
    AND (oid IN (SELECT castfunc FROM pg_cast)
      OR obj_description(oid, 'pg_proc')
        !~ '^(implementation of|I/O|less-equal-greater|larger of|smaller of|hash$|aggregate|\\(internal\\)|convert .* to )'))
ORDER BY proname COLLATE "C"`;

/** The text of server/src/core/semantics/nonvolatileFunctions.ts, made of the catalog of a PostgreSQL 16. */
export async function nonvolatileFunctions(client: Client): Promise<string> {
  const { rows } = await client.query<{ proname: string }>(query);
  const lines = [''];
  for (const { proname } of rows) {
    const last = lines.at(-1) ?? '';
    if (last.length + proname.length > 105) lines.push(proname);
    else lines[lines.length - 1] = last === '' ? proname : `${last} ${proname}`;
  }
  return `/** PostgreSQL 16's own functions that are stable or immutable in all their forms: none of them changes anything. */
export const nonvolatileFunctions: ReadonlySet<string> = new Set(
  \`${lines.join('\n  ')}\`.split(/\\s+/),
);
`;
}
