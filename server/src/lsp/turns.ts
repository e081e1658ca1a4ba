import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Steps } from '../core/text/steps.js';

/** How long work goes on before the messages of the editor are read. */
export interface Pace {
  /** Asked after each step of work: whether it is time to read them. */
  readonly isTime: () => boolean;
  /** Resolves when they are read. */
  readonly turn: () => Promise<void>;
}

/** Milliseconds of work between two looks at the messages: less than a person notices. */
const longest = 10;

export function steadyPace(now: () => number, turn: () => Promise<void>): Pace {
  let begun = now();
  return {
    isTime() {
      if (now() - begun < longest) return false;
      begun = now();
      return true;
    },
    turn,
  };
}

/** Why the work is no longer wanted; undefined while it is. */
export type Unwanted = () => ResponseError<undefined> | undefined;

/**
 * Runs work in steps, and reads the messages of the editor in between. Rejects with the reason as soon as the work is no longer
 * wanted.
 */
export async function inTurns<Value>(steps: Steps<Value>, pace: Pace, unwanted: Unwanted): Promise<Value> {
  for (;;) {
    const reason = unwanted();
    if (reason) throw reason;
    do {
      const { done, value } = steps.next();
      if (done) return value;
    } while (!pace.isTime());
    await pace.turn();
  }
}

/** A work that several requests wait for. */
export interface SharedWork<Value> {
  /** Rejects at once where the request is canceled. The work continues as long as another request waits. */
  readonly wait: (token: CancellationToken) => Promise<Value>;
  /** Whether all requests were canceled before it was done. It is never finished then. */
  readonly isLeft: () => boolean;
}

export function shareWork<Value>(steps: Steps<Value>, pace: Pace, unwanted: Unwanted): SharedWork<Value> {
  const waiting = new Set<CancellationToken>();
  let wasLeft = false;
  const isLeft = () => {
    wasLeft ||=
      waiting.size > 0 && [...waiting].every(({ isCancellationRequested }) => isCancellationRequested);
    return wasLeft;
  };
  const result = inTurns(steps, pace, () => unwanted() ?? (isLeft() ? canceled() : undefined));
  return {
    isLeft,
    wait(token) {
      waiting.add(token);
      return new Promise((resolve, reject) => {
        const listening = token.onCancellationRequested(() => reject(canceled()));
        result.then(resolve, reject).finally(() => {
          listening.dispose();
          waiting.clear();
        });
      });
    },
  };
}

/**
 * The end of a work, which is begun again where something else than what was asked about is edited meanwhile. `leave`: what has
 * failed is not to be waited for again.
 */
export async function newest<Value>(
  begin: () => Promise<SharedWork<Value>>,
  {
    token,
    isCurrent,
    leave,
  }: {
    readonly token: CancellationToken;
    readonly isCurrent: () => boolean;
    readonly leave: (work: SharedWork<Value>) => void;
  },
): Promise<Value> {
  for (;;) {
    const work = await begin();
    try {
      return await work.wait(token);
    } catch (error) {
      if (token.isCancellationRequested) throw error;
      leave(work);
      if (!isOutdated(error) || !isCurrent()) throw error;
    }
  }
}

/** The editor has said that it does not wait for the answer any more. */
export const canceled = () =>
  new ResponseError<undefined>(LSPErrorCodes.RequestCancelled, 'The request was canceled.');

/** The file has been edited or closed since it was asked about. */
export const outdated = () =>
  new ResponseError<undefined>(
    LSPErrorCodes.ContentModified,
    'The file was edited or closed in the meantime.',
  );

export const isOutdated = (error: unknown): error is ResponseError<undefined> =>
  error instanceof ResponseError && error.code === LSPErrorCodes.ContentModified;
