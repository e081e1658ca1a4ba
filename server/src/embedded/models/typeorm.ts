import { type HostNode, partsOf } from '../hostNode.js';
import {
  type Conventions,
  type Declared,
  type ModelClass,
  type ModelColumn,
  nothingDeclared,
  type Sent,
} from './model.js';
import { type Call, callOf, fieldsOf, isTrue, plainString, snakeCase, spanOf } from './scriptNodes.js';

/** The entities of TypeORM in a file, under the names of its DefaultNamingStrategy where they have none of their own. */
export function typeormModels(root: HostNode, { typeormKeepsNames }: Conventions): Declared {
  if (!/['"]typeorm['"]/.test(root.text)) return nothingDeclared;
  const sent: Sent[] = [];
  const classes = root
    .descendantsOfType(['class_declaration', 'abstract_class_declaration'])
    .flatMap((node) => {
      const name = node?.childForFieldName('name');
      return node && name ? classOf(node, name, typeormKeepsNames, sent) : [];
    });
  return { tables: [], classes, sent };
}

function classOf(node: HostNode, name: HostNode, keepsNames: boolean, sent: Sent[]): ModelClass {
  const decorators = decoratorsOf(node);
  const entity = decorators.get('Entity');
  const options = fieldsOf(entity?.args.find(({ type }) => type === 'object'));
  const written = entity && (plainString(entity.args[0]) ?? plainString(options.fields.get('name')?.value));
  const at = written === undefined ? name : (options.fields.get('name')?.value ?? entity?.args[0] ?? name);
  const body = node.childForFieldName('body');
  const read = (body?.namedChildren ?? []).flatMap((member) =>
    member?.type === 'public_field_definition' ? membersOf(member, keepsNames, sent) : [],
  );
  const isKnown =
    written !== undefined || (keepsNames && !entity?.args[0]?.type.match(/identifier|template/));
  const isShared = [...decorators.keys()].some((one) => /^(?:TableInheritance|ChildEntity|Tree)$/.test(one));
  return {
    name: name.text,
    bases: basesOf(node),
    table: entity && {
      schema: plainString(options.fields.get('schema')?.value),
      name: written ?? snakeCase(name.text),
      at: spanOf(at),
    },
    columns: read.flatMap((one) => (one === 'unknown' ? [] : one)),
    isWhole: isKnown && !isShared && !options.isOpen && !read.includes('unknown'),
    isAbstract: !entity,
  };
}

const basesOf = ({ children }: HostNode): readonly string[] => {
  const heritage = children.find((child) => child?.type === 'class_heritage')?.text ?? '';
  const base = /\bextends\s+([^{]*?)(?:\s+implements\b[\s\S]*)?$/.exec(heritage)?.[1];
  return base === undefined ? [] : [base.trim()];
};

/** The decorators of a class, which may stand before `export`, or of a member, by their names. */
function decoratorsOf(node: HostNode): ReadonlyMap<string, Call> {
  const around = node.parent?.type === 'export_statement' ? node.parent.children : [];
  const decorators = [...around, ...node.children].filter((child) => child?.type === 'decorator');
  return new Map(
    decorators.flatMap((one): [string, Call][] => {
      const call = callOf(one && partsOf(one)[0]);
      return call ? [[call.name, call]] : [];
    }),
  );
}

const columnDecorators: Readonly<Record<string, string | undefined>> = {
  Column: undefined,
  PrimaryColumn: undefined,
  PrimaryGeneratedColumn: 'integer',
  CreateDateColumn: 'timestamp',
  UpdateDateColumn: 'timestamp',
  DeleteDateColumn: 'timestamp',
  VersionColumn: 'integer',
};
const toOne = /^(?:ManyToOne|OneToOne)$/;
const noColumn =
  /^(?:OneToMany|ManyToMany|RelationId|RelationCount|AfterLoad|BeforeInsert|BeforeUpdate|VirtualColumn)$/;

function membersOf(
  member: HostNode,
  keepsNames: boolean,
  sent: Sent[],
): readonly (ModelColumn | 'unknown')[] {
  const decorators = decoratorsOf(member);
  const name = member.childForFieldName('name');
  if (decorators.size === 0 || !name) return [];
  const names = [...decorators.keys()];
  if (names.some((one) => noColumn.test(one))) return [];
  const relation = names.find((one) => toOne.test(one));
  if (relation) return joinedBy(decorators, relation, name, keepsNames);
  const kind = names.find((one) => one in columnDecorators);
  const call = kind === undefined ? undefined : decorators.get(kind);
  if (kind === undefined || !call) return ['unknown'];
  const { fields, isOpen } = fieldsOf(call.args.find(({ type }) => type === 'object'));
  const [first] = call.args;
  // A function is the class of columns that are embedded.
  if (isOpen || first?.type.match(/function|identifier/)) return ['unknown'];
  const named = fields.get('name')?.value;
  const written = plainString(named);
  if ((named && written === undefined) || (!keepsNames && written === undefined)) return ['unknown'];
  const type = plainString(first) ?? plainString(fields.get('type')?.value);
  if (kind === 'PrimaryGeneratedColumn' && (type === undefined || type === 'increment'))
    sent.push(increments(call));
  const length = /^['"]?(\d+)['"]?$/.exec(fields.get('length')?.value.text ?? '')?.[1];
  const sql = typeIn(type, member.childForFieldName('type')?.text) ?? columnDecorators[kind];
  return [
    {
      name: written ?? name.text,
      at: spanOf(named ?? name),
      type:
        sql &&
        `${sql}${length && /char/.test(sql) ? `(${length})` : ''}${isTrue(fields.get('array')?.value) ? '[]' : ''}`,
      isKey: /^Primary/.test(kind) || isTrue(fields.get('primary')?.value),
      isUnique: isTrue(fields.get('unique')?.value),
      isRequired: !isTrue(fields.get('nullable')?.value) && kind !== 'DeleteDateColumn',
    },
  ];
}

/** The column by which one row points at another: `authorId` for `author`, unless it is named. */
function joinedBy(
  decorators: ReadonlyMap<string, Call>,
  relation: string,
  name: HostNode,
  keepsNames: boolean,
): readonly (ModelColumn | 'unknown')[] {
  const join = decorators.get('JoinColumn');
  // Of two that point at each other, one has the column.
  if (relation === 'OneToOne' && !join) return [];
  const { fields, isOpen } = fieldsOf(join?.args[0]);
  const named = fields.get('name')?.value;
  const written = plainString(named);
  if (isOpen || (named && written === undefined)) return ['unknown'];
  if (named && written !== undefined) return [{ name: written, at: spanOf(named), type: undefined }];
  // The key that it points at may have another name than `id`.
  return keepsNames
    ? [{ name: `${name.text}Id`, at: spanOf(name), type: undefined }, 'unknown']
    : ['unknown'];
}

const types: Readonly<Record<string, string>> = {
  uuid: 'uuid',
  increment: 'integer',
  rowid: 'bigint',
  identity: 'bigint',
  int: 'integer',
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  integer: 'integer',
  bigint: 'bigint',
  smallint: 'smallint',
  varchar: 'varchar',
  'character varying': 'varchar',
  char: 'char',
  text: 'text',
  boolean: 'boolean',
  bool: 'boolean',
  date: 'date',
  timestamp: 'timestamp',
  timestamptz: 'timestamptz',
  'timestamp with time zone': 'timestamptz',
  'timestamp without time zone': 'timestamp',
  time: 'time',
  json: 'json',
  jsonb: 'jsonb',
  numeric: 'numeric',
  decimal: 'numeric',
  real: 'real',
  float: 'double precision',
  'double precision': 'double precision',
  bytea: 'bytea',
};

const scriptTypes: Readonly<Record<string, string>> = {
  string: 'varchar',
  number: 'integer',
  boolean: 'boolean',
  Date: 'timestamp',
};

const typeIn = (written: string | undefined, annotation: string | undefined): string | undefined =>
  written === undefined
    ? scriptTypes[annotation?.replace(/^:\s*|\s*\|\s*(?:null|undefined)\b/g, '') ?? '']
    : types[written];

const increments = ({ node }: Call): Sent => ({
  at: spanOf(node),
  sql: 'CREATE TABLE t (id SERIAL PRIMARY KEY)',
  said: '@PrimaryGeneratedColumn() of TypeORM',
  instead: "Write @PrimaryGeneratedColumn('uuid').",
});
