/**
 * The values that something has over a script. A time is a whole number (`timeOf` in stage.ts), and times are set in ascending
 * order.
 */
export class History<T> {
  /** The latest time and value, which are all that most histories have; `never` before any. */
  private time = never;
  private value: T | undefined;
  private earlier: Moment<T>[] | undefined;

  /** The value after a statement; undefined before the first one was set. */
  at(time: number): T | undefined {
    if (this.time <= time) return this.value;
    let low = 0;
    let high = this.earlier?.length ?? 0;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.earlier?.[middle]?.time ?? 0) <= time) low = middle + 1;
      else high = middle;
    }
    return this.earlier?.[low - 1]?.value;
  }

  get now(): T | undefined {
    return this.value;
  }

  /** The value now, or the last that it had before it was gone. */
  get last(): T | undefined {
    return this.value ?? this.earlier?.findLast(({ value }) => value !== undefined)?.value;
  }

  /** Of several values within one statement the last one counts. */
  set(time: number, value: T | undefined): void {
    if (this.time !== time && this.time !== never) {
      const before = { time: this.time, value: this.value };
      if (this.earlier) this.earlier.push(before);
      else this.earlier = [before];
    }
    this.time = time;
    this.value = value;
  }

  /** When it was set for the first time. */
  get start(): number {
    return this.earlier?.[0]?.time ?? this.time;
  }

  /** When it became undefined for good; `Infinity` while it is not. */
  get end(): number {
    if (this.value !== undefined || this.time === never) return Infinity;
    const last = this.earlier?.findLastIndex(({ value }) => value !== undefined) ?? -1;
    return this.earlier?.[last + 1]?.time ?? this.time;
  }

  /** It has had no more than one value. */
  get isConstant(): boolean {
    return this.earlier === undefined;
  }

  /** All values that it has had. */
  get all(): readonly T[] {
    const earlier = this.earlier?.flatMap(({ value }) => (value === undefined ? [] : [value])) ?? [];
    return this.value === undefined ? earlier : [...earlier, this.value];
  }
}

/** Before all times. A small whole number, because any other number would take memory of its own in each history. */
const never = -1_000;

interface Moment<T> {
  readonly time: number;
  readonly value: T | undefined;
}

/** What a name stands for, with the next name of the same kind. */
class NamedHistory<T> extends History<T> {
  next: NamedHistory<T> | undefined;

  constructor(readonly name: string) {
    super();
    this.next = undefined;
  }
}

/**
 * What each name of one kind stands for, in the order in which the names came up. A table has a few columns and constraints:
 * these are gone through, because a map for each table would take more memory than all else that is known of it.
 */
export class Names<T> {
  private first: NamedHistory<T> | undefined;
  private last: NamedHistory<T> | undefined;
  private count = 0;
  /** All of them, as soon as they are many. */
  private byName: Map<string, NamedHistory<T>> | undefined;
  /** For a base such as `t_idx`: all numbers below this one are taken. */
  private taken: Map<string, number> | undefined;

  now(name: string): T | undefined {
    return this.named(name)?.now;
  }

  at(name: string, time: number): T | undefined {
    return this.named(name)?.at(time);
  }

  *allAt(time: number): Generator<T> {
    for (let one = this.first; one; one = one.next) {
      const value = one.at(time);
      if (value !== undefined) yield value;
    }
  }

  historyOf(name: string): History<T> {
    return this.named(name) ?? this.add(new NamedHistory<T>(name));
  }

  /** The history of a name that has come up. */
  known(name: string): History<T> | undefined {
    return this.named(name);
  }

  private named(name: string): NamedHistory<T> | undefined {
    if (this.byName) return this.byName.get(name);
    for (let one = this.first; one; one = one.next) if (one.name === name) return one;
    return undefined;
  }

  private add(history: NamedHistory<T>): NamedHistory<T> {
    if (this.last) this.last.next = history;
    else this.first = history;
    this.last = history;
    this.count++;
    if (this.byName) this.byName.set(history.name, history);
    else if (this.count > mostInARow) {
      this.byName = new Map();
      for (let one = this.first; one; one = one.next) this.byName.set(one.name, one);
    }
    return history;
  }

  /** The first of `t_idx`, `t_idx1` and so on that is free, both here and by `isTaken`. */
  firstFree(make: (number: string) => string, isTaken: (name: string) => boolean): string {
    const base = make('');
    for (let number = this.taken?.get(base) ?? 0; ; number++) {
      const name = make(number === 0 ? '' : String(number));
      if (this.now(name) !== undefined || isTaken(name)) continue;
      this.taken ??= new Map();
      this.taken.set(base, number);
      return name;
    }
  }

  /** Makes a name available to `firstFree` again. */
  release(name: string): void {
    if (!this.taken) return;
    const [, base = '', digits = ''] = /^(.*?)(\d*)$/s.exec(name) ?? [];
    for (const one of new Set([base, name])) {
      const known = this.taken.get(one);
      if (known !== undefined) this.taken.set(one, one === name ? 0 : Math.min(known, Number(digits)));
    }
  }
}

const mostInARow = 16;
