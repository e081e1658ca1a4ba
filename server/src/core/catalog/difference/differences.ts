import { tokenize } from '../../syntax/lexer.js';
import { quoteName, quoteObject, unquoted } from '../../syntax/names.js';
import { behindNeeded } from '../../text/behindNeeded.js';
import { byKey } from '../../text/byKey.js';
import { query } from '../../text/memo.js';
import { commentOn, schemaStatements, sequenceOptionsText, tableStatements } from '../fromServer/ddl.js';
import type { DomainCheck } from '../fromServer/definitions.js';
import type { ServerConstraint } from '../fromServer/model.js';
import { columnDifferences } from './columns.js';
import { ownerDifferences } from './owners.js';
import { constraintSteps, dropConstraint, partDifferences } from './parts.js';
import { withRenames } from './renames.js';
import { rightsDifferences } from './rights.js';
import { type OtherShape, type Snapshot, shapeName, type TableShape } from './snapshot.js';
import type { Difference, SchemaStep, StepPhase } from './step.js';

/** What brings one schema to another, object by object. Of a schema and itself: nothing. Never throws. */
export function differencesOf(from: Snapshot, to: Snapshot): readonly Difference[] {
  const tables = [...tableDifferences(from, to)];
  const objects = [
    ...schemaDifferences(from, to),
    ...tables,
    ...otherDifferences(from, to, viewsInTheWay(from, to, tables)),
  ];
  return [
    ...withRenames(objects, from, to),
    ...rightsDifferences(from, to, objects),
    ...ownerDifferences(from, to, objects),
  ];
}

function* schemaDifferences(from: Snapshot, to: Snapshot): Generator<Difference> {
  const before = new Map(from.schemas.map((schema) => [schema.name, schema]));
  const after = new Set(to.schemas.map(({ name }) => name));
  for (const schema of to.schemas) {
    const old = before.get(schema.name);
    const object = `schema ${schema.name}`;
    if (!old) yield plain('missing', object, inPhases(schemaStatements(schema), 'make schemas'));
    // The server's own schema has a comment of the server's
    else if (old.comment !== schema.comment && schema.name !== 'public')
      yield changed(object, 'comment', [commentStep(`SCHEMA ${quoteName(schema.name)}`, schema.comment)]);
  }
  for (const { name } of from.schemas)
    if (!after.has(name) && name !== 'public')
      yield plain('extra', `schema ${name}`, [
        { sql: `DROP SCHEMA ${quoteName(name)}`, phase: 'drop schemas' },
      ]);
}

function* tableDifferences(from: Snapshot, to: Snapshot): Generator<Difference> {
  const before = new Map(from.tables.map((table) => [quoteObject(table), table]));
  const after = new Map(to.tables.map((table) => [quoteObject(table), table]));
  const missing = to.tables.filter((table) => !before.has(quoteObject(table)));
  const made = new Set(before.keys());
  for (const table of inOrder(missing)) {
    made.add(quoteObject(table));
    yield madeTable(table, made);
  }
  for (const table of to.tables) {
    const old = before.get(quoteObject(table));
    if (!old) continue;
    if (old.comment !== table.comment)
      yield changed(`table ${table.schema}.${table.name}`, 'comment', [
        commentStep(`TABLE ${quoteObject(table)}`, table.comment),
      ]);
    yield* columnDifferences(old, table);
    yield* partDifferences(old, table);
  }
  yield* extraTables(from.tables, after);
}

/** What refers to others goes first; of a circle the foreign keys go before. */
function* extraTables(
  tables: readonly TableShape[],
  kept: ReadonlyMap<string, unknown>,
): Generator<Difference> {
  const gone = new Set<string>();
  for (const table of inOrder(tables).toReversed()) {
    if (kept.has(quoteObject(table))) continue;
    const inTheWay = table.constraints.filter(
      (one) => one.kind === 'foreign key' && gone.has(quoteObject(one.target)),
    );
    gone.add(quoteObject(table));
    yield {
      ...plain('extra', `table ${table.schema}.${table.name}`, [
        ...inTheWay.map((one) => dropConstraint(table, one)),
        { sql: `DROP TABLE ${quoteObject(table)}`, phase: 'drop tables', note: 'Its rows are gone.' },
      ]),
      losesData: true,
    };
  }
}

/** A new table with all that can be made with it: a foreign key to a table that comes later is added behind that. */
function madeTable(table: TableShape, made: ReadonlySet<string>): Difference {
  const isLate = (one: ServerConstraint) => one.kind === 'foreign key' && !made.has(quoteObject(one.target));
  const late = table.constraints.filter(isLate);
  const constraints = table.constraints.filter((one) => !isLate(one));
  const steps = tableStatements(table, { ...table, constraints }).map(
    (sql): SchemaStep => ({
      sql,
      phase: /^CREATE TABLE\b/.test(sql)
        ? 'make tables'
        : /^COMMENT\b/.test(sql)
          ? 'describe'
          : /^ALTER\b/.test(sql)
            ? 'make constraints'
            : 'make indexes',
    }),
  );
  return plain('missing', `table ${table.schema}.${table.name}`, [
    ...steps,
    ...late.flatMap((constraint) => constraintSteps(table, constraint)),
  ]);
}

/** Tables behind those that they refer to, as far as they do not refer to each other in a circle. */
function inOrder(tables: readonly TableShape[]): readonly TableShape[] {
  const byName = new Map(tables.map((table) => [quoteObject(table), table]));
  return behindNeeded(tables, ({ constraints }) =>
    constraints.flatMap((one) =>
      one.kind === 'foreign key' ? (byName.get(quoteObject(one.target)) ?? []) : [],
    ),
  );
}

const keyOf = ({ kind, schema, name, signature }: OtherShape): string =>
  JSON.stringify([kind, schema, name, signature]);

function* otherDifferences(
  from: Snapshot,
  to: Snapshot,
  inTheWay: ReadonlySet<string>,
): Generator<Difference> {
  const before = new Map(from.others.map((shape) => [keyOf(shape), shape]));
  const after = new Set(to.others.map(keyOf));
  const oldTables = new Set(from.tables.map(({ name }) => name));
  const ranks = new Map(viewsInOrder(from.others).map((shape, at) => [keyOf(shape), -at]));
  const dropped = (shape: OtherShape): SchemaStep => ({
    ...dropStep(shape),
    rank: ranks.get(keyOf(shape)) ?? 0,
  });
  const newTables = new Set(to.tables.filter(({ name }) => !oldTables.has(name)).map(({ name }) => name));
  for (const shape of viewsInOrder(to.others)) {
    const old = before.get(keyOf(shape));
    const isRemade = inTheWay.has(keyOf(shape));
    if (old && !isRemade && JSON.stringify(old.statements) === JSON.stringify(shape.statements)) continue;
    const made = madeSteps(shape, newTables);
    if (!old) yield plain('missing', shapeName(shape), made);
    else yield alteredShape(old, shape, made, isRemade ? 'remade' : 'other', dropped(old));
  }
  for (const shape of viewsInOrder(from.others).toReversed())
    if (!after.has(keyOf(shape)))
      yield {
        ...plain('extra', shapeName(shape), [dropped(shape)]),
        // A sequence takes with it how far it has come
        losesData: shape.kind === 'sequence',
      };
}

function madeSteps(shape: OtherShape, newTables: ReadonlySet<string>): readonly SchemaStep[] {
  const [create = '', ...rest] = shape.statements;
  const isOfNewTables = newTables.size > 0 && [...query(wordsOf, shape)].some((word) => newTables.has(word));
  const phase: Record<OtherShape['kind'], StepPhase> = {
    view: 'make views',
    function: isOfNewTables ? 'make functions of tables' : 'make functions',
    sequence: 'make types',
    domain: 'make types',
  };
  return [{ sql: create, phase: phase[shape.kind] }, ...inPhases(rest, 'describe')];
}

function dropStep({ kind, schema, name, signature }: OtherShape): SchemaStep {
  const phase: Record<OtherShape['kind'], StepPhase> = {
    view: 'drop views',
    function: 'drop functions',
    sequence: 'drop types',
    domain: 'drop types',
  };
  const types = kind === 'function' ? `(${signature})` : '';
  return { sql: `DROP ${kind.toUpperCase()} ${quoteObject({ schema, name })}${types}`, phase: phase[kind] };
}

function alteredShape(
  old: OtherShape,
  shape: OtherShape,
  made: readonly SchemaStep[],
  why: 'remade' | 'other',
  drop: SchemaStep,
): Difference {
  const object = shapeName(shape);
  if (why === 'remade') return changed(object, 'created again after its tables', [drop, ...made]);
  if (old.statements[0] === shape.statements[0] && shape.kind !== 'sequence')
    return changed(object, 'comment', made.slice(1));
  if (old.kind === 'sequence' && shape.kind === 'sequence') {
    const { increment, minimum, maximum, start, isCycling } = shape.details.options;
    const cache = /CACHE \d+/.exec(sequenceOptionsText(shape.details.options))?.[0] ?? '';
    return changed(object, 'its numbers', [
      {
        sql: `ALTER SEQUENCE ${quoteObject(shape)} INCREMENT BY ${increment} MINVALUE ${minimum} MAXVALUE ${maximum} START WITH ${start} ${cache} ${isCycling ? 'CYCLE' : 'NO CYCLE'}`,
        phase: 'make types',
      },
      ...made.slice(1),
    ]);
  }
  if (old.kind === 'domain' && shape.kind === 'domain') return alteredDomain(old, shape);
  return changed(object, 'its definition', [drop, ...made]);
}

function alteredDomain(
  old: Extract<OtherShape, { kind: 'domain' }>,
  shape: Extract<OtherShape, { kind: 'domain' }>,
): Difference {
  const object = shapeName(shape);
  if (old.details.type !== shape.details.type)
    return {
      ...changed(object, `${old.details.type} → ${shape.details.type}`, []),
      byHand: 'The type of a domain cannot be changed: make another domain, and columns of it.',
    };
  const alter = (action: string): SchemaStep => ({
    sql: `ALTER DOMAIN ${quoteObject(shape)} ${action}`,
    phase: 'make types',
  });
  const { default: value, isNotNull } = shape.details;
  const keyOfCheck = ({ name, definition }: DomainCheck) => JSON.stringify([name, definition]);
  const [before, after] = [old.checks, shape.checks].map((checks) => new Set(checks.map(keyOfCheck)));
  const isStricter =
    (isNotNull && !old.details.isNotNull) || shape.checks.some((one) => !before?.has(keyOfCheck(one)));
  return {
    ...changed(object, 'its definition', [
      ...(old.details.default === value
        ? []
        : [alter(value === undefined ? 'DROP DEFAULT' : `SET DEFAULT ${value}`)]),
      ...(old.details.isNotNull && !isNotNull ? [alter('DROP NOT NULL')] : []),
      ...old.checks
        .filter((one) => !after?.has(keyOfCheck(one)))
        .map(({ name }) => alter(`DROP CONSTRAINT IF EXISTS ${quoteName(name)}`)),
      ...inPhases(shape.statements.slice(1), 'describe'),
    ]),
    byHand: isStricter
      ? 'A domain takes no further constraints after it is created: make another domain, and columns of it.'
      : undefined,
  };
}

/** Views that both have, and that stand in the way of what is dropped of their tables, or of other views. */
function viewsInTheWay(from: Snapshot, to: Snapshot, tables: readonly Difference[]): ReadonlySet<string> {
  const touched = new Set(
    tables
      .filter(({ object, kind, losesData }) => losesData && (kind === 'extra' || /^column /.test(object)))
      .map(({ object }) => object.split('.')[1] ?? ''),
  );
  const wanted = new Map(to.others.map((shape) => [keyOf(shape), JSON.stringify(shape.statements)]));
  const views = from.others.filter(({ kind }) => kind === 'view');
  for (const view of views)
    if (wanted.get(keyOf(view)) !== JSON.stringify(view.statements)) touched.add(view.name);
  const kept = touched.size > 0 ? views.filter((view) => wanted.has(keyOf(view))) : [];
  const holding = byKey(
    kept.flatMap((view) => [...query(wordsOf, view)].map((word) => [word, view] as const)),
  );
  const found = new Set<string>();
  // The set grows while one goes through it
  for (const name of touched)
    for (const view of holding.get(name) ?? []) {
      if (view.name === name) continue;
      found.add(keyOf(view));
      touched.add(view.name);
    }
  return found;
}

/** Views behind those whose names they hold. */
function viewsInOrder(shapes: readonly OtherShape[]): readonly OtherShape[] {
  const views = shapes.filter(({ kind }) => kind === 'view');
  // Many schemas may each have a view of one name: each view is asked for once, by whoever needs that name first
  const waiting = new Map(
    [...byKey(views.map((view) => [view.name, view]))].map(([name, all]) => [name, all.values()]),
  );
  function* neededBy(view: OtherShape): Generator<OtherShape> {
    for (const word of query(wordsOf, view)) yield* waiting.get(word) ?? [];
  }
  return [...shapes.filter(({ kind }) => kind !== 'view'), ...behindNeeded(views, neededBy)];
}

/** The names and keywords of what creates it. */
const wordsOf = ({ statements: [sql = ''] }: OtherShape): ReadonlySet<string> =>
  new Set(
    tokenize(sql)
      .filter(({ kind }) => kind === 'word' || kind === 'quotedWord')
      .map(({ start, end }) => unquoted(sql.slice(start, end))),
  );

const plain = (kind: Difference['kind'], object: string, steps: readonly SchemaStep[]): Difference => ({
  ...{ kind, object, detail: '', steps, losesData: false, byHand: undefined },
});

const changed = (object: string, detail: string, steps: readonly SchemaStep[]): Difference => ({
  ...plain('different', object, steps),
  detail,
});

const inPhases = (statements: readonly string[], phase: StepPhase): readonly SchemaStep[] =>
  statements.map((sql) => ({ sql, phase: /^COMMENT\b/.test(sql) ? 'describe' : phase }));

const commentStep = (subject: string, comment: string | undefined): SchemaStep => ({
  sql: commentOn(subject, comment)[0] ?? `COMMENT ON ${subject} IS NULL`,
  phase: 'describe',
});
