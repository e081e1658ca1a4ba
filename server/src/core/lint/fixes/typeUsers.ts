import { formatType } from '../../catalog/formatType.js';
import { layered } from '../../catalog/layered.js';
import type { Catalog, ObjectName, Relation, Routine, TypeRef } from '../../catalog/model.js';
import { keyOf } from '../../catalog/objectKey.js';
import { quoteName, quoteObject } from '../../syntax/names.js';
import type { StatementText } from '../../syntax/statement.js';
import { statementIn } from '../../syntax/statement.js';
import { descendantsOf, nameOf, oneToken } from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import { sourceOf } from '../../syntax/words.js';
import { query } from '../../text/memo.js';
import { catalogOf } from '../script/catalog.js';
import { sameName } from '../script/createdType.js';
import { numberAt, type Script, type ScriptStatement } from '../script/script.js';
import { statementsWith } from '../script/wordsIn.js';

/** What CASCADE drops with a type or a domain, as far as the script makes it. */
export interface TypeUsers {
  /** Statements, each with a line break, that drop the columns of the type and what needs these; empty where there are none. */
  readonly drops: string;
  /** A key, another domain, or something that nobody can tell apart uses it. */
  readonly hasOthers: boolean;
}

/** The users of some types, by the parts of their names, at the statement that drops these. */
export function typeUsers(
  script: Script,
  placed: ScriptStatement,
  names: readonly (readonly string[])[],
): TypeUsers {
  const catalog = catalogOf(script).before(numberAt(script, placed.span));
  const isOf = (type: TypeRef | undefined): boolean =>
    type !== undefined &&
    names.some((name) => sameName(type.schema === undefined ? [type.name] : [type.schema, type.name], name));
  // The search path may lack public where the script writes it.
  const isWritten = names.some((name) => name[0] === 'public' && name.length > 1);
  const named = ({ schema, name }: Pick<Relation, 'schema' | 'name'>) =>
    quoteObject({ schema: schema === 'public' && !isWritten ? undefined : schema, name });
  const columnDrops: string[] = [];
  const routineDrops: string[] = [];
  let hasOthers = false;
  const lost = new Map<string, Lost>();
  const relations = relationsNaming(script, catalog, names);
  for (const relation of relations ?? allRelations(catalog)) {
    if (relation.kind !== 'table') continue;
    const columns = relation.columns.filter(({ type }) => isOf(type)).map((one) => one.name);
    if (columns.length === 0) continue;
    const key = relation.constraints.find(({ kind }) => kind === 'primary key');
    const isInKey = key !== undefined && 'columns' in key && key.columns.some((one) => columns.includes(one));
    if (isInKey) {
      hasOthers = true;
      continue;
    }
    const actions = columns.map((column) => `DROP COLUMN ${quoteName(column)}`);
    columnDrops.push(`ALTER TABLE ${named(relation)} ${actions.join(', ')};\n`);
    lost.set(relation.name, { columns: new Set(columns) });
  }
  if (relations) return { drops: columnDrops.join(''), hasOthers };
  for (const { routines, types } of catalog.schemas.values()) {
    for (const routine of [...routines.values()].flat())
      if (isOf(routine.result) || routine.parameters.some(({ type }) => isOf(type))) {
        if (isNamedLater(script, placed, routine)) hasOthers = true;
        else routineDrops.push(`DROP ${routine.kind.toUpperCase()} ${signatureOf(routine, named)};\n`);
      }
    for (const type of types.values()) hasOthers ||= type.kind === 'domain' && isOf(type.base);
  }
  const views = viewsOver(catalog, lost);
  const isFound = ({ schema, name }: Relation) =>
    views.found.some((view) => view.schema === schema && view.name === name);
  for (const relation of allRelations(catalog))
    hasOthers ||=
      relation.kind !== 'table' && !isFound(relation) && relation.columns.some(({ type }) => isOf(type));
  hasOthers ||= views.areUnclear;
  const viewDrops = views.found.map((view) => `DROP VIEW ${named(view)};\n`).reverse();
  return { drops: [...viewDrops, ...columnDrops, ...routineDrops].join(''), hasOthers };
}

function* allRelations({ schemas }: Catalog): Generator<Relation> {
  for (const { relations } of schemas.values()) yield* relations.values();
}

/**
 * The tables in whose statements some types are named: of many types each has few. Undefined where something else than tables
 * may use them, or a table may have got its columns or its name otherwise.
 */
function relationsNaming(
  script: Script,
  catalog: Catalog,
  names: readonly (readonly string[])[],
): Iterable<Relation> | undefined {
  if (query(hasMoved, script)) return undefined;
  const lookup = layered([catalog], catalog.searchPath);
  const found = new Set<Relation>();
  const tables = new Set<string>();
  for (const name of names)
    for (const { facts } of statementsWith(script, name.at(-1) ?? '')) {
      const isOwn = facts.ddl.every(
        (change) => change.kind === 'create type' && sameName(partsOf(change.name), name),
      );
      if (ofTypes.has(facts.kind) || isOwn) continue;
      if (!ofTables.has(facts.kind)) return undefined;
      for (const change of facts.ddl) {
        const table =
          change.kind === 'create relation' || change.kind === 'alter relation' ? change.name : undefined;
        const relation = table && !tables.has(keyOf(table)) ? lookup.relation(table) : undefined;
        if (table) tables.add(keyOf(table));
        if (relation) found.add(relation);
      }
    }
  return found;
}

const partsOf = ({ schema, name }: ObjectName): readonly string[] =>
  schema === undefined ? [name] : [schema, name];

const ofTypes: ReadonlySet<string> = new Set(['AlterDomainStmt', 'CommentStmt', 'DropStmt', 'GrantStmt']);
const ofTables: ReadonlySet<string> = new Set(['AlterTableStmt', 'CreateStmt']);

/** Whether a table may have columns of a type that no statement of its own names. */
const hasMoved = ({ statements, text }: Script): boolean =>
  statements.some(
    ({ facts: { kind, changes } }) => movers.has(kind) || (kind === 'SelectStmt' && changes === 'schema'),
  ) || /\b(?:like|inherits|of)\b/i.test(text);

const movers: ReadonlySet<string> = new Set([
  ...['AlterObjectSchemaStmt', 'CreateTableAsStmt', 'RenameStmt', 'ViewStmt', 'DoStmt'],
]);

/** What a relation loses: some columns, or itself. */
interface Lost {
  /** Undefined for a relation that goes as a whole. */
  readonly columns: ReadonlySet<string> | undefined;
}

/** The views that need lost columns or lost views, in the order in which they are made. */
function viewsOver(
  catalog: Catalog,
  lost: Map<string, Lost>,
): { readonly found: readonly Relation[]; readonly areUnclear: boolean } {
  const found: Relation[] = [];
  let areUnclear = false;
  const views = [...allRelations(catalog)].filter(({ kind }) => kind.endsWith('view'));
  views.sort((one, other) => (one.origin?.statement.start ?? 0) - (other.origin?.statement.start ?? 0));
  for (const view of views) {
    const { origin } = view;
    if (!origin) {
      areUnclear = true;
      continue;
    }
    const use = useOf(statementIn(origin.source, origin.statement), lost);
    if (use === 'unclear') areUnclear = true;
    if (use !== 'yes') continue;
    found.push(view);
    lost.set(view.name, { columns: undefined });
  }
  return { found, areUnclear };
}

/** Whether the query of a view needs what is lost. With several tables, nobody can tell of which one a column is. */
function useOf(statement: StatementText, lost: ReadonlyMap<string, Lost>): 'yes' | 'no' | 'unclear' {
  const tree = treeOf(statement);
  const [, ...read] = [...descendantsOf(tree, 'table')].map((node) => nameOf(statement, node));
  const touched = read.flatMap((name) => lost.get(name) ?? []);
  if (touched.some(({ columns }) => !columns)) return 'yes';
  const names = new Set([...descendantsOf(tree, 'column')].map((node) => nameOf(statement, node)));
  const isRead =
    hasStar(statement) || touched.some(({ columns }) => [...(columns ?? [])].some((name) => names.has(name)));
  if (touched.length === 0 || !isRead) return 'no';
  return read.length === 1 ? 'yes' : 'unclear';
}

/** `SELECT *`, `t.*` or `a, *`, which is no product and no count(*). */
const hasStar = (statement: StatementText): boolean =>
  statement.tokens.some(
    (_, at) =>
      at > 0 &&
      sourceOf(statement, oneToken(at)) === '*' &&
      /^(?:select|distinct|all|[.,])$/i.test(sourceOf(statement, oneToken(at - 1))),
  );

/** Whether anything but its own creation names a routine before a statement. */
const isNamedLater = (script: Script, placed: ScriptStatement, { name, origin, kind }: Routine): boolean =>
  origin === undefined ||
  (kind !== 'function' && kind !== 'procedure') ||
  statementsWith(script, name).some(
    ({ span }) => span.start !== origin.statement.start && span.start < placed.span.start,
  );

const signatureOf = (
  { schema, name, parameters }: Routine,
  named: (object: Pick<Relation, 'schema' | 'name'>) => string,
): string => {
  const inputs = parameters.filter(({ mode }) => mode !== 'out' && mode !== 'table');
  const object = named({ schema, name });
  const written = inputs.map(({ type }) =>
    formatType({ ...type, schema: type.schema === 'public' ? undefined : type.schema }),
  );
  return `${object}(${written.join(', ')})`;
};
