import { lookup } from './lookup.js';
/**
 * A glob pattern as editors mean them: `*` and `?` within a part of a path, `**` over any number of parts, `[a-z]`, `[!a]`,
 * `{a,b}`, `@(a|b)` and its like with `?`, `*` and `+`; a `!` in front turns the whole around. A name that begins with a dot
 * is a name like others.
 */
export interface Glob {
  readonly isNegated: boolean;
  readonly parts: Sequence;
}

/** UTF-16 units of one pattern at most. */
export const longestGlob = 1_024;

/** Reads a pattern, or says in one sentence why it is none. */
export function parseGlob(text: string): Glob | string {
  if (text.length > longestGlob) return `a glob has ${longestGlob} characters at most`;
  if (text.includes('\0')) return 'a glob holds no character of the code 0';
  const isNegated = text.startsWith('!') && text[1] !== '(';
  const pattern = text.slice(isNegated ? 1 : 0).replace(/^\.\//, '');
  const signs = [...dotPartsMarked(pattern)];
  const parts = readSequence({
    signs,
    closing: closingSigns(signs),
    start: 0,
    end: signs.length,
    startsPart: true,
  });
  return typeof parts === 'string' ? parts : { isNegated, parts };
}

/** Whether a pattern is more than a name. */
export const hasWildcards = ({ isNegated, parts }: Glob): boolean =>
  isNegated || parts.some((node) => typeof node !== 'string');

/** The pattern, and all below a folder that it matches. */
export const withAllBelow = ({ isNegated, parts }: Glob): Glob => ({ isNegated, parts: [...parts, below] });

/** The folder that all paths of a pattern are in; empty for the one that they are relative to. */
export function baseOf({ parts }: Glob): string {
  const first = parts.findIndex((node) => typeof node !== 'string');
  const literal = parts.slice(0, first < 0 ? undefined : first).join('');
  if (parts[first] === below) return dotPartsRestored(literal);
  return dotPartsRestored(
    literal.slice(0, Math.max(literal.lastIndexOf('/'), literal.startsWith('/') ? 1 : 0)),
  );
}

/**
 * Whether one of the patterns matches a path, whose parts are separated by `/`. The time grows with the length of the
 * path and of the patterns, whatever they are: no pattern makes it start over.
 */
export function globMatcher(globs: readonly Glob[]): (path: string) => boolean {
  const wanted = automatonOf(globs.filter(({ isNegated }) => !isNegated));
  const unwanted = globs.filter(({ isNegated }) => isNegated).map((glob) => automatonOf([glob]));
  return (path) => {
    if (path === '') return false;
    const marked = dotPartsMarked(path.replace(/^\.\//, ''));
    return wanted(marked) || unwanted.some((accepts) => !accepts(marked));
  };
}

type Sequence = readonly Node[];

/** One character, a set of characters, or a node made of sequences. */
type Node = string | Signs | Choice | Repeat | typeof below;

interface Signs {
  readonly kind: 'signs';
  readonly has: (sign: string) => boolean;
}

interface Choice {
  readonly kind: 'choice';
  readonly of: readonly Sequence[];
}

interface Repeat {
  readonly kind: 'repeat';
  readonly of: Sequence;
  readonly least: 0 | 1;
}

/** `/**` at an end: the folder itself and all in it. */
const below = { kind: 'below' } as const;

/** `.` and `..` as parts of a path are not names, and no wildcard may match them. They get a character that no name has. */
const dotPartsMarked = (path: string): string =>
  path.replace(
    /(^|\/)(\.{1,2})(?=\/|$)/g,
    (_, lead: string, dots: string) => lead + '\0'.repeat(dots.length),
  );

const dotPartsRestored = (path: string): string => path.replaceAll('\0', '.');

const inName: Signs = { kind: 'signs', has: (sign) => sign !== '/' && sign !== '\0' };
const inPath: Signs = { kind: 'signs', has: (sign) => sign !== '\0' };
const star: Repeat = { kind: 'repeat', of: [inName], least: 0 };
const name: Repeat = { kind: 'repeat', of: [inName], least: 1 };
/** `**` in front of a slash: any number of folders. */
const folders: Repeat = { kind: 'repeat', of: [name, '/'], least: 0 };
const everything: Repeat = { kind: 'repeat', of: [inPath], least: 0 };

/** A part of a pattern; places are counted in code points. */
interface Reading {
  readonly signs: readonly string[];
  /** Where the group that opens at a place is closed. */
  readonly closing: ReadonlyMap<number, number>;
  readonly start: number;
  readonly end: number;
  /** Whether it begins a part of the path. */
  readonly startsPart: boolean;
}

function readSequence(reading: Reading): Sequence | string {
  const { signs, closing, start, end, startsPart } = reading;
  const nodes: Node[] = [];
  let at = start;
  while (at < end) {
    const sign = signs[at] ?? '';
    const isAtPart = at === start ? startsPart : signs[at - 1] === '/';
    const close = closing.get(at);
    const set = sign === '[' ? readSet(signs, at + 1) : undefined;
    if (sign === '\\' && at + 1 < end) {
      nodes.push(signs[at + 1] ?? '');
      at += 2;
    } else if (close !== undefined) {
      const isBrace = sign === '{';
      const from = isBrace ? at + 1 : at + 2;
      const of = readAlternatives(
        { ...reading, start: from, end: close, startsPart: isAtPart },
        isBrace ? ',' : '|',
      );
      if (typeof of === 'string') return of;
      const node = isBrace ? of : extended[sign]?.(of);
      if (!node) return '!(…) is not taken: name in "exclude" what is to be left out';
      nodes.push(node);
      at = close + 1;
    } else if (set) {
      nodes.push(set.node);
      at = set.end;
    } else if (sign === '*') {
      const first = at;
      while (at < end && signs[at] === '*') at++;
      const isWhole = isAtPart && (at === end || signs[at] === '/');
      const isSpanning = isWhole && at - first === 2;
      if (isSpanning && at < end) {
        nodes.push(folders);
        at++;
      } else if (isSpanning && nodes.at(-1) === '/') nodes.splice(-1, 1, below);
      else nodes.push(isSpanning ? everything : isWhole ? name : star);
    } else {
      nodes.push(sign === '?' ? inName : sign);
      at++;
    }
  }
  return nodes;
}

const extended = lookup<(choice: Choice) => Node>({
  '@': (choice) => choice,
  '?': (choice) => ({ kind: 'choice', of: [...choice.of, []] }),
  '*': (choice) => ({ kind: 'repeat', of: [choice], least: 0 }),
  '+': (choice) => ({ kind: 'repeat', of: [choice], least: 1 }),
});

function readAlternatives(reading: Reading, separator: string): Choice | string {
  const of: Sequence[] = [];
  for (let start = reading.start; start <= reading.end; ) {
    const end = separatorFrom(reading, start, separator);
    const read = readSequence({ ...reading, start, end });
    if (typeof read === 'string') return read;
    of.push(read);
    start = end + 1;
  }
  return { kind: 'choice', of };
}

/** The next separator that is in no group or set of its own; the end where there is none. */
function separatorFrom({ signs, closing, end }: Reading, start: number, separator: string): number {
  for (let at = start; at < end; at = behind(signs, closing, at)) if (signs[at] === separator) return at;
  return end;
}

/** The place behind a sign, or behind the escape, the group or the set that it opens. */
function behind(signs: readonly string[], closing: ReadonlyMap<number, number>, at: number): number {
  const close = closing.get(at);
  if (close !== undefined) return close + 1;
  if (signs[at] === '\\') return at + 2;
  return (signs[at] === '[' && readSet(signs, at + 1)?.end) || at + 1;
}

/** Which signs open a group that is closed, and where: braces with a comma, and parentheses behind one of `@?*+!`. */
function closingSigns(signs: readonly string[]): ReadonlyMap<number, number> {
  const closing = new Map<number, number>();
  const open: { readonly at: number; readonly sign: string; hasComma: boolean }[] = [];
  for (let at = 0; at < signs.length; at = behind(signs, closing, at)) {
    const sign = signs[at] ?? '';
    if (sign === '{') open.push({ at, sign: '}', hasComma: false });
    else if (sign === '(' && '@?*+!'.includes(signs[at - 1] ?? ' '))
      open.push({ at: at - 1, sign: ')', hasComma: true });
    const last = open.at(-1);
    if (sign === ',' && last) last.hasComma = true;
    const opened = sign === '}' || sign === ')' ? open.findLastIndex((one) => one.sign === sign) : -1;
    // What is open within was not meant as a group
    const [group] = opened < 0 ? [] : open.splice(opened);
    if (group?.hasComma) closing.set(group.at, at);
  }
  return closing;
}

/** A set in brackets, and the place behind it; undefined where they are not closed. */
function readSet(
  signs: readonly string[],
  start: number,
): { readonly node: Signs; readonly end: number } | undefined {
  const isNegated = signs[start] === '!' || signs[start] === '^';
  const ranges: (readonly [from: string, to: string])[] = [];
  const first = isNegated ? start + 1 : start;
  for (let at = first; at < signs.length; ) {
    if (signs[at] === ']' && at > first) {
      const has = (sign: string) =>
        inName.has(sign) && ranges.some((range) => isIn(sign, range)) !== isNegated;
      return { node: { kind: 'signs', has }, end: at + 1 };
    }
    if (signs[at] === '\\') at++;
    const from = signs[at] ?? '';
    const isRange = signs[at + 1] === '-' && signs[at + 2] !== undefined && signs[at + 2] !== ']';
    ranges.push([from, isRange ? (signs[at + 2] ?? from) : from]);
    at += isRange ? 3 : 1;
  }
  return undefined;
}

function isIn(sign: string, [from, to]: readonly [string, string]): boolean {
  const code = sign.codePointAt(0) ?? 0;
  return (from.codePointAt(0) ?? 0) <= code && code <= (to.codePointAt(0) ?? 0);
}

/** What a state of an automaton waits for, and the states that follow. Without a sign, these follow by themselves. */
interface State {
  readonly has: ((sign: string) => boolean) | undefined;
  /** Filled when the states behind a repetition are known. */
  readonly next: number[];
}

/**
 * Thompson's automaton: all states that a path may have led to are followed at once.
 * https://swtch.com/~rsc/regexp/regexp1.html
 */
function automatonOf(globs: readonly Glob[]): (path: string) => boolean {
  const states: State[] = [];
  const add = (has: State['has'], next: number[]): number => states.push({ has, next }) - 1;
  const end = add(undefined, []);
  const starts = globs.map(({ parts }) => addSequence(parts, end));

  function addSequence(nodes: Sequence, next: number): number {
    return nodes.reduceRight((following, node) => addNode(node, following), next);
  }

  function addNode(node: Node, next: number): number {
    if (typeof node === 'string') return add((sign) => sign === node, [next]);
    switch (node.kind) {
      case 'signs':
        return add(node.has, [next]);
      case 'choice':
        return add(
          undefined,
          node.of.map((one) => addSequence(one, next)),
        );
      case 'repeat': {
        const again: number[] = [next];
        const loop = add(undefined, again);
        const once = addSequence(node.of, loop);
        again.push(once);
        return node.least === 0 ? loop : once;
      }
      case 'below':
        return add(undefined, [next, addSequence(['/', everything], next)]);
    }
  }

  /** The step in which a state was reached last, so that each is looked at once a step. */
  const reached = new Int32Array(states.length);
  let step = 0;

  /** The states that wait for a sign, among those that these lead to. */
  function settled(from: readonly number[]): number[] {
    step++;
    const waiting: number[] = [];
    const open = [...from];
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      const state = states[index];
      if (!state || reached[index] === step) continue;
      reached[index] = step;
      if (state.has || index === end) waiting.push(index);
      else for (const next of state.next) open.push(next);
    }
    return waiting;
  }

  return (path) => {
    let current = settled(starts);
    for (const sign of path) {
      if (current.length === 0) return false;
      current = settled(
        current.flatMap((index) => {
          const state = states[index];
          return state?.has?.(sign) ? state.next : [];
        }),
      );
    }
    return current.includes(end);
  };
}
