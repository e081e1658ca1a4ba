import type { CreateFunctionStmt } from 'libpg-query';
import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../problem.js';
import { inCaseOf, insertBehind, replaceTokens } from '../syntax/edits.js';
import type { Statement } from '../syntax/statement.js';
import { behindName, closing, find, spanOf } from '../syntax/tokens.js';

export default defineRule({
  id: 'procedure',
  severity: 'error',
  message: 'Procedures are not supported.',
  why: 'A procedure may commit within a call, which DSQL does not offer.',
  instead: 'Write an SQL function, or send the statements from the application.',
  leftOut: 'the procedure does not exist',
  server: { sqlstate: '0A000', text: 'PROCEDURE is not supported' },
  documentation: documentation.sqlSubsets,
  examples: [
    {
      bad: 'CREATE PROCEDURE tidy() LANGUAGE sql AS $$ DELETE FROM jobs WHERE done $$;',
      at: 'CREATE PROCEDURE',
      good: 'CREATE FUNCTION tidy() RETURNS void LANGUAGE sql AS $$ DELETE FROM jobs WHERE done $$;',
    },
  ],
  check: {
    *CreateFunctionStmt(create, statement) {
      if (!create.is_procedure) return;
      const word = find(statement, ['procedure']);
      yield { at: spanOf(statement, 0, word), fixes: asFunction(statement, create, word) };
    },
  },
});

/** Only what SQL alone does; what a procedure answers through its arguments a function RETURNS. */
function asFunction(
  statement: Statement,
  { options = [], parameters = [] }: CreateFunctionStmt,
  word: number,
) {
  const language = options.flatMap((node) =>
    'DefElem' in node && node.DefElem.defname === 'language' ? [node.DefElem.arg] : [],
  )[0];
  const isSql = !language || ('String' in language && language.String.sval?.toLowerCase() === 'sql');
  const answers = parameters.some(
    (node) =>
      'FunctionParameter' in node && /OUT|TABLE/.test(node.FunctionParameter.mode ?? 'FUNC_PARAM_DEFAULT'),
  );
  if (!isSql || answers) return [];
  const written = statement.text.slice(spanOf(statement, word).start, spanOf(statement, word).end);
  return [
    {
      title: 'Create a function that returns nothing (SELECT calls it, and it commits nothing by itself)',
      safety: 'review',
      edits: [
        ...replaceTokens(statement, word, word, inCaseOf(written, 'FUNCTION')),
        ...insertBehind(
          statement,
          closing(statement, behindName(statement, word + 1)),
          ` ${inCaseOf(written, 'RETURNS VOID').replace('VOID', 'void')}`,
        ),
      ],
    },
  ] as const satisfies Fix[];
}
