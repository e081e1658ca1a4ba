const types = [
  'integer',
  'bigint',
  'text',
  'varchar(20)',
  'numeric(8,2)',
  'boolean',
  'date',
  'timestamptz',
  'uuid',
];
const defaults: Readonly<Record<string, string>> = {
  integer: '7',
  text: "'x'",
  boolean: 'true',
  uuid: 'gen_random_uuid()',
  timestamptz: 'now()',
};

interface Draw {
  readonly oneOf: <One>(all: readonly One[]) => One | undefined;
  readonly may: (share: number) => boolean;
  /** From 0 to 2. */
  readonly few: () => number;
}

/**
 * A small schema, whose names are of a few, so that two have much in common: sequences, domains, functions, tables with
 * identities, generated columns, keys, checks and indexes of each kind, views on tables and on views, comments, rights and
 * owners, in two schemas. `roles`: two that there are, which admin is a member of.
 */
export function schemaOf(random: () => number, roles: readonly string[]): string {
  const draw: Draw = {
    oneOf: (all) => all[Math.floor(random() * all.length)],
    may: (share) => random() < share,
    few: () => Math.floor(random() * 3),
  };
  const { may } = draw;
  const statements: string[] = [];
  const hasApp = may(0.5);
  if (hasApp) {
    statements.push('CREATE SCHEMA app');
    if (may(0.3)) statements.push("COMMENT ON SCHEMA app IS 'of the app'");
    // An owner must be able to create in the schema
    for (const role of roles) statements.push(`GRANT USAGE, CREATE ON SCHEMA app TO ${role}`);
  }
  const schemas = hasApp ? ['public', 'app'] : ['public'];
  for (const schema of schemas) {
    statements.push(...smallObjects(schema, roles, draw));
    const tables = ['t0', 't1', 't2', 't3'].filter(() => may(schema === 'app' ? 0.4 : 0.7));
    for (const [at, table] of tables.entries())
      statements.push(
        ...tableWith(
          `${schema}.${table}`,
          tables.slice(0, at).map((one) => `${schema}.${one}`),
          draw,
        ),
      );
    for (const table of tables) {
      if (may(0.4)) statements.push(...rightsOn(`${schema}.${table}`, roles, draw));
      if (schema === 'app' && may(0.4))
        statements.push(`ALTER TABLE app.${table} OWNER TO ${draw.oneOf(roles)}`);
    }
  }
  if (may(0.2)) statements.push(`ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO ${roles[0]}`);
  return statements.map((sql) => `${sql};\n`).join('');
}

function smallObjects(
  schema: string,
  roles: readonly string[],
  { oneOf, may, few }: Draw,
): readonly string[] {
  const statements: string[] = [];
  if (may(0.5))
    statements.push(
      `CREATE SEQUENCE ${schema}.s INCREMENT BY ${1 + few()} CACHE 65536${may(0.3) ? ' CYCLE' : ''}`,
    );
  if (may(0.5)) {
    statements.push(
      `CREATE DOMAIN ${schema}.d AS int${may(0.5) ? ' DEFAULT 3' : ''}${may(0.5) ? ' CHECK (VALUE > 0)' : ''}`,
    );
    if (schema === 'app' && may(0.4)) statements.push(`ALTER DOMAIN app.d OWNER TO ${oneOf(roles)}`);
  }
  if (may(0.5)) {
    statements.push(
      `CREATE FUNCTION ${schema}.f(a int) RETURNS int LANGUAGE sql ${may(0.5) ? 'IMMUTABLE' : 'STABLE'} AS $$SELECT a + ${few()}$$`,
    );
    if (may(0.3)) statements.push(`COMMENT ON FUNCTION ${schema}.f(int) IS 'f${few()}'`);
  }
  return statements;
}

function tableWith(table: string, earlier: readonly string[], draw: Draw): readonly string[] {
  const { oneOf, may, few } = draw;
  const name = table.slice(table.indexOf('.') + 1);
  const statements: string[] = [];
  const columns = ['a', 'b', 'c', 'd']
    .filter(() => may(0.7))
    .map((column) => [column, oneOf(types) ?? 'text'] as const);
  const items = ['id bigint PRIMARY KEY'];
  for (const [column, type] of columns) {
    const value = may(0.3) ? defaults[type] : undefined;
    items.push(`${column} ${type}${value ? ` DEFAULT ${value}` : ''}${may(0.2) ? ' NOT NULL' : ''}`);
  }
  if (may(0.2)) items.push(`n bigint GENERATED ${oneOf(['ALWAYS', 'BY DEFAULT'])} AS IDENTITY (CACHE 65536)`);
  if (may(0.2)) items.push(`g bigint GENERATED ALWAYS AS (id + ${few()}) STORED`);
  const target = oneOf(earlier);
  if (target && may(0.5))
    items.push(
      `e bigint REFERENCES ${target} (id)${oneOf(['', ' ON DELETE CASCADE', ' ON DELETE SET NULL'])}`,
    );
  if (may(0.3)) items.push(`CONSTRAINT ${name}_k CHECK (id > ${few()})`);
  const [unique] = oneOf(columns) ?? [];
  if (unique && may(0.3))
    items.push(
      `CONSTRAINT ${name}_u UNIQUE${oneOf(['', ' NULLS NOT DISTINCT'])} (${unique}${may(0.3) ? ', id' : ''})`,
    );
  statements.push(`CREATE TABLE ${table} (${items.join(', ')})`);
  for (const [column, type] of columns) {
    if (may(0.3)) statements.push(indexOn(table, `${name}_${column}_i`, column, type, draw));
    if (may(0.15)) statements.push(`COMMENT ON COLUMN ${table}.${column} IS 'c${few()}'`);
  }
  if (may(0.4)) {
    const shown = ['id', ...columns.map(([column]) => column).filter(() => may(0.5))];
    statements.push(`CREATE VIEW ${table}_v AS SELECT ${shown.join(', ')} FROM ${table}`);
    if (may(0.3)) statements.push(`CREATE VIEW ${table}_w AS SELECT id AS key FROM ${table}_v`);
    if (may(0.2)) statements.push(`COMMENT ON VIEW ${table}_v IS 'v${few()}'`);
  }
  if (may(0.3)) statements.push(`COMMENT ON TABLE ${table} IS 'c${few()}'`);
  return statements;
}

/** Plain, or of an expression, partial, with other columns or without a place of its own for NULL. */
function indexOn(table: string, name: string, column: string, type: string, { oneOf, may }: Draw): string {
  const key = type === 'text' && may(0.3) ? `lower(${column})` : column;
  const rest = oneOf([
    '',
    '',
    '',
    ` INCLUDE (id)`,
    ` NULLS NOT DISTINCT`,
    ` WHERE id > 1`,
    ` WHERE ${column} IS NOT NULL`,
  ]);
  return `CREATE ${may(0.3) ? 'UNIQUE ' : ''}INDEX ASYNC ${name} ON ${table} (${key}${may(0.2) ? ' NULLS FIRST' : ''})${rest}`;
}

function rightsOn(table: string, roles: readonly string[], { oneOf, may }: Draw): readonly string[] {
  const role = oneOf(roles);
  return [
    `GRANT ${oneOf(['SELECT', 'SELECT, INSERT', 'UPDATE, DELETE'])} ON ${table} TO ${role}${may(0.2) ? ' WITH GRANT OPTION' : ''}`,
    ...(may(0.3) ? [`GRANT UPDATE (id) ON ${table} TO ${oneOf(roles)}`] : []),
    ...(may(0.2) ? [`GRANT SELECT ON ${table} TO PUBLIC`] : []),
  ];
}
