import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseStatement } from '../../src/core/syntax/parse.js';
import { statementText } from '../../src/core/syntax/statement.js';
import { type Action, actionOf } from '../../src/sandbox/statement/action.js';
import type { Pinned } from '../../src/sandbox/statement/pinnedColumns.js';
import { parser } from '../core/engine.js';

const t = { schema: undefined, name: 't' };
const u = { schema: undefined, name: 'u' };
const write = {
  kind: 'write',
  targets: [t],
  counts: true,
  locks: [],
  rows: undefined,
  pinned: [] as readonly Pinned[],
  sets: undefined as readonly string[] | undefined,
} as const;

/** `lexeme`: which one of the text's it is, from 0. */
const constant = (column: string | number, lexeme: number): Pinned => ({
  column,
  parameter: undefined,
  lexeme,
});

const actions: Readonly<Record<string, Action>> = {
  '': { kind: 'empty' },
  'DELETE FROM': { kind: 'other' },
  'SELECT 1': { kind: 'read' },
  'SET a = 1': { kind: 'setting' },
  'SET CONSTRAINTS ALL DEFERRED': { kind: 'setting' },
  "SET client_encoding = 'LATIN1'": { kind: 'other' },
  'SELECT lo_create(1)': { kind: 'other' },
  "SELECT nextval('s')": { kind: 'read' },
  'BEGIN READ ONLY': { kind: 'begin' },
  'ROLLBACK TO s': { kind: 'other' },
  'DELETE FROM t': write,
  'INSERT INTO t VALUES (1), (2)': { ...write, rows: 2, sets: [] },
  'INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING': {
    ...write,
    rows: 1,
    pinned: [constant(0, 5)],
    sets: [],
  },
  'INSERT INTO t VALUES (1) ON CONFLICT (a) DO UPDATE SET b = 1': {
    ...write,
    pinned: [constant(0, 5)],
    sets: ['b'],
  },
  "INSERT INTO t (a, b, c) VALUES (DEFAULT, 'x', $1)": {
    ...write,
    rows: 1,
    sets: [],
    pinned: [constant('b', 14), { column: 'c', parameter: 1, lexeme: undefined }],
  },
  'INSERT INTO t SELECT * FROM u FOR UPDATE': { ...write, sets: [], targets: [t, u], locks: [u] },
  'WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x': { ...write, counts: false },
  'WITH x AS (DELETE FROM t RETURNING *) INSERT INTO u VALUES (1)': {
    ...write,
    targets: [t, u],
    counts: false,
  },
  'EXPLAIN DELETE FROM t': { kind: 'read' },
  'SELECT set_config(a, b, false) FROM t': { kind: 'routine', mayCommit: false },
  'INSERT INTO t VALUES (set_config($1, $2, true))': { kind: 'routine', mayCommit: false },
  'EXPLAIN ANALYZE SELECT set_config($1, $2, true)': { kind: 'routine', mayCommit: false },
  'EXPLAIN ANALYZE DELETE FROM t': { ...write, counts: false },
  'EXPLAIN (ANALYZE 0) DELETE FROM t': { kind: 'read' },
  'COPY (DELETE FROM t RETURNING *) TO STDOUT': { ...write, counts: false },
  'COPY t TO STDOUT': { kind: 'read' },
  'COPY t (a) FROM STDIN': { kind: 'copyIn', table: t },
  'SELECT * FROM t FOR KEY SHARE': { kind: 'lock', targets: [t], isShare: true, pinned: [] },
  'SELECT * FROM t x, u FOR UPDATE OF x': {
    kind: 'lock',
    targets: [{ ...t, alias: 'x' }],
    isShare: false,
    pinned: [],
  },
  'SELECT * FROM t AS x WHERE x.a = 1 FOR UPDATE': {
    kind: 'lock',
    targets: [{ ...t, alias: 'x' }],
    isShare: false,
    pinned: [constant('a', 11)],
  },
  'SELECT * FROM t WHERE a = 1 LIMIT 1 FOR UPDATE': {
    kind: 'lock',
    targets: [t],
    isShare: false,
    pinned: [],
  },
  'SELECT * FROM t WHERE a = 1 FOR UPDATE SKIP LOCKED': {
    kind: 'lock',
    targets: [t],
    isShare: false,
    pinned: [],
  },
  "UPDATE t SET a = 1 WHERE t.b = $1 AND (2 = c AND d = '1'::int)": {
    ...write,
    sets: ['a'],
    pinned: [{ column: 'b', parameter: 1, lexeme: undefined }, constant('c', 14), constant('d', 20)],
  },
  'UPDATE t SET a = 1 WHERE b = 1 OR c = 2': { ...write, sets: ['a'] },
  'UPDATE t SET a = 1 WHERE b = c AND d = lower(e) AND f < 1': { ...write, sets: ['a'] },
  'UPDATE t SET a = 1 FROM u WHERE t.b = 1': { ...write, sets: ['a'] },
  'DELETE FROM t WHERE a = 1': { ...write, pinned: [constant('a', 6)] },
  'DELETE FROM t USING u WHERE t.a = 1': write,
  'CREATE TABLE t (a int)': { kind: 'ddl' },
  'SELECT 1 INTO t': { kind: 'ddl' },
  'ALTER TABLE t DROP a, DROP CONSTRAINT b': {
    kind: 'ddl',
    alters: { table: t, droppedColumns: ['a'], droppedConstraints: ['b'], identities: [] },
  },
  'ALTER TABLE t ALTER c ADD GENERATED ALWAYS AS IDENTITY (CACHE 1)': {
    kind: 'ddl',
    alters: { table: t, droppedColumns: [], droppedConstraints: [], identities: ['c'] },
  },
  'CREATE UNIQUE INDEX ASYNC IF NOT EXISTS i ON ONLY app.t (a)': {
    kind: 'index',
    async: { start: 20, end: 25 },
    table: { schema: 'app', name: 't' },
    name: 'i',
    tableSpan: { start: 50, end: 55 },
    unique: { start: 7, end: 13 },
    ifNotExists: true,
  },
  'CREATE INDEX ASYNC ON t (a)': {
    kind: 'index',
    async: { start: 13, end: 18 },
    table: t,
    name: undefined,
    tableSpan: { start: 22, end: 23 },
    unique: undefined,
    ifNotExists: false,
  },
  'ALTER TABLE ASYNC t VALIDATE CONSTRAINT k': {
    kind: 'validate',
    async: { start: 12, end: 17 },
    table: t,
    constraint: 'k',
  },
  "AWS IAM GRANT \"R\" TO 'a''b'": { kind: 'iam', verb: 'grant', role: 'R', arn: "a'b" },
  'AWS IAM REVOKE R FROM $$ab$$': { kind: 'iam', verb: 'revoke', role: 'r', arn: 'ab' },
  "CALL sys.wait_for_job('j')": { kind: 'wait', job: 'j' },
  'CALL sys.wait_for_job($1)': { kind: 'wait', job: undefined },
  'CALL work()': { kind: 'routine', mayCommit: true },
  'DO $$ BEGIN NULL; END $$': { kind: 'routine', mayCommit: true },
  'EXECUTE work(1)': { kind: 'routine', mayCommit: false },
  'SELECT work(1)': { kind: 'routine', mayCommit: false },
  'SELECT count(*), now() FROM t': { kind: 'read' },
  'COPY (SELECT work(1)) TO STDOUT': { kind: 'routine', mayCommit: false },
  'EXPLAIN ANALYZE SELECT work(1)': { kind: 'routine', mayCommit: false },
  'EXPLAIN SELECT work(1)': { kind: 'read' },
  'INSERT INTO t SELECT work(1)': { ...write, sets: [] },
  'SELECT * FROM work(1) FOR UPDATE': { kind: 'routine', mayCommit: false },
  'SHOW Server_Version': { kind: 'show', parameter: 'server_version' },
};

for (const [sql, action] of Object.entries(actions))
  test(`the sandbox takes "${sql}" for ${action.kind}`, () =>
    assert.deepEqual(actionOf(parseStatement(parser, statementText(sql))), action));
