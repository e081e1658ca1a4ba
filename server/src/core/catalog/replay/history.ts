/** The values that something has over a script. A time is the number of a statement, and times are set in ascending order. */
export class History<T> {
  /** The latest time and value, which are all that most histories have; `-Infinity` before any. */
  private time = -Infinity;
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
    if (this.time !== time && this.time !== -Infinity) {
      this.earlier ??= [];
      this.earlier.push({ time: this.time, value: this.value });
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
    if (this.value !== undefined || this.time === -Infinity) return Infinity;
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

interface Moment<T> {
  readonly time: number;
  readonly value: T | undefined;
}

/** What each name of one kind stands for, in the order in which the names came up. */
export class Names<T> {
  private histories: Map<string, History<T>> | undefined;
  /** For a base such as `t_idx`: all numbers below this one are taken. */
  private taken: Map<string, number> | undefined;

  now(name: string): T | undefined {
    return this.histories?.get(name)?.now;
  }

  at(name: string, time: number): T | undefined {
    return this.histories?.get(name)?.at(time);
  }

  *allAt(time: number): Generator<T> {
    for (const history of this.histories?.values() ?? []) {
      const value = history.at(time);
      if (value !== undefined) yield value;
    }
  }

  historyOf(name: string): History<T> {
    const known = this.histories?.get(name);
    if (known) return known;
    const history = new History<T>();
    this.histories ??= new Map();
    this.histories.set(name, history);
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
