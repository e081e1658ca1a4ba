import type { Cluster } from '../cluster.js';
import type { Contender } from '../conflict/contest.js';
import type { Transaction } from '../conflict/transaction.js';
import type { Refusal } from '../wire/refusal.js';

/** A session as what carries out its statements sees it. */
export interface SessionState extends Contender {
  readonly cluster: Cluster;
  transaction: Transaction | undefined;
  /** The catalog's version that its last statement saw. */
  seenCatalog: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Tells the client the refusal and has the transaction fail. Always answers false. */
  readonly refuse: (refusal: Refusal) => Promise<false>;
  /** Before a statement of the transaction: what it has defined is there. Answers whether it could be done. */
  readonly prepare: () => Promise<boolean>;
}

/** Where a statement stands. */
export interface Place {
  /** The last before the client's Sync, or the end of its query. */
  readonly isLast: boolean;
  /** Nothing else stands before that. */
  readonly isAlone: boolean;
}
