import { hostRules } from '../../server/src/core/project/hostRules.js';
import { rules } from '../../server/src/core/rules/index.js';
import type { FoundRule } from './browser/rules.js';

/** The search of the rules page. A script shows it: without one, the tables are all there is. */
export const finder = `<div role="search" class="finder" hidden>
<label for="query">Find a rule by words, a SQLSTATE, or an error of the server, pasted as it is</label>
<input id="query" type="search" autocomplete="off" spellcheck="false">
<p id="found" role="status"></p>
</div>`;

/** What the search of the rules page goes by, in the order of the tables. */
export const searchedRules: readonly FoundRule[] = [
  ...rules.map(({ id, message, why, instead, server, examples }) => ({
    id,
    message,
    why,
    instead,
    ...(server ? { server: { sqlstate: server.sqlstate, text: server.text } } : {}),
    examples: examples.map(({ bad }) => ({ bad: bad.slice(0, 2_000) })),
  })),
  ...hostRules.map(({ id, message, why, instead }) => ({ id, message, why, instead, examples: [] })),
];
