import type { CreateFunctionStmt } from 'libpg-query';
import { documentation } from '../dialect/documentation.js';
import { beforeChange } from '../dialect/serverErrors.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { inCaseOf, insertBehind, replace } from '../syntax/edits.js';
import { headSpan } from '../syntax/head.js';
import type { Statement } from '../syntax/statement.js';
import { childOf, keywordIn } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { sourceOf } from '../syntax/words.js';

export default defineRule({
  id: 'procedure',
  severity: 'error',
  message: 'Procedures are refused up to 2026-10-01.',
  why: 'Aurora DSQL was last seen without PL/pgSQL and procedures on 2026-10-01, and first seen with them on 2026-11-28.',
  instead: 'Write an SQL function, or send the statements from the application.',
  leftOut: 'the procedure does not exist, and statements that call it fail',
  server: beforeChange.procedure,
  documentation: documentation.sqlSubsets,
  holds: { until: 'plpgsql' },
  examples: [
    {
      bad: 'CREATE PROCEDURE tidy() LANGUAGE sql AS $$ DELETE FROM jobs WHERE done $$;',
      at: 'CREATE PROCEDURE',
      good: 'CREATE FUNCTION tidy() RETURNS void LANGUAGE sql AS $$ DELETE FROM jobs WHERE done $$;',
      asOf: '2025-11-25',
    },
  ],
  check: {
    *CreateFunctionStmt(create, statement) {
      if (!create.is_procedure) return;
      yield { at: headSpan(statement, 'procedure'), fixes: asFunction(statement, create) };
    },
  },
});

/** Only a body in SQL. What a procedure answers in its arguments, a function RETURNS. */
function asFunction(statement: Statement, { options = [], parameters = [] }: CreateFunctionStmt): Fix[] {
  const language = options.flatMap((node) =>
    'DefElem' in node && node.DefElem.defname === 'language' ? [node.DefElem.arg] : [],
  )[0];
  const isSql = !language || ('String' in language && language.String.sval?.toLowerCase() === 'sql');
  const answers = parameters.some(
    (node) =>
      'FunctionParameter' in node && /OUT|TABLE/.test(node.FunctionParameter.mode ?? 'FUNC_PARAM_DEFAULT'),
  );
  const tree = treeOf(statement);
  const word = keywordIn(statement, tree, 'procedure');
  const list = childOf(tree, 'list', 'argument');
  if (!isSql || answers || !word || !list) return [];
  const written = sourceOf(statement, word);
  const returns = inCaseOf(written, 'RETURNS VOID').replace('VOID', 'void');
  return [
    {
      id: 'create-function',
      title: 'Create a function that returns nothing',
      consequence: 'SELECT calls it, and it commits nothing by itself',
      safety: 'review',
      edits: [
        ...replace(statement, word, inCaseOf(written, 'FUNCTION')),
        ...insertBehind(statement, list, ` ${returns}`),
      ],
    },
  ];
}
