import { readFileSync } from 'node:fs';
import { createAnalyzer, loadParser } from '../../src/core/analysis.js';

const wasm = new URL('../../../node_modules/libpg-query/wasm/libpg-query.wasm', import.meta.url);

export const parser = loadParser(readFileSync(wasm));
export const analyzer = createAnalyzer(parser);
