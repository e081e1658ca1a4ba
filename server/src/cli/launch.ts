import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { bytecodePath, compile } from './bytecode.js';

/** A name of dsql.js's content, put in by the build. */
declare const build: string;

/** The commands that read SQL and are done in seconds. They start from bytecode, the others as any program does. */
const brief = new Set(['lint', 'fix', 'report']);

function launch(): void {
  const filename = join(__dirname, 'dsql.js');
  if (!brief.has(process.argv[2] ?? '')) {
    createRequire(__filename)(filename);
    return;
  }
  beBrief();
  const text = readFileSync(filename, 'utf8');
  const wrapped = `(function (exports, require, module, __filename, __dirname) {${text}\n})`;
  const main: unknown = compile(filename, wrapped, bytecodePath(build)).runInThisContext();
  if (typeof main === 'function') main(exports, require, module, filename, __dirname);
}

/**
 * Flags for a run of a few seconds. Optimizing the parser in the background would cost more than it gains; functions with
 * little inlining are optimized sooner; a function that is not called more often than most is not worth being optimized; and
 * threads that collect a small heap together wait for each other. Bytecode is valid for the flags under which it was made.
 */
function beBrief(): void {
  setFlagsFromString('--liftoff-only');
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=150');
  setFlagsFromString('--no-parallel-scavenge');
  // More than twice the default of Node 20. A later V8 has no such flag, and would say so on standard error.
  if (process.versions.v8.startsWith('11.3.')) setFlagsFromString('--interrupt-budget=150000');
}

launch();
