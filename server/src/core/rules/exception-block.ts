import { isRefused } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import { unwrapBlock } from '../lint/fixes/unwrapBlock.js';
import { defineRule } from '../lint/rule.js';
import { bodyTextOf } from '../syntax/body.js';
import { readPlpgsql } from '../syntax/plpgsqlGrammar.js';
import type { Step } from '../syntax/plpgsqlReader.js';
import { type Statement, statementText } from '../syntax/statement.js';
import { treeOf } from '../syntax/tree/tree.js';
import { query } from '../text/memo.js';
import type { Span } from '../text/span.js';

export default defineRule({
  id: 'exception-block',
  severity: 'warning',
  message: 'It is not known whether Aurora DSQL runs a block with EXCEPTION.',
  why: 'PostgreSQL runs such a block in a subtransaction, and DSQL refuses SAVEPOINT, which begins one. Nobody has verified that it accepts such a block, least of all around DDL.',
  instead: 'Test for the case before (IF EXISTS, ON CONFLICT), or handle the error in the application.',
  documentation: documentation.plpgsql,
  examples: [
    {
      bad: 'DO $$ BEGIN CREATE TABLE a (id int PRIMARY KEY); EXCEPTION WHEN duplicate_table THEN NULL; END $$;',
      at: 'EXCEPTION',
      good: 'CREATE TABLE IF NOT EXISTS a (id int PRIMARY KEY);',
    },
    {
      bad: 'CREATE FUNCTION half(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1 / n; EXCEPTION WHEN division_by_zero THEN RETURN 0; END $$;',
      at: 'EXCEPTION',
    },
  ],
  words: ['exception'],
  check: {
    *DoStmt(_block, statement, { asOf }) {
      // On such a day the block itself is refused.
      if (isRefused('plpgsql', asOf)) return;
      for (const at of exceptionsIn(statement)) yield { at, fixes: query(unwrapBlock, statement) };
    },
    *CreateFunctionStmt(_create, statement, { asOf }) {
      if (isRefused('plpgsql', asOf)) return;
      for (const at of exceptionsIn(statement)) yield { at };
    },
  },
});

/** The word EXCEPTION of each block that has one, in the outer statement. */
function* exceptionsIn(statement: Statement): Generator<Span> {
  const body = bodyTextOf(statement, treeOf(statement));
  if (body?.language !== 'plpgsql') return;
  for (const { start, end } of exceptions(readPlpgsql(statementText(body.text)).steps))
    yield { start: body.offsetAt(start), end: body.offsetAt(end) };
}

function* exceptions(steps: readonly Step[]): Generator<Span> {
  for (const { branches, handlers, exception } of steps) {
    if (exception) yield exception;
    for (const inner of [...branches, ...handlers]) yield* exceptions(inner);
  }
}
