/**
 * A long computation in steps of some microseconds to milliseconds. Between two steps, whoever runs it may do something else or
 * abandon it: nothing is left half done.
 */
export type Steps<Value> = Generator<undefined, Value>;

/** Runs all steps at once. */
export function finish<Value>(steps: Steps<Value>): Value {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
