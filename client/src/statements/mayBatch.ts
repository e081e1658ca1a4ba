import type { RunStep } from '../../../server/src/running/steps.js';

/** Whether a statement is of the kind that is done in batches, and brings no values; what is in it may still be in the way. */
export const mayBatch = ({ effect: { kind }, values = [] }: RunStep): boolean =>
  values.length === 0 && (kind === 'UpdateStmt' || kind === 'DeleteStmt' || kind === 'InsertStmt');
