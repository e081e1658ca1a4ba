import type { Effect } from '../../../server/src/core/semantics/effectModel.js';

/** Whether a statement is of the kind that is done in batches; what is in it may still be in the way. */
export const mayBatch = ({ kind }: Pick<Effect, 'kind'>): boolean =>
  kind === 'UpdateStmt' || kind === 'DeleteStmt' || kind === 'InsertStmt';
