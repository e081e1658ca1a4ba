import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { MappedRole } from '../../../../server/src/connection/catalog.js';
import {
  constraintDdl,
  domainDdl,
  indexDdl,
  roleDdl,
  schemaDdl,
  tableDdl,
  viewDdl,
} from '../../../../server/src/core/catalog/fromServer/ddl.js';
import type {
  ServerColumn,
  ServerConstraint,
  ServerIndex,
  ServerSchema,
  ServerTable,
  ServerView,
} from '../../../../server/src/core/catalog/fromServer/model.js';
import { splitScript } from '../../../../server/src/core/syntax/split.js';
import { previewText } from '../../../src/batches/batchText.js';
import { dropScript, selectRows, validateStatement } from '../../../src/schema/statements.js';
import type { Subject } from '../../../src/schema/subject.js';
import { newColumn, newIndex, newTable } from '../../../src/schema/templates.js';

/** Names that a cluster may have, each of which would run a statement if it got out of its quotes or its comment. */
const names = ['\n', '\r', '\r\n', '"', "'", '*/', '$$', '\\', '}', '$' + '{1:x}', '$0', '|},'].map(
  (sign) => `x${sign}\nGRANT admin TO victim; --`,
);

/** The first word of each statement, as the editor would run it one by one. */
const words = (sql: string): readonly string[] => {
  const { text, pieces } = splitScript(sql);
  return pieces
    .filter(({ kind }) => kind === 'statement')
    .map(({ start, end }) => /\w+/.exec(text.slice(start, end))?.[0] ?? '');
};

/** What a snippet puts into the editor where the person takes what it proposes. */
const inserted = (snippet: string): string =>
  snippet
    .replace(/(?<!\\)\$\{\d+\|((?:\\.|[^,\\])*),(?:\\.|[^\\|])*\|\}/g, '$1')
    .replace(/(?<!\\)\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/(?<!\\)\$\d/g, '')
    .replace(/\\([\\$}])/g, '$1');

for (const name of names)
  describe(`a thing that is called ${JSON.stringify(name)}`, () => {
    const comment = name;
    const schema: ServerSchema = { oid: '1', name, comment, owner: name, isOwn: true };
    const table: ServerTable = {
      kind: 'table',
      oid: '2',
      schema: name,
      name,
      comment,
      estimatedRows: undefined,
    };
    const view: ServerView = { kind: 'view', oid: '3', schema: name, name, comment };
    const column: ServerColumn = {
      relation: '2',
      number: 1,
      name,
      origin: undefined,
      comment,
      type: { schema: 'pg_catalog', name: 'text', modifiers: [], dimensions: 0 },
      isNotNull: false,
      default: undefined,
      generated: undefined,
      identity: undefined,
      isInherited: false,
      sequence: undefined,
      storage: undefined,
      rights: undefined,
    };
    const index: ServerIndex = {
      oid: '4',
      relation: '2',
      schema: name,
      table: name,
      name,
      origin: undefined,
      comment,
      method: 'btree',
      isUnique: true,
      isValid: true,
      keys: [{ kind: 'column', column: 'a' }],
      included: [],
      predicate: undefined,
      constraint: undefined,
      serves: undefined,
      definition: '(a)',
      hasDistinctNulls: true,
    };
    const constraint: ServerConstraint = {
      kind: 'check',
      schema: name,
      table: name,
      name,
      origin: undefined,
      comment,
      definition: 'CHECK (true)',
      condition: { text: 'true', origin: undefined },
      isValidated: false,
      isDeferrable: false,
    };
    const role: MappedRole = { oid: '6', name, canLogin: true, arns: [name] };
    /** Each cell of an answer is the name. */
    const references = async () => [Array.from({ length: 20 }, () => name)];

    const subjects: readonly (readonly [Subject, readonly string[]])[] = [
      [{ kind: 'schema', schema }, ['DROP']],
      [{ kind: 'object', object: table }, ['ALTER', 'DROP']],
      [{ kind: 'object', object: view }, ['DROP']],
      [{ kind: 'column', relation: table, column, isInPrimaryKey: false }, ['ALTER']],
      [{ kind: 'index', table, index }, ['DROP']],
      [{ kind: 'constraint', table, constraint }, ['ALTER']],
      [{ kind: 'role', role }, ['DROP']],
      [{ kind: 'principal', role, arn: name }, ['AWS']],
    ];
    for (const [subject, expected] of subjects)
      test(`is dropped, and nothing else runs: ${subject.kind}`, async () =>
        assert.deepEqual(words((await dropScript(references, subject)) ?? ''), expected));

    for (const [what, sql, expected] of [
      ['a schema', schemaDdl(schema), ['CREATE', 'COMMENT']],
      [
        'a table',
        tableDdl(table, { columns: [column], indexes: [index], constraints: [constraint] }),
        ['CREATE', 'ALTER', 'CREATE', 'COMMENT', 'COMMENT', 'COMMENT', 'COMMENT'],
      ],
      ['an index', indexDdl(table, index), ['CREATE', 'COMMENT']],
      ['a constraint', constraintDdl(table, constraint), ['ALTER', 'ALTER']],
      [
        'a view',
        viewDdl(view, { query: 'SELECT 1;', settings: [] }, [column]),
        ['CREATE', 'COMMENT', 'COMMENT'],
      ],
      [
        'a domain',
        domainDdl(
          { kind: 'domain', oid: '5', schema: name, name, comment, type: 'text' },
          { type: 'text', default: undefined, isNotNull: false },
          [{ name, definition: 'CHECK (true)' }],
        ),
        ['CREATE', 'COMMENT'],
      ],
      ['a role', roleDdl(role), ['CREATE', 'AWS']],
      ['its rows', selectRows(table), ['SELECT']],
      ['its validation', validateStatement({ kind: 'constraint', table, constraint }), ['ALTER']],
      ['a new table in it', inserted(newTable(schema)), ['CREATE']],
      ['a new column of it', inserted(newColumn(table)), ['ALTER']],
      ['a new index on it', inserted(newIndex(table, column)), ['CREATE']],
      ['a new index on some column of it', inserted(newIndex(table, undefined)), ['CREATE']],
      [
        'a change of it in batches',
        previewText(
          {
            statement: 'DELETE FROM t',
            at: '2026-11-29T00:00:00Z',
            wanted: 10,
            verb: 'DELETE',
            head: 'DELETE FROM t',
            condition: '',
            tail: '',
            changed: { schema: name, name },
            walked: { schema: 'public', name: 't' },
            from: 't',
            alias: 't',
            key: [{ name, type: 'text' }],
            tables: [{ schema: name, name, oid: '1' }],
            rows: 10,
            settings: {
              search_path: '"$user", public',
              TimeZone: 'UTC',
              DateStyle: 'ISO, MDY',
              IntervalStyle: 'postgres',
              extra_float_digits: '1',
            },
          },
          { table: { schema: 'public', name: 'dsql_batches' }, id: 'x' },
          3,
        ),
        ['DELETE', 'BEGIN', 'SELECT', 'DELETE', 'UPDATE', 'COMMIT'],
      ],
    ] as const)
      test(`${what} is written, and nothing else`, () => assert.deepEqual(words(sql), expected));
  });
