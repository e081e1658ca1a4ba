import type { Answer } from '../backend/answers.js';
import { EarlierFault } from '../backend/ask.js';
import type { Link } from '../backend/link.js';
import { tooManyPrepared } from '../bounds.js';
import type { Cluster } from '../cluster.js';
import type { Admission } from '../statement/admission.js';
import { positionOf } from '../statement/position.js';
import { readText } from '../wire/clientText.js';
import { cstring, endAt, frame, MessageFault } from '../wire/frame.js';
import { type Refusal, staleCatalog } from '../wire/refusal.js';
import { encodeError, errorFields, withFields } from '../wire/serverError.js';
import { admittedRun, runOf } from './admittedRun.js';
import { PreparedNames } from './prepared.js';
import type { Session } from './session.js';
import { refusalNow } from './transactionRules.js';

/**
 * The extended protocol: statements that are parsed, bound and executed in batches, each up to a Sync.
 * https://www.postgresql.org/docs/16/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY
 */
export class Pipeline {
  /** After an error everything up to the next Sync is ignored. */
  isSkipping = false;
  /** Statements executed since the last Sync. */
  private executed = 0;
  readonly names = new PreparedNames();
  /** The last pending answer of Parse, Bind, Describe and Close. Those before it are known by then. */
  private pending: Promise<Answer> | undefined;

  constructor(
    private readonly link: Link,
    private readonly session: Session,
    private readonly cluster: Cluster,
    private readonly write: (bytes: Buffer) => void,
    /** Whether the client has sent a Sync after the current work. */
    private readonly isSyncNext: () => boolean,
  ) {}

  /** Nothing has come since the last Sync. */
  get isEmpty(): boolean {
    return this.pending === undefined && this.executed === 0;
  }

  async parse(bytes: Buffer): Promise<void> {
    const name = readText(bytes, 5, this.link.encoding);
    const text = readText(bytes, name.next, this.link.encoding);
    const admission = await this.cluster.admit(text.text);
    if (admission.refusal && !this.session.isFailed) {
      await this.settle();
      if (this.isSkipping) return;
      this.isSkipping = true;
      await this.session.refuse(admission.refusal);
      return;
    }
    if (!(await this.prepare(admission)) || !(await this.hasRoom(bytes))) return;
    const types = bytes.subarray(text.next);
    this.names.keep(this.names.statements, name.text, { admission, types, size: bytes.length });
    const { sql } = runOf(admission);
    this.forward(
      frame('P', cstring(name.text, this.link.encoding), cstring(sql, this.link.encoding), types),
      '1',
      '',
      admission,
    );
  }

  /** Whether the session may keep one more message. If not, the client is told. */
  private async hasRoom({ length }: Buffer): Promise<boolean> {
    if (this.names.size + length <= this.cluster.bounds.prepared || this.session.isFailed) return true;
    await this.settle();
    if (this.isSkipping) return false;
    const rows = await this.session.upstream.ask('SELECT name FROM pg_catalog.pg_prepared_statements');
    const prepared = new Set(['', ...rows.map(([name]) => name)]);
    for (const name of this.names.statements.keys())
      if (!prepared.has(name)) this.names.drop(this.names.statements, name);
    if (this.names.size + length <= this.cluster.bounds.prepared) return true;
    this.isSkipping = true;
    await this.session.refuse(tooManyPrepared(this.cluster.bounds));
    return false;
  }

  /** Answers whether the statement may be sent to PostgreSQL. */
  private async prepare({ action }: Admission): Promise<boolean> {
    const { session } = this;
    const { transaction } = session;
    const isReadAnew = transaction?.redo !== undefined && transaction.hasSet;
    if (!(transaction?.definition || isReadAnew) || session.isFailed) return true;
    if (action.kind === 'commit' || action.kind === 'rollback') return true;
    await this.settle();
    this.isSkipping ||= !(await session.prepare());
    return !this.isSkipping;
  }

  async bind(bytes: Buffer): Promise<void> {
    const portal = readText(bytes, 5, this.link.encoding);
    const name = readText(bytes, portal.next, this.link.encoding);
    const statement = this.names.statements.get(name.text);
    if (statement && !((await this.prepare(statement.admission)) && (await this.hasRoom(bytes)))) return;
    this.names.unused.add(portal.text);
    if (statement)
      this.names.keep(this.names.portals, portal.text, {
        statement,
        values: bytes.subarray(name.next),
        size: bytes.length,
      });
    this.forward(bytes, '2');
  }

  close(bytes: Buffer): void {
    if (bytes.length < 6) throw new MessageFault('no data left in message');
    const { text } = readText(bytes, 6, this.link.encoding);
    const { names } = this;
    names.drop(bytes[5] === 0x53 ? names.statements : names.portals, text);
    if (bytes[5] !== 0x53) names.unused.delete(text);
    this.forward(bytes, '3');
  }

  /** To PostgreSQL as it is. `aside`: types of message that come before the last. */
  forward(bytes: Buffer, ends: string, aside = '', admission?: Admission): void {
    this.session.upstream.touch();
    const shown = ends + aside;
    this.pending = this.link.request(bytes, ends, (message) => {
      if (shown.includes(message.type)) this.write(message.bytes);
      else if (message.type === 'E') {
        this.isSkipping = true;
        this.write(shownError(this.session, message.bytes, admission));
      }
    });
  }

  async execute(bytes: Buffer): Promise<void> {
    const portalName = readText(bytes, 5, this.link.encoding);
    const portal = this.names.portals.get(portalName.text);
    this.names.unused.delete(portalName.text);
    const limit = bytes.readInt32BE(portalName.next);
    endAt(bytes, portalName.next + 4);
    if (!portal) return this.forward(bytes, 'CIs', 'D');
    const { admission, types } = portal.statement;
    // Statements that read or write go to PostgreSQL in one batch with their Parse and Bind. Others must know that these
    // succeeded.
    const { action } = admission;
    if ((action.kind !== 'read' && action.kind !== 'write') || this.session.wouldRefuse(action))
      await this.settle();
    if (this.isSkipping) return;
    const run = admittedRun(admission, {
      types,
      values: portal.values,
      portal: portalName.text,
      limit,
      positionOf: (told) => positionOf(admission, told),
      isSimple: false,
    });
    const place = { isLast: this.isSyncNext(), isAlone: this.executed++ === 0 };
    try {
      if (!(await this.session.execute(admission, run, place))) this.isSkipping = true;
      this.pending = undefined;
    } catch (error) {
      if (!(error instanceof EarlierFault)) throw error;
      this.isSkipping = true;
    }
  }

  async settle(): Promise<void> {
    const { pending } = this;
    if (!pending) return;
    this.link.flushAnswers();
    this.pending = undefined;
    await pending;
  }

  /** A simple query ends the portal without a name. */
  endUnnamed(): void {
    this.names.unused.delete('');
    if (!this.names.portals.has('')) return;
    this.names.drop(this.names.portals, '');
    void this.link.request(frame('C', Buffer.from('P'), cstring('')), '3', () => undefined);
  }

  /** Ends the batch. It fails if one of its statements failed. */
  async sync(): Promise<void> {
    // What came behind the last Execute may have failed.
    if (this.session.transaction?.isExplicit === false) await this.settle();
    this.pending = undefined;
    this.executed = 0;
    if (this.isSkipping) await this.session.fail();
    else await this.session.finish();
    // Only now, because an error of the batch may be reported no sooner than by this.
    this.isSkipping = false;
  }
}

/** `admission`: of the statement that PostgreSQL could not parse. */
function shownError(session: Session, bytes: Buffer, admission: Admission | undefined): Buffer {
  // What the transaction cannot see any more is why.
  const refused = session.transaction && refusalNow(session, { kind: 'read' });
  if (refused && !session.isFailed) return told(refused);
  const fields = errorFields(bytes);
  const place = fields.get('P');
  if (fields.get('C') === '55P03') return told(staleCatalog);
  return admission && place ? withFields(bytes, { P: String(positionOf(admission, Number(place))) }) : bytes;
}

const told = ({ sqlstate, message, hint }: Refusal): Buffer =>
  encodeError({ severity: 'ERROR', code: sqlstate, message, hint });
