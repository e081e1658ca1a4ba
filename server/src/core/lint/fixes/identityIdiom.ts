import { replace } from '../../syntax/edits.js';
import type { SyntaxNode } from '../../syntax/node.js';
import type { StatementText } from '../../syntax/statement.js';
import {
  childOf,
  childrenOf,
  descendantsOf,
  keywordIn,
  nameOf,
  partsOf,
  qualifiedName,
  spanOf,
} from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import { sourceOf } from '../../syntax/words.js';
import type { Edit } from '../../text/edit.js';
import { lookup } from '../../text/lookup.js';
import { query } from '../../text/memo.js';
import { type Span, shiftSpan } from '../../text/span.js';
import { creationsOf } from '../script/creations.js';
import { changesNumbers } from '../script/laterNumbers.js';
import { type Script, type ScriptStatement, statementAt, textOf } from '../script/script.js';
import { placeEdits } from './placeEdits.js';
import { removeWhole } from './wholeStatement.js';

/** A column whose sequence is set up by statements after its CREATE TABLE, as in pg_dump's output. */
export interface DetachedIdentity {
  readonly column: string;
  /** Where the CREATE TABLE begins in the script. */
  readonly created: number;
  /** The text that replaces the type of the column. */
  readonly type: string;
  /** Where the statements begin that set up the sequence. */
  readonly gone: readonly number[];
}

interface Found extends DetachedIdentity {
  readonly at: Span;
}

export function* detachedIdentities(script: Script): Iterable<Found> {
  const presets = new Map<string, ScriptStatement>();
  const sequences = new Map<string, ScriptStatement>();
  const owned: ScriptStatement[] = [];
  for (const placed of script.statements) {
    const { kind } = placed.facts;
    if (kind === 'AlterSeqStmt') owned.push(placed);
    if (kind === 'AlterTableStmt' && startsNumbers(script, placed)) {
      const found = addedIdentity(script, placed);
      if (found) yield found;
      const preset = presetOf(script, placed);
      if (preset !== undefined) presets.set(preset, placed);
    }
  }
  if (owned.length === 0) return;
  for (const placed of script.statements) {
    const name = placed.facts.kind === 'CreateSeqStmt' ? createdSequence(script, placed) : undefined;
    if (name !== undefined) sequences.set(name, placed);
  }
  for (const placed of owned) {
    const found = ownedSequence(script, placed, presets, sequences);
    if (found) yield found;
  }
}

/** Makes it an identity column, and deletes the other statements. */
export function asIdentityColumn(script: Script, { column, created, type, gone }: DetachedIdentity): Edit[] {
  const placed = statementAt(script, { start: created });
  const written = placed && typeOf(textOf(script, placed), column);
  if (!placed || !written) return [];
  return [
    ...placeEdits(script, placed, replace(textOf(script, placed), written, type)),
    ...gone.flatMap((start) => {
      const one = statementAt(script, { start });
      return one ? removeWhole(script, one) : [];
    }),
  ];
}

/** Only these ALTER TABLEs of a dump are read. */
const startsNumbers = ({ text }: Script, { span }: ScriptStatement): boolean =>
  /\b(?:generated|nextval)\b/i.test(text.slice(span.start, span.end));

/** The only action of an ALTER TABLE, where it is of this kind, with its table and column. */
function onlyAction(statement: StatementText, word: string) {
  const tree = treeOf(statement);
  const [action, ...others] = childrenOf(tree, 'action');
  const [table] = descendantsOf(tree, 'table');
  if (tree.word !== 'AlterTableStmt' || action?.word !== word || others.length > 0) return undefined;
  return {
    action,
    table: qualifiedName(statement, table),
    column: nameOf(statement, childOf(action, 'name', 'column')),
  };
}

/** `ALTER TABLE t ALTER COLUMN c ADD GENERATED … AS IDENTITY ( … )` */
function addedIdentity(script: Script, placed: ScriptStatement): Found | undefined {
  const statement = textOf(script, placed);
  const found = onlyAction(statement, 'alter column add generated');
  if (!found) return undefined;
  const { action, table, column } = found;
  const constraint = childOf(action, 'constraint', 'identity');
  const options = childOf(constraint, 'list', 'option');
  const written = optionsOf(statement, childrenOf(options, 'option'));
  const sequence = childOf(childOf(options, 'option', 'sequence'), 'name');
  const isOwn = !sequence || qualifiedName(statement, sequence) === `${table}_${column}_seq`;
  const created = plainInteger(script, table, column, placed);
  if (!created || written === undefined || !isOwn) return undefined;
  return {
    at: shiftSpan(spanOf(statement, action), placed.span.start),
    column,
    created: created.span.start,
    type: identity(keywordIn(statement, constraint, 'always') ? 'ALWAYS' : 'BY DEFAULT', written),
    gone: [placed.span.start],
  };
}

/** `ALTER SEQUENCE s OWNED BY t.c` of a sequence that the script creates and that is the column's default. */
function ownedSequence(
  script: Script,
  placed: ScriptStatement,
  presets: ReadonlyMap<string, ScriptStatement>,
  sequences: ReadonlyMap<string, ScriptStatement>,
): Found | undefined {
  const statement = textOf(script, placed);
  const tree = treeOf(statement);
  const [option, ...others] = childrenOf(tree, 'option');
  const [column, table, schema = 'public'] = [...partsOf(statement, childOf(option, 'name'))].reverse();
  if (option?.word !== 'owned' || others.length > 0 || column === undefined || table === undefined)
    return undefined;
  const sequence = qualifiedName(statement, childOf(tree, 'table'));
  const holder = `${schema}.${table}`;
  const creation = sequences.get(sequence);
  const preset = presets.get(`${sequence} ${holder}.${column}`);
  if (!creation || !preset || sequence !== `${holder}_${column}_seq`) return undefined;
  const text = textOf(script, creation);
  const written = optionsOf(text, childrenOf(treeOf(text), 'option'));
  const created = plainInteger(script, holder, column, preset);
  const last = Math.max(placed.span.start, preset.span.start);
  if (!created || written === undefined || changesNumbers(script, { table: holder, column }, last))
    return undefined;
  return {
    at: shiftSpan(spanOf(statement, option), placed.span.start),
    column,
    created: created.span.start,
    type: identity('BY DEFAULT', written),
    gone: [creation, placed, preset].map(({ span }) => span.start),
  };
}

function createdSequence(script: Script, placed: ScriptStatement): string | undefined {
  const statement = textOf(script, placed);
  const tree = treeOf(statement);
  const isPlain =
    keywordIn(statement, tree, 'create', 'sequence') && !keywordIn(statement, tree, 'if', 'not', 'exists');
  return isPlain ? qualifiedName(statement, childOf(tree, 'table')) : undefined;
}

/** `sequence schema.table.column` of `ALTER TABLE t ALTER COLUMN c SET DEFAULT nextval('sequence'::regclass)`. */
function presetOf(script: Script, placed: ScriptStatement): string | undefined {
  const statement = textOf(script, placed);
  const found = onlyAction(statement, 'alter column set default');
  const [call, ...others] = childOf(found?.action, 'expression')?.children ?? [];
  if (!found || call?.kind !== 'call' || others.length > 0) return undefined;
  const [argument, ...more] = childOf(call, 'list', 'argument')?.children ?? [];
  const [name, ...casts] = argument?.children ?? [];
  const isNext = partsOf(statement, childOf(call, 'name')).join('.') === 'nextval' && more.length === 0;
  if (!isNext || name?.kind !== 'constant' || casts.some(({ kind }) => kind !== 'type')) return undefined;
  const sequence = /^'([\w$.]+)'$/.exec(sourceOf(statement, name))?.[1]?.toLowerCase();
  if (sequence === undefined) return undefined;
  const qualified = sequence.includes('.') ? sequence : `public.${sequence}`;
  return `${qualified} ${found.table}.${found.column}`;
}

/** The CREATE TABLE before a statement that declares the column as a plain integer. */
function plainInteger(
  script: Script,
  table: string,
  column: string,
  before: ScriptStatement,
): ScriptStatement | undefined {
  const created = query(creationsOf, script).tableAt(table, before.span.start);
  return created && typeOf(textOf(script, created), column) ? created : undefined;
}

/** The type of a plain integer column in a CREATE TABLE. Undefined for IF NOT EXISTS, because the table may exist already. */
function typeOf(statement: StatementText, column: string): SyntaxNode | undefined {
  const tree = treeOf(statement);
  if (keywordIn(statement, tree, 'if', 'not', 'exists')) return undefined;
  const definition = childrenOf(childOf(tree, 'list', 'element'), 'definition').find(
    (one) => nameOf(statement, childOf(one, 'name')) === column,
  );
  const type = childOf(definition, 'type');
  const isValued = childrenOf(definition, 'constraint').some(({ word }) => valued.has(word));
  return type && !isValued && integers.has(sourceOf(statement, type).toLowerCase()) ? type : undefined;
}

const valued = new Set(['default', 'generated', 'identity']);

const integers = new Set(['int', 'int2', 'int4', 'int8', 'integer', 'bigint', 'smallint']);

const identity = (kind: string, options: string): string =>
  `bigint GENERATED ${kind} AS IDENTITY (${options}CACHE 65536)`;

/** The options of a sequence that differ from the defaults, each with a blank behind it; undefined where one is not known. */
function optionsOf(statement: StatementText, options: readonly SyntaxNode[]): string | undefined {
  const kept: string[] = [];
  for (const option of options) {
    const lead = leads[option.word];
    const value = childOf(option, 'constant');
    if (lead !== undefined && value) {
      const sign = ['-', '+'].find((one) => keywordIn(statement, option, one)) ?? '';
      const number = sign + sourceOf(statement, value);
      // What only says the default is left out.
      const isUsual = number === '1' && option.word !== 'maxvalue' && option.word !== 'minvalue';
      if (!isUsual) kept.push(`${lead} ${number} `);
    } else if (option.word === 'cycle') kept.push('CYCLE ');
    else if (!silent.has(option.word)) return undefined;
  }
  return kept.join('');
}

const leads = lookup<string>({
  start: 'START WITH',
  increment: 'INCREMENT BY',
  minvalue: 'MINVALUE',
  maxvalue: 'MAXVALUE',
});

const silent = new Set(['as', 'cache', 'sequence', 'no minvalue', 'no maxvalue', 'no cycle']);
