import { forRole, type Target } from '../program.js';

/** The method of AWS's signer that makes a token. */
export const generate = (target: Target): string =>
  forRole(target, 'getDbConnectAdminAuthToken', 'getDbConnectAuthToken');

/** What every program of node-postgres says of the cluster: options of a pool, one a line. */
export const poolOptions = (target: Target): string =>
  `host,
  port: ${target.port},
  database: 'postgres',
  user: '${target.user}',
  // A token opens connections for 15 minutes, so each connection gets one of its own.
  password: () => signer.${generate(target)}(),
  ssl: ${target.ca === undefined ? 'true' : `{ ca: readFileSync('${target.ca}') }`},
  sslnegotiation: 'direct',
  maxLifetimeSeconds: 55 * 60, // Aurora DSQL closes a connection after 60 minutes.${
    target.schema === undefined ? '' : `\n  options: '-c search_path=${target.schema}',`
  }`;

export const signerOf = ({ host, region }: Target): string => `const host = '${host}';
const signer = new DsqlSigner({ hostname: host, region: '${region}' });`;

/** The head of a program: what it imports, and the reading of files where there is an authority of its own. */
export const imports = ({ ca }: Target, ...imported: readonly string[]): string =>
  [
    ...(ca === undefined ? [] : ["{ readFileSync } from 'node:fs'"]),
    "{ DsqlSigner } from '@aws-sdk/dsql-signer'",
    ...imported,
  ]
    .map((line) => `import ${line};`)
    .join('\n');

/** Repeats `attempt`, an expression, while it loses to another transaction: `isOther` is what is true of every other `error`. */
export const transact = (attempt: string, isOther: string): string => `async function transact(work) {
  for (let attempt = 0; attempt < 20; attempt++) {
    try {
      return await ${attempt};
    } catch (error) {
      if (${isOther}) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(5 * 2 ** attempt, 500)));
    }
  }
  throw new Error('The transaction met a conflict each time.');
}`;

/** Loads rows by `insert`, statements over `batch`. */
export const load = (insert: string): string => `async function load(rows) {
  // A transaction changes at most 3,000 rows.
  for (let start = 0; start < rows.length; start += 3000) {
    const batch = rows.slice(start, start + 3000);
    ${insert}
  }
}`;

export const table = 'CREATE TABLE IF NOT EXISTS readings (id int PRIMARY KEY, n int NOT NULL)';
/** Takes an array of ids and one of numbers. */
export const insertion =
  'INSERT INTO readings SELECT * FROM unnest($1::int[], $2::int[]) ON CONFLICT (id) DO NOTHING';
export const rows = 'Array.from({ length: 7000 }, (_, id) => ({ id, n: 10 * id }))';
export const arrays = '[batch.map(({ id }) => id), batch.map(({ n }) => n)]';
