import { type Row, readRow } from '../backend/ask.js';
import {
  decisive,
  noTypes,
  noValues,
  parameterTypes,
  pushBeside,
  pushOwn,
  type Run,
} from '../backend/run.js';
import type { Upstream } from '../backend/upstream.js';
import { quoteName } from '../system/catalog.js';
import { asText } from '../system/storedCode.js';
import type { Contender } from './contest.js';
import { type Copied, copyOf, isLoaded, overlaid, sourceOf, underSearchPath } from './overlay.js';
import { type First, type Reach, reachOf } from './reach.js';
import type { Transaction } from './transaction.js';
import { isAmong, mayBring, tryKeys } from './uniqueKeys.js';
import { showViews, viewsOver } from './views.js';

/**
 * Before a statement runs on copies: loads all rows that it may read, and has the views that it names read them. Without a
 * statement, or where these rows cannot be determined, loads all rows. Throws a QueryError.
 */
export async function load(
  contender: Pick<Contender, 'upstream' | 'contest'>,
  transaction: Transaction,
  run: Run | undefined,
): Promise<void> {
  const { upstream, contest } = contender;
  if (transaction.overlay.tables.length === 0) return;
  upstream.touch();
  transaction.overlay = await underSearchPath(upstream.link, transaction.overlay, contest.tables);
  transaction.overlay = await showViews(contender, transaction.overlay, run);
  const views = transaction.overlay.views.length > 0 ? await contest.tables.views() : [];
  for (const before of transaction.overlay.tables) {
    if (before.loaded === 'all') continue;
    const isViewed = viewsOver(views, [before], run).length > 0;
    const reach = run && !isViewed ? reachOf(run.sql, before.name) : everything;
    if (reach.kind === 'none') continue;
    const [some, isEnough] =
      run && reach.kind === 'some' ? await loadSome(upstream, before, run, reach) : [before, false];
    const after = isEnough ? some : await loadAll(upstream, some);
    const tables = transaction.overlay.tables.map((table) => (table === before ? after : table));
    transaction.overlay = { ...transaction.overlay, tables };
  }
}

const everything = { kind: 'all' } as const;

/** Rows that fulfil a condition, in which the table is called `alias`. */
interface Wanted {
  readonly alias: string;
  readonly where: string;
  /** No more than the first of those that are not copied yet. */
  readonly first?: First | undefined;
}

/** Also answers whether that is enough. It is not where there are too many rows, or where the statement is not understood. */
async function loadSome(
  upstream: Upstream,
  copied: Copied,
  run: Run,
  { alias, where, brings, first }: Extract<Reach, { kind: 'some' }>,
): Promise<readonly [Copied, isEnough: boolean]> {
  const found =
    where === undefined ? copied : await loadWhere(upstream, copied, run, { alias, where, first });
  if (!found || !brings) return [found ?? copied, found !== undefined];
  const keys = copied.uniqueKeys.filter((key) => mayBring(run.sql, key));
  if (keys.length === 0) return [found, true];
  let loaded = found;
  for (let round = 0; round < mostRounds; round++) {
    const { length } = loaded.loaded;
    const values = await tryKeys(
      upstream,
      run,
      { name: alias, keys },
      (sql) => overlaid(sql, { tables: [copied], views: [] }),
      (seen) => seen,
    );
    for (const brought of values ?? []) {
      const more = await loadWhere(upstream, loaded, plain(run), { alias, where: isAmong(brought) });
      if (!more) return [loaded, false];
      loaded = more;
    }
    if (loaded.loaded.length === length) return [loaded, true];
  }
  return [loaded, false];
}

/** Without parameters. */
const plain = (run: Run): Run => ({ ...run, types: noTypes, values: noValues, isSimple: true });

async function loadWhere(
  upstream: Upstream,
  copied: Copied,
  run: Run,
  { alias, where, first }: Wanted,
): Promise<Copied | undefined> {
  if (copied.loaded === 'all') return copied;
  const { link } = upstream;
  const rows: Row[] = [];
  upstream.touch();
  pushOwn(link, 'SAVEPOINT dsql_load');
  const types = await parameterTypes(link, run, overlaid(run.sql, { tables: [copied], views: [] }));
  const list = copied.columns.map(quoteName).join(', ');
  const told = [...copied.key.map((column) => asText(quoteName(column))), 'xmin::text'].join(', ');
  const sql = `INSERT INTO ${copyOf(copied)} (${list})
    SELECT ${list} FROM ${sourceOf(copied)} AS ${quoteName(alias)}
    WHERE (${where}\n) AND NOT ${isLoaded(copied, quoteName(alias))} ${limitOf(first)} RETURNING ${told}`;
  const answers = types
    ? pushBeside(link, { ...run, types }, sql, ({ type, bytes }) => {
        if (type === 'D') rows.push(readRow(bytes, link.encoding));
      })
    : [];
  link.flushAnswers();
  const isDone = (await decisive(answers)).kind === 'done';
  if (!isDone || copied.loaded.length + rows.length > mostRows) {
    await upstream.settle();
    await upstream.takeBack('dsql_load');
    return undefined;
  }
  pushOwn(link, 'RELEASE SAVEPOINT dsql_load');
  const [copier] = rows.map((row) => row.at(-1) ?? '');
  return {
    ...copied,
    loaded: [...copied.loaded, ...rows.map((row) => row.slice(0, -1))],
    copiers: copier === undefined ? copied.copiers : [...copied.copiers, copier],
  };
}

const limitOf = (first: First | undefined): string =>
  first
    ? `${first.order}\nLIMIT least(${first.limit}::pg_catalog.int8, ${mostRows + 1})`
    : `LIMIT ${mostRows + 1}`;

async function loadAll(upstream: Upstream, copied: Copied): Promise<Copied> {
  const list = copied.columns.map(quoteName).join(', ');
  upstream.touch();
  pushOwn(upstream.link, 'SAVEPOINT dsql_load');
  const [[copier] = []] = await upstream.ask(
    `WITH loaded AS (INSERT INTO ${copyOf(copied)} (${list})
       SELECT ${list} FROM ${sourceOf(copied)} b WHERE NOT ${isLoaded(copied, 'b')} RETURNING xmin)
     SELECT xmin::text FROM loaded LIMIT 1`,
  );
  pushOwn(upstream.link, 'RELEASE SAVEPOINT dsql_load');
  return { ...copied, loaded: 'all', copiers: copier ? [...copied.copiers, copier] : copied.copiers };
}

/** How many keys of a copy are in each query about it. */
const mostRows = 200;
/** A statement with new unique values is tried until it meets no row that is not copied. */
const mostRounds = 4;
