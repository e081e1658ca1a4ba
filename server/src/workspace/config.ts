import { dirname, join } from 'node:path';
import { type Config, parseConfig } from '../core/config.js';
import { nearest } from './nearest.js';
import { readText } from './readText.js';

export const configName = 'dsql.config.json';

/** A configuration with the folder that its globs are relative to, and one sentence for each thing wrong with it. */
export interface FoundConfig {
  readonly config: Config;
  readonly folder: string;
  readonly problems: readonly string[];
}

/** The `dsql.config.json` of `folder` or of the closest folder above; the defaults where there is none. */
export async function findConfig(folder: string): Promise<FoundConfig> {
  const path = nearest(folder, configName);
  return path ? readConfig(path) : { ...parseConfig('{}'), folder };
}

/** The configuration in one file. What is wrong with it, or that it cannot be read, becomes problems naming `name`. */
export async function readConfig(path: string, name = path): Promise<FoundConfig> {
  const folder = dirname(path);
  const read = await readText(path);
  if ('trouble' in read) return { ...parseConfig('{}'), folder, problems: [read.trouble] };
  const { config, problems } = parseConfig(read.text.replace(/^\uFEFF/, ''));
  return { config, folder, problems: problems.map((problem) => `${name}: ${problem}`) };
}

/** Where the configuration of a workspace root lies, whether or not it exists. */
export const configPath = (root: string): string => join(root, configName);
