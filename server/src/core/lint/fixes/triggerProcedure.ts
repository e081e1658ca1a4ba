import type { CreateFunctionStmt, CreateTrigStmt } from 'libpg-query';
import { layered } from '../../catalog/layered.js';
import type { ObjectName } from '../../catalog/model.js';
import { columnNamed } from '../../catalog/partNamed.js';
import { isReleased } from '../../dialect/asOf.js';
import { bodyTextOf } from '../../syntax/body.js';
import { inCaseOf, remove, replace } from '../../syntax/edits.js';
import { type Statement, statementText } from '../../syntax/statement.js';
import { wordOf } from '../../syntax/tokens.js';
import { childOf, clauseOf, keywordIn } from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import { textOf as nameText } from '../../syntax/typeName.js';
import { sourceOf } from '../../syntax/words.js';
import type { Edit } from '../../text/edit.js';
import { query } from '../../text/memo.js';
import { type Fix, lazyFix } from '../problem.js';
import type { FindingSource } from '../rule.js';
import { catalogOf } from '../script/catalog.js';
import { numberAt, type Script, type ScriptStatement } from '../script/script.js';
import { tableKeys } from '../script/tables.js';
import { writesIn } from '../script/writes.js';
import { leaveOut } from './leaveOut.js';
import { placeEdits } from './placeEdits.js';

/**
 * Leaves out a trigger and turns its function into a procedure, which the application calls. Only where the call does the same:
 * the function reads neither the row nor the trigger's variables, and its result has no effect.
 */
export function callInPlaceOf(trigger: CreateTrigStmt, source: FindingSource): readonly Fix[] {
  const { script, statement } = source;
  if (!isReleased('plpgsql', script.asOf) || !runsAlways(trigger)) return [];
  const toProcedure = query(triggerFunctionsIn, script).procedureOf(nameOfFunction(trigger));
  if (!toProcedure) return [];
  const tree = treeOf(statement);
  const execute = clauseOf(tree, 'execute function') ?? clauseOf(tree, 'execute procedure');
  const [name, table] = [childOf(execute, 'name'), childOf(clauseOf(tree, 'on'), 'table')];
  if (!name || !table) return [];
  const call = `CALL ${sourceOf(statement, name)}()`;
  const moment = `${trigger.timing === before ? 'before' : 'after'} each ${eventsOf(trigger)} of ${sourceOf(statement, table)}`;
  const left = leaveOut(source, {
    consequence: 'the trigger no longer runs',
    instead: `${call} ${moment}${trigger.row ? ', once for each row' : ''}, in the same transaction, does what it did.`,
  });
  const { edits: _, ...words } = left;
  const title =
    toProcedure.length > 0
      ? 'Make a procedure of the function, and comment the trigger out'
      : 'Comment the trigger out';
  return [
    lazyFix({ ...words, title, consequence: `it runs only where ${call} stands` }, () => [
      ...left.edits,
      ...toProcedure,
    ]),
  ];
}

/**
 * Whether a trigger did what later statements of the script need when they changed rows of its table: it wrote rows of others, or
 * a value that the table requires.
 */
export function didNeeded(trigger: CreateTrigStmt, { script, placed }: FindingSource): boolean {
  const name = nameOfFunction(trigger);
  const sources = (query(usesIn, script).get(name ?? '')?.creations ?? []).map(({ span }) =>
    script.text.slice(span.start, span.end),
  );
  if (!trigger.relation) return false;
  const { schemaname: schema, relname: table = '' } = trigger.relation;
  const isRequired = requiredColumns(script, placed, { schema, name: table });
  const isNeeded = (source: string) => writing.test(source) || filledBy(source).some(isRequired);
  if (!sources.some(isNeeded)) return false;
  const key = query(tableKeys, script)(numberAt(script, placed.span), { schema, name: table });
  return (query(writesIn, script).get(key) ?? []).some(
    ({ start, at, isDeferred }) =>
      start > placed.span.start &&
      !isDeferred &&
      ((trigger.events ?? 0) & (eventOf[script.statements[at]?.facts.kind ?? ''] ?? anyEvent)) !== 0,
  );
}

/** The columns of NEW that a body gives a value. */
const filledBy = (source: string): readonly string[] =>
  [...source.matchAll(/\bnew\s*\.\s*(?:"([^"]+)"|([\p{L}_][\p{L}\p{N}_$]*))\s*:?=(?!=)/giu)].map(
    ([, quoted, plain = '']) => quoted ?? plain.toLowerCase(),
  );

/** Whether a row of a table must have a column, and nothing fills it by itself. */
function requiredColumns(
  script: Script,
  placed: ScriptStatement,
  table: ObjectName,
): (name: string) => boolean {
  const catalog = catalogOf(script).before(numberAt(script, placed.span));
  const relation = layered([catalog], catalog.searchPath).relation(table);
  return (name) => {
    const column = relation && columnNamed(relation, name);
    return column?.isNotNull === true && !column.default && !column.generated && !column.identity;
  };
}

const writing =
  /\b(?:insert\s+into|delete\s+from|merge\s+into|execute\s+(?!function|procedure)|update\s+(?:only\s+)?[\w".]+(?:\s+(?:as\s+)?\w+)?\s+set)\b/i;

/** pg_trigger.h */
const before = 2;
const insteadOf = 64;
const onDelete = 8;
const onTruncate = 32;
const events = [
  [4, 'INSERT'],
  [16, 'UPDATE'],
  [onDelete, 'DELETE'],
] as const;

/** Whether it fires at each of its events and does not change them: no condition, no columns, not deferred. */
const runsAlways = ({
  whenClause,
  columns = [],
  transitionRels = [],
  isconstraint,
  row,
  timing = 0,
  events: all = 0,
}: CreateTrigStmt): boolean =>
  !whenClause &&
  columns.length === 0 &&
  transitionRels.length === 0 &&
  !isconstraint &&
  timing !== insteadOf &&
  // In a BEFORE ROW trigger the result decides, and the function sees the earlier rows of its statement.
  !(row && timing === before) &&
  (all & onTruncate) === 0;

const anyEvent = ~0;
const eventOf: Readonly<Record<string, number>> = { CopyStmt: 4, InsertStmt: 4, UpdateStmt: 16 };

const eventsOf = ({ events: all = 0 }: CreateTrigStmt): string =>
  events.flatMap(([bit, word]) => ((all & bit) === 0 ? [] : [word])).join(' or ');

const nameOfFunction = ({ funcname = [] }: CreateTrigStmt): string => funcname.map(nameText).at(-1) ?? '';

const creationIn = ({ node }: Statement): CreateFunctionStmt | undefined =>
  node && 'CreateFunctionStmt' in node ? node.CreateFunctionStmt : undefined;

interface TriggerFunctions {
  /**
   * The edits that turn a function into a procedure. Empty where it is one; undefined where the procedure would not do the
   * same, or where several functions have the name.
   */
  readonly procedureOf: (name: string) => readonly Edit[] | undefined;
}

function triggerFunctionsIn(script: Script): TriggerFunctions {
  const uses = usesIn(script);
  const known = new Map<string, readonly Edit[] | undefined>();
  const work = (name: string): readonly Edit[] | undefined => {
    const { others = [], creations = [] } = uses.get(name) ?? {};
    const [placed, another] = creations;
    if (!placed || another || /u&"/i.test(script.text)) return undefined;
    const statement = script.read(placed);
    const created = creationIn(statement);
    if (!created || (created.parameters ?? []).length > 0) return undefined;
    if (created.is_procedure) return [];
    const own = procedureEdits(statement);
    const theirs = own && others.map((other) => routineEdits(script, other));
    if (!theirs?.every((edits) => edits !== undefined)) return undefined;
    return [...placeEdits(script, placed, own ?? []), ...theirs.flat()];
  };
  return {
    procedureOf(name) {
      if (!known.has(name)) known.set(name, work(name));
      return known.get(name);
    },
  };
}

/** Makes a procedure of a function; undefined where it would not do the same. */
function procedureEdits(statement: Statement): Edit[] | undefined {
  const tree = treeOf(statement);
  const created = creationIn(statement);
  const results = withoutResults(statement);
  const [word, returns] = [keywordIn(statement, tree, 'function'), clauseOf(tree, 'returns')];
  if (!created || !results || !word || !returns || !isTriggerFunction(created)) return undefined;
  return [
    ...replace(statement, word, inCaseOf(sourceOf(statement, word), 'PROCEDURE')),
    ...remove(statement, returns),
    ...results,
  ];
}

/** Procedures have no options for volatility, cost or NULL. */
const isTriggerFunction = ({ returnType, options = [] }: CreateFunctionStmt): boolean =>
  returnType?.names?.map(nameText).at(-1) === 'trigger' &&
  options.every((one) => 'DefElem' in one && keptOptions.has(one.DefElem.defname ?? ''));

const keptOptions: ReadonlySet<string> = new Set(['as', 'language', 'security', 'set']);

/**
 * The edits that remove the results, relative to the statement. Undefined where a body reads the row or the trigger's
 * variables, or returns a computed value.
 */
function withoutResults(statement: Statement): readonly Edit[] | undefined {
  const body = bodyTextOf(statement, treeOf(statement));
  if (body?.language !== 'plpgsql') return undefined;
  const text = statementText(body.text);
  const edits: Edit[] = [];
  for (let at = 0; at < text.tokens.length; at++) {
    const word = wordOf(text, at);
    if (asksForRow.test(word)) return undefined;
    if (word !== 'return') continue;
    const [from, to] = [text.tokens[at], text.tokens[at + 1]];
    if (!returned.has(wordOf(text, at + 1)) || !from || !to || wordOf(text, at + 2) !== ';') return undefined;
    // A comment between the two would be lost.
    if (text.comments.some(({ start }) => start >= from.end && start < to.start)) return undefined;
    edits.push({ start: body.offsetAt(from.end), end: body.offsetAt(to.end - 1) + 1, text: '' });
    at++;
  }
  return edits.length > 0 ? edits : undefined;
}

const asksForRow = /^"?(?:new|old|tg_\w+|pg_trigger_depth)"?$/;

const returned: ReadonlySet<string> = new Set(['new', 'old', 'null']);

/** What a script says about the functions of a name. */
interface Uses {
  readonly creations: ScriptStatement[];
  /** Statements of functions that hold the name. */
  readonly others: ScriptStatement[];
}

/** By the name of the function, collected once: a script may have as many triggers as functions. */
function usesIn(script: Script): ReadonlyMap<string, Uses> {
  const found = new Map<string, Uses>();
  for (const { facts } of script.statements)
    if (facts.createdFunction !== undefined) found.set(facts.createdFunction, { creations: [], others: [] });
  for (const placed of script.statements) {
    const { span, facts } = placed;
    if (!ofFunctions.has(facts.kind)) continue;
    const own = facts.createdFunction;
    if (own !== undefined) found.get(own)?.creations.push(placed);
    const words = script.text.slice(span.start, span.end).match(/[\p{L}_][\p{L}\p{N}_$]*/gu) ?? [];
    for (const word of new Set(words.flatMap((one) => [one, one.toLowerCase()])))
      if (word !== own) found.get(word)?.others.push(placed);
  }
  return found;
}

const ofFunctions: ReadonlySet<string> = new Set([
  'AlterFunctionStmt',
  'AlterObjectDependsStmt',
  'AlterObjectSchemaStmt',
  'AlterOwnerStmt',
  'CommentStmt',
  'CreateFunctionStmt',
  'DoStmt',
  'DropStmt',
  'GrantStmt',
  'RenameStmt',
]);

/** Writes ROUTINE for FUNCTION in a statement. Undefined where it needs a function, or names others too. */
function routineEdits(script: Script, placed: ScriptStatement): Edit[] | undefined {
  const statement = script.read(placed);
  const isOfFunction = asksForFunction(statement);
  if (!isOfFunction) return isOfFunction === false ? [] : undefined;
  const word = keywordIn(statement, treeOf(statement), 'function');
  return (
    word &&
    placeEdits(script, placed, replace(statement, word, inCaseOf(sourceOf(statement, word), 'ROUTINE')))
  );
}

/** Whether a statement concerns one function and may say ROUTINE instead; undefined where that is not known. */
function asksForFunction({ node = {} as never }: Statement): boolean | undefined {
  if ('AlterOwnerStmt' in node) return node.AlterOwnerStmt.objectType === 'OBJECT_FUNCTION';
  if ('CommentStmt' in node) return node.CommentStmt.objtype === 'OBJECT_FUNCTION';
  if (!('DropStmt' in node)) return undefined;
  const { removeType, objects = [] } = node.DropStmt;
  if (removeType !== 'OBJECT_FUNCTION') return false;
  return objects.length === 1 ? true : undefined;
}
