import type { Files } from './files.js';

/** The path of `name` in `folder` or in the closest folder above that has it. */
export async function nearest(folder: string, name: string, files: Files): Promise<string | undefined> {
  for (const path of pathsUpward(folder, name, files)) if (await files.exists(path)) return path;
  return undefined;
}

/** Where `name` would stand in `folder` and in each folder above, the closest first. */
export function* pathsUpward(
  folder: string,
  name: string,
  files: Pick<Files, 'absolute' | 'entry' | 'around'>,
): Generator<string> {
  for (const here of foldersUpward(folder, files)) yield files.entry(here, name);
}

/** A folder and each folder above, the closest first. */
export function* foldersUpward(
  folder: string,
  { absolute, around }: Pick<Files, 'absolute' | 'around'>,
): Generator<string> {
  let here = absolute(folder);
  for (;;) {
    yield here;
    const above = around(here);
    if (above === here) return;
    here = above;
  }
}
