import { readFileSync } from 'node:fs';
import { type Grammar, loadGrammar } from '../../src/core/syntax/grammar.js';
import { inProject } from '../generated/generated.js';

export const grammar: Grammar = loadGrammar(
  readFileSync(inProject('node_modules/libpg-query/wasm/libpg-query.wasm')),
);

/** The expression of `SELECT …`; undefined where the grammar takes none. */
export function expressionOf(sql: string) {
  const answer = grammar(`SELECT ${sql}`, true);
  const [statement] = answer.kind === 'tree' ? answer.nodes : [];
  const [target] = statement && 'SelectStmt' in statement ? (statement.SelectStmt.targetList ?? []) : [];
  return target && 'ResTarget' in target ? target.ResTarget.val : undefined;
}
