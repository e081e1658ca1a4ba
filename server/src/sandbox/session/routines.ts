import { sessionIdentity, settableParameters } from '../../core/dialect/parameters.js';
import type { TableName } from '../../core/semantics/tableName.js';
import type { Answer } from '../backend/answers.js';
import { bytesOf, pushAgain, pushFirst, pushOwn, type Run } from '../backend/run.js';
import { isDuplicate, isTooLate } from '../backend/upstream.js';
import { tooManyChanges } from '../bounds.js';
import { leaveMark } from '../conflict/again.js';
import { copyTables, decided, lockedTables, pushAside, unlessBlocked } from '../conflict/contention.js';
import { overlaid } from '../conflict/overlay.js';
import { remember, type Transaction } from '../conflict/transaction.js';
import type { ActionOf } from '../statement/action.js';
import { quoteText } from '../system/catalog.js';
import { settings } from '../system/storedCode.js';
import { conflict, type Refusal } from '../wire/refusal.js';
import { abortAtCommit, isDisturbed, settleAlone, tooManyRows } from './changes.js';
import { commitRefusal } from './commitRules.js';
import { push } from './passing.js';
import type { Place, SessionState } from './sessionState.js';
import { ddlAndDml } from './transactionRules.js';
import { anyWrite, committed } from './transactions.js';

/**
 * A statement that runs stored code. Only PostgreSQL knows what that does. `system/storedCode.ts` enforces the rules inside;
 * here its changes are counted, and it is kept from waiting.
 */
export async function routine(
  session: SessionState,
  action: ActionOf<'routine'>,
  run: Run,
  place: Place,
): Promise<boolean> {
  const { transaction } = session;
  if (transaction) return await within(session, transaction, run, place);
  const ended = session.cluster.writes.begin(anyWrite);
  try {
    return action.mayCommit ? await committing(session, run) : await atOnce(session, run);
  } finally {
    ended();
  }
}

/** What stored code has done in the transaction that is open. */
interface Done {
  readonly rows: number;
  readonly hasDdl: boolean;
}

/** CALL and DO on their own. They end transactions and begin others, so they run outside any. */
async function committing(session: SessionState, run: Run): Promise<boolean> {
  const { upstream } = session;
  await upstream.settle();
  // Then nothing is left that the statistics have not been told.
  const begun = await upstream.own(
    `SELECT pg_catalog.pg_stat_force_next_flush(), ${set({ ...unlimited, ...lot(session) }, 'session')}`,
  );
  if (begun.kind === 'failed') return upstream.release(begun, []);
  const held: Buffer[] = [];
  const answers = pushAgain(upstream.link, run, run.sql, upstream.relay(run, held));
  const answer = await pushAside(session, upstream.answer(answers), conflict);
  const refused = await refusalOf(session, run, answer);
  const succeeded = await settleAlone(session, answer, held, refused);
  // It may have committed before it failed.
  void decided(session, true);
  const [[everDefined] = []] = await upstream.ask(
    `SELECT current_setting('${settings.everDefined}', true), ${strayedBack},
            ${set({ lock_timeout: usualTimeout, [settings.rowsBefore]: '' }, 'session')}`,
  );
  await upstream.settle();
  await committed(session, { hasDdl: everDefined === 'on', jobs: [] });
  return succeeded;
}

/** A query that calls functions, in a transaction of its own. */
async function atOnce(session: SessionState, run: Run): Promise<boolean> {
  const { upstream } = session;
  const held: Buffer[] = [];
  upstream.touch();
  const answers = [
    ...pushOwn(upstream.link, `SELECT ${counting('0')}`),
    ...pushFirst(upstream.link, run, upstream.relay(run, held)),
  ];
  const answer = await pushAside(session, upstream.answer(answers), conflict);
  const done = answer.kind === 'done' ? await doneSoFar(session) : undefined;
  const refused = await refusalOf(session, run, answer, done);
  const succeeded = await settleAlone(session, answer, held, refused);
  void decided(session, succeeded);
  if (succeeded) await committed(session, { hasDdl: done?.hasDdl ?? false, jobs: [] });
  return succeeded;
}

async function refusalOf(
  session: SessionState,
  run: Run,
  answer: Answer,
  known?: Done,
): Promise<Refusal | undefined> {
  if (answer.kind !== 'done') return undefined;
  const { rows, hasDdl } = known ?? (await doneSoFar(session));
  if (rows > session.cluster.maxRows) return tooManyRows;
  if (rows > 0 && hasDdl) return ddlAndDml;
  if (rows === 0) return undefined;
  return await commitRefusal(session, {
    hasDml: true,
    rows,
    sent: bytesOf(run),
    changed: [...(await lockedTables(session))],
  });
}

/** In a transaction of the client's. */
async function within(
  session: SessionState,
  transaction: Transaction,
  run: Run,
  place: Place,
): Promise<boolean> {
  const { upstream } = session;
  let held: Buffer[] = [];
  leaveMark(upstream, transaction);
  transaction.isNested = true;
  const attempt = (pushed: () => Promise<Answer>[]) =>
    unlessBlocked(
      session,
      upstream.answer([
        ...pushOwn(upstream.link, 'SAVEPOINT dsql_statement'),
        ...pushOwn(upstream.link, `SELECT ${counting(String(transaction.rows), transaction)}`),
        ...pushed(),
      ]),
    );
  let { answer, blockedOn } = await attempt(() => push(session, run, upstream.relay(run, held)));
  const isDouble = isDuplicate(answer);
  if (isDouble || blockedOn || isTooLate(answer)) {
    if (isTooLate(answer)) abortAtCommit(transaction);
    await upstream.settle();
    await upstream.takeBack();
    const targets = blockedOn ?? (await touchedTables(session));
    if (!isDouble || isDisturbed(session, transaction, targets, 'any')) {
      held = [];
      const refused = await copyTables(session, transaction, targets, { isLocked: true, run: undefined });
      if (refused) return await session.refuse(refused);
      ({ answer, blockedOn } = await attempt(() =>
        pushAgain(upstream.link, run, overlaid(run.sql, transaction.overlay), upstream.relay(run, held)),
      ));
      // What the snapshot does not show was committed behind it.
      if (isDouble && answer.kind === 'done') abortAtCommit(transaction);
    }
  }
  if (answer.kind !== 'done') {
    await upstream.settle();
    if (blockedOn) upstream.tell(conflict);
    else if (answer.kind === 'failed') upstream.fault(answer.error);
    await session.fail();
    return false;
  }
  if (upstream.flood) return await session.refuse(upstream.flood);
  const { rows, hasDdl } = await doneSoFar(session);
  pushOwn(upstream.link, 'RELEASE SAVEPOINT dsql_statement');
  const targets = rows > transaction.rows ? await lockedTables(session) : [];
  transaction.hasDml ||= rows > transaction.rows;
  transaction.frees ||= rows > transaction.rows;
  transaction.hasDdl ||= hasDdl;
  transaction.rows = Math.max(rows, transaction.rows);
  transaction.sent += bytesOf(run);
  transaction.changed.push(...targets);
  if (transaction.rows > session.cluster.maxRows) return await session.refuse(tooManyRows);
  if (transaction.hasDdl && transaction.hasDml) return await session.refuse(ddlAndDml);
  const isStored = targets.length > 0;
  const sets = setsSomething.test(run.sql);
  transaction.hasSet ||= sets;
  if (
    (isStored || sets) &&
    !remember(
      transaction,
      { run, targets, isLocked: false, isStored, again: undefined },
      session.cluster.bounds.changes,
    )
  )
    return await session.refuse(tooManyChanges(session.cluster.bounds));
  for (const bytes of held) upstream.out(bytes);
  if (place.isLast) await upstream.settle();
  return true;
}

const setsSomething = /\bset_config\s*\(/i;

/** The tables that the session has read or changed since the statistics were told, what was rolled back included. */
async function touchedTables({ upstream }: SessionState): Promise<readonly TableName[]> {
  const rows = await upstream.ask(
    `SELECT s.schemaname, s.relname FROM pg_catalog.pg_stat_xact_user_tables s
     JOIN pg_catalog.pg_class c ON c.oid = s.relid AND c.relkind = 'r'
     WHERE s.schemaname !~ '^pg_' AND s.schemaname <> 'sys'
       AND s.seq_scan + coalesce(s.idx_scan, 0) + s.n_tup_ins + s.n_tup_upd + s.n_tup_del > 0`,
  );
  return rows.map(([schema, name]) => ({ schema: schema ?? '', name: name ?? '' }));
}

/** Runs in the transaction of the code, and so ends what held only while the code ran. */
async function doneSoFar({ upstream }: SessionState): Promise<Done> {
  const [[rows, defined] = []] = await upstream.ask(
    `SELECT sys.changed_rows() - current_setting('${settings.rowsBefore}')::bigint,
            current_setting('${settings.defined}', true), ${strayedBack},
            ${set({ lock_timeout: usualTimeout }, 'transaction')}`,
  );
  return { rows: Number(rows), hasDdl: defined === 'on' };
}

/** `rows`: changed in the transaction so far. */
const counting = (rows: string, { hasDdl }: Pick<Transaction, 'hasDdl'> = { hasDdl: false }): string =>
  `set_config('${settings.rowsBefore}', (sys.changed_rows() - ${rows})::text, true),
   ${set({ lock_timeout: '0', [settings.defined]: hasDdl ? 'on' : '' }, 'transaction')}`;

/** No lock timeout ends the code: the holder of the lock is made to abort. */
const unlimited = { lock_timeout: '0', [settings.rowsBefore]: '0', [settings.everDefined]: '' };

/** The share of COMMITs in it that fail. */
function lot({ cluster }: SessionState): Readonly<Record<string, string>> {
  const { share } = cluster.conflicts;
  return { [settings.share]: String(share), [settings.seed]: share > 0 ? cluster.drawSeed() : '0' };
}

/** The sandbox's own, and what SET SESSION CHARACTERISTICS sets. */
const ours = ['lock_timeout', 'default_transaction_read_only'];

/** Resets what the code has set and SET would refuse. */
export const strayedBack = `(SELECT count(set_config(name, reset_val, false)) FROM pg_catalog.pg_settings
  WHERE source = 'session' AND context = 'user' AND setting IS DISTINCT FROM reset_val
    AND name !~ '^transaction_|[.]' AND NOT lower(name) = ANY ('{${[...settableParameters, ...sessionIdentity, ...ours].join(',')}}'))`;

function set(values: Readonly<Record<string, string>>, until: 'transaction' | 'session'): string {
  return Object.entries(values)
    .map(([name, value]) => `set_config('${name}', ${quoteText(value)}, ${until === 'transaction'})`)
    .join(', ');
}

/** As every session begins with. */
const usualTimeout = '20ms';
