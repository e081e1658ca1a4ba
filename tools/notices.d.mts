import type { Metafile } from 'esbuild';

export const grammarNotice: string;
export function noticesOf(
  outputs: Metafile['outputs'],
  names: readonly string[],
  unnamed?: readonly string[],
): string;
