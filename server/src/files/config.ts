import { type Config, emptyConfig, parseConfig } from '../core/project/config.js';
import type { Files } from './files.js';
import { nearest } from './nearest.js';

export const configName = 'dsql.config.json';

/** Bytes: a thousand times what a person writes. */
const largestConfig = 2 ** 20;

/** A configuration with the folder that its globs are relative to, and one sentence for each thing wrong with it. */
export interface FoundConfig {
  readonly config: Config;
  readonly folder: string;
  readonly problems: readonly string[];
}

/** The `dsql.config.json` of `folder` or of the closest folder above; the defaults where there is none. */
export async function findConfig(folder: string, files: Files): Promise<FoundConfig> {
  const path = await nearest(folder, configName, files);
  return path
    ? readConfig(path, files, files.way(folder, path))
    : { config: emptyConfig, folder, problems: [] };
}

/** The configuration in one file. What is wrong with it, or that it cannot be read, becomes problems naming `name`. */
export async function readConfig(path: string, files: Files, name = path): Promise<FoundConfig> {
  const folder = files.around(path);
  const read = await files.read(path, largestConfig);
  if ('trouble' in read) return { config: emptyConfig, folder, problems: [read.trouble] };
  const { config, problems } = parseConfig(read.text);
  return { config, folder, problems: problems.map((problem) => `${name}: ${problem}`) };
}
