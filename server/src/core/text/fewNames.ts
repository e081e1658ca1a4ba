import { exactList } from './exactList.js';

/** What is known by name, of which there are a few: a `Map` is one. */
export interface ByFewNames<Value> extends Iterable<[string, Value]> {
  readonly size: number;
  get(name: string): Value | undefined;
  has(name: string): boolean;
}

/** The same in less memory: a long script has tens of thousands of tables, and a `Map` for ten columns takes half as much again. */
export const inLittleRoom = <Value>(map: ReadonlyMap<string, Value>): ByFewNames<Value> =>
  map.size <= mostInARow ? new FewNames(map) : map;

/** So many are gone through as fast as a map finds one. */
const mostInARow = 16;

class FewNames<Value> implements ByFewNames<Value> {
  private readonly names: readonly string[];
  private readonly values: readonly Value[];

  constructor(map: ReadonlyMap<string, Value>) {
    this.names = exactList([...map.keys()]);
    this.values = exactList([...map.values()]);
  }

  get size(): number {
    return this.names.length;
  }

  get(name: string): Value | undefined {
    return this.values[this.names.indexOf(name)];
  }

  has(name: string): boolean {
    return this.names.includes(name);
  }

  *[Symbol.iterator](): Generator<[string, Value]> {
    for (const [at, value] of this.values.entries()) yield [this.names[at] ?? '', value];
  }
}
