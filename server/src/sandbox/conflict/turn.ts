/** A lock with one holder at a time. `take` waits for it, and answers the function that releases it. */
export interface Turn {
  readonly take: () => Promise<() => void>;
  /** Someone has it or waits for it. */
  readonly isTaken: () => boolean;
  /** Someone waits while another has it. */
  readonly isWanted: () => boolean;
  /** Resolves when everybody who has asked so far has released it. */
  readonly settled: () => Promise<void>;
}

export function createTurn(): Turn {
  let last: Promise<void> = Promise.resolve();
  let takers = 0;
  return {
    isTaken: () => takers > 0,
    isWanted: () => takers > 1,
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
