/** Lines `from` to `to` (half-open, from 0) of the text before, replaced by such a range of the text after. */
export interface LineChange {
  readonly before: { readonly from: number; readonly to: number };
  readonly after: { readonly from: number; readonly to: number };
}

/**
 * The changes from one list of lines to the other, in order. It is Myers' greedy search (An O(ND) Difference Algorithm, 1986),
 * begun again wherever some equal lines follow each other. So the time grows with the length of the text, not with the square
 * of its changes. The result is always correct, and it is the shortest one between such places.
 */
export function* lineChanges(before: readonly string[], after: readonly string[]): Generator<LineChange> {
  let x = 0;
  let y = 0;
  while (x < before.length || y < after.length) {
    if (x < before.length && before[x] === after[y]) {
      x++;
      y++;
      continue;
    }
    const end = inStepAgain(before, after, { x, y, steps: undefined });
    yield* changesOf(end);
    ({ x, y } = end);
  }
}

/** A place in both texts and how the search got there: one edit after another, newest first. */
interface Path {
  readonly x: number;
  readonly y: number;
  readonly steps: Step | undefined;
}

interface Step {
  readonly x: number;
  readonly y: number;
  readonly isRemoval: boolean;
  readonly earlier: Step | undefined;
}

/** How many equal lines in a row end a search, and after how many edits it takes the furthest place. */
const inStep = 8;
const mostEdits = 200;

function inStepAgain(before: readonly string[], after: readonly string[], start: Path): Path {
  let furthest = new Map<number, Path>([[0, start]]);
  let best = { path: start, progress: start.x + start.y };
  for (let edits = 1; edits <= mostEdits; edits++) {
    const next = new Map<number, Path>();
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const edited = furtherOf(
        removal(furthest.get(diagonal - 1), before.length),
        insertion(furthest.get(diagonal + 1), after.length),
      );
      if (!edited) continue;
      const path = follow(before, after, edited);
      const isEnd = path.x === before.length && path.y === after.length;
      if (isEnd || path.x - edited.x >= inStep) return path;
      // Of equally far places, the one that keeps both texts in step.
      const progress = path.x + path.y - Math.abs(diagonal) / 2;
      if (progress > best.progress) best = { path, progress };
      next.set(diagonal, path);
    }
    furthest = next;
  }
  return best.path;
}

const removal = (path: Path | undefined, length: number): Path | undefined =>
  path && path.x < length
    ? { x: path.x + 1, y: path.y, steps: { x: path.x, y: path.y, isRemoval: true, earlier: path.steps } }
    : undefined;

const insertion = (path: Path | undefined, length: number): Path | undefined =>
  path && path.y < length
    ? { x: path.x, y: path.y + 1, steps: { x: path.x, y: path.y, isRemoval: false, earlier: path.steps } }
    : undefined;

const furtherOf = (one: Path | undefined, other: Path | undefined): Path | undefined =>
  one && other ? (other.x > one.x ? other : one) : (one ?? other);

/** Follows equal lines, until there are enough of them to end the search. */
function follow(before: readonly string[], after: readonly string[], { x, y, steps }: Path): Path {
  let equal = 0;
  while (equal < inStep && x + equal < before.length && before[x + equal] === after[y + equal]) equal++;
  return { x: x + equal, y: y + equal, steps };
}

/** The single edits of a path in order, those that touch joined. */
function* changesOf({ steps }: Path): Generator<LineChange> {
  let change: LineChange | undefined;
  for (const { x, y, isRemoval } of inOrder(steps)) {
    const touches = change && change.before.to === x && change.after.to === y;
    if (change && !touches) yield change;
    const { before, after } =
      touches && change ? change : { before: { from: x, to: x }, after: { from: y, to: y } };
    change = isRemoval
      ? { before: { from: before.from, to: x + 1 }, after }
      : { before, after: { from: after.from, to: y + 1 } };
  }
  if (change) yield change;
}

function inOrder(newest: Step | undefined): Step[] {
  const steps: Step[] = [];
  for (let step = newest; step; step = step.earlier) steps.push(step);
  return steps.reverse();
}
