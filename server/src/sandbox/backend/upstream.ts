import { answerTooLong, type Bounds } from '../bounds.js';
import { cstring, frame } from '../wire/frame.js';
import { conflict, type Refusal } from '../wire/refusal.js';
import { encodeError, errorFields, withFields } from '../wire/serverError.js';
import type { Answer, Take } from './answers.js';
import { ask, type QueryError, type Row } from './ask.js';
import type { Link } from './link.js';
import { decisive, pushOwn, type Run } from './run.js';
import { createSentCopyData, type SentCopyData } from './sentCopyData.js';

/** A session's way to PostgreSQL and back: what is sent, what a Sync must follow, what the client is told. */
export class Upstream {
  private isSettled = true;
  /** Where in the client's text a position in the statement that runs is. */
  positionOf = (told: number): number => told;
  /** The schema of the table that a copy of this name hides. */
  schemaBehind: (copy: string) => string | undefined = () => undefined;
  /** Why the sandbox has ended the statement that runs. */
  interruption: Refusal | undefined;
  /** The one of them that a client was told last: the statement had not ended by itself before. */
  interrupted: Refusal | undefined;
  /** What the client sends for the COPY that runs. */
  copied: SentCopyData | undefined;
  /** Why what the statement answers is not kept: it is too much. */
  flood: Refusal | undefined;

  constructor(
    readonly link: Link,
    /** Takes what the client shall get. */
    readonly out: (bytes: Buffer) => void,
    /** Called when PostgreSQL asks for the data of a COPY. */
    private readonly onCopyIn: () => void,
    private readonly bounds: Bounds,
  ) {}

  /** Nothing was sent that a Sync must follow. */
  get isQuiet(): boolean {
    return this.isSettled;
  }

  touch(): void {
    this.isSettled = false;
  }

  /** Sync, unless nothing was sent since the last. Answers whether a commit failed at it. */
  async settle(): Promise<Answer | undefined> {
    if (this.isSettled) return undefined;
    this.isSettled = true;
    return await this.link.sync();
  }

  /** A statement of the sandbox's own with its own Sync. */
  async own(sql: string): Promise<Answer> {
    await this.settle();
    const answers = pushOwn(this.link, sql);
    const settled = await this.link.sync();
    this.isSettled = true;
    const answer = await decisive(answers);
    return answer.kind === 'done' ? settled : answer;
  }

  /** A query of the sandbox's own within the transaction. Throws a QueryError. */
  async ask(sql: string, parameters: readonly (string | null)[] = []): Promise<Row[]> {
    this.touch();
    return await ask(this.link, sql, parameters);
  }

  /** A statement within a savepoint of the sandbox's own, from which it can be tried again. */
  async attempt(push: () => Promise<Answer>[], begin = savepoint): Promise<Answer> {
    const answer = await this.answer([...pushOwn(this.link, begin), ...push()]);
    if (answer.kind !== 'done') await this.settle();
    return answer;
  }

  /** The same in one batch with what stands before it and what follows if it succeeds: there is no way back any more. */
  async attemptOnce(push: () => Promise<Answer>[], { before, behind }: Around): Promise<Answer> {
    const answers = [...before.flatMap((own) => pushOwn(this.link, own)), ...push()];
    for (const own of behind) pushOwn(this.link, own);
    return await this.answerAndSettle(answers);
  }

  /** Takes back what was attempted, and its savepoint unless it is kept, together with what is sent next. */
  async takeBack(name = 'dsql_statement', { isKept } = { isKept: false }): Promise<void> {
    await this.settle();
    this.touch();
    pushOwn(this.link, `ROLLBACK TO SAVEPOINT ${name}`);
    if (!isKept) pushOwn(this.link, `RELEASE SAVEPOINT ${name}`);
    this.link.recover();
  }

  /** Sends what was pushed and waits for what decides. */
  async answer(answers: readonly Promise<Answer>[]): Promise<Answer> {
    this.touch();
    this.link.flushAnswers();
    return await decisive(answers);
  }

  /** The same with its Sync in one batch. */
  async answerAndSettle(answers: readonly Promise<Answer>[]): Promise<Answer> {
    this.touch();
    const [answer, settled] = await Promise.all([decisive(answers), this.settle()]);
    return answer.kind === 'done' && settled?.kind === 'failed' ? settled : answer;
  }

  /** A simple query, for which nothing else may wait for its Sync. The answer's last message is no command tag. */
  async simple(sql: string, take: Take): Promise<Answer> {
    const answer = this.link.request(frame('Q', cstring(sql, this.link.encoding)), 'Z', take);
    this.link.flush();
    return await answer;
  }

  /** A simple BEGIN without options, for which nothing else may wait for its Sync. */
  begin(): void {
    this.link.begin(plainBegin);
  }

  /** A transaction that has failed already. */
  async beginFailed(): Promise<void> {
    await this.own('BEGIN');
    await this.own('refused by the sandbox');
  }

  /** Runs again what the client has been told of: no notice is for it. */
  async quietly<Result>(work: () => Promise<Result>): Promise<Result> {
    const { onAside } = this.link;
    this.link.onAside = (message) => {
      if (message.type !== 'N') onAside(message);
    };
    try {
      return await work();
    } finally {
      this.link.onAside = onAside;
    }
  }

  /**
   * Hands answers to the client, or keeps them in `held` until the statement is known to stand. Of too many nothing is kept:
   * then the statement has to fail by `flood`.
   */
  relay({ tag }: Run, held?: Buffer[]): Take {
    let size = 0;
    return ({ type, bytes }) => {
      if (type === 'E' || type === 'Z') return;
      const shown = type === 'C' && tag !== undefined ? frame('C', cstring(tag)) : bytes;
      if (type === 'G') {
        this.copied = createSentCopyData(this.bounds.changes);
        this.out(shown);
        this.onCopyIn();
      } else if (held) {
        size += shown.length;
        if (size <= this.bounds.answer) held.push(shown);
        else if (held.splice(0).length > 0) this.flood = answerTooLong(this.bounds);
      } else this.out(shown);
    };
  }

  /** Hands what was held to the client, or the error. Answers whether all is well. */
  release(answer: Answer, held: readonly Buffer[]): boolean {
    if (answer.kind === 'failed') this.fault(answer.error);
    else if (this.flood) this.tell(this.flood);
    if (answer.kind !== 'done' || this.flood) return false;
    for (const bytes of held) this.out(bytes);
    return true;
  }

  tell({ sqlstate, message, hint }: Refusal): void {
    this.out(encodeError({ severity: 'ERROR', code: sqlstate, message, hint }));
  }

  /** PostgreSQL's error as a cluster words it, with its position in all of the client's text and the schema that the client knows. */
  fault(error: Buffer): void {
    const fields = errorFields(error);
    const position = fields.get('P');
    const sqlstate = fields.get('C') ?? '';
    if (sqlstate === queryCanceled && this.interruption) {
      this.interrupted = this.interruption;
      this.tell(this.interruption);
    } else if (conflicts.has(sqlstate) && !isRaised(error)) this.tell(conflict);
    else {
      const changed: Record<string, string | undefined> = {};
      if (position !== undefined) changed.P = String(this.positionOf(Number(position)));
      if (fields.get('s')?.startsWith('pg_temp')) changed.s = this.schemaBehind(fields.get('t') ?? '');
      this.out(Object.keys(changed).length > 0 ? withFields(error, changed) : error);
    }
  }
}

/** Statements of the sandbox's own around one of the client's. */
export interface Around {
  readonly before: readonly string[];
  readonly behind: readonly string[];
}

/** The savepoint of the sandbox's own before a statement of the client's. */
export const savepoint = 'SAVEPOINT dsql_statement';
export const releaseSavepoint = 'RELEASE SAVEPOINT dsql_statement';

const plainBegin = frame('Q', cstring('BEGIN'));

const queryCanceled = '57014';

/** A RAISE of the client's own, whatever its SQLSTATE. */
const isRaised = (error: Buffer): boolean => errorFields(error).get('R') === 'exec_stmt_raise';

/** What PostgreSQL calls a conflict: serialization, a deadlock, a lock that another has. */
const conflicts = new Set(['40001', '40P01', '55P03']);

/** Another transaction holds a lock that the statement needs, or has changed its rows since the snapshot. */
export const isBusy = (answer: Answer): boolean =>
  answer.kind === 'failed' &&
  (answer.sqlstate === '55P03' || answer.sqlstate === '40001') &&
  !isRaised(answer.error);

/** Another transaction has changed the rows and committed. */
export const isTooLate = (answer: Answer): boolean =>
  answer.kind === 'failed' && answer.sqlstate === '40001' && !isRaised(answer.error);

/** A unique value is there already, if not in the snapshot. */
export const isDuplicate = (answer: Answer): boolean =>
  answer.kind === 'failed' && answer.sqlstate === '23505' && !isRaised(answer.error);

/** Whether PostgreSQL's error says that another transaction was there first. */
export const isConflict = ({ sqlstate }: QueryError): boolean =>
  conflicts.has(sqlstate) || sqlstate === '23505';
