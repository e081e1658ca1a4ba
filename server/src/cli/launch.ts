import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';

/**
 * Starts the command line from the bytecode that the build has saved beside it, which spares compiling it. V8 itself
 * sees whether that is of its own version and of this text, and otherwise compiles the text as ever.
 */
function launch(): void {
  const filename = join(__dirname, 'dsql.js');
  const text = readFileSync(filename, 'utf8');
  const wrapped = `(function (exports, require, module, __filename, __dirname) {${text}\n})`;
  const script = new Script(wrapped, { filename, cachedData: savedBytecode() });
  const main: unknown = script.runInThisContext();
  if (typeof main === 'function') main(exports, require, module, filename, __dirname);
}

function savedBytecode(): Buffer | undefined {
  try {
    return readFileSync(join(__dirname, 'dsql.bytecode'));
  } catch {
    // An installation may do without it.
    return undefined;
  }
}

launch();
