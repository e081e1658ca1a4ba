import type { TypeName } from 'libpg-query';
import { inCaseOf, replaceTokens } from '../syntax/edits.js';
import { typeRange } from '../syntax/ranges.js';
import type { Statement } from '../syntax/statement.js';
import { spanOf } from '../syntax/tokens.js';
import { builtInName, isArray } from '../syntax/typeName.js';
import type { Parent } from '../syntax/walk.js';
import { holderOf } from './holder.js';

/** Where a column or a domain stores JSON or JSONB, for the days on which DSQL stored neither. */
export function* storedDocument(
  name: 'json' | 'jsonb',
  type: TypeName,
  statement: Statement,
  parent: Parent | undefined,
) {
  const holder = holderOf(parent);
  if (!holder || isArray(type) || builtInName(type) !== name) return;
  const { first, last } = typeRange(statement, type.location ?? 0);
  const at = spanOf(statement, first, last);
  const text = inCaseOf(statement.text.slice(at.start, at.end), 'TEXT');
  yield {
    at,
    data: { holder: holder.title },
    fixes: [
      {
        title: 'Use TEXT (documents are no longer checked, and queries must cast them)',
        safety: 'review',
        edits: replaceTokens(statement, first, last, text),
      } as const,
    ],
  };
}
