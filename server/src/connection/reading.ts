import type { Connection, FieldDef, Submittable } from 'pg';
import type { Answers, Cell } from './answer.js';

/** A statement to send by the extended protocol. */
export interface ReadingRequest {
  readonly sql: string;
  readonly values: readonly (string | null)[];
  /** How many rows to answer before it waits to be asked for more; undefined: all. */
  readonly pageSize: number | undefined;
  /** What a COPY … FROM STDIN takes, with its line ends. */
  readonly copyData: string | undefined;
  /**
   * Whether a transaction is open that the rows beyond a page may be read in later. Without one the statement's own
   * transaction stays open while there is more, and the connection takes nothing else.
   */
  readonly isInTransaction: boolean;
}

/** Takes what comes while a page is read: columns without the names of their types. */
export type Arrivals = Answers<readonly FieldDef[]>;

/** How the reading of a page ended. */
export type PageEnd =
  /** The statement is done; its command tag. */
  | { readonly kind: 'complete'; readonly tag: string }
  | { readonly kind: 'more' }
  | { readonly kind: 'failed'; readonly error: unknown };

/** A statement under way. node-postgres calls the methods that begin with `handle`. */
export interface PortalReading extends Submittable {
  /** How the current page ends; never rejects. */
  readonly page: () => Promise<PageEnd>;
  /** Reads the next page, after one that ended with `more`. */
  readonly next: () => Promise<PageEnd>;
  /** Gives up the rest, after a page that ended with `more`; the connection is free again then. */
  readonly abandon: () => Promise<void>;
  /** Whether the connection can take nothing else until all is read or given up. */
  readonly holdsConnection: () => boolean;
}

/** Rows handed over at once at most, so that a page does not wait for its last row. */
const batch = 1_000;

let portals = 0;

/**
 * Sends Parse, Bind, Describe and Execute with a limit of rows. Where the statement decides nothing else, Sync follows at once,
 * which saves a round trip. A query outside a transaction must not be synchronized before its last page, because that would end
 * its transaction and its portal: https://www.postgresql.org/docs/16/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY
 */
export function createReading(
  { sql, values, pageSize, copyData, isInTransaction }: ReadingRequest,
  arrivals: Arrivals,
  submitAgain: (reading: PortalReading) => void,
): PortalReading {
  const portal = `dsql_${(portals += 1)}`;
  // A server may or may not ignore a Sync that comes while it takes rows, so COPY gets its own behind them.
  const holds = (pageSize !== undefined && !isInTransaction) || /^copy\b/i.test(sql);
  const rows = String(pageSize ?? 0);
  let wire: Wire | undefined;
  let state: 'new' | 'reading' | 'suspended' | 'ended' = 'new';
  let isSynced = !holds;
  let isDescribed = false;
  let received = 0;
  let isPaged = false;
  let tag = '';
  let waiting: Cell[][] = [];
  let scheduled: NodeJS.Immediate | undefined;
  let end: (page: PageEnd) => void = () => undefined;
  let page = newPage();

  function newPage() {
    return new Promise<PageEnd>((resolve) => {
      end = resolve;
    });
  }

  const flush = () => {
    if (scheduled) clearImmediate(scheduled);
    scheduled = undefined;
    if (waiting.length === 0) return;
    const full = waiting;
    waiting = [];
    arrivals.rows(full);
  };

  const settle = (result: PageEnd) => {
    flush();
    state = result.kind === 'more' ? 'suspended' : 'ended';
    isPaged ||= state === 'suspended';
    end(result);
  };

  const fail = (error: unknown) => settle({ kind: 'failed', error });

  const execute = (connection: Wire) => {
    connection.execute({ portal, rows }, true);
    if (holds) connection.flush();
    else connection.sync();
  };

  const synchronize = () => {
    if (!isSynced) wire?.sync();
    isSynced = true;
  };

  const reading = {
    submit(connection: Connection) {
      const isFirst = state === 'new';
      state = 'reading';
      if (!isWire(connection)) return fail(new Error('This version of node-postgres has another protocol.'));
      wire = connection;
      connection.stream.cork();
      if (isFirst) {
        connection.parse({ name: '', text: sql, types: [] }, true);
        connection.bind({ portal, statement: '', values: [...values] }, true);
        connection.describe({ type: 'P', name: portal }, true);
      }
      execute(connection);
      connection.stream.uncork();
    },

    page: () => page,

    next() {
      page = newPage();
      if (!wire || state !== 'suspended') fail(new Error('There is nothing more to read.'));
      else if (holds) {
        state = 'reading';
        execute(wire);
      } else submitAgain(reading);
      return page;
    },

    async abandon() {
      if (!wire || !holds || state !== 'suspended') return;
      state = 'ended';
      isSynced = true;
      wire.close({ type: 'P', name: portal }, true);
      wire.sync();
      await untilReady(wire);
    },

    holdsConnection: () => holds && state !== 'ended',

    handleRowDescription({ fields }: { readonly fields: readonly FieldDef[] }) {
      isDescribed = true;
      arrivals.columns(fields);
    },

    handleDataRow({ fields }: { readonly fields: Cell[] }) {
      received += 1;
      waiting.push(fields);
      if (waiting.length >= batch) flush();
      else scheduled ??= setImmediate(flush);
    },

    handlePortalSuspended() {
      if (holds) settle({ kind: 'more' });
      else state = 'suspended';
    },

    handleCommandComplete({ text }: { readonly text: string }) {
      // The server counts the rows of the last page
      tag = isPaged ? text.replace(/\d+$/, String(received)) : text;
      synchronize();
    },

    handleEmptyQuery: synchronize,

    /** A change without a transaction of its own is committed only now: CommandComplete comes before its commit. */
    handleReadyForQuery() {
      if (state !== 'ended') settle(state === 'suspended' ? { kind: 'more' } : { kind: 'complete', tag });
    },

    handleError(error: unknown) {
      if (state === 'ended') return;
      // An error of the socket: nothing comes after it.
      if (!wire || !isServerError(error)) return fail(error);
      synchronize();
      void untilReady(wire).then(() => fail(error));
    },

    handleCopyInResponse() {
      if (copyData === undefined) wire?.sendCopyFail('The rows to copy are missing.');
      else {
        wire?.sendCopyFromChunk(Buffer.from(copyData));
        wire?.endCopyFrom();
      }
      // No answer comes before the next Sync.
      synchronize();
    },

    handleCopyData({ chunk }: { readonly chunk: Buffer }) {
      if (!isDescribed) reading.handleRowDescription({ fields: [copiedLine] });
      reading.handleDataRow({ fields: [chunk.toString('utf8').replace(/\n$/, '')] });
    },
  };
  return reading;
}

/** COPY … TO STDOUT describes no columns: each of its lines is shown as a text. */
const copiedLine: FieldDef = {
  name: 'copy',
  tableID: 0,
  columnID: 0,
  dataTypeID: 25,
  dataTypeSize: -1,
  dataTypeModifier: -1,
  format: 'text',
};

/** What `@types/pg` leaves out. */
interface Wire extends Connection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

const isWire = (connection: Connection): connection is Wire =>
  'sendCopyFromChunk' in connection && 'endCopyFrom' in connection && 'sendCopyFail' in connection;

const isServerError = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'severity' in error && Boolean(error.severity);

/** Once the server is ready again, or gone. */
const untilReady = (wire: Wire): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      wire.off('readyForQuery', done);
      wire.off('end', done);
      resolve();
    };
    wire.on('readyForQuery', done);
    wire.on('end', done);
  });
