import { serverErrors } from '../../core/dialect/serverErrors.js';
import { QueryError } from '../backend/ask.js';
import type { Link } from '../backend/link.js';
import type { Cluster } from '../cluster.js';
import { EncodingFault, readText } from '../wire/clientText.js';
import { endAt, type Frame, frame, MessageFault } from '../wire/frame.js';
import { type Refusal, refusal } from '../wire/refusal.js';
import { encodeError } from '../wire/serverError.js';
import { type Inflow, isCopyData, MessageQueue } from './messageQueue.js';
import { Pipeline } from './pipeline.js';
import type { Session } from './session.js';
import { answerQuery } from './simpleQuery.js';

/**
 * The client's side of a session: what each of its messages asks for.
 * https://www.postgresql.org/docs/16/protocol-flow.html
 */
export class Conversation {
  private readonly messages: MessageQueue;
  private readonly pipeline: Pipeline;
  /** What is said of a message that had no place in a COPY. */
  private outOfPlace: Refusal | undefined;

  constructor(
    private readonly link: Link,
    private readonly session: Session,
    private readonly cluster: Cluster,
    private readonly out: {
      readonly write: (bytes: Buffer) => void;
      readonly flush: () => void;
      readonly drained: () => Promise<void> | undefined;
    },
    inflow: Inflow,
    private readonly end: (farewell?: Buffer) => void,
  ) {
    this.messages = new MessageQueue(link, out.flush, inflow, {
      enter() {
        cluster.attention.begin();
        return session.enter();
      },
      room: () => out.drained() ?? link.drained(),
      handle: (message) => this.handle(message).catch((error: unknown) => this.misread(message, error)),
      keep: (message) => session.upstream.copied?.take(message),
      breakCopy: (message) => {
        session.upstream.copied?.break();
        this.outOfPlace = outOfPlace(message);
        session.upstream.interruption = this.outOfPlace;
      },
      fail: (error) => end(fatal('XX000', error instanceof Error ? error.message : String(error))),
      leave() {
        session.leave();
        cluster.attention.end();
      },
    });
    this.pipeline = new Pipeline(link, session, cluster, out.write, () => this.messages.next?.type === 'S');
    session.isBound = () => this.pipeline.names.unused.size > 0;
  }

  get isBusy(): boolean {
    return this.messages.isBusy;
  }

  take(message: Frame): void {
    this.messages.take(message);
  }

  /** PostgreSQL asks for the data of a COPY. */
  /** Whether PostgreSQL waits for the client's data of a COPY. */
  get isCopying(): boolean {
    return this.messages.isCopying;
  }

  startCopy(): void {
    this.messages.startCopy();
  }

  /** PostgreSQL has ended the session. Running work fails by itself. */
  lose(): void {
    this.session.upstream.copied?.break();
    if (!this.isBusy) this.end();
  }

  private async handle(message: Frame): Promise<void> {
    const { type, bytes } = message;
    const { pipeline } = this;
    if (message.isCut) return await this.cut(message);
    if ('QPB'.includes(type) && pipeline.isEmpty) {
      await this.session.untilDefined();
      await this.session.settingsBack();
    }
    if (type === 'X') {
      await pipeline.settle();
      return this.end();
    }
    if (type === 'S') {
      await pipeline.sync();
      endAt(bytes, 5);
      return this.ready();
    }
    // Only with the answers to what came before is it known whether that has failed.
    if (type === 'Q' || type === 'F') await pipeline.settle();
    if (pipeline.isSkipping || isCopyData(message)) return;
    if (type === 'Q') {
      const { text, next } = readText(bytes, 5, this.link.encoding);
      endAt(bytes, next);
      pipeline.endUnnamed();
      await answerQuery(text, this.session, this.cluster, this.out.write);
      return this.ready();
    }
    if (type === 'P') return await pipeline.parse(bytes);
    if (type === 'B') return await pipeline.bind(bytes);
    if (type === 'D') return pipeline.forward(bytes, 'Tn', 't');
    if (type === 'C') return pipeline.close(bytes);
    if (type === 'E') {
      await pipeline.execute(bytes);
      if (this.isOutOfStep()) this.end(outOfStep);
      return;
    }
    if (type === 'H') {
      endAt(bytes, 5);
      return this.link.flushAnswers();
    }
    if (type === 'F') {
      await this.session.refuse(refusal(serverErrors.functionCall));
      this.ready();
    }
  }

  /** The last message: nothing behind it can be read. Of a length that is none PostgreSQL says nothing. */
  private async cut({ type, bytes }: Frame): Promise<void> {
    await this.pipeline.settle();
    const isType = 'QPBDECSHFXdcf'.includes(type);
    this.end(isType ? undefined : fatal('08P01', `invalid frontend message type ${bytes[0]}`));
  }

  /** Whether a COPY has ended because the client sent something else. */
  private isOutOfStep(): boolean {
    return this.outOfPlace !== undefined && this.session.upstream.interrupted === this.outOfPlace;
  }

  /**
   * Handles a message that is not as long as its fields, and one for which a query of the sandbox fails. The session continues.
   */
  private async misread({ type }: Frame, error: unknown): Promise<void> {
    if (!(error instanceof RangeError || error instanceof QueryError)) throw error;
    await this.pipeline.settle();
    if (this.pipeline.isSkipping) return;
    if (error instanceof QueryError) {
      await this.session.fail();
      this.session.upstream.fault(error.response);
    } else if (error instanceof EncodingFault)
      await this.session.refuse({ sqlstate: '22021', message: error.message });
    else {
      const message = error instanceof MessageFault ? error.message : 'insufficient data left in message';
      await this.session.refuse({ sqlstate: '08P01', message });
    }
    if (type === 'Q' || type === 'S') this.ready();
    else this.pipeline.isSkipping = true;
  }

  private ready(): void {
    if (this.isOutOfStep()) {
      this.end(outOfStep);
      return;
    }
    if (this.session.state === 'I') this.pipeline.names.forgetPortals();
    this.out.write(frame('Z', Buffer.from(this.session.state)));
    this.out.flush();
  }
}

const fatal = (code: string, message: string): Buffer => encodeError({ severity: 'FATAL', code, message });

const outOfStep = fatal('08P01', 'terminating connection because protocol synchronization was lost');

/** What PostgreSQL says of a message in the data of a COPY: where its length is none, it takes it for the end of the connection. */
const outOfPlace = ({ type, bytes }: Frame): Refusal =>
  'dcfHS'.includes(type)
    ? { sqlstate: '08006', message: 'unexpected EOF on client connection with an open transaction' }
    : {
        sqlstate: '08P01',
        message: `unexpected message type 0x${bytes.toString('hex', 0, 1).toUpperCase()} during COPY from stdin`,
      };
