import { randomFrom } from '../random.js';

/** A value of each type as PostgreSQL reads it. */
const columns: readonly (readonly [type: string, value: string])[] = [
  ['int', '7'],
  ['bigint', '8'],
  ['text', "'words'"],
  ['varchar(20)', "'it''s'"],
  ['numeric(10,2)', '1.50'],
  ['money', "'$1,200.50'"],
  ['bool', 'true'],
  ['date', "'2026-01-02'"],
  ['timestamptz', "'2026-01-02 03:04:05+00'"],
  ['interval', "'2 days'"],
  ['uuid', "'6f9619ff-8b86-4011-b42d-00c04fc964ff'"],
  ['bytea', "'\\x0102'"],
  ['json', '\'{"a": 1}\''],
  ['jsonb', '\'{"b": [2]}\''],
  ['text[]', "'{a,b}'"],
  ['int[]', "'{1,2}'"],
  ['inet', "'10.0.0.1'"],
  ['cidr', "'10.0.0.0/8'"],
  ['macaddr', "'08:00:2b:01:02:03'"],
  ['point', "'(1,2)'"],
  ['int4range', "'[1,5)'"],
  ['bit(3)', "B'101'"],
  ['xml', "'<a/>'"],
  ['mood', "'ok'"],
  ['posint', '3'],
  ['pair', "'(1,x)'"],
];

const keys = ['serial', 'bigserial', 'uuid', 'int', 'bigint GENERATED ALWAYS AS IDENTITY'];

/** Scripts that PostgreSQL 16 runs, of tables, keys, references, indexes, views and rows; the same ones for a seed. */
export function* randomSchemas(seed: number, count: number): Generator<string> {
  const random = randomFrom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const chance = (share: number): boolean => random() < share;
  for (let made = 0; made < count; made++) {
    const sql = [
      "CREATE TYPE mood AS ENUM ('sad', 'ok');",
      'CREATE TYPE pair AS (a int, b text);',
      'CREATE DOMAIN posint AS int CHECK (VALUE > 0);',
    ];
    const tables: { readonly name: string; readonly key: string }[] = [];
    for (let at = 0; at < 3; at++) {
      const name = `t${at}`;
      const key = pick(keys);
      const own = ['c0', 'c1', 'c2'].map((column) => [column, ...pick(columns)] as const);
      const parts = own.map(([column, type, value]) => {
        const preset = chance(0.3) ? ` DEFAULT ${value}` : '';
        return `${column} ${type}${preset}${chance(0.2) ? ' NOT NULL' : ''}`;
      });
      const target = chance(0.7) ? pick([...tables, undefined]) : undefined;
      if (target)
        parts.push(`r ${referenceTo(target.key)} REFERENCES ${target.name}${chance(0.5) ? ' (id)' : ''}`);
      const isLater = chance(0.3);
      sql.push(
        `CREATE TABLE ${name} (id ${key}${isLater ? ' NOT NULL' : ' PRIMARY KEY'}, ${parts.join(', ')});`,
      );
      if (isLater) sql.push(`ALTER TABLE ONLY ${name} ADD CONSTRAINT ${name}_pkey PRIMARY KEY (id);`);
      tables.push({ name, key });
      const [[column, type, value]] = [pick(own)];
      if (chance(0.4) && comparable.has(type))
        sql.push(`CREATE ${pick(['', 'UNIQUE '])}INDEX ON ${name}${pick(['', ' USING btree'])} (${column});`);
      if (chance(0.3)) sql.push(`CREATE VIEW v${at} AS SELECT id, ${column} AS shown FROM ${name};`);
      if (chance(0.3)) sql.push(`ALTER TABLE ${name} ADD COLUMN d ${type} DEFAULT ${value};`);
      const written = own.map(([one]) => one).join(', ');
      const values = own.map((one) => one[2]).join(', ');
      const id = key === 'uuid' ? "'6f9619ff-8b86-4011-b42d-00c04fc964ff'" : '1';
      if (chance(0.5) && !key.includes('ALWAYS'))
        sql.push(`INSERT INTO ${name} (id, ${written}) VALUES (${id}, ${values});`);
      if (chance(0.2)) sql.push(`UPDATE ${name} SET ${column} = ${value};`);
      if (chance(0.2)) sql.push(`COMMENT ON COLUMN ${name}.${column} IS 'a column';`);
    }
    yield sql.join('\n');
  }
}

const comparable: ReadonlySet<string> = new Set([
  'int',
  'bigint',
  'text',
  'varchar(20)',
  'bool',
  'date',
  'uuid',
  'mood',
]);

/** The type of a column that references such a key. */
const referenceTo = (key: string): string =>
  key === 'uuid' ? 'uuid' : key.startsWith('big') ? 'bigint' : 'int';
