import type { Node } from 'libpg-query';
import { type Effect, effectsOf } from '../schema/effects.js';
import type { Statement } from '../syntax/statement.js';
import { type TypeFacts, typeFacts } from './foreignTypes.js';
import { rowsInTree } from './rows.js';

/** What rules over a script must know of one statement after its tree is gone. */
export interface Facts {
  readonly kind: StatementKind;
  /** The rows the statement is certain to change; undefined where its text must be asked, see `rows.ts`. */
  readonly rows: number | undefined;
  readonly isInsert: boolean;
  /** What it does to the schema, spans relative to the statement. */
  readonly effects: readonly Effect[];
  readonly types: TypeFacts;
}

/** Of a statement that could not be read. */
export const unknownFacts: Facts = {
  kind: 'unknown',
  rows: 0,
  isInsert: false,
  effects: [],
  types: {},
};

export type StatementKind = 'ddl' | 'dml' | 'query' | 'begin' | 'commit' | 'rollback' | 'other' | 'unknown';

export function factsOf(statement: Statement): Facts {
  const { node, isIam } = statement;
  if (isIam) return { ...unknownFacts, kind: 'ddl' };
  if (!node) return statement.syntaxError || statement.isTooDeep ? unknownFacts : plainFacts(statement.text);
  return {
    kind: kindOf(node),
    rows: rowsInTree(node),
    isInsert: 'InsertStmt' in node,
    effects: effectsOf(statement),
    types: typeFacts(statement),
  };
}

/** Of a query whose tree was not asked for: its first word says what it is. */
function plainFacts(text: string): Facts {
  const isInsert = /^insert/i.test(text);
  if (isInsert) return plainInsert;
  return /^(?:select|with)/i.test(text) ? plainSelect : plainChange;
}

const plainSelect: Facts = { ...unknownFacts, kind: 'query' };
const plainChange: Facts = { ...unknownFacts, kind: 'dml' };
const plainInsert: Facts = { ...plainChange, isInsert: true, rows: undefined };

function kindOf(node: Node): StatementKind {
  if ('TransactionStmt' in node) return transactionKind[node.TransactionStmt.kind ?? ''] ?? 'other';
  if ('SelectStmt' in node) return node.SelectStmt.intoClause ? 'ddl' : changesInWith(node) ? 'dml' : 'query';
  if ('CopyStmt' in node) return node.CopyStmt.is_from ? 'dml' : 'query';
  const name = Object.keys(node)[0] ?? '';
  if (dml.has(name)) return 'dml';
  return notDdl.has(name) ? 'other' : 'ddl';
}

const transactionKind: Readonly<Record<string, StatementKind>> = {
  TRANS_STMT_BEGIN: 'begin',
  TRANS_STMT_START: 'begin',
  TRANS_STMT_COMMIT: 'commit',
  TRANS_STMT_ROLLBACK: 'rollback',
};

const dml = new Set(['InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt']);

/** Statements that change neither catalog nor rows. All others are DDL: GRANT and COMMENT write to the catalog too. */
const notDdl = new Set([
  'CallStmt',
  'CheckPointStmt',
  'ClosePortalStmt',
  'ConstraintsSetStmt',
  'DeallocateStmt',
  'DeclareCursorStmt',
  'DiscardStmt',
  'DoStmt',
  'ExecuteStmt',
  'ExplainStmt',
  'FetchStmt',
  'ListenStmt',
  'LoadStmt',
  'LockStmt',
  'NotifyStmt',
  'PrepareStmt',
  'UnlistenStmt',
  'VacuumStmt',
  'VariableSetStmt',
  'VariableShowStmt',
]);

const changesInWith = (node: Extract<Node, { SelectStmt: unknown }>): boolean =>
  (node.SelectStmt.withClause?.ctes ?? []).some(
    (cte) => 'CommonTableExpr' in cte && dml.has(Object.keys(cte.CommonTableExpr.ctequery ?? {})[0] ?? ''),
  );
