import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { Ask } from '../../../../server/src/connection/answer.js';
import {
  readCatalog,
  readObjects,
  readParts,
  readRoles,
  readSchemas,
} from '../../../../server/src/connection/catalog.js';
import { lookUp } from '../../../../server/src/connection/lookUp.js';
import type { Session } from '../../../../server/src/connection/session.js';
import { formatType } from '../../../../server/src/core/catalog/formatType.js';
import {
  catalogOfServer,
  type ServerCatalog,
} from '../../../../server/src/core/catalog/fromServer/catalog.js';
import { columnsOf } from '../../../../server/src/core/catalog/fromServer/columns.js';
import {
  domainChecks,
  domainDetails,
  routineDetails,
  sequenceDetails,
  sqlBody,
  viewDetails,
} from '../../../../server/src/core/catalog/fromServer/definitions.js';
import { unfinishedIndexes } from '../../../../server/src/core/catalog/fromServer/indexes.js';
import { relationNamed } from '../../../../server/src/core/catalog/fromServer/objects.js';
import type { Question } from '../../../../server/src/core/catalog/fromServer/question.js';
import { safetyOf } from '../../../../server/src/core/catalog/fromServer/safety.js';
import { layered } from '../../../../server/src/core/catalog/layered.js';
import type { Column, Constraint, Expression, Index } from '../../../../server/src/core/catalog/model.js';
import { signatureOf } from '../../../../server/src/core/ide/describe.js';
import { createAnalyzer, loadParser } from '../../../../server/src/core/lint/analysis.js';
import { catalogOf } from '../../../../server/src/core/lint/script/catalog.js';
import { rules } from '../../../../server/src/core/rules/index.js';
import { readJobs } from '../../../../server/src/running/job.js';
import { dropScript } from '../../../src/schema/statements.js';
import { tellCatalog } from '../../../src/schema/tellCatalog.js';
import { answerTo, sandboxForTests } from '../local.js';

const wasm = join(__dirname, '../../../../node_modules/libpg-query/wasm/libpg-query.wasm');
const analyzer = createAnalyzer(loadParser(readFileSync(wasm)), rules);

/** Types as a column of a view may have them, which are more than those of tables. */
const types: readonly string[] = [
  ...'smallint integer bigint real bytea boolean uuid date text json jsonb oid name regclass'.split(' '),
  ...'numeric numeric(5) numeric(12,2) numeric(5,-2) varchar varchar(7) char char(3) bpchar "char"'.split(
    ' ',
  ),
  ...'time time(3) timetz timetz(0) timestamp timestamp(6) timestamptz timestamptz(2)'.split(' '),
  ...['double precision', 'interval', 'interval(3)', 'interval year', 'interval day to second(2)'],
  ...['int[]', 'varchar(7)[]', 'numeric(5,2)[]', 'text[]', 'oidvector', 'int2vector'],
  ...['shop.cents', 'shop."Odd Type"', 'shop.customers'],
];

const values = types.map((type, at) => `NULL::${type} AS c${at}`);

const made: readonly string[] = [
  'CREATE SCHEMA shop',
  'CREATE DOMAIN shop.cents AS numeric(12,2) CHECK (VALUE >= 0)',
  'CREATE DOMAIN shop."Odd Type" AS text',
  'CREATE SEQUENCE shop.numbers CACHE 1',
  `CREATE TABLE shop.customers (region text, id bigint GENERATED ALWAYS AS IDENTITY (CACHE 65536), dropped int,
     "Full, name" varchar(80) NOT NULL UNIQUE CONSTRAINT named CHECK ("Full, name" <> ''), born date,
     short text GENERATED ALWAYS AS (lower("Full, name")) STORED, credit shop.cents DEFAULT 0,
     since timestamptz(3) NOT NULL DEFAULT now(), PRIMARY KEY (region, id), UNIQUE (born, region))`,
  'ALTER TABLE shop.customers DROP COLUMN dropped',
  "ALTER TABLE shop.customers ADD CONSTRAINT recent CHECK (since > '2020-01-01Z') NOT VALID",
  `CREATE TABLE shop."Order" (id uuid PRIMARY KEY, region text, customer bigint, parent uuid REFERENCES shop."Order" ON DELETE CASCADE,
     FOREIGN KEY (customer, region) REFERENCES shop.customers (id, region) ON UPDATE RESTRICT ON DELETE SET NULL DEFERRABLE)`,
  'CREATE INDEX ASYNC partly ON shop.customers (lower("Full, name"), born) INCLUDE (credit, since) WHERE credit > 0',
  'CREATE UNIQUE INDEX ASYNC "one each" ON shop."Order" ("customer", parent)',
  "COMMENT ON COLUMN shop.customers.born IS 'a day'",
  "COMMENT ON CONSTRAINT named ON shop.customers IS 'no blanks'",
  "COMMENT ON INDEX shop.partly IS 'some'",
  'CREATE VIEW shop.v WITH (security_barrier) AS SELECT id FROM shop."Order"',
  "CREATE FUNCTION shop.f(a int) RETURNS int LANGUAGE sql AS 'SELECT a'",
];

const sandbox = sandboxForTests();

describe('The catalog of a server', () => {
  let session: Session;
  before(async () => {
    session = sandbox.session();
    for (const sql of [...made, `CREATE VIEW shop.types AS SELECT ${values.join(', ')}`]) {
      const { ending, columns, rows } = await answerTo(session, sql);
      assert.equal(ending.kind, 'done', `${sql}: ${JSON.stringify(ending)}`);
      if (columns[0]?.name === 'job_id')
        await session.query('CALL sys.wait_for_job($1)', [rows[0]?.[0] ?? null]);
    }
  });

  test('prints the type of each column as the server does', async () => {
    const [table] = await lookUp(session.query, relationNamed('shop.types'));
    assert.ok(table);
    const read = await lookUp(session.query, columnsOf([table.oid]));
    const told = await session.query(
      `SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = $1::oid AND attnum > 0 ORDER BY attnum`,
      [table.oid],
    );
    assert.deepEqual(
      read.map(({ type }) => type && formatType(type)),
      told.map(([type]) => type),
    );
  });

  for (const name of ['customers', 'Order'])
    test(`says of a table what its script says: ${name}`, async () => {
      const { scripts } = analyzer.analyze(made.join(';\n'));
      const [script] = scripts;
      assert.ok(script);
      const written = catalogOf(script).after.schemas.get('shop')?.relations.get(name);
      assert.ok(written);
      const [table] = await lookUp(session.query, relationNamed(`shop."${name}"`));
      assert.ok(table);
      const read = await readParts(session.query, table);
      assert.deepEqual(saidOf(read), saidOf(written));
    });

  test('is told to the language server as the tree reads it, without rights', async () => {
    const told: (readonly [string, ServerCatalog | null])[] = [];
    let open = [{ name: 'shop', session }];
    const tell = tellCatalog({
      open: () => open,
      server: { tellCatalog: async (...said) => void told.push(said) },
      log: { warn: (message) => assert.fail(message) },
    });
    // Of two calls at once the last one counts.
    await Promise.all([tell(), tell()]);
    assert.equal(told.length, 1);
    // It goes from one process to another.
    const catalog: ServerCatalog = JSON.parse(JSON.stringify(told[0]?.[1]));
    assert.ok(catalog.columns.every((column) => !('rights' in column)));
    const known = layered([catalogOfServer(catalog)], ['shop']);
    for (const name of ['customers', 'Order']) {
      const relation = known.relation({ schema: undefined, name });
      assert.ok(relation);
      const [table] = await lookUp(session.query, relationNamed(`shop."${name}"`));
      assert.ok(table);
      assert.deepEqual(saidOf(relation), saidOf(await readParts(session.query, table)));
      assert.equal(relation.hasAllColumns, true);
    }
    assert.deepEqual(known.routines({ schema: undefined, name: 'f' }).map(signatureOf), [
      'f(a integer) → integer',
    ]);
    assert.equal(known.type({ schema: undefined, name: 'cents' })?.kind, 'domain');
    assert.equal(known.relation({ schema: 'shop', name: 'v' })?.kind, 'view');
    // Told again where it has changed, or another connection is open; and when it is left.
    open = [...open, { name: 'twin', session }];
    await tell(new Set());
    await tell(new Set(['shop']));
    open = [{ name: 'twin', session }];
    await tell(new Set());
    assert.deepEqual(
      told.slice(1).map(([name, has]) => [name, has !== null]),
      [
        ['twin', true],
        ['shop', true],
        ['shop', false],
      ],
    );
  });

  test('is asked by what the rules of the dialect let through', async () => {
    const asked = new Set<string>();
    const ask: Ask = async (sql, values) => {
      asked.add(sql);
      return await session.query(sql, values);
    };
    const shop = (await readSchemas(ask)).find(({ name }) => name === 'shop');
    assert.ok(shop);
    for (const object of await readObjects(ask, shop)) {
      await readParts(ask, object);
      const details: readonly ((oid: string) => Question<unknown>)[] = [
        viewDetails,
        sequenceDetails,
        domainDetails,
        domainChecks,
        routineDetails,
        sqlBody,
      ];
      for (const question of details) await lookUp(ask, question(object.oid));
      await dropScript(ask, { kind: 'object', object });
    }
    await readRoles(ask);
    await readCatalog(ask);
    await readJobs(ask);
    await lookUp(ask, safetyOf('dsql_batches'));
    await lookUp(ask, unfinishedIndexes());
    const { problems } = analyzer.analyze([...asked].join(';\n'));
    assert.deepEqual(
      problems.map(({ rule, message }) => `${rule}: ${message}`),
      [],
    );
    assert.ok(asked.size >= 19, `only ${asked.size} queries were asked`);
  });
});

/** Whether there is an expression: only one of both tells its text. */
const isThere = (expression: Expression | undefined): boolean => expression !== undefined;

const saidOf = (table: {
  readonly columns: readonly Column[];
  readonly constraints: readonly Constraint[];
  readonly indexes: readonly Index[];
}) => ({
  columns: table.columns.map((column) => ({
    name: column.name,
    comment: column.comment,
    // A script leaves the schema of a type to the search path
    type: column.type && formatType(column.type),
    isNotNull: column.isNotNull,
    default: isThere(column.default),
    generated: isThere(column.generated),
    identity: column.identity,
    isInherited: column.isInherited,
  })),
  constraints: byName(table.constraints).map((constraint) => ({
    kind: constraint.kind,
    name: constraint.name,
    comment: constraint.comment,
    isValidated: constraint.isValidated,
    isDeferrable: constraint.isDeferrable,
    ...('columns' in constraint && { columns: constraint.columns }),
    ...('index' in constraint && { index: constraint.index }),
    ...(constraint.kind === 'foreign key' && {
      target: constraint.target,
      references: constraint.references,
      onUpdate: constraint.onUpdate,
      onDelete: constraint.onDelete,
    }),
  })),
  indexes: byName(table.indexes).map((index) => ({
    schema: index.schema,
    table: index.table,
    name: index.name,
    comment: index.comment,
    method: index.method,
    isUnique: index.isUnique,
    keys: index.keys.map((key) => (key.kind === 'column' ? key.column : undefined)),
    included: index.included,
    predicate: isThere(index.predicate),
    constraint: index.constraint,
  })),
});

const byName = <Named extends { readonly name: string }>(all: readonly Named[]): readonly Named[] =>
  [...all].sort((one, other) => (one.name < other.name ? -1 : 1));
