import { tokenize } from '../../syntax/lexer.js';
import { quoteName, quoteObject, unquoted } from '../../syntax/names.js';
import { query } from '../../text/memo.js';
import { commentOn, constraintDefinition, indexStatement } from '../fromServer/ddl.js';
import type { ServerConstraint, ServerIndex } from '../fromServer/model.js';
import { retypedColumns } from './columns.js';
import type { TableShape } from './snapshot.js';
import type { Difference, SchemaStep } from './step.js';

/** What differs in the constraints and indexes of a table that both have. */
export function* partDifferences(from: TableShape, to: TableShape): Generator<Difference> {
  const retyped = retypedColumns(from, to);
  yield* constraintDifferences(from, to, retyped);
  yield* indexDifferences(from, to, retyped);
}

function* constraintDifferences(
  from: TableShape,
  to: TableShape,
  retyped: ReadonlySet<string>,
): Generator<Difference> {
  const before = new Map(from.constraints.map((one) => [one.name, one]));
  const after = new Map(to.constraints.map((one) => [one.name, one]));
  const key = (table: TableShape) => table.constraints.find(({ kind }) => kind === 'primary key');
  const [oldKey, newKey] = [key(from), key(to)];
  yield* keyDifference(to, oldKey, newKey);
  for (const one of to.constraints) {
    if (one === newKey) continue;
    const old = before.get(one.name);
    const object = `constraint ${to.schema}.${to.name}.${one.name}`;
    const facts = { object, byHand: undefined } as const;
    if (!old)
      yield {
        ...facts,
        kind: 'missing',
        detail: one.definition,
        losesData: false,
        steps: constraintSteps(to, one),
      };
    else if (old.definition !== one.definition || hangsOn(one.definition, retyped))
      yield {
        ...facts,
        kind: 'different',
        detail: old.definition === one.definition ? 'its column' : `${old.definition} → ${one.definition}`,
        losesData: hangsOn(one.definition, retyped),
        steps: [dropConstraint(from, old), ...constraintSteps(to, one)],
      };
    else if (!old.isValidated && one.isValidated)
      yield {
        ...facts,
        kind: 'different',
        detail: 'NOT VALID → valid',
        losesData: false,
        steps: [validation(to, one)],
      };
    if (old && old.comment !== one.comment)
      yield {
        ...{ ...facts, kind: 'different', detail: 'comment', losesData: false },
        steps: [comment(`CONSTRAINT ${quoteName(one.name)} ON ${quoteObject(to)}`, one.comment)],
      };
  }
  for (const old of from.constraints) {
    if (old === oldKey || after.has(old.name)) continue;
    yield {
      ...{
        kind: 'extra',
        object: `constraint ${from.schema}.${from.name}.${old.name}`,
        detail: old.definition,
      },
      ...{ byHand: undefined, losesData: false, steps: [dropConstraint(from, old)] },
    };
  }
}

function* keyDifference(
  table: TableShape,
  old: ServerConstraint | undefined,
  wanted: ServerConstraint | undefined,
): Generator<Difference> {
  if (old?.definition === wanted?.definition) {
    if (!old || !wanted || old.name === wanted.name) return;
    yield {
      ...{ kind: 'different', object: `constraint ${table.schema}.${table.name}.${wanted.name}` },
      ...{ detail: `its name, ${old.name}`, byHand: undefined, losesData: false },
      steps: [
        {
          sql: `ALTER TABLE ${quoteObject(table)} RENAME CONSTRAINT ${quoteName(old.name)} TO ${quoteName(wanted.name)}`,
          phase: 'change columns',
        },
      ],
    };
    return;
  }
  yield {
    ...{
      kind: 'different',
      object: `primary key of ${table.schema}.${table.name}`,
      losesData: false,
      steps: [],
    },
    detail: `${old?.definition ?? 'none'} → ${wanted?.definition ?? 'none'}`,
    byHand:
      'A primary key is decided when its table is made: make a new table, copy the rows, and rename it.',
  };
}

export const dropConstraint = (table: TableShape, { kind, name }: ServerConstraint): SchemaStep => ({
  sql: `ALTER TABLE ${quoteObject(table)} DROP CONSTRAINT ${quoteName(name)}`,
  phase: kind === 'foreign key' ? 'drop foreign keys' : 'drop constraints',
});

/** Added to a table that is there: without looking at its rows, which a job does then. A unique one begins as an index. */
export function constraintSteps(table: TableShape, constraint: ServerConstraint): readonly SchemaStep[] {
  const name = quoteObject(table);
  const phase = constraint.kind === 'foreign key' ? 'make foreign keys' : 'make constraints';
  const described = commentOn(`CONSTRAINT ${quoteName(constraint.name)} ON ${name}`, constraint.comment).map(
    (sql): SchemaStep => ({ sql, phase: 'describe' }),
  );
  if (constraint.kind === 'unique') {
    const index = query(indexesByName, table).get(constraint.index);
    const keys = index?.definition ?? constraint.definition.replace(/^UNIQUE /, '');
    return [
      {
        sql: `CREATE UNIQUE INDEX ASYNC ${quoteName(constraint.name)} ON ${name} ${keys}`,
        phase,
        note: 'Its job must have ended before the next statement.',
      },
      {
        sql: `ALTER TABLE ${name} ADD CONSTRAINT ${quoteName(constraint.name)} UNIQUE USING INDEX ${quoteName(constraint.name)}`,
        phase,
      },
      ...described,
    ];
  }
  return [
    { sql: `ALTER TABLE ${name} ADD ${constraintDefinition(constraint)} NOT VALID`, phase },
    ...(constraint.isValidated ? [{ ...validation(table, constraint), phase } as const] : []),
    ...described,
  ];
}

const indexesByName = ({ indexes }: TableShape): ReadonlyMap<string, ServerIndex> =>
  new Map(indexes.map((index) => [index.name, index]));

const validation = (table: TableShape, { kind, name }: ServerConstraint): SchemaStep => ({
  sql: `ALTER TABLE ASYNC ${quoteObject(table)} VALIDATE CONSTRAINT ${quoteName(name)}`,
  phase: kind === 'foreign key' ? 'make foreign keys' : 'make constraints',
  note: 'A job checks the existing rows.',
});

function* indexDifferences(
  from: TableShape,
  to: TableShape,
  retyped: ReadonlySet<string>,
): Generator<Difference> {
  const own = ({ indexes }: TableShape) => indexes.filter(({ serves }) => !serves);
  const before = new Map(own(from).map((index) => [index.name, index]));
  const after = new Map(own(to).map((index) => [index.name, index]));
  for (const index of own(to)) {
    const old = before.get(index.name);
    const facts = { object: `index ${index.schema}.${index.name}`, byHand: undefined } as const;
    const made: SchemaStep = {
      sql: indexStatement(to, index),
      phase: 'make indexes',
      note: 'A job builds it.',
    };
    const text = (one: ServerIndex) => `${one.isUnique ? 'unique ' : ''}${one.definition}`;
    if (!old)
      yield {
        ...{ ...facts, kind: 'missing', detail: text(index), losesData: false },
        steps: [made, ...commentSteps(index)],
      };
    else if (text(old) !== text(index) || hangsOn(index.definition, retyped))
      yield {
        ...{ ...facts, kind: 'different', losesData: hangsOn(index.definition, retyped) },
        detail: text(old) === text(index) ? 'its column' : `${text(old)} → ${text(index)}`,
        steps: [dropIndex(old), made, ...commentSteps(index)],
      };
    else if (!old.isValid && index.isValid)
      yield {
        ...facts,
        kind: 'different',
        detail: 'not valid → valid',
        losesData: false,
        steps: [dropIndex(old), made],
      };
    else if (old.comment !== index.comment)
      yield {
        ...{ ...facts, kind: 'different', detail: 'comment', losesData: false },
        steps: [comment(`INDEX ${quoteObject(index)}`, index.comment)],
      };
  }
  for (const old of own(from))
    if (!after.has(old.name))
      yield {
        ...{
          kind: 'extra',
          object: `index ${old.schema}.${old.name}`,
          detail: old.definition,
          losesData: false,
        },
        ...{ byHand: undefined, steps: [dropIndex(old)] },
      };
}

const dropIndex = (index: ServerIndex): SchemaStep => ({
  sql: `DROP INDEX ${quoteObject(index)}`,
  phase: 'drop indexes',
});

const commentSteps = (index: ServerIndex): readonly SchemaStep[] =>
  commentOn(`INDEX ${quoteObject(index)}`, index.comment).map((sql) => ({ sql, phase: 'describe' }));

const comment = (subject: string, text: string | undefined): SchemaStep => ({
  sql: commentOn(subject, text)[0] ?? `COMMENT ON ${subject} IS NULL`,
  phase: 'describe',
});

/** Whether a definition names one of these columns. */
const hangsOn = (definition: string, columns: ReadonlySet<string>): boolean =>
  columns.size > 0 &&
  tokenize(definition).some(
    ({ kind, start, end }) =>
      (kind === 'word' || kind === 'quotedWord') && columns.has(unquoted(definition.slice(start, end))),
  );
