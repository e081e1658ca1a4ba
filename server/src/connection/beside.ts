import type { Dial } from './dialing.js';
import { type DecodedFailure, isFailure } from './failures.js';
import type { Link } from './link.js';

/** A second connection for the extension's own queries, opened for the first of them. */
export interface Beside {
  /** One piece of work after the other; `work` may reject with what the server says. */
  readonly on: <Result>(
    work: (link: Link) => Promise<Result>,
    decode: (error: unknown) => DecodedFailure,
  ) => Promise<Result | DecodedFailure>;
  readonly close: () => Promise<void>;
}

/** `age`: when a connection is replaced, milliseconds. */
export function createBeside(dial: Dial, now: () => number, age: number): Beside {
  let current: { readonly link: Link; readonly openedAt: number } | undefined;
  let line: Promise<unknown> = Promise.resolve();
  let abort = new AbortController();

  async function linkNow(): Promise<Link | DecodedFailure> {
    if (current?.link.isOpen()) {
      if (now() - current.openedAt < age) return current.link;
      void current.link.close();
    }
    const link = await dial({ signal: abort.signal, waking: () => undefined, ended: () => undefined });
    current = isFailure(link) ? undefined : { link, openedAt: now() };
    return link;
  }

  return {
    on(work, decode) {
      const turn = line.then(async () => {
        const link = await linkNow();
        return isFailure(link) ? link : await work(link).catch(decode);
      });
      line = turn;
      return turn;
    },
    close: async () => {
      abort.abort();
      abort = new AbortController();
      await line;
      await current?.link.close();
      current = undefined;
    },
  };
}
