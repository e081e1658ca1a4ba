import { formatType } from '../catalog/formatType.js';
import type { Lookup } from '../catalog/layered.js';
import type { Column, Constraint, Expression, Parameter, Relation, Routine } from '../catalog/model.js';
import { type Origin, spanOfOrigin } from '../catalog/origin.js';
import { quoteName } from '../syntax/names.js';
import { codeBlock, codeSpan, inMarkdown, linesInMarkdown } from '../text/markdown.js';
import type { Entity } from './names/entity.js';

/** `f(n integer, m text) → numeric` */
export function signatureOf(routine: Routine): string {
  const taken = routine.parameters.filter(({ mode }) => mode !== 'out' && mode !== 'table');
  return `${routine.name}(${taken.map(parameterOf).join(', ')})${resultOf(routine)}`;
}

/** Those that take any type come last: people mean the plain ones first. */
export const plainFirst = (routines: readonly Routine[]): readonly Routine[] =>
  routines.toSorted((one, other) => Number(takesAny(one)) - Number(takesAny(other)));

const takesAny = ({ parameters }: Routine): boolean => parameters.some(({ type }) => /^any/.test(type.name));

export function parameterOf({ name, mode, type, hasDefault }: Parameter): string {
  const words = [
    ...(mode === 'variadic' ? ['VARIADIC'] : []),
    ...(name === undefined ? [] : [quoteName(name)]),
    formatType(type),
    ...(hasDefault ? ['DEFAULT …'] : []),
  ];
  return words.join(' ');
}

function resultOf({ result, returnsSet, parameters, kind }: Routine): string {
  if (kind === 'procedure') return '';
  const table = parameters.filter(({ mode }) => mode === 'table');
  if (table.length > 0) return ` → TABLE (${table.map(parameterOf).join(', ')})`;
  const out = parameters.filter(({ mode }) => mode === 'out' || mode === 'inout');
  const type = out.length > 1 ? 'record' : result ? formatType(result) : undefined;
  return type === undefined ? '' : ` → ${returnsSet ? 'SETOF ' : ''}${type}`;
}

/** What a name is, in Markdown; undefined where nothing is known of it. */
export function describe(entity: Entity, known: Lookup): string | undefined {
  const { kind, name, relation, column, type } = entity;
  if (kind === 'column' || kind === 'output') {
    if (column && relation) return describeColumnOf(relation, column);
    return type === undefined
      ? `**${inMarkdown(name)}**: a column of the query`
      : codeBlock(`${quoteName(name)} ${type}`);
  }
  if (kind === 'table' || kind === 'view') return relation && describeRelation(relation);
  if (kind === 'alias')
    return relation
      ? `**${inMarkdown(name)}** stands for ${inMarkdown(relationName(relation))}\n\n${describeRelation(relation)}`
      : `**${inMarkdown(name)}**: an alias`;
  if (kind === 'cte') return `**${inMarkdown(name)}**: a query of WITH`;
  if (kind === 'function') {
    const routines = entity.routines ?? [];
    if (routines.length === 0) return undefined;
    const shown = plainFirst(routines).slice(0, mostSignatures).map(signatureOf);
    const more = routines.length > mostSignatures ? [`… and ${routines.length - mostSignatures} more`] : [];
    const told = routines.find(({ comment }) => comment !== undefined)?.comment;
    return [codeBlock(shown.join('\n')), ...more, ...(told ? [linesInMarkdown(told)] : [])].join('\n\n');
  }
  if (kind === 'parameter' || kind === 'variable')
    return codeBlock(`${quoteName(name)}${type === undefined ? '' : ` ${type}`}`);
  if (kind === 'index') {
    const index = known.index({ schema: entity.schema, name });
    if (!index) return `**${inMarkdown(name)}**: an index`;
    const keys = index.keys.map((key) => (key.kind === 'column' ? quoteName(key.column) : '(expression)'));
    const included =
      index.included.length > 0 ? ` INCLUDE (${index.included.map(quoteName).join(', ')})` : '';
    return codeBlock(
      `${index.isUnique ? 'UNIQUE ' : ''}INDEX ${quoteName(name)} ON ${quoteName(index.table)} (${keys.join(', ')})${included}`,
    );
  }
  if (kind === 'sequence') {
    const origin = known.sequence({ schema: entity.schema, name })?.origin;
    const { source, statement } = origin ?? {};
    const written = source?.text
      .slice(statement?.start, statement?.end)
      .replace(/\s+/g, ' ')
      .replace(/;$/, '');
    const isShown = written !== undefined && /^create\s+sequence\b/i.test(written) && written.length < 200;
    return isShown ? codeBlock(written) : `**${inMarkdown(name)}**: a sequence`;
  }
  if (kind === 'constraint')
    return entity.constraint && relation
      ? codeBlock(constraintOf(entity.constraint))
      : `**${inMarkdown(name)}**: a constraint`;
  if (kind === 'type') {
    const found = known.type({ schema: entity.schema, name });
    if (found?.kind === 'domain')
      return codeBlock(
        `DOMAIN ${quoteName(name)} AS ${formatType(found.base)}${found.isNotNull ? ' NOT NULL' : ''}`,
      );
    if (found?.kind === 'enum')
      return codeBlock(
        `TYPE ${quoteName(name)} AS ENUM (${found.labels.map((label) => `'${label}'`).join(', ')})`,
      );
    return `**${inMarkdown(name)}**: a type`;
  }
  return `**${inMarkdown(name)}**: a ${kind}`;
}

const mostSignatures = 6;

const relationName = ({ schema, name }: Relation): string =>
  schema === 'public' ? quoteName(name) : `${quoteName(schema)}.${quoteName(name)}`;

export function columnLine({ name, type, isNotNull, identity, generated, default: given }: Column): string {
  return [
    quoteName(name),
    ...(type ? [formatType(type)] : []),
    ...(isNotNull ? ['NOT NULL'] : []),
    ...(identity ? [`GENERATED ${identity.toUpperCase()} AS IDENTITY`] : []),
    ...(generated ? [`GENERATED ALWAYS AS ${writtenIn(generated, /^.*?\bas\b/is) ?? '(…)'}`] : []),
    ...(given ? [`DEFAULT ${writtenIn(given, /^.*?\bdefault\b/is) ?? '…'}`] : []),
  ].join(' ');
}

const longestShown = 80;

/** The text of a definition after some words, on one line; undefined where it is long or not known. */
function writtenIn({ text, origin }: Expression, behind: RegExp): string | undefined {
  const written = text ?? (origin && textOfOrigin(origin).replace(behind, ''));
  const line = written?.replace(/\s+/g, ' ').trim();
  return line === undefined || line === '' || line.length > longestShown || line.includes('--')
    ? undefined
    : line;
}

function textOfOrigin(origin: Origin): string {
  const { start, end } = spanOfOrigin(origin);
  return origin.source.text.slice(start, end);
}

const mostColumns = 60;

export function describeRelation(relation: Relation): string {
  const { columns, kind, comment, constraints, indexes } = relation;
  const lines = columns.slice(0, mostColumns).map((column) => `  ${columnLine(column)}`);
  if (columns.length > mostColumns) lines.push(`  -- and ${columns.length - mostColumns} more`);
  const keys = constraints.filter((one) => one.kind !== 'check').map((one) => `  ${constraintOf(one)}`);
  const parts = [...lines, ...keys];
  const own = indexes.filter(({ constraint }) => constraint === undefined).map(({ name }) => quoteName(name));
  return [
    codeBlock(
      `${kind.toUpperCase()} ${relationName(relation)}${parts.length > 0 ? ` (\n${parts.join(',\n')}\n)` : ''}`,
    ),
    ...(own.length > 0 ? [`Indexes: ${inMarkdown(own.join(', '))}`] : []),
    ...(comment ? [linesInMarkdown(comment)] : []),
  ].join('\n\n');
}

function describeColumnOf(relation: Relation, column: Column): string {
  const { name } = column;
  const keys = relation.constraints.filter((one) => 'columns' in one && one.columns.includes(name));
  const indexes = relation.indexes.filter(
    ({ constraint, keys: own }) =>
      constraint === undefined && own.some((key) => key.kind === 'column' && key.column === name),
  );
  return [
    codeBlock(columnLine(column)),
    `Column of ${inMarkdown(relationName(relation))}`,
    ...[...keys, ...checksOf(relation, name)].map((one) => codeSpan(constraintOf(one))),
    ...(indexes.length > 0
      ? [`Indexes: ${inMarkdown(indexes.map((one) => quoteName(one.name)).join(', '))}`]
      : []),
    ...(column.comment ? [linesInMarkdown(column.comment)] : []),
  ].join('\n\n');
}

/** The checks whose condition names a column. */
const checksOf = ({ constraints }: Relation, column: string): readonly Constraint[] =>
  constraints.filter((one) => {
    const written = one.kind === 'check' ? writtenIn(one.condition, /^.*?\bcheck\b/is) : undefined;
    return written
      ?.toLowerCase()
      .split(/[^\w$]+/)
      .includes(column.toLowerCase());
  });

function constraintOf(constraint: Constraint): string {
  const list = (names: readonly string[]) => `(${names.map(quoteName).join(', ')})`;
  if (constraint.kind === 'primary key' || constraint.kind === 'unique')
    return `${constraint.kind.toUpperCase()} ${list(constraint.columns)}`;
  if (constraint.kind === 'foreign key') {
    const { columns, target, references, onDelete } = constraint;
    const cascade = onDelete === 'no action' ? '' : ` ON DELETE ${onDelete.toUpperCase()}`;
    return `FOREIGN KEY ${list(columns)} REFERENCES ${quoteName(target.name)}${references.length > 0 ? ` ${list(references)}` : ''}${cascade}`;
  }
  const condition =
    constraint.kind === 'check' ? writtenIn(constraint.condition, /^.*?\bcheck\b/is) : undefined;
  const shown = condition === undefined ? '' : ` ${condition.startsWith('(') ? condition : `(${condition})`}`;
  return `CONSTRAINT ${quoteName(constraint.name)} ${constraint.kind.toUpperCase()}${shown}`;
}
