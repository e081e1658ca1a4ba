import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Client } from 'pg';
import { createNameCheck } from '../../src/core/ide/nameCheck.js';
import type { NameRule } from '../../src/core/ide/nameProblem.js';
import { fileAt, workspaceOf } from '../../src/core/ide/workspace.js';
import { createAnalyzer } from '../../src/core/lint/analysis.js';
import { parseStatement } from '../../src/core/syntax/parse.js';
import { statementText } from '../../src/core/syntax/statement.js';
import { finish } from '../../src/core/text/steps.js';
import { parser } from '../core/engine.js';
import { emptyDatabase, isUnwanted } from './catalogRun.js';
import { describeStatement } from './describe.js';
import { startPostgres } from './postgres.js';

const root = path.resolve(__dirname, '../../..');
const sqlIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => path.join(folder, file));

/** Queries of every form, all fixtures, and what DSQL_SCRIPTS names besides. */
const scripts = [
  path.join(root, 'server/test/oracle/queries.sql'),
  ...['catalog', 'dumps', 'guide', 'rules', 'workspace'].flatMap((folder) =>
    sqlIn(path.join(root, 'test-fixtures', folder)),
  ),
  ...(process.env.DSQL_SCRIPTS ? sqlIn(process.env.DSQL_SCRIPTS) : []),
];

/** A server finds these only when it runs the statement, or not at all. */
const later: ReadonlySet<NameRule> = new Set(['unused-query']);

describe('The names of a file', () => {
  let client: Client;
  let stop = (): Promise<void> => Promise.resolve();
  before(async () => {
    ({ client, stop } = await startPostgres());
  });
  after(() => stop());

  test('are told of only where PostgreSQL 16 refuses the statement', async () => {
    const wrong: unknown[] = [];
    let checked = 0;
    let told = 0;
    for (const script of scripts) {
      await emptyDatabase(client);
      const text = readFileSync(script, 'utf8');
      const file = fileAt(
        workspaceOf(createAnalyzer(parser, []).analyzeAll([text]), ['q.sql'], parser),
        'q.sql',
      );
      if (!file) continue;
      const problems = finish(createNameCheck().check(file)).filter(({ rule }) => !later.has(rule));
      for (const { start, end } of file.statements) {
        const written = text.slice(start, end);
        const statement = parseStatement(parser, statementText(written));
        const { node, async } = statement;
        if (!node || 'CopyStmt' in node || isUnwanted(written)) continue;
        checked++;
        const found = problems.filter(({ span }) => start <= span.start && span.end <= end);
        const sql = async ? written.slice(0, async.start) + written.slice(async.end) : written;
        const isLeftOut = found.some(({ message }) => /get no value|gets no value/.test(message));
        const isQuery = ['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt'].some(
          (name) => name in node,
        );
        if (!isQuery) {
          const isTaken = await client.query(sql).then(
            () => true,
            () => false,
          );
          if (isTaken && found.length > 0) wrong.push({ script, written, found });
          continue;
        }
        told += found.length;
        if (found.length === 0) continue;
        const described = await describeStatement(client, written);
        if (!('sqlstate' in described) && !isLeftOut) wrong.push({ script, written, found });
      }
    }
    assert.deepEqual(wrong, []);
    assert.ok(checked > 1_000 && told > 20, `${told} problems of ${checked} statements were compared`);
  });
});
