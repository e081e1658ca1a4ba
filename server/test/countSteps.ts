import { type Profiler, Session } from 'node:inspector';

// A step is a run of a block of our code, a character that a regular expression or a search reads, or an element that a
// built-in function of arrays goes through. Time tells the same less surely: a machine has other things to do.

const { exec } = RegExp.prototype;
const { indexOf, includes, [Symbol.iterator]: iterate } = String.prototype;

/** Built-in functions that go through an array, or through what they answer, without a run of our code. */
const { concat, includes: has, indexOf: find, lastIndexOf, shift, slice, splice, unshift } = Array.prototype;

/** The steps of some work by the place where they were made. */
export type Steps = ReadonlyMap<string, readonly Block[]>;

interface Block {
  readonly start: number;
  readonly end: number;
  readonly count: number;
}

export interface Counter {
  /** The steps that something takes. */
  readonly count: (work: () => unknown) => number;
  /** The same steps, by the place where each was made. */
  readonly steps: (work: () => unknown) => Steps;
  /** Those of work that goes on until its promise is settled. */
  readonly stepsUntil: (work: () => Promise<unknown>) => Promise<Steps>;
  readonly close: () => void;
}

/** Counts from now on, in this process, until it is closed. */
export function countSteps(): Counter {
  const session = new Session();
  const read = { characters: 0, elements: 0 };
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  RegExp.prototype.exec = function (text) {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const match = exec.call(this, text);
    const end = match ? match.index + match[0].length : this.sticky ? from : text.length;
    read.characters += 1 + end - from;
    return match;
  };
  String.prototype.indexOf = function (wanted, from = 0) {
    const found = indexOf.call(this, wanted, from);
    read.characters += 1 + (found < 0 ? this.length : found) - from;
    return found;
  };
  String.prototype.includes = function (wanted, from = 0) {
    return this.indexOf(wanted, from) >= 0;
  };
  String.prototype[Symbol.iterator] = function () {
    read.characters += this.length;
    return iterate.call(this);
  };
  const restore = countElements((elements) => {
    read.elements += elements;
  });
  const begin = () => {
    blocksOf(session);
    Object.assign(read, { characters: 0, elements: 0 });
  };
  const end = (): Steps => {
    const { characters, elements } = read;
    const blocks = blocksOf(session);
    blocks.set('characters read', [{ start: 0, end: 1, count: characters }]);
    blocks.set('elements of arrays', [{ start: 0, end: 1, count: elements }]);
    return blocks;
  };
  const steps = (work: () => unknown): Steps => {
    begin();
    work();
    return end();
  };
  return {
    steps,
    async stepsUntil(work) {
      begin();
      await work();
      return end();
    },
    count: (work) => totalOf(steps(work)),
    close() {
      RegExp.prototype.exec = exec;
      Object.assign(String.prototype, { indexOf, includes, [Symbol.iterator]: iterate });
      restore();
      session.disconnect();
    },
  };
}

export const totalOf = (steps: Steps): number =>
  [...steps.values()].reduce((sum, blocks) => sum + blocks.reduce((all, { count }) => all + count, 0), 0);

function countElements(tell: (elements: number) => void): () => void {
  const prototype = Array.prototype;
  prototype.includes = function (wanted, from = 0) {
    return this.indexOf(wanted, from) >= 0 || (Number.isNaN(wanted) && has.call(this, wanted, from));
  };
  prototype.indexOf = function (wanted, from = 0) {
    const at = find.call(this, wanted, from);
    tell(at < 0 ? this.length : at + 1);
    return at;
  };
  prototype.lastIndexOf = function (wanted) {
    const at = lastIndexOf.call(this, wanted);
    tell(this.length - Math.max(at, 0));
    return at;
  };
  const answering = (work: (this: unknown[], ...given: never[]) => unknown[]) =>
    function (this: unknown[], ...given: never[]) {
      const answer = work.apply(this, given);
      tell(answer.length);
      return answer;
    };
  const moving = (work: (this: unknown[], ...given: never[]) => unknown) =>
    function (this: unknown[], ...given: never[]) {
      tell(this.length);
      return work.apply(this, given);
    };
  Object.assign(prototype, {
    concat: answering(concat),
    slice: answering(slice),
    shift: moving(shift),
    splice: moving(splice),
    unshift: moving(unshift),
  });
  return () =>
    void Object.assign(prototype, {
      concat,
      includes: has,
      indexOf: find,
      lastIndexOf,
      shift,
      slice,
      splice,
      unshift,
    });
}

/** Blocks of our code that have run since it was asked last, by their function. */
function blocksOf(session: Session): Map<string, readonly Block[]> {
  const blocks = new Map<string, readonly Block[]>();
  session.post('Profiler.takePreciseCoverage', (_, { result }) => {
    for (const { url, functions } of result) {
      const [, file] = /\/server\/src\/(.*)$/.exec(url) ?? [];
      if (file === undefined) continue;
      for (const { functionName, ranges } of functions) {
        const [whole] = ranges;
        if (!whole || whole.count === 0) continue;
        blocks.set(`${file} ${functionName || 'a function'} at ${whole.startOffset}`, ranges.map(blockOf));
      }
    }
  });
  return blocks;
}

const blockOf = ({ startOffset, endOffset, count }: Profiler.CoverageRange): Block => ({
  start: startOffset,
  end: endOffset,
  count,
});

/** How often the innermost block at an offset ran; V8 leaves out a block that ran as often as the one around it. */
const countAt = (blocks: readonly Block[] | undefined, offset: number): number =>
  blocks?.findLast(({ start, end }) => start <= offset && offset < end)?.count ?? 0;

/**
 * The places of the code that run more than about twice as often whenever the size is doubled: at twice, four times and eight
 * times the first size. So a limit that is met on the way, and what is made once, are told apart from what grows on; and what
 * runs once for each pair is seen however little it does each time. `steps`: those that the work takes at a size.
 */
export async function growingAt(
  size: number,
  steps: (count: number) => Steps | Promise<Steps>,
): Promise<readonly string[]> {
  let before = await steps(size);
  let found: ReadonlyMap<string, string> | undefined;
  for (const times of [2, 4, 8]) {
    const now = await steps(times * size);
    // What runs less often than each part with each third other one says nothing. A search in order takes a little more than twice.
    const grown = grownBlocks(before, now, (times * size) ** 2 / 2.5, times === 2 ? 2.6 : 3);
    found = new Map([...grown].filter(([place]) => !found || found.has(place)));
    if (found.size === 0) return [];
    before = now;
  }
  return [...(found ?? [])].map(([place, told]) => `${place}: ${told}`);
}

/** The same of two sizes only. `least`: what runs less often than that is left out. */
export const growing = (one: Steps, two: Steps, least: number): readonly string[] =>
  [...grownBlocks(one, two, least, 2.6)].map(([place, told]) => `${place}: ${told}`);

/** By place, how often its worst block has run, of those that ran too often. `most`: how much more often is too much. */
function grownBlocks(one: Steps, two: Steps, least: number, most: number): ReadonlyMap<string, string> {
  return new Map(
    [...two].flatMap(([place, blocks]) => {
      const grown = blocks
        .map(({ start, count }) => ({ before: countAt(one.get(place), start), count }))
        .filter(({ before, count }) => count >= least && count >= most * before);
      const [worst] = grown.toSorted((left, right) => right.count - left.count);
      return worst ? [[place, `${worst.before}, then ${worst.count}`] as const] : [];
    }),
  );
}
