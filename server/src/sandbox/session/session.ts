import { QueryError } from '../backend/ask.js';
import type { Answer, Take } from '../backend/link.js';
import { anyCascades, type Cluster } from '../cluster.js';
import { overlaid } from '../conflict/overlay.js';
import type { Refusal } from '../refusal.js';
import type { Action, ActionOf } from '../statement/action.js';
import type { Judged } from '../statement/judge.js';
import { cstring, frame } from '../wire/frame.js';
import { change, commitRefusal } from './changes.js';
import { carryOver, moveAside } from './contention.js';
import { define, job } from './definitions.js';
import { canceled, ddlAndDml, severalDdl, staleCatalog, tooOld } from './errors.js';
import { firstParameter } from './parameters.js';
import { sharedLoss } from './rowLocks.js';
import { pushAgain, pushFirst, pushOwn, type Run } from './run.js';
import { type Beginning, newTransaction, type Transaction } from './transaction.js';
import { createTurn } from './turn.js';
import type { Upstream } from './upstream.js';

/** Whether a statement is the last before the client's Sync, or the end of its query. */
export interface Place {
  readonly isLast: boolean;
}

/**
 * One client's session: it lets statements through to PostgreSQL one at a time and holds transactions to the rules of
 * Aurora DSQL. https://docs.aws.amazon.com/aurora-dsql/latest/userguide/working-with-concurrency-control.html
 */
export class Session {
  transaction: Transaction | undefined;
  private seenCatalog: number;
  private readonly turn = createTurn();
  private giveBack: () => void = () => undefined;
  private endWait: () => void = () => undefined;

  constructor(
    /** The process id of its PostgreSQL backend. */
    readonly pid: number,
    readonly upstream: Upstream,
    readonly cluster: Cluster,
    private readonly now: () => number,
  ) {
    this.seenCatalog = cluster.catalogVersion;
  }

  /** The state that ReadyForQuery tells: I, T or E. */
  get state(): string {
    return this.transaction?.isExplicit ? this.upstream.link.state : 'I';
  }

  get isFailed(): boolean {
    return this.upstream.link.state === 'E';
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
    this.endWait();
  }

  /** Runs a statement that the dialect allows. Answers whether it succeeded; what the client must know is written. */
  async execute(judged: Judged, run: Run, place: Place): Promise<boolean> {
    const { action } = judged;
    this.upstream.offset = run.offset;
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
      return await job(this, judged, action, run, place);
    if (action.kind === 'ddl' || action.kind === 'iam') return await define(this, action, run, place);
    if (action.kind === 'write' || action.kind === 'lock' || action.kind === 'copyIn')
      return await change(this, action, run, place);
    return await this.pass(run, place);
  }

  /** Tells the client the refusal and fails the transaction. Always answers false. */
  async refuse(refusal: Refusal): Promise<false> {
    await this.fail();
    this.upstream.tell(refusal);
    return false;
  }

  /** The end of a query or a pipeline: an implicit transaction commits. Answers whether it could. */
  async finish(): Promise<boolean> {
    if (!this.transaction || this.transaction.isExplicit) {
      const answer = await this.upstream.settle();
      if (answer?.kind === 'failed') this.upstream.fault(answer.error);
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
      await this.upstream.settle();
    } else if (transaction.isExplicit) {
      // PostgreSQL must hold the transaction for failed as well.
      await this.upstream.settle();
      if (!this.isFailed) await this.upstream.own('refused by the sandbox');
    } else {
      this.transaction = undefined;
      await this.upstream.settle();
      await this.upstream.own('ROLLBACK');
    }
  }

  async giveWay(reason: Refusal): Promise<void> {
    await this.enter();
    try {
      if (this.transaction && !this.transaction.end) await moveAside(this, this.transaction, reason);
    } catch (error) {
      // Then nothing of it is in the way any more, and its own client learns of it.
      if (!this.upstream.link.isLost) throw error;
    } finally {
      this.leave();
    }
  }

  // Statements that need no care: PostgreSQL does what a cluster does.

  private async pass(run: Run, place: Place): Promise<boolean> {
    return await this.conclude(await this.send(run, this.upstream.relay(run), place));
  }

  private async conclude(answer: Answer): Promise<boolean> {
    if (answer.kind === 'failed') {
      this.upstream.fault(answer.error);
      await this.fail();
    }
    return answer.kind === 'done';
  }

  /** The client's statement, with its Sync where it is the last. */
  async send(run: Run, take: Take, { isLast }: Place): Promise<Answer> {
    const isAlone = isLast && run.isSimple && this.upstream.isQuiet && !this.isOverlaid;
    if (isAlone) return await this.upstream.simple(run, take);
    const answers = this.push(run, take);
    return isLast ? await this.upstream.answerAndSettle(answers) : await this.upstream.answer(answers);
  }

  // Transactions

  private async begin(run: Run, place: Place): Promise<boolean> {
    if (this.transaction && !this.transaction.isExplicit) {
      this.transaction.isExplicit = true;
      this.upstream.out(frame('C', cstring('BEGIN')));
      return true;
    }
    const isNew = !this.transaction;
    const succeeded = await this.pass(run, place);
    if (isNew && succeeded) this.transaction = newTransaction(true, this.beginning());
    return succeeded;
  }

  beginning(): Beginning {
    const { catalogVersion, shared } = this.cluster;
    return { begunAt: this.now(), catalogVersion, sharedBefore: shared.count() };
  }

  private async beginImplicit(): Promise<void> {
    this.transaction = newTransaction(false, this.beginning());
    await this.upstream.answer(pushOwn(this.upstream.link, 'BEGIN'));
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
      (await carryOver(this, transaction)) ??
      (await sharedLoss(this, transaction)) ??
      (await commitRefusal(this, transaction));
    if (refusal) return await this.giveUp(refusal);
    this.transaction = undefined;
    const held: Buffer[] = [];
    const answer = run
      ? await this.send(run, this.upstream.relay(run, held), place)
      : await this.upstream.answerAndSettle(pushOwn(this.upstream.link, 'COMMIT'));
    if (answer.kind === 'failed') {
      await this.upstream.settle();
      this.upstream.fault(answer.error);
      return false;
    }
    await this.committed(transaction);
    if (transaction.shared.length > 0) this.cluster.shared.add(transaction.shared, this.now());
    for (const bytes of held) this.upstream.out(bytes);
    return true;
  }

  /** A COMMIT that fails ends its transaction. */
  private async giveUp(refusal: Refusal | QueryError): Promise<false> {
    this.transaction = undefined;
    await this.upstream.settle();
    await this.upstream.own('ROLLBACK');
    if (refusal instanceof QueryError) this.upstream.fault(refusal.response);
    else this.upstream.tell(refusal);
    return false;
  }

  async committed({ hasDdl, jobs }: Pick<Transaction, 'hasDdl' | 'jobs'>): Promise<void> {
    if (hasDdl) await this.bumpCatalog();
    for (const job of jobs) await this.cluster.jobs.start(job);
  }

  async bumpCatalog(): Promise<void> {
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

  private get isOverlaid(): boolean {
    return (this.transaction?.overlay.tables.length ?? 0) > 0;
  }

  /** The client's statement, on the copies where there are any. */
  push(run: Run, take: Take): Promise<Answer>[] {
    const overlay = this.transaction?.overlay;
    if (!overlay || !this.isOverlaid) return pushFirst(this.upstream.link, run, take);
    return pushAgain(this.upstream.link, run, overlaid(run.sql, overlay), take);
  }

  /** CALL sys.wait_for_job answers once the job is over. */
  private async wait(action: ActionOf<'wait'>, run: Run, place: Place): Promise<boolean> {
    const id = action.job ?? firstParameter(run.values) ?? '';
    const isCanceled = new Promise<true>((resolve) => {
      this.endWait = () => resolve(true);
    });
    // A bound portal holds a snapshot, and PostgreSQL builds no index while one is held.
    if (!this.transaction) await this.upstream.settle();
    this.leave();
    const ended = await Promise.race([this.cluster.jobs.finished(id), isCanceled]);
    await this.enter();
    if (ended === true) return await this.refuse(canceled);
    const answers = pushAgain(this.upstream.link, run, run.sql, this.upstream.relay(run));
    return await this.conclude(
      await (place.isLast ? this.upstream.answerAndSettle(answers) : this.upstream.answer(answers)),
    );
  }
}

const readers = new Set(['read', 'show', 'empty', 'other', 'begin', 'commit', 'rollback', 'wait']);
const definers = new Set(['ddl', 'iam', 'index', 'validate']);
const changers = new Set(['write', 'copyIn']);
