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

const page = readFileSync(join(root, 'docs/clients.md'), 'utf8');

/** Each recipe of the page: the code under its heading. */
const recipes = new Map(
  [...page.matchAll(/^## (.*)\n\n```(\w+)\n([\s\S]*?)^```$/gm)].map(
    ([, title = '', language = '', code = '']) => [title, { language, code }],
  ),
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

for (const [title, client] of Object.entries(clients)) {
  test(`${title} tells that a token is wrong`, async (context) => {
    const missing = await lacking(client);
    if (missing !== undefined) return context.skip(missing);
    const wrong = Object.fromEntries(
      Object.entries(await printed()).map(([name, url]) => [
        name,
        url?.replace(/:[^:@]+@/, ':guessed@').replace(/password=[^&]+/, 'password=guessed'),
      ]),
    );
    await assert.rejects(output(client, recipes.get(title)?.code ?? '', wrong), {
      stderr: /unable to accept connection, access denied/,
    });
  });
}

/** Clients that read `sslmode` out of the URL. */
const readsMode = ({ language }: Client) => language !== 'js';

for (const [title, client] of Object.entries(clients).filter(([, one]) => readsMode(one))) {
  test(`${title} tells that it needs TLS`, async (context) => {
    const missing = await lacking(client);
    if (missing !== undefined) return context.skip(missing);
    const plain = Object.fromEntries(
      Object.entries(await printed()).map(([name, url]) => [
        name,
        url?.replace('sslmode=verify-full', 'sslmode=disable'),
      ]),
    );
    await assert.rejects(output(client, recipes.get(title)?.code ?? '', plain), {
      stderr: /unable to accept connection, SSL is mandatory/,
    });
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
    error = getattr(error, "orig", None) or error.__cause__ or error
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

const django = `import django
from urllib.parse import parse_qsl, unquote, urlsplit
from django.conf import settings
from django.db import connection, transaction
url = urlsplit(os.environ["DATABASE_URL"])
settings.configure(TIME_ZONE="UTC", DATABASES={"default": {
    "ENGINE": "django.db.backends.postgresql", "HOST": url.hostname, "PORT": url.port, "NAME": url.path[1:],
    "USER": url.username, "PASSWORD": unquote(url.password), "OPTIONS": dict(parse_qsl(url.query))}})
django.setup()`;

const sequelize = `import { Sequelize } from "sequelize";
const sequelize = new Sequelize(process.env.DATABASE_URL, {
  logging: false, dialectOptions: { clientMinMessages: "ignore" }, keepDefaultTimezone: true,
});`;

const typeOrm = `import { DataSource } from "typeorm";
const source = new DataSource({ type: "postgres", url: process.env.DATABASE_URL, installExtensions: false });
await source.initialize();
const runner = source.createQueryRunner();`;

const mikroOrm = `import { EntitySchema, MikroORM } from "@mikro-orm/postgresql";
const Row = new EntitySchema({ name: "Row", properties: { id: { type: "integer", primary: true } } });
const orm = await MikroORM.init({
  clientUrl: process.env.DATABASE_URL, driverOptions: { connection: { ssl: true } }, entities: [Row],
});`;

const prisma = `import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@prisma/client";
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });`;

/** The function of the page that cancels what a client of node-postgres runs, called once it runs. */
const inNodePostgres = (opening: string, told: string, canceled: string, closing: string) => `
import pg from "pg";
${opening}
${/^function cancel\(client\) \{[\s\S]*?^\}$/m.exec(page)?.[0]}
const watch = new pg.Client(process.env.DATABASE_URL);
await watch.connect();
const told = ${told};
while ((await watch.query(${JSON.stringify(running)})).rowCount === 0);
cancel(${canceled});
console.log(await told);
${closing}
await watch.end();
`;

const cancels: Readonly<Record<string, string>> = {
  'psycopg 3': inDriver('psycopg'),
  psycopg2: inDriver('psycopg2'),
  Django: inPython(
    `${django}
connection.ensure_connection()
running = connection.connection
work = lambda: connection.cursor().execute("SELECT pg_sleep(60)")`,
    'running.cancel()',
  ),
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
  Sequelize: inNodePostgres(
    `${sequelize}
const transaction = await sequelize.transaction({ isolationLevel: null });`,
    'sequelize.query("SELECT pg_sleep(60)", { transaction }).catch(({ parent }) => parent.code)',
    'transaction.connection',
    'await transaction.rollback(); await sequelize.close();',
  ),
  TypeORM: inNodePostgres(
    typeOrm,
    'runner.query("SELECT pg_sleep(60)").catch(({ driverError }) => driverError.code)',
    'await runner.connect()',
    'await runner.release(); await source.destroy();',
  ),
  MikroORM: inNodePostgres(
    `${mikroOrm}
const em = orm.em.fork();
await em.begin();`,
    'em.execute("SELECT pg_sleep(60)").catch(({ code }) => code)',
    'await em.getTransactionContext().client.acquireConnection()',
    'await em.rollback(); await orm.close();',
  ),
  Prisma: inNodePostgres(
    `${prisma}
let client;
pool.on("acquire", (acquired) => { client = acquired; });`,
    'prisma.$queryRaw`SELECT pg_sleep(60)`.then(() => 0, ({ meta }) => JSON.stringify(meta).includes("57014") ? "57014" : meta)',
    'client',
    'await prisma.$disconnect(); await pool.end();',
  ),
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
  'PHP PDO': `<?php
$url = parse_url(getenv("DATABASE_URL"));
$options = str_replace("&", " ", urldecode($url["query"]));
[$connection, $watch] = array_map(fn () => pg_connect(
  "host={$url['host']} port={$url['port']} dbname=postgres user={$url['user']} password='" . urldecode($url["pass"]) . "' $options",
  PGSQL_CONNECT_FORCE_NEW), [1, 2]);
pg_send_query($connection, "SELECT pg_sleep(60)");
while (pg_num_rows(pg_query($watch, ${JSON.stringify(running)})) === 0);
// It reads what the statement has answered as well
$canceled = pg_cancel_query($connection);
echo $canceled && pg_fetch_result(pg_query($connection, "SELECT 7"), 0) === "7" && !method_exists("PDO", "cancel") ? "57014\n" : "not canceled\n";
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

/** How a client loads rows with COPY where its recipe does not: in a transaction that is tried again. */
const copiesInPython = (opening: string, copied: string, counted: string) => `
import io, os
${opening}
while True:
    try:
${copied}
        break
    except Exception as error:
        if "OC000" not in str(error):
            raise
print(${counted})
`;

const copiesInNodePostgres = (opening: string, table: string, copied: string, closing: string) => `
import pg from "pg";
import { pipeline } from "node:stream/promises";
import { Readable } from "node:stream";
import { from } from "pg-copy-streams";
${opening}
const copy = (client) => pipeline(Readable.from(["2\\t20\\n", "3\\t30\\n"]), client.query(from("COPY ${table} FROM STDIN")));
const watch = new pg.Client(process.env.DATABASE_URL);
await watch.connect();
await watch.query("CREATE TABLE ${table} (id int PRIMARY KEY, n int NOT NULL)");
for (;;) {
  try {
    ${copied}
    break;
  } catch (error) {
    if (!JSON.stringify([error.message, error.meta]).includes("OC000")) throw error;
  }
}
const { rows } = await watch.query("SELECT count(*), sum(n) FROM ${table}");
console.log(rows[0].count, rows[0].sum);
${closing}
await watch.end();
`;

const copies: Readonly<Record<string, string>> = {
  SQLAlchemy: copiesInPython(
    `from sqlalchemy import create_engine, text
engine = create_engine(os.environ["DATABASE_URL"].replace("postgres:", "postgresql+psycopg2:", 1), use_native_hstore=False)
with engine.begin() as connection:
    connection.execute(text("CREATE TABLE copied_sqlalchemy (id int PRIMARY KEY, n int NOT NULL)"))`,
    `        with engine.begin() as connection:
            running = connection.connection
            cursor = getattr(running, "driver_connection", running).cursor()
            cursor.copy_expert("COPY copied_sqlalchemy FROM STDIN", io.StringIO("2\\t20\\n3\\t30\\n"))`,
    '*engine.connect().execute(text("SELECT count(*), sum(n) FROM copied_sqlalchemy")).one()',
  ),
  Django: copiesInPython(
    `${django}
with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE copied_django (id int PRIMARY KEY, n int NOT NULL)")`,
    `        with transaction.atomic(), connection.cursor() as cursor:
            cursor.copy_expert("COPY copied_django FROM STDIN", io.StringIO("2\\t20\\n3\\t30\\n"))`,
    '*[cursor := connection.cursor(), cursor.execute("SELECT count(*), sum(n) FROM copied_django"), cursor.fetchone()][2]',
  ),
  'postgres.js': `
import postgres from "postgres";
import { pipeline } from "node:stream/promises";
import { Readable } from "node:stream";
const sql = postgres(process.env.DATABASE_URL);
await sql\`CREATE TABLE copied_postgresjs (id int PRIMARY KEY, n int NOT NULL)\`;
for (;;) {
  try {
    await sql.begin(async (open) => {
      const sink = await open\`COPY copied_postgresjs FROM STDIN\`.writable();
      await pipeline(Readable.from(["2\\t20\\n", "3\\t30\\n"]), sink);
    });
    break;
  } catch (error) {
    if (error.code !== "40001") throw error;
  }
}
const [found] = await sql\`SELECT count(*) AS rows, sum(n) AS sum FROM copied_postgresjs\`;
console.log(found.rows, found.sum);
await sql.end();
`,
  Sequelize: copiesInNodePostgres(
    sequelize,
    'copied_sequelize',
    'await sequelize.transaction({ isolationLevel: null }, (transaction) => copy(transaction.connection));',
    'await sequelize.close();',
  ),
  TypeORM: copiesInNodePostgres(
    typeOrm,
    'copied_typeorm',
    'await copy(await runner.connect());',
    'await runner.release(); await source.destroy();',
  ),
  MikroORM: copiesInNodePostgres(
    mikroOrm,
    'copied_mikroorm',
    'await orm.em.fork().transactional(async (em) => copy(await em.getTransactionContext().client.acquireConnection()));',
    'await orm.close();',
  ),
  Prisma: copiesInNodePostgres(
    prisma,
    'copied_prisma',
    'const client = await pool.connect(); try { await copy(client); } finally { client.release(); }',
    'await prisma.$disconnect(); await pool.end();',
  ),
};

for (const [title, code] of Object.entries(copies)) {
  test(`${title} loads rows with COPY`, async (context) => {
    const client = clients[title];
    assert.ok(client);
    const packages = code.includes('pg-copy-streams') ? ['pg-copy-streams'] : [];
    const missing = await lacking({ ...client, packages: [...client.packages, ...packages] });
    if (missing !== undefined) return context.skip(missing);
    assert.equal(await output(client, code), '2 50\n');
  });
}

test('the page tells for each client how it cancels and copies, and both are tried', () => {
  const rows = [...page.matchAll(/^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].filter(
    ([, name]) => name !== 'Client',
  );
  assert.deepEqual(
    rows.map(([, name]) => name),
    Object.keys(clients),
  );
  assert.deepEqual(Object.keys(cancels).toSorted(), Object.keys(clients).toSorted());
  const inRecipes = rows.flatMap(([, name = '', , copy]) => (copy === 'in its recipe' ? [name] : []));
  for (const name of inRecipes) assert.match(recipes.get(name)?.code ?? '', /copy/i);
  assert.deepEqual([...inRecipes, ...Object.keys(copies)].toSorted(), Object.keys(clients).toSorted());
});

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

async function output(
  { language }: Client,
  code: string,
  urls: Readonly<Record<string, string | undefined>> = {},
): Promise<string> {
  const env = { ...process.env, ...(await printed()), ...urls, NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') };
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
