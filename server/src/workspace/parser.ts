import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadParser, type Parser } from '../core/lint/analysis.js';
import { pathsUpward } from '../files/nearest.js';
import { disk } from './disk.js';

/** The PostgreSQL parser from the WebAssembly file beside the bundle or, run from source, in node_modules. */
export const loadParserFromDisk = async (): Promise<Parser> => loadParser(await readFile(wasmPath()));

function wasmPath(): string {
  const bundled = join(__dirname, 'libpg-query.wasm');
  const path = existsSync(bundled)
    ? bundled
    : [...pathsUpward(__dirname, 'node_modules/libpg-query/wasm/libpg-query.wasm', disk)].find(existsSync);
  if (!path) throw new Error(`The installation is incomplete: ${bundled} is missing.`);
  return path;
}
