import type { Span } from '../../core/text/span.js';
import type { Declared, Model, ModelColumn, Sent } from './model.js';

/** The models of a Prisma schema for PostgreSQL. https://www.prisma.io/docs/orm/reference/prisma-schema-reference */
export function prismaModels(text: string): Declared {
  const sent: Sent[] = [];
  const tables: Model[] = [];
  const provider = /\bdatasource\s+\w+\s*\{[^}]*\bprovider\s*=\s*"([^"]*)"/.exec(text)?.[1];
  if (provider !== undefined && provider !== 'postgresql' && provider !== 'postgres')
    return { tables, classes: [], sent };
  const blocks = blocksIn(text);
  const enums = new Map(
    blocks.flatMap((block): [string, string][] =>
      block.kind === 'enum' ? [[block.name, /@@map\(\s*"([^"]*)"/.exec(block.body)?.[1] ?? block.name]] : [],
    ),
  );
  const models = new Set(blocks.flatMap(({ kind, name }) => (kind === 'enum' ? [] : name)));
  for (const block of blocks) {
    if (block.kind === 'enum') sent.push(sentEnum(block));
    else tables.push(modelOf(block, enums, models, sent));
  }
  return { tables, classes: [], sent };
}

interface Block {
  readonly kind: string;
  readonly name: string;
  readonly nameAt: Span;
  readonly body: string;
  /** The offset of its body. */
  readonly start: number;
}

function blocksIn(written: string): readonly Block[] {
  // What stands in comments says nothing; its length stays.
  const text = written.replace(
    /("(?:[^"\\\n]|\\.)*")|\/\/[^\n]*/g,
    (all, string) => string ?? ' '.repeat(all.length),
  );
  return [...text.matchAll(/^[ \t]*(model|view|enum)\s+(\w+)\s*\{([^}]*)\}/gm)].map(
    ({ index, 0: all, 1: kind = '', 2: name = '', 3: body = '' }) => {
      const at = index + all.indexOf(name, all.indexOf(kind) + kind.length);
      const start = index + all.length - 1 - body.length;
      return { kind, name, nameAt: { start: at, end: at + name.length }, body, start };
    },
  );
}

const scalars: Readonly<Record<string, string>> = {
  String: 'text',
  Boolean: 'boolean',
  Int: 'integer',
  BigInt: 'bigint',
  Float: 'double precision',
  Decimal: 'numeric(65, 30)',
  DateTime: 'timestamp(3)',
  Json: 'jsonb',
  Bytes: 'bytea',
};

function modelOf(
  { name, nameAt, body, start }: Block,
  enums: ReadonlyMap<string, string>,
  models: ReadonlySet<string>,
  sent: Sent[],
): Model {
  const columns: ModelColumn[] = [];
  const keys = new Set(listIn(/@@id\(\s*(?:fields:\s*)?\[([^\]]*)\]/.exec(body)?.[1]));
  let isWhole = true;
  for (const { index, 0: line } of body.matchAll(/[^\n]+/g)) {
    const field = /^\s*(\w+)\s+(\w+|Unsupported\("[^"]*"\))(\[\])?(\?)?(.*)$/.exec(line);
    if (!field) continue;
    const [, key = '', type = '', list, optional, attributes = ''] = field;
    if (models.has(type)) continue;
    const sql = type.startsWith('Unsupported')
      ? /"([^"]*)"/.exec(type)?.[1]
      : (scalars[type] ?? enums.get(type));
    // A type of another file may be a model, which has no column.
    if (sql === undefined) {
      isWhole = false;
      continue;
    }
    const lineStart = start + index;
    const spanIn = (part: string, from = 0): Span => {
      const at = lineStart + line.indexOf(part, from);
      return { start: at, end: at + part.length };
    };
    const behind = line.length - attributes.length;
    const mapped = /@map\(\s*(?:name:\s*)?("([^"]*)")/.exec(attributes);
    const native = /@db\.(\w+)(?:\(([^)]*)\))?/.exec(attributes);
    const own = native ? nativeType(native[1] ?? '', native[2]) : undefined;
    if (native && own !== undefined) sent.push(sentType(spanIn(native[0], behind), native[0], own));
    if (/@default\(\s*autoincrement\(\)\s*\)/.test(attributes))
      sent.push(sentIncrement(spanIn('autoincrement()', behind), type));
    columns.push({
      name: mapped?.[2] ?? key,
      at: mapped?.[1] ? spanIn(mapped[1], behind) : spanIn(key),
      type: `${enums.has(type) ? `"${sql}"` : (own ?? sql)}${list ?? ''}`,
      isKey: /@id\b/.test(attributes) || keys.has(key),
      isUnique: /@unique\b/.test(attributes),
      isRequired: optional === undefined && list === undefined,
    });
  }
  const table = /@@map\(\s*(?:name:\s*)?("([^"]*)")/.exec(body);
  const at = table?.[1] === undefined ? undefined : start + table.index + table[0].indexOf(table[1]);
  return {
    schema: /@@schema\(\s*"([^"]*)"/.exec(body)?.[1],
    name: table?.[2] ?? name,
    at: at === undefined || table?.[1] === undefined ? nameAt : { start: at, end: at + table[1].length },
    columns,
    isWhole,
  };
}

const listIn = (text: string | undefined): readonly string[] =>
  (text ?? '').split(',').map((one) => one.replace(/\(.*$/, '').trim());

const natives: Readonly<Record<string, string>> = {
  Text: 'text',
  VarChar: 'varchar',
  Char: 'char',
  Bit: 'bit',
  VarBit: 'varbit',
  Uuid: 'uuid',
  Xml: 'xml',
  Inet: 'inet',
  Citext: 'citext',
  Boolean: 'boolean',
  Integer: 'integer',
  SmallInt: 'smallint',
  BigInt: 'bigint',
  Oid: 'oid',
  DoublePrecision: 'double precision',
  Real: 'real',
  Decimal: 'numeric',
  Money: 'money',
  Timestamp: 'timestamp',
  Timestamptz: 'timestamptz',
  Date: 'date',
  Time: 'time',
  Timetz: 'timetz',
  Json: 'json',
  JsonB: 'jsonb',
  ByteA: 'bytea',
};

function nativeType(name: string, size: string | undefined): string | undefined {
  const type = natives[name];
  return type !== undefined && size !== undefined && /^[\d\s,]+$/.test(size) ? `${type}(${size})` : type;
}

const sentType = (at: Span, said: string, type: string): Sent => ({
  at,
  sql: `CREATE TABLE t (id uuid PRIMARY KEY, c ${type})`,
  said: `${said} of Prisma`,
  instead: 'Choose another native type, or leave it to Prisma.',
});

const sentIncrement = (at: Span, type: string): Sent => ({
  at,
  sql: `CREATE TABLE t (id ${type === 'BigInt' ? 'BIGSERIAL' : 'SERIAL'} PRIMARY KEY)`,
  said: 'autoincrement() of Prisma',
  instead: 'Write @id @default(dbgenerated("gen_random_uuid()")) @db.Uuid on a String.',
});

const sentEnum = ({ nameAt }: Block): Sent => ({
  at: nameAt,
  sql: "CREATE TYPE t AS ENUM ('a')",
  said: 'An enum of Prisma',
  instead: 'Make the field a String, and add a CHECK for its values to the migration.',
});
