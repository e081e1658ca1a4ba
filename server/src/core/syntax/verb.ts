import type { Span } from '../text/span.js';
import { syntaxOf } from './rangeOf.js';
import type { Statement } from './statement.js';
import { clauseOf, spanOf } from './tree/nodes.js';
import { treeOf } from './tree/tree.js';

/** INSERT, UPDATE, DELETE or MERGE of a change in PostgreSQL's tree, which may be in another statement or behind WITH. */
export function verbSpan(statement: Statement, change: object): Span {
  const node = syntaxOf(statement, change) ?? treeOf(statement);
  const { first } = leads.flatMap((words) => clauseOf(node, words) ?? [])[0] ?? node;
  return spanOf(statement, { first, last: first });
}

const leads = ['insert into', 'update', 'delete from', 'merge into'];
