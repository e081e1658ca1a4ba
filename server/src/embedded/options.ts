import type { Config } from '../core/project/config.js';
import { byKey } from '../core/text/byKey.js';
import { type Files, isInside } from '../files/files.js';
import { foldersUpward } from '../files/nearest.js';
import { manifestKind } from './reason.js';

/** What a configuration says of SQL in files of other languages, for one of them. */
export interface EmbeddedOptions {
  /** `auto`: where the file or its project names a client of PostgreSQL, or nothing speaks of another database. */
  readonly use: 'auto' | 'on' | 'off';
  /** Names of functions and tags whose text is SQL, beside those that are known. */
  readonly names: readonly string[];
  /** Whether strings are read too that nothing known takes. */
  readonly guesses: boolean;
  /** The text of the manifest of the project that a file is of. */
  readonly manifest: string | undefined;
}

type Said = Pick<Config, 'embeddedNames' | 'embeddedGuess'> & {
  readonly embedded?: Config['embedded'] | undefined;
};

/** What settings say of SQL in a file of a language. */
export function embeddedOptions(
  { embedded, embeddedNames, embeddedGuess }: Said,
  language: string,
  manifest: string | undefined,
): EmbeddedOptions {
  const isOn = typeof embedded === 'object' ? embedded.includes(language) : embedded;
  const use = isOn === undefined ? 'auto' : isOn ? 'on' : 'off';
  return { use, names: embeddedNames, guesses: embeddedGuess, manifest };
}

/** UTF-16 units: nobody writes longer ones by hand. */
const longest = 2 ** 20;

/**
 * The texts of the manifests nearest to a file and inside its folder, one behind the other; undefined where there is none. All
 * of a kind that one folder has are read: a file of C# may be of any project in it.
 */
export async function manifestOf(
  path: string | undefined,
  folder: string | undefined,
  files: Files,
): Promise<string | undefined> {
  if (path === undefined) return undefined;
  const found = new Map<number, readonly string[]>();
  for (const here of foldersUpward(files.around(path), files)) {
    const entries = await files.entries(here);
    const names = 'trouble' in entries ? [] : entries.flatMap(({ name, isFolder }) => (isFolder ? [] : name));
    const byKind = byKey(
      names.flatMap((name): (readonly [number, string])[] => {
        const kind = manifestKind(name);
        const own = files.entry(here, name);
        return kind >= 0 && (folder === undefined || isInside(folder, own, files)) ? [[kind, own]] : [];
      }),
    );
    for (const [kind, paths] of byKind) if (!found.has(kind)) found.set(kind, paths);
    if (folder !== undefined && !isInside(folder, here, files)) break;
  }
  const texts = await Promise.all([...found.values()].flat().map((one) => files.read(one, longest)));
  const read = texts.flatMap((one) => ('trouble' in one ? [] : one.text));
  return read.length > 0 ? read.join('\n') : undefined;
}
