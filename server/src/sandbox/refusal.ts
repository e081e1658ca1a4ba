/** What the server answers instead, as its error message has it. */
export interface Refusal {
  readonly sqlstate: string;
  readonly message: string;
  readonly hint?: string;
}
