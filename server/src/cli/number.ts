export interface NumberRange {
  readonly least: number;
  readonly most: number;
  /** What numbers there are, as in `a port from 0 to 65535`. */
  readonly meaning: string;
  readonly isWhole?: true;
}

/** The number that an option was given. Throws one sentence where it will not do. */
export function numberOf(
  text: string,
  option: string,
  { least, most, meaning, isWhole }: NumberRange,
): number {
  const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most && (!isWhole || Number.isInteger(number))) return number;
  throw new Error(`${option} takes ${meaning}, not "${text}".`);
}
