import type { Client } from 'pg';
import { DatabaseError } from 'pg';
import { createNameCheck } from '../../src/core/ide/nameCheck.js';
import type { NameProblem } from '../../src/core/ide/nameProblem.js';
import { fileAt, workspaceOf } from '../../src/core/ide/workspace.js';
import { createAnalyzer } from '../../src/core/lint/analysis.js';
import { type PlpgsqlPiece, plpgsqlPieces } from '../../src/core/lint/plpgsqlPieces.js';
import { quoteName } from '../../src/core/syntax/names.js';
import { parseStatement } from '../../src/core/syntax/parse.js';
import { statementText } from '../../src/core/syntax/statement.js';
import { finish } from '../../src/core/text/steps.js';
import { parser } from '../core/engine.js';
import { emptyDatabase, isUnwanted } from './catalogRun.js';
import { describeStatement } from './describe.js';

/** What PostgreSQL says where the editor tells something of the names of a script's statements. */
export interface NameRun {
  readonly checked: number;
  readonly told: number;
  /** Told of parts of bodies in PL/pgSQL. */
  readonly toldInBodies: number;
  /** In bodies, where PostgreSQL refuses something else first. */
  readonly open: number;
  /** Told of what PostgreSQL takes. */
  readonly wrong: readonly { readonly written: string; readonly found: readonly NameProblem[] }[];
}

const queries = ['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt'];

/** Runs the DDL of a script on an empty database, and has the server describe what else the editor tells something of. */
export async function compareNames(client: Client, text: string): Promise<NameRun> {
  await emptyDatabase(client);
  const analysis = createAnalyzer(parser, []).analyzeAll([text]);
  const file = fileAt(workspaceOf(analysis, ['q.sql'], parser), 'q.sql');
  const wrong: { written: string; found: readonly NameProblem[] }[] = [];
  const counts = { checked: 0, told: 0, toldInBodies: 0, open: 0 };
  // The server finds an unused query when it runs the statement, or not at all.
  const problems = file
    ? finish(createNameCheck().check(file)).filter(({ rule }) => rule !== 'unused-query')
    : [];
  for (const { start, end } of file?.statements ?? []) {
    const written = text.slice(start, end);
    const statement = parseStatement(parser, statementText(written));
    const { node, async } = statement;
    if (!node || 'CopyStmt' in node || isUnwanted(written)) continue;
    counts.checked++;
    const found = problems
      .filter(({ span }) => start <= span.start && span.end <= end)
      .map((one) => ({ ...one, span: { start: one.span.start - start, end: one.span.end - start } }));
    counts.told += found.length;
    if (queries.some((name) => name in node)) {
      if (found.length === 0 || isLeftOut(found)) continue;
      if (!('sqlstate' in (await describeStatement(client, written)))) wrong.push({ written, found });
      continue;
    }
    const sql = async ? written.slice(0, async.start) + written.slice(async.end) : written;
    const error = await errorOf(client, sql);
    if (error || found.length === 0) continue;
    const body = plpgsqlPieces(statement);
    if (!body) wrong.push({ written, found });
    else
      for (const one of found) {
        const verdict = await inBody(client, body.pieces, one, written);
        counts.toldInBodies++;
        if (verdict === 'taken') wrong.push({ written, found: [one] });
        if (verdict === 'open') counts.open++;
      }
  }
  return { ...counts, wrong };
}

const isLeftOut = (found: readonly NameProblem[]): boolean =>
  found.some(({ message }) => /get no value|gets no value/.test(message));

const errorOf = (client: Client, sql: string): Promise<DatabaseError | undefined> =>
  client.query(sql).then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof DatabaseError) return error;
      throw error;
    },
  );

/**
 * Runs the statement of a body that something is told of by itself, in a block that declares all that it may name. The
 * server reads it before it runs.
 */
async function inBody(
  client: Client,
  pieces: readonly PlpgsqlPiece[],
  { span, message }: NameProblem,
  written: string,
): Promise<'refused' | 'taken' | 'open'> {
  const piece = pieces.find(
    ({ text, offsetAt }) => offsetAt(0) <= span.start && span.end <= offsetAt(text.text.length),
  );
  if (!piece || isLeftOut([{ message } as NameProblem])) return 'open';
  const declared = [...new Set(piece.variables.names())].filter((name) => !/^\$|^found$/.test(name));
  const declarations = declared.map((name) => {
    const kind = piece.variables.find([name])?.kind;
    const type =
      kind === 'scalar' ? 'text' : kind === 'refcursor' || kind === 'cursor' ? 'refcursor' : 'record';
    return `${quoteName(name)} ${type};`;
  });
  const sql = piece.text.text.replace(/;\s*$/, '');
  await client.query('BEGIN');
  const error = await errorOf(
    client,
    `DO $of_the_test$ DECLARE ${declarations.join(' ')} BEGIN ${sql}; END $of_the_test$`,
  );
  await client.query('ROLLBACK');
  // It lacks a place for the rows: it was read.
  if (!error || error.code === '42601')
    return /destination|^$/.test(error?.message ?? '') ? 'taken' : 'refused';
  const name = written.slice(span.start, span.end).replaceAll('"', '').toLowerCase();
  return error.message.toLowerCase().includes(name) || error.code === '42883' ? 'refused' : 'open';
}
