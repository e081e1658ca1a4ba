import type { WantedFix } from './appliedFix.js';

/** Why a repair has stopped. */
export type Stop =
  | { readonly kind: 'undone'; readonly rules: readonly string[] }
  | { readonly kind: 'rounds' }
  | { readonly kind: 'length' };

/** Why a repair has stopped, in a sentence for people. */
export function stopText(stop: Stop): string {
  if (stop.kind === 'rounds')
    return `After ${mostRounds} rounds there was still something to repair: run it again.`;
  if (stop.kind === 'length') return 'The repaired text keeps growing: repair the rest yourself.';
  const names = stop.rules.map((rule) => `"${rule}"`).join(' and ');
  return `The fixes of ${names} cause each other: what they would repair stays as it is.`;
}

/**
 * Makes sure that a repair ends. A fix has a key: its rule, its id, and the place of its problem in the first text. A key may
 * be repaired in a few rounds only, and there are no more keys than rules times places. A fix beyond that limit is one that
 * others undo. Its key is given up, and the text is repaired from the beginning without it.
 */
export interface RoundLimits {
  /** Whether a fix has not been given up. */
  readonly isAllowed: (fix: WantedFix) => boolean;
  /** The fixes of one round; none where the repair must end. `length` is that of the text, in UTF-16 units. */
  readonly allowed: (fixes: readonly WantedFix[], length: number) => readonly WantedFix[];
  /** Whether a fix was given up since the last start. */
  readonly startsAgain: () => boolean;
  readonly stop: Stop | undefined;
}

/** Rounds in which one key may be repaired. */
const mostRoundsOfKey = 8;
const mostRounds = 40;
/** Starts from the beginning. After them the text stays as the last one left it. */
const mostRuns = 8;

/** For a text of that many UTF-16 units. */
export function createRoundLimits(length: number): RoundLimits {
  const longest = 16 * length + 1_000_000;
  const givenUp = new Set<string>();
  const rules = new Set<string>();
  let stop: Stop | undefined;
  let rounds = new Map<string, number>();
  let [run, round] = [1, 0];
  let isStale = false;
  return {
    get stop() {
      return stop ?? (rules.size > 0 ? { kind: 'undone', rules: [...rules].sort() } : undefined);
    },
    isAllowed: (fix) => !givenUp.has(keyOf(fix)),
    allowed(fixes, now) {
      if (++round > mostRounds) stop = { kind: 'rounds' };
      if (now > longest) stop = { kind: 'length' };
      const keys = new Map(fixes.map((fix) => [keyOf(fix), fix.problem.rule]));
      for (const key of keys.keys()) rounds.set(key, (rounds.get(key) ?? 0) + 1);
      const tired = [...keys.keys()].filter((key) => (rounds.get(key) ?? 0) > mostRoundsOfKey);
      for (const key of tired) givenUp.add(key);
      if (tired.length > 0) {
        isStale = true;
        for (const [key, count] of rounds) if (count >= mostRoundsOfKey) rules.add(ruleOf(key));
      }
      return stop || isStale ? [] : fixes;
    },
    startsAgain() {
      if (!isStale || stop || run === mostRuns) return false;
      [run, round, isStale] = [run + 1, 0, false];
      rounds = new Map();
      return true;
    },
  };
}

const keyOf = ({ problem, fix, origin }: WantedFix): string => `${problem.rule} ${fix.id} ${origin.start}`;

const ruleOf = (key: string): string => key.slice(0, key.indexOf(' '));
