import { query } from '../../text/memo.js';
import type { Script, ScriptStatement } from './script.js';

/** The statements of a script with facts of a certain kind, each list in the order of the text. They are few. */
export interface Telling {
  /** Those that change the catalog. */
  readonly ddl: readonly ScriptStatement[];
  /** Those that create a function. */
  readonly functions: readonly ScriptStatement[];
  /** Those that declare a type, or store one that PostgreSQL does not know. */
  readonly types: readonly ScriptStatement[];
  /** Those that call a function that is missing. */
  readonly calls: readonly ScriptStatement[];
  /** Those that compare columns. */
  readonly comparing: readonly ScriptStatement[];
}

/** Collected once for all rules. */
export const tellingOf = (script: Pick<Script, 'statements'>): Telling => query(telling, script.statements);

function telling(statements: readonly ScriptStatement[]): Telling {
  const ddl: ScriptStatement[] = [];
  const functions: ScriptStatement[] = [];
  const types: ScriptStatement[] = [];
  const calls: ScriptStatement[] = [];
  const comparing: ScriptStatement[] = [];
  for (const statement of statements) {
    const { facts } = statement;
    if (facts.ddl.length > 0) ddl.push(statement);
    if (facts.createdFunction !== undefined) functions.push(statement);
    if (facts.types.declared !== undefined || facts.types.foreign) types.push(statement);
    if (facts.calls) calls.push(statement);
    if (facts.compared) comparing.push(statement);
  }
  return { ddl, functions, types, calls, comparing };
}
