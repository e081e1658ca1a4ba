import type { Sandbox } from '../../sandbox/main.js';
import { program } from '../invocation.js';
import type { Paint } from '../paint.js';
import { jsonText, shellWord } from './escape.js';

/** The line that programs wait for. */
export function readyJson({ port, identity, caFile }: Sandbox): string {
  const { clusterId, region, credentials } = identity;
  return `${jsonText({ ready: true, host: '127.0.0.1', port, clusterId, region, caFile, credentials })}\n`;
}

/** What a person needs to connect: each part can be pasted as it is. `token` opens sessions of admin. */
export function readyText(
  { port, folder, identity, caFile }: Pick<Sandbox, 'port' | 'folder' | 'identity' | 'caFile'>,
  token: string,
  paint: Paint,
): string {
  const { clusterId, region, credentials } = identity;
  const parts = [
    [
      'DATABASE_URL, valid for a week',
      `postgres://admin:${encodeURIComponent(token)}@${placeOf(port, caFile)}`,
    ],
    [
      'psql',
      `PGPASSWORD=$(${program} token --dir ${shellWord(folder)}) psql "postgres://admin@${placeOf(port, caFile)}"`,
    ],
    ['Node, with pg', `const client = new pg.Client(process.env.DATABASE_URL);`],
    [
      'Node, with postgres.js',
      `const sql = postgres(process.env.DATABASE_URL); // started with NODE_EXTRA_CA_CERTS=${shellWord(caFile)}`,
    ],
    ['Python, with psycopg', `psycopg.connect(os.environ["DATABASE_URL"])`],
    [
      'Python, with SQLAlchemy',
      `create_engine(os.environ["DATABASE_URL"].replace("postgres:", "postgresql+psycopg:", 1), use_native_hstore=False)`,
    ],
    ['Go, with pgx', `pgx.Connect(ctx, os.Getenv("DATABASE_URL"))`],
    [
      'Java, with pgjdbc',
      `jdbc:postgresql://${placeOf(port, caFile)}&user=admin&password=${encodeURIComponent(token)}`,
    ],
    [
      'Node, with @aws/aurora-dsql-node-postgres-connector',
      `const pool = new AuroraDSQLPool({
  host: '127.0.0.1', port: ${port}, user: 'admin', region: '${region}',
  ssl: { ca: readFileSync(${jsonText(caFile)}) },
  customCredentialsProvider: ${jsonText(credentials)},
});`,
    ],
    ['The AWS tools', `${program} token --dir ${shellWord(folder)} --write-profile sandbox`],
  ];
  return `The sandbox is ready: cluster ${clusterId} on 127.0.0.1:${port}. Ctrl+C stops it.

${parts.map(([title = '', text = '']) => `${paint('bold', `${title}:`)}\n${indented(text)}\n`).join('\n')}
`;
}

const placeOf = (port: number, caFile: string): string =>
  `localhost:${port}/postgres?sslmode=verify-full&sslrootcert=${encodeURIComponent(caFile)}`;

const indented = (text: string): string => text.replace(/^/gm, '  ');
