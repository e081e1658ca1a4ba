import { effectOf } from '../../../server/src/core/semantics/effect.js';
import { statementText } from '../../../server/src/core/syntax/statement.js';
import { find } from '../../../server/src/core/syntax/tokens.js';

/** Clauses behind FROM that make other rows of those of a table. */
const reshaping = {
  group: 'GROUP BY combines several rows into one.',
  having: 'HAVING combines several rows into one.',
  window: 'It has a WINDOW clause.',
  union: 'UNION combines the rows of several queries.',
  intersect: 'INTERSECT compares rows of several queries.',
  except: 'EXCEPT compares rows of several queries.',
} as const;

/** Why the rows of a statement are none of a table, as far as its clauses tell: one sentence. */
export function reshapes(sql: string): string | undefined {
  const { kind, changes } = effectOf(sql);
  if (kind === 'several') return 'It is more than one statement.';
  if (kind !== 'SelectStmt') return 'It is not a SELECT.';
  if (changes === 'schema') return 'It creates a table.';
  const statement = statementText(sql);
  const from = find(statement, ['from']);
  if (from < 0) return 'It reads no table.';
  for (const [word, reason] of Object.entries(reshaping)) {
    if (find(statement, [word], from) >= 0) return reason;
  }
  return undefined;
}
