import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadParser, type Parser } from '../core/lint/analysis.js';
import { nearest } from './nearest.js';

/** The PostgreSQL parser from the WebAssembly file beside the bundle or, run from source, in node_modules. */
export const loadParserFromDisk = async (): Promise<Parser> => loadParser(await readFile(wasmPath()));

function wasmPath(): string {
  const bundled = join(__dirname, 'libpg-query.wasm');
  const path = existsSync(bundled)
    ? bundled
    : nearest(__dirname, 'node_modules/libpg-query/wasm/libpg-query.wasm');
  if (!path) throw new Error(`The installation is incomplete: ${bundled} is missing.`);
  return path;
}
