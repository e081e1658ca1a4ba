import { type HostNode, partsOf } from '../hostNode.js';
import {
  type Conventions,
  type Declared,
  type Model,
  type ModelColumn,
  nothingDeclared,
  type Sent,
} from './model.js';
import { type Call, callOf, chainOf, fieldsOf, isTrue, plainString, spanOf } from './scriptNodes.js';

/** The tables that a file declares for Drizzle. https://orm.drizzle.team/docs/column-types/pg */
export function drizzleModels(root: HostNode, { drizzleKeepsNames }: Conventions): Declared {
  if (!/['"]drizzle-orm\/pg-core['"]/.test(root.text)) return nothingDeclared;
  const calls = root.descendantsOfType(['call_expression']).flatMap((node) => callOf(node) ?? []);
  const makers = makersIn(calls);
  const enums = enumsIn(calls);
  const tables: Model[] = [];
  const sent: Sent[] = [];
  for (const call of calls) {
    if (call.name === 'pgEnum' && call.callee.type === 'identifier') sent.push(sentEnum(call));
    const maker = makers.get(call.callee.text);
    const [first, second] = call.args;
    const written = plainString(first);
    if (!maker || !first || written === undefined) continue;
    const { fields, isOpen } = fieldsOf(columnsIn(second));
    const columns = [...fields].map(([key, { key: at, value }]) =>
      columnOf(key, at, value, drizzleKeepsNames, enums),
    );
    for (const {
      chain: [builder],
    } of columns)
      if (builder && serials[builder.name]) sent.push(sentSerial(builder));
    tables.push({
      schema: maker.schema,
      name: maker.nameOf(written),
      at: spanOf(first),
      columns: columns.flatMap(({ column }) => column ?? []),
      isWhole: !isOpen && columns.every(({ column }) => column),
    });
  }
  return { tables, classes: [], sent };
}

interface Maker {
  readonly schema: string | undefined;
  readonly nameOf: (written: string) => string;
}

/** What makes tables in a file, by how it is called: pgTable, the tables of a schema, and a creator with a prefix. */
function makersIn(calls: readonly Call[]): ReadonlyMap<string, Maker> {
  const makers = new Map<string, Maker>([['pgTable', { schema: undefined, nameOf: (name) => name }]]);
  for (const {
    name,
    args: [first],
    node,
  } of calls) {
    const declared =
      node.parent?.type === 'variable_declarator' ? node.parent.childForFieldName('name') : null;
    if (!declared || !first) continue;
    const schema = plainString(first);
    if (name === 'pgSchema' && schema !== undefined)
      makers.set(`${declared.text}.table`, { schema, nameOf: (written) => written });
    const made = /^\(?\s*(\w+)\s*(?::\s*string\s*)?\)?\s*=>\s*`([^`$]*)\$\{(\w+)\}([^`$]*)`$/.exec(
      first.text,
    );
    if (name === 'pgTableCreator' && made?.[1] === made?.[3] && made)
      makers.set(declared.text, {
        schema: undefined,
        nameOf: (written) => `${made[2] ?? ''}${written}${made[4] ?? ''}`,
      });
  }
  return makers;
}

/** The names of enumerations, by what the code calls them. */
const enumsIn = (calls: readonly Call[]): ReadonlyMap<string, string> =>
  new Map(
    calls.flatMap(({ name, args: [first], node }): [string, string][] => {
      const declared = node.parent?.childForFieldName('name');
      const written = plainString(first);
      return name === 'pgEnum' && declared && written ? [[declared.text, written]] : [];
    }),
  );

/** The object of columns, which may be what a function of the builders answers. */
function columnsIn(node: HostNode | undefined): HostNode | undefined {
  if (node?.type !== 'arrow_function') return node;
  const body = node.childForFieldName('body') ?? undefined;
  return body?.type === 'parenthesized_expression' ? partsOf(body)[0] : body;
}

function columnOf(
  key: string,
  keyNode: HostNode,
  value: HostNode,
  keepsNames: boolean,
  enums: ReadonlyMap<string, string>,
): { readonly column: ModelColumn | undefined; readonly chain: readonly Call[] } {
  const chain = chainOf(value);
  const [builder, ...rest] = chain;
  if (!builder) return { column: undefined, chain };
  const [first] = builder.args;
  const written = plainString(first);
  // Without a name it is called as its key, in whatever case the client is told to write it.
  if (written === undefined && !keepsNames && !/^[a-z][a-z\d]*$/.test(key))
    return { column: undefined, chain };
  if (written === undefined && first && first.type !== 'object') return { column: undefined, chain };
  const type = enums.get(builder.name) ?? typeOf(builder);
  // A builder of somebody's own may call its column anything.
  if (type === undefined && written === undefined) return { column: undefined, chain };
  const has = (name: string) => rest.some((call) => call.name === name);
  const isArray = has('array');
  return {
    chain,
    column: {
      name: written ?? key,
      at: spanOf(written !== undefined && first ? first : keyNode),
      type: type === undefined ? undefined : `${type}${isArray ? '[]' : ''}`,
      isKey: has('primaryKey'),
      isUnique: has('unique'),
      isRequired: has('notNull') || serials[builder.name] !== undefined,
    },
  };
}

const serials: Readonly<Record<string, string>> = {
  serial: 'serial',
  bigserial: 'bigserial',
  smallserial: 'smallserial',
};

const plain: Readonly<Record<string, string>> = {
  serial: 'integer',
  bigserial: 'bigint',
  smallserial: 'smallint',
  integer: 'integer',
  bigint: 'bigint',
  smallint: 'smallint',
  text: 'text',
  boolean: 'boolean',
  uuid: 'uuid',
  date: 'date',
  json: 'json',
  jsonb: 'jsonb',
  real: 'real',
  doublePrecision: 'double precision',
  numeric: 'numeric',
  decimal: 'numeric',
  interval: 'interval',
  inet: 'inet',
  cidr: 'cidr',
  bytea: 'bytea',
  varchar: 'varchar',
  char: 'char',
  timestamp: 'timestamp',
  time: 'time',
};

function typeOf({ name, args }: Call): string | undefined {
  const type = plain[name];
  if (type === undefined) return undefined;
  const { fields } = fieldsOf(args.find((one) => one.type === 'object'));
  const number = (key: string) => /^\d+$/.exec(fields.get(key)?.value.text ?? '')?.[0];
  const length = number('length');
  if (/char$/.test(type) && length !== undefined) return `${type}(${length})`;
  if (/^time/.test(type) && isTrue(fields.get('withTimezone')?.value)) return `${type} with time zone`;
  const [precision, scale] = [number('precision'), number('scale')];
  if (type === 'numeric' && precision !== undefined) return `numeric(${precision}, ${scale ?? '0'})`;
  return type;
}

const sentSerial = ({ name, callee }: Call): Sent => ({
  at: spanOf(callee),
  sql: `CREATE TABLE t (id ${serials[name] ?? name} PRIMARY KEY)`,
  said: `${name}() of Drizzle`,
  instead:
    "Write uuid().defaultRandom() or bigint({ mode: 'number' }).generatedByDefaultAsIdentity({ cache: 65536 }).",
});

const sentEnum = ({ callee }: Call): Sent => ({
  at: spanOf(callee),
  sql: "CREATE TYPE t AS ENUM ('a')",
  said: 'pgEnum() of Drizzle',
  instead: 'Write text({ enum: [...] }), and a check() for the values.',
});
