/** Texts of any size, each of one kind: `count` times what it is made of. */
export type Kind = (count: number) => string;

export const times =
  (make: (at: number) => string, between = '\n'): Kind =>
  (count) =>
    Array.from({ length: count }, (_none, at) => make(at)).join(between);

export const inside =
  (head: string, make: (at: number) => string, tail: string, between = ', '): Kind =>
  (count) =>
    `${head}${times(make, between)(count)}${tail}`;

export const behind =
  (head: string, make: (at: number) => string): Kind =>
  (count) =>
    `${head}\n${times(make)(count)}`;

export const table = 'CREATE TABLE t (id uuid PRIMARY KEY, a int, b text, c int[], d money);';

/** Of every family of statements one that is fine, and one that a rule repairs or refuses. */
const statements: Readonly<Record<string, Kind>> = {
  tables: times((at) => `CREATE TABLE t${at} (id uuid PRIMARY KEY, a int NOT NULL);`),
  'tables with serial keys': times((at) => `CREATE TABLE t${at} (id serial PRIMARY KEY, a int);`),
  'tables without keys': times((at) => `CREATE TABLE t${at} (a int, b text);`),
  'one table again and again': times(() => 'CREATE TABLE t (id uuid PRIMARY KEY);'),
  'tables dropped and made': times(() => 'DROP TABLE IF EXISTS t; CREATE TABLE t (id uuid PRIMARY KEY);'),
  'temporary tables': times((at) => `CREATE TEMP TABLE t${at} (a int);`),
  'unlogged tables': times((at) => `CREATE UNLOGGED TABLE t${at} (id int PRIMARY KEY);`),
  'partitioned tables': times((at) => `CREATE TABLE t${at} (id int PRIMARY KEY) PARTITION BY RANGE (id);`),
  partitions: behind(
    'CREATE TABLE t (id int PRIMARY KEY) PARTITION BY RANGE (id);',
    (at) => `CREATE TABLE p${at} PARTITION OF t FOR VALUES FROM (${at}) TO (${at + 1});`,
  ),
  'children of a table': behind(table, (at) => `CREATE TABLE c${at} (x int) INHERITS (t);`),
  'copies of a table': behind(table, (at) => `CREATE TABLE c${at} (LIKE t INCLUDING ALL);`),
  'tables of queries': behind(table, (at) => `CREATE TABLE q${at} AS SELECT id, a FROM t WHERE a > ${at};`),
  'queries into tables': behind(table, (at) => `SELECT id, a INTO s${at} FROM t;`),
  'materialized views': behind(table, (at) => `CREATE MATERIALIZED VIEW m${at} AS SELECT a FROM t;`),
  views: behind(table, (at) => `CREATE VIEW v${at} AS SELECT id, a FROM t;`),
  'a chain of views': behind(
    'CREATE VIEW v0 AS SELECT 1 AS a;',
    (at) => `CREATE VIEW v${at + 1} AS SELECT a FROM v${at};`,
  ),
  'temporary views': times((at) => `CREATE TEMP VIEW v${at} AS SELECT 1;`),
  indexes: behind(table, (at) => `CREATE INDEX i${at} ON t USING btree (a DESC);`),
  'concurrent indexes': behind(table, (at) => `CREATE INDEX CONCURRENTLY i${at} ON t (a);`),
  'indexes without names': behind(table, () => 'CREATE INDEX ON t (a);'),
  'partial indexes': behind(table, (at) => `CREATE INDEX ASYNC i${at} ON t (a) WHERE a > ${at};`),
  'indexes of expressions': behind(table, (at) => `CREATE INDEX ASYNC i${at} ON t (lower(b));`),
  'indexes of now': behind(table, (at) => `CREATE INDEX ASYNC i${at} ON t (a) WHERE now() > '2026-01-01';`),
  'gin indexes': behind(table, (at) => `CREATE INDEX i${at} ON t USING gin (b gin_trgm_ops);`),
  'unique indexes used': behind(
    table,
    (at) =>
      `CREATE UNIQUE INDEX ASYNC i${at} ON t (a); ALTER TABLE t ADD CONSTRAINT k${at} UNIQUE USING INDEX i${at};`,
  ),
  'indexes dropped': behind(
    table,
    (at) => `CREATE INDEX ASYNC i${at} ON t (a); DROP INDEX CONCURRENTLY i${at};`,
  ),
  'indexes renamed': times((at) => `ALTER INDEX i${at} RENAME TO j${at};`),
  'columns added': behind(table, (at) => `ALTER TABLE t ADD COLUMN x${at} int;`),
  'columns added with defaults': behind(
    table,
    (at) => `ALTER TABLE t ADD COLUMN x${at} int NOT NULL DEFAULT ${at};`,
  ),
  'columns added with checks': behind(
    table,
    (at) => `ALTER TABLE t ADD COLUMN x${at} int CHECK (x${at} > 0);`,
  ),
  'columns added with keys': behind(table, (at) => `ALTER TABLE t ADD COLUMN x${at} uuid REFERENCES t (id);`),
  'columns dropped': behind(
    table,
    (at) => `ALTER TABLE t ADD COLUMN x${at} int; ALTER TABLE t DROP COLUMN x${at};`,
  ),
  'columns renamed': behind(
    'CREATE TABLE t (x0 int PRIMARY KEY);',
    (at) => `ALTER TABLE t RENAME COLUMN x${at} TO x${at + 1};`,
  ),
  'NOT NULL set': behind(table, () => 'ALTER TABLE t ALTER COLUMN a SET NOT NULL;'),
  'defaults set': behind(table, (at) => `ALTER TABLE t ALTER COLUMN a SET DEFAULT ${at};`),
  'checks added': behind(table, (at) => `ALTER TABLE t ADD CONSTRAINT c${at} CHECK (a > ${at});`),
  'checks added and validated': behind(
    table,
    (at) =>
      `ALTER TABLE t ADD CONSTRAINT c${at} CHECK (a > 0) NOT VALID; ALTER TABLE ASYNC t VALIDATE CONSTRAINT c${at};`,
  ),
  'unique constraints added': behind(table, (at) => `ALTER TABLE t ADD CONSTRAINT u${at} UNIQUE (a, b);`),
  'primary keys added': times(
    (at) => `CREATE TABLE t${at} (a int); ALTER TABLE ONLY t${at} ADD CONSTRAINT k${at} PRIMARY KEY (a);`,
  ),
  'foreign keys added': behind(
    table,
    (at) => `ALTER TABLE t ADD CONSTRAINT f${at} FOREIGN KEY (a) REFERENCES other (id);`,
  ),
  'foreign keys of tables': behind(
    table,
    (at) => `CREATE TABLE c${at} (id int PRIMARY KEY, t uuid REFERENCES t (id) ON DELETE CASCADE);`,
  ),
  'a chain of foreign keys': behind(
    'CREATE TABLE t0 (id serial PRIMARY KEY);',
    (at) => `CREATE TABLE t${at + 1} (id serial PRIMARY KEY, p int REFERENCES t${at} (id));`,
  ),
  'constraints dropped': behind(
    table,
    (at) =>
      `ALTER TABLE t ADD CONSTRAINT c${at} CHECK (a > 0) NOT VALID; ALTER TABLE t DROP CONSTRAINT c${at};`,
  ),
  'tables renamed': behind(
    'CREATE TABLE t0 (id int PRIMARY KEY);',
    (at) => `ALTER TABLE t${at} RENAME TO t${at + 1};`,
  ),
  'row security': behind(table, () => 'ALTER TABLE t ENABLE ROW LEVEL SECURITY;'),
  policies: behind(table, (at) => `CREATE POLICY p${at} ON t USING (true);`),
  'storage parameters': times((at) => `CREATE TABLE t${at} (id int PRIMARY KEY) WITH (fillfactor = 70);`),
  sequences: times((at) => `CREATE SEQUENCE s${at};`),
  'sequences as pg_dump writes them': times(
    (at) =>
      `CREATE TABLE t${at} (id integer NOT NULL);\nCREATE SEQUENCE t${at}_id_seq AS integer;\nALTER SEQUENCE t${at}_id_seq OWNED BY t${at}.id;\nALTER TABLE ONLY t${at} ALTER COLUMN id SET DEFAULT nextval('t${at}_id_seq'::regclass);`,
  ),
  enums: times(
    (at) => `CREATE TYPE e${at} AS ENUM ('a', 'b'); CREATE TABLE t${at} (id int PRIMARY KEY, e e${at});`,
  ),
  'an enum of many tables': behind(
    "CREATE TYPE e AS ENUM ('a', 'b');",
    (at) => `CREATE TABLE t${at} (id int PRIMARY KEY, e e);`,
  ),
  'enum values': behind("CREATE TYPE e AS ENUM ('a');", (at) => `ALTER TYPE e ADD VALUE 'x${at}';`),
  'composite types': times((at) => `CREATE TYPE c${at} AS (a int, b text);`),
  'composite types of columns': times(
    (at) =>
      `CREATE TYPE c${at} AS (x int, y text); CREATE TABLE t${at} (id int PRIMARY KEY, c c${at} DEFAULT '(1,a)'); INSERT INTO t${at} (id, c) VALUES (1, ROW(1, 'a'));`,
  ),
  domains: times((at) => `CREATE DOMAIN d${at} AS int CHECK (VALUE > 0);`),
  'a chain of domains': behind('CREATE DOMAIN d0 AS int;', (at) => `CREATE DOMAIN d${at + 1} AS d${at};`),
  extensions: times((at) => `CREATE EXTENSION IF NOT EXISTS e${at};`),
  'functions in SQL': times(
    (at) => `CREATE FUNCTION f${at}() RETURNS int LANGUAGE sql AS $$ SELECT ${at} $$;`,
  ),
  'functions in PL/pgSQL': times(
    (at) => `CREATE FUNCTION f${at}() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN ${at}; END $$;`,
  ),
  'functions in C': times((at) => `CREATE FUNCTION f${at}() RETURNS int LANGUAGE c AS 'x';`),
  triggers: behind(
    `${table}\nCREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;`,
    (at) => `CREATE TRIGGER g${at} BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();`,
  ),
  'functions before the tables that they read': (count) =>
    [
      times(
        (at) =>
          `CREATE FUNCTION f${at}() RETURNS bigint LANGUAGE sql AS $$ SELECT count(c${at}) FROM t${at} $$;`,
      ),
      times(
        (at) => `CREATE TABLE t${at} (id uuid PRIMARY KEY);\nALTER TABLE t${at} ADD COLUMN c${at} bigint;`,
      ),
    ]
      .map((make) => make(count))
      .join('\n'),
  'triggers with functions': behind(
    table,
    (at) =>
      `CREATE FUNCTION f${at}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN new.a := 1; RETURN new; END $$; CREATE TRIGGER g${at} BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f${at}();`,
  ),
  procedures: times((at) => `CREATE PROCEDURE p${at}() LANGUAGE sql AS $$ SELECT 1 $$; CALL p${at}();`),
  'DO blocks': times(
    (at) => `DO $$ BEGIN CREATE TABLE t${at} (id int); EXCEPTION WHEN duplicate_table THEN NULL; END $$;`,
  ),
  rules: behind(table, (at) => `CREATE RULE r${at} AS ON DELETE TO t DO INSTEAD NOTHING;`),
  schemas: times((at) => `CREATE SCHEMA s${at};`),
  'schemas with tables': times((at) => `CREATE SCHEMA s${at} CREATE TABLE t (id int PRIMARY KEY);`),
  grants: behind(table, (at) => `GRANT SELECT ON t TO r${at};`),
  'grants on public': times((at) => `GRANT USAGE ON SCHEMA public TO r${at};`),
  roles: times((at) => `CREATE ROLE r${at} WITH LOGIN PASSWORD 'x';`),
  'AWS IAM grants': times((at) => `AWS IAM GRANT r${at} TO 'arn:aws:iam::1:role/x';`),
  'comments on tables': behind(table, (at) => `COMMENT ON COLUMN t.a IS 'a${at}';`),
  statistics: behind(
    table,
    (at) => `CREATE STATISTICS s${at} ON a, b FROM t; ALTER STATISTICS s${at} SET STATISTICS 500;`,
  ),
  settings: times((at) => `SET statement_timeout = ${at};`),
  locks: times(() => 'LOCK TABLE t;'),
  vacuums: times((at) => `VACUUM t${at};`),
  cursors: times((at) => `DECLARE c${at} CURSOR FOR SELECT 1; FETCH c${at}; CLOSE c${at};`),
  'prepared statements': times((at) => `PREPARE p${at} AS SELECT 1; EXECUTE p${at};`),
  notifications: times((at) => `LISTEN c${at};`),
  truncates: behind(table, () => 'TRUNCATE t;'),
  explains: times((at) => `EXPLAIN ANALYZE DELETE FROM t WHERE a = ${at};`),
};

const rows: Readonly<Record<string, Kind>> = {
  'inserts of one table': behind(
    table,
    (at) => `INSERT INTO t (id, a, b, c, d) VALUES (gen_random_uuid(), ${at}, 'x', '{1,2}', '1.50');`,
  ),
  'inserts without columns': behind(
    table,
    (at) => `INSERT INTO t VALUES (gen_random_uuid(), ${at}, 'x', ARRAY[1], '2');`,
  ),
  'rows of one insert': inside(
    `${table}\nINSERT INTO t (id, a, b, c, d) VALUES `,
    (at) => `(gen_random_uuid(), ${at}, 'x', '{1}', '1')`,
    ';',
  ),
  'inserts of many tables': times(
    (at) =>
      `CREATE TABLE t${at} (id uuid PRIMARY KEY, c int[]); INSERT INTO t${at} VALUES (gen_random_uuid(), '{1}');`,
  ),
  'inserts before their table': (count) =>
    `${times((at) => `INSERT INTO t VALUES (${at});`)(count)}\nCREATE TABLE t (id int PRIMARY KEY);`,
  'inserts into a wide table': (count) =>
    `CREATE TABLE w (id uuid PRIMARY KEY, ${times((at) => `c${at} int[]`, ', ')(count)});\nINSERT INTO w VALUES (gen_random_uuid(), ${times(() => "'{1}'", ', ')(count)});`,
  'inserts of queries': behind(table, () => 'INSERT INTO t (id, a) SELECT id, a FROM other;'),
  'inserts with conflicts': behind(
    table,
    (at) =>
      `INSERT INTO t (id, a) VALUES (gen_random_uuid(), ${at}) ON CONFLICT (id) DO UPDATE SET a = excluded.a;`,
  ),
  'updates of one table': behind(table, (at) => `UPDATE t SET c = '{${at}}', d = '3' WHERE a = ${at};`),
  'updates of all rows': behind(table, (at) => `UPDATE t SET a = ${at};`),
  'deletes of all rows': behind(table, () => 'DELETE FROM t;'),
  merges: behind(
    table,
    (at) =>
      `MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN UPDATE SET a = ${at} WHEN NOT MATCHED THEN INSERT (id, a) VALUES (s.id, s.a);`,
  ),
  'COPY data': (count) =>
    `${table}\nCOPY t (id, a, b, c, d) FROM stdin;\n${times((at) => `${at}\t1\tx\t{1,2}\t3`)(count)}\n\\.\n`,
  COPYs: behind(table, (at) => `COPY t (a, c) FROM stdin;\n${at}\t{1}\n\\.\n`),
  'COPYs of files': times((at) => `COPY t FROM '/tmp/${at}.csv';`),
  selects: times((at) => `SELECT a FROM t WHERE id = ${at};`),
  'selects for share': times(() => 'SELECT * FROM t FOR SHARE;'),
  'missing functions': times((at) => `SELECT uuid_generate_v4(), crypt('x', 'y'), ${at} FROM t;`),
  'advisory locks': times((at) => `SELECT pg_advisory_lock(${at});`),
  'full text searches': times(() => "SELECT to_tsvector('english', a) FROM t;"),
};

const transactions: Readonly<Record<string, Kind>> = {
  transactions: times((at) => `BEGIN;\nINSERT INTO t VALUES (${at});\nCOMMIT;`),
  'transactions of two definitions': times(
    (at) =>
      `BEGIN;\nCREATE TABLE a${at} (id int PRIMARY KEY);\nCREATE TABLE b${at} (id int PRIMARY KEY);\nCOMMIT;`,
  ),
  'one transaction of definitions': (count) =>
    `BEGIN;\n${times((at) => `CREATE TABLE t${at} (id int PRIMARY KEY);`)(count)}\nCOMMIT;`,
  'one transaction of both': (count) =>
    `BEGIN;\n${times((at) => `CREATE TABLE t${at} (id int PRIMARY KEY); INSERT INTO t${at} VALUES (1);`)(count)}\nCOMMIT;`,
  'open transactions': times(() => 'BEGIN;'),
  savepoints: (count) => `BEGIN;\n${times((at) => `SAVEPOINT s${at}; RELEASE s${at};`)(count)}\nCOMMIT;`,
  'roles of a transaction': (count) => `BEGIN;\n${times((at) => `SET ROLE r${at};`)(count)}\nCOMMIT;`,
  'decisions without locks': times(
    (at) => `BEGIN; SELECT a FROM t WHERE id = ${at}; UPDATE t SET a = 1 WHERE id = ${at}; COMMIT;`,
  ),
};

const shapes: Readonly<Record<string, Kind>> = {
  'columns of one table': inside('CREATE TABLE t (id uuid PRIMARY KEY, ', (at) => `c${at} int`, ');'),
  'tables with money': times((at) => `CREATE TABLE t${at} (id uuid PRIMARY KEY, m money);`),
  'unique indexes on documents beside keys': times(
    (at) =>
      `CREATE TABLE t${at} (id uuid PRIMARY KEY, k uuid REFERENCES t${at}, doc jsonb);\nCREATE UNIQUE INDEX ASYNC u${at} ON t${at} (doc);`,
  ),
  'columns of money': inside('CREATE TABLE t (id uuid PRIMARY KEY, ', (at) => `c${at} money`, ');'),
  'columns of arrays': inside(
    'CREATE TABLE t (id uuid PRIMARY KEY, ',
    (at) => `c${at} text[] DEFAULT '{}'`,
    ');',
  ),
  'columns of serial': inside('CREATE TABLE t (id uuid PRIMARY KEY, ', (at) => `c${at} serial`, ');'),
  'columns with collations': inside(
    'CREATE TABLE t (id uuid PRIMARY KEY, ',
    (at) => `c${at} text COLLATE "C"`,
    ');',
  ),
  'columns with references': inside(
    'CREATE TABLE t (id uuid PRIMARY KEY, ',
    (at) => `c${at} int REFERENCES o (id)`,
    ');',
  ),
  'columns with generated values': inside(
    'CREATE TABLE t (id uuid PRIMARY KEY, a int, ',
    (at) => `c${at} int GENERATED ALWAYS AS (a + ${at}) STORED`,
    ');',
  ),
  // Up to 64 names of one table are gone through; more are looked up.
  'checks of one table': (count) =>
    inside('CREATE TABLE t (id uuid PRIMARY KEY, a int, ', (at) => `CHECK (a > ${at})`, ');')(64 + count),
  'keys of one table': inside(
    'CREATE TABLE t (id uuid PRIMARY KEY, a int, b int, ',
    () => 'UNIQUE (a, b)',
    ');',
  ),
  'deferrable keys of one table': inside(
    'CREATE TABLE t (id uuid PRIMARY KEY, a int, ',
    () => 'UNIQUE (a) DEFERRABLE',
    ');',
  ),
  'foreign keys of one table': inside(
    'CREATE TABLE t (id uuid PRIMARY KEY, a int, ',
    () => 'FOREIGN KEY (a) REFERENCES o (id)',
    ');',
  ),
  'actions of one ALTER': inside('ALTER TABLE t ', (at) => `ADD COLUMN c${at} int DEFAULT ${at}`, ';'),
  'actions of one ALTER that drop': inside('ALTER TABLE t ', (at) => `ALTER COLUMN c${at} SET NOT NULL`, ';'),
  'keys of one index': inside('CREATE INDEX i ON t USING btree (', (at) => `c${at} DESC`, ');'),
  'included columns': inside('CREATE INDEX ASYNC i ON t (a) INCLUDE (', (at) => `(c${at})`, ');'),
  'names of one DROP': inside('DROP TABLE ', (at) => `t${at}`, ';'),
  'names of one GRANT': inside('GRANT SELECT ON ', (at) => `t${at}`, ' TO r;'),
  'values of one enum': inside(
    'CREATE TYPE e AS ENUM (',
    (at) => `'v${at}'`,
    '); CREATE TABLE t (id int PRIMARY KEY, e e);',
  ),
  'long identifiers': times((at) => `CREATE TABLE ${'x'.repeat(70)}${at} (id int PRIMARY KEY);`),
  'one long identifier': (count) => `SELECT ${'x'.repeat(count)} FROM t;`,
  operators: inside('SELECT ', (at) => `a < ${at}`, ' FROM t;', ' AND '),
  joins: inside('SELECT 1 FROM t ', (at) => `LEFT JOIN LATERAL (SELECT t.id AS x) j${at} ON true`, ';', ' '),
  unions: inside('', (at) => `SELECT ${at}`, ';', ' UNION ALL '),
  'items of IN': inside('SELECT 1 FROM t WHERE a IN (', (at) => `${at}`, ');'),
  // A layout indents each level, so that its text grows with the depth, which has a limit.
  'nested queries': times(() => `SELECT ${'(SELECT '.repeat(20)}1${')'.repeat(20)};`),
  'queries of one WITH': inside(
    'WITH ',
    (at) => `q${at} AS (SELECT ${at} AS a FROM t FOR SHARE)`,
    ' SELECT 1;',
  ),
  strings: times((at) => `SELECT 'a string ''${at}'' of its own';`),
  'one long string': (count) => `SELECT '${"it''s ".repeat(count)}';`,
  'dollar strings': times((at) => `SELECT $a$ ${at} $a$;`),
  'line comments': times((at) => `-- a comment ${at}\nCREATE INDEX i${at} ON t (a);`),
  'block comments': times((at) => `/* ${at} /* inner */ */ CREATE INDEX i${at} ON t (a);`),
  'comments in a table': inside(
    'CREATE TABLE t (id serial, ',
    (at) => `/* ${at} */ c${at} money -- ${at}\n`,
    ');',
  ),
  ignores: times(() => '-- dsql-ignore truncate: later\nTRUNCATE t;'),
  'ignores of nothing': times(() => '-- dsql-ignore truncate\nSELECT 1;'),
  'ignores of a file': (count) =>
    `${times(() => '-- dsql-ignore-file serial-type: later')(count)}\nSELECT 1;`,
  'ignores of many rules': (count) => `-- dsql-ignore ${times(() => 'truncate', ', ')(count)}\nTRUNCATE t;`,
  'psql commands': times((at) => `\\echo ${at}\nSELECT 1;`),
  'psql connections': times((at) => `\\c db${at}`),
  'psql copies': behind(table, () => '\\copy t (a, c) from x.csv'),
  'psql variables': times((at) => `SELECT :v${at}, :'w', :"x";`),
  'broken statements': times((at) => `CREATE TABLE t${at} (id int int, a serial);`),
  words: (count) => 'word '.repeat(count),
  breakpoints: times((at) => `CREATE TABLE t${at} (id serial PRIMARY KEY);\n--> statement-breakpoint`),
  'a body of PL/pgSQL': inside(
    'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN ',
    (at) => `PERFORM ${at}; UPDATE t SET a = 1; TRUNCATE t;`,
    ' RETURN 1; END $$;',
    ' ',
  ),
  'blocks in PL/pgSQL': (count) =>
    `DO $$ ${'BEGIN '.repeat(Math.min(count, 100))}NULL; ${'END; '.repeat(Math.min(count, 100))}$$;`,
  'a body of SQL': inside(
    'CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ ',
    (at) => `SELECT ${at};`,
    ' $$;',
    ' ',
  ),
};

export const kinds: Readonly<Record<string, Kind>> = { ...statements, ...rows, ...transactions, ...shapes };
