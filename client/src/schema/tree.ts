import type { Ask } from '../../../server/src/connection/answer.js';
import {
  type MappedRole,
  readObjects,
  readParts,
  readRoles,
  readSchemas,
} from '../../../server/src/connection/catalog.js';
import { typeText } from '../../../server/src/core/catalog/fromServer/ddl.js';
import type {
  SchemaObject,
  ServerColumn,
  ServerConstraint,
  ServerIndex,
  ServerRelation,
  ServerSchema,
} from '../../../server/src/core/catalog/fromServer/model.js';
import type { TableParts } from '../../../server/src/core/catalog/fromServer/parts.js';
import { buildsIndex, isRunning, type Job, readJobs } from '../../../server/src/running/job.js';
import type { Subject } from './subject.js';

/** A line of the tree, without VS Code. */
export interface TreeNode {
  /** The names on the way to it: the same one before and after a refresh. */
  readonly id: string;
  readonly parent: TreeNode | undefined;
  readonly subject: Subject;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  /** What a screen reader says. */
  readonly spoken: string;
  readonly icon: Icon;
  readonly opening: 'leaf' | 'closed' | 'open';
  /** Reads what is below from the server. Rejects with a sentence. */
  readonly children: () => Promise<readonly TreeNode[]>;
}

/** A codicon, and the theme color it has in place of the text's. */
export interface Icon {
  readonly name: string;
  readonly color?: string;
}

export interface TreeConnection {
  readonly name: string;
  /** As in "admin on abc.dsql.us-east-1.on.aws". */
  readonly place: string;
  readonly color: string | undefined;
  readonly state: 'closed' | 'opening' | 'open';
  /** What the names of objects must hold; all, if empty. */
  readonly filter: string;
  /** Asks the server behind it. */
  readonly ask: Ask;
}

interface Look {
  readonly label: string;
  readonly subject?: Subject;
  readonly description?: string;
  readonly tooltip?: string;
  readonly icon: Icon;
  readonly opening?: TreeNode['opening'];
  /** Tells apart what has the same label. */
  readonly key?: string;
  /** What it is, in words. */
  readonly word: string;
}

type Children = (parent: TreeNode) => readonly TreeNode[] | Promise<readonly TreeNode[]>;

const idBelow = (parent: string, word: string, key: string): string =>
  `${parent}/${word}:${key.replace(/[\\/]/g, '\\$&')}`;

function node(parent: TreeNode | undefined, look: Look, children?: Children): TreeNode {
  const { label, subject = { kind: 'other' }, description = '', icon, word, key = label } = look;
  const made: TreeNode = {
    id: idBelow(parent?.id ?? '', word, key),
    parent,
    subject,
    label,
    description,
    tooltip: look.tooltip ?? [label, description].filter(Boolean).join('\n'),
    spoken: [word, label, description].filter(Boolean).join(', '),
    icon,
    opening: look.opening ?? (children ? 'closed' : 'leaf'),
    children: async () => (children ? await children(made) : []),
  };
  return made;
}

const warning = 'list.warningForeground';
const failing = 'list.errorForeground';

const stateTexts: Readonly<Record<TreeConnection['state'], string>> = {
  closed: 'not connected',
  opening: 'connecting…',
  open: '',
};

export function connectionNode({ name, place, color, state, filter, ask }: TreeConnection): TreeNode {
  const look: Look = {
    label: name,
    // Another id, so that a connection opens when it is made, and is not made because it was open once.
    key: `${name} ${state === 'open' ? 'open' : 'closed'}`,
    subject: { kind: 'connection', name, isOpen: state === 'open' },
    description: stateTexts[state],
    tooltip: [name, place].filter(Boolean).join('\n'),
    icon: {
      name: state === 'opening' ? 'sync~spin' : state === 'open' ? 'database' : 'debug-disconnect',
      ...(color !== undefined && { color: `charts.${color}` }),
    },
    opening: state === 'open' ? 'open' : 'leaf',
    word: 'connection',
  };
  return node(undefined, look, async (parent) => {
    const schemas = await readSchemas(ask);
    return [
      ...schemas.map((schema) => schemaNode(parent, schema, schemas.length === 1, { ask, filter })),
      folder(
        parent,
        'Roles',
        'organization',
        async (roles) => (await readRoles(ask)).map((role) => roleNode(roles, role)),
        { subject: { kind: 'roles' } },
      ),
    ];
  });
}

const folder = (
  parent: TreeNode,
  label: string,
  icon: string,
  children: Children,
  look: Partial<Look> = {},
) => node(parent, { label, icon: { name: icon }, word: 'folder', ...look }, children);

/** A sentence in the place of lines. */
const note = (parent: TreeNode, label: string): TreeNode =>
  node(parent, { label, icon: { name: 'info' }, word: 'note' });

/** What stands in the place of lines that could not be read. */
export const failureNode = (parent: TreeNode, reason: string): TreeNode =>
  node(parent, {
    label: 'Could not be read',
    description: reason,
    tooltip: reason,
    icon: { name: 'error', color: failing },
    word: 'failure',
  });

type Asking = Pick<TreeConnection, 'ask' | 'filter'>;

function schemaNode(parent: TreeNode, schema: ServerSchema, isOnlyOne: boolean, asking: Asking): TreeNode {
  const look: Look = {
    label: schema.name,
    subject: { kind: 'schema', schema },
    tooltip: withComment(schema.name, schema.comment),
    icon: { name: 'symbol-namespace' },
    opening: isOnlyOne ? 'open' : 'closed',
    word: 'schema',
  };
  return node(parent, look, async (made) =>
    groupNodes(made, schema, await readObjects(asking.ask, schema), asking),
  );
}

const groups: readonly {
  readonly kind: SchemaObject['kind'];
  readonly label: string;
  readonly icon: string;
}[] = [
  { kind: 'table', label: 'Tables', icon: 'table' },
  { kind: 'view', label: 'Views', icon: 'eye' },
  { kind: 'sequence', label: 'Sequences', icon: 'list-ordered' },
  { kind: 'function', label: 'Functions', icon: 'symbol-function' },
  { kind: 'domain', label: 'Domains', icon: 'symbol-class' },
];

/** The folders of a schema; of those without anything in them only that for tables. */
function groupNodes(
  parent: TreeNode,
  schema: ServerSchema,
  objects: readonly SchemaObject[],
  { ask, filter }: Asking,
): readonly TreeNode[] {
  const isShown = ({ name }: SchemaObject) => name.toLowerCase().includes(filter.toLowerCase());
  return groups.flatMap(({ kind, label, icon }) => {
    const all = objects.filter((object) => object.kind === kind);
    const mine = all.filter(isShown);
    if (mine.length === 0 && kind !== 'table') return [];
    const children: Children = (made) =>
      mine.length > 0
        ? mine.map((object) => objectNode(made, object, icon, ask))
        : [note(made, all.length > 0 ? 'The filter hides all tables.' : 'No tables yet.')];
    const look: Partial<Look> = {
      description: mine.length === all.length ? String(all.length) : `${mine.length} of ${all.length}`,
      opening: kind === 'table' ? 'open' : 'closed',
      ...(kind === 'table' && { subject: { kind: 'tables', schema } }),
      ...(kind === 'sequence' && { subject: { kind: 'sequences', schema } }),
    };
    return [folder(parent, label, icon, children, look)];
  });
}

/** The id of the line of an object, below that of its connection. */
export function objectId(connection: string, object: SchemaObject): string {
  const schema = idBelow(connection, 'schema', object.schema);
  const folder = idBelow(schema, 'folder', groups.find(({ kind }) => kind === object.kind)?.label ?? '');
  return idBelow(folder, object.kind, keyOf(object));
}

export const columnId = (relation: string, column: string): string => idBelow(relation, 'column', column);

export const indexId = (table: string, index: string): string =>
  idBelow(idBelow(table, 'folder', 'Indexes'), 'index', index);

/** Functions share a name. */
const keyOf = (object: SchemaObject): string =>
  object.kind === 'function' ? `${object.name}(${object.parameterTypes})` : object.name;

function objectNode(parent: TreeNode, object: SchemaObject, icon: string, ask: Ask): TreeNode {
  const look: Look = {
    label: object.name,
    subject: { kind: 'object', object },
    description: detailOf(object),
    tooltip: withComment(`${object.kind} ${object.schema}.${object.name}`, object.comment, detailOf(object)),
    icon: { name: icon },
    key: keyOf(object),
    word: object.kind,
  };
  if (object.kind !== 'table' && object.kind !== 'view') return node(parent, look);
  return node(parent, look, async (made) => await partNodes(made, object, ask));
}

function detailOf(object: SchemaObject): string {
  switch (object.kind) {
    case 'function':
      return `(${object.parameters}) → ${object.returns}`;
    case 'domain':
      return object.type;
    case 'table':
      return object.estimatedRows === undefined ? '' : `about ${rowsText(object.estimatedRows)}`;
    default:
      return '';
  }
}

const rowsText = (count: number): string => `${amount(count)} ${count === 1 ? 'row' : 'rows'}`;

const amount = (count: number): string => count.toLocaleString('en-US', { maximumSignificantDigits: 2 });

/** Columns first, since they are what is looked for; then what guards and serves them. */
async function partNodes(parent: TreeNode, relation: ServerRelation, ask: Ask): Promise<readonly TreeNode[]> {
  const parts = await readParts(ask, relation);
  // Only a job that runs tells an index that is built from one whose build has failed.
  const jobs = parts.indexes.some(({ isValid }) => !isValid) ? await readJobs(ask) : [];
  const columns = parts.columns.map((column) => columnNode(parent, relation, column, parts));
  const { indexes, constraints } = parts;
  return [
    ...columns,
    ...(indexes.length > 0
      ? [
          folder(
            parent,
            'Indexes',
            'list-tree',
            (made) => indexes.map((index) => indexNode(made, relation, index, jobs)),
            {
              description: countText(indexes.length, unfinished(indexes, jobs)),
              subject: { kind: 'indexes', table: relation },
            },
          ),
        ]
      : []),
    ...(constraints.length > 0
      ? [
          folder(
            parent,
            'Constraints',
            'law',
            (made) => constraints.map((constraint) => constraintNode(made, relation, constraint)),
            { description: countText(constraints.length, unvalidated(constraints)) },
          ),
        ]
      : []),
  ];
}

const countText = (count: number, marks: string): string =>
  [String(count), marks].filter(Boolean).join(' · ');

function unfinished(indexes: readonly ServerIndex[], jobs: readonly Job[]): string {
  const states = indexes.map((index) => stateOf(index, jobs));
  const count = (wanted: IndexState) => states.filter((state) => state === wanted).length;
  return [
    ...(count('building') > 0 ? [`${count('building')} building`] : []),
    ...(count('invalid') > 0 ? [`${count('invalid')} invalid`] : []),
  ].join(' · ');
}

function unvalidated(constraints: readonly ServerConstraint[]): string {
  const count = constraints.filter(({ isValidated }) => !isValidated).length;
  return count > 0 ? `${count} not valid` : '';
}

function columnNode(
  parent: TreeNode,
  relation: ServerRelation,
  column: ServerColumn,
  { constraints }: TableParts,
): TreeNode {
  const mine = constraints.flatMap((constraint) =>
    constraint.kind !== 'check' && constraint.columns.includes(column.name) ? [constraint] : [],
  );
  const isInPrimaryKey = mine.some(({ kind }) => kind === 'primary key');
  const isUnique = mine.some(({ kind, columns }) => kind === 'unique' && columns.length === 1);
  const references = mine.flatMap(({ kind, definition }) => (kind === 'foreign key' ? [definition] : []));
  const isReferring = references.length > 0;
  const { sequence } = column;
  const marks = [
    shortType(typeText(column)),
    ...(isInPrimaryKey ? ['primary key'] : column.isNotNull ? ['not null'] : []),
    ...(isUnique ? ['unique'] : []),
    ...(isReferring ? ['foreign key'] : []),
    ...(sequence ? [`identity, cache ${sequence.cache}`] : []),
    ...(column.default === undefined ? [] : [`default ${column.default.text}`]),
    ...(column.generated === undefined ? [] : [`generated as ${column.generated.text}`]),
  ];
  return node(parent, {
    label: column.name,
    subject: { kind: 'column', relation, column, isInPrimaryKey },
    description: marks.join(' · '),
    tooltip: withComment(`${column.name} ${marks.join('\n')}`, column.comment, ...references),
    icon: isInPrimaryKey
      ? { name: 'key', color: 'charts.yellow' }
      : { name: isReferring ? 'link' : 'symbol-field' },
    word: 'column',
  });
}

/** As people write it: the lines are narrow. */
const shortType = (type: string): string =>
  type
    .replace(/^character varying\b/, 'varchar')
    .replace(/^(timestamp|time)(\(\d\))? with time zone\b/, '$1tz$2')
    .replace(/^(timestamp|time)(\(\d\))? without time zone\b/, '$1$2');

type IndexState = 'valid' | 'building' | 'invalid';

function stateOf(index: ServerIndex, jobs: readonly Job[]): IndexState {
  if (index.isValid) return 'valid';
  return jobs.some((job) => isRunning(job) && buildsIndex(job, index)) ? 'building' : 'invalid';
}

const indexStates: Readonly<Record<IndexState, { mark?: string; icon: Icon; meaning?: string }>> = {
  valid: { icon: { name: 'list-tree' } },
  building: {
    mark: 'building',
    icon: { name: 'sync~spin' },
    meaning: 'A job is building this index. Queries use it when the job has finished.',
  },
  invalid: {
    mark: 'invalid',
    icon: { name: 'warning', color: warning },
    meaning:
      'The build of this index has failed: no query uses it, and a unique one still refuses new duplicates. Drop it.',
  },
};

function indexNode(
  parent: TreeNode,
  table: ServerRelation,
  index: ServerIndex,
  jobs: readonly Job[],
): TreeNode {
  const { mark, icon, meaning } = indexStates[stateOf(index, jobs)];
  const kind = index.serves ?? (index.isUnique ? 'unique' : undefined);
  return node(parent, {
    label: index.name,
    subject: { kind: 'index', table, index },
    description: [mark, kind, index.definition].filter(Boolean).join(' · '),
    tooltip: withComment(`${index.name} ${index.definition}`, index.comment, ...(meaning ? [meaning] : [])),
    icon: index.serves === 'primary key' ? { name: 'key', color: 'charts.yellow' } : icon,
    word: 'index',
  });
}

const constraintIcons: Readonly<Record<ServerConstraint['kind'], Icon>> = {
  'primary key': { name: 'key', color: 'charts.yellow' },
  unique: { name: 'symbol-constant' },
  check: { name: 'check' },
  'foreign key': { name: 'link' },
};

function constraintNode(parent: TreeNode, table: ServerRelation, constraint: ServerConstraint): TreeNode {
  const { name, kind, definition, isValidated, comment } = constraint;
  const meaning = 'It is checked for new rows. The existing rows have not been checked yet.';
  return node(parent, {
    label: name,
    subject: { kind: 'constraint', table, constraint },
    description: [...(isValidated ? [] : ['not valid']), definition].join(' · '),
    tooltip: withComment(
      `${name}\n${definition}`,
      comment,
      ...(isValidated ? [] : [`NOT VALID: ${meaning}`]),
    ),
    icon: isValidated ? constraintIcons[kind] : { name: 'warning', color: warning },
    word: 'constraint',
  });
}

function roleNode(parent: TreeNode, role: MappedRole): TreeNode {
  const { name, canLogin, arns } = role;
  const look: Look = {
    label: name,
    subject: { kind: 'role', role },
    description: [
      ...(canLogin ? [] : ['cannot log in']),
      ...(arns.length > 0 ? [`${arns.length} IAM ${arns.length === 1 ? 'principal' : 'principals'}`] : []),
    ].join(' · '),
    icon: { name: canLogin ? 'account' : 'organization' },
    word: 'role',
  };
  if (arns.length === 0) return node(parent, look);
  return node(parent, look, (made) =>
    arns.map((arn) =>
      node(made, {
        label: arn.split('/').at(-1) ?? arn,
        key: arn,
        subject: { kind: 'principal', role, arn },
        description: arn,
        tooltip: `${arn}\nmay connect as ${name}.`,
        icon: { name: 'cloud' },
        word: 'IAM principal',
      }),
    ),
  );
}

const withComment = (text: string, comment: string | undefined, ...more: readonly string[]): string =>
  [text, ...more, ...(comment === undefined ? [] : [comment])].filter(Boolean).join('\n\n');
