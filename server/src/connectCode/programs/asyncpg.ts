import type { Program } from '../program.js';
import { authority, generate } from './python.js';

export const asyncpg: Program = {
  driver: 'asyncpg',
  title: 'asyncpg',
  install: 'pip install asyncpg boto3 certifi',
  tested: 'run',
  note: 'The pool of asyncpg ends idle connections only. It replaces one that the server has closed after 60 minutes.',
  code: (target) => `import asyncio, random, ssl
import asyncpg, boto3, certifi

HOST, REGION = "${target.host}", "${target.region}"
dsql = boto3.client("dsql", region_name=REGION)

tls = ssl.create_default_context(cafile=${authority(target)})
tls.set_alpn_protocols(["postgresql"])

async def keep(connection):
    """Aurora DSQL refuses the statements with which asyncpg resets a connection."""

def open_pool():
    return asyncpg.create_pool(
        host=HOST, port=${target.port}, database="postgres", user="${target.user}",
        # A token opens connections for 15 minutes, so each connection gets one of its own.
        password=lambda: dsql.${generate(target)}(HOST, REGION),
        ssl=tls, direct_tls=True,
        min_size=1, max_size=10, max_inactive_connection_lifetime=10 * 60, reset=keep,${
          target.schema === undefined ? '' : `\n        server_settings={"search_path": "${target.schema}"},`
        }
    )

async def transact(pool, work):
    for attempt in range(20):
        try:
            async with pool.acquire() as connection, connection.transaction():
                return await work(connection)
        except asyncpg.SerializationError:
            await asyncio.sleep(random.uniform(0, min(0.005 * 2**attempt, 0.5)))
    raise TimeoutError("The transaction met a conflict each time.")

async def load(pool, rows):
    # A transaction changes at most 3,000 rows.
    for start in range(0, len(rows), 3000):
        batch = rows[start : start + 3000]
        await transact(pool, lambda connection: connection.executemany(
            "INSERT INTO readings VALUES ($1, $2) ON CONFLICT (id) DO NOTHING", batch))

async def main():
    async with open_pool() as pool:
        await transact(pool, lambda connection: connection.execute(
            "CREATE TABLE IF NOT EXISTS readings (id int PRIMARY KEY, n int NOT NULL)"))
        await load(pool, [(id, 10 * id) for id in range(7000)])
        print(await transact(pool, lambda connection: connection.fetchval("SELECT count(*) FROM readings")))

asyncio.run(main())
`,
};
