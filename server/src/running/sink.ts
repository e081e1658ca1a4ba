import type { Answers, Cause, Failure } from '../connection/answer.js';
import type { StatementSource } from './source.js';
import type { RunStep } from './steps.js';

/** What a statement answered. `rows`: changed or selected, as in its command tag. */
export interface Outcome {
  /** The command tag, as in "INSERT 0 3". */
  readonly tag: string;
  readonly rows: number | undefined;
  /** Milliseconds from sending to the last answer. */
  readonly time: number;
  /** How often a conflict made it run again. */
  readonly retries: number;
}

/** In what a statement failed: what can be done about it depends on that. */
export interface Failing {
  readonly cause: Cause;
  readonly step: RunStep;
  /** The statements of the transaction that a script wrote, from its BEGIN to this one; none outside of one. */
  readonly inTransaction: readonly RunStep[];
  /** The transaction as the server left it. */
  readonly transaction: 'none' | 'open' | 'failed';
}

/** Takes what one statement answers. Exactly one of `done` and `fail` ends it. */
export interface StatementSink extends Answers {
  /** The result has more rows, which `more` fetches and hands to `rows`; it answers whether there are still more. */
  readonly pause: (more: () => Promise<boolean>) => void;
  readonly done: (outcome: Outcome) => void;
  /** `failing`: undefined where no statement was sent, or a later page of its rows failed. */
  readonly fail: (failure: Failure, failing?: Failing) => void;
}

/** Takes the answers of one run: a tab for each of its statements. */
export interface RunSink {
  readonly statement: (source: StatementSource) => StatementSink;
  /** The run is over, also after a failure or a cancel. */
  readonly end: () => void;
}
