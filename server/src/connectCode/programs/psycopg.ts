import type { Program } from '../program.js';
import { authority, generate } from './python.js';

export const psycopg: Program = {
  driver: 'psycopg',
  title: 'psycopg 3',
  install: 'pip install "psycopg[binary,pool]" boto3 certifi',
  tested: 'run',
  code: (target) => `import random, time
import boto3, certifi, psycopg
from psycopg_pool import ConnectionPool

HOST, REGION = "${target.host}", "${target.region}"
dsql = boto3.client("dsql", region_name=REGION)

class Connection(psycopg.Connection):
    @classmethod
    def connect(cls, conninfo="", **options):
        # A token opens connections for 15 minutes, so each connection gets one of its own.
        return super().connect(conninfo, password=dsql.${generate(target)}(HOST, REGION), **options)

# Aurora DSQL closes a connection after 60 minutes. Direct TLS needs libpq 17, which psycopg[binary] brings.
pool = ConnectionPool(connection_class=Connection, max_lifetime=55 * 60, min_size=1, max_size=10, open=True, kwargs={
    "host": HOST, "port": ${target.port}, "dbname": "postgres", "user": "${target.user}",
    "sslmode": "verify-full", "sslrootcert": ${authority(target)}, "sslnegotiation": "direct",${
      target.schema === undefined ? '' : `\n    "options": "-c search_path=${target.schema}",`
    }
})

def transact(work):
    for attempt in range(20):
        try:
            with pool.connection() as connection:
                return work(connection)
        except psycopg.errors.SerializationFailure:
            time.sleep(random.uniform(0, min(0.005 * 2**attempt, 0.5)))
    raise TimeoutError("The transaction met a conflict each time.")

def load(rows):
    # A transaction changes at most 3,000 rows.
    for start in range(0, len(rows), 3000):
        batch = rows[start : start + 3000]
        transact(lambda connection: connection.cursor().executemany(
            "INSERT INTO readings VALUES (%s, %s) ON CONFLICT (id) DO NOTHING", batch))

transact(lambda connection: connection.execute("CREATE TABLE IF NOT EXISTS readings (id int PRIMARY KEY, n int NOT NULL)"))
load([(id, 10 * id) for id in range(7000)])
print(transact(lambda connection: connection.execute("SELECT count(*) FROM readings").fetchone()[0]))
pool.close()
`,
};
