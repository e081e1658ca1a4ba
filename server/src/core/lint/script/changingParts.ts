import type { Node } from 'libpg-query';
import { builtins } from '../../catalog/builtins.js';
import { layered } from '../../catalog/layered.js';
import type { Catalog, Column } from '../../catalog/model.js';
import { columnNamed } from '../../catalog/partNamed.js';
import { type Definition, inferDefinition } from '../../semantics/infer/definition.js';
import { type TypeKey, type Types, typesIn } from '../../semantics/infer/types.js';
import { type Changing, ofType, type Value } from '../../semantics/infer/value.js';
import { callSpan } from '../../syntax/calls.js';
import { rangeOf } from '../../syntax/rangeOf.js';
import type { Statement } from '../../syntax/statement.js';
import { spanOf, wholeOf } from '../../syntax/tree/nodes.js';
import { append } from '../../text/append.js';
import { query } from '../../text/memo.js';
import { type Span, shiftSpan } from '../../text/span.js';
import { catalogOf } from './catalog.js';
import { type WrittenDefinition, writtenDefinitions } from './definitions.js';
import type { Script, ScriptStatement } from './script.js';
import { tableAt } from './tables.js';

/** A part of an expression that must be immutable and is not. */
export interface ChangingPart {
  readonly placed: ScriptStatement;
  /** The statement, read again: the nodes are of its tree. */
  readonly statement: Statement;
  readonly definition: WrittenDefinition;
  readonly change: Changing;
  /** The timestamptz columns in it. Read at a fixed time zone, they would make it immutable. */
  readonly zoned: readonly object[];
}

/** The place of a part as offsets into the script; of a call, its name. */
export function spanOfPart({ placed, statement, change }: ChangingPart): Span {
  const { node } = change;
  const range = rangeOf(statement, node) ?? wholeOf(statement);
  const span = 'funcname' in node ? callSpan(statement, node) : spanOf(statement, range);
  return shiftSpan(span, placed.span.start);
}

/** As a message names it: `date_trunc(text, timestamptz)`, `timestamptz + interval`. */
export function nameOfPart({ change: { kind, name, operands } }: ChangingPart): string {
  if (kind === 'value') return name;
  if (kind === 'cast') return `a cast from ${operands[0] ?? 'this'} to ${name}`;
  if (kind === 'call') return `${name}(${operands.join(', ')})`;
  const [left = '', right] = operands;
  return right === undefined ? `${name} ${left}` : `${left} ${name} ${right}`;
}

/** What PostgreSQL refuses with 42P17, as far as the script tells the types of columns. */
export function changingParts(script: Script): readonly ChangingPart[] {
  const found: ChangingPart[] = [];
  for (const [number, placed] of script.statements.entries()) {
    for (const [at, definition] of placed.facts.definitions.entries()) {
      const view = viewBehind(script, number, definition);
      if (answerOf(view).isChanging) found.push(...partsOf(script, placed, at, view));
    }
  }
  return found;
}

/** What is known of a definition after its statement has run. */
function viewBehind(script: Script, number: number, definition: WrittenDefinition): View {
  const catalog = catalogOf(script).behind(number);
  const lookup = layered([catalog]);
  const { schema, name } = definition.table;
  // Without a schema the search path decides, which may lack `public`.
  const relation = lookup.relation({ schema, name }) ?? lookup.relation({ schema: undefined, name });
  const isListed = relation && tableAt(script, number + 1, relation)?.isListed;
  return {
    definition,
    columns: relation
      ? [...new Set(definition.columns)].flatMap((name) => columnNamed(relation, name) ?? [])
      : [],
    isListed: isListed ?? false,
    own: query(makesNames, script) ? catalog : undefined,
  };
}

/** Whether a script creates anything but columns that expressions may name. */
const makesNames = ({ statements }: Script): boolean =>
  statements.some(({ facts }) => facts.kind === 'CreateDomainStmt' || facts.kind === 'CreateFunctionStmt');

/** A definition, and what is known at its place. */
interface View {
  readonly definition: WrittenDefinition;
  /** The columns that it names, where the script tells them. */
  readonly columns: readonly Column[];
  /** The script tells all columns of its table. */
  readonly isListed: boolean;
  /** The catalog of the script, where that has more than tables. */
  readonly own: Catalog | undefined;
}

/** What an expression is, where nothing in it is unknown. */
interface Answer {
  readonly isChanging: boolean;
  readonly type: TypeKey | undefined;
}

/** Kept for as long as the statement stays as it is and its columns have the same types. */
function answerOf(view: View): Answer {
  const key = JSON.stringify(meaningOf(view));
  const known = query(knownAnswers, view.definition);
  let answer = known.get(key);
  if (answer === undefined) {
    const { value, isSound } = inferIn(view, view.definition.expression);
    answer = { isChanging: isSound && value.changing !== undefined, type: isSound ? value.type : undefined };
    known.set(key, answer);
  }
  return answer;
}

/** An expression that is a key of an index, with the name of its type. */
export interface TypedKey {
  readonly placed: ScriptStatement;
  /** Its number among those keys of the index that are expressions. */
  readonly at: number;
  readonly type: TypeKey;
}

/** As far as the script tells the types of columns. */
export const typedKeys = (script: Script): readonly TypedKey[] =>
  script.statements.flatMap((placed, number) =>
    placed.facts.definitions
      .filter(({ holder }) => holder === 'index key')
      .flatMap((definition, at) => {
        const { type } = answerOf(viewBehind(script, number, definition));
        return type === undefined ? [] : [{ placed, at, type }];
      }),
  );

/** Of what the expression names all that decides whether it changes. */
function meaningOf({ definition, columns, isListed, own }: View) {
  const types = columns.map(({ name, type }) => [name, type]);
  if (!own) return [isListed, types];
  const lookup = layered([own]);
  const bases = columns.map(({ type }) => {
    const found = type && lookup.type(type);
    return found?.kind === 'domain' ? found.base : found?.kind;
  });
  const routines = definition.calls.map((name) =>
    lookup.routines(name).map(({ origin: _origin, ...routine }) => routine),
  );
  return [isListed, types, bases, routines];
}

const knownAnswers = (_definition: WrittenDefinition): Map<string, Answer> => new Map();

function* partsOf(script: Script, placed: ScriptStatement, at: number, view: View): Generator<ChangingPart> {
  const statement = script.read(placed);
  const definition = statement.node && writtenDefinitions(statement.node)[at];
  if (!definition) return;
  const { value } = inferIn(view, definition.expression);
  const refined = new Set<object>();
  for (const change of value.changing ?? []) {
    // A part around another one is not immutable because of it, or is reported once that is repaired.
    if ([...refined].some((node) => holds(change.node, node))) continue;
    refined.add(change.node);
    yield { placed, statement, definition, change, zoned: zonedIn(view, definition.expression, change) };
  }
}

/** Whether a node is the other one, or holds it. */
function holds(outer: unknown, node: object): boolean {
  const stack: unknown[] = [outer];
  for (let one = stack.pop(); stack.length > 0 || one !== undefined; one = stack.pop()) {
    if (one === node) return true;
    if (typeof one === 'object' && one !== null) append(stack, Object.values(one));
  }
  return false;
}

function inferIn(view: View, expression: Node, assumed?: ReadonlyMap<object, Value>): Definition {
  const { definition, columns, isListed } = view;
  return inferDefinition(typesOf(view), expression, {
    table: definition.table.name,
    columns,
    hasAllColumns: isListed,
    isCondition: definition.holder === 'index predicate',
    ...(assumed ? { assumed } : {}),
  });
}

const plainTypes = (): Types => typesIn(layered([builtins()]));

/** The types of a script that creates only tables are the same each time. */
const typesOf = ({ own }: View): Types =>
  own ? typesIn(layered([builtins(), own], own.searchPath)) : query(plainTypes, builtins());

/** The timestamptz columns among the operands of a part, if reading them at UTC would make it immutable. */
function zonedIn(view: View, expression: Node, change: Changing): readonly object[] {
  const columns = operandsOf(change.node).flatMap((node) => {
    if (!('ColumnRef' in node)) return [];
    const name = nameOf(node.ColumnRef.fields);
    const type = view.columns.find((column) => column.name === name)?.type;
    return type?.name === 'timestamptz' && type.dimensions === 0 ? [node.ColumnRef] : [];
  });
  if (columns.length === 0) return [];
  const { value, isSound } = inferIn(
    view,
    expression,
    new Map(columns.map((node) => [node, ofType('timestamp')])),
  );
  const isLeft = (value.changing ?? []).some(({ node }) => node === change.node);
  return isSound && !isLeft ? columns : [];
}

function nameOf(fields: readonly Node[] = []): string {
  const last = fields.at(-1);
  return last && 'String' in last ? (last.String.sval ?? '') : '';
}

/** What a call, an operation or a cast is given. */
function operandsOf(node: object): readonly Node[] {
  // The one cast of this file: nodes that are not immutable have their operands in these fields.
  const {
    args = [],
    arg,
    lexpr,
    rexpr,
  } = node as {
    readonly args?: readonly Node[];
    readonly arg?: Node;
    readonly lexpr?: Node;
    readonly rexpr?: Node;
  };
  return [...args, arg, lexpr, rexpr].filter((one) => one !== undefined);
}
