import type { SyntaxNode } from '../../syntax/node.js';
import type { StatementText } from '../../syntax/statement.js';
import { childOf, childrenOf, clauseOf, keywordIn, nameOf, partsOf } from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import { byKey } from '../../text/byKey.js';
import { query } from '../../text/memo.js';
import { type Script, type ScriptStatement, textOf } from './script.js';
import { statementsWith } from './wordsIn.js';

/** A CREATE TYPE or CREATE DOMAIN. */
export interface CreatedType {
  readonly placed: ScriptStatement;
  readonly statement: StatementText;
  readonly tree: SyntaxNode;
}

/**
 * The statement before another one that creates the type or domain which that one alters, by the name that it had then; none
 * where several have the name.
 */
export function createdType(script: Script, altering: ScriptStatement): CreatedType | undefined {
  const events = query(eventsByName, script);
  const made: CreatedType[] = [];
  let [name = []] = namesAltered(textOf(script, altering));
  for (let next = altering; ; ) {
    const event = lastBefore(events.get(name.at(-1)), next);
    if (!event) break;
    next = event.placed;
    const { own, moved } = event;
    if (!moved) {
      if (sameName(own, name)) made.push(event);
    } else if (sameName(moved, name)) name = own;
    // Another type had the name before.
    else if (sameName(own, name)) break;
  }
  const [one, ...others] = made;
  return others.length > 0 ? undefined : one;
}

/** Whether a type that a statement alters, or one of those that it drops, was created as one and is no domain yet, nor an enum. */
export function isStillType(script: Script, altering: ScriptStatement): boolean {
  const names = namesAltered(textOf(script, altering));
  const isWhole = (kind: string | undefined) => kind !== undefined && whole.has(kind);
  if (names.length === 1) return isWhole(createdType(script, altering)?.placed.facts.kind);
  return names.some((name) => {
    const made = query(eventsByName, script)
      .get(name.at(-1))
      ?.findLast(
        (one) => one.placed.span.start < altering.span.start && !one.moved && sameName(one.own, name),
      );
    return isWhole(made?.placed.facts.kind);
  });
}

/** The statements that call functions which take enums alone. */
export const callsOfEnums = (script: Script): ReadonlySet<ScriptStatement> =>
  new Set(ofEnums.flatMap((name) => statementsWith(script, name)));

const ofEnums = ['enum_first', 'enum_last', 'enum_range'];

/** A domain takes the place of such a type only where no statement needs its fields or its bounds. */
const whole: ReadonlySet<string> = new Set(['CompositeTypeStmt', 'CreateRangeStmt']);

/** The types that a statement alters, or all those that it drops. */
export function namesAltered(text: StatementText): readonly (readonly string[])[] {
  const tree = treeOf(text);
  const name = childOf(tree, 'name');
  return (name ? [name] : childrenOf(tree, 'type')).map((one) => partsOf(text, one));
}

/** A statement that creates a type or domain, or gives it another name. */
interface TypeEvent extends CreatedType {
  /** The name in the statement: of one that moves a type, the name before. */
  readonly own: readonly string[];
  readonly moved: readonly string[] | undefined;
}

/** By each last name that the statement speaks of, in the order of the script. */
function eventsByName(script: Script): ReadonlyMap<string | undefined, readonly TypeEvent[]> {
  return byKey(
    script.statements.flatMap((placed) => {
      const { kind, types } = placed.facts;
      const isMoved = kind === 'RenameStmt' || kind === 'AlterObjectSchemaStmt';
      if (!isMoved && types.declared === undefined) return [];
      const statement = textOf(script, placed);
      const tree = treeOf(statement);
      const own = partsOf(statement, childOf(tree, 'name'));
      const moved = isMoved ? movedName(statement, tree, own) : undefined;
      if (isMoved && !moved) return [];
      const names = moved ? new Set([own.at(-1), moved.at(-1)]) : [types.declared];
      return [...names].map((name) => [name, { placed, statement, tree, own, moved }] as const);
    }),
  );
}

function lastBefore(events: readonly TypeEvent[] = [], { span }: ScriptStatement): TypeEvent | undefined {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.placed.span.start ?? 0) < span.start) low = middle + 1;
    else high = middle;
  }
  return events[low - 1];
}

/** What a type or a domain is called from ALTER … RENAME TO or SET SCHEMA on; undefined for other statements. */
function movedName(
  statement: StatementText,
  tree: SyntaxNode,
  own: readonly string[],
): readonly string[] | undefined {
  if (!keywordIn(statement, tree, 'type') && !keywordIn(statement, tree, 'domain')) return undefined;
  const renamed = childOf(childOf(tree, 'action', 'rename to'), 'name');
  if (renamed) return [...own.slice(0, -1), nameOf(statement, renamed)];
  const schema = childOf(childOf(tree, 'action', 'set schema'), 'name');
  return schema && [nameOf(statement, schema), ...own.slice(-1)];
}

/** A name without a schema may be in any. */
export const sameName = (one: readonly string[], other: readonly string[]): boolean =>
  one.at(-1) === other.at(-1) && (one.length !== other.length || one.join('.') === other.join('.'));

/** The values of an enum, or of a domain's `CHECK (VALUE IN (…))`, with their parentheses; undefined for others. */
export function valueList({ statement, tree }: CreatedType): SyntaxNode | undefined {
  const listed = childOf(clauseOf(tree, 'enum'), 'list', 'value');
  return (
    listed ??
    childrenOf(tree, 'constraint', 'check')
      .map((check) => allowedValues(statement, check))
      .find(Boolean)
  );
}

function allowedValues(statement: StatementText, check: SyntaxNode): SyntaxNode | undefined {
  const condition = childOf(childOf(check, 'parens'), 'expression');
  const [value, list] = condition?.children ?? [];
  const word = keywordIn(statement, condition, 'in');
  const isIn = value && word?.first === value.last + 1 && nameOf(statement, value) === 'value';
  return isIn && list?.kind === 'parens' && list.first === word.last + 1 ? list : undefined;
}
