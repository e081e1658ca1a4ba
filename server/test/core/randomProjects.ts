import { randomFrom } from '../random.js';
import {
  type Column,
  type Draw,
  definition,
  drawFrom,
  heldBy,
  keyTypes,
  type Maker,
  named,
  nextName,
  type Project,
  quoted,
  reading,
} from './randomDraw.js';
import { idioms } from './randomIdioms.js';
import { columnTypes, declarations } from './randomTypes.js';

/**
 * Projects of one to three files, the same ones for a seed: the statements of each file, in order. They make and change whatever
 * a schema has, in any order; PostgreSQL 16 refuses some of them, so a test runs them first and keeps those that it takes.
 */
export function* randomProjects(seed: number, count: number): Generator<readonly (readonly string[])[]> {
  const draw = drawFrom(randomFrom(seed));
  for (let made = 0; made < count; made++) {
    const project: Project = { tables: [], views: [], functions: [], count: 0 };
    const files: string[][] = [[...declarations]];
    for (let at = 0; at < 5; at++) files[0]?.push(...makeTable(draw, project));
    const length = 10 + draw.below(25);
    for (let at = 0; at < length; at++) {
      if (files.length < 3 && draw.chance(0.06)) files.push([]);
      files.at(-1)?.push(...draw.pick(draw.chance(0.25) ? idioms : makers)(draw, project));
    }
    yield files;
  }
}

const makeTable: Maker = (draw, project) => {
  const bare = draw.pick([nextName(project, 't'), nextName(project, 't'), `"T ${project.count++}"`]);
  const name = `${draw.pick(['', '', '', 'public.', 'app.'])}${bare}`;
  const written = draw.pick(keyTypes);
  const key = { name: draw.pick(['id', 'id', 'Key']), type: named(heldBy(written)) };
  const columns = Array.from({ length: 2 + draw.below(4) }, (_, at) => ({
    name: draw.pick([`c${at}`, `c${at}`, `C${at}`]),
    type: draw.pick(columnTypes),
  }));
  const parts = columns.map((column) => definition(draw, column));
  const isLater = draw.chance(0.2);
  const from = draw.chance(0.5) ? draw.pick([...project.tables, undefined]) : undefined;
  const self = draw.chance(0.1) ? { name, key } : undefined;
  for (const target of [from, self])
    if (target) {
      const column = {
        name: draw.pick([`${target === self ? 'parent' : 'r'}_id`, 'Ref']),
        type: target.key.type,
      };
      columns.push(column);
      parts.push(
        `${quoted(column.name)} ${column.type.type} REFERENCES ${target.name}${draw.pick(['', ` (${quoted(target.key.name)})`])}${draw.pick(['', '', ' ON DELETE CASCADE'])}`,
      );
    }
  const [one] = columns;
  if (one && draw.chance(0.15))
    parts.push(`g text GENERATED ALWAYS AS ((${reading(draw, one)})::text) STORED`);
  if (one && draw.chance(0.15)) parts.push(`CHECK ((${reading(draw, one)}) IS NOT NULL)`);
  if (one && draw.chance(0.1)) parts.push(`UNIQUE (${quoted(one.name)})`);
  const tail = draw.chance(0.08)
    ? draw.pick([' WITH (fillfactor = 70)', ` INHERITS (${project.tables[0]?.name ?? 'none'})`])
    : '';
  const head = draw.pick(['', '', '', 'IF NOT EXISTS ', '']);
  project.tables.push({ name, key, columns: [key, ...columns] });
  const id = `${quoted(key.name)} ${written}${isLater ? ' NOT NULL' : ' PRIMARY KEY'}`;
  return [
    `CREATE ${draw.pick(['', '', '', '', 'UNLOGGED '])}TABLE ${head}${name} (\n  ${[id, ...parts].join(`,${draw.pick(['', '', ' -- one', ' /* two */'])}\n  `)}\n)${tail};`,
    ...(isLater
      ? [
          `ALTER TABLE ONLY ${name} ADD CONSTRAINT ${nextName(project, 'k')} PRIMARY KEY (${quoted(key.name)});`,
        ]
      : []),
  ];
};

const rows: Maker = (draw, { tables }) => {
  const { name, columns } = draw.pick(tables);
  const some = columns.filter(() => draw.chance(0.8));
  const list = some.map((one) => quoted(one.name)).join(', ');
  const value = (one: Column) => draw.pick([...one.type.values, ...one.type.values, 'DEFAULT']);
  const row = () => `(${some.map(value).join(', ')})`;
  if (some.length === 0) return [`INSERT INTO ${name} DEFAULT VALUES;`];
  const rest = draw.pick([
    '',
    '',
    '',
    ' ON CONFLICT DO NOTHING',
    ` RETURNING ${quoted(some[0]?.name ?? '')}`,
  ]);
  return [`INSERT INTO ${name} (${list}) VALUES ${draw.pick([row(), `${row()}, ${row()}`])}${rest};`];
};

const copy: Maker = (draw, { tables }) => {
  const { name, columns } = draw.pick(tables);
  const some = columns.filter(() => draw.chance(0.8));
  if (some.length === 0) return [];
  const list = some.map((one) => quoted(one.name)).join(', ');
  const line = some.map((one) => draw.pick([one.type.copied, one.type.copied, '\\N'])).join('\t');
  return [`COPY ${name} (${list}) FROM ${draw.pick(['stdin', 'STDIN', 'stdout'])};\n${line}\n\\.`];
};

const change: Maker = (draw, { tables }) => {
  const { name, columns } = draw.pick(tables);
  const [set, asked] = [draw.pick(columns), draw.pick(columns)];
  const where = draw.pick([
    '',
    ` WHERE ${quoted(asked.name)} = ${draw.pick(asked.type.values)}`,
    ` WHERE (${reading(draw, asked)}) IS NOT NULL`,
  ]);
  return draw.pick([
    [`UPDATE ${name} SET ${quoted(set.name)} = ${draw.pick(set.type.values)}${where};`],
    [`DELETE FROM ${name}${where};`],
    [`TRUNCATE ${name} CASCADE;`],
  ]);
};

const query = (draw: Draw, { tables, views }: Project): string => {
  const { name, key, columns } = draw.pick(tables);
  const [one, other] = [draw.pick(columns), draw.pick(columns)];
  const near = draw.pick(tables);
  return draw.pick([
    `SELECT ${quoted(key.name)}, ${quoted(one.name)}, ${reading(draw, other)} AS shown FROM ${name}`,
    `SELECT t.${quoted(one.name)} AS shown FROM ${name} t WHERE (${reading(draw, other)}) IS NOT NULL`,
    `SELECT count(*) AS n, max(${quoted(one.name)}) AS top FROM ${name} GROUP BY ${quoted(other.name)}`,
    `SELECT a.${quoted(one.name)} AS shown, b.${quoted(near.key.name)} AS other FROM ${name} a JOIN ${near.name} b ON a.${quoted(other.name)} = b.${quoted(near.key.name)}`,
    `SELECT ${quoted(key.name)} + 1 AS next FROM ${name}`,
    ...(views.length > 0 ? [`SELECT * FROM ${draw.pick(views)}`] : []),
  ]);
};

const view: Maker = (draw, project) => {
  const name = nextName(project, draw.pick(['v', 'app.v']));
  const sql = query(draw, project);
  project.views.push(name);
  const kind = draw.pick(['VIEW', 'VIEW', 'VIEW', 'OR REPLACE VIEW', 'MATERIALIZED VIEW']);
  return [
    `CREATE ${kind} ${name} AS ${sql};`,
    ...(kind.startsWith('MAT') && draw.chance(0.5)
      ? [`CREATE INDEX ${nextName(project, 'i')} ON ${name} (shown);`, `REFRESH MATERIALIZED VIEW ${name};`]
      : []),
  ];
};

const routine: Maker = (draw, project) => {
  const { name: table, key, columns } = draw.pick(project.tables);
  const one = draw.pick(columns);
  const bare = nextName(project, 'f');
  const name = `${draw.pick(['', '', 'app.'])}${bare}`;
  const [k, c] = [quoted(key.name), quoted(one.name)];
  const { type } = one.type;
  const [made, types] = draw.pick([
    [
      `FUNCTION ${name}(p ${key.type.type}) RETURNS ${type} LANGUAGE sql AS $$ SELECT ${c} FROM ${table} WHERE ${k} = p $$`,
      key.type.type,
    ],
    [
      `FUNCTION ${name}(p ${key.type.type}) RETURNS ${type} LANGUAGE plpgsql AS $$ DECLARE r ${type}; BEGIN SELECT ${c} INTO r FROM ${table} WHERE ${k} = p; RETURN r; END $$`,
      key.type.type,
    ],
    [`FUNCTION ${name}() RETURNS SETOF ${table} LANGUAGE sql STABLE AS 'SELECT * FROM ${table}'`, ''],
    [
      `FUNCTION ${name}() RETURNS ${table}.${k}%TYPE LANGUAGE plpgsql AS $$ DECLARE r ${table}%ROWTYPE; n ${table}.${c}%TYPE; BEGIN SELECT * INTO r FROM ${table}; n := r.${c}; RETURN r.${k}; END $$`,
      '',
    ],
    [
      `FUNCTION ${name}() RETURNS TABLE (a ${key.type.type}, b ${type}) LANGUAGE ${draw.pick([`sql AS $$ SELECT ${k}, ${c} FROM ${table} $$`, `plpgsql AS $$ BEGIN RETURN QUERY SELECT x.${k}, x.${c} FROM ${table} x; END $$`])}`,
      '',
    ],
    [
      `FUNCTION ${name}(v ${type}) RETURNS void LANGUAGE sql AS $$ INSERT INTO ${table} (${c}) VALUES (v) $$`,
      type,
    ],
    [
      `FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.${c} := ${draw.pick(one.type.values).replaceAll('$', '')}; RETURN NEW; END $$`,
      '',
    ],
    [`PROCEDURE ${name}(v ${type}) LANGUAGE plpgsql AS $$ BEGIN UPDATE ${table} SET ${c} = v; END $$`, type],
    [
      `FUNCTION ${name}(v ${type}) RETURNS text IMMUTABLE LANGUAGE sql AS $$ SELECT (${reading(draw, { name: 'v', type: one.type })})::text $$`,
      type,
    ],
  ] as const);
  project.functions.push(`${name}(${types})`);
  const statements = [`CREATE ${made};`];
  const value = draw.pick(one.type.values);
  if (made.includes('RETURNS trigger'))
    statements.push(
      `CREATE TRIGGER ${nextName(project, 'g')} BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION ${name}();`,
    );
  else if (made.startsWith('PROCEDURE')) statements.push(`CALL ${name}(${value});`);
  else if (made.includes('IMMUTABLE'))
    statements.push(
      draw.pick([
        `CREATE VIEW ${nextName(project, 'v')} AS SELECT ${name}(${c}) AS shown FROM ${table};`,
        `CREATE INDEX ON ${table} (${name}(${c}));`,
        `ALTER TABLE ${table} ADD CHECK (${name}(${c}) <> '');`,
      ]),
    );
  else if (draw.chance(0.5))
    statements.push(
      made.includes('(p ')
        ? `SELECT ${name}(${k}) FROM ${table};`
        : `SELECT ${name}(${made.includes('(v ') ? value : ''});`,
    );
  return statements;
};

const index: Maker = (draw, project) => {
  const { name, columns } = draw.pick(project.tables);
  const [one, other] = [draw.pick(columns), draw.pick(columns)];
  const key = draw.pick([
    quoted(one.name),
    quoted(one.name),
    `(${reading(draw, one)})`,
    `${quoted(one.name)} DESC`,
  ]);
  const method = draw.pick([
    '',
    '',
    '',
    ' USING btree',
    ' USING gin',
    ' USING gist',
    ' USING hash',
    ' USING brin',
  ]);
  const where = draw.chance(0.15) ? ` WHERE (${reading(draw, other)}) IS NOT NULL` : '';
  const indexName = nextName(project, 'i');
  return [
    `CREATE ${draw.pick(['', '', 'UNIQUE '])}INDEX ${draw.pick([`${indexName} `, `${indexName} `, `IF NOT EXISTS ${indexName} `, ''])}ON ${name}${method} (${key}${draw.chance(0.2) ? `, ${quoted(other.name)}` : ''})${where};`,
    ...(draw.chance(0.15)
      ? [
          `${draw.pick(["COMMENT ON INDEX $ IS 'x'", 'DROP INDEX $', 'ALTER INDEX $ RENAME TO $a']).replaceAll('$', `${name.includes('app.') ? 'app.' : ''}${indexName}`)};`,
        ]
      : []),
  ];
};

const alter: Maker = (draw, project) => {
  const table = draw.pick(project.tables);
  const { name, columns } = table;
  const one = draw.pick(columns);
  const c = quoted(one.name);
  const fresh = { name: nextName(project, draw.pick(['n', 'N'])), type: draw.pick(columnTypes) };
  const target = draw.pick(project.tables);
  const only = `ALTER TABLE ${draw.pick(['', 'ONLY ', 'IF EXISTS '])}${name}`;
  return draw.pick<() => readonly string[]>([
    () => {
      columns.push(fresh);
      return [`${only} ADD COLUMN ${draw.pick(['', 'IF NOT EXISTS '])}${definition(draw, fresh)};`];
    },
    () => [
      `${only} ADD COLUMN ${nextName(project, 'n')} ${draw.pick(['serial', 'bigserial UNIQUE', 'int GENERATED ALWAYS AS IDENTITY', 'int CHECK (1 > 0)'])};`,
    ],
    () => {
      const type = target.key.type;
      columns.push({ name: fresh.name, type });
      return [`${only} ADD COLUMN ${quoted(fresh.name)} ${type.type} REFERENCES ${target.name};`];
    },
    () => {
      const was = one.name;
      one.name = draw.pick([`${was.toLowerCase()}x`, `${was}X`]);
      return [`${only} RENAME ${draw.pick(['', 'COLUMN '])}${quoted(was)} TO ${quoted(one.name)};`];
    },
    () => [`${only} ALTER COLUMN ${c} SET DEFAULT ${draw.pick(one.type.values)};`],
    () => [
      `${only} ALTER COLUMN ${c} ${draw.pick(['DROP DEFAULT', 'SET NOT NULL', 'DROP NOT NULL', 'SET STATISTICS 50'])};`,
    ],
    () => {
      const was = one.type;
      one.type = draw.pick(columnTypes);
      const using = draw.chance(0.6) || was === one.type ? ` USING ${c}::text::${one.type.type}` : '';
      return [`${only} ALTER COLUMN ${c} TYPE ${one.type.type}${using};`];
    },
    () => {
      const gone = columns.length > 3 ? columns.pop() : undefined;
      return gone ? [`${only} DROP COLUMN ${quoted(gone.name)}${draw.pick(['', ' CASCADE'])};`] : [];
    },
    () => [`${only} ADD CONSTRAINT ${nextName(project, 'k')} CHECK ((${reading(draw, one)}) IS NOT NULL);`],
    () => [`${only} ADD ${draw.pick(['', `CONSTRAINT ${nextName(project, 'k')} `])}UNIQUE (${c});`],
    () => [`${only} ADD FOREIGN KEY (${c}) REFERENCES ${target.name};`],
    () => {
      const was = table.name;
      const next = nextName(project, 'r');
      table.name = was.includes('.') ? `${was.slice(0, was.lastIndexOf('.'))}.${next}` : next;
      return [`ALTER TABLE ${was} RENAME TO ${next};`];
    },
  ])();
};

const others: Maker = (draw, project) => {
  const { name, columns } = draw.pick(project.tables);
  const one = draw.pick(columns);
  const c = quoted(one.name);
  const routineName = project.functions.length > 0 ? draw.pick(project.functions) : 'none()';
  const viewName = project.views.length > 0 ? draw.pick(project.views) : 'none';
  const made = nextName(project, 'd');
  return draw.pick<readonly string[]>([
    ["ALTER TYPE mood ADD VALUE 'new';", `INSERT INTO ${name} (${c}) VALUES ('new');`],
    ["ALTER TYPE mood RENAME VALUE 'ok' TO 'fine';", "ALTER TYPE mood RENAME VALUE 'fine' TO 'ok';"],
    [`COMMENT ON COLUMN ${name}.${c} IS 'a column';`],
    [`COMMENT ON FUNCTION ${routineName} IS 'a function';`],
    [`DROP FUNCTION ${routineName};`],
    [`DROP VIEW ${viewName}${draw.pick(['', ' CASCADE'])};`],
    [`DROP TABLE ${name}${draw.pick(['', ' CASCADE'])};`],
    [`CREATE TABLE ${made} AS SELECT ${c} FROM ${name};`],
    [`SELECT ${c} INTO ${made} FROM ${name};`],
    [`CREATE TABLE ${made} (LIKE ${name} INCLUDING ALL);`],
    [
      `CREATE TABLE ${made} (id int, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);`,
      `CREATE TABLE ${made}_a PARTITION OF ${made} FOR VALUES FROM ('2020-01-01') TO ('2030-01-01');`,
      `INSERT INTO ${made} VALUES (1, '2026-01-02');`,
    ],
    [
      `DO $$ BEGIN ALTER TABLE ${name} ADD COLUMN ${made} int; EXCEPTION WHEN duplicate_column THEN NULL; END $$;`,
    ],
    [`DO $$ BEGIN UPDATE ${name} SET ${c} = ${draw.pick(one.type.values).replaceAll('$', '')}; END $$;`],
    ['SET search_path TO public, app;'],
    ['SET search_path TO app, public;'],
    ['SET statement_timeout = 0;'],
    [
      `CREATE TYPE ${made} AS ENUM ('x');`,
      `CREATE TABLE ${made}_t (id uuid PRIMARY KEY, k ${made}, l int);`,
      `DROP TYPE ${made} CASCADE;`,
      `INSERT INTO ${made}_t VALUES (gen_random_uuid(), 1);`,
    ],
    [`CREATE RULE ${made} AS ON DELETE TO ${name} DO INSTEAD NOTHING;`],
    [`CREATE SEQUENCE ${made};`, `SELECT nextval('${made}');`],
    [`ANALYZE ${name};`],
    [`${query(draw, project)};`],
    [`GRANT SELECT ON ${name} TO PUBLIC;`],
  ]);
};

const makers: readonly Maker[] = [
  makeTable,
  rows,
  rows,
  rows,
  copy,
  copy,
  change,
  view,
  view,
  routine,
  routine,
  routine,
  index,
  index,
  alter,
  alter,
  alter,
  alter,
  others,
  others,
  others,
];
