import type { Link } from '../backend/link.js';
import type { Frame } from '../wire/frame.js';

/** Stops and goes on reading what the client sends. */
export interface Inflow {
  readonly pause: () => void;
  readonly resume: () => void;
}

/** What is done with messages in their turn. */
export interface MessageWork {
  readonly enter: () => Promise<void>;
  readonly handle: (message: Frame) => Promise<void>;
  readonly fail: (error: unknown) => void;
  /** After the last message that waits. */
  readonly leave: () => void;
}

/** The messages of a client, one after the other. Data of a COPY goes to PostgreSQL at once. */
export class MessageQueue {
  private readonly waiting: Frame[] = [];
  /** A message of the client is being worked on. */
  isBusy = false;
  private isCopying = false;

  constructor(
    private readonly link: Link,
    private readonly flush: () => void,
    private readonly inflow: Inflow,
    private readonly work: MessageWork,
  ) {
    link.onDrain = inflow.resume;
  }

  get next(): Frame | undefined {
    return this.waiting[0];
  }

  take(message: Frame): void {
    if (this.isCopying && isCopyData(message)) this.copy(message);
    else {
      this.waiting.push(message);
      if (this.waiting.length >= mostWaiting) this.inflow.pause();
      void this.drain();
    }
  }

  /** PostgreSQL asks for the data of a COPY. */
  startCopy(): void {
    this.isCopying = true;
    this.flush();
    while (this.next && isCopyData(this.next)) {
      const message = this.waiting.shift();
      if (message) this.copy(message);
    }
    this.inflow.resume();
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

  private async drain(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    await this.work.enter();
    try {
      for (let message = this.waiting.shift(); message; message = this.waiting.shift())
        await this.work.handle(message);
    } catch (error) {
      this.work.fail(error);
    } finally {
      this.work.leave();
      this.isBusy = false;
      this.flush();
      this.inflow.resume();
    }
    if (this.waiting.length > 0) void this.drain();
  }
}

/** CopyData, CopyDone or CopyFail. */
export const isCopyData = ({ type }: Frame): boolean => 'dcf'.includes(type);

/** Messages that a client may be ahead; it is not read any further then. */
const mostWaiting = 1_000;
