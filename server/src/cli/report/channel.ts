/** Text that one part writes while another reads it. */
export interface Channel extends AsyncIterable<string> {
  readonly push: (text: string) => void;
  readonly end: () => void;
}

/** Holds what was pushed until it is taken; ends after what was pushed before the end. */
export function createChannel(): Channel {
  let waiting: string[] = [];
  let isEnded = false;
  let wake: () => void = () => undefined;
  return {
    push: (text) => {
      if (text !== '') waiting.push(text);
      wake();
    },
    end: () => {
      isEnded = true;
      wake();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const texts = waiting;
        waiting = [];
        yield* texts;
        if (waiting.length > 0) continue;
        if (isEnded) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
