/** A turn that one holder at a time has. `take` waits for it and answers the function that gives it back. */
export interface Turn {
  readonly take: () => Promise<() => void>;
  /** Someone has it or waits for it. */
  readonly isTaken: () => boolean;
  /** Until all who have asked for it so far have given it back. */
  readonly settled: () => Promise<void>;
}

export function createTurn(): Turn {
  let last: Promise<void> = Promise.resolve();
  let takers = 0;
  return {
    isTaken: () => takers > 0,
    settled: () => last,
    async take() {
      const before = last;
      let giveBack = (): void => undefined;
      last = new Promise((resolve) => {
        giveBack = resolve;
      });
      takers++;
      await before;
      return () => {
        takers--;
        giveBack();
      };
    },
  };
}
