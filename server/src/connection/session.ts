import { setTimeout as delay } from 'node:timers/promises';
import type { Answers, Cell, Ending } from './answer.js';
import { type Beside, createBeside } from './beside.js';
import { inOrder } from './delivery.js';
import { createDescribedColumns } from './describedColumns.js';
import { circumstancesOf, createDial, type DialLimits, rowsOf } from './dialing.js';
import { type DecodedFailure, decodeFailure, failureText, isFailure } from './failures.js';
import type { Link } from './link.js';
import { createMainLink } from './mainLink.js';
import type { Arrivals, PageEnd, ReadingRequest } from './reading.js';
import { beginReadOnly, needsTransaction, type PagedReading, readOnlyReading } from './readOnly.js';
import { createSettingsMemory } from './sessionSettings.js';
import { createSuspendedPortals } from './suspendedPortals.js';
import { rowsInTag } from './tag.js';
import type { ConnectionTarget } from './target.js';
import type { AskMfaCode } from './token.js';

/**
 * What a person works in: one connection after another to one target, each with a token of its own. It connects with
 * the first statement, and again when the connection has ended or gets too old; what SET has changed is repeated.
 */
export interface Session {
  readonly target: ConnectionTarget;
  readonly phase: () => Phase;
  readonly transaction: () => TransactionState;
  /** When the open transaction began, as `now` tells; the server ends it after five minutes. */
  readonly transactionBegan: () => number | undefined;
  /** The SET statements that hold in it. */
  readonly settings: () => readonly string[];
  /** Calls back when the phase or the transaction may have changed. */
  readonly onDidChange: (listener: () => void) => { readonly dispose: () => void };
  /** Rejects with a sentence that says what to do. */
  readonly connect: () => Promise<void>;
  /** One statement at a time. Never rejects. */
  readonly run: (request: StatementRequest, answers: Answers) => Promise<Ending>;
  /**
   * Reads catalogs and the like on a connection beside, outside of the person's transaction and settings. Rejects with
   * a sentence.
   */
  readonly query: (sql: string, values?: readonly (string | null)[]) => Promise<readonly (readonly Cell[])[]>;
  /** Stops what `run` or `connect` does; where the server does not listen the connection is dropped. */
  readonly cancel: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** `opening` waits for the network, `waking` for a cluster that was idle. */
export type Phase = 'closed' | 'opening' | 'waking' | 'open';
export type TransactionState = 'none' | 'open' | 'failed';

export interface StatementRequest {
  readonly sql: string;
  /** How many rows to answer before it waits to be asked for more; undefined: all of them. */
  readonly pageSize: number | undefined;
  /** What `$1` and so on stand for; the text of each, or null. */
  readonly values?: readonly (string | null)[] | undefined;
  /** The rows of a COPY … FROM STDIN, with their line ends. */
  readonly copyData?: string | undefined;
}

/** What a session takes from outside. */
export interface SessionOptions {
  readonly askMfaCode: AskMfaCode;
  /** For the output channel: never a token nor a statement. */
  readonly log: (text: string) => void;
  /** Milliseconds. */
  readonly now?: () => number;
  readonly limits?: Partial<Limits>;
}

/** Milliseconds. */
interface Limits extends DialLimits {
  /** A connection this old is replaced before the next statement: the server ends it after 60 minutes. */
  readonly age: number;
  /** How long a result with more rows keeps its connection: its transaction ends after 5 minutes. */
  readonly hold: number;
  /** How long the server may take to honor a cancel. */
  readonly cancel: number;
}

const usualLimits: Limits = {
  connect: 15_000,
  wakePause: 2_000,
  wake: 90_000,
  age: 54 * 60_000,
  hold: 270_000,
  cancel: 2_000,
};

/** How often a question of the extension's own is asked while the schema keeps changing. */
const attempts = 5;

export function openSession(
  target: ConnectionTarget,
  { askMfaCode, log, now = Date.now, ...rest }: SessionOptions,
): Session {
  const limits = { ...usualLimits, ...rest.limits };
  const dial = createDial(target, { askMfaCode, log, now, limits });
  const circumstances = circumstancesOf(target);
  const decode = (error: unknown) => decodeFailure(error, circumstances);
  const canceled = () => decode(new Error('Canceled.'));
  const settings = createSettingsMemory();
  const suspended = createSuspendedPortals(limits.hold);
  const beside = createBeside(dial, now, limits.age);
  const described = createDescribedColumns((read) => beside.on(read, decode));
  const listeners = new Set<() => void>();
  /** What `cancel` must stop. */
  let active: { readonly link: Link; readonly page: Promise<unknown> } | undefined;
  /** Connections in a transaction that is ours, around a statement that reads. */
  const ownTransactions = new WeakSet<Link>();
  let isCanceling = false;
  let transactionBegan = 0;

  const changed = () => {
    for (const listener of listeners) listener();
  };
  const main = createMainLink({
    ...{ dial, settings, decode, changed, log, now, age: limits.age },
    isHeld: suspended.has,
    onOpen: described.onOpen,
  });

  const failed = ({ failure, cause }: DecodedFailure): Ending =>
    isCanceling
      ? { kind: 'failed', failure: { ...failure, message: 'Canceled.', isCanceled: true }, cause: 'canceled' }
      : { kind: 'failed', failure, cause };

  async function run(
    { sql, values = [], pageSize, copyData }: StatementRequest,
    answers: Answers,
  ): Promise<Ending> {
    isCanceling = false;
    // In a message it ends the text, so that the server would read another text than was checked.
    if (sql.includes('\0')) return failed(decode(new Error('A statement cannot hold the character U+0000.')));
    const link = await main.ready();
    if (isFailure(link)) return failed(link);
    if (isCanceling) return failed(canceled());

    let begun = now();
    if (link.transaction() === 'I') transactionBegan = begun;
    const arrivals = inOrder(answers, described.columns);
    const reading = readingOf(link, { sql, values, pageSize, copyData }, arrivals);
    const isWanted = () => link === main.current();

    const endOf = async (page: Promise<PageEnd>): Promise<Ending> => {
      active = { link, page };
      const end = await page;
      active = undefined;
      if (!reading.holdsConnection()) ownTransactions.delete(link);
      await arrivals.delivered();
      const time = now() - begun;
      if (end.kind === 'complete') settings.done(sql, end.tag, link.transaction() === 'T');
      const ending: Ending =
        end.kind === 'complete'
          ? { kind: 'done', tag: end.tag, rows: rowsInTag(end.tag), time }
          : end.kind === 'failed'
            ? failed(decodeFailure(end.error, circumstances, sql))
            : { kind: 'paused', time, ...suspended.hold({ link, reading, next, isWanted }) };
      changed();
      return ending;
    };

    const next = () => {
      isCanceling = false;
      begun = now();
      return endOf(reading.next());
    };

    return await endOf(reading.page());
  }

  /** On a read-only connection every statement is in a transaction that only reads. */
  function readingOf(
    link: Link,
    request: Omit<ReadingRequest, 'isInTransaction'>,
    arrivals: Arrivals,
  ): PagedReading {
    if (!target.profile.readOnly || link.transaction() !== 'I') return link.read(request, arrivals);
    if (!needsTransaction(request.sql))
      return link.read({ ...request, sql: beginReadOnly(request.sql) }, arrivals);
    ownTransactions.add(link);
    return readOnlyReading({ link, request, arrivals, isCanceled: () => isCanceling });
  }

  async function cancel(): Promise<void> {
    isCanceling = true;
    main.stopOpening();
    const stopped = active;
    if (!stopped) return;
    stopped.link.cancel().catch((error: unknown) => {
      log(`The request to cancel failed: ${decode(error).failure.message}`);
    });
    const late = new AbortController();
    const isLate = await Promise.race([
      stopped.page.then(() => false),
      delay(limits.cancel, true, { signal: late.signal }).catch(() => false),
    ]);
    late.abort();
    if (!isLate) return;
    log('The server did not stop the statement: its connection is closed.');
    stopped.link.drop();
  }

  const transaction = (): TransactionState => {
    const link = main.current();
    const status = link?.isOpen() && !ownTransactions.has(link) ? link.transaction() : 'I';
    return status === 'T' ? 'open' : status === 'E' ? 'failed' : 'none';
  };

  return {
    target,
    phase: () => main.opening() ?? (main.current()?.isOpen() ? 'open' : 'closed'),
    transaction,
    settings: settings.statements,
    transactionBegan: () => (transaction() === 'none' ? undefined : transactionBegan),
    onDidChange: (listener) => {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
    connect: async () => {
      isCanceling = false;
      const link = await main.ready();
      if (isFailure(link)) throw new Error(failureText(link.failure));
    },
    run,
    query: (sql, values) => ask(beside, decode, sql, values),
    cancel,
    close: async () => {
      main.stopOpening();
      active?.link.drop();
      await Promise.all([suspended.releaseAll(), beside.close(), main.close()]);
      changed();
    },
  };
}

async function ask(
  beside: Beside,
  decode: (error: unknown) => DecodedFailure,
  sql: string,
  values: readonly (string | null)[] | undefined,
): Promise<readonly (readonly Cell[])[]> {
  for (let attempt = 1; ; attempt++) {
    const rows = await beside.on((link) => rowsOf(link, sql, values), decode);
    if (!isFailure(rows)) return rows;
    // After DDL elsewhere the first statement is refused, and brings the new catalog; nothing of it was kept.
    if (rows.cause !== 'schemaChanged' || attempt === attempts) throw new Error(failureText(rows.failure));
  }
}
