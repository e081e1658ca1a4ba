import { type Files, isInside } from '../files/files.js';
import { nearest } from '../files/nearest.js';
import { manifestNames } from './reason.js';

/** What a configuration says of SQL in files of other languages, for one of them. */
export interface EmbeddedOptions {
  /** `auto`: where the file or its project names a client of PostgreSQL, or nothing speaks of another database. */
  readonly use: 'auto' | 'on' | 'off';
  /** Names of functions and tags whose text is SQL, beside those that are known. */
  readonly names: readonly string[];
  /** The text of the manifest of the project that a file is of. */
  readonly manifest: string | undefined;
}

/** What settings say of SQL in a file of a language. */
export function embeddedOptions(
  said: boolean | readonly string[] | undefined,
  names: readonly string[],
  language: string,
  manifest: string | undefined,
): EmbeddedOptions {
  const isOn = typeof said === 'object' ? said.includes(language) : said;
  return { use: isOn === undefined ? 'auto' : isOn ? 'on' : 'off', names, manifest };
}

/** UTF-16 units: nobody writes longer ones by hand. */
const longest = 2 ** 20;

/** The texts of the manifests nearest to a file and inside its folder, one behind the other; undefined where there is none. */
export async function manifestOf(
  path: string | undefined,
  folder: string | undefined,
  files: Files,
): Promise<string | undefined> {
  if (path === undefined) return undefined;
  const around = files.around(path);
  const found = await Promise.all(manifestNames.map((name) => nearest(around, name, files)));
  const own = found.flatMap((one) =>
    one !== undefined && (folder === undefined || isInside(folder, one, files)) ? [one] : [],
  );
  const texts = await Promise.all(own.map((one) => files.read(one, longest)));
  const read = texts.flatMap((one) => ('trouble' in one ? [] : one.text));
  return read.length > 0 ? read.join('\n') : undefined;
}
