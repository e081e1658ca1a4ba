import type { Frame } from '../wire/frame.js';
import { sqlstateOf } from '../wire/serverError.js';

/** The outcome of one request: `skipped` where an earlier one of the same batch failed. */
export type Answer =
  | { readonly kind: 'done'; readonly last: Frame }
  | { readonly kind: 'failed'; readonly error: Buffer; readonly sqlstate: string }
  | { readonly kind: 'skipped' };

/** Takes the answers to a request in order, including the last one and an error. */
export type Take = (frame: Frame) => void;

interface Expected {
  /** The types of message that end it. */
  readonly ends: string;
  readonly take: Take;
  /** The error of a Sync, which is reported before its ReadyForQuery. */
  failed: Extract<Answer, { kind: 'failed' }> | undefined;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** Which request each message of PostgreSQL answers. Requests are answered in their order. */
export class Answers {
  private readonly expected: Expected[] = [];
  private isSkipping = false;
  private fault: Error | undefined;
  /** The start-up is over. */
  isOpen = false;
  /** The state of the transaction in the last ReadyForQuery: I, T or E. */
  state = 'I';

  /** The connection is gone. */
  get isLost(): boolean {
    return this.fault !== undefined;
  }

  /** Something is not answered yet. */
  get isBusy(): boolean {
    return this.expected.length > 0;
  }

  /** `ends`: the types of message that end the answer. */
  expect(ends: string, take: Take): Promise<Answer> {
    // After an error PostgreSQL ignores everything up to the next Sync.
    const isIgnored = this.isSkipping && ends !== 'Z' && !this.expected.some((other) => other.ends === 'Z');
    if (isIgnored) return Promise.resolve({ kind: 'skipped' });
    const answer = new Promise<Answer>((resolve, reject) => {
      if (this.fault) reject(this.fault);
      else this.expected.push({ ends, take, failed: undefined, resolve, reject });
    });
    // A caller that no longer waits for the answer must not end the process when the connection is lost.
    answer.catch(ignore);
    return answer;
  }

  /** The last request is not sent after all, and nobody waits for its answer. */
  withdraw(): void {
    this.expected.pop();
  }

  /** Takes the next message. */
  take(message: Frame): void {
    const { type, bytes } = message;
    const head = this.expected[0];
    if (!head) return;
    head.take(message);
    if (type === 'E') {
      const failed = { kind: 'failed', error: bytes, sqlstate: sqlstateOf(bytes) } as const;
      if (head.ends === 'Z') {
        // A commit that fails at the Sync, a refused start-up, or the end of the session.
        head.failed = failed;
        return;
      }
      this.expected.shift();
      this.isSkipping = true;
      while (this.expected[0] && this.expected[0].ends !== 'Z')
        this.expected.shift()?.resolve({ kind: 'skipped' });
      head.resolve(failed);
      return;
    }
    if (!head.ends.includes(type)) return;
    if (type === 'Z') {
      this.isSkipping = false;
      this.isOpen = true;
      this.state = String.fromCharCode(bytes[5] ?? 0);
    }
    this.expected.shift();
    head.resolve(head.failed ?? { kind: 'done', last: message });
  }

  /** Nothing will be answered any more. */
  lose(error: Error): void {
    if (this.fault) return;
    this.fault = error;
    for (const { reject } of this.expected.splice(0)) reject(error);
  }
}

export const ignore = (): void => undefined;
