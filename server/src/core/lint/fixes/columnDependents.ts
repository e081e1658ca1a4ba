import type { ScriptConstraint } from '../../catalog/fromScript.js';
import type { Catalog, Constraint, ForeignKey, Index, Relation, TypeRef } from '../../catalog/model.js';
import { keyOf } from '../../catalog/objectKey.js';
import type { Origin } from '../../catalog/origin.js';
import { columnNamed } from '../../catalog/partNamed.js';
import { actionsOf } from '../../syntax/alterTable.js';
import { quoteString } from '../../syntax/literals.js';
import { quoteName, quoteObject } from '../../syntax/names.js';
import type { SyntaxNode } from '../../syntax/node.js';
import { type StatementText, statementIn } from '../../syntax/statement.js';
import {
  behindKeyword,
  childOf,
  clauseOf,
  descendantsOf,
  nameOf,
  nodeFrom,
  partsOf,
  qualifiedName,
  spanOf,
  tokenAt,
} from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import { sourceOf } from '../../syntax/words.js';
import { aroundTable, relationNamed, relationsAround } from '../script/aroundTable.js';
import { catalogOf } from '../script/catalog.js';
import { wordsIn } from '../script/comparedNames.js';
import { numberAt, type ReadStatement, type Script, type ScriptStatement } from '../script/script.js';
import { type ScriptTable, tablesNamed, tablesOf } from '../script/tables.js';
import type { AlterTableAction } from './alteredTable.js';
import { inventName } from './inventedNames.js';

/** What goes with a column that is dropped, or keeps it from being dropped, as far as the script makes it. */
export interface ColumnDependents {
  /** Statements of PostgreSQL that make again what is dropped with the column. Other rules repair them. */
  readonly remade: readonly string[];
  /** What else needs the column, in words for people. */
  readonly others: readonly string[];
  /** The names that are made up. */
  readonly invents: readonly string[];
}

/** What a column of a table that the script creates is when a statement changes its type. */
export interface ColumnNow {
  /** With its modifiers: `varchar` and 10. */
  readonly type: TypeRef | undefined;
  readonly hasDefault: boolean;
  /** The script made a constraint for its old type that is gone by now. */
  readonly hasLostConstraint: boolean;
}

/** Undefined where the script does not make the column. `table` is `schema.name`. */
export function columnAt(
  script: Script,
  { placed, statement }: ReadStatement,
  table: string,
  column: string,
): ColumnNow | undefined {
  const catalog = catalogAt(script, placed);
  const relation = relationNamed(catalog, table);
  const own = relation && columnNamed(relation, column);
  if (!relation?.origin || !own) return undefined;
  const made = relation.origin.statement.start;
  let kept: ReadonlySet<string> | undefined;
  const isOld = ({ made: { origin } }: ScriptConstraint) => {
    if (!origin || origin.statement.start >= placed.span.start || origin.statement.start < made) return false;
    kept ??= new Set(
      [...relationsAround(script, catalog, relation)].flatMap(({ constraints }) =>
        constraints.flatMap(({ origin }) => (origin ? [placeOf(origin)] : [])),
      ),
    );
    return !kept.has(placeOf(origin));
  };
  return {
    type: own.type,
    hasDefault: own.default !== undefined && actionsOnDefault(statement, column).length === 0,
    hasLostConstraint: tablesAround(script, relation).some((one) =>
      one.constraints.some(
        (constraint) =>
          !('index' in constraint.made) &&
          ((one.name === table && isOver(constraint.made, column)) || refersTo(constraint.made, table)) &&
          isOld(constraint),
      ),
    ),
  };
}

const tablesAround = (script: Script, relation: Relation): readonly ScriptTable[] =>
  aroundTable(script, relation)?.relations.flatMap((name) => tablesNamed(script, name)) ?? tablesOf(script);

const placeOf = ({ statement, pointer }: Origin): string => `${statement.start} ${JSON.stringify(pointer)}`;

const refersTo = (constraint: Constraint, table: string): boolean =>
  constraint.kind === 'foreign key' && keyOf(constraint.target) === table;

/** The numbers of the actions of an ALTER TABLE that set or drop the default of a column. */
const actionsOnDefault = (statement: StatementText, column: string): readonly number[] =>
  actionsOf(statement).flatMap((action, number) =>
    /^alter column (?:set|drop) default$/.test(action.word) && columnOf(statement, action) === column
      ? [number]
      : [],
  );

const columnOf = (statement: StatementText, action: SyntaxNode): string =>
  nameOf(statement, childOf(action, 'name', 'column'));

const catalogAt = (script: Script, placed: ScriptStatement): Catalog =>
  catalogOf(script).before(numberAt(script, placed.span));

/** The dependents of a column that an action changes; undefined where the script does not make the column. */
export function columnDependents(
  script: Script,
  { placed, statement, table, written, number }: AlterTableAction,
  column: string,
): ColumnDependents | undefined {
  const catalog = catalogAt(script, placed);
  const relation = relationNamed(catalog, table);
  const own = relation && columnNamed(relation, column);
  if (!relation?.origin || !own) return undefined;
  const around = aroundTable(script, relation);
  const remade: string[] = [];
  const others: string[] = [];
  const add = (sql: string | undefined, what: string): void => {
    if (sql === undefined) others.push(what);
    else remade.push(sql);
  };
  const holder: Holder = { relation, column, written };
  const name = quoteName(column);
  const invents: string[] = [];
  const onDefault = actionsOnDefault(statement, column);
  const isFed = around?.mayOwnSequences !== false && isFedBySequence(catalog, relation, column);
  if (own.identity || own.generated || isFed) others.push('its generated values');
  else if (onDefault.length > 0) {
    // PostgreSQL changes the type first, whatever stands before it.
    const last = actionsOf(statement)[onDefault.findLast((one) => one < number) ?? -1];
    const value = behindKeyword(statement, last, 'default');
    if (value && last?.word.includes('set'))
      remade.push(`ALTER TABLE ${written} ALTER COLUMN ${name} SET DEFAULT ${sourceOf(statement, value)};`);
  } else if (own.default) add(defaultAgain(holder, own.default.origin), 'its default');
  if (
    actionsOf(statement)
      .slice(0, number)
      .some((action, at) => !onDefault.includes(at) && columnOf(statement, action) === column)
  )
    others.push('what the actions before do to it');
  if (own.isNotNull) {
    const constraint = inventName(script, relation.name, [column], 'not_null');
    invents.push(constraint);
    remade.push(`ALTER TABLE ${written} ADD CONSTRAINT ${constraint} CHECK (${name} IS NOT NULL);`);
  }
  for (const constraint of relation.constraints)
    if (isOver(constraint, column)) add(constraintAgain(holder, constraint), 'a constraint');
  for (const index of relation.indexes)
    if (index.constraint === undefined && isIndexOver(index, column))
      add(indexAgain(holder, index), 'an index');
  if (own.comment !== undefined)
    remade.push(`COMMENT ON COLUMN ${written}.${name} IS ${quoteString(own.comment)};`);
  if (
    around?.mayGenerate !== false &&
    relation.columns.some(({ generated }) => generated && namesColumn(generated.origin, column))
  )
    others.push('a generated column');
  for (const one of relationsAround(script, catalog, relation)) {
    if (isReferenced(one, relation, column)) others.push('a foreign key');
    if (mayShow(one, relation, column)) others.push('a view');
  }
  return { remade, others: [...new Set(others)], invents };
}

interface Holder {
  readonly relation: Relation;
  readonly column: string;
  readonly written: string;
}

const isFedBySequence = ({ schemas }: Catalog, { schema, name }: Relation, column: string): boolean =>
  [...schemas.values()].some(({ sequences }) =>
    [...sequences.values()].some(
      ({ owner }) => owner?.schema === schema && owner.table === name && owner.column === column,
    ),
  );

/** The node of an origin in the tree of its statement. */
function partOf(
  origin: Origin | undefined,
): { readonly statement: StatementText; readonly part: SyntaxNode } | undefined {
  if (!origin) return undefined;
  const { source, statement: at, pointer } = origin;
  const statement = statementIn(source, at);
  const tree = treeOf(statement);
  const part =
    pointer.kind === 'constraint'
      ? nodeFrom(tree, tokenAt(statement, pointer.location), ['constraint'])
      : pointer.kind === 'action'
        ? actionsOf(statement)[pointer.at]
        : tree;
  return part && { statement, part };
}

function defaultAgain({ relation, column, written }: Holder, origin: Origin | undefined): string | undefined {
  const found = partOf(origin);
  const value = found && behindKeyword(found.statement, found.part, 'default');
  if (!found || !value || found.part.kind === 'statement') return undefined;
  // The table of LIKE may have another column of the name.
  const { name } = relation;
  if (!statementNames(found.statement, name)) return undefined;
  return `ALTER TABLE ${written} ALTER COLUMN ${quoteName(column)} SET DEFAULT ${sourceOf(found.statement, value)};`;
}

const statementNames = (statement: StatementText, table: string): boolean => {
  const [first] = descendantsOf(treeOf(statement), 'table');
  return qualifiedName(statement, first).replace(/^.*\./, '') === table;
};

function isOver(constraint: Constraint, column: string): boolean {
  switch (constraint.kind) {
    case 'check':
      return namesColumn(constraint.condition.origin, column);
    case 'exclusion':
      return namesColumn(constraint.origin, column);
    case 'foreign key':
      return constraint.columns.includes(column);
    default:
      return constraint.columns.includes(column) || constraint.included.includes(column);
  }
}

/** Whether an expression, a constraint or an index names a column. */
function namesColumn(origin: Origin | undefined, column: string): boolean {
  const found = partOf(origin);
  // What cannot be read may name it.
  return !found || columnsIn(found).has(column);
}

const columnsIn = ({
  statement,
  part,
}: {
  readonly statement: StatementText;
  readonly part: SyntaxNode;
}): ReadonlySet<string> => new Set([...descendantsOf(part, 'column')].map((node) => nameOf(statement, node)));

function constraintAgain(holder: Holder, constraint: Constraint): string | undefined {
  const body = bodyOf(holder, constraint);
  return body && `ALTER TABLE ${holder.written} ADD CONSTRAINT ${quoteName(constraint.name)} ${body};`;
}

function bodyOf(holder: Holder, constraint: Constraint): string | undefined {
  const list = (columns: readonly string[]) => `(${columns.map(quoteName).join(', ')})`;
  if (constraint.isDeferrable) return undefined;
  switch (constraint.kind) {
    case 'unique':
      return constraint.included.length > 0 || /\bnulls\b/i.test(textOfOrigin(constraint.origin))
        ? undefined
        : `UNIQUE ${list(constraint.columns)}`;
    case 'foreign key':
      return foreignKeyAgain(holder, constraint, list);
    case 'check': {
      const found = partOf(constraint.condition.origin);
      const condition = found && behindKeyword(found.statement, found.part, 'check');
      const isKnown = found && areColumns(holder, columnsIn(found));
      if (!found || !condition || !isKnown) return undefined;
      const written = sourceOf(found.statement, { ...condition, last: closing(found.statement, condition) });
      return `CHECK ${written}`;
    }
    default:
      return undefined;
  }
}

/** The token that closes the parenthesis at the beginning of a range. */
function closing(
  statement: StatementText,
  { first, last }: { readonly first: number; readonly last: number },
) {
  let depth = 0;
  for (let at = first; at <= last; at++) {
    const word = sourceOf(statement, { first: at, last: at });
    if (word === '(') depth++;
    if (word === ')' && --depth === 0) return at;
  }
  return last;
}

function foreignKeyAgain(
  { relation }: Holder,
  { columns, target, references, onDelete, onUpdate, origin }: ForeignKey,
  list: (columns: readonly string[]) => string,
): string | undefined {
  // A constraint on its own table would refer to the column that goes.
  if (keyOf(target) === keyOf(relation)) return undefined;
  if (/\bmatch\b|\bset\s+(?:null|default)\s*\(/i.test(textOfOrigin(origin))) return undefined;
  const found = partOf(origin);
  const written = childOf(clauseOf(found?.part, 'references') ?? found?.part, 'table');
  const isSame = found && written && partsOf(found.statement, written).at(-1) === target.name;
  const table = isSame ? sourceOf(found.statement, written) : quoteObject(target);
  const actions = [
    ...(onUpdate === 'no action' ? [] : [` ON UPDATE ${onUpdate.toUpperCase()}`]),
    ...(onDelete === 'no action' ? [] : [` ON DELETE ${onDelete.toUpperCase()}`]),
  ];
  const keys = references.length > 0 ? ` ${list(references)}` : '';
  return `FOREIGN KEY ${list(columns)} REFERENCES ${table}${keys}${actions.join('')}`;
}

function textOfOrigin(origin: Origin | undefined): string {
  const found = partOf(origin);
  return found ? sourceOf(found.statement, found.part) : '';
}

const areColumns = ({ relation }: Holder, names: ReadonlySet<string>): boolean =>
  [...names].every((name) => columnNamed(relation, name));

function isIndexOver({ keys, included, predicate, origin }: Index, column: string): boolean {
  if (included.includes(column) || keys.some((key) => key.kind === 'column' && key.column === column))
    return true;
  const hasExpression = predicate || keys.some(({ kind }) => kind === 'expression');
  return Boolean(hasExpression) && namesColumn(statementOf(origin), column);
}

const statementOf = (origin: Origin | undefined): Origin | undefined =>
  origin && { ...origin, pointer: { kind: 'statement' } };

/** The statement that made it, where its names still hold. */
function indexAgain(holder: Holder, { name, origin }: Index): string | undefined {
  const found = partOf(statementOf(origin));
  if (found?.part.word !== 'IndexStmt') return undefined;
  const { statement, part } = found;
  const isSame = nameOf(statement, childOf(part, 'name')) === name;
  if (!isSame || !statementNames(statement, holder.relation.name)) return undefined;
  if (!areColumns(holder, columnsIn(found))) return undefined;
  const { start, end } = spanOf(statement, part);
  return `${statement.text.slice(start, end).replace(/;$/, '')};`;
}

/** Whether a foreign key of a relation refers to the column. */
const isReferenced = ({ constraints }: Relation, relation: Relation, column: string): boolean =>
  constraints.some(
    (one) =>
      one.kind === 'foreign key' &&
      keyOf(one.target) === keyOf(relation) &&
      (one.references.length === 0 || one.references.includes(column)),
  );

/** Whether a relation is a view that may read the column: its query names the table, and the column or all columns. */
function mayShow({ kind, origin }: Relation, { name }: Relation, column: string): boolean {
  if (!kind.endsWith('view') || !origin) return false;
  const written = origin.source.text.slice(origin.statement.start, origin.statement.end);
  const words = new Set(wordsIn(written));
  const has = (wanted: string) => words.has(wanted) || words.has(wanted.toLowerCase());
  return has(name) && (has(column) || written.includes('*'));
}
