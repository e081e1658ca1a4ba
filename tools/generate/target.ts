import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A file of the project that is made of others. */
export interface Target {
  /** Its path in the project. */
  readonly file: string;
  /** Its text, of the text that it has now; empty where there is none. */
  readonly render: (current: string) => string | Promise<string>;
}

/** The path of a file of the project. */
export const inProject = (file: string): string => path.resolve(__dirname, '../..', file);

/** The names, without their ending, of a folder's files with that ending. */
export const namesIn = (folder: string, ending: string): string[] =>
  readdirSync(inProject(folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();

/** What a target is now and what it should be. */
export async function compare({ file, render }: Target): Promise<{ current: string; expected: string }> {
  const current = existsSync(inProject(file)) ? readFileSync(inProject(file), 'utf8') : '';
  return { current, expected: await render(current) };
}

/** Writes a target where it is stale; answers whether it was. */
export async function write(target: Target): Promise<boolean> {
  const { current, expected } = await compare(target);
  if (current === expected) return false;
  const absolute = inProject(target.file);
  mkdirSync(path.dirname(absolute), { recursive: true });
  writeFileSync(absolute, expected);
  return true;
}
