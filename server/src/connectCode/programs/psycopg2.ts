import type { Program } from '../program.js';
import { authority, generate } from './python.js';

export const psycopg2: Program = {
  driver: 'psycopg2',
  title: 'psycopg2',
  install: 'pip install psycopg2-binary boto3 certifi',
  tested: 'run',
  note: 'The pools of psycopg2 cannot ask for a new token or end a connection by its age: use SQLAlchemy for a pool.',
  code: (target) => `import random, time
import boto3, certifi, psycopg2
from psycopg2.errors import SerializationFailure
from psycopg2.extras import execute_values

HOST, REGION = "${target.host}", "${target.region}"
dsql = boto3.client("dsql", region_name=REGION)

def connect():
    # A token opens connections for 15 minutes, so each connection gets one of its own.
    return psycopg2.connect(
        host=HOST, port=${target.port}, dbname="postgres", user="${target.user}",
        password=dsql.${generate(target)}(HOST, REGION),
        sslmode="verify-full", sslrootcert=${authority(target)},${
          target.schema === undefined ? '' : `\n        options="-c search_path=${target.schema}",`
        }
    )

connection, opened = connect(), time.monotonic()

def transact(work):
    global connection, opened
    for attempt in range(20):
        # Aurora DSQL closes a connection after 60 minutes.
        if connection.closed or time.monotonic() - opened > 55 * 60:
            connection.close()
            connection, opened = connect(), time.monotonic()
        try:
            with connection, connection.cursor() as cursor:
                return work(cursor)
        except SerializationFailure:
            time.sleep(random.uniform(0, min(0.005 * 2**attempt, 0.5)))
    raise TimeoutError("The transaction met a conflict each time.")

def load(rows):
    # A transaction changes at most 3,000 rows.
    for start in range(0, len(rows), 3000):
        batch = rows[start : start + 3000]
        transact(lambda cursor: execute_values(
            cursor, "INSERT INTO readings VALUES %s ON CONFLICT (id) DO NOTHING", batch, page_size=3000))

def count(cursor):
    cursor.execute("SELECT count(*) FROM readings")
    return cursor.fetchone()[0]

transact(lambda cursor: cursor.execute("CREATE TABLE IF NOT EXISTS readings (id int PRIMARY KEY, n int NOT NULL)"))
load([(id, 10 * id) for id in range(7000)])
print(transact(count))
connection.close()
`,
};
