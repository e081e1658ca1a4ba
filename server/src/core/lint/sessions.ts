import type { JoinedSplit } from '../syntax/joinedSplit.js';
import { waysBack } from '../syntax/waysBack.js';
import { byKey } from '../text/byKey.js';
import { firstFrom } from '../text/firstFrom.js';
import { byPart } from '../text/parts.js';
import type { Span } from '../text/span.js';
import { relatedFiles } from './script/relatedFiles.js';
import type { OrderedParts, OrderedTexts, Script, ScriptStatement } from './script/script.js';

/** A piece of a file, between two places where psql includes others. */
export interface FilePiece {
  /** The number of the file. */
  readonly file: number;
  /** The number of the session that sends it. A file and all that it includes share a session. */
  readonly session: number;
  /** psql includes the next piece at its end. */
  readonly isFollowed: boolean;
  /** It is read for what it creates, and not repaired. */
  readonly isFrozen: boolean;
}

/** The span of each session, the session of each text, and the texts of each file. */
export function layoutOf(parts: readonly Span[], pieces: readonly FilePiece[] | undefined) {
  if (!pieces)
    return {
      sessions: parts,
      sessionOf: (at: number) => at,
      fileOf: (session: number) => session,
      textsOfFiles: parts.map((_, at) => [at]),
    };
  const sessions: Span[] = [];
  const numbers: number[] = [];
  const files: number[] = [];
  for (const [at, { start, end }] of parts.entries()) {
    const { file = at, session } = pieces[at] ?? {};
    const last = sessions.at(-1);
    if (last && session !== undefined && session === pieces[at - 1]?.session)
      sessions[sessions.length - 1] = { start: last.start, end };
    else {
      sessions.push({ start, end });
      files.push(file);
    }
    numbers.push(sessions.length - 1);
  }
  const byFile = byKey(parts.map((_, at) => [pieces[at]?.file ?? at, at]));
  return {
    sessions,
    sessionOf: (at: number) => numbers[at] ?? 0,
    /** The file that begins a session. */
    fileOf: (session: number) => files[session] ?? session,
    textsOfFiles: [...byFile.values()],
  };
}

/** The folders whose order is known, as spans of the joined text. */
export const foldersIn = (
  parts: readonly Span[],
  folders: readonly OrderedTexts[],
): readonly OrderedParts[] =>
  folders.flatMap(({ first, end, isComplete, faults }) => {
    const [from, to] = [parts[first], parts[end - 1]];
    if (!from || !to) return [];
    const placed = faults.map(({ kind, text, number }) => ({
      ...{ kind, text, start: parts[number]?.start ?? from.start },
    }));
    return [{ span: { start: from.start, end: to.end }, isComplete, faults: placed }];
  });

/** The offsets of psql's commands that include the next text. */
export const followedIn = (
  { parts, pieces: found }: JoinedSplit,
  pieces: readonly FilePiece[] | undefined,
): ReadonlySet<number> => {
  const commands = pieces ? found.filter(({ kind }) => kind === 'metaCommand') : [];
  return new Set(
    (pieces ?? []).flatMap(({ isFollowed }, at) => {
      const end = parts[at]?.end ?? 0;
      const behind = isFollowed
        ? firstFrom(commands.length, (number) => (commands[number]?.start ?? 0) >= end)
        : 0;
      const command = commands[behind - 1];
      return command ? [command.start] : [];
    }),
  );
};

/** The script of each session. Sessions that run after each other share one. */
export function scriptsOf(
  { text, pieces, followed }: JoinedPieces,
  files: readonly { readonly part: Span; readonly statements: readonly ScriptStatement[] }[],
  folders: readonly OrderedParts[],
  make: (statements: readonly ScriptStatement[], split: JoinedPieces) => Script,
): readonly Script[] {
  const folderOf = folders.length > 0 ? folderAt(files, folders) : () => undefined;
  const ranges = relatedFiles(
    files.map(({ statements }) => statements),
    folderOf,
  );
  return ranges.flatMap(({ first, end }) => {
    const own = files.slice(first, end);
    const parts = own.map(({ part }) => part);
    const whole = { start: parts[0]?.start ?? 0, end: parts.at(-1)?.end ?? 0 };
    const split = {
      text,
      parts,
      followed,
      pieces:
        ranges.length === 1
          ? pieces
          : pieces.slice(
              firstFrom(pieces.length, (at) => (pieces[at]?.start ?? 0) >= whole.start),
              firstFrom(pieces.length, (at) => (pieces[at]?.end ?? 0) > whole.end),
            ),
    };
    const [only] = own.length === 1 ? own : [];
    const script = make(only?.statements ?? own.flatMap(({ statements }) => statements), split);
    return own.map(() => script);
  });
}

/** The folder of each file. */
const folderAt =
  (files: readonly { readonly part: Span }[], folders: readonly OrderedParts[]) =>
  (at: number): OrderedParts | undefined => {
    const part = files[at]?.part;
    return part && folders.find(({ span }) => isWithin(span)(part));
  };

type JoinedPieces = Omit<JoinedSplit, 'comments'> & Pick<Script, 'followed'>;

const isWithin =
  (part: Span) =>
  ({ start, end }: Span): boolean =>
    part.start <= start && end <= part.end;

/**
 * The parts of several files that undo a migration: they do not run before the files after them. A single file is read as it
 * is.
 */
export function spansBack(
  { text, comments, parts }: JoinedSplit,
  numbers: ReadonlySet<number>,
): readonly Span[] {
  if (parts.length === 1) return [];
  return [...byPart(parts, comments, ({ end }) => end)].flatMap(({ part, things }, at) =>
    numbers.has(at) ? [part] : [...waysBack(text, things, part)],
  );
}
