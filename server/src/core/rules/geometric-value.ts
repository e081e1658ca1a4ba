import type { TypeName } from 'libpg-query';
import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { builtInName, callSpan } from '../sql/calls.js';
import { typeRange } from '../sql/ranges.js';
import { spanOf } from '../sql/tokens.js';

const geometric = new Set(['point', 'line', 'lseg', 'box', 'path', 'polygon', 'circle']);

export default defineRule({
  id: 'geometric-value',
  severity: 'error',
  message: 'The geometric type "{type}" is not supported.',
  why: 'DSQL computes with no geometric types, in queries neither.',
  instead: 'Compute with the coordinates as numbers.',
  server: { sqlstate: '0A000', text: 'datatype {type} not supported' },
  documentation: documentation.dataTypes,
  examples: [{ bad: "SELECT line('{1,2,3}');", at: 'line' }],
  words: [...geometric],
  check: {
    *FuncCall(call, statement) {
      const name = builtInName(call);
      if (name && geometric.has(name)) yield { at: callSpan(statement, call), data: { type: name } };
    },
    *TypeCast({ typeName }, statement) {
      const type = typeName && geometricName(typeName);
      if (!type) return;
      const { first, last } = typeRange(statement, typeName.location ?? 0);
      yield { at: spanOf(statement, first, last), data: { type } };
    },
  },
});

function geometricName({ names = [] }: TypeName): string | undefined {
  const [name, schema] = names.map((part) => ('String' in part ? (part.String.sval ?? '') : '')).reverse();
  return name && geometric.has(name) && (schema ?? 'pg_catalog') === 'pg_catalog' ? name : undefined;
}
