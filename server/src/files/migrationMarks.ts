import type { LaidOutFile } from '../core/project/migrations.js';
import type { Files } from './files.js';

/** What lists or marks the files of a tool, in the folder of its migrations. */
export const markNames = ['meta/_journal.json', 'sqitch.plan', 'migration_lock.toml', 'atlas.sum'] as const;

/**
 * What migration tools keep beside files, by which they order or run them. What cannot be read is taken not to be there. The
 * paths begin as those that are given, with `/`.
 */
export async function marksBeside(
  paths: readonly string[],
  { around, entry, exists, read }: Pick<Files, 'around' | 'entry' | 'exists' | 'read'>,
): Promise<readonly LaidOutFile[]> {
  const wanted = new Set<string>();
  for (const path of paths) {
    const folder = around(path);
    for (const root of [folder, around(folder)])
      for (const name of markNames) wanted.add(name.split('/').reduce((at, part) => entry(at, part), root));
    if (/(?:^|[/\\])[VUR][^/\\]*__[^/\\]*\.sql$/.test(path)) wanted.add(`${path}.conf`);
    if (/(?:^|[/\\])(?:up|down)\.sql$/i.test(path)) wanted.add(entry(folder, 'metadata.toml'));
  }
  const found: LaidOutFile[] = [];
  for (const path of wanted) {
    const text = (await exists(path)) ? await read(path, longestMark) : undefined;
    if (text && !('trouble' in text)) found.push({ path: path.replaceAll('\\', '/'), text: text.text });
  }
  return found;
}

/** Bytes. */
const longestMark = 4 * 2 ** 20;
