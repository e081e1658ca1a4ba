import { type ServerError, serverErrors } from '../../core/dialect/serverErrors.js';

/** The server's refusal of a statement or of a connection, as its error message has it. */
export interface Refusal {
  /** Five characters. */
  readonly sqlstate: string;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** `slots`: what stands in place of the names in braces. */
export const refusal = (
  { sqlstate, text, hint }: ServerError,
  slots: Readonly<Record<string, string>> = {},
): Refusal => ({
  sqlstate,
  message: text.replace(/\{(\w+)\}/g, (slot, name: string) =>
    Object.hasOwn(slots, name) ? (slots[name] ?? slot) : slot,
  ),
  hint,
});

/** Another transaction has changed the same rows and committed. */
export const conflict = refusal(serverErrors.conflict);

/** Another transaction has changed the catalog. */
export const staleCatalog = refusal(serverErrors.staleCatalog);
