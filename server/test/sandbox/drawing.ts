/** Draws the steps of a schedule, the same ones from the same numbers. */
export interface Drawing<Kind> {
  /** A whole number from 0 up to `limit`, without it. */
  readonly below: (limit: number) => number;
  readonly kind: () => Kind;
}

/** `shares`: of so many steps altogether, how many are of each kind. */
export function drawingFrom<Kind extends string>(
  random: () => number,
  shares: Readonly<Record<Kind, number>>,
): Drawing<Kind> {
  const below = (limit: number) => Math.floor(random() * limit);
  // Its keys are those that its type names.
  const kinds = (Object.keys(shares) as Kind[]).flatMap((kind) => Array<Kind>(shares[kind]).fill(kind));
  return { below, kind: () => kinds[below(kinds.length)] as Kind };
}
