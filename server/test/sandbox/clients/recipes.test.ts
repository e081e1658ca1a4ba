import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import pg from 'pg';
import { readyText } from '../../../src/cli/report/ready.js';
import { type Local, startLocal } from '../local.js';

const root = resolve(__dirname, '../../../..');

/** What a recipe needs; where it is missing the recipe is not tried. */
interface Client {
  readonly language: 'python' | 'js' | 'java' | 'perl' | 'php' | 'ruby';
  readonly packages: readonly string[];
}

const clients: Readonly<Record<string, Client>> = {
  'psycopg 3': { language: 'python', packages: ['psycopg'] },
  psycopg2: { language: 'python', packages: ['psycopg2'] },
  SQLAlchemy: { language: 'python', packages: ['sqlalchemy', 'psycopg2'] },
  Django: { language: 'python', packages: ['django', 'psycopg2'] },
  pgjdbc: { language: 'java', packages: [] },
  'postgres.js': { language: 'js', packages: ['postgres'] },
  Sequelize: { language: 'js', packages: ['sequelize', 'pg'] },
  TypeORM: { language: 'js', packages: ['typeorm', 'pg'] },
  MikroORM: { language: 'js', packages: ['@mikro-orm/postgresql'] },
  // The client that was generated from the model
  Prisma: { language: 'js', packages: ['@prisma/adapter-pg', '.prisma/client/schema.prisma'] },
  'DBD::Pg': { language: 'perl', packages: ['DBD::Pg'] },
  'PHP PDO': { language: 'php', packages: ['pdo_pgsql'] },
  'Ruby pg': { language: 'ruby', packages: ['pg'] },
};

/** Each recipe of the page: the code under its heading. */
const recipes = new Map(
  [
    ...readFileSync(join(root, 'docs/clients.md'), 'utf8').matchAll(
      /^## (.*)\n\n```(\w+)\n([\s\S]*?)^```$/gm,
    ),
  ].map(([, title = '', language = '', code = '']) => [title, { language, code }]),
);

/** `DSQL_PYTHON`, `DSQL_CLIENTS` (a folder with node_modules) and `DSQL_PGJDBC` say where they are, if not where they usually are. */
const python = process.env.DSQL_PYTHON ?? 'python3';
const modules = join(process.env.DSQL_CLIENTS ?? root, 'node_modules');
const driver = process.env.DSQL_PGJDBC ?? '/usr/share/java/postgresql.jar';

const run = promisify(execFile);
const works = (program: string, ...args: string[]) =>
  run(program, args).then(
    () => true,
    () => false,
  );

const isThere: Readonly<
  Record<Exclude<Client['language'], 'java'>, (name: string) => boolean | Promise<boolean>>
> = {
  js: (name) => existsSync(join(modules, name)),
  python: (name) => works(python, '-c', `import ${name}`),
  perl: (name) => works('perl', `-M${name}`, '-e', '1'),
  php: (name) => works('php', '-r', `exit(extension_loaded('${name}') ? 0 : 1);`),
  ruby: (name) => works('ruby', '-e', `require '${name}'`),
};

/** Why a recipe cannot be tried here; undefined where it can. */
async function lacking({ language, packages }: Client): Promise<string | undefined> {
  if (language === 'java')
    return existsSync(driver) && (await works('java', '-version')) ? undefined : 'no pgjdbc';
  for (const name of packages) {
    if (!(await isThere[language](name))) return `no ${name}`;
  }
  return undefined;
}

let local: Local;
let folder: string;
before(async () => {
  local = await startLocal({ conflicts: { share: 0.3, seed: 17 } });
  folder = await mkdtemp(join(tmpdir(), 'recipes-'));
  await writeFile(join(folder, 'ca.pem'), local.ca);
});
after(async () => {
  await local.close();
  await rm(folder, { recursive: true });
});

test('each recipe of the page is tried', () => {
  assert.deepEqual(
    [...recipes].map(([title, { language }]) => [title, language]),
    Object.entries(clients).map(([title, { language }]) => [title, language]),
  );
});

for (const [title, client] of Object.entries(clients)) {
  test(`the recipe for ${title} creates, writes with retries and loads`, async (context) => {
    const missing = await lacking(client);
    if (missing !== undefined) return context.skip(missing);
    assert.equal(await output(client, recipes.get(title)?.code ?? ''), '3 60\n');
  });
}

/**
 * How each client cancels a statement that runs, again and again until it has: one that comes before the statement has nothing to
 * cancel.
 */
const inPython = (opening: string, canceling = 'connection.cancel()') => `
import os, threading
${opening}
done = threading.Event()
def cancel():
    while not done.wait(0.05):
        ${canceling}
threading.Thread(target=cancel).start()
try:
    work()
except Exception as error:
    error = getattr(error, "orig", error)
    print(getattr(error, "sqlstate", None) or error.pgcode)
finally:
    done.set()
`;
const inDriver = (name: string) =>
  inPython(`import ${name}
connection = ${name}.connect(os.environ["DATABASE_URL"])
work = lambda: connection.cursor().execute("SELECT pg_sleep(60)")`);

/** For a client that can try only once: whether the statement runs. */
const running = "SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'SELECT pg_sleep%'";

const cancels: Readonly<Record<string, string>> = {
  'psycopg 3': inDriver('psycopg'),
  psycopg2: inDriver('psycopg2'),
  SQLAlchemy: inPython(
    `from sqlalchemy import create_engine, text
connection = create_engine(os.environ["DATABASE_URL"].replace("postgres:", "postgresql+psycopg2:", 1)).connect()
running = connection.connection
work = lambda: connection.execute(text("SELECT pg_sleep(60)"))`,
    'getattr(running, "driver_connection", running).cancel()',
  ),
  pgjdbc: `
class Recipe {
  public static void main(String[] arguments) throws Exception {
    try (var connection = java.sql.DriverManager.getConnection(System.getenv("JDBC_URL"));
        var statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      statement.execute("SELECT pg_sleep(60)");
    } catch (java.sql.SQLException error) {
      System.out.println(error.getSQLState());
    }
  }
}
`,
  'postgres.js': `
import postgres from "postgres";
const [sql, watch] = [postgres(process.env.DATABASE_URL), postgres(process.env.DATABASE_URL)];
const query = sql\`SELECT pg_sleep(60)\`;
const told = query.catch(({ code }) => code);
while ((await watch.unsafe(${JSON.stringify(running)})).length === 0);
query.cancel();
console.log(await told);
await Promise.all([sql.end(), watch.end()]);
`,
  'DBD::Pg': `
use DBI;
use DBD::Pg qw(:async);
my ($user, $password, $host, $port, $name, $options) = $ENV{DATABASE_URL} =~ m{^\\w+://(.*?):(.*?)@(.*?):(\\d+)/(\\w+)\\?(.*)$};
s/%(\\w\\w)/chr hex $1/ge for $password, $options;
$options =~ tr/&/;/;
my ($database, $watch) =
  map { DBI->connect("dbi:Pg:host=$host;port=$port;dbname=$name;$options", $user, $password, { RaiseError => 1 }) } 1, 2;
$database->do('SELECT pg_sleep(60)', { pg_async => PG_ASYNC });
1 until $watch->selectrow_array(${JSON.stringify(running)});
print $database->pg_cancel ? "57014\\n" : "not canceled\\n";
`,
  'Ruby pg': `
require "pg"
connection = PG.connect(ENV["DATABASE_URL"])
connection.send_query("SELECT pg_sleep(60)")
while connection.is_busy
  connection.cancel
  IO.select([connection.socket_io], nil, nil, 0.05)
  connection.consume_input
end
begin
  connection.get_last_result
rescue PG::Error => error
  puts error.result.error_field(PG::Result::PG_DIAG_SQLSTATE)
end
`,
};

for (const [title, code] of Object.entries(cancels)) {
  test(`${title} cancels a statement`, async (context) => {
    const client = clients[title];
    assert.ok(client);
    const missing = await lacking(client);
    if (missing !== undefined) return context.skip(missing);
    assert.equal(await output(client, code), '57014\n');
  });
}

/** What `dsql sandbox` prints to be pasted, as it is printed. */
async function printed() {
  const { port, identity } = local;
  const running = { port, identity, folder, caFile: join(folder, 'ca.pem') };
  const text = readyText(running, await local.token(), (_style, words) => words);
  return {
    DATABASE_URL: /^ {2}(postgres:.*)$/m.exec(text)?.[1],
    JDBC_URL: /^ {2}(jdbc:.*)$/m.exec(text)?.[1],
  };
}

test('psql and pg take the printed URL as it is', async () => {
  const { DATABASE_URL = '' } = await printed();
  const { stdout } = await run('psql', ['-X', '-A', '-t', DATABASE_URL, '-c', 'SELECT current_user']);
  assert.equal(stdout, 'admin\n');
  const client = new pg.Client(DATABASE_URL);
  await client.connect();
  assert.deepEqual((await client.query('SELECT current_user AS user')).rows, [{ user: 'admin' }]);
  await client.end();
});

async function output({ language }: Client, code: string): Promise<string> {
  const env = { ...process.env, ...(await printed()), NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') };
  const file = join(folder, `Recipe.${endings[language]}`);
  await writeFile(file, code);
  if (language === 'js')
    await symlink(modules, join(folder, 'node_modules')).catch(() => undefined /* linked before */);
  const [program = '', ...args] = {
    python: [python],
    js: [process.execPath],
    java: ['java', '-cp', driver],
    perl: ['perl'],
    php: ['php'],
    ruby: ['ruby'],
  }[language];
  const { stdout } = await run(program, [...args, file], { env });
  return stdout;
}

const endings: Readonly<Record<Client['language'], string>> = {
  python: 'py',
  js: 'mjs',
  java: 'java',
  perl: 'pl',
  php: 'php',
  ruby: 'rb',
};
