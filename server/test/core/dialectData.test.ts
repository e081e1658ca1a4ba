import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRefused, isReleased, type LoadedDialect } from '../../src/core/dialect/asOf.js';
import { builtIn, type DialectData } from '../../src/core/dialect/data.js';
import { parseDialectData } from '../../src/core/dialect/dataFile.js';
import { dialectSchema } from '../../src/core/dialect/dataSchema.js';
import type { DialectOverlay, OverlayEntry } from '../../src/core/dialect/overlay.js';
import { overlayText, readOverlay, withoutCluster } from '../../src/core/dialect/overlayFile.js';
import { isSettable } from '../../src/core/dialect/parameters.js';
import { analyzer } from './engine.js';

const today = '2026-11-30';

test('the built-in data holds by the reading that a file goes through', () => {
  const reading = parseDialectData(JSON.stringify(builtIn), today);
  assert.deepEqual('value' in reading && reading.value, builtIn);
});

test('the schema asks for each part of the data', () => {
  assert.ok('required' in dialectSchema);
  assert.deepEqual(dialectSchema.required, Object.keys(builtIn));
});

const without = (part: keyof DialectData, name: string): object => {
  const { [name]: _, ...rest } = { ...Object(builtIn[part]) };
  return { ...builtIn, [part]: rest };
};

/** A text of a file, and what is wrong with it. */
const bad: readonly (readonly [string, string])[] = [
  ['', 'it is not a JSON object'],
  ['{', 'it is not a JSON object'],
  ['[]', 'it is not a JSON object'],
  ['null', 'it is not a JSON object'],
  ['{}', 'it has no schemaVersion, and this version reads 1'],
  [JSON.stringify({ ...builtIn, schemaVersion: 2 }), 'it has schemaVersion 2, and this version reads 1'],
  [
    JSON.stringify({ ...builtIn, day: '2026-02-30' }),
    '"day" must be a day such as 2026-11-28, not "2026-02-30"',
  ],
  [JSON.stringify({ ...builtIn, day: '2026-12-01' }), 'it is of 2026-12-01, a day to come'],
  [
    JSON.stringify({ ...builtIn, day: '2026-11-27' }),
    'it is of 2026-11-27, older than the built-in dialect of 2026-11-28',
  ],
  [JSON.stringify({ ...builtIn, timeline: [] }), '"timeline" must be an object, not a list'],
  [JSON.stringify(without('timeline', 'plpgsql')), '"timeline" lacks "plpgsql"'],
  [JSON.stringify(without('limits', 'maxRows')), '"limits" lacks "maxRows"'],
  [JSON.stringify(without('texts', 'conflict')), '"texts" lacks "conflict"'],
  [JSON.stringify(without('types', 'withoutKey')), '"types" lacks "withoutKey"'],
  [
    JSON.stringify({ ...builtIn, limits: { ...builtIn.limits, maxRows: '3000' } }),
    '"limits.maxRows" must be a whole number from 1 to 1,000,000',
  ],
  [
    JSON.stringify({ ...builtIn, limits: { ...builtIn.limits, maxColumns: 400_000_000 } }),
    '"limits.maxColumns" must be a whole number from 1 to 1,000,000',
  ],
  [
    JSON.stringify({
      ...builtIn,
      limits: { ...builtIn.limits, maxCharacters: { bpchar: 1, varchar: 1e12 } },
    }),
    '"limits.maxCharacters" needs bpchar and varchar, whole numbers from 1 to 1,000,000',
  ],
  // A probe would send them as a part of a statement
  [
    JSON.stringify({ ...builtIn, types: { ...builtIn.types, unsupported: ['int REFERENCES users'] } }),
    '"types.unsupported" must be a list of names',
  ],
  [
    JSON.stringify({ ...builtIn, types: { ...builtIn.types, withoutKey: ['int); DROP TABLE users; --'] } }),
    '"types.withoutKey" must be a list of names',
  ],
  [
    JSON.stringify({ ...builtIn, parameters: { 'role = admin --': {} } }),
    '"parameters.role = admin --" must be the name of a parameter with an object, and since the id of a change in the timeline',
  ],
  [JSON.stringify({ ...builtIn, catalogs: ['pg locks'] }), '"catalogs" must be a list of names'],
  [
    JSON.stringify({ ...builtIn, parameters: { timezone: { since: 'nothing' } } }),
    '"parameters.timezone" must be the name of a parameter with an object, and since the id of a change in the timeline',
  ],
  [
    JSON.stringify({ ...builtIn, functions: { ...builtIn.functions, unlisted: ['pg_notify'] } }),
    '"functions.unlisted" must list functions as name/2 or name/1-3',
  ],
  [JSON.stringify({ ...builtIn, catalogs: 'pg_locks' }), '"catalogs" must be a list of names'],
  [
    JSON.stringify({ ...builtIn, texts: { ...builtIn.texts, conflict: { text: 'no' } } }),
    '"texts.conflict" needs sqlstate (five characters) and text',
  ],
];

test('a file that does not hold says in one sentence why', () => {
  assert.deepEqual(
    bad.map(([text]) => parseDialectData(text, today)),
    bad.map(([, problem]) => ({ problem })),
  );
});

const overlay = (...entries: readonly Pick<OverlayEntry, 'kind' | 'name' | 'verdict'>[]): DialectOverlay => ({
  schemaVersion: 1,
  cluster: 'abc',
  day: '2026-11-28',
  dialect: '2026-10-01',
  entries: entries.map((entry) => ({ ...entry, evidence: { statement: 'SELECT 1' } })),
});

test('what a probe has found is read as it was written, and handed on without the cluster', () => {
  const found = overlay({ kind: 'type', name: 'money', verdict: 'accepted' });
  const { cluster: _, ...rest } = found;
  assert.deepEqual(
    [readOverlay(overlayText(found), today), readOverlay(overlayText(withoutCluster(found)), today)],
    [{ value: found }, { value: rest }],
  );
});

test('a file of a probe that does not hold says why', () => {
  const entry = { kind: 'type', name: 'money', verdict: 'accepted', evidence: { statement: 'SELECT 1' } };
  const base = overlay();
  const files: readonly (readonly [object, string])[] = [
    [{ ...base, schemaVersion: 0 }, 'it has schemaVersion 0, and this version reads 1'],
    [{ ...base, day: '2027-01-01' }, 'it is of 2027-01-01, a day to come'],
    [{ ...base, entries: {} }, '"entries" is not a list'],
    [
      { ...base, entries: [{ ...entry, kind: 'table' }] },
      '"entries[0]": "kind" must be one of feature, type, key, parameter, function, limit, rule, text',
    ],
    [{ ...base, entries: [entry, { ...entry, evidence: {} }] }, '"entries[1]": "evidence" has no statement'],
  ];
  assert.deepEqual(
    files.map(([file]) => readOverlay(JSON.stringify(file), today)),
    files.map(([, problem]) => ({ problem })),
  );
});

/** A fact, the SQL whose finding it decides, and the rule of that finding. */
const lifted: readonly (readonly [OverlayEntry['kind'], string, string, string])[] = [
  ['rule', 'savepoint', 'SAVEPOINT a;', 'savepoint'],
  ['feature', 'plpgsql', 'DO $$ BEGIN NULL; END $$;', 'do-block'],
  ['type', 'money', 'CREATE TABLE t (id int PRIMARY KEY, a money);', 'unsupported-column-type'],
  ['key', 'bytea', 'CREATE TABLE t (id bytea PRIMARY KEY);', 'key-column-type'],
  ['parameter', 'work_mem', "SET work_mem = '1MB';", 'session-parameter'],
  ['function', 'crypt', "SELECT crypt('a', 'b');", 'extension-function'],
  [
    'limit',
    'maxKeyColumns',
    'CREATE TABLE t (a int, b int, c int, d int, e int, f int, g int, h int, i int, PRIMARY KEY (a, b, c, d, e, f, g, h, i));',
    'too-many-key-columns',
  ],
];

for (const [kind, name, sql, rule] of lifted)
  test(`what a cluster was seen to accept is no finding: ${kind} ${name}`, () => {
    const day = '2026-10-01';
    const before: LoadedDialect = { data: builtIn, day };
    const after: LoadedDialect = { ...before, overlay: overlay({ kind, name, verdict: 'accepted' }) };
    const found = (asOf: LoadedDialect) =>
      analyzer.analyze(sql, { asOf }).problems.filter((problem) => problem.rule === rule).length > 0;
    assert.deepEqual([found(before), found(after)], [true, false]);
  });

test('what a cluster was seen to refuse is a finding, though the data has it', () => {
  const asOf: LoadedDialect = {
    data: builtIn,
    day: 'latest',
    overlay: overlay(
      { kind: 'feature', name: 'foreign-keys', verdict: 'refused' },
      { kind: 'parameter', name: 'timezone', verdict: 'refused' },
    ),
  };
  const { problems } = analyzer.analyze('CREATE TABLE t (id int PRIMARY KEY, a int REFERENCES b (c));', {
    asOf,
  });
  assert.deepEqual(
    [
      isReleased('foreign-keys', asOf),
      isRefused('foreign-keys', asOf),
      isSettable('timezone', asOf),
      problems.filter(({ severity }) => severity === 'error').map(({ rule }) => rule),
    ],
    [false, true, false, ['foreign-key']],
  );
});

/** A fact, the SQL that it decides, and the rule that finds it once a cluster was seen to refuse it. */
const taken: readonly (readonly [OverlayEntry['kind'], string, string, string])[] = [
  ['type', 'uuid', 'CREATE TABLE t (id int PRIMARY KEY, a uuid);', 'unsupported-column-type'],
  ['type', 'int8', 'CREATE TABLE t (id int PRIMARY KEY, a bigint);', 'unsupported-column-type'],
  ['key', 'text', 'CREATE TABLE t (id text PRIMARY KEY);', 'key-column-type'],
  ['parameter', 'timezone', "SET timezone = 'UTC';", 'session-parameter'],
  [
    'limit',
    'maxKeyColumns',
    'CREATE TABLE t (a int, b int, c int, d int, e int, f int, g int, h int, PRIMARY KEY (a, b, c, d, e, f, g, h));',
    'too-many-key-columns',
  ],
];

for (const [kind, name, sql, rule] of taken)
  test(`what a cluster was seen to refuse is a finding: ${kind} ${name}`, () => {
    const before: LoadedDialect = { data: builtIn, day: 'latest' };
    const after: LoadedDialect = { ...before, overlay: overlay({ kind, name, verdict: 'refused' }) };
    const found = (asOf: LoadedDialect) =>
      analyzer.analyze(sql, { asOf }).problems.filter((problem) => problem.rule === rule).length > 0;
    assert.deepEqual([found(before), found(after)], [false, true]);
  });

test('data changes dates, limits, types, parameters and functions', () => {
  const data: DialectData = {
    ...builtIn,
    day: '2026-11-29',
    limits: { ...builtIn.limits, maxKeyColumns: 2 },
    types: { ...builtIn.types, unsupported: builtIn.types.unsupported.filter((name) => name !== 'inet') },
    parameters: { ...builtIn.parameters, work_mem: {} },
    functions: { ...builtIn.functions, extension: {} },
    timeline: {
      ...builtIn.timeline,
      'partial-indexes': { ...builtIn.timeline['partial-indexes'], since: '2026-11-29' },
    },
  };
  const rulesOf = (sql: string, day: LoadedDialect['day'] = 'latest') =>
    analyzer.analyze(sql, { asOf: { data, day } }).problems.map(({ rule, message }) => `${rule}: ${message}`);
  assert.deepEqual(
    [
      rulesOf('CREATE TABLE t (a int, b int, c int, PRIMARY KEY (a, b, c));'),
      rulesOf('CREATE TABLE t (id uuid PRIMARY KEY, a inet);'),
      rulesOf("SET work_mem = '1MB';"),
      rulesOf("SELECT crypt('a', 'b');"),
      rulesOf('CREATE INDEX ASYNC i ON t (a) WHERE a > 0;', '2026-11-28').map((one) => one.slice(0, 13)),
      rulesOf('CREATE INDEX ASYNC i ON t (a) WHERE a > 0;'),
    ],
    [
      ['too-many-key-columns: A key has at most 2 columns, and this one has 3.'],
      [],
      [],
      [],
      ['partial-index'],
      [],
    ],
  );
});
