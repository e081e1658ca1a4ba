import type { Answer } from '../backend/answers.js';
import { EarlierFault } from '../backend/ask.js';
import type { Link } from '../backend/link.js';
import type { Run } from '../backend/run.js';
import type { Cluster } from '../cluster.js';
import type { Admission } from '../statement/admission.js';
import { positionOf } from '../statement/position.js';
import { cstring, frame, readCstring } from '../wire/frame.js';
import { type Refusal, staleCatalog } from '../wire/refusal.js';
import { encodeError, errorFields, withFields } from '../wire/serverError.js';
import { runOf } from './admittedRun.js';
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
 * The extended protocol: statements that are parsed, bound and executed in batches, each up to a Sync.
 * https://www.postgresql.org/docs/16/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY
 */
export class Pipeline {
  /** After an error everything up to the next Sync is ignored. */
  isSkipping = false;
  /** Statements carried out since the last Sync. */
  private executed = 0;
  private readonly statements = new Map<string, Prepared>();
  private readonly portals = new Map<string, Portal>();
  /** Answers of Parse, Bind, Describe and Close that are not known yet. */
  private pending: Promise<Answer>[] = [];

  constructor(
    private readonly link: Link,
    private readonly session: Session,
    private readonly cluster: Cluster,
    private readonly write: (bytes: Buffer) => void,
    /** Whether the client has sent a Sync behind what is at work. */
    private readonly isSyncNext: () => boolean,
  ) {}

  /** Nothing has come since the last Sync. */
  get isEmpty(): boolean {
    return this.pending.length === 0 && this.executed === 0;
  }

  async parse(bytes: Buffer): Promise<void> {
    const name = readCstring(bytes, 5, this.link.encoding);
    const text = readCstring(bytes, name.next, this.link.encoding);
    const admission = await this.cluster.admit(text.text);
    if (admission.refusal && !this.session.isFailed) {
      await this.settle();
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
    await this.settle();
    this.isSkipping ||= !(await session.prepare());
    return !this.isSkipping;
  }

  async bind(bytes: Buffer): Promise<void> {
    const portal = readCstring(bytes, 5, this.link.encoding);
    const name = readCstring(bytes, portal.next, this.link.encoding);
    const statement = this.statements.get(name.text);
    if (statement && !(await this.prepare(statement.admission))) return;
    if (statement) this.portals.set(portal.text, { statement, values: bytes.subarray(name.next) });
    this.forward(bytes, '2');
  }

  close(bytes: Buffer): void {
    const { text } = readCstring(bytes, 6, this.link.encoding);
    if (bytes[5] === 0x53) this.statements.delete(text);
    else this.portals.delete(text);
    this.forward(bytes, '3');
  }

  /** To PostgreSQL as it is. `aside`: types of message that come before the last. */
  forward(bytes: Buffer, ends: string, aside = '', admission?: Admission): void {
    this.session.upstream.touch();
    const shown = ends + aside;
    const answer = this.link.request(bytes, ends, (message) => {
      if (shown.includes(message.type)) this.write(message.bytes);
      else if (message.type === 'E') {
        this.isSkipping = true;
        this.write(shownError(message.bytes, admission));
      }
    });
    this.pending.push(answer);
  }

  async execute(bytes: Buffer): Promise<void> {
    const portalName = readCstring(bytes, 5, this.link.encoding);
    const portal = this.portals.get(portalName.text);
    const limit = bytes.readInt32BE(portalName.next);
    if (!portal) return this.forward(bytes, 'CIs', 'D');
    const { admission, types } = portal.statement;
    // Readers and writers go to PostgreSQL in one batch with their Parse and Bind; others need to know that those succeeded.
    const { action } = admission;
    if ((action.kind !== 'read' && action.kind !== 'write') || this.session.wouldRefuse(action))
      await this.settle();
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
    const place = { isLast: this.isSyncNext(), isAlone: this.executed++ === 0 };
    try {
      if (!(await this.session.execute(admission, run, place))) this.isSkipping = true;
    } catch (error) {
      if (!(error instanceof EarlierFault)) throw error;
      this.isSkipping = true;
    }
  }

  async settle(): Promise<void> {
    if (this.pending.length === 0) return;
    this.link.flushAnswers();
    const pending = this.pending;
    this.pending = [];
    await Promise.all(pending);
  }

  /** PostgreSQL has closed them all: they live in a transaction. */
  forgetPortals(): void {
    this.portals.clear();
  }

  /** Ends the batch, which fails where one of it did. */
  async sync(): Promise<void> {
    this.pending = [];
    this.executed = 0;
    if (this.isSkipping) {
      this.isSkipping = false;
      await this.session.fail();
    } else await this.session.finish();
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
