import { quoteName, quoteObject } from '../../syntax/names.js';
import { formatType } from '../formatType.js';
import type { Column } from '../model.js';
import type {
  DomainCheck,
  DomainDetails,
  RoutineDetails,
  SequenceDetails,
  ViewDetails,
} from './definitions.js';
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
} from './model.js';
import type { TableParts } from './parts.js';

// Statements in Aurora DSQL's dialect that make again what the catalog tells of. Each is a transaction of its own.

export const schemaDdl = (schema: ServerSchema): string => script(schemaStatements(schema));

export const schemaStatements = ({
  name,
  comment,
}: Pick<ServerSchema, 'name' | 'comment'>): readonly string[] => [
  `CREATE SCHEMA ${quoteName(name)}`,
  ...commentOn(`SCHEMA ${quoteName(name)}`, comment),
];

/** The table, what can only be added behind it, its indexes, and the comments. */
export const tableDdl = (table: ServerTable, parts: OwnParts): string =>
  script(tableStatements(table, parts));

/** What a table is made of, without what only refers to it. */
export type OwnParts = Pick<TableParts, 'columns' | 'indexes' | 'constraints'>;

export function tableStatements(
  table: Pick<ServerTable, 'schema' | 'name' | 'comment'>,
  { columns, indexes, constraints }: OwnParts,
): readonly string[] {
  const name = quoteObject(table);
  const keyColumns = constraints.flatMap((constraint) =>
    constraint.kind === 'primary key' ? constraint.columns : [],
  );
  const items = [
    ...columns.map((column) => columnDefinition(column, keyColumns.includes(column.name))),
    ...constraints.filter(({ isValidated }) => isValidated).map(constraintDefinition),
  ];
  const unchecked = constraints.filter(({ isValidated }) => !isValidated);
  return [
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
      commentOn(`INDEX ${quoteObject({ schema: table.schema, name: index.name })}`, index.comment),
    ),
  ];
}

export function columnDefinition(column: ServerColumn, isInPrimaryKey: boolean): string {
  const { storage, identity, sequence, isNotNull } = column;
  return [
    `${quoteName(column.name)} ${typeText(column)}`,
    ...(storage === undefined ? [] : [`STORAGE ${storage}`]),
    ...(column.default === undefined ? [] : [`DEFAULT ${column.default.text}`]),
    ...(column.generated === undefined ? [] : [`GENERATED ALWAYS AS (${column.generated.text}) STORED`]),
    ...(identity && sequence
      ? [`GENERATED ${identity.toUpperCase()} AS IDENTITY (${sequenceOptionsText(sequence)})`]
      : []),
    // A key and an identity column are NOT NULL by themselves.
    ...(isNotNull && !isInPrimaryKey && !identity ? ['NOT NULL'] : []),
  ].join(' ');
}

/** The type of a column as the server prints it. */
export const typeText = ({ type }: Pick<Column, 'type'>): string => (type ? formatType(type) : '');

export const constraintDefinition = ({ name, definition }: ServerConstraint): string =>
  `CONSTRAINT ${quoteName(name)} ${definition}`;

export const indexStatement = (
  table: Pick<ServerTable, 'schema' | 'name'>,
  { name, isUnique, definition }: ServerIndex,
): string =>
  `CREATE ${isUnique ? 'UNIQUE ' : ''}INDEX ASYNC ${quoteName(name)} ON ${quoteObject(table)} ${definition}`;

export const indexDdl = (table: Pick<ServerTable, 'schema' | 'name'>, index: ServerIndex): string =>
  script([
    indexStatement(table, index),
    ...commentOn(`INDEX ${quoteObject({ schema: table.schema, name: index.name })}`, index.comment),
  ]);

export const constraintDdl = (
  table: Pick<ServerTable, 'schema' | 'name'>,
  constraint: ServerConstraint,
): string =>
  script([
    `ALTER TABLE ${quoteObject(table)}\n  ADD ${constraintDefinition(constraint)} NOT VALID`,
    `ALTER TABLE ASYNC ${quoteObject(table)} VALIDATE CONSTRAINT ${quoteName(constraint.name)}`,
  ]);

export const viewDdl = (view: SchemaObject, details: ViewDetails, columns: readonly Column[]): string =>
  script(viewStatements(view, details, columns));

export function viewStatements(
  view: SchemaObject,
  { query, settings }: ViewDetails,
  columns: readonly Column[],
): readonly string[] {
  const name = quoteObject(view);
  const using = settings.length > 0 ? ` WITH (${settings.join(', ')})` : '';
  return [
    `CREATE VIEW ${name}${using} AS\n${query.trim().replace(/;$/, '')}`,
    ...commentOn(`VIEW ${name}`, view.comment),
    ...columns.flatMap((column) => commentOn(`COLUMN ${name}.${quoteName(column.name)}`, column.comment)),
  ];
}

export const sequenceDdl = (sequence: SchemaObject, details: SequenceDetails): string =>
  script(sequenceStatements(sequence, details));

export function sequenceStatements(
  sequence: SchemaObject,
  { options: numbers, owner }: SequenceDetails,
): readonly string[] {
  const name = quoteObject(sequence);
  return [
    `CREATE SEQUENCE ${name} ${sequenceOptionsText(numbers)}`,
    ...(owner
      ? [
          `ALTER SEQUENCE ${name} OWNED BY ${quoteObject({ schema: owner.schema, name: owner.table })}.${quoteName(owner.column)}`,
        ]
      : []),
    ...commentOn(`SEQUENCE ${name}`, sequence.comment),
  ];
}

/** What differs from the usual; the cache always, because Aurora DSQL wants to be told. */
export function sequenceOptionsText({
  start,
  increment,
  minimum,
  maximum,
  cache,
  isCycling,
}: SequenceOptions): string {
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

export const domainDdl = (
  domain: SchemaObject,
  details: DomainDetails,
  checks: readonly DomainCheck[],
): string => script(domainStatements(domain, details, checks));

export function domainStatements(
  domain: SchemaObject,
  details: DomainDetails,
  checks: readonly DomainCheck[],
): readonly string[] {
  const name = quoteObject(domain);
  const lines = [
    `CREATE DOMAIN ${name} AS ${details.type}`,
    ...(details.default === undefined ? [] : [`DEFAULT ${details.default}`]),
    ...(details.isNotNull ? ['NOT NULL'] : []),
    ...checks.map((check) => `CONSTRAINT ${quoteName(check.name)} ${check.definition}`),
  ];
  return [lines.join('\n  '), ...commentOn(`DOMAIN ${name}`, domain.comment)];
}

/** `body`: what stands in the place of a string. */
export const routineDdl = (routine: ServerRoutine, details: RoutineDetails, body: string): string =>
  script(routineStatements(routine, details, body));

export function routineStatements(
  routine: ServerRoutine,
  details: RoutineDetails,
  body: string,
): readonly string[] {
  const signature = `${quoteObject(routine)}(${routine.parameters})`;
  const lines = [
    `CREATE FUNCTION ${signature}`,
    `RETURNS ${details.returns}`,
    'LANGUAGE sql',
    ...attributesOf(details),
    details.source === undefined ? body.trim() : `AS ${dollarQuoted(details.source)}`,
  ];
  const named = `FUNCTION ${quoteObject(routine)}(${routine.parameterTypes})`;
  return [lines.join('\n'), ...commentOn(named, routine.comment)];
}

/** What differs from the usual. */
const attributesOf = (details: RoutineDetails): readonly string[] => [
  ...(details.volatility === 'volatile' ? [] : [details.volatility.toUpperCase()]),
  ...(details.isStrict ? ['STRICT'] : []),
  ...(details.isSecurityDefiner ? ['SECURITY DEFINER'] : []),
  ...(details.parallel === 'unsafe' ? [] : [`PARALLEL ${details.parallel.toUpperCase()}`]),
  ...(details.cost === '100' ? [] : [`COST ${details.cost}`]),
  ...(details.rows === '0' || details.rows === '1000' ? [] : [`ROWS ${details.rows}`]),
  ...details.settings.map(settingClause),
];

/** "search_path=a, b" is kept as a list of names, every other parameter as one text. */
function settingClause(setting: string): string {
  const [name = '', ...rest] = setting.split('=');
  const value = rest.join('=');
  return `SET ${name} TO ${name === 'search_path' ? value : quoteText(value)}`;
}

/** `arns`: the IAM principals that may connect as the role. */
export const roleDdl = ({
  name,
  canLogin,
  arns,
}: Pick<ServerRole, 'name' | 'canLogin'> & { readonly arns: readonly string[] }): string =>
  script([
    `CREATE ROLE ${quoteName(name)}${canLogin ? ' WITH LOGIN' : ''}`,
    ...arns.map((arn) => `AWS IAM GRANT ${quoteName(name)} TO ${quoteText(arn)}`),
  ]);

const script = (statements: readonly string[]): string => `${statements.join(';\n\n')};\n`;

export const commentOn = (subject: string, comment: string | undefined): readonly string[] =>
  comment === undefined ? [] : [`COMMENT ON ${subject} IS ${quoteText(comment)}`];

const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The tag is one that the text does not hold. */
function dollarQuoted(text: string): string {
  // Two tags may share a dollar sign
  const taken = new Set([...text.matchAll(/(?=(\$(?:body\d+)?\$))/g)].map(([, tag]) => tag));
  let tag = '$$';
  for (let count = 1; taken.has(tag); count++) tag = `$body${count}$`;
  return `${tag}${text}${tag}`;
}
