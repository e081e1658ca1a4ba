import type { ServerError } from '../../core/dialect/data.js';
import { serverErrors, worded } from '../../core/dialect/serverErrors.js';

/** The server's refusal of a statement or of a connection, as its error message has it. */
export interface Refusal {
  /** Five characters. */
  readonly sqlstate: string;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** `slots`: what stands in place of the names in braces. */
export function refusal(error: ServerError, slots: Readonly<Record<string, string>> = {}): Refusal {
  const { sqlstate, text, hint } = worded(error, slots);
  return { sqlstate, message: text, hint };
}

/** Another transaction has changed the same rows and committed. */
export const conflict = refusal(serverErrors.conflict);

/** Another transaction has changed the catalog. */
export const staleCatalog = refusal(serverErrors.staleCatalog);
