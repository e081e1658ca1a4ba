import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The path of `name` in `folder` or in the closest folder above that has it. */
export function nearest(folder: string, name: string): string | undefined {
  const here = resolve(folder);
  const path = join(here, name);
  if (existsSync(path)) return path;
  const above = dirname(here);
  return above === here ? undefined : nearest(above, name);
}
