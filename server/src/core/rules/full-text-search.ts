import type { FuncCall, Node } from 'libpg-query';
import { documentation } from '../dialect/documentation.js';
import { leaveOut } from '../lint/fixes/leaveOut.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { builtInName, callSpan } from '../syntax/calls.js';
import { constantText } from '../syntax/constants.js';
import { replace } from '../syntax/edits.js';
import { rangeOf } from '../syntax/rangeOf.js';
import type { Statement } from '../syntax/statement.js';
import { spanOf } from '../syntax/tree/nodes.js';
import { textOf } from '../syntax/typeName.js';
import { lookup } from '../text/lookup.js';

/** The number of arguments of a function when its first one is a configuration. */
const withConfiguration = lookup<number>({
  json_to_tsvector: 3,
  jsonb_to_tsvector: 3,
  phraseto_tsquery: 2,
  plainto_tsquery: 2,
  to_tsquery: 2,
  to_tsvector: 2,
  ts_debug: 2,
  ts_headline: 4,
  websearch_to_tsquery: 2,
});

export default defineRule({
  id: 'full-text-search',
  severity: 'error',
  message: 'There is no text search configuration {configuration}; a cluster has only "simple".',
  why: 'Stems and stop words of a language come with its configuration, and no other can be created.',
  instead: "Use 'simple', which compares whole words, or search in a service such as OpenSearch.",
  server: { sqlstate: '42704', text: 'text search configuration {configuration} does not exist' },
  documentation: documentation.compatibility,
  examples: [
    {
      bad: "SELECT to_tsvector('english', body) FROM posts;",
      at: 'to_tsvector',
      good: "SELECT to_tsvector('simple', body) FROM posts;",
    },
  ],
  words: [...Object.keys(withConfiguration), 'regconfig'],
  repair(_subject, source) {
    return 'IndexStmt' in (source.statement.node ?? {})
      ? [
          leaveOut(source, {
            consequence: 'searches read the whole table',
            instead: 'Search with LIKE, or in a service such as OpenSearch.',
          }),
        ]
      : [];
  },
  check: {
    *FuncCall(call, statement) {
      const [first] = call.args ?? [];
      const isNamed = first && 'A_Const' in first && takesConfiguration(call);
      if (isNamed) yield* found(statement, first, callSpan(statement, call));
    },
    *TypeCast(cast, statement) {
      const { arg, typeName, location } = cast;
      if (!arg || !('A_Const' in arg) || typeName?.names?.map(textOf).at(-1) !== 'regconfig') return;
      const range = location === undefined ? undefined : rangeOf(statement, cast);
      if (range) yield* found(statement, arg, spanOf(statement, range));
    },
  },
});

function takesConfiguration(call: FuncCall): boolean {
  const name = builtInName(call) ?? '';
  const [, , third] = call.args ?? [];
  if (name === 'ts_headline' && call.args?.length === 3) return third !== undefined && isQuery(third);
  return withConfiguration[name] === call.args?.length;
}

/** Whether it has its own text search query. Without a configuration, the third argument is a text of options. */
const isQuery = (node: Node): boolean =>
  'TypeCast' in node
    ? node.TypeCast.typeName?.names?.map(textOf).at(-1) === 'tsquery'
    : 'FuncCall' in node && (builtInName(node.FuncCall) ?? '').endsWith('to_tsquery');

function* found(statement: Statement, constant: Node, at: { readonly start: number; readonly end: number }) {
  const name = constantText(constant);
  if (name === undefined || isSimple(name)) return;
  const range = 'A_Const' in constant ? rangeOf(statement, constant.A_Const) : undefined;
  const fix: Fix | undefined = range && {
    id: 'use-simple',
    title: "Use 'simple'",
    consequence: 'words are found as they are written, without their stems',
    safety: 'review',
    edits: replace(statement, range, "'simple'"),
  };
  yield { at, data: { configuration: `"${name}"` }, fixes: fix ? [fix] : [] };
}

const isSimple = (name: string): boolean =>
  /^\s*(?:"?pg_catalog"?\s*\.\s*)?(?:simple|"simple")\s*$/i.test(name);
