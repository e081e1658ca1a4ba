import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureOf } from '../../../../server/src/connection/send.js';
import { addRow, deleteRows, noEdits, type PendingEdits, setCells } from '../../../src/results/edits.js';
import { provePlain } from '../../../src/rowEdit/proof.js';
import { saveChanges } from '../../../src/rowEdit/save.js';
import { changesOf, reviewText } from '../../../src/rowEdit/saveSql.js';
import { type EditTarget, targetOf } from '../../../src/rowEdit/target.js';
import { answerTo, run, sandboxForTests } from '../local.js';

const sandbox = sandboxForTests();
let made: Promise<void> | undefined;

/** Statements that make the tables of these tests, once. */
async function tables(): Promise<void> {
  const session = sandbox.session();
  for (const sql of [
    'CREATE SCHEMA shop',
    `CREATE TABLE shop."Items" (
       region text, "Id" bigint, name varchar(20), price numeric(10,2), data json, doc jsonb, at timestamptz, raw bytea,
       ratio double precision, twice numeric(10,2) GENERATED ALWAYS AS (price * 2) STORED, PRIMARY KEY (region, "Id"))`,
    'CREATE TABLE numbered (id bigint GENERATED ALWAYS AS IDENTITY (CACHE 65536) PRIMARY KEY, note text)',
    `CREATE TABLE defaults (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), n int NOT NULL DEFAULT 7, note text)`,
    'CREATE TABLE needs (id bigint GENERATED ALWAYS AS IDENTITY (CACHE 65536) PRIMARY KEY, must text NOT NULL, optional text, too int NOT NULL)',
    'CREATE TABLE keyless (a int)',
    'CREATE VIEW seen AS SELECT * FROM numbered',
  ])
    assert.doesNotMatch(await run(session, sql), /:/);
}

async function opened(sql: string) {
  made ??= tables();
  await made;
  const session = sandbox.session();
  const { columns, rows } = await answerTo(session, sql);
  const proof = provePlain(sql);
  assert.ok(proof.kind === 'plain');
  const target = await targetOf(session.query, proof, columns);
  const rowAt = (place: number) => rows[place] ?? [];
  return { session, columns, rows, target, rowAt };
}

const editable = (target: EditTarget | string): EditTarget => {
  assert.ok(typeof target === 'object', String(target));
  return target;
};

const full = 'SELECT * FROM shop."Items" ORDER BY "Id"';

test('each column of a result is the one of its table, or none', async () => {
  const { target } = await opened(
    'SELECT "Id" AS number, upper(name) AS name, i.*, region AS again FROM shop."Items" i',
  );
  const { table, columns, key } = editable(target);
  assert.equal(table, 'shop."Items"');
  assert.deepEqual(
    columns.map((column) => column && `${column.name}${column.canEdit ? '' : ' fixed'}`),
    [
      'Id',
      undefined,
      'region',
      undefined,
      'name',
      'price',
      'data',
      'doc',
      'at',
      'raw',
      'ratio',
      'twice fixed',
      undefined,
    ],
  );
  assert.deepEqual(key, [2, 0]);
});

test('what a new row needs and the SELECT leaves out is known', async () => {
  const lacking = async (sql: string) => editable((await opened(sql)).target).lacking;
  assert.deepEqual(await lacking('SELECT id, optional FROM needs'), ['must', 'too']);
  assert.deepEqual(await lacking('SELECT id, too, upper(must) AS must FROM needs'), ['must']);
  assert.deepEqual(await lacking('SELECT * FROM needs'), []);
  assert.deepEqual(await lacking('SELECT id FROM defaults'), []);
});

const refused: Readonly<Record<string, string>> = {
  'SELECT name, "Id" FROM shop."Items"':
    'The primary key is not in the result: add the column "region" to the SELECT.',
  'SELECT region, "Id"::text FROM shop."Items"':
    'The primary key is not in the result: add the column "Id" to the SELECT.',
  'SELECT * FROM keyless': '"keyless" has no primary key, so a single row cannot be identified.',
  'SELECT * FROM seen': '"seen" is not a table.',
};

for (const [sql, reason] of Object.entries(refused)) {
  test(`not to be edited: ${sql}`, async () => assert.equal((await opened(sql)).target, reason));
}

test('changes, deletions and new rows of every type are saved by key in one transaction', async () => {
  const { session } = await opened(full);
  await run(
    session,
    `INSERT INTO shop."Items" VALUES
       ('eu', 1, 'O''Brien', 1.5, '{"b": 1, "a":2}', '{"b": 1, "a":2}', '2026-11-23 10:00:00.123456+02', '\\x00ff', 0.1),
       ('eu', 2, '', NULL, NULL, NULL, NULL, NULL, 'NaN'),
       ('us', 3, 'third', 3, '[]', '[]', 'infinity', '\\x', 1e300)`,
  );
  const { target, rowAt } = await opened(full);
  let edits: PendingEdits = setCells(noEdits, rowAt, [0], [2, 4, 5], `it's "new"\n`);
  edits = setCells(edits, rowAt, [0], [4, 5], '{"c": [1, 2]}');
  edits = setCells(edits, rowAt, [0], [6], '2027-01-01 00:00:00+00');
  edits = setCells(edits, rowAt, [0], [8], '0.2');
  edits = setCells(edits, rowAt, [1], [0, 2], null);
  edits = setCells(edits, rowAt, [1], [0], 'asia');
  edits = setCells(edits, rowAt, [1], [3], '12.5');
  edits = deleteRows(edits, [2]);
  edits = setCells(addRow(edits), rowAt, [-1], [0, 2], '');
  edits = setCells(edits, rowAt, [-1], [1], '9007199254740993');
  const changes = changesOf(editable(target), rowAt, edits);
  assert.equal(
    reviewText(changes, 3_000),
    `BEGIN;

DELETE FROM shop."Items"
WHERE region = 'us' AND "Id" = '3' AND name = 'third' AND price = '3.00' AND data::text = '[]' AND doc = '[]' AND at = 'infinity' AND raw = '\\x' AND ratio = '1e+300' AND twice = '6.00';

UPDATE shop."Items" SET name = 'it''s "new"
', data = '{"c": [1, 2]}', doc = '{"c": [1, 2]}', at = '2027-01-01 00:00:00+00', ratio = '0.2'
WHERE region = 'eu' AND "Id" = '1' AND name = 'O''Brien' AND data::text = '{"b": 1, "a":2}' AND doc = '{"a": 2, "b": 1}' AND at = '2026-11-23 08:00:00.123456+00' AND ratio = '0.1'
RETURNING region, "Id", name, price, data, doc, at, raw, ratio, twice;

UPDATE shop."Items" SET region = 'asia', name = NULL, price = '12.5'
WHERE region = 'eu' AND "Id" = '2' AND name = '' AND price IS NULL
RETURNING region, "Id", name, price, data, doc, at, raw, ratio, twice;

INSERT INTO shop."Items" (region, name, "Id")
VALUES ('', '', '9007199254740993')
RETURNING region, "Id", name, price, data, doc, at, raw, ratio, twice;

COMMIT;
`,
  );
  const end = await saveChanges(session, changes);
  const expected = [
    [
      'eu',
      '1',
      `it's "new"\n`,
      '1.50',
      '{"c": [1, 2]}',
      '{"c": [1, 2]}',
      '2027-01-01 00:00:00+00',
      '\\x00ff',
      '0.2',
      '3.00',
    ],
    ['asia', '2', null, '12.50', null, null, null, null, 'NaN', '25.00'],
    ['', '9007199254740993', '', null, null, null, null, null, null, null],
  ];
  assert.deepEqual(end, { kind: 'saved', rows: [[], ...expected] });
  assert.deepEqual((await opened(full)).rows, expected);
});

test('a new row takes defaults, and a column that the server makes up cannot be given', async () => {
  const { session, target, rowAt } = await opened('SELECT note, id, n FROM defaults');
  const edits = setCells(addRow(addRow(noEdits)), rowAt, [-2], [0], 'second');
  const end = await saveChanges(session, changesOf(editable(target), rowAt, edits));
  assert.ok(end.kind === 'saved');
  assert.deepEqual(
    end.rows.map((row) => [row?.[0], row?.[1]?.length, row?.[2]]),
    [
      [null, 36, '7'],
      ['second', 36, '7'],
    ],
  );
  const { target: numbered } = await opened('SELECT * FROM numbered');
  assert.deepEqual(
    editable(numbered).columns.map((column) => column?.canEdit),
    [false, true],
  );
});

test('a row that somebody has changed or deleted since is not touched, nor any other', async () => {
  const { session } = await opened('SELECT * FROM defaults');
  await run(
    session,
    `INSERT INTO defaults (id, note) SELECT md5(i::text)::uuid, 'n' || i FROM generate_series(1, 3) AS i`,
  );
  const sql = "SELECT id, n, note FROM defaults WHERE note LIKE 'n_' ORDER BY note";
  const { target, rowAt, rows } = await opened(sql);
  assert.equal(rows.length, 3);
  const edits = setCells(noEdits, rowAt, [0, 1], [2], 'mine');
  await run(session, "UPDATE defaults SET note = 'theirs' WHERE note = 'n2'");
  const end = await saveChanges(session, changesOf(editable(target), rowAt, edits));
  assert.deepEqual(
    [end.kind, end.kind === 'refused' && [end.change?.place, end.message]],
    [
      'refused',
      [
        1,
        'Someone has changed or deleted this row since it was read. Run the statement again to see its current values.',
      ],
    ],
  );
  const removal = await saveChanges(session, changesOf(editable(target), rowAt, deleteRows(noEdits, [1])));
  assert.equal(removal.kind, 'refused');
  assert.deepEqual(
    (
      await opened(
        'SELECT note FROM defaults WHERE note IS NOT NULL ORDER BY note COLLATE "C"'.replace(
          'SELECT note',
          'SELECT id, note',
        ),
      )
    ).rows.map(([, note]) => note),
    ['n1', 'n3', 'second', 'theirs'],
  );
});

test('what the server refuses is told with the row, and nothing is saved', async () => {
  const { session, target, rowAt } = await opened('SELECT id, n FROM defaults');
  const edits = setCells(setCells(noEdits, rowAt, [0], [1], '8'), rowAt, [1], [1], null);
  const end = await saveChanges(session, changesOf(editable(target), rowAt, edits));
  assert.ok(end.kind === 'refused');
  assert.equal(end.change?.place, 1);
  assert.match(end.message, /violates not-null constraint/);
  assert.equal(session.transaction(), 'none');
});

test('a conflict is told as one', async () => {
  const { session, target, rowAt } = await opened('SELECT id, n FROM defaults');
  const other = sandbox.session();
  const changes = changesOf(editable(target), rowAt, setCells(noEdits, rowAt, [0], [1], '9'));
  const slow: typeof session = {
    ...session,
    run: async (request, answers) => {
      if (request.sql === 'COMMIT') await run(other, 'UPDATE defaults SET n = n');
      return await session.run(request, answers);
    },
  };
  assert.equal((await saveChanges(slow, changes)).kind, 'conflict');
  assert.equal((await saveChanges(session, changes)).kind, 'saved');
});

for (const isKept of [true, false]) {
  test(`a connection that is lost at COMMIT: what was ${isKept ? '' : 'not '}kept is known`, async () => {
    const { session, target, rowAt } = await opened('SELECT id, n FROM defaults');
    const changes = changesOf(
      editable(target),
      rowAt,
      setCells(noEdits, rowAt, [0], [1], isKept ? '21' : '22'),
    );
    const cut: typeof session = {
      ...session,
      run: async (request, answers) => {
        if (request.sql !== 'COMMIT') return await session.run(request, answers);
        if (isKept) await session.run(request, answers);
        else sandbox.endTransactions();
        const failed = await session.run({ sql: 'SELECT', pageSize: undefined }, answers);
        return failed.kind === 'failed'
          ? { ...failed, cause: 'connectionLost' }
          : { kind: 'failed', cause: 'connectionLost', failure: gone };
      },
    };
    const end = await saveChanges(cut, changes);
    assert.deepEqual(
      end,
      isKept
        ? { kind: 'saved', rows: [undefined] }
        : { kind: 'refused', message: 'The connection was lost, and nothing was saved.', change: undefined },
    );
  });
}

const gone = failureOf('The connection was lost.');
