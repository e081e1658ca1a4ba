import type { SafeRepair } from '../../server/src/protocol/requests.js';

/**
 * As "Fixed 3 problems; 1 is left for you to decide: Add ASYNC (2), Remove this ignore." The list comes last, because a
 * notification shows one line.
 */
export function fixedText({ applied, left }: Pick<SafeRepair, 'applied' | 'left'>): string {
  const are = left === 1 ? 'is' : 'are';
  if (applied.length === 0)
    return left === 0
      ? 'This file has no problems.'
      : `No problem here has a safe fix. ${problems(left)} ${are} left for you to decide.`;
  const counts = new Map<string, number>();
  for (const title of applied) counts.set(title, (counts.get(title) ?? 0) + 1);
  const told = [...counts].map(([title, count]) => (count === 1 ? title : `${title} (${count})`));
  const more = told.length - mostTold;
  const list = more > 0 ? [...told.slice(0, mostTold), `${more} more`] : told;
  const rest = left === 0 ? 'none is left' : `${left} ${are} left for you to decide`;
  return `Fixed ${problems(applied.length)}; ${rest}: ${list.join(', ')}.`;
}

/** Titles in a message. */
const mostTold = 4;

const problems = (count: number): string => `${count} ${count === 1 ? 'problem' : 'problems'}`;
