import { behind, inside, type Kind, table, times } from './growthKinds.js';

/** A table of many columns, and a statement about each of them. */
const wide =
  (type: string, make: (at: number) => string): Kind =>
  (count) =>
    `CREATE TABLE w (id uuid PRIMARY KEY, ${times((at) => `c${at} ${type}`, ', ')(count)});\n${times(make)(count)}`;

/** What one thing says of another one further on or further back. */
const references: Readonly<Record<string, Kind>> = {
  'functions that call later ones': times(
    (at) => `CREATE FUNCTION f${at}() RETURNS int LANGUAGE sql AS $$ SELECT f${at + 1}() $$;`,
  ),
  'functions that call earlier ones': behind(
    'CREATE FUNCTION f0() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;',
    (at) => `CREATE FUNCTION f${at + 1}() RETURNS int LANGUAGE sql AS $$ SELECT f${at}() $$;`,
  ),
  'functions that call one later one': (count) =>
    `${times((at) => `CREATE FUNCTION f${at}() RETURNS int LANGUAGE sql AS $$ SELECT last() $$;`)(count)}\nCREATE FUNCTION last() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;`,
  'calls with other types': behind(
    'CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS $$ SELECT a $$;',
    (at) => `SELECT f(${at}::bigint);`,
  ),
  'functions of one name': times(
    (at) => `CREATE FUNCTION f(a d${at}) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;`,
  ),
  'functions created again': times(
    (at) => `CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT ${at} $$;`,
  ),
  'functions dropped': times(
    (at) => `CREATE FUNCTION f${at}() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$; DROP FUNCTION f${at}();`,
  ),
  'functions with owners and comments': times(
    (at) =>
      `CREATE FUNCTION f${at}() RETURNS int LANGUAGE sql AS $$ SELECT count(*) FROM t${at} $$; ALTER FUNCTION f${at}() OWNER TO o; COMMENT ON FUNCTION f${at}() IS 'x'; CREATE TABLE t${at} (id int PRIMARY KEY);`,
  ),
  'tables used before they are created': (count) =>
    `${times((at) => `SELECT a FROM t${at};`)(count)}\n${times((at) => `CREATE TABLE t${at} (id int PRIMARY KEY, a int);`)(count)}`,
  'foreign keys to later tables': (count) =>
    `${times((at) => `CREATE TABLE c${at} (id int PRIMARY KEY, p int REFERENCES p${at} (id));`)(count)}\n${times((at) => `CREATE TABLE p${at} (id int PRIMARY KEY);`)(count)}`,
  'a ring of foreign keys': (count) =>
    `${times((at) => `CREATE TABLE r${at} (id int PRIMARY KEY, p int);`)(count)}\n${times((at) => `ALTER TABLE r${at} ADD FOREIGN KEY (p) REFERENCES r${(at + 1) % count} (id);`)(count)}`,
  'foreign keys of other types': behind(
    'CREATE TABLE p (id int PRIMARY KEY);',
    (at) => `CREATE TABLE c${at} (id int PRIMARY KEY, p bigint REFERENCES p (id), r numeric REFERENCES p);`,
  ),
  'primary keys dropped': times(
    (at) => `CREATE TABLE t${at} (id int PRIMARY KEY); ALTER TABLE t${at} DROP CONSTRAINT t${at}_pkey;`,
  ),
  'one primary key dropped often': behind(table, () => 'ALTER TABLE t DROP CONSTRAINT t_pkey;'),
  'columns of one table dropped': inside(
    'CREATE TABLE t (id uuid PRIMARY KEY, ',
    (at) => `c${at} int); ALTER TABLE t DROP COLUMN c${at}`,
    ';',
    '; CREATE TABLE u (id int PRIMARY KEY, ',
  ),
  'comparisons across types': behind(
    'CREATE TABLE v (id uuid PRIMARY KEY, day date);\nCREATE INDEX ASYNC ON v (day);',
    (at) => `SELECT id FROM v WHERE day >= TIMESTAMP '2026-01-01 00:00:0${at % 10}';`,
  ),
  'tables compared across types': times(
    (at) =>
      `CREATE TABLE t${at} (id bigint PRIMARY KEY, n numeric); SELECT 1 FROM t${at} a JOIN t${Math.max(0, at - 1)} b ON a.id = b.n;`,
  ),
  'comparisons of one query': inside(
    'CREATE TABLE v (id bigint PRIMARY KEY, n numeric);\nSELECT 1 FROM v WHERE ',
    () => 'id = n',
    ';',
    ' AND ',
  ),
  'tables with ranges': times((at) => `CREATE TABLE t${at} (id int PRIMARY KEY, r tstzrange);`),
  'columns of ranges': inside('CREATE TABLE t (id int PRIMARY KEY, ', (at) => `r${at} int4range`, ');'),
  'columns of ranges with a row': (count) =>
    `CREATE TABLE t (id int PRIMARY KEY, ${times((at) => `r${at} int4range`, ', ')(count)});\nINSERT INTO t VALUES (1, ${times(() => "'[1,2)'", ', ')(count)});`,
  'columns of money with a row': (count) =>
    `CREATE TABLE t (id int PRIMARY KEY, ${times((at) => `m${at} money`, ', ')(count)});\nINSERT INTO t VALUES (1, ${times(() => "'$1.50'", ', ')(count)});`,
  'columns of money with rows': (count) =>
    `CREATE TABLE t (id int PRIMARY KEY, m money, n money);\n${times((at) => `INSERT INTO t (id, m, n) VALUES (${at}, '$1', 2);`)(count)}`,
  'tables with money and rows': times(
    (at) => `CREATE TABLE t${at} (id int PRIMARY KEY, m money); INSERT INTO t${at} VALUES (1, '$1.50');`,
  ),
  'inserts of unknown columns': inside('INSERT INTO w (', (at) => `c${at}`, ') SELECT * FROM v;'),
  'a wide insert into an unknown table': (count) =>
    `INSERT INTO w (${times((at) => `c${at}`, ', ')(count)}) VALUES (${times((at) => `${at}`, ', ')(count)});`,
  'wide inserts': (count) =>
    `CREATE TABLE w (id int PRIMARY KEY, ${times((at) => `c${at} text`, ', ')(count)});\nINSERT INTO w (id, ${times((at) => `c${at}`, ', ')(count)}) VALUES ${times((at) => `(${at}, ${times(() => "'x'", ', ')(count)})`, ', ')(3)};`,
  'a wide update': (count) =>
    `CREATE TABLE w (id int PRIMARY KEY, ${times((at) => `c${at} int[]`, ', ')(count)});\nUPDATE w SET ${times((at) => `c${at} = '{1}'`, ', ')(count)} WHERE id = 1;`,
  'a wide COPY': (count) =>
    `CREATE TABLE w (id int PRIMARY KEY, ${times((at) => `c${at} int[]`, ', ')(count)});\nCOPY w FROM stdin;\n1${times(() => '\t{1}', '')(count)}\n\\.\n`,
  'a wide query': (count) =>
    `CREATE TABLE w (id int PRIMARY KEY, ${times((at) => `c${at} int`, ', ')(count)});\nSELECT ${times((at) => `w.c${at}`, ', ')(count)} FROM w;`,
  'a wide view and a table of it': (count) =>
    `CREATE VIEW w AS SELECT ${times((at) => `${at} AS c${at}`, ', ')(count)};\nCREATE TABLE x AS SELECT * FROM w;\nSELECT ${times((at) => `c${at}`, ', ')(count)} FROM x;`,
  'views replaced': times((at) => `CREATE OR REPLACE VIEW v AS SELECT ${at} AS a;`),
  'views dropped': times((at) => `CREATE VIEW v${at} AS SELECT 1 AS a; DROP VIEW v${at} CASCADE;`),
  'search paths': times(
    (at) => `SET search_path = s${at}; CREATE TABLE t (id int PRIMARY KEY); SELECT id FROM t;`,
  ),
  'tables of schemas': times((at) => `CREATE SCHEMA s${at}; CREATE TABLE s${at}.t (id int PRIMARY KEY);`),
  'schemas renamed': behind('CREATE SCHEMA s0;', (at) => `ALTER SCHEMA s${at} RENAME TO s${at + 1};`),
  'constraints renamed': behind(
    table,
    (at) => `ALTER TABLE t RENAME CONSTRAINT ${at === 0 ? 't_pkey' : `k${at}`} TO k${at + 1};`,
  ),
  'owners of tables': behind(table, (at) => `ALTER TABLE t OWNER TO o${at};`),
  'sequences used as defaults': times(
    (at) => `CREATE SEQUENCE s${at}; CREATE TABLE t${at} (id bigint DEFAULT nextval('s${at}') PRIMARY KEY);`,
  ),
  'one sequence of many defaults': behind(
    'CREATE SEQUENCE s;',
    (at) => `CREATE TABLE t${at} (id bigint DEFAULT nextval('s') PRIMARY KEY);`,
  ),
  'identity columns': times(
    (at) => `CREATE TABLE t${at} (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a int);`,
  ),
  'a dump': times(
    (at) =>
      `--\n-- Name: t${at}; Type: TABLE; Schema: public; Owner: o\n--\n\nCREATE TABLE public.t${at} (\n    id integer NOT NULL,\n    name character varying(255) COLLATE pg_catalog."default",\n    made timestamp without time zone DEFAULT now()\n);\n\nALTER TABLE ONLY public.t${at} OWNER TO o;\n\nALTER TABLE ONLY public.t${at} ADD CONSTRAINT t${at}_pkey PRIMARY KEY (id);\n\nCREATE INDEX t${at}_name ON public.t${at} USING btree (name);\n`,
  ),
};

/** Each repair builds on the one before. A repair ends after 40 rounds with a sentence: run it again. */
const oneByOne: Readonly<Record<string, Kind>> = {
  'types of columns changed': wide('int', (at) => `ALTER TABLE w ALTER COLUMN c${at} TYPE bigint;`),
  'a chain of tables of queries': (count) =>
    `CREATE TABLE q0 (id uuid PRIMARY KEY, a int);\n${times((at) => `CREATE TABLE q${at + 1} AS SELECT * FROM q${at};`)(40 + count)}`,
  'types changed': (count) =>
    `${table}\n${times(() => 'ALTER TABLE t ALTER COLUMN a TYPE bigint;')(40 + count)}`,
};

/** Queries and expressions of many parts. */
const expressions: Readonly<Record<string, Kind>> = {
  'natural joins of known tables': (count) =>
    `${times((at) => `CREATE TABLE t${at} (id uuid PRIMARY KEY, a${at} int);`)(count)}\nSELECT * FROM t0 ${times((at) => `NATURAL JOIN t${at % count}`, ' ')(100 + count)};`,
  'a chain of WITH': (count) =>
    `WITH q0 AS (SELECT 1 AS a)${times((at) => `, q${at + 1} AS (SELECT a FROM q${at})`, '')(count)} SELECT a FROM q${count};`,
  'branches of a CASE': inside('SELECT CASE ', (at) => `WHEN a = ${at} THEN ${at}`, ' END FROM t;', ' '),
  'nested CASEs': (count) =>
    `SELECT ${'CASE WHEN a THEN 1 ELSE '.repeat(Math.min(count, 100))}1${' END'.repeat(Math.min(count, 100))} FROM t;`,
  'a chain of casts': (count) => `SELECT a${'::text::int'.repeat(Math.min(count, 150))} FROM t;`,
  'signs before a number': (count) => `SELECT ${'+ '.repeat(Math.min(count, 300))}1;`,
  'parts joined by ||': inside('SELECT ', (at) => `'${at}'`, ' FROM t;', ' || '),
  'conditions joined by OR': inside('SELECT 1 FROM t WHERE ', (at) => `a = ${at}`, ';', ' OR '),
  'columns of ORDER BY': inside('SELECT 1 FROM t ORDER BY ', (at) => `c${at} DESC`, ';'),
  'columns of GROUP BY': inside('SELECT count(*) FROM t GROUP BY ', (at) => `c${at}`, ';'),
  'grouping sets': inside('SELECT count(*) FROM t GROUP BY GROUPING SETS (', (at) => `(c${at})`, ');'),
  windows: inside('SELECT ', (at) => `sum(a) OVER (PARTITION BY c${at})`, ' FROM t;'),
  'subqueries of a list': inside('SELECT ', (at) => `(SELECT a FROM t WHERE id = ${at})`, ';'),
  'conditions with EXISTS': inside(
    'SELECT 1 FROM t WHERE ',
    (at) => `EXISTS (SELECT 1 FROM u WHERE u.id = ${at})`,
    ';',
    ' AND ',
  ),
  'one table joined with itself': inside(
    'SELECT 1 FROM t a ',
    (at) => `JOIN t b${at} ON a.id = b${at}.id`,
    ';',
    ' ',
  ),
  'tables of one FROM': inside('SELECT 1 FROM ', (at) => `t${at}`, ';'),
  'rows of VALUES': inside('SELECT * FROM (VALUES ', (at) => `(${at}, 'x')`, ') v (a, b);'),
  'arguments of one call': inside('SELECT concat(', (at) => `'${at}'`, ');'),
  'nested calls': (count) =>
    `SELECT ${'abs('.repeat(Math.min(count, 150))}1${')'.repeat(Math.min(count, 150))};`,
  'calls of one query': inside('SELECT ', (at) => `abs(${at})`, ' FROM t;'),
  'elements of an array': inside('SELECT ARRAY[', (at) => `${at}`, '];'),
  'parameters of one query': inside('SELECT ', (at) => `$${at + 1}`, ';'),
  'operators of jsonb': inside('SELECT ', (at) => `a -> 'k${at}'`, ' FROM t;'),
  'intersections of queries': inside('', (at) => `SELECT ${at}`, ';', ' INTERSECT '),
  'locks of one query': inside('SELECT 1 FROM t a ', (at) => `FOR UPDATE OF a${at}`, ';', ' '),
  'lists of one MERGE': inside(
    'MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN UPDATE SET ',
    (at) => `c${at} = s.c${at}`,
    ' WHEN NOT MATCHED THEN DO NOTHING;',
  ),
};

/** What is written between, around and in place of statements. */
const layouts: Readonly<Record<string, Kind>> = {
  'empty statements': (count) => ';'.repeat(count),
  'blank lines': (count) => `SELECT 1;${'\n'.repeat(count)}SELECT 2;`,
  'lines with CRLF': (count) => times((at) => `TRUNCATE t${at};\r`)(count),
  'statements of one line': times((at) => `TRUNCATE t${at}; CREATE INDEX i${at} ON t (a);`, ' '),
  'statements that nothing ends': times((at) => `SELECT ${at}`),
  'parentheses that nothing closes': (count) => `SELECT ${'('.repeat(count)}`,
  'parentheses that nothing opens': (count) => `SELECT ${')'.repeat(count)}`,
  'quotes that nothing closes': (count) => times((at) => `SELECT 'a${at};`)(count),
  'comments that nothing closes': (count) => `/* ${'/* a '.repeat(count)}`,
  'quoted names': times((at) => `SELECT "a ""${at}""" FROM "T";`),
  'names in code points': times((at) => `SELECT U&"\\0061${at}" FROM U&"t";`),
  'strings with escapes': times((at) => `SELECT E'a\\n\\'${at}';`),
  'one string with escapes': (count) => `SELECT E'${"\\'\\n".repeat(count)}';`,
  'strings that go on in another line': inside('SELECT ', (at) => `'${at}'`, ';', '\n'),
  'tags of dollar strings': times((at) => `SELECT $t${at}$ $t$ $t${at}$;`),
  'placeholders of templates': times((at) => `SELECT {{ a${at} }}, \${b${at}}, %s, :c${at} FROM t;`),
  'braces in JSON': (count) =>
    `SELECT {"entries": [${times((at) => `{"tag": "${at}_a", "when": ${at}}`, ', ')(count)}]};`,
  'braces that nothing closes': times((at) => `SELECT {a${at} FROM t;`),
  'sections of goose': times((at) => `-- +goose Up\nTRUNCATE t${at};\n-- +goose Down\nDROP TABLE t${at};`),
  'changesets of Liquibase': behind(
    '--liquibase formatted sql',
    (at) => `--changeset a:${at}\nTRUNCATE t${at};\n--rollback DROP TABLE t${at};`,
  ),
  'blocks of goose': times((at) => `-- +goose StatementBegin\nSELECT ${at};\n-- +goose StatementEnd`),
  'nested conditions of psql': (count) =>
    `${times(() => '\\if :a')(count)}\nSELECT 1;\n${times(() => '\\endif')(count)}`,
  'copies of psql beside statements': behind(table, () => 'SELECT 1;\n\\copy t (a, c) from x.csv'),
  'conditions of psql': times((at) => `\\if :a${at}\nTRUNCATE t${at};\n\\else\nSELECT 1;\n\\endif`),
  'includes of psql': times((at) => `\\i a${at}.sql`),
  'variables of psql set': times((at) => `\\set v${at} 1\nSELECT :v${at};`),
  'comments above each statement': times((at) => `-- one ${at}\n-- two\n\nTRUNCATE t${at}; -- three`),
  'ignores above broken statements': times(() => '-- dsql-ignore syntax-error: later\nSELECT FROM FROM;'),
  'words in CREATE TABLE': inside('CREATE TABLE t (', (at) => `c${at} foo bar baz`, ');'),
};

/** Bodies of functions. */
const bodies: Readonly<Record<string, Kind>> = {
  'variables of one body': inside(
    'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ DECLARE ',
    (at) => `v${at} int := ${at};`,
    ' BEGIN RETURN v0; END $$;',
    ' ',
  ),
  'branches of one body': inside(
    'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN IF a THEN NULL; ',
    (at) => `ELSIF a = ${at} THEN TRUNCATE t;`,
    ' END IF; END $$;',
    ' ',
  ),
  'loops of one body': inside(
    'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ DECLARE r record; BEGIN ',
    (at) => `FOR r IN SELECT a FROM t${at} LOOP UPDATE t SET a = r.a; END LOOP;`,
    ' END $$;',
    ' ',
  ),
  'handlers of one body': inside(
    'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN NULL; EXCEPTION ',
    (at) => `WHEN SQLSTATE '${String(10_000 + at)}' THEN NULL;`,
    ' END $$;',
    ' ',
  ),
  'texts that a body runs': inside(
    'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN ',
    (at) => `EXECUTE 'TRUNCATE t${at}'; EXECUTE format('DROP TABLE %I', a);`,
    ' END $$;',
    ' ',
  ),
  'labels of one body': inside(
    'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN ',
    (at) => `<<l${at}>> LOOP EXIT l${at}; END LOOP;`,
    ' END $$;',
    ' ',
  ),
  'calls of one body': (count) =>
    `CREATE FUNCTION g(a int) RETURNS int LANGUAGE sql AS $$ SELECT a $$;\nCREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN ${times((at) => `PERFORM g(${at}::bigint);`, ' ')(count)} END $$;`,
  'statements of BEGIN ATOMIC': inside(
    'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC ',
    (at) => `SELECT a FROM t${at};`,
    ' END;',
    ' ',
  ),
  'tables that one body reads': (count) =>
    `CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS $$ ${times((at) => `SELECT count(*) FROM t${at};`, ' ')(count)} $$;\n${times((at) => `CREATE TABLE t${at} (id int PRIMARY KEY);`)(count)}`,
  'parameters of one function': inside(
    'CREATE FUNCTION f(',
    (at) => `p${at} int`,
    ') RETURNS int LANGUAGE sql AS $$ SELECT p0 + p1 $$;',
  ),
  'DO blocks that run texts': times((at) => `DO $$ BEGIN EXECUTE 'CREATE TABLE t${at} (id serial)'; END $$;`),
};

/** Many statements about the many parts of one thing: each with each other one would be too many. */
export const crossed: Readonly<Record<string, Kind>> = {
  'updates of columns of money': wide('money', (at) => `UPDATE w SET c${at} = '$1' WHERE id = ${at};`),
  'inserts into columns of money': wide('money', (at) => `INSERT INTO w (id, c${at}) VALUES (${at}, '$1');`),
  'comparisons of columns of money': wide('money', (at) => `SELECT id FROM w WHERE c${at} = '$1';`),
  'defaults of columns of money': wide(
    'money',
    (at) => `ALTER TABLE w ALTER COLUMN c${at} SET DEFAULT '$1';`,
  ),
  'one check of columns of money': (count) =>
    `CREATE TABLE w (id uuid PRIMARY KEY, ${times((at) => `c${at} money`, ', ')(count)}, CHECK (${times((at) => `c${at} > '$1'`, ' AND ')(count)}));`,
  'columns computed from columns of bits': inside(
    'CREATE TABLE w (id uuid PRIMARY KEY, ',
    (at) => `c${at} bit(3), g${at} text GENERATED ALWAYS AS ((c${at} = B'101')::text) STORED`,
    ');',
  ),
  'queries of all columns behind a change of a type': behind(
    'CREATE TABLE t (id int PRIMARY KEY, n int, m int); INSERT INTO t VALUES (1, 2, 3); ALTER TABLE t ALTER COLUMN n TYPE text USING n::text;',
    (at) => `CREATE VIEW v${at} AS SELECT * FROM t;`,
  ),
  'updates of columns of arrays': wide('int[]', (at) => `UPDATE w SET c${at} = '{1}' WHERE id = ${at};`),
  'inserts into columns of arrays': wide('int[]', (at) => `INSERT INTO w (c${at}) VALUES ('{1}');`),
  'copies into columns of arrays': wide(
    'int[]',
    (at) => `COPY w (id, c${at}) FROM stdin;\n${at}\t{1}\n\\.\n`,
  ),
  'indexes of columns': wide('int', (at) => `CREATE INDEX i${at} ON w USING btree (c${at} DESC);`),
  'comments on columns': wide('int', (at) => `COMMENT ON COLUMN w.c${at} IS 'a';`),
  'rights on columns': wide('int', (at) => `GRANT SELECT (c${at}) ON w TO r${at};`),
  'NOT NULL set on columns': wide('int', (at) => `ALTER TABLE w ALTER COLUMN c${at} SET NOT NULL;`),
  'checks of columns added': wide('int', (at) => `ALTER TABLE w ADD CHECK (c${at} > 0);`),
  'unique columns added': wide('int', (at) => `ALTER TABLE w ADD CONSTRAINT u${at} UNIQUE (c${at});`),
  'foreign keys of columns added': wide(
    'int',
    (at) => `ALTER TABLE w ADD FOREIGN KEY (c${at}) REFERENCES o${at} (id);`,
  ),
  'columns of a wide table dropped': wide('int', (at) => `ALTER TABLE w DROP COLUMN c${at};`),
  'columns of a wide table renamed': wide('int', (at) => `ALTER TABLE w RENAME COLUMN c${at} TO d${at};`),
  'columns of a wide table read': wide(
    'int',
    (at) => `SELECT c${at} FROM w WHERE c${at} > 1 ORDER BY c${at};`,
  ),
  'columns of a wide table compared': wide(
    'numeric',
    (at) => `SELECT 1 FROM w JOIN o ON o.id = w.c${at} WHERE w.c${at} = 1::bigint;`,
  ),
  'queries of one table in one statement': (count) =>
    `${table}\n${times(() => 'SELECT 1 FROM t WHERE t.id = t.a', ' UNION ALL ')(count)};`,
  'views of columns': wide('int', (at) => `CREATE VIEW v${at} AS SELECT c${at} FROM w;`),
  'tables of columns': wide('int', (at) => `CREATE TABLE q${at} AS SELECT c${at} FROM w;`),
  'functions that read columns': wide(
    'int',
    (at) => `CREATE FUNCTION f${at}() RETURNS int LANGUAGE sql AS $$ SELECT c${at} FROM w $$;`,
  ),
  'triggers that set columns': wide(
    'int',
    (at) =>
      `CREATE FUNCTION f${at}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN new.c${at} := 1; RETURN new; END $$;\nCREATE TRIGGER g${at} BEFORE INSERT ON w FOR EACH ROW EXECUTE FUNCTION f${at}();`,
  ),
  'columns of enums': (count) =>
    `${times((at) => `CREATE TYPE e${at} AS ENUM ('a', 'b');`)(count)}\nCREATE TABLE w (id uuid PRIMARY KEY, ${times((at) => `c${at} e${at}`, ', ')(count)});`,
  'columns of domains': (count) =>
    `${times((at) => `CREATE DOMAIN d${at} AS int CHECK (VALUE > 0);`)(count)}\nCREATE TABLE w (id uuid PRIMARY KEY, ${times((at) => `c${at} d${at}`, ', ')(count)});`,
  'tables of a chain of domains': behind(
    'CREATE DOMAIN d0 AS bigint;',
    (at) =>
      `CREATE DOMAIN d${at + 1} AS d${at}; CREATE TABLE t${at} (id d${at + 1} PRIMARY KEY, p d${at} REFERENCES t0 (id));`,
  ),
  'a chain of keys': behind(
    'CREATE TABLE t0 (id bigint GENERATED ALWAYS AS IDENTITY (CACHE 65536) PRIMARY KEY);',
    (at) =>
      `CREATE TABLE t${at + 1} (id bigint PRIMARY KEY REFERENCES t${at} (id)); CREATE TABLE n${at} (id int PRIMARY KEY REFERENCES t${at + 1} (id));`,
  ),
  // Of a FROM with more than a hundred tables no columns are joined.
  'joins of known tables': (count) =>
    `${times((at) => `CREATE TABLE t${at} (id uuid PRIMARY KEY, a int, b text);`)(count)}\nSELECT * FROM t0 ${times((at) => `JOIN t${at % count} j${at} USING (id)`, ' ')(100 + count)};`,
  'aliases of a wide table': wide('int', (at) => `SELECT x.c${at} FROM w x WHERE x.c${at} = 1;`),
  'times in one condition': inside(
    'CREATE TABLE t (id uuid PRIMARY KEY, a timestamptz); CREATE INDEX ASYNC i ON t (a) WHERE ',
    () => 'a > now()',
    ';',
    ' AND ',
  ),
  'domains dropped with their columns': (count) =>
    `${times((at) => `CREATE DOMAIN d${at} AS int; CREATE TABLE t${at} (id uuid PRIMARY KEY, a d${at});`)(count)}\n${times((at) => `DROP DOMAIN d${at} CASCADE;`)(count)}`,
  'columns added to a wide table': wide(
    'int',
    (at) => `ALTER TABLE w ADD COLUMN d${at} int NOT NULL DEFAULT 1;`,
  ),
  'comments between columns, and columns added': (count) =>
    `CREATE TABLE w (id uuid PRIMARY KEY, ${times((at) => `/* ${at} */ c${at} int`, ', ')(count)});\n${times((at) => `ALTER TABLE w ADD COLUMN d${at} int UNIQUE;`)(count)}`,
  'repairs of one line': times(
    (at) =>
      `CREATE TABLE t${at} (id serial, m money); CREATE INDEX i${at} ON t${at} (m); CREATE FUNCTION f${at}() RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM u${at} $$; CREATE TABLE u${at} (id int PRIMARY KEY); TRUNCATE t${at};`,
    ' ',
  ),
  'settings before a statement': (count) => `${times((at) => `SET work_mem = '${at}MB';`)(count)}\nSELECT 1;`,
  'statements in conditions of psql': (count) =>
    `\\if :a\n${times((at) => `TRUNCATE t${at};`)(count)}\n\\endif`,
};

/** Kinds of text beside those of `growthKinds.ts`, which `npm run test:growth` counts. */
export const moreKinds: Readonly<Record<string, Kind>> = {
  ...references,
  ...expressions,
  ...layouts,
  ...bodies,
  ...oneByOne,
};
