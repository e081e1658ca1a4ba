import type { Node } from 'libpg-query';
import { builtins } from '../../catalog/builtins.js';
import { type Lookup, layered } from '../../catalog/layered.js';
import type { Catalog, Column, Type, TypeRef } from '../../catalog/model.js';
import { type Definition, inferDefinition } from '../../semantics/infer/definition.js';
import { namesIn } from '../../semantics/infer/names.js';
import { type Types, typesIn } from '../../semantics/infer/types.js';
import { type Changing, ofType, type Value } from '../../semantics/infer/value.js';
import { callSpan } from '../../syntax/calls.js';
import { rangeOf } from '../../syntax/rangeOf.js';
import type { Statement } from '../../syntax/statement.js';
import { spanOf, wholeOf } from '../../syntax/tree/nodes.js';
import { query } from '../../text/memo.js';
import { type Span, shiftSpan } from '../../text/span.js';
import { catalogOf } from './catalog.js';
import { type WrittenDefinition, writtenDefinitions } from './definitions.js';
import type { Script, ScriptStatement } from './script.js';
import { tableAt } from './tables.js';

/** A part of an expression that must be immutable and is not. */
export interface ChangingPart {
  readonly placed: ScriptStatement;
  /** That statement, read again: the nodes are of its tree. */
  readonly statement: Statement;
  readonly definition: WrittenDefinition;
  readonly change: Changing;
  /** The columns of the type timestamptz in it that make it immutable once they are read at a fixed time zone. */
  readonly zoned: readonly object[];
}

/** Where a part stands, as offsets into the script: of a call its name. */
export function spanOfPart({ placed, statement, change }: ChangingPart): Span {
  const { node } = change;
  const range = rangeOf(statement, node) ?? wholeOf(statement);
  const span = 'funcname' in node ? callSpan(statement, node) : spanOf(statement, range);
  return shiftSpan(span, placed.span.start);
}

/** As a sentence names it: `date_trunc(text, timestamptz)`, `timestamptz + interval`. */
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
      if (isChanging(view)) found.push(...partsOf(script, placed, at, view));
    }
  }
  return found;
}

/** What is known of a definition when its statement has run. */
function viewBehind(script: Script, number: number, definition: WrittenDefinition): View {
  const lookup = layered([catalogOf(script).before(number + 1)]);
  const { schema, name } = definition.table;
  // Without a schema the search path decides, which may lack `public`.
  const relation = lookup.relation({ schema, name }) ?? lookup.relation({ schema: undefined, name });
  const columns = (relation?.columns ?? []).flatMap((one) =>
    one.type ? [[one.name, textOf(one.type)] as const] : [],
  );
  const isListed = relation && tableAt(script, number + 1, relation)?.isListed;
  return {
    definition,
    table: relation && { columns: new Map(columns), isListed: isListed ?? false },
    domain: query(hasDomains, script) ? (type) => domainBase(lookup, type) : undefined,
  };
}

const hasDomains = ({ statements }: Script): boolean =>
  statements.some(({ facts }) => facts.kind === 'CreateDomainStmt');

function domainBase(lookup: Lookup, name: string): string | undefined {
  const type = lookup.type({ schema: undefined, name });
  return type?.kind === 'domain' ? textOf(type.base) : undefined;
}

/** As `int4[]`. */
const textOf = ({ name, dimensions }: TypeRef): string => (dimensions > 0 ? `${name}[]` : name);

/** A definition, and what is known where it stands. */
interface View {
  readonly definition: WrittenDefinition;
  readonly table: KnownTable | undefined;
  /** The type below a domain; undefined where the script has no domain at all. */
  readonly domain: ((name: string) => string | undefined) | undefined;
}

interface KnownTable {
  /** The types of its columns, where the script tells them. */
  readonly columns: ReadonlyMap<string, string>;
  /** It has no other columns. */
  readonly isListed: boolean;
}

/** Kept for as long as the statement stays as it is and its columns have the same types. */
function isChanging(view: View): boolean {
  const { definition, table, domain } = view;
  const types = definition.columns.map((column) => {
    const type = table?.columns.get(column) ?? '';
    return `${column} ${type} ${domain?.(type) ?? ''}`;
  });
  const key = [table?.isListed ?? false, ...types].join('\n');
  const known = query(knownAnswers, definition);
  let answer = known.get(key);
  if (answer === undefined) {
    const { value, isSound } = inferIn(view, definition.expression);
    answer = isSound && value.changing !== undefined;
    known.set(key, answer);
  }
  return answer;
}

const knownAnswers = (_definition: WrittenDefinition): Map<string, boolean> => new Map();

function* partsOf(script: Script, placed: ScriptStatement, at: number, view: View): Generator<ChangingPart> {
  const statement = script.read(placed);
  const definition = statement.node && writtenDefinitions(statement.node)[at];
  if (!definition) return;
  const { value } = inferIn(view, definition.expression);
  const refined = new Set<object>();
  for (const change of value.changing ?? []) {
    // A part around one that was told changes because of it, or is told once that is mended.
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
    if (typeof one === 'object' && one !== null) stack.push(...Object.values(one));
  }
  return false;
}

function inferIn(view: View, expression: Node, assumed?: ReadonlyMap<object, Value>): Definition {
  const { definition, table } = view;
  return inferDefinition(typesOf(view), expression, {
    table: definition.table.name,
    columns: columnsOf(view),
    hasAllColumns: table?.isListed ?? false,
    isCondition: definition.holder === 'index predicate',
    ...(assumed ? { assumed } : {}),
  });
}

/** The columns that an expression names, those that nobody knows left out. */
function columnsOf({ definition, table }: View): readonly Column[] {
  return definition.columns.flatMap((name) => {
    const type = table?.columns.get(name);
    return type === undefined ? [] : [column(name, typeRef(type))];
  });
}

const column = (name: string, type: TypeRef): Column => ({
  ...unmade,
  name,
  type,
  isNotNull: false,
  default: undefined,
  generated: undefined,
  identity: undefined,
  isInherited: false,
});

const unmade = { origin: undefined, comment: undefined } as const;

/** Of `int4[]`. */
function typeRef(type: string): TypeRef {
  const name = type.replace('[]', '');
  const dimensions = type.endsWith('[]') ? 1 : 0;
  return { schema: undefined, name, modifiers: [], dimensions };
}

const plainTypes = (): Types => typesIn(namesIn([builtins()]));

/** Those of a script without domains are the same each time. */
function typesOf({ domain }: View): Types {
  if (!domain) return query(plainTypes, builtins());
  return typesIn(namesIn([builtins(), scriptTypes(domain)]));
}

function scriptTypes(domain: (name: string) => string | undefined): Catalog {
  const none = new Map<string, never>();
  const types = {
    get(name: string): Type | undefined {
      const base = domain(name);
      if (base === undefined) return undefined;
      const made = { ...unmade, schema: 'public', name, isNotNull: false, default: undefined, checks: [] };
      return { ...made, kind: 'domain', base: typeRef(base) };
    },
    values: () => [],
  };
  const schema = {
    ...unmade,
    name: 'public',
    types,
    relations: none,
    sequences: none,
    indexes: none,
    routines: none,
    operators: none,
  };
  return { schemas: new Map([['public', schema]]), roles: none, casts: [], isComplete: false };
}

/** The operands of a part that are columns of the type timestamptz, if reading them at UTC is all that it lacks. */
function zonedIn(view: View, expression: Node, change: Changing): readonly object[] {
  const columns = operandsOf(change.node).flatMap((node) => {
    const type = 'ColumnRef' in node ? view.table?.columns.get(nameOf(node.ColumnRef.fields)) : undefined;
    return 'ColumnRef' in node && type === 'timestamptz' ? [node.ColumnRef] : [];
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
  // The one cast of this file: the nodes that can change have their operands in these fields.
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
