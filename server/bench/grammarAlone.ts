import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { loadGrammar } from '../src/core/syntax/grammar.js';
import { splitScript } from '../src/core/syntax/split.js';

// What no linter that asks PostgreSQL's own grammar in Node can do without: it starts, cuts a script into statements, asks whether
// each is right, and reads the trees of those that change the schema. No rule is asked.
// Arguments: libpg-query.wasm, the script. It prints how many statements are right.
setFlagsFromString('--liftoff-only');
const [wasm = '', file = ''] = process.argv.slice(2);
const grammar = loadGrammar(readFileSync(wasm));
const text = readFileSync(file, 'utf8');
let right = 0;
for (const { kind, start, end } of splitScript(text, undefined).pieces) {
  if (kind !== 'statement') continue;
  const statement = text.slice(start, end);
  if (grammar(statement, /^(?:create|alter|drop)\b/i.test(statement)).kind === 'tree') right++;
}
console.log(right);
