import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { hasWildcards, parseGlob } from '../core/text/glob.js';
import { decodeText } from '../files/decodeText.js';
import type { Matcher } from '../files/matcher.js';
import { sqlFiles } from '../files/sqlFiles.js';
import { tooLarge } from '../files/tooLarge.js';
import { readTrouble, type Trouble } from '../files/trouble.js';
import { disk } from '../workspace/disk.js';
import { globbedFiles } from '../workspace/globbedFiles.js';
import { largestText, readText } from '../workspace/readText.js';

import type { Terminal } from './terminal.js';

/** A text to work on and what to call it. */
export interface Input {
  readonly path: string;
  readonly text: string;
  readonly isStdin: boolean;
}

/** The message where no file is named. */
export const noFile = 'No file given: name files, folders or globs, or - for standard input.';

interface Source {
  readonly files: Matcher;
  readonly stdinName: string | undefined;
  readonly terminal: Terminal;
  /** What a command does with code that may hold SQL. */
  readonly code?: CodeFiles;
}

/** Files of other languages that may hold SQL. */
export interface CodeFiles {
  readonly isCode: (path: string) => boolean;
  /** Whether a folder gives them too. */
  readonly isWanted: (path: string) => boolean;
  /** What is said where one is named; undefined where it is read. */
  readonly refusal: string | undefined;
}

/**
 * The texts of files, folders, globs and `-` (standard input), one at a time and none twice. What cannot be read is complained
 * of and skipped. A file that is named is read whatever the configuration includes and excludes.
 */
export async function* inputs(operands: readonly string[], source: Source): AsyncGenerator<Input> {
  const done = new Set<string>();
  for (const operand of operands) {
    for await (const path of operand === stdin ? [stdin] : pathsOf(operand, source)) {
      const input = typeof path === 'string' ? await readOnce(path, done, source) : path;
      if (input && 'trouble' in input) source.terminal.complain(input.trouble);
      else if (input) yield input;
    }
  }
}

const stdin = '-';

async function readOnce(
  path: string,
  done: Set<string>,
  source: Source,
): Promise<Input | Trouble | undefined> {
  const identity = path === stdin ? stdin : resolve(path);
  if (done.has(identity)) return undefined;
  done.add(identity);
  if (source.code?.refusal !== undefined && source.code.isCode(path))
    return { trouble: `${path}: ${source.code.refusal}` };
  return path === stdin ? await readStdin(source) : await readFile(path);
}

async function readFile(path: string): Promise<Input | Trouble> {
  const read = await readText(path);
  return 'trouble' in read ? read : { path, text: read.text, isStdin: false };
}

async function readStdin({ stdinName, terminal }: Source): Promise<Input | Trouble> {
  const name = stdinName ?? 'Standard input';
  const bytes = await terminal.readInput(largestText);
  const read = bytes.length > largestText ? tooLarge(name, largestText) : decodeText(bytes, name);
  return 'trouble' in read ? read : { path: stdinName ?? '<stdin>', text: read.text, isStdin: true };
}

async function* pathsOf(operand: string, { files, code }: Source): AsyncGenerator<string | Trouble> {
  const kind = await kindOf(operand);
  if (kind === 'file') yield operand;
  else if (kind === 'folder') yield* sqlFiles(operand, files, disk, code?.isWanted);
  else yield* globbed(operand, files, kind);
}

/** `missing`: the sentence that there is no file of this very name. */
async function* globbed(text: string, files: Matcher, missing: Trouble): AsyncGenerator<string | Trouble> {
  const glob = parseGlob(text);
  if (typeof glob === 'string')
    yield /[*?[{]/.test(text) ? { trouble: `${text} matches no file: ${glob}.` } : missing;
  else if (!hasWildcards(glob)) yield missing;
  else {
    let isEmpty = true;
    for await (const path of globbedFiles(glob, files)) {
      isEmpty = false;
      yield path;
    }
    if (isEmpty) yield { trouble: `No file matches ${text}.` };
  }
}

async function kindOf(path: string): Promise<'file' | 'folder' | Trouble> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    return readTrouble(path, error);
  }
}
