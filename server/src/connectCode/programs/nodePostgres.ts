import type { Program } from '../program.js';
import {
  arrays,
  imports,
  insertion,
  load,
  poolOptions,
  rows,
  signerOf,
  table,
  transact,
} from './javascript.js';

export const nodePostgres: Program = {
  driver: 'pg',
  title: 'node-postgres',
  install: 'npm install pg @aws-sdk/dsql-signer',
  tested: 'run',
  code: (target) => `${imports(target, "pg from 'pg'")}

${signerOf(target)}
const pool = new pg.Pool({
  ${poolOptions(target)}
});
pool.on('error', (error) => console.error('An idle connection failed:', error.message));

async function once(work) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    await client.query('ROLLBACK').then(() => client.release(), (failure) => client.release(failure));
    throw error;
  }
}

${transact('once(work)', "error.code !== '40001'")}

${load(`await transact((client) =>
      client.query('${insertion}', ${arrays}),
    );`)}

await transact((client) => client.query('${table}'));
await load(${rows});
const { rows: [found] } = await transact((client) => client.query('SELECT count(*) FROM readings'));
console.log(found.count);
await pool.end();
`,
};
