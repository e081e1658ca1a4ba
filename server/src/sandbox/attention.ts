/**
 * Whether the process stays awake for what comes next. To sleep and to be woken takes longer than most statements: a process in
 * between doubles the time of a statement by that alone. So it looks again and again for a moment, as long as it serves one
 * session and what it looks for usually comes in that time. Where it does not, because others want the processor, it sleeps.
 */
export interface Attention {
  /** A session has something to do, and has done it. */
  readonly begin: () => void;
  readonly end: () => void;
  /** Of PostgreSQL, which was sent something. */
  readonly answers: Watch;
  /** Of clients, which were sent something. */
  readonly messages: Watch;
}

interface Watch {
  /** Something is expected soon. */
  readonly expect: () => void;
  /** Something has come. */
  readonly met: () => void;
}

/** `clock`: milliseconds. `next`: calls a function once what has come in the meantime was served. */
export function createAttention(
  clock: () => number = () => performance.now(),
  next: (look: () => void) => void = setImmediate,
): Attention {
  let busy = 0;
  const watch = (longest: number): Watch => {
    /** Undefined where nothing is expected. */
    let until: number | undefined;
    let isLooking = false;
    let credit = mostCredit;
    let rest = shortestRest;
    let restsUntil = 0;
    const look = () => {
      if (until !== undefined && clock() < until) return next(look);
      isLooking = false;
      if (until === undefined) return;
      until = undefined;
      credit -= missed;
      if (credit > 0) return;
      restsUntil = clock() + rest;
      rest = Math.min(rest * 2, longestRest);
      credit = missed;
    };
    return {
      expect() {
        if (busy > 1) return;
        const now = clock();
        if (now < restsUntil) return;
        until = now + longest;
        if (isLooking) return;
        isLooking = true;
        next(look);
      },
      met() {
        if (until === undefined) return;
        until = undefined;
        credit = Math.min(credit + 1, mostCredit);
        if (credit === mostCredit) rest = shortestRest;
      },
    };
  };
  return {
    begin: () => {
      busy++;
    },
    end: () => {
      busy--;
    },
    answers: watch(answerTime),
    messages: watch(thinkingTime),
  };
}

/** Milliseconds of a statement by key with its commit. */
const answerTime = 0.3;
/** Milliseconds that a program takes until its next statement. */
const thinkingTime = 0.1;

/** What is missed costs as much as so many that are met bring. */
const missed = 4;
const mostCredit = 40;

/** Milliseconds. */
const shortestRest = 20;
const longestRest = 5_000;
