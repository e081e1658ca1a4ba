/** What was read of a file, or the rest of a sentence that says what is wrong with it. */
export type Reading<Value> = { readonly value: Value } | { readonly problem: string };

/** The value of a JSON text; undefined where it is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const isText = (value: unknown): value is string => typeof value === 'string';

export const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every(isText);

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is wrong with a file whose `schemaVersion` is not the one that is read; undefined where it is. */
export function schemaFault(
  { schemaVersion }: Readonly<Record<string, unknown>>,
  read: number,
): string | undefined {
  if (schemaVersion === read) return undefined;
  const has = schemaVersion === undefined ? 'no schemaVersion' : `schemaVersion ${shown(schemaVersion)}`;
  return `it has ${has}, and this version reads ${read}`;
}

/** A value as a sentence names it. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  return JSON.stringify(value).slice(0, 60);
}
