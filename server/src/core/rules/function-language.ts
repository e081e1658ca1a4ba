import type { CreateFunctionStmt } from 'libpg-query';
import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../problem.js';
import { inCaseOf, replaceTokens } from '../syntax/edits.js';
import { type Statement, statementText } from '../syntax/statement.js';
import { indexAt, isAt, lastIndex, spanOf } from '../syntax/tokens.js';
import { textOf } from '../syntax/typeName.js';
import { type Span, shiftSpan } from '../text/span.js';

export default defineRule({
  id: 'function-language',
  severity: 'error',
  message: 'Functions are written in SQL only, not in {language}.',
  why: 'DSQL runs SQL functions; it has no procedural languages and no way to add one.',
  instead: 'Write the function LANGUAGE SQL where one query does it, or move it into the application.',
  leftOut: 'the function does not exist, and what calls it fails; a column loses it as its default',
  server: { sqlstate: '0A000', text: 'CREATE FUNCTION with language plpgsql not supported' },
  documentation: documentation.createFunction,
  examples: [
    {
      bad: 'CREATE FUNCTION one() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;',
      at: 'LANGUAGE plpgsql',
      good: 'CREATE FUNCTION one() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;',
    },
    {
      bad: 'CREATE FUNCTION two() RETURNS int LANGUAGE plpgsql AS $$ DECLARE n int := 2; BEGIN RETURN n; END $$;',
      at: 'LANGUAGE plpgsql',
    },
  ],
  words: ['language'],
  check: {
    *DefElem({ defname, arg, location = 0 }, statement, { parent }) {
      if (defname !== 'language' || parent?.name !== 'CreateFunctionStmt') return;
      const language = arg && 'String' in arg ? (arg.String.sval ?? '') : '';
      if (language.toLowerCase() === 'sql') return;
      const word = indexAt(statement, location);
      const fix = language.toLowerCase() === 'plpgsql' ? asSql(statement, word + 1, parent.node) : undefined;
      yield { at: spanOf(statement, word, word + 1), data: { language }, fixes: fix ? [fix] : [] };
    },
  },
});

/** For a body of one RETURN, which is one query of an SQL function. */
function asSql(statement: Statement, language: number, { returnType, is_procedure }: CreateFunctionStmt) {
  const type = returnType?.names?.map(textOf).at(-1) ?? 'void';
  const body = statement.tokens.find(
    ({ kind, start }) => kind === 'string' && statement.text.charAt(start) === '$',
  );
  if (!body || is_procedure || ['void', 'trigger', 'event_trigger'].includes(type)) return undefined;
  const parts = onlyReturn(statement.text, body);
  if (!parts) return undefined;
  const { head, result, tail, isQuery } = parts;
  if (!isQuery && returnType?.setof) return undefined;
  return {
    title: 'Write it in SQL (one query in place of BEGIN and RETURN)',
    safety: 'review',
    edits: [
      ...replaceTokens(statement, language, language, 'sql'),
      { ...head, text: isQuery ? '' : inCaseOf(statement.text.slice(head.start, head.end), 'SELECT ') },
      { start: result.end, end: tail.end, text: '' },
    ],
  } as const satisfies Fix;
}

/** The spans of `BEGIN RETURN [QUERY]`, of what is returned, and of `; END [;]` where a body in dollar quotes has no more. */
function onlyReturn(text: string, { start, end }: Span) {
  const quote = text.indexOf('$', start + 1) + 1 - start;
  const body = statementText(text.slice(start + quote, end - quote));
  const isQuery = isAt(body, 0, 'begin', 'return', 'query');
  const first = isQuery ? 3 : 2;
  const last = lastIndex(body) - 2;
  if (!isAt(body, 0, 'begin', 'return') || !isAt(body, last + 1, ';', 'end') || last < first)
    return undefined;
  if (isAt(body, first, isQuery ? 'execute' : 'next')) return undefined;
  const [head, result] = [spanOf(body, 0, first - 1), spanOf(body, first, last)];
  const tail = spanOf(body, last + 1, body.tokens.length - 1);
  const isOther = body.comments.some((comment) => comment.start < result.start || comment.end > result.end);
  if (isOther || body.text.slice(result.start, result.end).includes(';')) return undefined;
  const by = start + quote;
  return {
    isQuery,
    head: { start: by + head.start, end: by + result.start },
    result: shiftSpan(result, by),
    tail: shiftSpan(tail, by),
  };
}
