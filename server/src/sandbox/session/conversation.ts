import { serverErrors } from '../../core/dialect/serverErrors.js';
import { EarlierFault, QueryError } from '../backend/ask.js';
import type { Answer, Link } from '../backend/link.js';
import { noTypes, noValues, type Run } from '../backend/run.js';
import type { Cluster } from '../cluster.js';
import type { Admission } from '../statement/admission.js';
import { positionOf } from '../statement/position.js';
import { surrogateOf } from '../statement/surrogate.js';
import { cstring, type Frame, frame, readCstring } from '../wire/frame.js';
import { type Refusal, refusal, staleCatalog } from '../wire/refusal.js';
import { encodeError, errorFields, withFields } from '../wire/serverError.js';
import type { Session } from './session.js';

interface Prepared {
  readonly admission: Admission;
  readonly types: Buffer;
}

interface Portal {
  readonly statement: Prepared;
  readonly values: Buffer;
}

/**
 * The client's side of a session: simple queries and the extended protocol, message by message.
 * https://www.postgresql.org/docs/16/protocol-flow.html
 */
export class Conversation {
  private readonly waiting: Frame[] = [];
  /** A message of the client is being worked on. */
  isBusy = false;
  private isCopying = false;
  /** After an error in a pipeline everything up to its Sync is ignored. */
  private isSkipping = false;
  /** Statements carried out since the client's last Sync. */
  private executed = 0;
  private readonly statements = new Map<string, Prepared>();
  private readonly portals = new Map<string, Portal>();
  /** Answers of Parse, Bind, Describe and Close that are not known yet. */
  private pending: Promise<Answer>[] = [];

  constructor(
    private readonly link: Link,
    private readonly session: Session,
    private readonly cluster: Cluster,
    private readonly out: { readonly write: (bytes: Buffer) => void; readonly flush: () => void },
    /** Stops and goes on reading what the client sends. */
    private readonly inflow: { readonly pause: () => void; readonly resume: () => void },
    private readonly end: (farewell?: Buffer) => void,
  ) {
    link.onDrain = inflow.resume;
  }

  /** Takes a message of the client. Data of a COPY goes through at once, everything else in its turn. */
  take(message: Frame): void {
    if (this.isCopying && 'dcf'.includes(message.type)) this.copy(message);
    else {
      this.waiting.push(message);
      if (this.waiting.length >= mostWaiting) this.inflow.pause();
      void this.work();
    }
  }

  /** PostgreSQL asks for the data of a COPY. */
  startCopy(): void {
    this.isCopying = true;
    this.out.flush();
    while (this.waiting[0] && 'dcf'.includes(this.waiting[0].type)) {
      const message = this.waiting.shift();
      if (message) this.copy(message);
    }
    this.inflow.resume();
  }

  /** PostgreSQL has ended the session: what is at work fails by itself. */
  lose(): void {
    if (!this.isBusy) this.end();
  }

  private copy({ type, bytes }: Frame): void {
    if (!this.isCopying) return;
    this.link.sendOnly(bytes);
    if (type === 'd') {
      if (!this.link.flush()) this.inflow.pause();
    } else {
      this.isCopying = false;
      this.link.flushAnswers();
    }
  }

  private async work(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    await this.session.enter();
    try {
      for (let message = this.waiting.shift(); message; message = this.waiting.shift())
        await this.handle(message).catch((error: unknown) => this.misread(message, error));
    } catch (error) {
      this.end(encodeError({ severity: 'FATAL', ...faultOf(error) }));
    } finally {
      this.session.leave();
      this.isBusy = false;
      this.out.flush();
      this.inflow.resume();
    }
    if (this.waiting.length > 0) void this.work();
  }

  private async handle(message: Frame): Promise<void> {
    const { type, bytes } = message;
    if ('QPB'.includes(type) && this.pending.length === 0 && this.executed === 0)
      await this.session.untilDefined();
    if (type === 'X') return this.end();
    if (type === 'Q') return await this.query(readCstring(bytes, 5, this.link.encoding).text);
    if (type === 'S') return await this.sync();
    if (this.isSkipping || 'dcf'.includes(type)) return;
    if (type === 'P') return await this.parse(bytes);
    if (type === 'B') return await this.bind(bytes);
    if (type === 'D') return this.forward(bytes, 'Tn', 't');
    if (type === 'C') return this.close(bytes);
    if (type === 'E') return await this.execute(bytes);
    if (type === 'H') return this.link.flushAnswers();
    if (type === 'F') {
      await this.session.refuse(refusal(serverErrors.functionCall));
      return this.ready();
    }
    this.end(
      encodeError({ severity: 'FATAL', code: '08P01', message: `invalid frontend message type ${type}` }),
    );
  }

  /** A message that is shorter than its fields need fails, and one that a query of the sandbox's own fails for; the session lives on. */
  private async misread({ type }: Frame, error: unknown): Promise<void> {
    if (!(error instanceof RangeError || error instanceof QueryError)) throw error;
    await this.settlePending();
    if (this.isSkipping) return;
    if (error instanceof QueryError) {
      await this.session.fail();
      this.session.upstream.fault(error.response);
    } else await this.session.refuse({ sqlstate: '08P01', message: 'insufficient data left in message' });
    if (type === 'Q') this.ready();
    else this.isSkipping = true;
  }

  private ready(): void {
    // PostgreSQL has closed them all: they live in a transaction
    if (this.session.state === 'I') this.portals.clear();
    this.out.write(frame('Z', Buffer.from(this.session.state)));
    this.out.flush();
  }

  // Simple queries

  private async query(text: string): Promise<void> {
    const texts = this.cluster.split(text);
    let isAmbiguous = false;
    if (texts.length === 0) this.out.write(frame('I'));
    for (const [index, { sql, offset }] of texts.entries()) {
      if (isAmbiguous && beyondAscii.test(sql)) {
        await this.session.refuse(encodingChanged);
        return this.ready();
      }
      isAmbiguous ||= setsEncoding.test(sql);
      const admission = await this.cluster.admit(sql);
      const { session } = this;
      const run: Run = {
        ...runOf(admission),
        types: noTypes,
        values: noValues,
        portal: '',
        limit: 0,
        positionOf: (told) => offset + positionOf(admission, told),
        isSimple: true,
      };
      const isRefused = admission.refusal && !session.isFailed;
      if (admission.refusal && isRefused) await session.refuse(admission.refusal);
      else if (
        await session.execute(admission, run, {
          isLast: index === texts.length - 1,
          isAlone: texts.length === 1,
        })
      )
        continue;
      return this.ready();
    }
    await this.session.finish();
    this.ready();
  }

  // The extended protocol

  private async parse(bytes: Buffer): Promise<void> {
    const name = readCstring(bytes, 5, this.link.encoding);
    const text = readCstring(bytes, name.next, this.link.encoding);
    const admission = await this.cluster.admit(text.text);
    if (admission.refusal && !this.session.isFailed) {
      await this.settlePending();
      if (this.isSkipping) return;
      this.isSkipping = true;
      await this.session.refuse(admission.refusal);
      return;
    }
    if (!(await this.prepare(admission))) return;
    const types = bytes.subarray(text.next);
    this.statements.set(name.text, { admission, types });
    const { sql } = runOf(admission);
    this.forward(
      frame('P', cstring(name.text, this.link.encoding), cstring(sql, this.link.encoding), types),
      '1',
      '',
      admission,
    );
  }

  /** Answers whether the statement may be sent to PostgreSQL. */
  private async prepare({ action }: Admission): Promise<boolean> {
    const { session } = this;
    if (!session.transaction?.definition || session.isFailed) return true;
    if (action.kind === 'commit' || action.kind === 'rollback') return true;
    await this.settlePending();
    this.isSkipping ||= !(await session.prepare());
    return !this.isSkipping;
  }

  private async bind(bytes: Buffer): Promise<void> {
    const portal = readCstring(bytes, 5, this.link.encoding);
    const name = readCstring(bytes, portal.next, this.link.encoding);
    const statement = this.statements.get(name.text);
    if (statement && !(await this.prepare(statement.admission))) return;
    if (statement) this.portals.set(portal.text, { statement, values: bytes.subarray(name.next) });
    this.forward(bytes, '2');
  }

  private close(bytes: Buffer): void {
    const { text } = readCstring(bytes, 6, this.link.encoding);
    if (bytes[5] === 0x53) this.statements.delete(text);
    else this.portals.delete(text);
    this.forward(bytes, '3');
  }

  /** To PostgreSQL as it is. `aside`: types of message that come before the last. */
  private forward(bytes: Buffer, ends: string, aside = '', admission?: Admission): void {
    this.session.upstream.touch();
    const shown = ends + aside;
    const answer = this.link.request(bytes, ends, (message) => {
      if (shown.includes(message.type)) this.out.write(message.bytes);
      else if (message.type === 'E') {
        this.isSkipping = true;
        this.out.write(shownError(message.bytes, admission));
      }
    });
    this.pending.push(answer);
  }

  private async execute(bytes: Buffer): Promise<void> {
    const portalName = readCstring(bytes, 5, this.link.encoding);
    const portal = this.portals.get(portalName.text);
    const limit = bytes.readInt32BE(portalName.next);
    if (!portal) return this.forward(bytes, 'CIs', 'D');
    const { admission, types } = portal.statement;
    // Readers and writers go to PostgreSQL in one batch with their Parse and Bind; others need to know that those succeeded.
    const { action } = admission;
    if ((action.kind !== 'read' && action.kind !== 'write') || this.session.wouldRefuse(action))
      await this.settlePending();
    if (this.isSkipping) return;
    const run: Run = {
      ...runOf(admission),
      types,
      values: portal.values,
      portal: portalName.text,
      limit,
      positionOf: (told) => positionOf(admission, told),
      isSimple: false,
    };
    const place = { isLast: this.waiting[0]?.type === 'S', isAlone: this.executed++ === 0 };
    try {
      if (!(await this.session.execute(admission, run, place))) this.isSkipping = true;
    } catch (error) {
      if (!(error instanceof EarlierFault)) throw error;
      this.isSkipping = true;
    }
  }

  private async settlePending(): Promise<void> {
    if (this.pending.length === 0) return;
    this.link.flushAnswers();
    const pending = this.pending;
    this.pending = [];
    await Promise.all(pending);
  }

  private async sync(): Promise<void> {
    this.pending = [];
    this.executed = 0;
    if (this.isSkipping) {
      this.isSkipping = false;
      await this.session.fail();
    } else await this.session.finish();
    this.ready();
  }
}

/** `admission`: of the statement that PostgreSQL could not parse. */
function shownError(bytes: Buffer, admission: Admission | undefined): Buffer {
  const fields = errorFields(bytes);
  const told = fields.get('P');
  if (fields.get('C') === '55P03') return encodeError({ severity: 'ERROR', ...coded(staleCatalog) });
  return admission && told ? withFields(bytes, { P: String(positionOf(admission, Number(told))) }) : bytes;
}

const coded = ({ sqlstate, message, hint }: Refusal) => ({ code: sqlstate, message, hint });

const beyondAscii = /[\u0080-\uffff]/;
const setsEncoding = /\bset\b.*client_encoding|\bset\s+names\b/is;

/** PostgreSQL reads all of a query in the encoding that it came in; here its statements go on one by one. */
const encodingChanged = {
  sqlstate: '0A000',
  message: 'text beyond ASCII cannot follow SET client_encoding in one query',
};

/** Messages that a client may be ahead; it is not read any further then. */
const mostWaiting = 1_000;

function faultOf(error: unknown): { readonly code: string; readonly message: string } {
  return { code: 'XX000', message: error instanceof Error ? error.message : String(error) };
}

function runOf({ sql, action }: Admission): Pick<Run, 'sql' | 'tag'> {
  const surrogate = surrogateOf(action);
  return { sql: surrogate?.sql ?? sql, tag: surrogate?.tag };
}
