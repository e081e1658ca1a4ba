import type { TypeName } from 'libpg-query';
import { inCaseOf, replace } from '../syntax/edits.js';
import { holderOf } from '../syntax/holder.js';
import { rangeOf } from '../syntax/rangeOf.js';
import type { Statement } from '../syntax/statement.js';
import { spanOf } from '../syntax/tree/nodes.js';
import { builtInName, isArray } from '../syntax/typeName.js';
import type { Parent } from '../syntax/walk.js';

/** Where a column or a domain stores JSON or JSONB, for the days on which DSQL stored neither. */
export function* storedDocument(
  name: 'json' | 'jsonb',
  type: TypeName,
  statement: Statement,
  parent: Parent | undefined,
) {
  const holder = holderOf(parent);
  if (!holder || isArray(type) || builtInName(type) !== name) return;
  const range = rangeOf(statement, type);
  if (!range) return;
  const at = spanOf(statement, range);
  const text = inCaseOf(statement.text.slice(at.start, at.end), 'TEXT');
  yield {
    at,
    data: { holder: holder.title },
    fixes: [
      {
        id: 'use-text',
        title: 'Use TEXT',
        consequence: 'documents are no longer checked, and queries must cast them',
        safety: 'review',
        edits: replace(statement, range, text),
      } as const,
    ],
  };
}
