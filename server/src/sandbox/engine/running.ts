import { Client } from 'pg';
import { type Connection, clientPasswordOf, type Engine } from './connection.js';

/** Joins a PostgreSQL that runs already: it is neither started nor stopped, and its data stay where they are. */
export async function joinRunning(url: string): Promise<Engine> {
  const watch = clientOf(url);
  const connection = connectionOf(watch);
  let isStopping = false;
  const ended = new Promise<string>((resolve) => {
    const tell = () => {
      if (!isStopping) resolve(`The PostgreSQL at ${placeOf(connection)} has ended the connection.`);
    };
    watch.on('error', tell);
    watch.on('end', tell);
  });
  const stop = async () => {
    isStopping = true;
    await watch.end();
  };
  try {
    await watch.connect();
    return { connection, version: await versionOf(watch), ended, stop };
  } catch (error) {
    await stop();
    throw new Error(`The PostgreSQL at ${placeOf(connection)} cannot be used: ${sentenceOf(error)}.`);
  }
}

function clientOf(url: string): Client {
  try {
    return new Client({ connectionString: url, application_name: 'dsql sandbox' });
  } catch {
    throw new Error(`--postgres takes a URL such as ${example}.`);
  }
}

const example = 'postgres://user:password@127.0.0.1:5432/postgres';

function connectionOf({ host, port, user, database, password }: Client): Connection {
  if (!user || !database) throw new Error(`The URL in --postgres names no user: write it as ${example}.`);
  const passwords = password ? { password, clientPassword: clientPasswordOf(password) } : {};
  return { host, port, user, database, ...passwords };
}

/** Throws, in words, where it is too old, no superuser's, or not UTF-8. */
async function versionOf(client: Client): Promise<string> {
  const { rows } = await client.query<{ version: string; encoding: string; super: boolean }>(
    `select current_setting('server_version') as version, current_setting('server_encoding') as encoding,
            (select rolsuper from pg_roles where rolname = current_user) as super`,
  );
  const [found] = rows;
  const version = found?.version.split(' ')[0] ?? '';
  if (!(Number.parseInt(version, 10) >= 16)) throw new Error(`it is ${version}, and 16 or newer is needed`);
  if (!found?.super) throw new Error('the user is not a superuser');
  if (found.encoding !== 'UTF8') throw new Error(`its encoding is ${found.encoding}, not UTF8`);
  return version;
}

const placeOf = ({ host, port }: Connection): string => `${host}:${port}`;

/** What the error says; where several addresses were tried, each has its own. */
function sentenceOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(sentenceOf).join(', ');
  return error instanceof Error ? error.message : String(error);
}
