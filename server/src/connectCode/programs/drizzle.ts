import type { Program } from '../program.js';
import { imports, load, poolOptions, rows, signerOf, table, transact } from './javascript.js';

export const drizzle: Program = {
  driver: 'drizzle',
  title: 'Drizzle',
  install: 'npm install drizzle-orm pg @aws-sdk/dsql-signer',
  tested: 'run',
  code: (
    target,
  ) => `${imports(target, "{ sql } from 'drizzle-orm'", "{ drizzle } from 'drizzle-orm/node-postgres'", "{ integer, pgTable } from 'drizzle-orm/pg-core'", "pg from 'pg'")}

${signerOf(target)}
const pool = new pg.Pool({
  ${poolOptions(target)}
});
pool.on('error', (error) => console.error('An idle connection failed:', error.message));
const database = drizzle(pool);
const readings = pgTable('readings', { id: integer().primaryKey(), n: integer().notNull() });

${transact('database.transaction(work)', "(error.cause ?? error).code !== '40001'")}

${load('await transact((open) => open.insert(readings).values(batch).onConflictDoNothing());')}

await transact((open) => open.execute(sql\`${table}\`));
await load(${rows});
console.log(await transact((open) => open.$count(readings)));
await pool.end();
`,
};
