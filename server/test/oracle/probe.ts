import type { Client } from 'pg';
import { createTable, createTypes } from './expressions.js';

/** What PostgreSQL 16 says of an expression: its type or why it has none, and whether an index takes it. */
export interface Answer {
  readonly expression: string;
  /** As `pg_type` calls it, or a SQLSTATE. */
  readonly type: string;
  /** `ok`, or a SQLSTATE. */
  readonly index: string;
}

const routines = `
CREATE FUNCTION describe(expression text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE answer text;
BEGIN
  EXECUTE 'PREPARE described AS SELECT ' || expression || ' FROM probe';
  SELECT coalesce(e.typname || '[]', t.typname) INTO answer
    FROM pg_prepared_statements p JOIN pg_type t ON t.oid = p.result_types[1] LEFT JOIN pg_type e ON e.typarray = t.oid
    WHERE p.name = 'described';
  DEALLOCATE described;
  RETURN answer;
EXCEPTION WHEN OTHERS THEN
  RETURN sqlstate;
END $$;
CREATE FUNCTION index_on(expression text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE 'CREATE INDEX probed ON probe ((' || expression || '))';
  RAISE SQLSTATE 'OK000';
EXCEPTION WHEN OTHERS THEN
  RETURN CASE sqlstate WHEN 'OK000' THEN 'ok' ELSE sqlstate END;
END $$`;

export async function preparePostgres(client: Client): Promise<void> {
  for (const statement of [...createTypes, createTable, routines]) await client.query(statement);
}

export async function ask(client: Client, expressions: readonly string[]): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (let at = 0; at < expressions.length; at += 1000) {
    const { rows } = await client.query<Answer>(
      'SELECT expression, describe(expression) AS type, index_on(expression) AS index FROM unnest($1::text[]) AS expression',
      [expressions.slice(at, at + 1000)],
    );
    answers.push(...rows);
  }
  return answers;
}
