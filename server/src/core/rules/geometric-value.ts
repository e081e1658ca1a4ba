import type { TypeName } from 'libpg-query';
import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import type { Fix } from '../problem.js';
import { builtInName, callSpan } from '../syntax/calls.js';
import { removeTokens, replaceTokens } from '../syntax/edits.js';
import { typeRange } from '../syntax/ranges.js';
import type { Statement } from '../syntax/statement.js';
import { closing, indexAt, isAt, spanOf } from '../syntax/tokens.js';
import type { Parent } from '../syntax/walk.js';
import { sourceOf } from '../syntax/words.js';
import type { Span } from '../text/span.js';

const geometric = new Set(['point', 'line', 'lseg', 'box', 'path', 'polygon', 'circle']);

export default defineRule({
  id: 'geometric-value',
  severity: 'error',
  message: 'The geometric type "{type}" is not supported.',
  why: 'DSQL computes with no geometric types, in queries neither.',
  instead: 'Compute with the coordinates as numbers.',
  server: { sqlstate: '0A000', text: 'datatype {type} not supported' },
  documentation: documentation.dataTypes,
  examples: [
    { bad: "SELECT line('{1,2,3}');", at: 'line' },
    {
      bad: "INSERT INTO depots (name, place) VALUES ('Köln', point(6.96, 50.94));",
      at: 'point',
      good: "INSERT INTO depots (name, place) VALUES ('Köln', '(6.96,50.94)');",
    },
  ],
  words: [...geometric],
  check: {
    *FuncCall(call, statement, { parent }) {
      const name = builtInName(call);
      if (!name || !geometric.has(name)) return;
      const at = callSpan(statement, call);
      yield { at, data: { type: name }, fixes: isStored(parent) ? asText(statement, at) : [] };
    },
    *TypeCast({ arg, typeName }, statement, { parent }) {
      const type = typeName && geometricName(typeName);
      if (!type) return;
      const { first, last } = typeRange(statement, typeName.location ?? 0);
      const isText = arg !== undefined && 'A_Const' in arg && arg.A_Const.sval !== undefined;
      yield {
        at: spanOf(statement, first, last),
        data: { type },
        fixes:
          isText && isStored(parent) && isAt(statement, first - 1, '::')
            ? [uncast(statement, first, last)]
            : [],
      };
    },
  },
});

/** A value that goes into a column as it is: of VALUES, of SET, of DEFAULT. */
const isStored = (parent: Parent | undefined): boolean =>
  (parent?.name === 'List' && parent.parent?.name === 'SelectStmt') ||
  (parent?.name === 'ResTarget' && parent.parent?.name === 'UpdateStmt') ||
  (parent?.name === 'Constraint' && parent.node.contype === 'CONSTR_DEFAULT');

/** `point(1, 2)` as the text that it would print. */
function asText(statement: Statement, { start, end }: Span): Fix[] {
  const open = indexAt(statement, end);
  const close = closing(statement, open);
  const written = sourceOf(statement, { first: open, last: close });
  const name = statement.text.slice(start, end).toLowerCase();
  if (name !== 'point' || !/^\(\s*[-+]?[\d.]+\s*,\s*[-+]?[\d.]+\s*\)$/.test(written)) return [];
  return [
    {
      title: 'Write the value as text (for a column of text)',
      safety: 'review',
      edits: replaceTokens(statement, indexAt(statement, start), close, `'${written.replace(/[\s+]/g, '')}'`),
    },
  ];
}

const uncast = (statement: Statement, first: number, last: number): Fix => ({
  title: 'Write the value as text (for a column of text)',
  safety: 'review',
  edits: removeTokens(statement, first - 1, last),
});

function geometricName({ names = [] }: TypeName): string | undefined {
  const [name, schema] = names.map((part) => ('String' in part ? (part.String.sval ?? '') : '')).reverse();
  return name && geometric.has(name) && (schema ?? 'pg_catalog') === 'pg_catalog' ? name : undefined;
}
