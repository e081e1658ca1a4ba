import { type HostNode, partsOf } from '../hostNode.js';
import type { Conventions, Model, ModelClass, ModelColumn } from './model.js';
import { type Member, type PythonClass, pythonString } from './pythonClass.js';
import { type Call, callOf, isFalse, isTrue, keywordsOf, spanOf } from './scriptNodes.js';

/** A class of SQLAlchemy: a table where it has `__tablename__`, else what others may inherit from. */
export function sqlalchemyClass(
  { name, bases, members, isComputed }: PythonClass,
  { flaskKeepsModel }: Conventions,
): ModelClass {
  const valueGiven = (attribute: string) => members.find((member) => member.name.text === attribute)?.value;
  const written = valueGiven('__tablename__');
  const table = pythonString(written);
  const said = schemaIn(valueGiven('__table_args__'));
  const columns = members.map(memberColumn);
  return {
    name: name.text,
    bases: bases.map((base) => (base === 'db.Model' && flaskKeepsModel ? 'DeclarativeBase' : base)),
    table:
      written && table !== undefined ? { schema: said.schema, name: table, at: spanOf(written) } : undefined,
    columns: columns.flatMap((column) => (typeof column === 'object' ? column : [])),
    isWhole: !isComputed && said.isKnown && !columns.includes('unknown') && !valueGiven('__table__'),
    isAbstract: written === undefined,
  };
}

/** `Base = declarative_base()` brings no columns. */
export function* declarativeBases(root: HostNode): Iterable<ModelClass> {
  for (const node of root.descendantsOfType(['assignment'])) {
    const call = callOf(node?.childForFieldName('right'));
    const name = node?.childForFieldName('left');
    if (!name || !call || !/^(?:declarative_base|automap_base)$/.test(call.name)) continue;
    const isWhole = call.name === 'declarative_base' && !keywordsOf(call).has('cls');
    yield { name: name.text, bases: [], table: undefined, columns: [], isWhole, isAbstract: true };
  }
}

/** Tables that are made without a class: `Table('books', metadata, Column('id', Integer))`. */
export function sqlalchemyTables(root: HostNode): readonly Model[] {
  return root.descendantsOfType(['call']).flatMap((node) => {
    const call = callOf(node);
    if (call?.name !== 'Table') return [];
    const [first, , ...rest] = call.args;
    const name = pythonString(first);
    if (!first || name === undefined) return [];
    const keywords = keywordsOf(call);
    const schema = keywords.get('schema');
    const columns = rest.flatMap((one): (ModelColumn | 'unknown')[] => {
      const inner = callOf(one);
      if (one.type === 'keyword_argument' || (inner && constraint.test(inner.name))) return [];
      return [inner?.name === 'Column' ? (columnIn(inner, undefined, undefined) ?? 'unknown') : 'unknown'];
    });
    const isWhole =
      !columns.includes('unknown') &&
      columns.length > 0 &&
      ![...keywords.keys()].some((key) => /autoload|extend|inherit/.test(key)) &&
      (schema === undefined || pythonString(schema) !== undefined);
    return {
      schema: pythonString(schema),
      name,
      at: spanOf(first),
      columns: columns.flatMap((column) => (column === 'unknown' ? [] : column)),
      isWhole,
    };
  });
}

const constraint = /^(?:ForeignKeyConstraint|PrimaryKeyConstraint|UniqueConstraint|CheckConstraint|Index)$/;

/** The schema of `__table_args__`, which is an object or the last part of a tuple. */
function schemaIn(args: HostNode | undefined): {
  readonly schema: string | undefined;
  readonly isKnown: boolean;
} {
  if (!args) return { schema: undefined, isKnown: true };
  const last = args.type === 'tuple' ? partsOf(args).at(-1) : args;
  if (args.type === 'tuple' && last?.type !== 'dictionary')
    return { schema: undefined, isKnown: last?.type === 'call' };
  if (last?.type !== 'dictionary') return { schema: undefined, isKnown: false };
  for (const pair of partsOf(last)) {
    if (pythonString(pair.childForFieldName('key') ?? undefined) !== 'schema') continue;
    const schema = pythonString(pair.childForFieldName('value') ?? undefined);
    return { schema, isKnown: schema !== undefined };
  }
  return { schema: undefined, isKnown: true };
}

/** A column of a class; `none` for what is no column, `unknown` where it may be one. */
function memberColumn({ name, type, value }: Member): ModelColumn | 'none' | 'unknown' {
  if (/^__\w+__$/.test(name.text)) return name.text === '__mapper_args__' ? inheritance(value) : 'none';
  const annotated = /^(?:\w+\.)?(?:Mapped|MappedColumn)\[([\s\S]*)\]$/.exec(type?.text ?? '')?.[1];
  const call = callOf(value);
  if (!value) {
    if (annotated === undefined) return type && /Mapped|Annotated/.test(type.text) ? 'unknown' : 'none';
    return columnOfType(name, annotated);
  }
  if (call && /^(?:Column|mapped_column)$/.test(call.name))
    return columnIn(call, name, annotated) ?? 'unknown';
  if (call?.name === 'deferred' && callOf(call.args[0]))
    return memberColumn({ name, type, value: call.args[0] });
  if (
    call &&
    /^(?:relationship|backref|dynamic_loader|association_proxy|synonym|column_property|hybrid_property|Query|query_expression|validates)$/.test(
      call.name,
    )
  )
    return 'none';
  // Constants and what is made of other names are no columns, unless a call may make one.
  return call || annotated !== undefined ? 'unknown' : 'none';
}

/** Classes that share a table have the columns of each other. */
const inheritance = (value: HostNode | undefined): 'none' | 'unknown' =>
  value && /polymorphic|inherit|include_|exclude_|column_prefix/.test(value.text) ? 'unknown' : 'none';

function columnOfType(name: HostNode, annotated: string): ModelColumn | 'none' | 'unknown' {
  const { type, isOptional } = annotation(annotated);
  if (type === undefined) return 'unknown';
  return { name: name.text, at: spanOf(name), type, isRequired: !isOptional };
}

function annotation(text: string): { readonly type: string | undefined; readonly isOptional: boolean } {
  const isOptional = /^Optional\[|\|\s*None\b/.test(text);
  const plain = text
    .replace(/^Optional\[([\s\S]*)\]$/, '$1')
    .replace(/\s*\|\s*None\b/, '')
    .trim();
  return { type: pythonTypes[plain], isOptional };
}

const pythonTypes: Readonly<Record<string, string>> = {
  int: 'integer',
  str: 'varchar',
  bool: 'boolean',
  float: 'double precision',
  bytes: 'bytea',
  Decimal: 'numeric',
  'decimal.Decimal': 'numeric',
  datetime: 'timestamp',
  'datetime.datetime': 'timestamp',
  date: 'date',
  'datetime.date': 'date',
  UUID: 'uuid',
  'uuid.UUID': 'uuid',
};

function columnIn(
  call: Call,
  name: HostNode | undefined,
  annotated: string | undefined,
): ModelColumn | undefined {
  const keywords = keywordsOf(call);
  const positional = call.args.filter(({ type }) => type !== 'keyword_argument');
  if (positional.some(({ type }) => /splat/.test(type)) || call.args.some(({ type }) => /splat/.test(type)))
    return undefined;
  const [first] = positional;
  const written = pythonString(first);
  const named = keywords.get('name');
  const said = pythonString(named) ?? written;
  if (named && said === undefined) return undefined;
  const at = said === undefined ? name : (named ?? first);
  if (!at) return undefined;
  const typed = positional.find((one) => one !== first || written === undefined);
  const isKey = isTrue(keywords.get('primary_key'));
  const known = annotation(annotated ?? '');
  const nullable = keywords.get('nullable');
  const isRequired = isFalse(nullable) || (annotated !== undefined && !known.isOptional && !nullable);
  return {
    name: said ?? at.text,
    at: spanOf(at),
    type: typeOf(typed ?? keywords.get('type_')) ?? known.type,
    isKey,
    isUnique: isTrue(keywords.get('unique')),
    isRequired,
  };
}

const types: Readonly<Record<string, string>> = {
  Integer: 'integer',
  INTEGER: 'integer',
  BigInteger: 'bigint',
  BIGINT: 'bigint',
  SmallInteger: 'smallint',
  SMALLINT: 'smallint',
  String: 'varchar',
  VARCHAR: 'varchar',
  Unicode: 'varchar',
  Text: 'text',
  TEXT: 'text',
  UnicodeText: 'text',
  Boolean: 'boolean',
  BOOLEAN: 'boolean',
  Float: 'double precision',
  Double: 'double precision',
  Numeric: 'numeric',
  NUMERIC: 'numeric',
  DECIMAL: 'numeric',
  Date: 'date',
  DATE: 'date',
  DateTime: 'timestamp',
  TIMESTAMP: 'timestamp',
  Time: 'time',
  Interval: 'interval',
  Uuid: 'uuid',
  UUID: 'uuid',
  LargeBinary: 'bytea',
  BYTEA: 'bytea',
  JSON: 'json',
  JSONB: 'jsonb',
};

function typeOf(node: HostNode | undefined): string | undefined {
  if (!node) return undefined;
  const call = callOf(node);
  const name = /\w+$/.exec(call?.callee.text ?? node.text)?.[0] ?? '';
  const type = types[name];
  const length = /^\d+$/.exec(call?.args[0]?.text ?? '')?.[0];
  if (type === 'varchar' && length !== undefined) return `varchar(${length})`;
  if (type === 'timestamp' && call && isTrue(keywordsOf(call).get('timezone'))) return 'timestamptz';
  return type;
}
