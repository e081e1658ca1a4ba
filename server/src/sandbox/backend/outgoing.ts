import type net from 'node:net';
import { untilDrained } from './drained.js';

/** The batch that a link is about to send. */
export class Outgoing {
  private queue: Buffer[] = [];
  /** Bytes of the batch. */
  private size = 0;
  /** Sends what is held back. */
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly socket: net.Socket,
    /** Called when a batch is sent. */
    private readonly onFlush: () => void,
  ) {}

  add(bytes: Buffer): void {
    this.queue.push(bytes);
    this.size += bytes.length;
  }

  /** Adds what nobody waits for: it goes with what is sent next, or alone in a moment. */
  addHeld(bytes: Buffer): void {
    this.flush();
    this.add(bytes);
    this.timer = setTimeout(() => this.flush(), mostHeld);
  }

  /** Takes back what is held, if it is all of the batch. Answers whether it was. */
  takeHeld(): boolean {
    if (!this.timer || this.queue.length > 1) return false;
    this.empty();
    return true;
  }

  /** Sends the batch. Answers whether more may be sent at once. */
  flush(): boolean {
    if (this.queue.length === 0) return true;
    const bytes = this.queue.length === 1 ? this.queue[0] : Buffer.concat(this.queue, this.size);
    this.empty();
    this.onFlush();
    return bytes ? this.socket.write(bytes) : true;
  }

  /** Sends a batch that has become long. Resolves when what was sent is taken; undefined where it already is. */
  drained(): Promise<void> | undefined {
    if (this.size >= longBatch) this.flush();
    return this.socket.writableNeedDrain ? untilDrained(this.socket) : undefined;
  }

  empty(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.queue = [];
    this.size = 0;
  }
}

/** A batch of this many bytes is no longer held back. */
const longBatch = 2 ** 20;

/** Milliseconds in which a program that has begun a transaction sends its first statement, and that a clock may be late. */
const mostHeld = 1;
