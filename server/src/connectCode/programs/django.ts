import type { Program } from '../program.js';
import { authority, generate } from './python.js';

export const django: Program = {
  driver: 'django',
  title: 'Django',
  install: 'pip install django "psycopg[binary]" boto3 certifi',
  tested: 'run',
  note: 'In a project, DatabaseWrapper stands in `dsql/base.py`, and DATABASES in the settings.',
  code: (target) => `import random, sys, time
import boto3, certifi, django
from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.backends.postgresql import base

HOST, REGION = "${target.host}", "${target.region}"
dsql = boto3.client("dsql", region_name=REGION)

class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self):
        # A token opens connections for 15 minutes, so each connection gets one of its own.
        return super().get_connection_params() | {"password": dsql.${generate(target)}(HOST, REGION)}

sys.modules["dsql.base"] = sys.modules[__name__]

settings.configure(DATABASES={"default": {
    "ENGINE": "dsql",
    "HOST": HOST, "PORT": ${target.port}, "NAME": "postgres", "USER": "${target.user}",
    "OPTIONS": {
        "sslmode": "verify-full", "sslrootcert": ${authority(target)},${
          target.schema === undefined ? '' : `\n        "options": "-c search_path=${target.schema}",`
        }
    },
    # Aurora DSQL closes a connection after 60 minutes.
    "CONN_MAX_AGE": 55 * 60,
}})
django.setup()

def transact(work):
    for attempt in range(20):
        try:
            # No atomic() within it: that would be a SAVEPOINT.
            with transaction.atomic(), connection.cursor() as cursor:
                return work(cursor)
        except OperationalError as error:
            if error.__cause__.sqlstate != "40001":
                raise
            time.sleep(random.uniform(0, min(0.005 * 2**attempt, 0.5)))
    raise TimeoutError("The transaction met a conflict each time.")

def load(rows):
    # A transaction changes at most 3,000 rows.
    for start in range(0, len(rows), 3000):
        batch = rows[start : start + 3000]
        transact(lambda cursor: cursor.executemany(
            "INSERT INTO readings VALUES (%s, %s) ON CONFLICT (id) DO NOTHING", batch))

def count(cursor):
    cursor.execute("SELECT count(*) FROM readings")
    return cursor.fetchone()[0]

transact(lambda cursor: cursor.execute("CREATE TABLE IF NOT EXISTS readings (id int PRIMARY KEY, n int NOT NULL)"))
load([(id, 10 * id) for id in range(7000)])
print(transact(count))
`,
};
