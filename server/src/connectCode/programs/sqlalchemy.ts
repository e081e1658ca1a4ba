import type { Program } from '../program.js';
import { authority, generate } from './python.js';

export const sqlalchemy: Program = {
  driver: 'sqlalchemy',
  title: 'SQLAlchemy',
  install: 'pip install "sqlalchemy>=2" "psycopg[binary]" boto3 certifi',
  tested: 'run',
  code: (target) => `import random, time
import boto3, certifi
from sqlalchemy import URL, create_engine, event, text
from sqlalchemy.exc import OperationalError

HOST, REGION = "${target.host}", "${target.region}"
dsql = boto3.client("dsql", region_name=REGION)

# Aurora DSQL closes a connection after 60 minutes. Direct TLS needs libpq 17, which psycopg[binary] brings.
engine = create_engine(
    URL.create("postgresql+psycopg", "${target.user}", host=HOST, port=${target.port}, database="postgres"),
    connect_args={
        "sslmode": "verify-full", "sslrootcert": ${authority(target)}, "sslnegotiation": "direct",${
          target.schema === undefined ? '' : `\n        "options": "-c search_path=${target.schema}",`
        }
    },
    pool_recycle=55 * 60, pool_pre_ping=True,
    use_native_hstore=False,  # Else SQLAlchemy looks for hstore within a SAVEPOINT, which is refused.
)

@event.listens_for(engine, "do_connect")
def with_token(dialect, record, arguments, parameters):
    # A token opens connections for 15 minutes, so each connection gets one of its own.
    parameters["password"] = dsql.${generate(target)}(HOST, REGION)

def transact(work):
    for attempt in range(20):
        try:
            with engine.begin() as connection:
                return work(connection)
        except OperationalError as error:
            if error.orig.sqlstate != "40001":
                raise
            time.sleep(random.uniform(0, min(0.005 * 2**attempt, 0.5)))
    raise TimeoutError("The transaction met a conflict each time.")

def load(rows):
    # A transaction changes at most 3,000 rows.
    for start in range(0, len(rows), 3000):
        batch = rows[start : start + 3000]
        transact(lambda connection: connection.execute(
            text("INSERT INTO readings VALUES (:id, :n) ON CONFLICT (id) DO NOTHING"), batch))

transact(lambda connection: connection.execute(
    text("CREATE TABLE IF NOT EXISTS readings (id int PRIMARY KEY, n int NOT NULL)")))
load([{"id": id, "n": 10 * id} for id in range(7000)])
print(transact(lambda connection: connection.execute(text("SELECT count(*) FROM readings")).scalar()))
engine.dispose()
`,
};
