import type { Noticed } from '../../../server/src/core/repair/noticed.js';

/** What was noticed of a cluster, as it is kept from one window to the next. */
export interface NoticedOnce extends Pick<Noticed, 'sentence' | 'report'> {
  readonly id: string;
  readonly entry?: NonNullable<Noticed['entry']>;
  /** The id of the cluster. */
  readonly cluster: string;
  readonly connection: string;
  /** The day of the facts that it was held against. */
  readonly dialect: string;
  /** It was taken over or reported. */
  readonly isDone: boolean;
}

/** The newest that are kept. */
const most = 50;

/** What is kept from now on, the newest first, and what of it was not told before about this cluster. */
export function noticedOnce(
  before: readonly NoticedOnce[],
  found: readonly Noticed[],
  place: Pick<NoticedOnce, 'cluster' | 'connection' | 'dialect'>,
): { readonly kept: readonly NoticedOnce[]; readonly fresh: readonly NoticedOnce[] } {
  const known = new Set(before.map(({ id }) => id));
  const fresh: NoticedOnce[] = [];
  for (const { sentence, report, entry } of found) {
    const id = `${place.cluster} ${sentence}`;
    if (known.has(id)) continue;
    known.add(id);
    fresh.push({ id, sentence, report, ...(entry && { entry }), ...place, isDone: false });
  }
  return { kept: [...fresh, ...before].slice(0, most), fresh };
}
