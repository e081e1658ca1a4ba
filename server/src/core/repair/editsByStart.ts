import type { Edit } from '../text/edit.js';
import { firstFrom } from '../text/firstFrom.js';

/** Edits in the order of their starts, as they come in any order. */
export interface EditsByStart {
  /** Puts an edit before those that start at the same place. */
  readonly add: (edit: Edit) => void;
  /** The two edits that start before an edit does, and the two that start at its place or behind. */
  readonly around: (edit: Edit) => readonly Edit[];
}

/** They are kept in short runs: in one array, each new edit would move all those behind it. */
export function byStart(): EditsByStart {
  const runs: Edit[][] = [[]];
  return {
    add(edit) {
      const at = runWith(runs, edit);
      const run = runs[at] ?? [];
      run.splice(placeOf(run, edit), 0, edit);
      if (run.length > longestRun)
        runs.splice(at, 1, run.slice(0, longestRun / 2), run.slice(longestRun / 2));
    },
    around(edit) {
      const at = runWith(runs, edit);
      const run = runs[at] ?? [];
      const place = placeOf(run, edit);
      const before = run.slice(Math.max(0, place - 2), place);
      const behind = run.slice(place, place + 2);
      return [
        ...(before.length < 2 ? (runs[at - 1]?.slice(before.length - 2) ?? []) : []),
        ...before,
        ...behind,
        ...(behind.length < 2 ? (runs[at + 1]?.slice(0, 2 - behind.length) ?? []) : []),
      ];
    },
  };
}

const longestRun = 32;

/** The first run with an edit that starts no earlier, else the last one. */
function runWith(runs: readonly Edit[][], { start }: Edit): number {
  const at = firstFrom(runs.length, (run) => (runs[run]?.at(-1)?.start ?? 0) >= start);
  return Math.min(at, runs.length - 1);
}

/** Where an edit belongs in a run. */
const placeOf = (run: readonly Edit[], { start }: Edit): number =>
  firstFrom(run.length, (at) => (run[at]?.start ?? 0) >= start);
