import type { Run } from '../backend/run.js';
import type { Upstream } from '../backend/upstream.js';
import type { Cluster } from '../cluster.js';
import { abort, pardon } from '../conflict/abort.js';
import { letGo } from '../conflict/again.js';
import type { Aside } from '../conflict/contest.js';
import { interrupt } from '../conflict/interrupt.js';
import { noOverlay } from '../conflict/overlay.js';
import type { Transaction } from '../conflict/transaction.js';
import { createTurn } from '../conflict/turn.js';
import type { Action } from '../statement/action.js';
import type { Admission } from '../statement/admission.js';
import type { Refusal } from '../wire/refusal.js';
import { prepare } from './applying.js';
import { dispatch } from './dispatch.js';
import { strayedBack } from './routines.js';
import type { Place, SessionState } from './sessionState.js';
import { refusalNow } from './transactionRules.js';
import { finish } from './transactions.js';

/**
 * One client's session: it lets statements through to PostgreSQL one at a time and holds transactions to the rules of
 * Aurora DSQL. https://docs.aws.amazon.com/aurora-dsql/latest/userguide/working-with-concurrency-control.html
 */
export class Session implements SessionState {
  transaction: Transaction | undefined;
  readonly aside: Aside[] = [];
  seenCatalog: number;
  waitsFor: number | undefined;
  /** Whether the client has bound a portal that it has not executed yet, which would be lost with the changes before it. */
  isBound: () => boolean = () => false;
  /** Whether a function that no text shows may have changed settings. */
  private mayHaveStrayed = false;
  private readonly turn = createTurn();
  private giveBack: (() => void) | undefined;
  private endWait: () => void = () => undefined;

  constructor(
    readonly pid: number,
    readonly upstream: Upstream,
    readonly cluster: Cluster,
    readonly now: () => number,
    private readonly log: (error: unknown) => void,
  ) {
    this.seenCatalog = cluster.catalogVersion;
    upstream.schemaBehind = (copy) => {
      const { tables, views } = this.transaction?.overlay ?? noOverlay;
      return [...tables, ...views].find(({ name }) => name === copy)?.schema;
    };
  }

  get contest(): Cluster {
    return this.cluster;
  }

  /** The state that ReadyForQuery tells: I, T or E. */
  get state(): string {
    return this.transaction?.isExplicit ? this.upstream.link.state : 'I';
  }

  get isFailed(): boolean {
    return this.upstream.link.state === 'E';
  }

  async enter(): Promise<void> {
    this.giveBack = await this.turn.take();
  }

  leave(): void {
    this.giveBack?.();
    this.giveBack = undefined;
  }

  /** Ends a wait for a job. */
  cancel(): void {
    this.endWait();
  }

  /** Runs a statement that the dialect allows. Answers whether it succeeded; what the client must know is written. */
  async execute(admission: Admission, run: Run, place: Place): Promise<boolean> {
    this.upstream.positionOf = run.positionOf;
    this.upstream.interruption = undefined;
    this.upstream.flood = undefined;
    this.upstream.copied = undefined;
    this.mayHaveStrayed ||= this.cluster.mayHideSettings;
    const surroundings = { canceled: () => this.canceled(), log: this.log };
    return await dispatch(this, admission, run, place, surroundings);
  }

  async prepare(): Promise<boolean> {
    return await prepare(this);
  }

  /**
   * Before the first message of a query or a pipeline: outside a transaction nobody meets DDL half done. One that takes long, by
   * a function in an index, is met.
   */
  async untilDefined(): Promise<void> {
    const { defining } = this.cluster;
    if (this.transaction || !defining.isTaken()) return;
    // Whoever defines something may want to make this session abort what it has just committed.
    this.leave();
    await Promise.race([defining.settled(), pause(definitionPatience)]);
    await this.enter();
  }

  /**
   * At the same moment: no transaction begins with a setting that a function behind a view, an operator or a default has
   * made, the isolation above all.
   */
  async settingsBack(): Promise<void> {
    if (!this.mayHaveStrayed || this.transaction) return;
    this.mayHaveStrayed = false;
    await this.upstream.own(`SELECT ${strayedBack}`);
  }

  /** Whether a statement will be refused whatever it says. */
  wouldRefuse(action: Action): boolean {
    const { transaction, cluster } = this;
    return transaction ? refusalNow(this, action) !== undefined : cluster.conflicts.staleCatalog;
  }

  private canceled(): Promise<true> {
    return new Promise((resolve) => {
      this.endWait = () => resolve(true);
    });
  }

  async refuse(refusal: Refusal): Promise<false> {
    await this.fail();
    this.upstream.tell(refusal);
    return false;
  }

  /** The end of a query or a pipeline. Answers whether an implicit transaction could commit. */
  async finish(): Promise<boolean> {
    return await finish(this);
  }

  /** Forgets an implicit transaction; an explicit one is failed for PostgreSQL as well. */
  async fail(): Promise<void> {
    const { transaction, upstream } = this;
    await upstream.settle();
    if (!transaction) return;
    if (transaction.isExplicit) {
      if (!this.isFailed) await upstream.own('refused by the sandbox');
    } else {
      this.transaction = undefined;
      await upstream.own('ROLLBACK');
    }
  }

  pardon(): void {
    if (this.transaction) pardon(this.transaction);
  }

  /** PostgreSQL notices that nobody listens only when the statement has ended, and it may catch that it is cancelled. */
  private async cutOff(): Promise<void> {
    this.upstream.link.destroy();
    await this.cluster.endBackend(this.pid);
  }

  /** Another transaction wants its rows. */
  async letGo(): Promise<void> {
    const { cluster, turn } = this;
    // A function may change rows where no text shows it.
    if (cluster.hidesChanges([])) return;
    const taken = turn.take();
    const giveBack = await (turn.isWanted() ? Promise.race([taken, pause(rowPatience)]) : taken);
    if (!giveBack) return void taken.then((giveUp) => giveUp());
    try {
      if (this.transaction && !this.isBound()) await letGo(this, this.transaction);
    } catch (error) {
      if (!this.upstream.link.isLost) throw error;
    } finally {
      giveBack();
    }
  }

  /** Another transaction commits first. `isHeld`: whether the client keeps its statement from ending. */
  async abort(reason: Refusal, isHeld: () => boolean): Promise<void> {
    const patience = setTimeout(() => void interrupt(this, reason).catch(this.log), abortPatience);
    // A slow machine is no reason to end a connection.
    const end = setInterval(() => {
      if (isHeld()) void this.cutOff().catch(this.log);
    }, endPatience);
    await this.enter();
    clearTimeout(patience);
    clearInterval(end);
    try {
      if (this.transaction && !this.transaction.end) await abort(this, this.transaction, reason);
    } catch (error) {
      // Then nothing of it is in the way any more, and its own client learns of it.
      if (!this.upstream.link.isLost) throw error;
    } finally {
      this.leave();
    }
  }
}

const pause = (milliseconds: number): Promise<undefined> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds, undefined).unref());

/** Milliseconds. */
const definitionPatience = 1_000;
/** Milliseconds that others wait for the statement of a transaction that holds rows which they want. */
const rowPatience = 20;
/** Milliseconds that others wait for the statement of a transaction that they make abort. */
const abortPatience = 1_000;
/** Milliseconds until its connection ends. */
const endPatience = 5_000;
