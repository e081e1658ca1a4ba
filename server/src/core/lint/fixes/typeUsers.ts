import { layered } from '../../catalog/layered.js';
import type { Catalog, ObjectName, Relation, TypeRef } from '../../catalog/model.js';
import { quoteName } from '../../syntax/names.js';
import { query } from '../../text/memo.js';
import { catalogOf } from '../script/catalog.js';
import { sameName } from '../script/createdType.js';
import { numberAt, type Script, type ScriptStatement } from '../script/script.js';
import { keyOf } from '../script/tables.js';
import { statementsWith } from '../script/wordsIn.js';

/** What CASCADE drops with a type or a domain, as far as the script makes it. */
export interface TypeUsers {
  /** ALTER TABLE statements, each with a line break, that drop the columns of the type; empty where there are none. */
  readonly drops: string;
  /** A key, a view, a function or another domain uses it. */
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
  let drops = '';
  let hasOthers = false;
  const relations = relationsNaming(script, catalog, names);
  for (const relation of relations ?? allRelations(catalog)) {
    const columns = relation.columns.filter(({ type }) => isOf(type)).map((one) => one.name);
    if (columns.length === 0) continue;
    const key = relation.constraints.find(({ kind }) => kind === 'primary key');
    const isInKey = key !== undefined && 'columns' in key && key.columns.some((one) => columns.includes(one));
    if (relation.kind !== 'table' || isInKey) {
      hasOthers = true;
      continue;
    }
    const actions = columns.map((column) => `DROP COLUMN ${quoteName(column)}`);
    drops += `ALTER TABLE ${quoted(relation)} ${actions.join(', ')};\n`;
  }
  if (relations) return { drops, hasOthers };
  for (const { routines, types } of catalog.schemas.values()) {
    for (const { result, parameters } of [...routines.values()].flat())
      hasOthers ||= isOf(result) || parameters.some(({ type }) => isOf(type));
    for (const type of types.values()) hasOthers ||= type.kind === 'domain' && isOf(type.base);
  }
  return { drops, hasOthers };
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

const quoted = ({ schema, name }: Relation): string =>
  `${schema === 'public' ? '' : `${quoteName(schema)}.`}${quoteName(name)}`;
