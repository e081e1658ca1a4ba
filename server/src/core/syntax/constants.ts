import type { A_Const } from 'libpg-query';

/** A constant's whole number; undefined for others. The tree leaves out a 0, and holds what 32 bits do not as text. */
export function wholeNumber({ ival, fval }: A_Const): number | undefined {
  if (ival) return ival.ival ?? 0;
  return fval?.fval !== undefined && /^\d+$/.test(fval.fval) ? Number(fval.fval) : undefined;
}
