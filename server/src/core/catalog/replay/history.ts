/** A value as a script changes it. Times are numbers of statements, and never run backwards. */
export class History<T> {
  private readonly times: number[] = [];
  private readonly values: (T | undefined)[] = [];

  /** The value behind the statement of that number; undefined before it was set for the first time. */
  at(time: number): T | undefined {
    let low = 0;
    let high = this.times.length;
    if ((this.times[high - 1] ?? Infinity) <= time) return this.values[high - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.times[middle] ?? 0) <= time) low = middle + 1;
      else high = middle;
    }
    return this.values[low - 1];
  }

  get now(): T | undefined {
    return this.values.at(-1);
  }

  /** The value now, or the last that it had before it was gone. */
  get last(): T | undefined {
    return this.values.findLast((value) => value !== undefined);
  }

  /** Of several values within one statement the last one counts. */
  set(time: number, value: T | undefined): void {
    if (this.times.at(-1) === time) this.values.splice(-1, 1, value);
    else {
      this.times.push(time);
      this.values.push(value);
    }
  }

  /** When it was set for the first time. */
  get start(): number {
    return this.times[0] ?? -Infinity;
  }

  /** When it became undefined for good; `Infinity` while it is not. */
  get end(): number {
    const last = this.values.findLastIndex((value) => value !== undefined);
    return this.times[last + 1] ?? Infinity;
  }

  /** All values that it has had. */
  get all(): readonly T[] {
    return this.values.flatMap((value) => (value === undefined ? [] : [value]));
  }
}

/** What has a name of one kind, in the order in which the names came up. */
export class Names<T> {
  private readonly histories = new Map<string, History<T>>();
  /** Of a name that is told apart by a number: all below are taken. */
  private readonly taken = new Map<string, number>();

  now(name: string): T | undefined {
    return this.histories.get(name)?.now;
  }

  at(name: string, time: number): T | undefined {
    return this.histories.get(name)?.at(time);
  }

  *allAt(time: number): Generator<T> {
    for (const history of this.histories.values()) {
      const value = history.at(time);
      if (value !== undefined) yield value;
    }
  }

  historyOf(name: string): History<T> {
    const known = this.histories.get(name);
    if (known) return known;
    const history = new History<T>();
    this.histories.set(name, history);
    return history;
  }

  /** The first name of `t_idx`, `t_idx1` and so on that is free, here and by what else is asked. */
  firstFree(make: (number: string) => string, isTaken: (name: string) => boolean): string {
    const base = make('');
    for (let number = this.taken.get(base) ?? 0; ; number++) {
      const name = make(number === 0 ? '' : String(number));
      if (this.now(name) !== undefined || isTaken(name)) continue;
      this.taken.set(base, number);
      return name;
    }
  }

  /** A name is free again: so it is looked at the next time that one is invented. */
  release(name: string): void {
    const [, base = '', digits = ''] = /^(.*?)(\d*)$/s.exec(name) ?? [];
    for (const one of new Set([base, name])) {
      const known = this.taken.get(one);
      if (known !== undefined) this.taken.set(one, one === name ? 0 : Math.min(known, Number(digits)));
    }
  }
}
