import type { Link } from '../backend/link.js';
import { cstring, type Frame, frame } from '../wire/frame.js';

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
  /** A message of the data of a COPY goes to PostgreSQL. */
  readonly keep: (message: Frame) => void;
  /** A message has come that has no place in a COPY. */
  readonly breakCopy: (message: Frame) => void;
  readonly fail: (error: unknown) => void;
  /** After the last message that waits. */
  readonly leave: () => void;
}

/** The messages of a client, one after the other. Data of a COPY goes to PostgreSQL at once. */
export class MessageQueue {
  private readonly waiting: Frame[] = [];
  /** A message of the client is being worked on. */
  isBusy = false;
  /** PostgreSQL has asked for the data of a COPY, and the client has not ended them. */
  isCopying = false;
  /** The client has sent what has no place in them. */
  private isBroken = false;
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
    if (this.isCopying && isCopyData(message)) {
      this.copy(message);
      // What has come among the data is ignored, as PostgreSQL does.
      if (!this.isCopying) while (this.next && isIgnoredInCopy(this.next)) this.shift();
      return;
    }
    // PostgreSQL may have ended the COPY already: then this is the client's next message.
    this.waiting.push(message);
    this.size += message.bytes.length;
    if (this.isCopying && !isIgnoredInCopy(message)) this.breakCopy(message);
    if (this.waiting.length >= mostWaiting || this.size >= mostBytes) this.inflow.pause();
    void this.drain();
  }

  /** PostgreSQL asks for the data of a COPY. */
  startCopy(): void {
    this.isCopying = true;
    this.isBroken = false;
    this.flush();
    const among: Frame[] = [];
    let hasData = false;
    while (this.isCopying && this.next && (isCopyData(this.next) || isIgnoredInCopy(this.next))) {
      const message = this.shift();
      if (message && isCopyData(message)) {
        hasData = true;
        this.copy(message);
      } else if (message && hasData) among.push(message);
    }
    if (this.isCopying && this.next) this.breakCopy(this.next);
    // They count where one of the rows before them fails.
    if (this.isCopying) this.putBack(among);
    this.inflow.resume();
  }

  private copy(message: Frame): void {
    if (this.isBroken) return;
    const { type, bytes } = message;
    this.link.sendOnly(bytes);
    this.work.keep(message);
    if (type === 'd') {
      if (!this.link.flush()) this.inflow.pause();
    } else {
      this.isCopying = false;
      this.link.flushAnswers();
    }
  }

  private breakCopy(message: Frame): void {
    if (this.isBroken) return;
    this.isBroken = true;
    this.work.breakCopy(message);
    this.link.sendOnly(copyFail);
    this.link.flushAnswers();
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
        // Where the COPY failed, PostgreSQL waits for no end of the data.
        this.isCopying = false;
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

  private putBack(messages: readonly Frame[]): void {
    this.waiting.unshift(...messages);
    for (const { bytes } of messages) this.size += bytes.length;
  }

  private shift(): Frame | undefined {
    const message = this.waiting.shift();
    this.size -= message?.bytes.length ?? 0;
    return message;
  }
}

/** CopyData, CopyDone or CopyFail. */
export const isCopyData = ({ type, isCut }: Frame): boolean => !isCut && 'dcf'.includes(type);

/** Flush or Sync, which PostgreSQL ignores as long as it copies. */
const isIgnoredInCopy = ({ type, isCut }: Frame): boolean => !isCut && 'HS'.includes(type);

const copyFail = frame('f', cstring(''));

/** How many messages a client may be ahead. Beyond that it is not read any further. */
const mostWaiting = 1_000;

/** Their bytes: more than one message may have. */
const mostBytes = 16 * 2 ** 20;

/** Milliseconds after which others have their turn. */
const longTurn = 20;
