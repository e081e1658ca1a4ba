import {
  type Draw,
  definition,
  type Maker,
  named,
  nextName,
  type Project,
  quoted,
  reading,
} from './randomDraw.js';
import { columnTypes } from './randomTypes.js';

// What dumps and migrations of real projects hold: each idiom is several statements that belong together.

/** A table of an idiom's own: a key that is filled by hand, and some columns. */
function plainTable(draw: Draw, project: Project, key = 'id int PRIMARY KEY') {
  const name = `${draw.pick(['', '', 'public.', 'app.'])}${nextName(project, 't')}`;
  const [id = 'id', type = 'int'] = key.split(' ');
  const columns = Array.from({ length: 1 + draw.below(3) }, (_, at) => ({
    name: draw.pick([`c${at}`, `C${at}`]),
    type: draw.pick(columnTypes),
  }));
  const table = { name, key: { name: id, type: named(type) }, columns: [...columns] };
  const sql = `CREATE TABLE ${name} (\n    ${[key, ...columns.map((one) => definition(draw, one))].join(',\n    ')}\n);`;
  return { ...table, sql, own: columns };
}

const schemaOf = (name: string): string => (name.includes('.') ? name.slice(0, name.indexOf('.') + 1) : '');
const bareOf = (name: string): string => name.slice(name.indexOf('.') + 1);

/** As pg_dump writes a serial or an identity column: its parts stand apart, with rows and `setval` between. */
const dumped: Maker = (draw, project) => {
  const type = draw.pick(['integer', 'bigint', 'smallint']);
  const bare = nextName(project, 'd');
  const schema = draw.pick(['public', 'app']);
  const [name, sequence] = [`${schema}.${bare}`, `${schema}.${bare}_id_seq`];
  const columns = Array.from({ length: 1 + draw.below(3) }, (_, at) => ({
    name: `c${at}`,
    type: draw.pick(columnTypes),
  }));
  project.tables.push({ name, key: { name: 'id', type: named('int') }, columns });
  const line = (id: number) => [id, ...columns.map((one) => draw.pick([one.type.copied, '\\N']))].join('\t');
  const isIdentity = draw.chance(0.3);
  const numbers = 'START WITH 1\n    INCREMENT BY 1\n    NO MINVALUE\n    NO MAXVALUE\n    CACHE 1';
  const made = isIdentity
    ? [
        `ALTER TABLE ${name} ALTER COLUMN id ADD GENERATED ${draw.pick(['ALWAYS', 'BY DEFAULT'])} AS IDENTITY (\n    SEQUENCE NAME ${sequence}\n    ${numbers}\n);`,
      ]
    : [
        `CREATE SEQUENCE ${sequence}\n    ${type === 'bigint' ? '' : `AS ${type}\n    `}${numbers};`,
        `ALTER SEQUENCE ${sequence} OWNED BY ${name}.id;`,
        `ALTER TABLE ONLY ${name} ALTER COLUMN id SET DEFAULT nextval('${sequence}'::regclass);`,
      ];
  return [
    `--\n-- Name: ${bare}; Type: TABLE; Schema: ${schema}; Owner: -\n--\n\nCREATE TABLE ${name} (\n    ${[`id ${type} NOT NULL`, ...columns.map((one) => definition(draw, one))].join(',\n    ')}\n);`,
    ...(draw.chance(0.3) ? [`ALTER TABLE ${name} OWNER TO CURRENT_USER;`] : []),
    ...(draw.chance(0.3) ? [`COMMENT ON TABLE ${name} IS 'It''s dumped; all of it';`] : []),
    ...made,
    `COPY ${name} (id, ${columns.map((one) => one.name).join(', ')}) FROM stdin;\n${line(1)}\n${line(2)}\n\\.`,
    ...(draw.chance(0.7) ? [`SELECT pg_catalog.setval('${sequence}', 2, true);`] : []),
    `ALTER TABLE ONLY ${name}\n    ADD CONSTRAINT ${bare}_pkey PRIMARY KEY (id);`,
    ...(draw.chance(0.3)
      ? [
          `CREATE INDEX ${bare}_i ON ${name} USING ${draw.pick(['btree', 'hash', 'gin'])} (${columns[0]?.name});`,
        ]
      : []),
    ...(draw.chance(0.3)
      ? [
          `CREATE TABLE ${name}_of (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), ${bare}_id ${type} NOT NULL);`,
          `ALTER TABLE ONLY ${name}_of\n    ADD CONSTRAINT ${bare}_fk FOREIGN KEY (${bare}_id) REFERENCES ${name}(id) ON DELETE CASCADE;`,
          `INSERT INTO ${name}_of (${bare}_id) VALUES (1);`,
        ]
      : []),
    ...(draw.chance(0.3) ? [`INSERT INTO ${name} (${columns[0]?.name}) VALUES (NULL);`] : []),
  ];
};

/** Enums that are extended, renamed, moved, swapped for another and dropped, beside what uses them. */
const enums: Maker = (draw, project) => {
  const type = draw.pick([nextName(project, 'e'), `app.${nextName(project, 'e')}`, `"E ${project.count++}"`]);
  const [schema, bare] = [schemaOf(type), bareOf(type)];
  const table = nextName(project, 't');
  const column = draw.pick(['state', 'State']);
  const c = quoted(column);
  const preset = draw.pick(['', " DEFAULT 'one'", ` DEFAULT 'one'::${type}`]);
  project.tables.push({
    name: table,
    key: { name: 'id', type: named('int') },
    columns: [{ name: 'id', type: named('int') }],
  });
  const users = draw.pick<readonly string[]>([
    [],
    [`CREATE INDEX ${table}_i ON ${table} (${c});`],
    [`CREATE INDEX ${table}_i ON ${table} (id) WHERE ${c} = 'one'::${type};`],
    [`ALTER TABLE ${table} ADD CONSTRAINT ${table}_ck CHECK (${c} <> 'two' OR id > 0);`],
    [
      `CREATE FUNCTION ${table}_f(s ${type}) RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM ${table} WHERE ${c} = s $$;`,
    ],
    [
      `CREATE FUNCTION ${table}_f(s text) RETURNS SETOF ${table} LANGUAGE plpgsql AS $$ DECLARE v ${type} := s::${type}; BEGIN RETURN QUERY SELECT * FROM ${table} WHERE ${c} = v; END $$;`,
    ],
    [
      `CREATE VIEW ${table}_v AS SELECT id, ${c}, ${c}::text AS shown FROM ${table} WHERE ${c} IN ('one', 'two');`,
    ],
  ]);
  const later = draw.pick<readonly string[]>([
    [`ALTER TYPE ${type} ADD VALUE IF NOT EXISTS 'three';`, `INSERT INTO ${table} VALUES (3, 'three');`],
    [`ALTER TYPE ${type} ADD VALUE 'zero' BEFORE 'one';`, `UPDATE ${table} SET ${c} = 'zero' WHERE id = 1;`],
    [
      `ALTER TYPE ${type} RENAME VALUE 'two' TO 'deux';`,
      `INSERT INTO ${table} (id, ${c}) VALUES (4, 'deux'::${type});`,
    ],
    [
      `ALTER TYPE ${type} RENAME TO ${bare.replace(/\W/g, '')}_x;`,
      `ALTER TABLE ${table} ADD COLUMN more ${schema}${bare.replace(/\W/g, '')}_x;`,
    ],
    ...(schema === ''
      ? [[`ALTER TYPE ${type} SET SCHEMA app;`, `CREATE TABLE ${table}_m (k app.${bare} PRIMARY KEY);`]]
      : []),
    [
      `ALTER TYPE ${type} RENAME TO "${bare.replace(/\W/g, '')}_old";`,
      `CREATE TYPE ${type} AS ENUM ('one', 'two', 'four');`,
      ...(preset ? [`ALTER TABLE ${table} ALTER COLUMN ${c} DROP DEFAULT;`] : []),
      `ALTER TABLE ${table} ALTER COLUMN ${c} TYPE ${type} USING (${c}::text::${type});`,
      ...(preset ? [`ALTER TABLE ${table} ALTER COLUMN ${c} SET DEFAULT 'four';`] : []),
      `DROP TYPE ${schema}"${bare.replace(/\W/g, '')}_old"${draw.pick(['', ' CASCADE'])};`,
      `INSERT INTO ${table} (id, ${c}) VALUES (5, 'four');`,
    ],
    [
      `CREATE TYPE ${schema}"${bare.replace(/\W/g, '')}_new" AS ENUM ('one', 'two', 'five');`,
      `ALTER TABLE ${table} ALTER COLUMN ${c} DROP DEFAULT, ALTER COLUMN ${c} TYPE ${schema}"${bare.replace(/\W/g, '')}_new" USING (${c}::text::${schema}"${bare.replace(/\W/g, '')}_new");`,
      `ALTER TYPE ${type} RENAME TO "${bare.replace(/\W/g, '')}_old";`,
      `ALTER TYPE ${schema}"${bare.replace(/\W/g, '')}_new" RENAME TO ${bare};`,
      `DROP TYPE ${schema}"${bare.replace(/\W/g, '')}_old";`,
      `INSERT INTO ${table} (id, ${c}) VALUES (6, 'five');`,
    ],
    [
      `ALTER TABLE ${table} ALTER COLUMN ${c} DROP DEFAULT;`,
      `ALTER TABLE ${table} ALTER COLUMN ${c} TYPE text;`,
      `DROP TYPE ${type};`,
      `INSERT INTO ${table} VALUES (7, 'any');`,
    ],
    [`ALTER TABLE ${table} DROP COLUMN ${c} CASCADE;`, `DROP TYPE IF EXISTS ${type};`],
  ]);
  const values = draw.chance(0.3) ? "(\n    'one', -- first\n    'two'\n)" : "('one', 'two')";
  return [
    draw.chance(0.2)
      ? `DO $$ BEGIN CREATE TYPE ${type} AS ENUM ('one', 'two'); EXCEPTION WHEN duplicate_object THEN null; END $$;`
      : `CREATE TYPE ${type} AS ENUM ${values};`,
    `CREATE TABLE ${table} (id int PRIMARY KEY, ${c} ${type}${preset}${draw.pick(['', ' NOT NULL'])}${draw.chance(0.2) ? `, many ${type}[]` : ''});`,
    `INSERT INTO ${table} VALUES (1, 'one'), (2, 'two');`,
    ...users,
    ...later,
    ...(draw.chance(0.3) ? [`SELECT * FROM ${table} WHERE ${c}::text = 'one';`] : []),
  ];
};

/** Domains over types, domains, arrays, enums and composite types, which are changed later. */
const domains: Maker = (draw, project) => {
  const name = draw.pick([nextName(project, 'dom'), `app.${nextName(project, 'dom')}`]);
  const [base, value, check] = draw.pick([
    ['text', "'a@b'", "CHECK (VALUE ~ '^[^@]+@')"],
    ['varchar(40)', "'ab'", 'CHECK (length(VALUE) > 1)'],
    ['int', '5', 'CONSTRAINT small CHECK (VALUE < 100)'],
    ['numeric(12,2)', '1.5', 'NOT NULL'],
    ['posint', '4', 'CHECK (VALUE <> 3)'],
    ['text[]', "'{a}'", ''],
    ['mood', "'ok'", "DEFAULT 'ok'"],
    ['inet', "'10.0.0.1'", ''],
    ['timestamptz', 'now()', 'DEFAULT now()'],
    ['pair', "ROW(1, 'x')", ''],
    ['money', "'$5.00'", "CHECK (VALUE > '$0.00')"],
  ] as const);
  const table = nextName(project, 't');
  project.tables.push({
    name: table,
    key: { name: 'id', type: named('int') },
    columns: [{ name: 'id', type: named('int') }],
  });
  return [
    `CREATE DOMAIN ${name} AS ${base}${check ? ` ${check}` : ''};`,
    `CREATE TABLE ${table} (id serial PRIMARY KEY, d ${name}${draw.pick(['', ` DEFAULT ${value}`])}${draw.chance(0.2) ? ` CHECK (d IS NOT NULL)` : ''});`,
    `INSERT INTO ${table} (d) VALUES (${value}), (${value});`,
    ...draw.pick<readonly string[]>([
      [`CREATE INDEX ON ${table} (d);`],
      [`CREATE VIEW ${table}_v AS SELECT id, d, ${value}::${name} AS other FROM ${table};`],
      [
        `CREATE FUNCTION ${table}_f(v ${name}) RETURNS ${name} LANGUAGE sql AS 'SELECT v';`,
        `SELECT ${table}_f(${value});`,
      ],
      [`COMMENT ON DOMAIN ${name} IS 'a domain';`],
      [],
    ]),
    ...draw.pick<readonly string[]>([
      [`ALTER DOMAIN ${name} SET DEFAULT ${value};`],
      [
        `ALTER DOMAIN ${name} ADD CONSTRAINT known CHECK (VALUE IS NOT NULL);`,
        `INSERT INTO ${table} (d) VALUES (${value});`,
      ],
      [
        `ALTER DOMAIN ${name} ADD CONSTRAINT known CHECK (VALUE IS NOT NULL) NOT VALID;`,
        `ALTER DOMAIN ${name} VALIDATE CONSTRAINT known;`,
      ],
      [`ALTER DOMAIN ${name} DROP NOT NULL;`],
      [
        `ALTER DOMAIN ${name} RENAME TO ${bareOf(name)}_x;`,
        `ALTER TABLE ${table} ADD COLUMN e ${schemaOf(name)}${bareOf(name)}_x;`,
      ],
      [`DROP DOMAIN ${name} CASCADE;`],
      [`ALTER TABLE ${table} ALTER COLUMN d TYPE text;`, `DROP DOMAIN ${name};`],
      [`ALTER TABLE ${table} ADD COLUMN more ${name}[];`],
      [],
    ]),
  ];
};

/** Composite types in columns, functions and casts. */
const composites: Maker = (draw, project) => {
  const type = draw.pick([nextName(project, 'comp'), `app.${nextName(project, 'comp')}`]);
  const table = nextName(project, 't');
  return [
    `CREATE TYPE ${type} AS (street text, zip ${draw.pick(['int', 'varchar(9)', 'numeric'])}${draw.pick(['', ', at timestamptz'])});`,
    ...draw.pick<readonly string[]>([
      [
        `CREATE TABLE ${table} (id int PRIMARY KEY, home ${type});`,
        `INSERT INTO ${table} (id, home.street) VALUES (1, 'Main');`,
        `UPDATE ${table} SET home.zip = 5;`,
        `SELECT (home).street FROM ${table};`,
      ],
      [
        `CREATE FUNCTION ${table}_f() RETURNS ${type} LANGUAGE plpgsql AS $$ DECLARE r ${type}; BEGIN r.street := 'x'; RETURN r; END $$;`,
        `SELECT street FROM ${table}_f();`,
      ],
      [
        `CREATE FUNCTION ${table}_f() RETURNS SETOF ${type} LANGUAGE sql AS $$ SELECT ('a', 1)::${type} LIMIT 0 $$;`,
      ],
      [`CREATE TABLE ${table} OF ${type};`, `INSERT INTO ${table} VALUES ('a', 1);`],
      [`CREATE TABLE ${table} (id int PRIMARY KEY, homes ${type}[] DEFAULT '{}');`],
      [`ALTER TYPE ${type} ADD ATTRIBUTE extra text;`, `DROP TYPE ${type};`],
      [`ALTER TYPE ${type} RENAME ATTRIBUTE street TO road;`, `COMMENT ON TYPE ${type} IS 'a type';`],
    ]),
  ];
};

/** Tables in parts by range, list or hash. */
const partitions: Maker = (draw, project) => {
  const name = draw.pick([nextName(project, 'p'), `app.${nextName(project, 'p')}`]);
  const [by, first, rest] = draw.pick([
    ['RANGE (k)', 'FROM (1) TO (10)', 'FROM (10) TO (MAXVALUE)'],
    ['LIST (k)', 'IN (1, 2, 3)', 'IN (4, NULL)'],
    ['HASH (k)', 'WITH (modulus 2, remainder 0)', 'WITH (modulus 2, remainder 1)'],
  ] as const);
  const [one, two] = [`${name}_one`, `${name}_two`];
  const key = draw.pick(['PRIMARY KEY (id, k)', 'UNIQUE (k, id)', '']);
  return [
    `CREATE TABLE ${name} (id ${draw.pick(['int', 'bigserial', 'bigint GENERATED ALWAYS AS IDENTITY'])}, k int NOT NULL, note text DEFAULT 'n'${key ? `, ${key}` : ''}) PARTITION BY ${by};`,
    `CREATE TABLE ${one} PARTITION OF ${name} FOR VALUES ${first};`,
    ...draw.pick<readonly string[]>([
      [`CREATE TABLE ${two} PARTITION OF ${name} FOR VALUES ${rest};`],
      [
        `CREATE TABLE ${two} (id ${draw.pick(['int', 'bigint'])} NOT NULL, k int NOT NULL, note text DEFAULT 'n');`,
        `ALTER TABLE ONLY ${name} ATTACH PARTITION ${two} FOR VALUES ${rest};`,
      ],
      [
        `CREATE TABLE ${two} (LIKE ${name} INCLUDING DEFAULTS INCLUDING CONSTRAINTS);`,
        `ALTER TABLE ${name} ATTACH PARTITION ${two} FOR VALUES ${rest};`,
      ],
      by.startsWith('HASH') ? [] : [`CREATE TABLE ${two} PARTITION OF ${name} DEFAULT;`],
    ]),
    ...draw.pick<readonly string[]>([
      [`CREATE INDEX ${bareOf(name)}_i ON ${name} (note);`],
      [
        `CREATE INDEX ${bareOf(name)}_i ON ONLY ${name} (k);`,
        `CREATE INDEX ${bareOf(name)}_i1 ON ${one} (k);`,
        `ALTER INDEX ${schemaOf(name)}${bareOf(name)}_i ATTACH PARTITION ${schemaOf(name)}${bareOf(name)}_i1;`,
      ],
      [`ALTER TABLE ${name} ADD COLUMN more int DEFAULT 0;`],
      [`CREATE VIEW ${name}_v AS SELECT k, count(*) AS n FROM ${name} GROUP BY k;`],
      [],
    ]),
    draw.pick([
      `INSERT INTO ${name} (id, k) VALUES (1, 3);`,
      `INSERT INTO ${name} (k, note) VALUES (3, 'x');`,
    ]),
    ...draw.pick<readonly string[]>([
      [],
      [`ALTER TABLE ${name} DETACH PARTITION ${one};`, `INSERT INTO ${one} (id, k) VALUES (8, 2);`],
      [`INSERT INTO ${one} (id, k) VALUES (9, 2);`],
      [`DROP TABLE ${one};`],
      [`SELECT * FROM ${one} WHERE k = 3;`],
    ]),
  ];
};

/** A table that inherits, with what only one of both has. */
const inheritance: Maker = (draw, project) => {
  const parent = plainTable(draw, project);
  const child = nextName(project, 't');
  const [one] = parent.own;
  project.tables.push({ name: child, key: parent.key, columns: [parent.key] });
  return [
    parent.sql,
    `CREATE TABLE ${child} (extra text DEFAULT 'x'${draw.pick([', PRIMARY KEY (id)', ', CHECK (id > 0)', ''])}) INHERITS (${parent.name});`,
    `INSERT INTO ${child} (id, extra) VALUES (1, 'y');`,
    ...draw.pick<readonly string[]>([
      [`SELECT * FROM ONLY ${parent.name};`],
      [`ALTER TABLE ${child} NO INHERIT ${parent.name};`],
      [`ALTER TABLE ${parent.name} ADD COLUMN later int;`, `UPDATE ${child} SET later = 1;`],
      [`CREATE VIEW ${child}_v AS SELECT id, ${one ? quoted(one.name) : 'id'} AS shown FROM ${child};`],
      [`ALTER TABLE ${child} DROP COLUMN extra;`],
      [],
    ]),
  ];
};

/** Trigger functions with their triggers, which are switched off, renamed and dropped. */
const triggers: Maker = (draw, project) => {
  const table = plainTable(draw, project);
  const f = `${draw.pick(['', 'app.', 'public.'])}${nextName(project, 'f')}`;
  const g = nextName(project, 'g');
  project.tables.push(table);
  const body = draw.pick([
    'BEGIN NEW.updated_at = now(); RETURN NEW; END',
    "BEGIN IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; NEW.updated_at := current_timestamp; RETURN NEW; END",
    `BEGIN INSERT INTO ${table.name}_log (what) VALUES (TG_OP); RETURN NULL; END`,
    "BEGIN PERFORM pg_notify('changes', row_to_json(NEW)::text); RETURN NEW; END",
  ]);
  const when = draw.pick([
    'BEFORE INSERT OR UPDATE',
    'BEFORE UPDATE',
    'AFTER INSERT',
    'BEFORE UPDATE OF updated_at',
    'AFTER DELETE',
  ]);
  return [
    table.sql,
    `ALTER TABLE ${table.name} ADD COLUMN updated_at timestamptz${draw.pick(['', ' DEFAULT now()', ' NOT NULL DEFAULT CURRENT_TIMESTAMP'])};`,
    `CREATE TABLE ${table.name}_log (id bigserial PRIMARY KEY, what text);`,
    `CREATE ${draw.pick(['', 'OR REPLACE '])}FUNCTION ${f}() RETURNS trigger\n    LANGUAGE plpgsql\n    AS ${draw.pick([`$$\n${body};\n$$`, `$body$ ${body} $body$`])};`,
    ...(draw.chance(0.3) ? [`COMMENT ON FUNCTION ${f}() IS 'sets it';`] : []),
    draw.chance(0.2)
      ? `CREATE CONSTRAINT TRIGGER ${g} AFTER INSERT ON ${table.name} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ${f}();`
      : `CREATE TRIGGER ${g} ${when} ON ${table.name} FOR EACH ${draw.pick(['ROW', 'ROW', 'ROW WHEN (true)'])} EXECUTE ${draw.pick(['FUNCTION', 'PROCEDURE'])} ${f}();`,
    `INSERT INTO ${table.name} (id) VALUES (1);`,
    ...draw.pick<readonly string[]>([
      [`ALTER TABLE ${table.name} DISABLE TRIGGER ${g};`],
      [`ALTER TRIGGER ${g} ON ${table.name} RENAME TO ${g}_x;`],
      [`DROP TRIGGER ${g} ON ${table.name};`, `DROP FUNCTION ${f}();`],
      [`DROP TRIGGER IF EXISTS ${g} ON ${table.name} CASCADE;`],
      [`COMMENT ON TRIGGER ${g} ON ${table.name} IS 'it';`],
      [`DROP FUNCTION ${f}() CASCADE;`],
      [`ALTER TABLE ${table.name} ENABLE ALWAYS TRIGGER ${g};`],
      [],
    ]),
  ];
};

/** Indexes of every form that PostgreSQL has. */
const indexes: Maker = (draw, project) => {
  const name = nextName(project, 't');
  const i = nextName(project, 'i');
  project.tables.push({
    name,
    key: { name: 'id', type: named('int') },
    columns: [{ name: 'id', type: named('int') }],
  });
  const key = draw.pick([
    '(b text_pattern_ops)',
    '(b COLLATE "C")',
    '(b COLLATE "C" varchar_pattern_ops, a DESC NULLS LAST)',
    '(a DESC NULLS FIRST, b ASC)',
    '(a) INCLUDE (b, c)',
    '(lower(b), (a + 1))',
    "((doc ->> 'k'))",
    "(((doc ->> 'k'))::int)",
    "(date_trunc('day', at))",
    "((at AT TIME ZONE 'UTC')::date)",
    '(a) WHERE b IS NOT NULL AND a > 0',
    "(b) WHERE at > '2020-01-01'::date",
    'USING gin (doc)',
    'USING gin (doc jsonb_path_ops)',
    "USING gin (to_tsvector('english', b))",
    'USING brin (at) WITH (pages_per_range = 32)',
    'USING hash (b)',
    'USING gist (int4range(a, a + 1))',
    '(a, b, c, at, id)',
    '(c) WITH (fillfactor = 70)',
    '(b) TABLESPACE pg_default',
    "(coalesce(b, ''), md5(b))",
    '(num, real)',
  ]);
  return [
    `CREATE TABLE ${name} (id int PRIMARY KEY, a int, b text, c uuid DEFAULT gen_random_uuid(), doc jsonb, at timestamptz, num numeric, real float4, tags text[]);`,
    `CREATE ${draw.pick(['', '', key.includes('USING') ? '' : 'UNIQUE '])}INDEX ${draw.pick(['', 'CONCURRENTLY ', ''])}${draw.pick([`${i} `, `IF NOT EXISTS ${i} `])}ON ${draw.pick(['', 'ONLY ', 'public.'])}${name} ${key};`,
    `CREATE UNIQUE INDEX ${i}_u ON ${name} (a, b)${draw.pick(['', ' NULLS NOT DISTINCT'])};`,
    `INSERT INTO ${name} (id, a, b, doc, at, tags) VALUES (1, 1, 'x', '{"k": "1"}', now(), '{a}');`,
    ...draw.pick<readonly string[]>([
      [`ALTER TABLE ${name} ADD CONSTRAINT ${name}_uq UNIQUE USING INDEX ${i}_u;`],
      [`ALTER INDEX ${i}_u RENAME TO ${i}_v;`, `DROP INDEX CONCURRENTLY IF EXISTS ${i}_v;`],
      [`REINDEX TABLE ${name};`, `CLUSTER ${name} USING ${i}_u;`],
      [
        `INSERT INTO ${name} (id, a, b) VALUES (2, 1, 'x') ON CONFLICT (a, b) DO UPDATE SET c = excluded.c, b = ${name}.b || 'y';`,
      ],
      [`ALTER TABLE ${name} CLUSTER ON ${i}_u;`, `ALTER TABLE ${name} REPLICA IDENTITY FULL;`],
      [`COMMENT ON INDEX ${i}_u IS 'unique';`, `DROP INDEX ${i}_u;`],
      [
        `CREATE STATISTICS ${i}_s (dependencies) ON a, b FROM ${name};`,
        `ALTER INDEX ${i} SET (fillfactor = 50);`,
      ],
    ]),
  ];
};

/** References of several columns, in circles, checked later, renamed and dropped. */
const references: Maker = (draw, project) => {
  const [one, two] = [nextName(project, 't'), nextName(project, 't')];
  const type = draw.pick([
    'int',
    'bigint',
    'uuid',
    'text',
    'varchar(30)',
    'numeric',
    'posint',
    'bytea',
    'timestamptz',
    'mood',
  ]);
  const value =
    {
      int: '1',
      bigint: '1',
      uuid: "'6f9619ff-8b86-4011-b42d-00c04fc964ff'",
      numeric: '1',
      posint: '1',
      bytea: "'\\x01'",
      timestamptz: "'2026-01-02'",
      mood: "'ok'",
    }[type] ?? "'k'";
  const action = draw.pick([
    '',
    ' ON DELETE CASCADE',
    ' ON UPDATE CASCADE ON DELETE SET NULL (a)',
    ' MATCH FULL',
    ' ON DELETE SET DEFAULT',
  ]);
  const late = draw.pick(['', ' DEFERRABLE INITIALLY DEFERRED', ' DEFERRABLE', ' NOT VALID']);
  return [
    `CREATE TABLE ${one} (a ${type} NOT NULL, b int NOT NULL, note text${draw.pick([', PRIMARY KEY (a, b)', ', CONSTRAINT "Key" UNIQUE (a, b)', ''])});`,
    `CREATE UNIQUE INDEX ${one}_u ON ${one} (a, b);`,
    `CREATE TABLE ${two} (id serial, a ${type}, b int, up int, PRIMARY KEY (id));`,
    `INSERT INTO ${one} VALUES (${value}, 1, 'n');`,
    `INSERT INTO ${two} (a, b) VALUES (${value}, 1);`,
    `ALTER TABLE ONLY ${two} ADD CONSTRAINT ${two}_fk FOREIGN KEY (a, b) REFERENCES ${one} (a, b)${action}${late};`,
    ...(late === ' NOT VALID' ? [`ALTER TABLE ${two} VALIDATE CONSTRAINT ${two}_fk;`] : []),
    `ALTER TABLE ${two} ADD CONSTRAINT ${two}_up FOREIGN KEY (up) REFERENCES ${two} (id), ADD COLUMN more int REFERENCES ${two}, ADD UNIQUE (up);`,
    ...draw.pick<readonly string[]>([
      [
        `ALTER TABLE ${two} RENAME CONSTRAINT ${two}_fk TO "${two} fk";`,
        `ALTER TABLE ${two} DROP CONSTRAINT "${two} fk";`,
      ],
      [`ALTER TABLE ${two} ALTER CONSTRAINT ${two}_up DEFERRABLE;`],
      [`ALTER TABLE ${two} DROP CONSTRAINT IF EXISTS ${two}_up, DROP COLUMN up;`],
      [`ALTER TABLE ${two} DROP CONSTRAINT ${two}_pkey CASCADE;`, `ALTER TABLE ${two} ADD PRIMARY KEY (id);`],
      [`ALTER TABLE ${one} ADD COLUMN last int REFERENCES ${two} (up);`],
      [`SET CONSTRAINTS ALL DEFERRED;`],
    ]),
  ];
};

/** Rows that are moved, merged and computed. */
const moves: Maker = (draw, project) => {
  const from = plainTable(draw, project);
  const to = nextName(project, 't');
  const [one] = from.own;
  const c = one ? quoted(one.name) : 'id';
  const type = one?.type.type ?? 'int';
  const value = one ? draw.pick(one.type.values) : '1';
  project.tables.push(from);
  return [
    from.sql,
    `CREATE TABLE ${to} (id int PRIMARY KEY, v ${type}, n int DEFAULT 0);`,
    `INSERT INTO ${from.name} (id, ${c === 'id' ? 'c9' : c}) VALUES (1, ${value}), (2, ${value});`,
    ...draw.pick<readonly string[]>([
      [`INSERT INTO ${to} (id, v) SELECT id, ${c} FROM ${from.name};`],
      [
        `INSERT INTO ${to} SELECT id, ${c} FROM ${from.name} WHERE id > 0 ON CONFLICT (id) DO UPDATE SET v = EXCLUDED.v, n = ${to}.n + 1;`,
      ],
      [
        `WITH moved AS (SELECT id, ${c} AS v FROM ${from.name}) INSERT INTO ${to} (id, v) SELECT id, v FROM moved RETURNING id;`,
      ],
      [
        `INSERT INTO ${to} (id, v) VALUES (1, ${value});`,
        `UPDATE ${to} SET v = f.${c} FROM ${from.name} f WHERE f.id = ${to}.id;`,
      ],
      [
        `MERGE INTO ${to} t USING ${from.name} f ON t.id = f.id WHEN MATCHED THEN UPDATE SET v = f.${c} WHEN NOT MATCHED THEN INSERT (id, v) VALUES (f.id, f.${c});`,
      ],
      [`DELETE FROM ${to} USING ${from.name} f WHERE f.id = ${to}.id AND f.${c} IS NOT NULL;`],
      [`INSERT INTO ${to} (id, v) SELECT g, ${value} FROM generate_series(10, 20) g;`],
      [
        `WITH gone AS (DELETE FROM ${from.name} RETURNING id, ${c}) INSERT INTO ${to} (id, v) SELECT * FROM gone;`,
      ],
      [`UPDATE ${from.name} SET (${c}) = ROW(${value}) WHERE id IN (SELECT id FROM ${to});`],
      [
        `COPY ${to} (id, v) FROM stdin WITH (FORMAT csv, HEADER, NULL '');\nid,v\n5,\n6,"${(one?.type.copied ?? '1').replace(/\\\\/g, '\\').replaceAll('"', '""')}"\n\\.`,
      ],
      [
        `COPY ${to} FROM stdin WITH CSV DELIMITER ';';\n7;"${(one?.type.copied ?? '1').replace(/\\\\/g, '\\').replaceAll('"', '""')}";2\n\\.`,
      ],
      [
        `CREATE TABLE ${to}_b AS SELECT * FROM ${from.name} WITH NO DATA;`,
        `INSERT INTO ${to}_b (id, ${c}) VALUES (3, ${value});`,
      ],
      [`TRUNCATE ${to} RESTART IDENTITY;`, `TRUNCATE TABLE ONLY ${from.name}, ${to};`],
      [
        `CREATE TEMP TABLE ${to}_t AS SELECT id, ${c} AS v FROM ${from.name};`,
        `INSERT INTO ${to} (id, v) SELECT id, v FROM ${to}_t;`,
        `DROP TABLE ${to}_t;`,
      ],
    ]),
  ];
};

/** Views over views, which are replaced, renamed, commented on and dropped. */
const viewChains: Maker = (draw, project) => {
  const table = plainTable(draw, project);
  project.tables.push(table);
  const [one] = table.own;
  const c = one ? quoted(one.name) : 'id';
  const read = one ? reading(draw, one) : 'id';
  const [v, w] = [nextName(project, 'v'), nextName(project, 'w')];
  const isStored = draw.chance(0.25);
  return [
    table.sql,
    `CREATE ${isStored ? 'MATERIALIZED ' : draw.pick(['', 'OR REPLACE '])}VIEW ${v}${draw.pick(['', ' (id, shown, raw)'])} AS\n SELECT id, ${read} AS shown, ${c} AS raw FROM ${table.name}${draw.pick(['', ' WHERE id > 0'])};`,
    `CREATE VIEW ${w} AS SELECT ${v}.id, ${v}.shown, row_number() OVER (ORDER BY id) AS n FROM ${v};`,
    ...(draw.chance(0.5)
      ? [
          `COMMENT ON ${isStored ? 'MATERIALIZED VIEW' : 'VIEW'} ${v} IS 'shows it';`,
          `COMMENT ON COLUMN ${v}.shown IS 'col';`,
        ]
      : []),
    ...draw.pick<readonly string[]>([
      [`CREATE VIEW ${w}_2 AS SELECT a.id, b.shown FROM ${w} a JOIN ${v} b USING (id);`],
      isStored
        ? [`CREATE UNIQUE INDEX ${v}_u ON ${v} (id);`, `REFRESH MATERIALIZED VIEW CONCURRENTLY ${v};`]
        : [
            `CREATE OR REPLACE VIEW ${v} AS SELECT id, ${read} AS shown, ${c} AS raw, 1 AS more FROM ${table.name};`,
          ],
      [`DROP VIEW ${w};`, `DROP ${isStored ? 'MATERIALIZED VIEW' : 'VIEW'} ${v};`],
      isStored
        ? [`ALTER MATERIALIZED VIEW ${v} RENAME TO ${v}_x;`]
        : [`ALTER VIEW ${v} RENAME TO ${v}_x;`, `SELECT * FROM ${v}_x;`],
      isStored
        ? [`GRANT SELECT ON ${v} TO PUBLIC;`]
        : [`ALTER VIEW ${v} ALTER COLUMN shown SET DEFAULT NULL;`, `ALTER VIEW ${v} OWNER TO CURRENT_USER;`],
      [`CREATE FUNCTION ${w}_f() RETURNS SETOF ${w} LANGUAGE sql STABLE AS $$ SELECT * FROM ${w} $$;`],
      [`CREATE RECURSIVE VIEW ${w}_r (n) AS SELECT 1 UNION ALL SELECT n + 1 FROM ${w}_r WHERE n < 5;`],
      [`CREATE RULE ${w}_i AS ON INSERT TO ${w} DO INSTEAD INSERT INTO ${table.name} (id) VALUES (NEW.id);`],
    ]),
  ];
};

/** Functions with all that a head and a body may have. */
const functions: Maker = (draw, project) => {
  const table = plainTable(draw, project);
  project.tables.push(table);
  const [one] = table.own;
  const c = one ? quoted(one.name) : 'id';
  const f = `${draw.pick(['', 'app.', 'public.'])}${nextName(project, 'f')}`;
  const t = table.name;
  const value = one ? draw.pick(one.type.values) : '1';
  return [
    table.sql,
    ...draw.pick<readonly string[]>([
      [
        `CREATE FUNCTION ${f}(a ${t}.id%TYPE, b int DEFAULT 2, OUT total bigint) LANGUAGE plpgsql AS $$ BEGIN SELECT count(*) + b INTO total FROM ${t} WHERE id = a; END $$;`,
        `SELECT ${f}(1);`,
      ],
      [
        `CREATE FUNCTION ${f}() RETURNS int LANGUAGE plpgsql AS $$ DECLARE r record; n int := 0; BEGIN FOR r IN SELECT * FROM ${t} LOOP n := n + r.id; END LOOP; RETURN n; END $$;`,
        `SELECT ${f}();`,
      ],
      [
        `CREATE FUNCTION ${f}(want int) RETURNS SETOF ${t} LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY EXECUTE 'SELECT * FROM ${t} WHERE id = $1' USING want; END $$;`,
        `SELECT id FROM ${f}(1);`,
      ],
      [
        `CREATE FUNCTION ${f}(v ${one?.type.type ?? 'int'} DEFAULT ${value}) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN INSERT INTO ${t} (id, ${c}) VALUES (77, v) ON CONFLICT (id) DO UPDATE SET ${c} = EXCLUDED.${c}; EXCEPTION WHEN unique_violation THEN RAISE NOTICE 'again'; END $$;`,
        `SELECT ${f}();`,
      ],
      [
        `CREATE FUNCTION ${f}(n int) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN n + 1;`,
        `ALTER TABLE ${t} ADD COLUMN twice int GENERATED ALWAYS AS (${f}(id)) STORED;`,
      ],
      [
        `CREATE FUNCTION ${f}() RETURNS TABLE (k int, v ${one?.type.type ?? 'int'}) LANGUAGE sql BEGIN ATOMIC SELECT id, ${c} FROM ${t}; END;`,
        `SELECT * FROM ${f}();`,
      ],
      [
        `CREATE FUNCTION ${f}(VARIADIC list int[]) RETURNS int LANGUAGE plpgsql AS $$ DECLARE x int; s int := 0; BEGIN FOREACH x IN ARRAY list LOOP s := s + x; END LOOP; RETURN s; END $$;`,
        `SELECT ${f}(1, 2, 3);`,
        `ALTER FUNCTION ${f}(VARIADIC int[]) OWNER TO CURRENT_USER;`,
      ],
      [
        `CREATE PROCEDURE ${f}(INOUT n int) LANGUAGE plpgsql AS $$ BEGIN UPDATE ${t} SET ${c} = ${value}; n := n + 1; COMMIT; END $$;`,
        `CALL ${f}(1);`,
      ],
      [
        `CREATE FUNCTION ${f}(a int) RETURNS int LANGUAGE sql AS 'SELECT a';`,
        `CREATE FUNCTION ${f}(a text) RETURNS text LANGUAGE sql AS 'SELECT a';`,
        `DROP FUNCTION ${f}(text);`,
        `CREATE OR REPLACE FUNCTION ${f}(a int) RETURNS int LANGUAGE sql STABLE AS 'SELECT a + 1';`,
        `ALTER FUNCTION ${f}(int) IMMUTABLE;`,
        `GRANT EXECUTE ON FUNCTION ${f}(int) TO PUBLIC;`,
      ],
      [
        `CREATE FUNCTION ${f}() RETURNS void LANGUAGE plpgsql AS $$ BEGIN CREATE TEMP TABLE IF NOT EXISTS scratch (id int); PERFORM 1 FROM ${t}; LOCK TABLE ${t}; END $$;`,
      ],
      [
        `CREATE FUNCTION ${f}(s int, v int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT coalesce(s, 0) + v';`,
        `CREATE AGGREGATE ${f}_sum (int) (SFUNC = ${f}, STYPE = int, INITCOND = '0');`,
        `SELECT ${f}_sum(id) FROM ${t};`,
      ],
      [
        `CREATE FUNCTION ${f}(a int, b int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT a = b + 1';`,
        `CREATE OPERATOR ${draw.pick(['', 'public.'])}=~= (LEFTARG = int, RIGHTARG = int, FUNCTION = ${f});`,
        `SELECT * FROM ${t} WHERE id =~= 1;`,
        'DROP OPERATOR =~= (int, int);',
      ],
    ]),
  ];
};

/** Columns that are computed, added and no longer computed. */
const computed: Maker = (draw, project) => {
  const name = nextName(project, 't');
  return [
    `CREATE TABLE ${name} (id serial PRIMARY KEY, a int NOT NULL, b text, price numeric, at timestamp, doc jsonb${draw.pick(
      [
        ', both text GENERATED ALWAYS AS (a::text || b) STORED',
        ", words tsvector GENERATED ALWAYS AS (to_tsvector('english', coalesce(b, ''))) STORED",
        ", k text GENERATED ALWAYS AS (doc ->> 'k') STORED UNIQUE",
        ', gross numeric GENERATED ALWAYS AS (price * 1.2) STORED',
        ', day date GENERATED ALWAYS AS (at::date) STORED NOT NULL',
      ],
    )});`,
    `INSERT INTO ${name} (a, b, price, at, doc) VALUES (1, 'x', 2.5, now(), '{}'), (2, 'y', 3.123456789, now(), NULL);`,
    ...draw.pick<readonly string[]>([
      [
        `ALTER TABLE ${name} ADD COLUMN sum int GENERATED ALWAYS AS (a + 1) STORED;`,
        `CREATE INDEX ON ${name} (sum);`,
      ],
      [
        `ALTER TABLE ${name} ADD COLUMN lower_b text GENERATED ALWAYS AS (lower(b)) STORED NOT NULL;`,
        `ALTER TABLE ${name} ADD UNIQUE (lower_b);`,
      ],
      [
        `ALTER TABLE ${name} ADD COLUMN e int GENERATED ALWAYS AS (a) STORED;`,
        `ALTER TABLE ${name} ALTER COLUMN e DROP EXPRESSION;`,
      ],
      [
        `ALTER TABLE ${name} ALTER COLUMN price TYPE numeric(20,4), ALTER COLUMN a SET DEFAULT 5, ALTER COLUMN b SET NOT NULL;`,
      ],
      [`ALTER TABLE ${name} RENAME COLUMN a TO a2;`, `SELECT a2 FROM ${name};`],
      [
        `ALTER TABLE ${name} ALTER COLUMN id TYPE bigint;`,
        `ALTER SEQUENCE ${name}_id_seq AS bigint;`,
        `ALTER SEQUENCE ${name}_id_seq RESTART WITH 100;`,
      ],
      [
        `ALTER TABLE ${name} ALTER COLUMN id DROP DEFAULT;`,
        `DROP SEQUENCE ${name}_id_seq;`,
        `ALTER TABLE ${name} ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY;`,
      ],
    ]),
  ];
};

/** Blocks that look before they change something, and transactions around several statements. */
const blocks: Maker = (draw, project) => {
  const name = nextName(project, 't');
  const b = nextName(project, 'b');
  return [
    `CREATE TABLE ${name} (id int PRIMARY KEY, a text);`,
    ...draw.pick<readonly string[]>([
      [
        `DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = '${b}') THEN CREATE TYPE ${b} AS ENUM ('x', 'y'); END IF; END $$;`,
        `ALTER TABLE ${name} ADD COLUMN k ${b} NOT NULL DEFAULT 'x';`,
        `INSERT INTO ${name} (id, k) VALUES (1, 'y');`,
      ],
      [
        `DO $do$ BEGIN IF NOT EXISTS (SELECT FROM information_schema.columns WHERE table_name = '${name}' AND column_name = 'z') THEN ALTER TABLE ${name} ADD COLUMN z int; END IF; END $do$;`,
        `UPDATE ${name} SET z = 1;`,
      ],
      [
        `DO $$ DECLARE r record; BEGIN FOR r IN SELECT tablename FROM pg_tables WHERE schemaname = 'none' LOOP EXECUTE format('DROP TABLE %I', r.tablename); END LOOP; END $$;`,
      ],
      [
        'BEGIN;',
        `ALTER TABLE ${name} ADD COLUMN n int NOT NULL DEFAULT 0;`,
        `CREATE TABLE ${name}_x (id serial PRIMARY KEY, t int REFERENCES ${name} (id));`,
        `INSERT INTO ${name} (id) VALUES (1);`,
        `INSERT INTO ${name}_x (t) VALUES (1);`,
        'COMMIT;',
      ],
      [
        'BEGIN;',
        `INSERT INTO ${name} VALUES (1, 'a');`,
        'SAVEPOINT s;',
        `INSERT INTO ${name} VALUES (2, 'b');`,
        'ROLLBACK TO SAVEPOINT s;',
        'COMMIT;',
      ],
      ['START TRANSACTION;', `CREATE INDEX ON ${name} (a);`, `COMMENT ON COLUMN ${name}.a IS 'a';`, 'END;'],
      ['BEGIN;', `LOCK TABLE ${name} IN ACCESS EXCLUSIVE MODE;`, 'COMMIT;'],
      [`PREPARE ${b} AS SELECT * FROM ${name} WHERE id = $1;`, `EXECUTE ${b}(1);`, `DEALLOCATE ${b};`],
      [
        `CREATE ROLE reader_${b};`,
        `GRANT SELECT, INSERT ON ${name} TO reader_${b};`,
        `GRANT USAGE ON SCHEMA public TO reader_${b};`,
        `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO reader_${b};`,
        `GRANT USAGE ON TYPE mood TO reader_${b};`,
        `REVOKE ALL ON TABLE ${name} FROM PUBLIC;`,
        `ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY;`,
        `CREATE POLICY ${b}_p ON ${name} FOR SELECT TO reader_${b} USING (id > 0);`,
        `ALTER TABLE ${name} FORCE ROW LEVEL SECURITY;`,
      ],
      [
        'CREATE EXTENSION IF NOT EXISTS "uuid-ossp" WITH SCHEMA public;',
        `CREATE TABLE ${name}_u (id uuid DEFAULT public.uuid_generate_v4() PRIMARY KEY, a text);`,
        `INSERT INTO ${name}_u (a) VALUES ('x');`,
      ],
      [
        'CREATE EXTENSION IF NOT EXISTS citext;',
        `CREATE TABLE ${name}_u (id uuid DEFAULT gen_random_uuid() PRIMARY KEY, mail citext UNIQUE CHECK (mail ~ '@'));`,
        `INSERT INTO ${name}_u (mail) VALUES ('A@b');`,
        `SELECT * FROM ${name}_u WHERE mail = 'a@B'::citext;`,
      ],
      [
        'CREATE EXTENSION IF NOT EXISTS pgcrypto;',
        `CREATE TABLE ${name}_u (id text PRIMARY KEY DEFAULT encode(gen_random_bytes(8), 'hex'), h text DEFAULT crypt('a', gen_salt('bf')));`,
      ],
      [
        'CREATE EXTENSION IF NOT EXISTS pg_trgm;',
        `CREATE INDEX ${b}_i ON ${name} USING gin (a gin_trgm_ops);`,
        `SELECT * FROM ${name} WHERE a % 'x';`,
      ],
      [
        'CREATE EXTENSION IF NOT EXISTS hstore;',
        `ALTER TABLE ${name} ADD COLUMN h hstore DEFAULT '';`,
        `UPDATE ${name} SET h = 'a=>1';`,
        `SELECT h -> 'a' FROM ${name};`,
      ],
      [
        'CREATE EXTENSION IF NOT EXISTS btree_gist;',
        `ALTER TABLE ${name} ADD COLUMN span int4range, ADD CONSTRAINT ${b}_x EXCLUDE USING gist (id WITH =, span WITH &&);`,
      ],
      [
        `CREATE SCHEMA ${b} CREATE TABLE inner_t (id int PRIMARY KEY, m mood) CREATE VIEW inner_v AS SELECT id FROM inner_t;`,
        `ALTER TABLE ${name} SET SCHEMA ${b};`,
        `INSERT INTO ${b}.${name} VALUES (1, 'a');`,
        `DROP SCHEMA ${b} CASCADE;`,
      ],
    ]),
  ];
};

export const idioms: readonly Maker[] = [
  dumped,
  enums,
  domains,
  composites,
  partitions,
  inheritance,
  triggers,
  indexes,
  references,
  moves,
  viewChains,
  functions,
  computed,
  blocks,
];
