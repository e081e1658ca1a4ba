import { maxRows } from '../../core/dialect/limits.js';
import { ask, QueryError, type Row, readRow } from '../backend/ask.js';
import type { Answer, Link, Take } from '../backend/link.js';
import { quoteName } from '../catalog.js';
import { anyCascades, type Cluster } from '../cluster.js';
import {
  addToOverlay,
  carryOver,
  NoOverlay,
  overlaid,
  primaryKeyOf,
  touchLocked,
} from '../conflict/overlay.js';
import { isGoneQuery, keysQuery } from '../conflict/shared.js';
import type { Job } from '../jobs.js';
import type { Refusal } from '../refusal.js';
import type { Action, Named } from '../statement/action.js';
import type { Judged } from '../statement/judge.js';
import { jobSetting } from '../statement/surrogate.js';
import { cstring, frame } from '../wire/frame.js';
import { encodeError, errorFields, withFields } from '../wire/serverError.js';
import { keyDropped, prepareIndex, prepareValidation } from './asyncJob.js';
import { conflict, ddlAndDml, severalDdl, staleCatalog, tooLarge, tooManyRows, tooOld } from './errors.js';
import { firstParameter } from './parameters.js';
import { countOf, decisive, pushAgain, pushBeside, pushFirst, pushOwn, type Run, tagOf } from './run.js';
import { type Beginning, newTransaction, type Transaction } from './transaction.js';
import { createTurn } from './turn.js';

type ActionOf<Kind> = Extract<Action, { kind: Kind }>;

/** Whether a statement is the last before the client's Sync, or the end of its query. */
export interface Place {
  readonly isLast: boolean;
}

/** Milliseconds a statement waits for a lock before it is taken for one that another transaction holds. */
export const lockTimeout = 20;

/**
 * One client's session: it lets statements through to PostgreSQL one at a time and holds transactions to the rules of
 * Aurora DSQL. https://docs.aws.amazon.com/aurora-dsql/latest/userguide/working-with-concurrency-control.html
 */
export class Session {
  transaction: Transaction | undefined;
  private seenCatalog: number;
  private readonly turn = createTurn();
  private giveBack: () => void = () => undefined;
  private isSettled = true;
  /** Code points before the statement that runs, in the text that the client sent. */
  private offset = 0;
  private canceled: () => void = () => undefined;

  constructor(
    /** The process id of its PostgreSQL backend. */
    private readonly pid: number,
    private readonly link: Link,
    private readonly cluster: Cluster,
    /** Takes what the client shall get. */
    private readonly out: (bytes: Buffer) => void,
    /** Called when PostgreSQL asks for the data of a COPY. */
    private readonly onCopyIn: () => void,
    private readonly now: () => number,
  ) {
    this.seenCatalog = cluster.catalogVersion;
  }

  /** The state that ReadyForQuery tells: I, T or E. */
  get state(): string {
    return this.transaction?.isExplicit ? this.link.state : 'I';
  }

  get isFailed(): boolean {
    return this.link.state === 'E';
  }

  /** Between `enter` and `leave` nobody else uses the connection to PostgreSQL. */
  async enter(): Promise<void> {
    this.giveBack = await this.turn.take();
  }

  leave(): void {
    this.giveBack();
  }

  /** Ends a wait for a job. */
  cancel(): void {
    this.canceled();
  }

  /** Something was sent that a Sync must follow. */
  touch(): void {
    this.isSettled = false;
  }

  /** Sync, unless nothing was sent since the last. Answers whether a commit failed at it. */
  async settle(): Promise<Answer | undefined> {
    if (this.isSettled) return undefined;
    this.isSettled = true;
    return await this.link.sync();
  }

  /** Runs a statement that the dialect allows. Answers whether it succeeded; what the client must know is written. */
  async execute(judged: Judged, run: Run, place: Place): Promise<boolean> {
    const { action } = judged;
    this.offset = run.offset;
    if (action.kind === 'rollback') return await this.rollback(run, place);
    if (this.isFailed)
      return action.kind === 'commit' ? await this.rollback(run, place) : await this.pass(run, place);
    const refusal = this.admission(action);
    if (refusal) return action.kind === 'commit' ? await this.giveUp(refusal) : await this.refuse(refusal);
    if (action.kind === 'begin') return await this.begin(run, place);
    if (action.kind === 'commit') return await this.commit(run, place);
    if (action.kind === 'wait') return await this.wait(action, run, place);
    if (!this.transaction && !place.isLast && !readers.has(action.kind)) await this.beginImplicit();
    if (action.kind === 'index' || action.kind === 'validate')
      return await this.job(judged, action, run, place);
    if (action.kind === 'ddl' || action.kind === 'iam') return await this.define(action, run, place);
    if (action.kind === 'write' || action.kind === 'lock' || action.kind === 'copyIn')
      return await this.change(action, run, place);
    return await this.pass(run, place);
  }

  /** Tells the client the refusal and fails the transaction. Always answers false. */
  async refuse(refusal: Refusal): Promise<false> {
    await this.fail();
    this.tell(refusal);
    return false;
  }

  /** The end of a query or a pipeline: an implicit transaction commits. Answers whether it could. */
  async finish(): Promise<boolean> {
    if (!this.transaction || this.transaction.isExplicit) {
      const answer = await this.settle();
      if (answer?.kind === 'failed') this.out(this.translated(answer.error));
      return answer?.kind !== 'failed';
    }
    const refusal = this.admission({ kind: 'commit' });
    if (refusal) return await this.refuse(refusal);
    return await this.commit(undefined, { isLast: true });
  }

  /** Forgets an implicit transaction that failed. */
  async fail(): Promise<void> {
    const { transaction } = this;
    if (!transaction) {
      await this.settle();
    } else if (transaction.isExplicit) {
      // PostgreSQL must hold the transaction for failed as well.
      await this.settle();
      if (!this.isFailed) {
        await Promise.all(pushOwn(this.link, 'refused by the sandbox').concat(this.link.sync()));
      }
    } else {
      this.transaction = undefined;
      await this.settle();
      await this.own('ROLLBACK');
    }
  }

  async giveWay(reason: Refusal): Promise<void> {
    await this.enter();
    try {
      if (this.transaction && !this.transaction.end) await this.moveAside(this.transaction, reason);
    } finally {
      this.leave();
    }
  }

  // Statements that need no care: PostgreSQL does what a cluster does.

  private async pass(run: Run, { isLast }: Place): Promise<boolean> {
    return await this.conclude(this.push(run, this.relay(run)), isLast);
  }

  private async conclude(answers: readonly Promise<Answer>[], isLast: boolean): Promise<boolean> {
    this.touch();
    const settled = isLast ? this.settle() : undefined;
    if (!isLast) this.link.flushAnswers();
    const answer = await decisive(answers);
    if (answer.kind === 'failed') this.out(this.translated(answer.error));
    const last = await settled;
    if (last?.kind === 'failed' && answer.kind !== 'failed') this.out(this.translated(last.error));
    if (answer.kind === 'failed') await this.fail();
    return answer.kind === 'done' && last?.kind !== 'failed';
  }

  // Transactions

  private async begin(run: Run, place: Place): Promise<boolean> {
    if (this.transaction && !this.transaction.isExplicit) {
      this.transaction.isExplicit = true;
      this.out(frame('C', cstring('BEGIN')));
      return true;
    }
    const isNew = !this.transaction;
    const succeeded = await this.pass(run, place);
    if (isNew && succeeded) this.transaction = newTransaction(true, this.beginning());
    return succeeded;
  }

  private beginning(): Beginning {
    const { catalogVersion, shared } = this.cluster;
    return { begunAt: this.now(), catalogVersion, sharedBefore: shared.count() };
  }

  async beginImplicit(): Promise<void> {
    this.touch();
    this.transaction = newTransaction(false, this.beginning());
    const answers = pushOwn(this.link, 'BEGIN');
    this.link.flushAnswers();
    await decisive(answers);
  }

  private async rollback(run: Run, place: Place): Promise<boolean> {
    this.transaction = undefined;
    return await this.pass(run, place);
  }

  /** `run` is the client's COMMIT, undefined where the end of its query commits. */
  private async commit(run: Run | undefined, place: Place): Promise<boolean> {
    const { transaction } = this;
    if (!transaction) return run ? await this.pass(run, place) : true;
    const refusal =
      transaction.doom ??
      (await this.commitRefusal(transaction)) ??
      (await this.carryOver(transaction)) ??
      (await this.sharedLoss(transaction));
    if (refusal) return await this.giveUp(refusal);
    this.transaction = undefined;
    const held: Buffer[] = [];
    const answers = run
      ? pushFirst(this.link, { ...run, tag: 'COMMIT' }, this.relay(run, held))
      : pushOwn(this.link, 'COMMIT');
    this.touch();
    this.link.flushAnswers();
    const answer = await decisive(answers);
    if (answer.kind === 'failed') {
      await this.settle();
      this.out(this.translated(answer.error));
      return false;
    }
    if (place.isLast) await this.settle();
    await this.committed(transaction);
    if (transaction.shared.length > 0) this.cluster.shared.add(transaction.shared, this.now());
    for (const bytes of held) this.out(bytes);
    return true;
  }

  /** A COMMIT that fails ends its transaction. */
  private async giveUp(refusal: Refusal | QueryError): Promise<false> {
    this.transaction = undefined;
    await this.settle();
    await this.own('ROLLBACK');
    if (refusal instanceof QueryError) this.out(this.translated(refusal.response));
    else this.tell(refusal);
    return false;
  }

  private async committed({ hasDdl, jobs }: Pick<Transaction, 'hasDdl' | 'jobs'>): Promise<void> {
    if (hasDdl) await this.bumpCatalog();
    for (const job of jobs) await this.cluster.jobs.start(job);
  }

  private async bumpCatalog(): Promise<void> {
    this.cluster.catalogVersion++;
    this.seenCatalog = this.cluster.catalogVersion;
    this.cluster.hasCascades = await anyCascades(this.cluster.ask);
  }

  /** Why a statement may not run now, by the state of its transaction and the catalog. */
  private admission(action: Pick<Action, 'kind'>): Refusal | undefined {
    const { transaction, cluster } = this;
    if (!transaction) {
      const isStale = cluster.conflicts.staleCatalog && this.seenCatalog !== cluster.catalogVersion;
      this.seenCatalog = cluster.catalogVersion;
      return isStale ? staleCatalog : undefined;
    }
    if (transaction.end) return transaction.end;
    if (this.now() - transaction.begunAt > cluster.limits.transactionAge)
      return tooOld(cluster.limits.transactionAge);
    if (transaction.catalogVersion !== cluster.catalogVersion) return staleCatalog;
    if (definers.has(action.kind))
      return transaction.hasDdl ? severalDdl : transaction.hasDml ? ddlAndDml : undefined;
    if (changers.has(action.kind) && transaction.hasDdl) return ddlAndDml;
    return undefined;
  }

  /** Why a transaction may not commit, by what it has changed. */
  private async commitRefusal({ hasDml, sent, rows, changed }: Transaction): Promise<Refusal | undefined> {
    if (!hasDml) return undefined;
    if (this.cluster.failsCommit()) return conflict;
    const mayBeLarge = sent > maxTransactionBytes / 10 || rows >= 10;
    return mayBeLarge && (await this.changedBytes(changed)) > maxTransactionBytes ? tooLarge : undefined;
  }

  // Changes of rows

  private async change(
    action: ActionOf<'write' | 'lock' | 'copyIn'>,
    run: Run,
    place: Place,
  ): Promise<boolean> {
    const { transaction } = this;
    if (!transaction) return await this.changeAlone(action, run);
    const targets = action.kind === 'copyIn' ? [] : action.targets;
    const before = this.needsCount(action) ? await this.changedRows() : 0;
    let held: Buffer[] = [];
    this.touch();
    let answer = await this.attempt(() => this.push(run, this.relay(run, held)));
    if (isBusy(answer)) {
      await this.own('ROLLBACK TO SAVEPOINT dsql_statement');
      held = [];
      const refusal = await this.copyTables(transaction, action, targets);
      if (refusal) return await this.refuse(refusal);
      answer = await this.attempt(() =>
        pushAgain(this.link, run, overlaid(run.sql, transaction.overlay), this.relay(run, held)),
      );
    }
    if (answer.kind !== 'done') {
      if (answer.kind === 'failed') this.out(this.translated(answer.error));
      await this.fail();
      return false;
    }
    const isLocked =
      action.kind === 'lock' ? !action.isShare : action.kind === 'write' && action.locks.length > 0;
    if (isLocked) {
      const trouble = await this.takeSteps(
        await this.touches(action.kind === 'write' ? action.locks : targets),
      );
      if (trouble) return await this.refuse(conflict);
    }
    if (action.kind === 'lock' && action.isShare) await this.noteShared(transaction, targets, run);
    pushOwn(this.link, 'RELEASE SAVEPOINT dsql_statement');
    if (action.kind !== 'lock') {
      transaction.hasDml = true;
      transaction.rows += this.needsCount(action)
        ? (await this.changedRows()) - before
        : countOf(tagOf(answer.last));
      transaction.sent += run.sql.length + run.values.length;
      transaction.changed.push(...targets);
    }
    if (transaction.rows > maxRows) return await this.refuse(tooManyRows);
    transaction.log.push({ run, targets, isLocked });
    for (const bytes of held) this.out(bytes);
    if (place.isLast) await this.settle();
    return true;
  }

  /** A statement within a savepoint of the sandbox's own, from which it can be tried again. */
  private async attempt(push: () => Promise<Answer>[]): Promise<Answer> {
    this.touch();
    const answers = [...pushOwn(this.link, 'SAVEPOINT dsql_statement'), ...push()];
    this.link.flushAnswers();
    const answer = await decisive(answers);
    if (answer.kind !== 'done') await this.settle();
    return answer;
  }

  /** Remembers the keys of the rows that a SELECT … FOR KEY SHARE has locked. */
  private async noteShared(transaction: Transaction, targets: readonly Named[], run: Run): Promise<void> {
    for (const target of targets) {
      const found = await primaryKeyOf(this.link, target);
      const query = found && keysQuery(run.sql, target.alias ?? target.name, found.key);
      if (!query) continue;
      const rows: Row[] = [];
      const answers = [
        ...pushOwn(this.link, 'SAVEPOINT dsql_keys'),
        ...pushBeside(this.link, run, overlaid(query, transaction.overlay), ({ type, bytes }) => {
          if (type === 'D') rows.push(readRow(bytes));
        }),
      ];
      this.link.flushAnswers();
      if ((await decisive(answers)).kind === 'done') transaction.shared.push({ ...found, rows });
      else {
        await this.settle();
        await this.own('ROLLBACK TO SAVEPOINT dsql_keys');
      }
      pushOwn(this.link, 'RELEASE SAVEPOINT dsql_keys');
      this.touch();
    }
  }

  /** Whoever deletes a row that a transaction has locked FOR KEY SHARE and committed meanwhile has lost. */
  private async sharedLoss({ hasDml, sharedBefore }: Transaction): Promise<Refusal | undefined> {
    if (!hasDml) return undefined;
    for (const shared of this.cluster.shared.since(sharedBefore)) {
      for (const row of shared.rows) {
        this.touch();
        const [[isGone] = []] = await ask(this.link, isGoneQuery(shared, row));
        if (isGone === 't') return conflict;
      }
    }
    return undefined;
  }

  private async copyTables(
    transaction: Transaction,
    action: ActionOf<'write' | 'lock' | 'copyIn'>,
    targets: readonly Named[],
  ): Promise<Refusal | undefined> {
    if (targets.length === 0) return conflict;
    const isLocked = action.kind === 'lock' ? !action.isShare : true;
    this.touch();
    try {
      transaction.overlay = await addToOverlay(this.link, transaction.overlay, targets, { isLocked });
      return undefined;
    } catch (error) {
      if (error instanceof NoOverlay || error instanceof QueryError) return conflict;
      throw error;
    }
  }

  /** A change that is its own transaction. */
  private async changeAlone(action: ActionOf<'write' | 'lock' | 'copyIn'>, run: Run): Promise<boolean> {
    const before = this.needsCount(action) ? await this.changedRows() : 0;
    const held: Buffer[] = [];
    this.touch();
    const answers = pushFirst(this.link, run, this.relay(run, held));
    this.link.flushAnswers();
    const answer = await decisive(answers);
    if (isBusy(answer)) {
      await this.settle();
      return await this.insist(run, conflict, (last) => this.refusalAlone(action, run, last, before));
    }
    const refusal = answer.kind === 'done' ? await this.refusalAlone(action, run, answer, before) : undefined;
    if (refusal) {
      // An error before the Sync rolls the implicit transaction back.
      pushOwn(this.link, 'refused by the sandbox');
      await this.settle();
      this.tell(refusal);
      return false;
    }
    const settled = await this.settle();
    return this.release(answer.kind === 'done' && settled ? settled : answer, held);
  }

  private async refusalAlone(
    action: ActionOf<'write' | 'lock' | 'copyIn'>,
    run: Run,
    answer: Answer,
    before: number,
  ): Promise<Refusal | undefined> {
    if (action.kind === 'lock' || answer.kind !== 'done') return undefined;
    const rows = this.needsCount(action) ? (await this.changedRows()) - before : countOf(tagOf(answer.last));
    if (rows > maxRows) return tooManyRows;
    const changed = action.kind === 'write' ? action.targets : [];
    const sent = run.sql.length + run.values.length;
    return await this.commitRefusal({
      ...newTransaction(false, this.beginning()),
      hasDml: rows > 0,
      rows,
      sent,
      changed: [...changed],
    });
  }

  /**
   * Runs a statement in a transaction of its own however many others stand in its way: it commits now, so they are the
   * ones that lose.
   */
  private async insist(
    run: Run,
    reason: Refusal,
    refusalOf: (answer: Answer) => Promise<Refusal | undefined>,
  ): Promise<boolean> {
    return await this.pushing(async () => {
      await this.own('BEGIN');
      await this.own('SET LOCAL lock_timeout = 0');
      const held: Buffer[] = [];
      this.touch();
      const answers = pushAgain(this.link, run, run.sql, this.relay(run, held));
      this.link.flushAnswers();
      const answer = await this.pushAside(decisive(answers), reason);
      const refusal = answer.kind === 'done' ? await refusalOf(answer) : undefined;
      await this.settle();
      if (refusal || answer.kind !== 'done') {
        await this.own('ROLLBACK');
        if (refusal) this.tell(refusal);
        return refusal ? false : this.release(answer, held);
      }
      return this.release(await this.own('COMMIT'), held);
    });
  }

  /** One commit at a time pushes others aside. Meanwhile this session may be pushed aside itself. */
  private async pushing<Result>(work: () => Promise<Result>): Promise<Result> {
    this.leave();
    const done = await this.cluster.pushing.take();
    await this.enter();
    try {
      return await work();
    } finally {
      done();
    }
  }

  /** While work waits for locks, lets go of them whoever holds them. */
  private async pushAside<Result>(work: Promise<Result>, reason: Refusal): Promise<Result> {
    let isDone = false;
    const end = () => {
      isDone = true;
    };
    work.then(end, end);
    for (;;) {
      await Promise.race([work, pause(5)]);
      if (isDone) return await work;
      for (const [blocker] of await this.cluster.ask('SELECT unnest(pg_blocking_pids($1))', [
        String(this.pid),
      ])) {
        await this.cluster.rivals.get(Number(blocker))?.giveWay(reason);
      }
    }
  }

  private release(answer: Answer, held: readonly Buffer[]): boolean {
    if (answer.kind === 'failed') this.out(this.translated(answer.error));
    if (answer.kind !== 'done') return false;
    for (const bytes of held) this.out(bytes);
    return true;
  }

  /** Another transaction commits first: this one lets go of its locks and works on copies from now on. */
  private async moveAside(transaction: Transaction, reason: Refusal): Promise<void> {
    await this.settle();
    transaction.doom = reason;
    if (this.isFailed || reason === staleCatalog) {
      const wasFailed = this.isFailed;
      await this.own('ROLLBACK');
      await this.own('BEGIN');
      if (wasFailed) await this.fail();
      else transaction.end = reason;
      return;
    }
    try {
      await this.startAnew(transaction);
    } catch (error) {
      if (!(error instanceof NoOverlay || error instanceof QueryError)) throw error;
      await this.settle();
      await this.own('ROLLBACK');
      await this.own('BEGIN');
      transaction.end = reason;
    }
  }

  /** The same transaction on the same snapshot, its changes made again on copies. */
  private async startAnew(transaction: Transaction): Promise<void> {
    this.touch();
    const [[exported] = []] = await ask(this.link, 'SELECT pg_catalog.pg_export_snapshot()');
    const keeper = await this.cluster.keepSnapshot(exported ?? '');
    try {
      await this.own('ROLLBACK');
      await this.own('BEGIN');
      this.touch();
      await ask(this.link, `SET TRANSACTION SNAPSHOT '${keeper.snapshot}'`);
    } finally {
      keeper.letGo();
    }
    const isLocked = transaction.log.some((entry) => entry.isLocked);
    const targets = transaction.log.flatMap((entry) => entry.targets);
    transaction.overlay = await addToOverlay(this.link, { tables: [] }, targets, { isLocked });
    for (const { run } of transaction.log) {
      const answer = await this.attempt(() =>
        pushAgain(this.link, run, overlaid(run.sql, transaction.overlay), () => undefined),
      );
      if (answer.kind === 'failed') await this.own('ROLLBACK TO SAVEPOINT dsql_statement');
      await this.own('RELEASE SAVEPOINT dsql_statement');
    }
    await this.settle();
  }

  /** At the commit: what was changed on copies goes to the tables. */
  private async carryOver(transaction: Transaction): Promise<Refusal | QueryError | undefined> {
    const { overlay } = transaction;
    if (overlay.tables.length === 0) return undefined;
    return await this.pushing(async () => {
      // Waiting for its turn, the transaction may itself have been pushed aside.
      if (transaction.doom) return transaction.doom;
      await ask(this.link, 'SET LOCAL lock_timeout = 0');
      return await this.takeSteps(carryOver(overlay));
    });
  }

  private async takeSteps(steps: readonly string[]): Promise<Refusal | QueryError | undefined> {
    this.touch();
    try {
      for (const step of steps) await this.pushAside(ask(this.link, step), conflict);
      return undefined;
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      return ['40001', '40P01', '55P03', '23505'].includes(error.sqlstate) ? conflict : error;
    }
  }

  /** What makes rows that were locked FOR UPDATE count as changed. */
  private async touches(locked: readonly Named[]): Promise<string[]> {
    const steps = new Set<string>();
    for (const { schema, name } of locked) {
      const written = schema ? `${quoteName(schema)}.${quoteName(name)}` : quoteName(name);
      const [row] = await ask(
        this.link,
        `SELECT n.nspname, c.relname, a.attname
         FROM pg_catalog.pg_class c
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname !~ '^pg_temp'
         JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
           AND a.attgenerated = '' AND a.attidentity <> 'a'
         WHERE c.relkind = 'r' AND c.relname = $2
           AND (c.oid = pg_catalog.to_regclass($1) OR $3 AND pg_catalog.pg_table_is_visible(c.oid))
         ORDER BY a.attnum = ANY (SELECT unnest(indkey) FROM pg_catalog.pg_index WHERE indrelid = c.oid), a.attnum LIMIT 1`,
        [written, name, schema ? 'false' : 'true'],
      );
      const [inSchema, table, column] = row ?? [];
      if (inSchema && table && column)
        steps.add(touchLocked(`${quoteName(inSchema)}.${quoteName(table)}`, quoteName(column)));
    }
    return [...steps];
  }

  /** The client's statement, on the copies where there are any. */
  private push(run: Run, take: Take): Promise<Answer>[] {
    const overlay = this.transaction?.overlay;
    if (!overlay || overlay.tables.length === 0) return pushFirst(this.link, run, take);
    return pushAgain(this.link, run, overlaid(run.sql, overlay), take);
  }

  private needsCount(action: ActionOf<'write' | 'lock' | 'copyIn'>): boolean {
    return action.kind === 'write' && (!action.counts || this.cluster.hasCascades);
  }

  /** Rows changed in this transaction and some before it: only differences mean something. */
  private async changedRows(): Promise<number> {
    this.touch();
    const [[count] = []] = await ask(
      this.link,
      `SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) FROM pg_catalog.pg_stat_xact_user_tables
       WHERE schemaname !~ '^pg_temp'`,
    );
    return Number(count);
  }

  /** Bytes of the rows that this transaction has written, as they are stored. */
  private async changedBytes(tables: readonly Named[]): Promise<number> {
    const names = new Set(
      tables.map(({ schema, name }) => (schema ? `${quoteName(schema)}.` : '') + quoteName(name)),
    );
    let bytes = 0;
    for (const name of names) {
      this.touch();
      const [[sum] = []] = await ask(
        this.link,
        // Of the rows that the snapshot shows, only this transaction's own carry an id as high as its own or higher.
        `SELECT coalesce(sum(pg_column_size(t.*)), 0) FROM ${name} t
         WHERE xmin::text::bigint >= pg_catalog.pg_current_xact_id()::xid::text::bigint`,
      );
      bytes += Number(sum);
    }
    return bytes;
  }

  // Changes of the catalog

  private async define(action: ActionOf<'ddl' | 'iam'>, run: Run, place: Place): Promise<boolean> {
    const { transaction } = this;
    const held: Buffer[] = [];
    this.touch();
    if (action.kind === 'ddl' && action.drops) {
      const refusal = await keyDropped(this.link, action.drops);
      if (refusal) return await this.refuse(refusal);
    }
    if (transaction) {
      let answer = await this.attempt(() => pushFirst(this.link, run, this.relay(run, held)));
      if (isBusy(answer)) {
        await this.own('ROLLBACK TO SAVEPOINT dsql_statement');
        answer = await this.pushing(async () => {
          await this.own('SET LOCAL lock_timeout = 0');
          this.touch();
          const answers = pushAgain(this.link, run, run.sql, this.relay(run, held));
          this.link.flushAnswers();
          return await this.pushAside(decisive(answers), staleCatalog);
        });
        await this.settle();
      }
      if (answer.kind === 'failed') await this.fail();
      else transaction.hasDdl = true;
      const succeeded = this.release(answer, held);
      if (place.isLast) await this.settle();
      return succeeded;
    }
    const answers = pushFirst(this.link, run, this.relay(run, held));
    this.link.flushAnswers();
    const answer = await decisive(answers);
    const settled = await this.settle();
    const succeeded = isBusy(answer)
      ? await this.insist(run, staleCatalog, async () => undefined)
      : this.release(answer.kind === 'done' && settled ? settled : answer, held);
    if (succeeded) await this.bumpCatalog();
    return succeeded;
  }

  /** CREATE INDEX ASYNC and ALTER TABLE ASYNC: checked now, done after the commit, answered with the job's id. */
  private async job(
    judged: Judged,
    action: ActionOf<'index' | 'validate'>,
    run: Run,
    place: Place,
  ): Promise<boolean> {
    const { transaction } = this;
    await this.settle();
    await this.own(transaction ? 'SAVEPOINT dsql_job' : 'BEGIN');
    let prepared: Job | 'nothing' | Refusal | QueryError;
    try {
      this.touch();
      prepared =
        action.kind === 'index'
          ? await prepareIndex(this.link, judged, action)
          : await prepareValidation(this.link, judged, action);
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      prepared = error;
    }
    await this.settle();
    await this.own(transaction ? 'ROLLBACK TO SAVEPOINT dsql_job' : 'ROLLBACK');
    if (prepared instanceof QueryError) {
      await this.fail();
      this.out(withFields(prepared.response, { P: undefined }));
      return false;
    }
    if (prepared !== 'nothing' && 'sqlstate' in prepared) return await this.refuse(prepared);
    const job = prepared === 'nothing' ? undefined : prepared;
    this.touch();
    const held: Buffer[] = [];
    const answers = [
      ...pushOwn(this.link, `SELECT set_config('${jobSetting}', '${job?.id ?? ''}', true)`),
      ...pushAgain(this.link, run, run.sql, this.relay(run, held)),
    ];
    this.link.flushAnswers();
    const answer = await decisive(answers);
    if (answer.kind === 'done' && job) {
      if (transaction) {
        transaction.hasDdl = true;
        transaction.jobs.push(job);
      } else {
        await this.settle();
        await this.committed({ hasDdl: true, jobs: [job] });
      }
    }
    const succeeded = this.release(answer, held);
    if (place.isLast || !succeeded) await this.settle();
    return succeeded;
  }

  /** CALL sys.wait_for_job answers once the job is over. */
  private async wait(action: ActionOf<'wait'>, run: Run, place: Place): Promise<boolean> {
    const id = action.job ?? firstParameter(run.values) ?? '';
    const canceled = new Promise<'canceled'>((resolve) => {
      this.canceled = () => resolve('canceled');
    });
    this.leave();
    const ended = await Promise.race([this.cluster.jobs.finished(id), canceled]);
    await this.enter();
    if (ended === 'canceled')
      return await this.refuse({ sqlstate: '57014', message: 'canceling statement due to user request' });
    return await this.pass(run, place);
  }

  // Words to PostgreSQL and to the client

  /** A statement of the sandbox's own with its own Sync. */
  private async own(sql: string): Promise<Answer> {
    await this.settle();
    const answers = pushOwn(this.link, sql);
    const settled = await this.link.sync();
    this.isSettled = true;
    const answer = await decisive(answers);
    return answer.kind === 'done' ? settled : answer;
  }

  /** Hands answers to the client, or keeps them in `held` until the statement is known to stand. */
  private relay({ tag }: Run, held?: Buffer[]): Take {
    return ({ type, bytes }) => {
      if (type === 'E') return;
      const shown = type === 'C' && tag !== undefined ? frame('C', cstring(tag)) : bytes;
      if (type === 'G') {
        this.out(shown);
        this.onCopyIn();
      } else if (held) held.push(shown);
      else this.out(shown);
    };
  }

  private tell({ sqlstate, message, hint }: Refusal): void {
    this.out(encodeError({ severity: 'ERROR', code: sqlstate, message, hint }));
  }

  /** PostgreSQL's error as a cluster words it. */
  private translated(error: Buffer): Buffer {
    const fields = errorFields(error);
    if (!['40001', '40P01', '55P03'].includes(fields.get('C') ?? '')) {
      const position = fields.get('P');
      if (position === undefined || this.offset === 0) return error;
      return withFields(error, { P: String(Number(position) + this.offset) });
    }
    return encodeError({ severity: 'ERROR', code: conflict.sqlstate, message: conflict.message });
  }
}

/** https://docs.aws.amazon.com/aurora-dsql/latest/userguide/CHAP_quotas.html */
const maxTransactionBytes = 10 * 1024 * 1024;

const readers = new Set(['read', 'show', 'empty', 'other', 'begin', 'commit', 'rollback', 'wait']);
const definers = new Set(['ddl', 'iam', 'index', 'validate']);
const changers = new Set(['write', 'copyIn']);

/** Another transaction holds a lock that the statement needs, or has changed its rows since the snapshot. */
const isBusy = (answer: Answer): boolean =>
  answer.kind === 'failed' && (answer.sqlstate === '55P03' || answer.sqlstate === '40001');

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
