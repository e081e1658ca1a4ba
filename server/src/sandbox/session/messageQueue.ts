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
  /** Resolves when the client has read, and PostgreSQL taken, what was sent to them; undefined where nothing is pending. */
  readonly room: () => Promise<void> | undefined;
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
  /** Bytes of the messages that wait. */
  private size = 0;

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
      this.size += message.bytes.length;
      if (this.waiting.length >= mostWaiting || this.size >= mostBytes) this.inflow.pause();
      void this.drain();
    }
  }

  /** PostgreSQL asks for the data of a COPY. */
  startCopy(): void {
    this.isCopying = true;
    this.flush();
    while (this.next && isCopyData(this.next)) {
      const message = this.shift();
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
      let begun = performance.now();
      for (let message = this.shift(); message; message = this.shift()) {
        await this.work.room();
        await this.work.handle(message);
        if (performance.now() - begun < longTurn) continue;
        // Work that needs no answer of PostgreSQL never yields by itself.
        await new Promise(setImmediate);
        begun = performance.now();
      }
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

  private shift(): Frame | undefined {
    const message = this.waiting.shift();
    this.size -= message?.bytes.length ?? 0;
    return message;
  }
}

/** CopyData, CopyDone or CopyFail. */
export const isCopyData = ({ type }: Frame): boolean => 'dcf'.includes(type);

/** How many messages a client may be ahead. Beyond that it is not read any further. */
const mostWaiting = 1_000;

/** Their bytes: more than one message may have. */
const mostBytes = 16 * 2 ** 20;

/** Milliseconds after which others have their turn. */
const longTurn = 20;
