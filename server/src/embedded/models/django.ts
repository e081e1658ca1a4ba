import type { HostNode } from '../hostNode.js';
import type { Conventions, Model, ModelClass, ModelColumn, Sent } from './model.js';
import { type Member, type PythonClass, pythonString } from './pythonClass.js';
import { type Call, callOf, isTrue, keywordsOf, spanOf } from './scriptNodes.js';

interface DjangoClass {
  readonly model: ModelClass;
  /** The tables between two that many-to-many fields make. */
  readonly joins: readonly Model[];
  readonly sent: readonly Sent[];
}

/** A class of Django. Its table is named after its app and itself. https://docs.djangoproject.com/en/5.2/ref/models/options/ */
export function djangoClass(
  { name, bases, members, inner, isComputed }: PythonClass,
  path: string,
  { djangoKeepsLabels }: Conventions,
  manifest: string | undefined,
): DjangoClass {
  const meta = inner.get('Meta');
  const isAbstract = isTrue(meta?.get('abstract'));
  const named = meta?.get('db_table');
  const table = pythonString(named);
  const app = pythonString(meta?.get('app_label')) ?? (djangoKeepsLabels ? appOf(path) : undefined);
  const called = named ? table : app === undefined ? undefined : `${app}_${name.text.toLowerCase()}`;
  const isTable = bases.length > 0 && !isAbstract && !isTrue(meta?.get('proxy')) && called !== undefined;
  const fields = members.map(fieldOf);
  const isManaged = meta?.get('managed')?.text !== 'False';
  const at = spanOf(table === undefined ? name : (named ?? name));
  return {
    model: {
      name: name.text,
      bases,
      table: isTable && called !== undefined ? tableNamed(called, at) : undefined,
      columns: fields.flatMap((field) => (typeof field === 'object' ? field : [])),
      isWhole: !isComputed && isManaged && !fields.includes('unknown'),
      implicitKey: { name: 'id', at: spanOf(name), type: 'bigint', isKey: true },
      isAbstract: isAbstract || bases.length === 0,
      root: 'models.Model',
    },
    joins: isTable && called !== undefined ? members.flatMap((member) => joinOf(member, called)) : [],
    sent: usesPostgres(manifest) ? members.flatMap(sentBy) : [],
  };
}

/** A name in quotes, with a schema in it, is a known way to say one. */
function tableNamed(called: string, at: Model['at']): Pick<Model, 'schema' | 'name' | 'at'> {
  const parts = /^"?([^".]+)"\."([^".]+)"?$/.exec(called);
  return parts?.[1] && parts[2]
    ? { schema: parts[1], name: parts[2], at }
    : { schema: undefined, name: called.replaceAll('"', ''), at };
}

/** The folder of `models.py`, or that of a folder of models. */
function appOf(path: string): string | undefined {
  const folders = path.split(/[\\/]/).slice(0, -1);
  while (/^models?$/.test(folders.at(-1) ?? '')) folders.pop();
  return folders.at(-1)?.toLowerCase();
}

const columns: Readonly<Record<string, string | undefined>> = {
  AutoField: 'integer',
  BigAutoField: 'bigint',
  SmallAutoField: 'smallint',
  BigIntegerField: 'bigint',
  BinaryField: 'bytea',
  BooleanField: 'boolean',
  CharField: 'varchar',
  DateField: 'date',
  DateTimeField: 'timestamptz',
  DecimalField: 'numeric',
  DurationField: 'interval',
  EmailField: 'varchar',
  FileField: 'varchar',
  FilePathField: 'varchar',
  FloatField: 'double precision',
  GenericIPAddressField: 'inet',
  ImageField: 'varchar',
  IntegerField: 'integer',
  JSONField: 'jsonb',
  NullBooleanField: 'boolean',
  PositiveBigIntegerField: 'bigint',
  PositiveIntegerField: 'integer',
  PositiveSmallIntegerField: 'smallint',
  SlugField: 'varchar',
  SmallIntegerField: 'smallint',
  TextField: 'text',
  TimeField: 'time',
  URLField: 'varchar',
  UUIDField: 'uuid',
};

const toOne = /^(?:ForeignKey|OneToOneField)$/;
const noColumn =
  /^(?:ManyToManyField|GenericForeignKey|GenericRelation|\w*Manager|from_queryset|as_manager|getLogger|_|gettext_lazy|TextChoices|property|FieldTracker|Index|namedtuple)$/;

function fieldOf({ name, value }: Member): ModelColumn | 'none' | 'unknown' {
  const call = callOf(value);
  if (!call || noColumn.test(call.name)) return 'none';
  const keywords = keywordsOf(call);
  const named = keywords.get('db_column');
  const written = pythonString(named);
  const isToOne = toOne.test(call.name);
  const isKnown = isToOne || call.name in columns;
  // A field of somebody's own has a column, or none, or several.
  if (!isKnown || (named && written === undefined) || (keywords.size === 0 && call.args.some(isSplat)))
    return 'unknown';
  return {
    name: written ?? (isToOne ? `${name.text}_id` : name.text),
    at: spanOf(named ?? name),
    type: typeOf(call, keywords),
    isKey: isTrue(keywords.get('primary_key')),
    isUnique: isTrue(keywords.get('unique')) || call.name === 'OneToOneField',
    isRequired: !isTrue(keywords.get('null')),
  };
}

const isSplat = ({ type }: HostNode): boolean => type.includes('splat');

function typeOf({ name }: Call, keywords: ReadonlyMap<string, HostNode>): string | undefined {
  const length = /^\d+$/.exec(keywords.get('max_length')?.text ?? '')?.[0];
  const type = columns[name];
  return type === 'varchar' && length !== undefined ? `varchar(${length})` : type;
}

/** The table of a many-to-many field, whose columns are named after both models. */
function joinOf({ name, value }: Member, table: string): readonly Model[] {
  const call = callOf(value);
  if (call?.name !== 'ManyToManyField') return [];
  const keywords = keywordsOf(call);
  if (keywords.has('through')) return [];
  const written = keywords.get('db_table');
  const called = written ? pythonString(written) : `${table}_${name.text}`;
  if (called === undefined) return [];
  return [{ ...tableNamed(called, spanOf(written ?? name)), columns: [], isWhole: false }];
}

/** A project with PostgreSQL's driver, and without AWS's adapter, sends what Django sends to PostgreSQL. */
const usesPostgres = (manifest: string | undefined): boolean =>
  manifest !== undefined && /\bpsycopg/i.test(manifest) && !/aurora[-_]dsql[-_]django/i.test(manifest);

function sentBy({ value }: Member): readonly Sent[] {
  const call = callOf(value);
  if (!call || !/^(?:Big|Small)?AutoField$/.test(call.name)) return [];
  return [
    {
      at: spanOf(call.callee),
      sql: `CREATE TABLE t (id ${columns[call.name] ?? 'integer'} GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY)`,
      said: `${call.name} of Django`,
      instead:
        'Write UUIDField(primary_key=True, default=uuid.uuid4), or let aurora_dsql_django be the engine.',
    },
  ];
}
