import type { CreateFunctionStmt } from 'libpg-query';
import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../problem.js';
import { inCaseOf, replaceTokens } from '../syntax/edits.js';
import type { Statement } from '../syntax/statement.js';
import { indexAt, spanOf } from '../syntax/tokens.js';
import { textOf } from '../syntax/typeName.js';

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
  const written = statement.text.slice(body.start, body.end);
  const parts =
    /^(\$\w*\$\s*)(BEGIN\s+RETURN\s+(?:QUERY\s+(?!EXECUTE\b))?)([^;]+?)(\s*;\s*END(?:\s*;)?)(\s*\$\w*\$)$/i.exec(
      written,
    );
  if (!parts) return undefined;
  const [, opening = '', head = '', result = '', tail = ''] = parts;
  const isQuery = /\bquery\s+$/i.test(head);
  if ((!isQuery && returnType?.setof) || /^next\b/i.test(result)) return undefined;
  const start = body.start + opening.length;
  const end = start + head.length;
  return {
    title: 'Write it in SQL (one query in place of BEGIN and RETURN)',
    safety: 'review',
    edits: [
      ...replaceTokens(statement, language, language, 'sql'),
      { start, end, text: isQuery ? '' : inCaseOf(head.trim(), 'SELECT ') },
      { start: end + result.length, end: end + result.length + tail.length, text: '' },
    ],
  } as const satisfies Fix;
}
