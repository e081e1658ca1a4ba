import type { FilePiece } from '../lint/sessions.js';
import { splitScript } from '../syntax/split.js';

/** A file that psql is told to read by `\i` or `\ir`, where its name is known. */
export interface Include {
  /** The offset after the line of the command. */
  readonly end: number;
  readonly path: string;
  /** The path is relative to the file that names it. */
  readonly isRelative: boolean;
}

/** A file, and whether it is read only for the objects that it creates. */
interface ReadFile {
  readonly path: string;
  readonly text: string;
  readonly isFrozen?: boolean;
}

/** The files that a text includes, in its order. */
export function includesIn(text: string): readonly Include[] {
  if (!/\\i/.test(text)) return [];
  return splitScript(text).pieces.flatMap(({ kind, start, end }) => {
    if (kind !== 'metaCommand') return [];
    const [, verb, quoted, plain] = include.exec(text.slice(start, end)) ?? [];
    const path = quoted?.replaceAll("''", "'") ?? plain;
    if (verb === undefined || path === undefined) return [];
    const line = /[^\r\n]*(?:\r\n|\r|\n)?/y;
    line.lastIndex = end;
    line.exec(text);
    return [{ end: line.lastIndex, path, isRelative: verb.endsWith('r') || verb.endsWith('relative') }];
  });
}

/** A name with a variable, a backquote or a backslash is not known before psql runs. */
const include = /^\\(ir?|include(?:_relative)?)[ \t]+(?:'((?:[^'\\\r\n]|'')+)'|([^\s'"`:\\;|]+))[ \t;]*$/;

/**
 * The paths that an included file may have, the most likely first. psql resolves `\i` against the folder in which it was
 * started: that of the file, or one above it.
 */
export function pathsOf(includer: string, { path, isRelative }: Include): readonly string[] {
  if (isRooted(path)) return [tidied(path)];
  const folder = tidied(includer).replace(/[^/]*$/, '');
  if (isRelative) return [tidied(folder + path)];
  const folders = [folder];
  for (let one = folder; /[^/.]+\/$/.test(one) && folders.length < deepest; ) {
    one = one.replace(/[^/]+\/$/, '');
    folders.push(one);
  }
  return folders.map((one) => tidied(one + path));
}

const deepest = 50;

const isRooted = (path: string): boolean => /^(?:\/|[a-z]:|[a-z]+:\/)/i.test(path);

/** A path without `.`, and without `..` where possible. */
function tidied(path: string): string {
  const kept: string[] = [];
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '.') continue;
    if (part === '..' && kept.length > 0 && kept.at(-1) !== '..' && kept.at(-1) !== '') kept.pop();
    else kept.push(part);
  }
  return kept.join('/');
}

/** The texts in the order in which they run, and the file of each. */
interface Layout {
  readonly texts: readonly string[];
  /** Undefined where each file is one piece. */
  readonly pieces: readonly FilePiece[] | undefined;
}

/**
 * Cuts files where they include others, and puts the others in between. A file that is included twice stands at its first
 * place, and one that includes itself is not read again.
 */
export function layoutOf(files: readonly ReadFile[]): Layout {
  const numbers = new Map(files.map(({ path }, at) => [tidied(path), at]));
  const targets = files.map((file) => includedBy(numbers, file));
  if (targets.every((some) => some.length === 0))
    return { texts: files.map(({ text }) => text), pieces: undefined };
  const texts: string[] = [];
  const pieces: FilePiece[] = [];
  const done = new Set<number>();
  let session = 0;
  const place = (file: number): void => {
    done.add(file);
    const { text = '', isFrozen = false } = files[file] ?? {};
    let from = 0;
    const piece = (end: number, isFollowed: boolean) => {
      texts.push(text.slice(from, end));
      pieces.push({ file, session, isFollowed, isFrozen });
      from = end;
    };
    for (const { end, target } of targets[file] ?? []) {
      if (done.has(target)) continue;
      piece(end, true);
      place(target);
    }
    piece(text.length, false);
  };
  const included = new Set(
    targets.flatMap((some, file) => some.flatMap(({ target }) => (target === file ? [] : [target]))),
  );
  // Files that include each other in a circle come last.
  for (const isWanted of [(at: number) => !included.has(at), () => true])
    for (const at of files.keys())
      if (isWanted(at) && !done.has(at)) {
        place(at);
        session++;
      }
  return { texts, pieces };
}

/** The numbers of files in the order in which they end: what a file includes stands before it. */
export function orderOf(files: readonly ReadFile[]): readonly number[] {
  const { pieces } = layoutOf(files);
  return pieces ? pieces.flatMap(({ file, isFollowed }) => (isFollowed ? [] : [file])) : [...files.keys()];
}

/** The files that one includes, by their numbers. */
function includedBy(numbers: ReadonlyMap<string, number>, { path, text }: ReadFile) {
  return includesIn(text).flatMap((one) => {
    const [target] = pathsOf(path, one).flatMap((wanted) => numbers.get(wanted) ?? []);
    return target === undefined ? [] : [{ end: one.end, target }];
  });
}
