import type { AlterTableStmt, Node, RangeVar } from 'libpg-query';
import { effectOfStatement } from '../../core/semantics/effect.js';
import type { Effect } from '../../core/semantics/effectModel.js';
import { type TableName, unique } from '../../core/semantics/tableName.js';
import { stringAt } from '../../core/syntax/literals.js';
import type { Statement } from '../../core/syntax/statement.js';
import { find } from '../../core/syntax/tokens.js';
import { childOf, clauseOf, descendantsOf, nameOf, oneToken, spanOf } from '../../core/syntax/tree/nodes.js';
import { treeOf } from '../../core/syntax/tree/tree.js';
import { walk, walkAll } from '../../core/syntax/walk.js';
import type { Span } from '../../core/text/span.js';
import { type Pinned, pinnedColumns } from './pinnedColumns.js';

/** What an ALTER TABLE does that a table may not allow. */
export interface Alteration {
  readonly table: TableName;
  readonly droppedColumns: readonly string[];
  readonly droppedConstraints: readonly string[];
  /** The columns that it makes identity columns. */
  readonly identities: readonly string[];
}

/** What the sandbox has to see to when a statement runs, by its effect. */
export type Action =
  /** `setting`: of the session or of its transaction, also when constraints are checked. */
  | { readonly kind: 'empty' | 'read' | 'begin' | 'commit' | 'rollback' | 'setting' | 'other' }
  /** `alters`: for an ALTER TABLE. */
  | { readonly kind: 'ddl'; readonly alters?: Alteration }
  /** COPY … FROM STDIN. */
  | { readonly kind: 'copyIn'; readonly table: TableName }
  /** Changes rows. `counts`: its command tag tells how many, cascades left out. */
  | {
      readonly kind: 'write';
      readonly targets: readonly TableName[];
      readonly counts: boolean;
      readonly locks: readonly TableName[];
      /** The rows of an INSERT of VALUES, which no cascade adds to; undefined where the text does not tell. */
      readonly rows: number | undefined;
      /** Columns of which an INSERT of one row, or the condition of an UPDATE or DELETE of one table, takes one value each. */
      readonly pinned: readonly Pinned[];
      /** Columns of existing rows that it sets, none where it only inserts; undefined where it may do more. */
      readonly sets: readonly string[] | undefined;
    }
  /** SELECT … FOR UPDATE or FOR KEY SHARE. */
  | {
      readonly kind: 'lock';
      readonly targets: readonly TableName[];
      readonly isShare: boolean;
      /** The same of a SELECT that answers all rows of one table that fulfil its condition. */
      readonly pinned: readonly Pinned[];
    }
  /**
   * Runs stored code, of which the text does not tell what it does: CALL, DO, EXECUTE, a query that calls a function of
   * someone's own. `mayCommit`: alone, it may end transactions and begin others.
   */
  | { readonly kind: 'routine'; readonly mayCommit: boolean }
  | { readonly kind: 'show'; readonly parameter: string }
  /** CREATE INDEX ASYNC; `async` is the word's span. */
  | {
      readonly kind: 'index';
      readonly async: Span;
      readonly table: TableName;
      readonly name: string | undefined;
      readonly tableSpan: Span;
      /** The word's span. */
      readonly unique: Span | undefined;
      readonly ifNotExists: boolean;
    }
  /** ALTER TABLE ASYNC … VALIDATE CONSTRAINT. */
  | {
      readonly kind: 'validate';
      readonly async: Span;
      readonly table: TableName;
      readonly constraint: string;
    }
  | { readonly kind: 'iam'; readonly verb: 'grant' | 'revoke'; readonly role: string; readonly arn: string }
  /** CALL sys.wait_for_job; `job` is undefined where a parameter names it. */
  | { readonly kind: 'wait'; readonly job: string | undefined };

export type ActionOf<Kind> = Extract<Action, { kind: Kind }>;

export function actionOf(statement: Statement): Action {
  const { node } = statement;
  if (statement.isIam && !statement.syntaxError) return iamOf(statement);
  const effect = effectOfStatement(statement);
  // PostgreSQL says what is wrong with a text that is not a statement.
  if (!node) return { kind: effect.kind === 'EmptyStmt' ? 'empty' : 'other' };
  return ofItsOwn(statement, node, effect) ?? ofEffect(node, effect, statement.text);
}

/** Statements that ask for more than their effect. */
function ofItsOwn(statement: Statement, node: Node, { access }: Effect): Action | undefined {
  if ('VariableShowStmt' in node)
    return { kind: 'show', parameter: (node.VariableShowStmt.name ?? '').toLowerCase() };
  if ('CallStmt' in node && access === 'reads')
    return { kind: 'wait', job: firstText(node.CallStmt.funccall?.args) };
  const { async } = statement;
  if (!async) return undefined;
  if ('IndexStmt' in node) {
    const table = childOf(treeOf(statement), 'table');
    const {
      relation,
      idxname,
      unique: isUnique = false,
      if_not_exists: ifNotExists = false,
    } = node.IndexStmt;
    return {
      kind: 'index',
      async: spanOfToken(async),
      table: tableNamed(relation),
      name: idxname,
      tableSpan: table ? spanOf(statement, table) : spanOfToken(async),
      unique: isUnique ? spanOf(statement, oneToken(find(statement, ['unique'], 1, 2))) : undefined,
      ifNotExists,
    };
  }
  if (!('AlterTableStmt' in node)) return undefined;
  const { table, constraint } = validated(node.AlterTableStmt);
  return { kind: 'validate', async: spanOfToken(async), table, constraint };
}

function ofEffect(node: Node, effect: Effect, text: string): Action {
  const { kind, changes, runsUnknown, tables, transaction, locks, session } = effect;
  if (transaction === 'begin' || transaction === 'commit' || transaction === 'rollback')
    return { kind: transaction };
  if (changes === 'schema')
    return 'AlterTableStmt' in node
      ? { kind: 'ddl', alters: alterationOf(node.AlterTableStmt) }
      : { kind: 'ddl' };
  const [table] = tables;
  if ('CopyStmt' in node && node.CopyStmt.is_from && table) return { kind: 'copyIn', table };
  // Of a call of set_config() the text need not tell what it sets.
  if (session === 'setting' && kind !== 'VariableSetStmt') return { kind: 'routine', mayCommit: false };
  const locked = unique(locks.map((lock) => lock.table));
  if (changes === 'rows') {
    const counts = !(kind === 'ExplainStmt' || kind === 'CopyStmt' || holdsChange(node));
    return {
      kind: 'write',
      targets: unique([...tables, ...locked]),
      counts,
      locks: locked,
      rows: counts && locked.length === 0 ? insertedRows(node) : undefined,
      pinned: pinnedColumns(node, text),
      sets: kind === 'CopyStmt' ? undefined : setColumns(node),
    };
  }
  if (kind !== 'LockStmt' && locked.length > 0)
    return {
      kind: 'lock',
      targets: locked,
      isShare: locks.every(({ strength }) => strength === 'for key share'),
      pinned: pinnedColumns(node, text),
    };
  if (kind === 'CallStmt' || kind === 'DoStmt') return { kind: 'routine', mayCommit: true };
  if (runsUnknown) return { kind: 'routine', mayCommit: false };
  // Texts are not read in the encoding of before and of behind it at once.
  if (setting.has(kind) && !/client_encoding|\bnames\b/i.test(text)) return { kind: 'setting' };
  return { kind: reading.has(kind) && !isUndone(text) ? 'read' : 'other' };
}

const setting: ReadonlySet<Effect['kind']> = new Set(['VariableSetStmt', 'ConstraintsSetStmt']);

/** Whether a query may call a function whose effect ends with the changes of its transaction, where these are taken back. */
const isUndone = (text: string): boolean => /\b(?:lo_\w+|lowrite|pg_logical_emit_message)\b/i.test(text);

const reading: ReadonlySet<Effect['kind']> = new Set(['SelectStmt', 'CopyStmt', 'ExplainStmt']);

/** Whether a change stands within a statement. */
function holdsChange(root: Node): boolean {
  let isFound = false;
  walk(root, (name, _node, parent) => {
    isFound ||= parent !== undefined && changing.has(name);
  });
  return isFound;
}

function setColumns(root: Node): readonly string[] | undefined {
  const columns: string[] = [];
  let isMore = false;
  walkAll(root, (name, node, parent) => {
    isMore ||= name === 'DeleteStmt' || name === 'MergeStmt';
    const isSet = parent?.name === 'UpdateStmt' || parent?.name === 'OnConflictClause';
    if (name === 'ResTarget' && isSet && 'name' in node) columns.push(String(node.name));
  });
  return isMore ? undefined : columns;
}

const changing: ReadonlySet<string> = new Set(['InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt']);

function insertedRows(node: Node): number | undefined {
  if (!('InsertStmt' in node)) return undefined;
  const { selectStmt, onConflictClause } = node.InsertStmt;
  if (onConflictClause?.action === 'ONCONFLICT_UPDATE') return undefined;
  if (!selectStmt) return 1;
  return 'SelectStmt' in selectStmt ? selectStmt.SelectStmt.valuesLists?.length : undefined;
}

function alterationOf({ relation, cmds = [] }: AlterTableStmt): Alteration {
  const named = (subtype: string) =>
    cmds.flatMap((command) =>
      'AlterTableCmd' in command && command.AlterTableCmd.subtype === subtype
        ? [command.AlterTableCmd.name ?? '']
        : [],
    );
  return {
    table: tableNamed(relation),
    droppedColumns: named('AT_DropColumn'),
    droppedConstraints: named('AT_DropConstraint'),
    identities: named('AT_AddIdentity'),
  };
}

function validated({ relation, cmds = [] }: AlterTableStmt): {
  readonly table: TableName;
  readonly constraint: string;
} {
  const [command] = cmds;
  const constraint = command && 'AlterTableCmd' in command ? (command.AlterTableCmd.name ?? '') : '';
  return { table: tableNamed(relation), constraint };
}

const tableNamed = ({ schemaname, relname = '' }: RangeVar = {}): TableName => ({
  schema: schemaname,
  name: relname,
});

function firstText([first]: readonly Node[] = []): string | undefined {
  return first && 'A_Const' in first ? first.A_Const.sval?.sval : undefined;
}

/** Of a token, and no more of it. */
const spanOfToken = ({ start, end }: Span): Span => ({ start, end });

function iamOf(statement: Statement): Action {
  const tree = treeOf(statement);
  const grantee = clauseOf(tree, 'to');
  const [arn] = descendantsOf(grantee ?? clauseOf(tree, 'from'), 'constant');
  return {
    kind: 'iam',
    verb: grantee ? 'grant' : 'revoke',
    role: nameOf(statement, childOf(tree, 'name', 'role')),
    arn: (arn && stringAt(statement, arn)) ?? '',
  };
}
