import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A line of `effects.txt`: a text, and what is told of it. */
export interface EffectCase {
  readonly sql: string;
  readonly told: string;
}

export function effectCases(): readonly EffectCase[] {
  const lines = readFileSync(path.join(__dirname, 'effects.txt'), 'utf8').split('\n');
  return lines.flatMap((line) => {
    const at = line.lastIndexOf('⇒');
    if (at < 0 || line.startsWith('# ')) return [];
    return [{ sql: line.slice(0, at).trim().replaceAll('⏎', '\n'), told: line.slice(at + 1).trim() }];
  });
}
