import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createAnalyzer, loadParser } from '../../src/core/lint/analysis.js';
import { rules } from '../../src/core/rules/index.js';

const wasm = path.join(__dirname, '../../../node_modules/libpg-query/wasm/libpg-query.wasm');

export const parser = loadParser(readFileSync(wasm));
export const analyzer = createAnalyzer(parser, rules);
