/** A script of `count` statements such as an application and its migrations hold, the same for the same seed. */
export function generateSql(count: number, seed = 42): string {
  const random = randomFrom(seed);
  const lines: string[] = [];
  for (let index = 0; index < count; index++) {
    if (index % 12 === 0) lines.push(`-- step ${index}`);
    lines.push(statement(random, index));
  }
  return `${lines.join('\n')}\n`;
}

type Random = (below: number) => number;

const tables = [
  'customer',
  'orders',
  'order_line',
  'product',
  'invoice',
  'payment',
  'shipment',
  'event',
  'audit_log',
];
const columns = [
  'name',
  'email',
  'status',
  'created_at',
  'amount',
  'quantity',
  'note',
  'country',
  'owner_id',
  'tags',
];
const types = [
  'text',
  'varchar(80)',
  'integer',
  'bigint',
  'numeric(12, 2)',
  'boolean',
  'timestamptz',
  'date',
  'uuid',
];
const refused = ['serial', 'text[]', 'money', 'inet', 'xml'];

/** Shares in hundredths: what writes rows and reads them outnumbers what defines tables. */
const kinds: readonly (readonly [share: number, make: (random: Random, index: number) => string])[] = [
  [15, createTable],
  [13, createIndex],
  [30, insert],
  [25, select],
  [
    7,
    (random) =>
      `UPDATE ${table(random)} SET status = ${literal(random)}, amount = amount + 1 WHERE ${condition(random)};`,
  ],
  [3, (random) => `DELETE FROM ${table(random)} WHERE ${condition(random)};`],
  [
    7,
    (random) =>
      `ALTER TABLE ${table(random)} ADD COLUMN ${pick(random, columns)}_${random(99)} ${pick(random, types)};`,
  ],
];

function statement(random: Random, index: number): string {
  let left = random(100);
  for (const [share, make] of kinds) {
    if (left < share) return make(random, index);
    left -= share;
  }
  return 'SELECT 1;';
}

function createTable(random: Random, index: number): string {
  const fields = Array.from({ length: 4 + random(8) }, (_none, at) => {
    const type = random(100) < 6 ? pick(random, refused) : pick(random, types);
    const reference = random(100) < 5 ? ` REFERENCES ${table(random)} (id)` : '';
    return `    ${pick(random, columns)}_${at} ${type}${random(2) ? ' NOT NULL' : ''}${reference}`;
  });
  return `CREATE TABLE app.${pick(random, tables)}_${index} (\n    id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,\n${fields.join(',\n')}\n);`;
}

function createIndex(random: Random, index: number): string {
  const async = random(10) < 7 ? 'ASYNC ' : '';
  return `CREATE ${random(5) ? '' : 'UNIQUE '}INDEX ${async}idx_${index} ON ${table(random)} (${pick(random, columns)}, ${pick(random, columns)});`;
}

function insert(random: Random): string {
  const names = columns.slice(0, 3 + random(5));
  const rows = Array.from(
    { length: 1 + random(5) },
    () => `(${names.map(() => literal(random)).join(', ')})`,
  );
  return `INSERT INTO ${table(random)} (${names.join(', ')}) VALUES ${rows.join(', ')};`;
}

function select(random: Random): string {
  const joined = random(2) ? `\nLEFT JOIN ${table(random)} j ON j.id = t.owner_id` : '';
  const order = random(2) ? `\nORDER BY t.created_at DESC LIMIT ${1 + random(100)}` : '';
  const names = columns.slice(0, 2 + random(6)).map((name) => `t.${name}`);
  return `SELECT ${names.join(', ')}, count(*) OVER (PARTITION BY t.status)\nFROM ${table(random)} t${joined}\nWHERE ${condition(random)} AND ${condition(random)}${order};`;
}

const table = (random: Random): string => `app.${pick(random, tables)}_${random(400)}`;

const condition = (random: Random): string =>
  pick(random, [
    `${pick(random, columns)} = $1`,
    `${pick(random, columns)} LIKE '%${random(1000)}%'`,
    `${pick(random, columns)} IN (${Array.from({ length: 2 + random(6) }, () => literal(random)).join(', ')})`,
    "created_at > now() - interval '1 day'",
  ]);

const literal = (random: Random): string =>
  pick(random, [
    `'it''s ${random(1e6)}'`,
    String(random(1e6)),
    "'données'",
    'NULL',
    'true',
    `${random(1e4)}.5`,
  ]);

const pick = <V>(random: Random, list: readonly V[]): V => list[random(list.length)] as V;

function randomFrom(start: number): Random {
  let state = start;
  return (below) => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}
