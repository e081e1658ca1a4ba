import type { TableName } from '../core/semantics/tableName.js';
import { type Attention, createAttention } from './attention.js';
import { askAll, askAlone, QueryError } from './backend/ask.js';
import { Link, LinkLost } from './backend/link.js';
import type { Bounds } from './bounds.js';
import { createCommitLog } from './conflict/commitLog.js';
import type { Contest } from './conflict/contest.js';
import { createKnownTables } from './conflict/knownTables.js';
import { createTurn } from './conflict/turn.js';
import { createWrittenTables } from './conflict/writtenTables.js';
import type { Connection } from './engine/connection.js';
import type { Room } from './engine/room.js';
import { heldOptions } from './engine/settings.js';
import { createJobs, type Jobs } from './jobs/jobs.js';
import type { AdmissionReader } from './statement/reader.js';
import { createSplitter, type Stated } from './statement/script.js';
import { adminUser, bootstrap, quoteName, quoteText, systemOwner } from './system/catalog.js';
import type { Frame } from './wire/frame.js';
import { sqlstateOf } from './wire/serverError.js';

export interface Limits {
  /** Milliseconds a transaction may last. */
  readonly transactionAge: number;
  /** Milliseconds a connection may last. */
  readonly connectionAge: number;
  /** Milliseconds until an index that is built beside other work is valid: 5 to 24 seconds on a cluster. */
  readonly buildTime: number;
  /** Milliseconds that a statement may keep others from defining something, or from committing what conflicts. */
  readonly longestTurn?: number;
}

export interface Conflicts {
  /** The share of commits that fail with OC000, from 0 to 1. */
  readonly share: number;
  readonly seed: number;
  /** After DDL in another session, a statement outside a transaction also gets OC001 once. */
  readonly staleCatalog: boolean;
}

/** What all sessions of a sandbox share. */
export interface Cluster extends Contest {
  readonly split: (text: string) => readonly Stated[];
  readonly admit: AdmissionReader['admit'];
  readonly limits: Limits;
  /** The rows that a transaction may change, by the facts that the sandbox answers by. */
  readonly maxRows: number;
  readonly bounds: Bounds;
  readonly room: Room;
  readonly attention: Attention;
  readonly conflicts: Conflicts;
  readonly jobs: Jobs;
  /** Whether a role may have a session. The superuser and roles with special rights may not. */
  readonly loginOf: (user: string) => Promise<{ readonly mayLogIn: boolean; readonly isMapped: boolean }>;
  /** A session of a client. */
  readonly open: (parameters: Readonly<Record<string, string>>) => ReturnType<typeof Link.open>;
  /** Ends a PostgreSQL process, whatever it does; its transaction is rolled back. */
  readonly endBackend: (pid: number) => Promise<void>;
  /** Grows with each committed change of the catalog. */
  readonly catalogVersion: number;
  /**
   * Whether a change of these tables may change rows that no command tag counts, through foreign keys, views or functions. `sets`:
   * the columns of existing rows that it sets; undefined where it may also delete.
   */
  readonly hidesChanges: (targets: readonly TableName[], sets?: readonly string[]) => boolean;
  /** Whether there is a function of somebody's own that may change settings where a query does not show it. */
  readonly mayHideSettings: boolean;
  /** Must be called after each change of the catalog. Answers its new version. */
  readonly catalogChanged: () => Promise<number>;
  /** Whether this commit is one that must fail. */
  readonly failsCommit: () => boolean;
  /** The seed with which stored code decides which of its commits fail. */
  readonly drawSeed: () => string;
  readonly close: () => void;
}

export interface ClusterOptions {
  readonly connection: Connection;
  readonly room: Room;
  readonly reader: AdmissionReader;
  readonly limits: Limits;
  readonly maxRows: number;
  readonly bounds: Bounds;
  readonly conflicts: Conflicts;
}

/** Prepares the database behind the sandbox. */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  const { connection, room, reader, limits, maxRows, bounds, conflicts } = options;
  const { user: superuser, password, clientPassword, database } = connection;
  const openOwn = (options = ownSearchPath) =>
    opened(connection, { user: superuser, database, application_name, options }, password);
  const openFor = async (user: string) => {
    await setPassword(user);
    return await opened(
      connection,
      { user, database, application_name, options: heldOptions },
      clientPassword,
    );
  };
  let system = await openOwn(ownSearchPath + impatient);
  let spare: Link | undefined;
  const turn = createTurn();
  const ask = async (sql: string, values: readonly (string | null)[] = []) => {
    const giveBack = await turn.take();
    try {
      if (system.isLost) system = await openOwn(ownSearchPath + impatient);
      return await askAlone(system, sql, values);
    } finally {
      giveBack();
    }
  };
  /** The same for a question that may be asked twice: where PostgreSQL has just ended all sessions, this one may be the last to end. */
  const askAgain: typeof ask = (sql, values) =>
    ask(sql, values).catch((error: unknown) => {
      if (!(error instanceof LinkLost)) throw error;
      return ask(sql, values);
    });
  for (const statement of bootstrap) await ask(statement);
  /** Where PostgreSQL asks for passwords, every role has the sandbox's own. A client proves its identity with a token. */
  const setPassword = async (user: string) => {
    if (clientPassword === undefined || user === superuser) return;
    const [found] = await askAgain('SELECT FROM pg_catalog.pg_roles WHERE rolname = $1 AND rolcanlogin', [
      user,
    ]);
    if (found) await askAgain(`ALTER ROLE ${quoteName(user)} PASSWORD ${quoteText(clientPassword)}`);
  };
  const loginOf: Cluster['loginOf'] = async (user) => {
    const [[isMapped] = []] = await askAgain(ordinaryRole, [user, superuser]);
    return { mayLogIn: isMapped !== undefined, isMapped: isMapped === 't' };
  };
  const [admin] = await ask(ordinaryRole, [adminUser, superuser]);
  if (!admin) {
    system.destroy();
    throw new Error(adminIsMore);
  }
  const defining = createTurn();
  const jobs = createJobs({
    openFor,
    openOwn,
    takeTurn: defining.take,
    tell: ask,
    buildTime: limits.buildTime,
  });
  const random = randomFrom(conflicts.seed);
  let catalogVersion = 0;
  let hiding = await hidingTables(ask);
  let mayHideSettings = await anySets(ask);
  let varyingViews = await anyVaries(ask);
  const tables = createKnownTables(ask);
  return {
    split: createSplitter(),
    admit: reader.admit,
    limits,
    maxRows,
    bounds,
    room,
    attention: createAttention(),
    conflicts,
    jobs,
    pushing: createTurn(),
    defining,
    longestTurn: limits.longestTurn ?? usualLongestTurn,
    shared: createCommitLog(limits.transactionAge),
    gone: createCommitLog(limits.transactionAge),
    writes: createWrittenTables(),
    sessions: new Map(),
    async keepSnapshot(exported) {
      const kept = spare;
      spare = undefined;
      const link = kept && !kept.isLost ? kept : await openOwn();
      try {
        const answers = await askAll(link, [
          { sql: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' },
          { sql: `SET TRANSACTION SNAPSHOT '${exported}'` },
          { sql: 'SELECT pg_catalog.pg_export_snapshot()' },
        ]);
        const [[snapshot] = []] = answers.at(-1) ?? [];
        const letGo = async () => {
          await askAlone(link, 'ROLLBACK');
          if (spare) link.close();
          else spare = link;
        };
        return { snapshot: snapshot ?? '', letGo };
      } catch (error) {
        link.destroy();
        throw error;
      }
    },
    loginOf,
    async open(parameters) {
      await setPassword(parameters.user ?? '');
      return await openPatiently(connection, parameters, clientPassword, bounds.row);
    },
    async endBackend(pid) {
      await askAgain('SELECT pg_catalog.pg_terminate_backend($1)', [String(pid)]);
    },
    ask,
    get catalogVersion() {
      return catalogVersion;
    },
    hidesChanges(targets, sets) {
      const known = hiding;
      if (known === 'all') return true;
      const ways = sets === undefined ? anyWay : sets.length > 0 ? updatingWays : insertingWays;
      return targets.some(({ name }) => ways.some((way) => known.has(`${way} ${name}`)));
    },
    tables,
    hasVaryingViews: () => varyingViews,
    get mayHideSettings() {
      return mayHideSettings;
    },
    async catalogChanged() {
      catalogVersion++;
      tables.forget();
      const version = catalogVersion;
      hiding = await hidingTables(ask);
      mayHideSettings = await anySets(ask);
      varyingViews = await anyVaries(ask);
      return version;
    },
    drawSeed: () => String(Math.floor(random() * 2 ** 31)),
    failsCommit: () => conflicts.share > 0 && random() < conflicts.share,
    close() {
      reader.close();
      jobs.close();
      system.destroy();
      spare?.destroy();
    },
  };
}

/** Milliseconds. */
const usualLongestTurn = 30_000;

const application_name = 'dsql sandbox';

/** No name in the sandbox's own statements can mean an object of a client, whatever a database or a role sets. */
const ownSearchPath = '-c search_path=pg_catalog,pg_temp';

/** Everybody waits with the link that answers everybody's questions, so it waits for nobody for long. */
const impatient = ' -c lock_timeout=2s';

/** No row for a role with special rights; otherwise whether it is mapped to an IAM principal. */
const ordinaryRole = `
  SELECT EXISTS (SELECT FROM sys.iam_pg_role_mappings WHERE pg_role_name = r.rolname)
  FROM pg_catalog.pg_roles r
  WHERE rolname = $1 AND rolname NOT IN ($2, '${systemOwner}') AND rolname !~ '^pg_' AND rolcanlogin
    AND NOT (rolsuper OR rolcreatedb OR rolreplication OR rolbypassrls)
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_roles p
      WHERE (p.rolname ~ '^pg_' OR p.rolsuper OR p.rolname = '${systemOwner}') AND pg_catalog.pg_has_role(r.oid, p.oid, 'MEMBER'))`;

const adminIsMore = `PostgreSQL's role ${adminUser} is not an ordinary role, and clients of a sandbox must be: revoke its rights, or name another PostgreSQL with --postgres.`;

/** When one of its processes is killed, PostgreSQL ends all sessions and accepts no new ones until it has recovered. */
async function openPatiently(
  connection: Connection,
  parameters: Parameters,
  password: string | undefined,
  longestAnswer?: number,
) {
  for (let tries = 1; ; tries++) {
    try {
      const opened = await Link.open(connection, parameters, password, longestAnswer);
      const fault = faultOf(opened.startup);
      if (!fault || sqlstateOf(fault) !== '57P03' || tries === maxTries) return opened;
      opened.link.destroy();
    } catch (error) {
      if (!(error instanceof LinkLost) || tries === maxTries) throw error;
    }
    await pause(betweenTries);
  }
}

/** The same as a link, or the error. */
async function opened(connection: Connection, parameters: Parameters, password: string | undefined) {
  const { link, startup } = await openPatiently(connection, parameters, password);
  const fault = faultOf(startup);
  if (!fault) return link;
  link.destroy();
  throw new QueryError(sqlstateOf(fault), fault);
}

type Parameters = Readonly<Record<string, string>>;

const maxTries = 200;
/** Milliseconds. */
const betweenTries = 50;

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

const faultOf = (startup: readonly Frame[]): Buffer | undefined =>
  startup.find(({ type }) => type === 'E')?.bytes;

/** How a table may pass changes on, before its name: what a DELETE does, an UPDATE, and whatever changes a view. */
const insertingWays = ['view'];
const updatingWays = ['view', 'update'];
const anyWay = ['view', 'update', 'delete'];

/**
 * The names of tables whose changes a foreign key passes on to others, and of views, behind the way. All tables where a function of a
 * user may change rows.
 */
async function hidingTables(ask: Cluster['ask']): Promise<ReadonlySet<string> | 'all'> {
  const rows = await ask(
    `SELECT NULL FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
     WHERE p.prokind = 'f' AND p.provolatile = 'v' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'sys')
     UNION
     SELECT 'delete ' || c.relname FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.confrelid
     WHERE k.contype = 'f' AND k.confdeltype IN ('c', 'n', 'd')
     UNION
     SELECT 'update ' || c.relname FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.confrelid
     WHERE k.contype = 'f' AND k.confupdtype IN ('c', 'n', 'd')
     UNION
     SELECT 'view ' || c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'v' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'sys')`,
  );
  if (rows.some(([name]) => name === null)) return 'all';
  return new Set(rows.map(([name]) => name ?? ''));
}

/**
 * Whether a function's text has a word by which it may set something, or is kept in another form than as text. To search long
 * texts at each definition would take everybody's time.
 */
async function anySets(ask: Cluster['ask']): Promise<boolean> {
  const rows = await ask(
    `SELECT FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
     WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'sys')
       AND (p.prosqlbody IS NOT NULL OR octet_length(p.prosrc) > 10000 OR p.prosrc ~* 'set|execute|u&') LIMIT 1`,
  );
  return rows.length > 0;
}

/** Whether a view calls a function that PostgreSQL calls volatile, as random() is. */
async function anyVaries(ask: Cluster['ask']): Promise<boolean> {
  const rows = await ask(
    `SELECT FROM pg_catalog.pg_rewrite w
     JOIN pg_catalog.pg_class c ON c.oid = w.ev_class AND c.relkind = 'v'
     JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     CROSS JOIN LATERAL pg_catalog.regexp_matches(w.ev_action::text, ':funcid (\\d+)', 'g') called
     JOIN pg_catalog.pg_proc p ON p.oid = called[1]::oid AND p.provolatile = 'v'
     WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'sys') LIMIT 1`,
  );
  return rows.length > 0;
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32, public domain). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
