import type { TableName } from '../../core/semantics/tableName.js';
import type { Row } from '../backend/ask.js';
import type { Upstream } from '../backend/upstream.js';
import type { Refusal } from '../wire/refusal.js';
import type { CommitLog } from './commitLog.js';
import type { KnownTables } from './knownTables.js';
import type { SharedRows } from './shared.js';
import type { Turn } from './turn.js';
import type { GoneValues } from './uniqueKeys.js';
import type { WrittenTables } from './writtenTables.js';

/** A session as other sessions know it. */
export interface OpenSession {
  /** Its transaction lets go of all its locks at once; `reason` is why it cannot commit any more. */
  readonly abort: (reason: Refusal) => Promise<void>;
  /** Whoever made it abort has failed: it may commit after all, if it goes on as it was. */
  readonly pardon: () => void;
  /** How many commits had written anything when its transaction began; undefined without one. */
  readonly writesBefore: () => number | undefined;
  /** Whether others may have to wait for rows of a table that its transaction has changed or locked. */
  readonly holdsRowsOf: (table: TableName) => boolean;
  /** Whether its transaction may not do the same again when it makes its changes again. */
  readonly mayDiffer: () => boolean;
  /** Whether its transaction has changed or locked the row with this name, and holds it. */
  readonly holdsRow: (key: string) => boolean;
  /** Another has committed a change of the row with this name: a transaction that has let go of it cannot commit any more. */
  readonly lose: (key: string) => void;
  /** Its transaction lets go of its rows until its next statement, if it can take them again. Waits for its statement only a moment. */
  readonly letGo: () => Promise<void>;
  /** The session whose rows it waits for. */
  readonly waitsFor: () => number | undefined;
  /** Ends what it waits for, if `key` is the one of its BackendKeyData; answers whether it is. */
  readonly cancel: (key: number) => boolean;
}

/** A session that had to abort. */
export interface Aside {
  readonly session: OpenSession;
  readonly aborted: Promise<void>;
}

/** What all sessions share to see who commits first. */
export interface Contest {
  /** Commits that make others abort have it one after the other. */
  readonly pushing: Turn;
  /** Statements that change the catalog run one after the other; those of others outside transactions wait for them. */
  readonly defining: Turn;
  /** Milliseconds that a statement may keep others from their turn. */
  readonly longestTurn: number;
  /** By the process id of their PostgreSQL backend. */
  readonly sessions: Map<number, OpenSession>;
  /** Rows that transactions have locked FOR KEY SHARE. */
  readonly shared: CommitLog<SharedRows>;
  /** Unique values that transactions have deleted. */
  readonly gone: CommitLog<GoneValues>;
  readonly writes: WrittenTables;
  readonly tables: Pick<KnownTables, 'named' | 'views'>;
  /** Whether a view may answer otherwise each time, on the same rows. */
  readonly hasVaryingViews: () => boolean;
  /** A query of the sandbox's own as superuser, in its own transaction. */
  readonly ask: (sql: string, values?: readonly (string | null)[]) => Promise<Row[]>;
  /** Keeps an exported snapshot alive while the transaction that exported it begins again. */
  readonly keepSnapshot: (
    exported: string,
  ) => Promise<{ readonly snapshot: string; readonly letGo: () => Promise<void> }>;
}

/** Whether somebody who holds rows of these tables may not do the same again, and so loses once it had to make room for a while. */
export function mayLoseByRepeating({ pid, contest }: Contender, tables: readonly TableName[]): boolean {
  for (const [other, session] of contest.sessions)
    if (other !== pid && session.mayDiffer() && tables.some((table) => session.holdsRowsOf(table)))
      return true;
  return false;
}

/** Whether a statement on these tables may meet rows that another open transaction has changed or locked. */
export function mayMeetLocks({ pid, contest }: Contender, tables: readonly TableName[]): boolean {
  for (const [other, session] of contest.sessions)
    if (other !== pid && tables.some((table) => session.holdsRowsOf(table))) return true;
  return false;
}

/** A session that takes part. */
export interface Contender {
  /** The process id of its PostgreSQL backend. */
  readonly pid: number;
  readonly upstream: Upstream;
  readonly contest: Contest;
  /** Those whom it has made abort for what it is about to commit. */
  readonly aside: Aside[];
  /** The session whose rows it waits for. */
  waitsFor: number | undefined;
  /** PostgreSQL holds its transaction for failed. */
  readonly isFailed: boolean;
  /** Between `enter` and `leave` nobody else uses the connection to PostgreSQL. */
  readonly enter: () => Promise<void>;
  readonly leave: () => void;
  /** Has its transaction fail. */
  readonly fail: () => Promise<void>;
}
