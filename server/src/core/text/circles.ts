/**
 * The number of the circle that each of some is in. Those have one number that lead to each other, directly or through others;
 * what leads to nothing that leads back has a number of its own. It is Tarjan's search (Depth-first search and linear graph
 * algorithms, 1972) without recursion.
 */
export function circlesOf<One>(
  all: Iterable<One>,
  nextOf: (one: One) => Iterable<One>,
): ReadonlyMap<One, number> {
  const circles = new Map<One, number>();
  const states = new Map<One, State>();
  const waiting: One[] = [];
  const path: { readonly one: One; readonly state: State; readonly rest: Iterator<One> }[] = [];
  const enter = (one: One): void => {
    const state = { order: states.size, lowest: states.size };
    states.set(one, state);
    waiting.push(one);
    path.push({ one, state, rest: nextOf(one)[Symbol.iterator]() });
  };
  const leave = (one: One, { order, lowest }: State): void => {
    path.pop();
    const above = path.at(-1)?.state;
    if (above) above.lowest = Math.min(above.lowest, lowest);
    if (lowest !== order) return;
    for (let member = waiting.pop(); member !== undefined; member = waiting.pop()) {
      circles.set(member, order);
      if (member === one) return;
    }
  };
  for (const first of all) {
    if (!states.has(first)) enter(first);
    for (let last = path.at(-1); last; last = path.at(-1)) {
      const { done, value } = last.rest.next();
      const known = done ? undefined : states.get(value);
      if (done) leave(last.one, last.state);
      else if (!known) enter(value);
      else if (!circles.has(value)) last.state.lowest = Math.min(last.state.lowest, known.order);
    }
  }
  return circles;
}

interface State {
  /** How many were entered before it. */
  readonly order: number;
  /** The lowest order that it leads back to. */
  lowest: number;
}
