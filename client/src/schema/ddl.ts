import { quoteName } from '../../../server/src/core/syntax/names.js';
import { qualifiedName } from './catalogText.js';
import type {
  SchemaObject,
  SequenceOptions,
  ServerColumn,
  ServerConstraint,
  ServerIndex,
  ServerRole,
  ServerRoutine,
  ServerSchema,
  ServerTable,
  TableParts,
} from './model.js';

// Statements in Aurora DSQL's dialect that make again what the catalog tells of. Each is a transaction of its own.

export const schemaDdl = ({ name, comment }: ServerSchema): string =>
  script([`CREATE SCHEMA ${quoteName(name)}`, ...commentOn(`SCHEMA ${quoteName(name)}`, comment)]);

/** The table, what can only be added behind it, its indexes, and the comments. */
export function tableDdl(table: ServerTable, { columns, indexes, constraints }: TableParts): string {
  const name = qualifiedName(table);
  const keyColumns = constraints.find(({ kind }) => kind === 'primary key')?.columns ?? [];
  const items = [
    ...columns.map((column) => columnDefinition(column, keyColumns.includes(column.number))),
    ...constraints.filter(({ isValidated }) => isValidated).map(constraintDefinition),
  ];
  const unchecked = constraints.filter(({ isValidated }) => !isValidated);
  return script([
    items.length > 0 ? `CREATE TABLE ${name} (\n  ${items.join(',\n  ')}\n)` : `CREATE TABLE ${name} ()`,
    ...unchecked.map(
      (constraint) => `ALTER TABLE ${name}\n  ADD ${constraintDefinition(constraint)} NOT VALID`,
    ),
    ...indexes.filter(({ serves }) => !serves).map((index) => indexStatement(table, index)),
    ...commentOn(`TABLE ${name}`, table.comment),
    ...columns.flatMap((column) => commentOn(`COLUMN ${name}.${quoteName(column.name)}`, column.comment)),
    ...constraints.flatMap((constraint) =>
      commentOn(`CONSTRAINT ${quoteName(constraint.name)} ON ${name}`, constraint.comment),
    ),
    ...indexes.flatMap((index) =>
      commentOn(`INDEX ${qualifiedName({ schema: table.schema, name: index.name })}`, index.comment),
    ),
  ]);
}

export function columnDefinition(column: ServerColumn, isInPrimaryKey: boolean): string {
  const { name, type, storage, identity, generated, isNotNull } = column;
  return [
    `${quoteName(name)} ${type}`,
    ...(storage === undefined ? [] : [`STORAGE ${storage}`]),
    ...(column.default === undefined ? [] : [`DEFAULT ${column.default}`]),
    ...(generated === undefined ? [] : [`GENERATED ALWAYS AS (${generated}) STORED`]),
    ...(identity
      ? [
          `GENERATED ${identity.isAlways ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY (${options(identity.options)})`,
        ]
      : []),
    // A key and an identity column are NOT NULL by themselves.
    ...(isNotNull && !isInPrimaryKey && !identity ? ['NOT NULL'] : []),
  ].join(' ');
}

const constraintDefinition = ({ name, definition }: ServerConstraint): string =>
  `CONSTRAINT ${quoteName(name)} ${definition}`;

const indexStatement = (
  table: Pick<ServerTable, 'schema' | 'name'>,
  { name, isUnique, keys }: ServerIndex,
): string =>
  `CREATE ${isUnique ? 'UNIQUE ' : ''}INDEX ASYNC ${quoteName(name)} ON ${qualifiedName(table)} ${keys}`;

export const indexDdl = (table: Pick<ServerTable, 'schema' | 'name'>, index: ServerIndex): string =>
  script([
    indexStatement(table, index),
    ...commentOn(`INDEX ${qualifiedName({ schema: table.schema, name: index.name })}`, index.comment),
  ]);

export const constraintDdl = (
  table: Pick<ServerTable, 'schema' | 'name'>,
  constraint: ServerConstraint,
): string =>
  script([
    `ALTER TABLE ${qualifiedName(table)}\n  ADD ${constraintDefinition(constraint)} NOT VALID`,
    `ALTER TABLE ASYNC ${qualifiedName(table)} VALIDATE CONSTRAINT ${quoteName(constraint.name)}`,
  ]);

/** `query`: what pg_get_viewdef says. `settings`: as in "security_barrier=true". */
export function viewDdl(view: SchemaObject, { query, settings, columns }: ViewDetails): string {
  const name = qualifiedName(view);
  const using = settings.length > 0 ? ` WITH (${settings.join(', ')})` : '';
  return script([
    `CREATE VIEW ${name}${using} AS\n${query.trim().replace(/;$/, '')}`,
    ...commentOn(`VIEW ${name}`, view.comment),
    ...columns.flatMap((column) => commentOn(`COLUMN ${name}.${quoteName(column.name)}`, column.comment)),
  ]);
}

export interface ViewDetails {
  readonly query: string;
  readonly settings: readonly string[];
  readonly columns: readonly ServerColumn[];
}

export function sequenceDdl(sequence: SchemaObject, { options: numbers, owner }: SequenceDetails): string {
  const name = qualifiedName(sequence);
  return script([
    `CREATE SEQUENCE ${name} ${options(numbers)}`,
    ...(owner ? [`ALTER SEQUENCE ${name} OWNED BY ${qualifiedName(owner)}.${quoteName(owner.column)}`] : []),
    ...commentOn(`SEQUENCE ${name}`, sequence.comment),
  ]);
}

export interface SequenceDetails {
  readonly options: SequenceOptions;
  /** The column that it goes with. */
  readonly owner: { readonly schema: string; readonly name: string; readonly column: string } | undefined;
}

/** What differs from the usual; the cache always, because Aurora DSQL wants to be told. */
function options({ start, increment, minimum, maximum, cache, isCycling }: SequenceOptions): string {
  const isFalling = increment.startsWith('-');
  const least = isFalling ? '-9223372036854775808' : '1';
  const most = isFalling ? '-1' : '9223372036854775807';
  return [
    ...(increment === '1' ? [] : [`INCREMENT BY ${increment}`]),
    ...(minimum === least ? [] : [`MINVALUE ${minimum}`]),
    ...(maximum === most ? [] : [`MAXVALUE ${maximum}`]),
    ...(start === (isFalling ? maximum : minimum) ? [] : [`START WITH ${start}`]),
    `CACHE ${cache}`,
    ...(isCycling ? ['CYCLE'] : []),
  ].join(' ');
}

export function domainDdl(domain: SchemaObject, details: DomainDetails): string {
  const name = qualifiedName(domain);
  const lines = [
    `CREATE DOMAIN ${name} AS ${details.type}`,
    ...(details.default === undefined ? [] : [`DEFAULT ${details.default}`]),
    ...(details.isNotNull ? ['NOT NULL'] : []),
    ...details.checks.map((check) => `CONSTRAINT ${quoteName(check.name)} ${check.definition}`),
  ];
  return script([lines.join('\n  '), ...commentOn(`DOMAIN ${name}`, domain.comment)]);
}

export interface DomainDetails {
  readonly type: string;
  readonly default: string | undefined;
  readonly isNotNull: boolean;
  readonly checks: readonly { readonly name: string; readonly definition: string }[];
}

export function routineDdl(routine: ServerRoutine, details: RoutineDetails): string {
  const signature = `${qualifiedName(routine)}(${routine.parameters})`;
  const lines = [
    `CREATE FUNCTION ${signature}`,
    `RETURNS ${details.returns}`,
    'LANGUAGE sql',
    ...details.attributes,
    details.body.kind === 'text' ? `AS ${dollarQuoted(details.body.text)}` : details.body.text.trim(),
  ];
  const named = `FUNCTION ${qualifiedName(routine)}(${routine.parameterTypes})`;
  return script([lines.join('\n'), ...commentOn(named, routine.comment)]);
}

export interface RoutineDetails {
  /** As in "integer", "SETOF orders" or "TABLE(id bigint)". */
  readonly returns: string;
  /** What differs from the usual, as in "IMMUTABLE". */
  readonly attributes: readonly string[];
  /** A string, or what stands in its place: RETURN … or BEGIN ATOMIC … END. */
  readonly body: { readonly kind: 'text' | 'statements'; readonly text: string };
}

export const roleDdl = ({ name, canLogin, arns }: ServerRole): string =>
  script([
    `CREATE ROLE ${quoteName(name)}${canLogin ? ' WITH LOGIN' : ''}`,
    ...arns.map((arn) => `AWS IAM GRANT ${quoteName(name)} TO ${quoteText(arn)}`),
  ]);

const script = (statements: readonly string[]): string => `${statements.join(';\n\n')};\n`;

const commentOn = (subject: string, comment: string | undefined): readonly string[] =>
  comment === undefined ? [] : [`COMMENT ON ${subject} IS ${quoteText(comment)}`];

const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The tag is one that the text does not hold. */
function dollarQuoted(text: string): string {
  let tag = '$$';
  for (let count = 1; text.includes(tag); count++) tag = `$body${count}$`;
  return `${tag}${text}${tag}`;
}
