/** The server's refusal of a statement or of a connection, as its error message has it. */
export interface Refusal {
  /** Five characters. */
  readonly sqlstate: string;
  readonly message: string;
  readonly hint?: string | undefined;
}
