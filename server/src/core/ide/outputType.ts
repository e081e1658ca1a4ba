import { nameOfType, typesIn } from '../semantics/infer/types.js';
import { queriesIn } from '../semantics/queriesIn.js';
import { resolve } from '../semantics/resolve/query.js';
import { parseStatement } from '../syntax/parse.js';
import { rangeOf } from '../syntax/rangeOf.js';
import type { Entity } from './names/entity.js';
import { bindingOf, knownAt, type PlacedStatement } from './workspace.js';

/** The type of a computed column of a query, as SQL writes it; undefined where nothing tells it. */
export function outputTypeOf(placed: PlacedStatement, { key, name }: Entity): string | undefined {
  const declared = bindingOf(placed).occurrences.find(
    ({ entity, role }) => entity.key === key && role === 'declaration',
  );
  const statement = parseStatement(placed.file.workspace.grammar, placed.text);
  if (!declared || !statement.node) return undefined;
  const types = typesIn({ ...knownAt(placed), isComplete: false });
  for (const query of queriesIn(statement.node))
    for (const [target, { type }] of resolve(types, query).targets) {
      const range = 'name' in target && target.name === name ? rangeOf(statement, target) : undefined;
      const first = statement.tokens[range?.first ?? -1];
      const last = statement.tokens[(range?.last ?? -1) + 2] ?? statement.tokens.at(-1);
      const { start } = declared.span;
      if (!range || !first || !last || start < first.start || start >= last.end) continue;
      if (type !== undefined) return nameOfType(type === 'unknown' ? 'text' : type);
    }
  return undefined;
}
