import { partsOf } from './editorFiles.js';

/** A document that is no file of the folders, such as an earlier version that git shows. */
export interface View {
  /** The URI of the file that it is a version of; undefined where no folder has it. */
  readonly shows: string | undefined;
}

/** What a document shows; undefined for a file, and for a text that is not saved yet. */
export function viewOf(uri: string, folders: readonly string[]): View | undefined {
  const document = partsOf(uri);
  if (!document || plain.has(document.scheme)) return undefined;
  const places = folders.flatMap((folder) => partsOf(folder) ?? []);
  const isFile = !document.hasMore && places.some(({ before }) => before === document.before);
  if (isFile) return undefined;
  const place = places.find(({ path }) => document.path.startsWith(`${path.replace(/\/$/, '')}/`));
  return { shows: place && `${place.before}${document.path}` };
}

const plain = new Set(['file', 'untitled']);
