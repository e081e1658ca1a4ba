/**
 * All of some, each behind those of them that it needs, as far as they do not need each other in a circle. A chain of needs may
 * be as long as there are any: nothing calls itself.
 */
export function behindNeeded<One>(all: Iterable<One>, neededBy: (one: One) => Iterable<One>): readonly One[] {
  const seen = new Set<One>();
  const ordered: One[] = [];
  const path: { readonly one: One; readonly rest: Iterator<One> }[] = [];
  const enter = (one: One): void => {
    if (seen.has(one)) return;
    seen.add(one);
    path.push({ one, rest: neededBy(one)[Symbol.iterator]() });
  };
  for (const one of all) {
    enter(one);
    for (let last = path.at(-1); last; last = path.at(-1)) {
      const { done, value } = last.rest.next();
      if (!done) enter(value);
      else {
        ordered.push(last.one);
        path.pop();
      }
    }
  }
  return ordered;
}
