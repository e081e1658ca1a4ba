import { serverErrors } from '../../core/dialect/serverErrors.js';
import { QueryError } from '../backend/ask.js';
import type { Link } from '../backend/link.js';
import type { Cluster } from '../cluster.js';
import { endAt, type Frame, frame, MessageFault, readCstring } from '../wire/frame.js';
import { refusal } from '../wire/refusal.js';
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
      fail: (error) => end(encodeError({ severity: 'FATAL', ...faultOf(error) })),
      leave() {
        session.leave();
        cluster.attention.end();
      },
    });
    this.pipeline = new Pipeline(link, session, cluster, out.write, () => this.messages.next?.type === 'S');
  }

  get isBusy(): boolean {
    return this.messages.isBusy;
  }

  take(message: Frame): void {
    this.messages.take(message);
  }

  /** PostgreSQL asks for the data of a COPY. */
  startCopy(): void {
    this.messages.startCopy();
  }

  /** PostgreSQL has ended the session. Running work fails by itself. */
  lose(): void {
    if (!this.isBusy) this.end();
  }

  private async handle(message: Frame): Promise<void> {
    const { type, bytes } = message;
    const { pipeline } = this;
    if ('QPB'.includes(type) && pipeline.isEmpty) {
      await this.session.untilDefined();
      await this.session.settingsBack();
    }
    if (type === 'X') return this.end();
    if (type === 'S') {
      await pipeline.sync();
      endAt(bytes, 5);
      return this.ready();
    }
    // Only with the answers to what came before is it known whether that has failed.
    if (type === 'Q' || type === 'F') await pipeline.settle();
    if (pipeline.isSkipping || isCopyData(message)) return;
    if (type === 'Q') {
      const { text, next } = readCstring(bytes, 5, this.link.encoding);
      endAt(bytes, next);
      await answerQuery(text, this.session, this.cluster, this.out.write);
      return this.ready();
    }
    if (type === 'P') return await pipeline.parse(bytes);
    if (type === 'B') return await pipeline.bind(bytes);
    if (type === 'D') return pipeline.forward(bytes, 'Tn', 't');
    if (type === 'C') return pipeline.close(bytes);
    if (type === 'E') return await pipeline.execute(bytes);
    if (type === 'H') {
      endAt(bytes, 5);
      return this.link.flushAnswers();
    }
    if (type === 'F') {
      await this.session.refuse(refusal(serverErrors.functionCall));
      return this.ready();
    }
    this.end(
      encodeError({ severity: 'FATAL', code: '08P01', message: `invalid frontend message type ${bytes[0]}` }),
    );
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
    } else {
      const message = error instanceof MessageFault ? error.message : 'insufficient data left in message';
      await this.session.refuse({ sqlstate: '08P01', message });
    }
    if (type === 'Q' || type === 'S') this.ready();
    else this.pipeline.isSkipping = true;
  }

  private ready(): void {
    if (this.session.state === 'I') this.pipeline.forgetPortals();
    this.out.write(frame('Z', Buffer.from(this.session.state)));
    this.out.flush();
  }
}

function faultOf(error: unknown): { readonly code: string; readonly message: string } {
  return { code: 'XX000', message: error instanceof Error ? error.message : String(error) };
}
