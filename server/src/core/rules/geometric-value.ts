import type { TypeName } from 'libpg-query';
import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { builtInName, callSpan } from '../syntax/calls.js';
import { remove, replace } from '../syntax/edits.js';
import type { SyntaxNode } from '../syntax/node.js';
import { syntaxOf } from '../syntax/rangeOf.js';
import type { Statement } from '../syntax/statement.js';
import { childOf, keywordIn, spanOf } from '../syntax/tree/nodes.js';
import type { Parent } from '../syntax/walk.js';
import { sourceOf } from '../syntax/words.js';

const geometric = new Set(['point', 'line', 'lseg', 'box', 'path', 'polygon', 'circle']);

export default defineRule({
  id: 'geometric-value',
  severity: 'error',
  message: 'The geometric type "{type}" is not supported.',
  why: 'DSQL does not compute with geometric types, not even in queries.',
  instead: 'Compute with the coordinates as numbers.',
  server: serverErrors.unsupportedType,
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
      yield {
        at,
        data: { type: name },
        fixes: isStored(parent) ? asText(statement, syntaxOf(statement, call)) : [],
      };
    },
    *TypeCast({ arg, typeName }, statement, { parent }) {
      const type = typeName && geometricName(typeName);
      if (!type) return;
      const node = syntaxOf(statement, typeName);
      if (!node) return;
      const isText = arg !== undefined && 'A_Const' in arg && arg.A_Const.sval !== undefined;
      yield {
        at: spanOf(statement, node),
        data: { type },
        fixes: isText && isStored(parent) ? withoutCast(statement, node) : [],
      };
    },
  },
});

/** A value that is stored as it is: of VALUES, of SET, of DEFAULT. */
const isStored = (parent: Parent | undefined): boolean =>
  (parent?.name === 'List' && parent.parent?.name === 'SelectStmt') ||
  (parent?.name === 'ResTarget' && parent.parent?.name === 'UpdateStmt') ||
  (parent?.name === 'Constraint' && parent.node.contype === 'CONSTR_DEFAULT');

/** `point(1, 2)` as the text that it prints. */
function asText(statement: Statement, call: SyntaxNode | undefined): Fix[] {
  const [name, list] = [childOf(call, 'name'), childOf(call, 'list')];
  if (!call || !name || !list) return [];
  const written = sourceOf(statement, list);
  const isPoint = sourceOf(statement, name).toLowerCase() === 'point';
  if (!isPoint || !/^\(\s*[-+]?[\d.]+\s*,\s*[-+]?[\d.]+\s*\)$/.test(written)) return [];
  return [{ ...writeText, edits: replace(statement, call, `'${written.replace(/[\s+]/g, '')}'`) }];
}

function withoutCast(statement: Statement, { parent, first, last }: SyntaxNode): Fix[] {
  const isBehindSign = keywordIn(statement, parent, '::')?.last === first - 1;
  return isBehindSign ? [{ ...writeText, edits: remove(statement, { first: first - 1, last }) }] : [];
}

const writeText = {
  id: 'write-text',
  title: 'Write the value as text',
  consequence: 'for a column of text',
  safety: 'review',
} as const;

function geometricName({ names = [] }: TypeName): string | undefined {
  const [name, schema] = names.map((part) => ('String' in part ? (part.String.sval ?? '') : '')).reverse();
  return name && geometric.has(name) && (schema ?? 'pg_catalog') === 'pg_catalog' ? name : undefined;
}
