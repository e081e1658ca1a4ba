import type { StatementKind, SyntaxNode } from '../syntax/node.js';
import { splitScript } from '../syntax/split.js';
import { type StatementText, statementText } from '../syntax/statement.js';
import { hasCode } from '../syntax/templates.js';
import { childOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { lookup } from '../text/lookup.js';
import { callAccess, callsUnknown } from './callAccess.js';
import { dropsOf } from './drops.js';
import type { Effect, Outline, Retry, SessionPart, Traits, TransactionStep } from './effectModel.js';
import { explainedIn } from './explained.js';
import { keywordsOf } from './keywords.js';
import { hasChangeWord, queryTraits } from './query.js';
import { settingTraits } from './setting.js';
import { tableNameOf, tablesIn } from './tableName.js';

/**
 * The effect of all statements of a text together: of several, the worst in each respect. Never fails; text that is not SQL is
 * unknown, and so is one with code of a template.
 */
export function effectOf(text: string): Effect {
  if (hasCode(text)) return unknownEffect;
  const effects = effectsIn(text);
  const [first, second] = effects;
  if (first && second) return together(effects);
  return first ?? { kind: 'EmptyStmt', ...complete({}) };
}

/** One effect for each statement that is not empty. */
function effectsIn(text: string): readonly Effect[] {
  if (isOne(text)) return effectUnlessEmpty(text);
  const pieces = splitScript(text).pieces.filter(({ kind }) => kind !== 'copyData');
  return pieces.flatMap(({ kind, start, end }) => {
    if (kind === 'metaCommand') return [unknownEffect];
    const piece = text.slice(start, end);
    // The marker of a migration tool outside a piece may keep several statements together.
    const isWhole = pieces.length === 1 && splitScript(piece).pieces.length <= 1;
    return isWhole || piece === text ? effectUnlessEmpty(piece) : effectsIn(piece);
  });
}

/** Whether a text cannot hold a second statement, so that it need not be split. */
function isOne(text: string): boolean {
  const semicolon = text.indexOf(';');
  return (semicolon < 0 || text.slice(semicolon + 1).trim() === '') && !text.includes('\\');
}

function effectUnlessEmpty(text: string): readonly Effect[] {
  const effect = effectOfStatement(statementText(text));
  return effect.kind === 'EmptyStmt' ? [] : [effect];
}

/** The effect of a text that is known to be a single statement. */
export function effectOfStatement(statement: StatementText): Effect {
  return effectIn(statement, treeOf(statement));
}

/** The same of a statement within another one. */
function effectIn(statement: StatementText, node: SyntaxNode): Effect {
  const kind = kindOf(node);
  return { kind, ...complete({ ...traits[kind], ...refinements[kind]?.(statement, node) }) };
}

/** `kind` is the kind of the statement. With it, most statements need no tree. */
export function outlineOf(statement: StatementText, kind: StatementKind): Outline {
  const known = outlines.get(kind);
  if (known) return known;
  const { changes = 'nothing', transaction } = { ...traits[kind], ...outlineRefinements[kind]?.(statement) };
  return { kind, changes, transaction };
}

const kindOf = ({ word }: SyntaxNode): StatementKind => (isKind(word) ? word : 'UnknownStmt');

export const isKind = (word: string): word is StatementKind => Object.hasOwn(traits, word);

function complete(known: Traits): Omit<Effect, 'kind'> {
  const effect = { ...harmless, ...known };
  return { ...effect, retry: known.retry ?? retryOf(effect.access) };
}

const retryOf = (access: Effect['access']): Retry => (access === 'reads' ? 'always' : 'unlessKept');

const harmless: Omit<Effect, 'kind'> = {
  access: 'reads',
  changes: 'nothing',
  runsUnknown: false,
  tables: [],
  losses: [],
  transaction: undefined,
  session: undefined,
  locks: [],
  plan: undefined,
  returnsRows: false,
  retry: 'always',
};

const schema: Traits = { access: 'writes', changes: 'schema' };
const rows: Traits = { access: 'writes', changes: 'rows' };
const anything: Traits = { access: 'unknown', changes: 'unknown', runsUnknown: true };
const upkeep: Traits = { access: 'writes' };
const ofSession = (session: SessionPart): Traits => ({ session, retry: 'unlessKept' });

/** What holds for a kind of statement whatever its text. */
const traits: Readonly<Record<StatementKind, Traits>> = {
  EmptyStmt: {},
  UnknownStmt: anything,

  SelectStmt: { returnsRows: true },
  InsertStmt: rows,
  UpdateStmt: rows,
  DeleteStmt: rows,
  MergeStmt: rows,
  TruncateStmt: rows,
  CopyStmt: anything,
  ExplainStmt: { plan: 'only', returnsRows: true },
  // Of a function's body
  ReturnStmt: anything,

  // A prepared statement or a procedure may do anything, and may have committed a part of it.
  ExecuteStmt: { ...anything, returnsRows: undefined, retry: 'never' },
  CallStmt: { ...anything, returnsRows: undefined, retry: 'never' },
  DoStmt: { ...anything, retry: 'never' },
  PrepareStmt: ofSession('statement'),
  DeallocateStmt: ofSession('statement'),
  DeclareCursorStmt: ofSession('cursor'),
  // The effect of its query was found where the cursor was declared.
  FetchStmt: { session: 'cursor', returnsRows: true, retry: 'never' },
  ClosePortalStmt: ofSession('cursor'),

  TransactionStmt: {},
  ConstraintsSetStmt: { session: 'local setting' },
  VariableSetStmt: { session: 'setting' },
  VariableShowStmt: { returnsRows: true },
  DiscardStmt: { session: 'everything' },
  ListenStmt: { session: 'channel' },
  UnlistenStmt: { session: 'channel' },
  NotifyStmt: upkeep,
  LoadStmt: { access: 'unknown', runsUnknown: true, session: 'library' },

  VacuumStmt: upkeep,
  CheckPointStmt: upkeep,
  LockStmt: upkeep,

  AlterCollationStmt: schema,
  AlterDatabaseRefreshCollStmt: schema,
  AlterDatabaseSetStmt: schema,
  AlterDatabaseStmt: schema,
  AlterDefaultPrivilegesStmt: schema,
  AlterDomainStmt: schema,
  AlterEnumStmt: schema,
  AlterEventTrigStmt: schema,
  AlterExtensionContentsStmt: schema,
  AlterExtensionStmt: schema,
  AlterFdwStmt: schema,
  AlterForeignServerStmt: schema,
  AlterFunctionStmt: schema,
  AlterObjectDependsStmt: schema,
  AlterObjectSchemaStmt: schema,
  AlterOpFamilyStmt: schema,
  AlterOperatorStmt: schema,
  AlterOwnerStmt: schema,
  AlterPolicyStmt: schema,
  AlterPublicationStmt: schema,
  AlterRoleSetStmt: schema,
  AlterRoleStmt: schema,
  AlterSeqStmt: schema,
  AlterStatsStmt: schema,
  AlterSubscriptionStmt: schema,
  AlterSystemStmt: schema,
  AlterTSConfigurationStmt: schema,
  AlterTSDictionaryStmt: schema,
  AlterTableMoveAllStmt: schema,
  AlterTableSpaceOptionsStmt: schema,
  AlterTableStmt: schema,
  AlterTypeStmt: schema,
  AlterUserMappingStmt: schema,
  ClusterStmt: schema,
  CommentStmt: schema,
  CompositeTypeStmt: schema,
  CreateAmStmt: schema,
  CreateCastStmt: schema,
  CreateConversionStmt: schema,
  CreateDomainStmt: schema,
  CreateEnumStmt: schema,
  CreateEventTrigStmt: schema,
  CreateExtensionStmt: schema,
  CreateFdwStmt: schema,
  CreateForeignServerStmt: schema,
  CreateForeignTableStmt: schema,
  CreateFunctionStmt: schema,
  CreateOpClassStmt: schema,
  CreateOpFamilyStmt: schema,
  CreatePLangStmt: schema,
  CreatePolicyStmt: schema,
  CreatePublicationStmt: schema,
  CreateRangeStmt: schema,
  CreateRoleStmt: schema,
  CreateSchemaStmt: schema,
  CreateSeqStmt: schema,
  CreateStatsStmt: schema,
  CreateStmt: schema,
  CreateSubscriptionStmt: schema,
  CreateTableAsStmt: schema,
  CreateTableSpaceStmt: schema,
  CreateTransformStmt: schema,
  CreateTrigStmt: schema,
  CreateUserMappingStmt: schema,
  CreatedbStmt: schema,
  DefineStmt: schema,
  DropOwnedStmt: schema,
  DropRoleStmt: schema,
  DropStmt: schema,
  DropSubscriptionStmt: schema,
  DropTableSpaceStmt: schema,
  DropUserMappingStmt: schema,
  DropdbStmt: schema,
  GrantRoleStmt: schema,
  GrantStmt: schema,
  IamStmt: schema,
  ImportForeignSchemaStmt: schema,
  IndexStmt: schema,
  ReassignOwnedStmt: schema,
  RefreshMatViewStmt: schema,
  ReindexStmt: schema,
  RenameStmt: schema,
  RuleStmt: schema,
  SecLabelStmt: schema,
  ViewStmt: schema,
};

/** Every kind that there is. */
export const statementKinds: readonly StatementKind[] = Object.keys(traits).filter(isKind);

const unknownEffect: Effect = { kind: 'UnknownStmt', ...complete(anything) };

type Refinement = (statement: StatementText, node: SyntaxNode) => Traits;

/** What the rest of the text adds. */
const refinements: Readonly<Partial<Record<StatementKind, Refinement>>> = {
  SelectStmt: queryTraits,
  InsertStmt: queryTraits,
  UpdateStmt: queryTraits,
  DeleteStmt: queryTraits,
  MergeStmt: queryTraits,
  TruncateStmt: (statement, node) => {
    const tables = tablesIn(statement, node);
    return { tables, losses: tables.map((table) => ({ kind: 'rows', does: 'deletes', table, isAll: true })) };
  },
  CopyStmt: copied,
  ExplainStmt(statement, node) {
    const { inner, runs } = explainedIn(statement, node);
    if (!runs) return { access: inner && mayRunWhilePlanned(statement, inner) ? 'unknown' : 'reads' };
    if (!inner) return { ...anything, plan: 'run' };
    // EXPLAIN of DECLARE opens no cursor; ANALYZE runs the query.
    const { kind, retry, session, ...effect } = effectIn(statement, inner);
    const keeps = kind === 'DeclareCursorStmt' ? {} : { retry, session };
    return { ...effect, ...keeps, plan: 'run', returnsRows: true };
  },
  CallStmt(statement, node) {
    const call = childOf(childOf(node, 'expression') ?? node, 'call');
    const name = call && childOf(call, 'name', 'function');
    const { schema, name: procedure } = name ? tableNameOf(statement, name) : {};
    const given = call && childOf(call, 'list', 'argument');
    if (!given || schema !== 'sys' || procedure !== 'wait_for_job') return {};
    const { access = 'reads', runsUnknown = false } = queryTraits(statement, given);
    return { access, changes: 'nothing', runsUnknown, returnsRows: true, retry: retryOf(access) };
  },
  DeclareCursorStmt(statement, node) {
    const query = within(node, 'for');
    if (!query) return {};
    return { ...queryTraits(statement, query), session: 'cursor', returnsRows: false };
  },
  FetchStmt: (statement, node) => ({ returnsRows: keywordsOf(statement, node)[0] === 'fetch' }),
  CreateTableAsStmt(statement, node) {
    const query = within(node, 'as');
    const {
      runsUnknown = true,
      tables = [],
      losses = [],
      locks = [],
    } = query ? queryTraits(statement, query) : {};
    return { runsUnknown, tables, losses, locks };
  },
  TransactionStmt: transacted,
  VariableSetStmt: settingTraits,
  DiscardStmt: (statement, node) =>
    // It resets all settings, READ ONLY among them, or drops temporary tables with their rows.
    keywordsOf(statement, node).some((word) => ['all', 'temp', 'temporary'].includes(word))
      ? { access: 'writes' }
      : {},
  LockStmt(statement, node) {
    const mode = childOf(node, 'clause', 'in mode');
    const strength = mode ? keywordsOf(statement, mode).slice(1, -1).join(' ') : 'access exclusive';
    return { locks: tablesIn(statement, node).map((table) => ({ table, strength })) };
  },
  IndexStmt: defined,
  AlterTableStmt: (statement, node) => ({ ...defined(statement, node), losses: dropsOf(statement, node) }),
  DropStmt: dropped,
  DropOwnedStmt: dropped,
  DropRoleStmt: dropped,
  DropSubscriptionStmt: dropped,
  DropTableSpaceStmt: dropped,
  DropUserMappingStmt: dropped,
  DropdbStmt: dropped,
};

/**
 * The planner evaluates functions that are called immutable or stable, whatever they do, and the values that EXECUTE is given.
 * The content of a prepared statement is not known here.
 */
function mayRunWhilePlanned(statement: StatementText, inner: SyntaxNode): boolean {
  if (inner.word === 'ExecuteStmt') return true;
  const query = within(inner, 'for') ?? within(inner, 'as') ?? inner;
  return queryTraits(statement, query).runsUnknown === true;
}

function dropped(statement: StatementText, node: SyntaxNode): Traits {
  return { losses: dropsOf(statement, node) };
}

/** The statement that a clause holds. */
const within = (node: SyntaxNode, clause: string): SyntaxNode | undefined => {
  const found = childOf(node, 'clause', clause);
  return found && childOf(found, 'statement');
};

function copied(statement: StatementText, node: SyntaxNode): Traits {
  const table = childOf(node, 'table');
  if (childOf(node, 'clause', 'from')) {
    const where = childOf(node, 'clause', 'where');
    const runsUnknown = where !== undefined && callAccess(statement, where).runsUnknown;
    return { ...rows, runsUnknown, tables: table ? [tableNameOf(statement, table)] : [] };
  }
  const to = childOf(node, 'clause', 'to');
  if (!to) return {};
  const query = childOf(childOf(node, 'parens') ?? node, 'statement');
  const whole: Traits = { access: 'reads', changes: 'nothing', runsUnknown: false };
  const copies = query ? { ...whole, ...queryTraits(statement, query), returnsRows: false } : whole;
  // Otherwise it writes a file of the server, or starts a program there.
  const isToClient = keywordsOf(statement, to).some((word) => word === 'stdout' || word === 'stdin');
  return isToClient ? copies : { ...copies, access: 'writes' };
}

function transacted(statement: StatementText, node: SyntaxNode): Traits {
  const words = keywordsOf(statement, node);
  const step = words.includes('prepared') ? 'two-phase' : stepOf(words, childOf(node, 'name') !== undefined);
  const access = step === 'two-phase' || childOf(node, 'clause', 'read write') ? 'writes' : 'reads';
  return {
    access,
    transaction: step,
    retry: step === 'begin' || step === 'rollback' ? retryOf(access) : 'never',
  };
}

const stepOf = ([verb = '']: readonly string[], isNamed: boolean): TransactionStep | undefined =>
  isNamed ? 'savepoint' : steps[verb];

const steps = lookup<TransactionStep>({
  begin: 'begin',
  start: 'begin',
  commit: 'commit',
  end: 'commit',
  rollback: 'rollback',
  abort: 'rollback',
  savepoint: 'savepoint',
  release: 'savepoint',
  prepare: 'two-phase',
});

/** ASYNC answers the job that does the work. Expressions are worked out for the rows that are there. */
function defined(statement: StatementText, node: SyntaxNode): Traits {
  return {
    returnsRows: keywordsOf(statement, node).includes('async'),
    runsUnknown: callsUnknown(statement, node),
  };
}

const outlineRefinements: Readonly<Partial<Record<StatementKind, (statement: StatementText) => Traits>>> = {
  SelectStmt: (statement) => (hasChangeWord(statement.text) ? changesOf(statement) : {}),
  DeclareCursorStmt: (statement) => (hasChangeWord(statement.text) ? changesOf(statement) : {}),
  ExplainStmt: (statement) => (/\banaly[sz]e\b/i.test(statement.text) ? changesOf(statement) : {}),
  CallStmt: changesOf,
  CopyStmt: changesOf,
  TransactionStmt: (statement) => transacted(statement, treeOf(statement)),
};

function changesOf(statement: StatementText): Traits {
  const { changes } = effectOfStatement(statement);
  return { changes };
}

/** One object for each kind whose outline does not depend on the text. */
const outlines: ReadonlyMap<StatementKind, Outline> = new Map(
  Object.keys(traits).flatMap((kind) => {
    if (!isKind(kind) || outlineRefinements[kind]) return [];
    const { changes = 'nothing', transaction } = traits[kind];
    return [[kind, { kind, changes, transaction }]];
  }),
);

function together(effects: readonly Effect[]): Effect {
  const steps = effects.flatMap(({ transaction }) => transaction ?? []);
  const returning = effects.map(({ returnsRows }) => returnsRows);
  return {
    kind: 'several',
    access: worst(
      ['reads', 'unknown', 'writes'],
      effects.map(({ access }) => access),
    ),
    changes: worst(
      ['nothing', 'unknown', 'rows', 'schema'],
      effects.map(({ changes }) => changes),
    ),
    runsUnknown: effects.some(({ runsUnknown }) => runsUnknown),
    tables: effects.flatMap(({ tables }) => tables),
    losses: effects.flatMap(({ losses }) => losses),
    transaction: steps.length > 1 ? 'several' : steps[0],
    session: effects.findLast(({ session }) => session)?.session,
    locks: effects.flatMap(({ locks }) => locks),
    plan: effects.find(({ plan }) => plan === 'run')?.plan ?? effects.find(({ plan }) => plan)?.plan,
    returnsRows: returning.includes(true) || (returning.includes(undefined) ? undefined : false),
    retry: worst(
      ['always', 'unlessKept', 'never'],
      effects.map(({ retry }) => retry),
    ),
  };
}

/** The last in an order that is among some. */
const worst = <Value>(order: readonly [Value, ...Value[]], values: readonly Value[]): Value =>
  order.findLast((value) => values.includes(value)) ?? order[0];
