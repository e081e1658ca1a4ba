import type { SafeRepair } from '../../server/src/protocol/requests.js';

/** As "Fixed 3 problems: Add ASYNC (2), Remove this ignore. 1 problem is left for you to decide." */
export function fixedText({ applied, left }: Pick<SafeRepair, 'applied' | 'left'>): string {
  const rest =
    left === 0
      ? 'No problem is left.'
      : `${problems(left)} ${left === 1 ? 'is' : 'are'} left for you to decide.`;
  if (applied.length === 0)
    return left === 0 ? 'This file has no problems.' : `No problem here has a safe fix. ${rest}`;
  const counts = new Map<string, number>();
  for (const title of applied) counts.set(title, (counts.get(title) ?? 0) + 1);
  const told = [...counts].map(([title, count]) => (count === 1 ? title : `${title} (${count})`));
  const more = told.length - mostTold;
  const list = more > 0 ? [...told.slice(0, mostTold), `${more} more`] : told;
  return `Fixed ${problems(applied.length)}: ${list.join(', ')}. ${rest}`;
}

/** Titles in a message. */
const mostTold = 4;

const problems = (count: number): string => `${count} ${count === 1 ? 'problem' : 'problems'}`;
