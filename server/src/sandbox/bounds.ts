/** How many bytes the sandbox keeps for one session at most: many times what drivers need. */
export interface Bounds {
  /** Prepared statements, and portals with their values. */
  readonly prepared: number;
  /** Statements that change or lock rows in one transaction, with their values, which may have to be made again. */
  readonly changes: number;
  /** The answer of a statement, until it is known to succeed. */
  readonly answer: number;
  /** One message of PostgreSQL, such as a row. */
  readonly row: number;
}

const mebibyte = 2 ** 20;

export const usualBounds: Bounds = {
  prepared: 64 * mebibyte,
  changes: 64 * mebibyte,
  answer: 256 * mebibyte,
  row: 256 * mebibyte,
};

const size = (bytes: number): string => `${Math.round(bytes / mebibyte)} MiB`;

export const tooManyPrepared = ({ prepared }: Bounds) => ({
  sqlstate: '54000',
  message: `too many prepared statements and portals: the sandbox keeps up to ${size(prepared)} of them in a session`,
  hint: 'Close what is no longer needed.',
});

export const tooManyChanges = ({ changes }: Bounds) => ({
  sqlstate: '54000',
  message: `transaction too long: the sandbox keeps up to ${size(changes)} of the statements that change or lock rows, and of their values`,
  hint: 'Commit more often.',
});

export const answerTooLong = ({ answer }: Bounds) => ({
  sqlstate: '54000',
  message: `answer too long: the sandbox keeps up to ${size(answer)} of what a statement answers that may change rows`,
  hint: 'Let it answer less, or read the rows with a statement that only reads.',
});
