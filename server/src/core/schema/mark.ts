import { asyncWord } from '../syntax/async.js';
import { firstAction, indexKeys, itemRange } from '../syntax/ranges.js';
import { type StatementText, statementText } from '../syntax/statement.js';
import { behindName, find, indexAt, items, lastIndex, spanOf } from '../syntax/tokens.js';
import { type Span, shiftSpan } from '../text/span.js';

/**
 * Where in its statement a part of the schema stands, as the tree tells it. The span is worked out for the few marks
 * that a rule points at: tokens of every statement would cost more than all else.
 */
export type Mark =
  | { readonly kind: 'name'; readonly location: number }
  /** `before` is where the column's next constraint begins. */
  | { readonly kind: 'constraint'; readonly location: number; readonly before: number | undefined }
  | { readonly kind: 'action'; readonly at: number }
  | { readonly kind: 'indexKey'; readonly at: number }
  /** From CREATE up to the index's name. */
  | { readonly kind: 'indexHead' };

/** A mark in a statement of a script. */
export interface Placed {
  readonly mark: Mark;
  /** The statement's span in the script. */
  readonly statement: Span;
}

/** The span of a mark as offsets into the script. */
export const spanOfMark = ({ text }: { readonly text: string }, { mark, statement }: Placed): Span =>
  shiftSpan(resolve(statementText(text.slice(statement.start, statement.end)), mark), statement.start);

function resolve(statement: StatementText, mark: Mark): Span {
  switch (mark.kind) {
    case 'name': {
      const rest = statementText(statement.text.slice(mark.location));
      return shiftSpan(spanOf(rest, 0, behindName(rest, 0) - 1), mark.location);
    }
    case 'constraint': {
      const { first, last } = itemRange(statement, mark.location);
      return spanOf(statement, first, mark.before === undefined ? last : indexAt(statement, mark.before) - 1);
    }
    case 'action': {
      const isAsync = asyncWord(statement) !== undefined;
      const action = items(statement, firstAction(statement, isAsync), lastIndex(statement))[mark.at];
      return spanOf(statement, action?.first ?? 0, action?.last ?? 0);
    }
    case 'indexKey': {
      const key = indexKeys(statement).keys[mark.at];
      return spanOf(statement, key?.first ?? 0, key?.last ?? 0);
    }
    case 'indexHead':
      return spanOf(statement, 0, Math.max(find(statement, ['on']) - 1, 0));
  }
}
