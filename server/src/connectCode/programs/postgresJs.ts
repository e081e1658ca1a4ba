import type { Program } from '../program.js';
import { generate, imports, load, rows, signerOf, table, transact } from './javascript.js';

export const postgresJs: Program = {
  driver: 'postgres.js',
  title: 'postgres.js',
  install: 'npm install postgres @aws-sdk/dsql-signer',
  tested: 'run',
  code: (target) => `${imports(target, "postgres from 'postgres'")}

${signerOf(target)}
const sql = postgres({
  host,
  port: ${target.port},
  database: 'postgres',
  user: '${target.user}',
  // A token opens connections for 15 minutes, so each connection gets one of its own.
  password: () => signer.${generate(target)}(),
  ssl: ${target.ca === undefined ? "'verify-full'" : `{ ca: readFileSync('${target.ca}'), servername: host }`},
  max_lifetime: 55 * 60, // Aurora DSQL closes a connection after 60 minutes.
  onnotice: () => {},${
    target.schema === undefined ? '' : `\n  connection: { search_path: '${target.schema}' },`
  }
});

${transact('sql.begin(work)', "error.code !== '40001'")}

${load(`await transact((open) => open\`INSERT INTO readings \${open(batch)} ON CONFLICT (id) DO NOTHING\`);`)}

await transact((open) => open\`${table}\`);
await load(${rows});
const [found] = await transact((open) => open\`SELECT count(*) FROM readings\`);
console.log(found.count);
await sql.end();
`,
};
