import { type DialectOverlay, type OverlayEntry, withEntry } from '../core/dialect/overlay.js';
import { overlayText, readOverlay } from '../core/dialect/overlayFile.js';
import { todayNow } from './dialect.js';
import { disk } from './disk.js';
import { readText } from './readText.js';
import { replaceFile } from './replaceFile.js';

/**
 * Adds to the overlay in a file what a cluster was seen to do, and makes the file where there is none. Answers a
 * sentence, and writes nothing, where the file does not hold or is of another cluster.
 */
export async function learn(
  path: string,
  entry: OverlayEntry,
  { cluster, dialect }: Required<Pick<DialectOverlay, 'cluster' | 'dialect'>>,
): Promise<string | undefined> {
  const day = todayNow();
  const read = await readText(path);
  if ('trouble' in read && (await disk.exists(path))) return read.trouble;
  const before = 'text' in read ? readOverlay(read.text, day) : undefined;
  if (before && 'problem' in before)
    return `${path} does not hold: ${before.problem}. Nothing was written into it.`;
  const overlay = before?.value ?? { schemaVersion: 1 as const, cluster, day, dialect, entries: [] };
  if (overlay.cluster !== undefined && overlay.cluster !== cluster)
    return `${path} is of another cluster. Nothing was written into it.`;
  await replaceFile(path, [overlayText(withEntry(overlay, entry))]);
  return undefined;
}
