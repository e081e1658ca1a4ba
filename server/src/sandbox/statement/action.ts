import type { AlterTableStmt, Node, RangeVar, SelectStmt } from 'libpg-query';
import type { Statement } from '../../core/syntax/statement.js';
import { spanOf, wordOf } from '../../core/syntax/tokens.js';
import { walk } from '../../core/syntax/walk.js';
import type { Span } from '../../core/text/span.js';

/** A table as a statement names it. */
export interface Named {
  readonly schema: string | undefined;
  readonly name: string;
  /** What the statement calls it, where that is another name. */
  readonly alias?: string | undefined;
}

export interface Drops {
  readonly table: Named;
  readonly columns: readonly string[];
  readonly constraints: readonly string[];
}

/** What a statement does to a transaction. */
export type Action =
  | { readonly kind: 'empty' | 'read' | 'begin' | 'commit' | 'rollback' | 'other' }
  /** `drops`: the columns and constraints that an ALTER TABLE drops. */
  | { readonly kind: 'ddl'; readonly drops?: Drops }
  /** COPY … FROM STDIN. */
  | { readonly kind: 'copyIn'; readonly table: Named }
  /** Changes rows. `counts`: its command tag tells how many, cascades left out. */
  | {
      readonly kind: 'write';
      readonly targets: readonly Named[];
      readonly counts: boolean;
      readonly locks: readonly Named[];
      /** The rows of an INSERT of VALUES, which no cascade adds to; undefined where the text does not tell. */
      readonly rows: number | undefined;
    }
  /** SELECT … FOR UPDATE or FOR KEY SHARE. */
  | { readonly kind: 'lock'; readonly targets: readonly Named[]; readonly isShare: boolean }
  | { readonly kind: 'show'; readonly parameter: string }
  /** CREATE INDEX ASYNC; `async` is the word's span. */
  | {
      readonly kind: 'index';
      readonly async: Span;
      readonly table: Named;
      readonly name: string | undefined;
      readonly nameAndTable: { readonly name: Span | undefined; readonly table: Span };
      readonly isUnique: boolean;
      readonly ifNotExists: boolean;
    }
  /** ALTER TABLE ASYNC … VALIDATE CONSTRAINT. */
  | { readonly kind: 'validate'; readonly async: Span; readonly table: Named; readonly constraint: string }
  | { readonly kind: 'iam'; readonly verb: 'grant' | 'revoke'; readonly role: string; readonly arn: string }
  /** CALL sys.wait_for_job; `job` is undefined where a parameter names it. */
  | { readonly kind: 'wait'; readonly job: string | undefined };

export type ActionOf<Kind> = Extract<Action, { kind: Kind }>;

export function actionOf(statement: Statement): Action {
  const { node } = statement;
  if (statement.isIam && !statement.syntaxError) return iamOf(statement);
  if (!node)
    return statement.tokens.length === 0 || wordOf(statement, 0) === ';'
      ? { kind: 'empty' }
      : { kind: 'other' };
  if ('TransactionStmt' in node)
    return { kind: transactionActions[node.TransactionStmt.kind ?? ''] ?? 'other' };
  if ('ExplainStmt' in node) return explained(node.ExplainStmt.query, node.ExplainStmt.options ?? []);
  if ('VariableShowStmt' in node)
    return { kind: 'show', parameter: (node.VariableShowStmt.name ?? '').toLowerCase() };
  if ('CallStmt' in node) return callOf(node);
  if ('IndexStmt' in node && statement.async)
    return indexOf(statement, node.IndexStmt.relation, statement.async);
  if ('AlterTableStmt' in node && statement.async) {
    const { relation, cmds = [] } = node.AlterTableStmt;
    const [command] = cmds;
    const constraint = command && 'AlterTableCmd' in command ? (command.AlterTableCmd.name ?? '') : '';
    return { kind: 'validate', async: spanOfToken(statement.async), table: tableNamed(relation), constraint };
  }
  if ('AlterTableStmt' in node) return { kind: 'ddl', drops: dropsOf(node.AlterTableStmt) };
  return queryAction(node);
}

function dropsOf({ relation, cmds = [] }: AlterTableStmt): Drops {
  const named = (subtype: string) =>
    cmds.flatMap((command) =>
      'AlterTableCmd' in command && command.AlterTableCmd.subtype === subtype
        ? [command.AlterTableCmd.name ?? '']
        : [],
    );
  return {
    table: tableNamed(relation),
    columns: named('AT_DropColumn'),
    constraints: named('AT_DropConstraint'),
  };
}

const transactionActions: Readonly<Record<string, 'begin' | 'commit' | 'rollback'>> = {
  TRANS_STMT_BEGIN: 'begin',
  TRANS_STMT_START: 'begin',
  TRANS_STMT_COMMIT: 'commit',
  TRANS_STMT_ROLLBACK: 'rollback',
};

function queryAction(node: Node): Action {
  if ('CopyStmt' in node)
    return node.CopyStmt.is_from
      ? { kind: 'copyIn', table: tableNamed(node.CopyStmt.relation) }
      : { kind: 'read' };
  const name = Object.keys(node)[0] ?? '';
  if (!(name in changes) && name !== 'SelectStmt')
    return { kind: sessionStatements.has(name) ? 'other' : 'ddl' };
  const targets: Named[] = [];
  const locks: Named[] = [];
  let isShare = true;
  let inWith = 0;
  walk(node, (type, value, parent) => {
    // The walker hands a node of the name it tells.
    if (type in changes) {
      targets.push(tableNamed((value as { relation?: RangeVar }).relation));
      if (parent) inWith++;
    }
    if (type === 'SelectStmt') {
      const found = lockedBy(value as SelectStmt);
      locks.push(...found.tables);
      if (found.tables.length > 0 && !found.isShare) isShare = false;
    }
  });
  if (targets.length > 0)
    return {
      kind: 'write',
      targets: unique([...targets, ...locks]),
      counts: inWith === 0,
      locks: unique(locks),
      rows: inWith === 0 && locks.length === 0 ? insertedRows(node) : undefined,
    };
  if (locks.length > 0) return { kind: 'lock', targets: unique(locks), isShare };
  return { kind: 'read' };
}

function insertedRows(node: Node): number | undefined {
  if (!('InsertStmt' in node)) return undefined;
  const { selectStmt, onConflictClause } = node.InsertStmt;
  if (onConflictClause?.action === 'ONCONFLICT_UPDATE') return undefined;
  if (!selectStmt) return 1;
  return 'SelectStmt' in selectStmt ? selectStmt.SelectStmt.valuesLists?.length : undefined;
}

const changes: Readonly<Record<string, true>> = {
  InsertStmt: true,
  UpdateStmt: true,
  DeleteStmt: true,
  MergeStmt: true,
};

/** Statements that change neither rows nor the catalog, see also core's facts. */
const sessionStatements = new Set([
  'ConstraintsSetStmt',
  'DeallocateStmt',
  'DiscardStmt',
  'DoStmt',
  'VacuumStmt',
  'VariableSetStmt',
]);

function explained(query: Node | undefined, options: readonly Node[]): Action {
  const executes = options.some(
    (option) =>
      'DefElem' in option &&
      option.DefElem.defname === 'analyze' &&
      !/false|off|"ival":0\b/i.test(JSON.stringify(option.DefElem.arg ?? '')),
  );
  if (!executes || !query) return { kind: 'read' };
  const action = queryAction(query);
  return action.kind === 'write' ? { ...action, counts: false, rows: undefined } : action;
}

function lockedBy({ lockingClause = [], fromClause = [] }: SelectStmt): {
  tables: Named[];
  isShare: boolean;
} {
  const tables: Named[] = [];
  let isShare = true;
  for (const clause of lockingClause) {
    if (!('LockingClause' in clause)) continue;
    const { lockedRels, strength } = clause.LockingClause;
    if (strength !== 'LCS_FORKEYSHARE') isShare = false;
    const wanted = (lockedRels ?? []).flatMap((relation) =>
      'RangeVar' in relation ? [relation.RangeVar.relname ?? ''] : [],
    );
    for (const source of fromClause) {
      walk(source, (name, node) => {
        if (name !== 'RangeVar') return;
        // The walker hands a node of the name it tells.
        const table = node as RangeVar;
        if (wanted.length === 0 || wanted.includes(table.alias?.aliasname ?? table.relname ?? ''))
          tables.push(tableNamed(table));
      });
    }
  }
  return { tables, isShare };
}

const tableNamed = (relation: RangeVar | undefined): Named => ({
  schema: relation?.schemaname,
  name: relation?.relname ?? '',
  alias: relation?.alias?.aliasname,
});

function unique(tables: readonly Named[]): readonly Named[] {
  const seen = new Map(tables.map((table) => [`${table.schema ?? ''}.${table.name}`, table]));
  return [...seen.values()];
}

function callOf(node: Extract<Node, { CallStmt: unknown }>): Action {
  const { funcname = [], args = [] } = node.CallStmt.funccall ?? {};
  const name = funcname.map((part) => ('String' in part ? part.String.sval : '')).join('.');
  if (name !== 'sys.wait_for_job') return { kind: 'other' };
  const [job] = args;
  const literal = job && 'A_Const' in job ? job.A_Const.sval?.sval : undefined;
  return { kind: 'wait', job: literal };
}

const spanOfToken = ({ start, end }: Span): Span => ({ start, end });

function indexOf(statement: Statement, relation: RangeVar | undefined, async: Span): Action {
  const node = statement.node;
  const index = node && 'IndexStmt' in node ? node.IndexStmt : undefined;
  const at = statement.tokens.findIndex(({ start }) => start === async.start) + 1;
  const skip = wordOf(statement, at) === 'if' ? 3 : 0;
  const hasName = wordOf(statement, at + skip) !== 'on';
  const on = at + skip + (hasName ? 1 : 0);
  const first = wordOf(statement, on + 1) === 'only' ? on + 2 : on + 1;
  const last = wordOf(statement, first + 1) === '.' ? first + 2 : first;
  return {
    kind: 'index',
    async: spanOfToken(async),
    table: tableNamed(relation),
    name: index?.idxname,
    nameAndTable: {
      name: hasName ? spanOf(statement, at + skip) : undefined,
      table: spanOf(statement, first, last),
    },
    isUnique: index?.unique ?? false,
    ifNotExists: index?.if_not_exists ?? false,
  };
}

function iamOf(statement: Statement): Action {
  const read = (index: number) => {
    const { start, end } = spanOf(statement, index);
    return statement.text.slice(start, end);
  };
  const role = read(3);
  return {
    kind: 'iam',
    verb: wordOf(statement, 2) === 'revoke' ? 'revoke' : 'grant',
    role: role.startsWith('"') ? role.slice(1, -1).replaceAll('""', '"') : role.toLowerCase(),
    arn: read(5).slice(1, -1).replaceAll("''", "'"),
  };
}
