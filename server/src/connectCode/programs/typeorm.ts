import type { Program } from '../program.js';
import { generate, imports, load, rows, signerOf, table, transact } from './javascript.js';

export const typeorm: Program = {
  driver: 'typeorm',
  title: 'TypeORM',
  install: 'npm install typeorm pg @aws-sdk/dsql-signer',
  tested: 'run',
  note: 'Leave `synchronize` off: it puts several statements of DDL into one transaction.',
  code: (target) => `${imports(target, "{ DataSource, EntitySchema } from 'typeorm'")}

${signerOf(target)}
const Reading = new EntitySchema({
  name: 'readings',
  columns: { id: { type: 'int', primary: true }, n: { type: 'int' } },
});
const source = new DataSource({
  type: 'postgres',
  host,
  port: ${target.port},
  database: 'postgres',
  username: '${target.user}',
  // A token opens connections for 15 minutes, so each connection gets one of its own.
  password: () => signer.${generate(target)}(),
  ssl: ${target.ca === undefined ? 'true' : `{ ca: readFileSync('${target.ca}') }`},
  // Aurora DSQL closes a connection after 60 minutes.
  extra: { sslnegotiation: 'direct', maxLifetimeSeconds: 55 * 60${
    target.schema === undefined ? '' : `, options: '-c search_path=${target.schema}'`
  } },
  entities: [Reading],
  installExtensions: false,
});
await source.initialize();

${transact('source.transaction(work)', "(error.driverError ?? error).code !== '40001'")}

${load('await transact((manager) => manager.createQueryBuilder().insert().into(Reading).values(batch).orIgnore().execute());')}

await transact((manager) => manager.query('${table}'));
await load(${rows});
console.log(await transact((manager) => manager.count(Reading)));
await source.destroy();
`,
};
