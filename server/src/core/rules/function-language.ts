import type { CreateFunctionStmt } from 'libpg-query';
import { isRefused } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { bodyTextOf } from '../syntax/body.js';
import type { Decoded } from '../syntax/bodyText.js';
import { inCaseOf, replace } from '../syntax/edits.js';
import type { SyntaxNode } from '../syntax/node.js';
import { syntaxOf } from '../syntax/rangeOf.js';
import { type Statement, statementText } from '../syntax/statement.js';
import { childOf, spanOf } from '../syntax/tree/nodes.js';
import { plpgsqlTreeOf } from '../syntax/tree/plpgsql.js';
import { treeOf } from '../syntax/tree/tree.js';
import { textOf } from '../syntax/typeName.js';
import { sourceOf } from '../syntax/words.js';
import type { Edit } from '../text/edit.js';

export default defineRule({
  id: 'function-language',
  severity: 'error',
  message: '{what} cannot be written in {language}.',
  why: 'DSQL runs functions in SQL and, as seen first on 2026-11-28, in PL/pgSQL; it has no way to add a language.',
  instead: 'Write it in PL/pgSQL, in SQL where one query does it, or move it into the application.',
  leftOut: 'the function does not exist, and statements that use it fail',
  holds: { until: 'plpgsql', part: 'LANGUAGE plpgsql' },
  server: serverErrors.functionLanguage,
  documentation: documentation.createFunction,
  examples: [
    {
      bad: "CREATE FUNCTION three() RETURNS int LANGUAGE plpython3u AS 'return 3';",
      at: 'LANGUAGE plpython3u',
    },
    {
      bad: 'CREATE FUNCTION one() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;',
      at: 'LANGUAGE plpgsql',
      good: 'CREATE FUNCTION one() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;',
      asOf: '2025-11-25',
    },
    {
      bad: 'CREATE FUNCTION two() RETURNS int LANGUAGE plpgsql AS $$ DECLARE n int := 2; BEGIN RETURN n; END $$;',
      at: 'LANGUAGE plpgsql',
      asOf: '2025-11-25',
    },
  ],
  words: ['language'],
  check: {
    *DefElem(option, statement, { parent, asOf }) {
      const { defname, arg } = option;
      if (defname !== 'language' || !parent) return;
      const language = arg && 'String' in arg ? (arg.String.sval ?? '') : '';
      const hasPlpgsql = !isRefused('plpgsql', asOf);
      if (hasPlpgsql && language.toLowerCase() === 'plpgsql') return;
      const clause = syntaxOf(statement, option);
      if (!clause) return;
      const at = spanOf(statement, clause);
      if (parent.name === 'DoStmt') {
        // On a day without PL/pgSQL the block itself is refused.
        if (hasPlpgsql) yield { at, data: { what: 'A DO block', language } };
      } else if (parent.name === 'CreateFunctionStmt' && language.toLowerCase() !== 'sql') {
        const what = parent.node.is_procedure ? 'A procedure' : 'A function';
        const fixes = language.toLowerCase() === 'plpgsql' ? asSql(statement, clause, parent.node) : [];
        yield { at, data: { what, language }, fixes };
      }
    },
  },
});

/** For a body of one RETURN, which is one query of a function in SQL. */
function asSql(
  statement: Statement,
  clause: SyntaxNode,
  { returnType, is_procedure }: CreateFunctionStmt,
): Fix[] {
  const type = returnType?.names?.map(textOf).at(-1) ?? 'void';
  const body = bodyTextOf(statement, treeOf(statement));
  const language = clause.children[0];
  if (!body || !language || is_procedure || ['void', 'trigger', 'event_trigger'].includes(type)) return [];
  const wanted = returnType && syntaxOf(statement, returnType);
  const edits = withoutBlock(body, {
    isSet: returnType?.setof === true,
    type: wanted && sourceOf(statement, wanted),
  });
  return edits.length > 0
    ? [
        {
          id: 'write-in-sql',
          title: 'Write it in SQL',
          consequence: 'one query in place of BEGIN and RETURN',
          safety: 'review',
          edits: [...replace(statement, language, 'sql'), ...edits],
        },
      ]
    : [];
}

/** A number or a string literal, which PostgreSQL reads as the type that is needed. */
const isPlainConstant = (written: string): boolean =>
  /^(?:\d+|'[^']*'|true|false|null)$/i.test(written.trim());

/** The query alone of `BEGIN RETURN expression; END` or `BEGIN RETURN QUERY query; END`; empty for another body. */
function withoutBlock(
  body: Decoded,
  { isSet, type }: { readonly isSet: boolean; readonly type: string | undefined },
): Edit[] {
  const block = statementText(body.text);
  const root = plpgsqlTreeOf(block);
  const returned = onlyReturn(root);
  const result = returned?.word === 'query' ? childOf(returned, 'statement') : returned;
  const isQuery = result !== returned;
  if (!result || (!isQuery && (isSet || result.kind !== 'expression'))) return [];
  const whole = spanOf(block, root);
  const { start, end } = spanOf(block, result);
  // A comment between the deleted words would be lost.
  if (block.comments.some((comment) => comment.start < start || comment.end > end)) return [];
  // PL/pgSQL casts a value to the result type. A query in SQL must answer that type.
  const isCast = !isQuery && type !== undefined && !isPlainConstant(block.text.slice(start, end));
  const [open, close] = isCast ? ['CAST(', ` AS ${type})`] : ['', ''];
  const verb = isQuery ? '' : inCaseOf(block.text.slice(whole.start, start), 'SELECT ');
  return [
    { start: whole.start, end: start, text: verb + open },
    { start: end, end: whole.end, text: close },
  ].map((edit) => ({ start: body.offsetAt(edit.start), end: body.offsetAt(edit.end), text: edit.text }));
}

/** What a block returns that does nothing else: an expression, or the clause QUERY or NEXT. */
function onlyReturn({ children, last }: SyntaxNode): SyntaxNode | undefined {
  const [begin, ...others] = children;
  const [only, ...more] = begin?.children ?? [];
  const [returned] = only?.children ?? [];
  if (begin?.word !== 'begin' || only?.word !== 'return' || !returned) return undefined;
  // Nothing but `BEGIN RETURN` stands before it, and nothing but `; END;` behind.
  const isAlone = others.length + more.length === 0 && returned.first === 2 && last - returned.last <= 3;
  return isAlone ? returned : undefined;
}
