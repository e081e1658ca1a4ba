import { type Profiler, Session } from 'node:inspector';

// A step is a run of a block of our code, or a character that a regular expression or a search reads. Time tells the same
// less surely: a machine has other things to do.

const { exec } = RegExp.prototype;
const { indexOf, includes, [Symbol.iterator]: iterate } = String.prototype;

export interface Counter {
  /** The steps that something takes. */
  readonly count: (work: () => unknown) => number;
  readonly close: () => void;
}

/** Counts from now on, in this process, until it is closed. */
export function countSteps(): Counter {
  const session = new Session();
  let read = 0;
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  RegExp.prototype.exec = function (text) {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const match = exec.call(this, text);
    const end = match ? match.index + match[0].length : this.sticky ? from : text.length;
    read += 1 + end - from;
    return match;
  };
  String.prototype.indexOf = function (wanted, from = 0) {
    const found = indexOf.call(this, wanted, from);
    read += 1 + (found < 0 ? this.length : found) - from;
    return found;
  };
  String.prototype.includes = function (wanted, from = 0) {
    return this.indexOf(wanted, from) >= 0;
  };
  String.prototype[Symbol.iterator] = function () {
    read += this.length;
    return iterate.call(this);
  };
  return {
    count(work) {
      blocks(session);
      read = 0;
      work();
      return blocks(session) + read;
    },
    close() {
      RegExp.prototype.exec = exec;
      Object.assign(String.prototype, { indexOf, includes, [Symbol.iterator]: iterate });
      session.disconnect();
    },
  };
}

/** Blocks of our code that have run since it was asked last. */
function blocks(session: Session): number {
  let count = 0;
  session.post('Profiler.takePreciseCoverage', (_, { result }) => {
    count = result
      .filter(({ url }) => url.includes('/server/src/'))
      .reduce((sum, script) => sum + runsOf(script), 0);
  });
  return count;
}

const runsOf = ({ functions }: Profiler.ScriptCoverage): number =>
  functions.reduce((sum, { ranges }) => sum + ranges.reduce((all, range) => all + range.count, 0), 0);
