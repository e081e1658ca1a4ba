import type { Relation, TypeRef } from '../../catalog/model.js';
import { quoteName } from '../../syntax/names.js';
import { catalogOf } from '../script/catalog.js';
import { sameName } from '../script/createdType.js';
import type { Script, ScriptStatement } from '../script/script.js';

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
  const { schemas } = catalogOf(script).before(script.statements.indexOf(placed));
  const isOf = (type: TypeRef | undefined): boolean =>
    type !== undefined &&
    names.some((name) => sameName(type.schema === undefined ? [type.name] : [type.schema, type.name], name));
  let drops = '';
  let hasOthers = false;
  for (const { relations, routines, types } of schemas.values()) {
    for (const relation of relations.values()) {
      const columns = relation.columns.filter(({ type }) => isOf(type)).map((one) => one.name);
      if (columns.length === 0) continue;
      const key = relation.constraints.find(({ kind }) => kind === 'primary key');
      const isInKey =
        key !== undefined && 'columns' in key && key.columns.some((one) => columns.includes(one));
      if (relation.kind !== 'table' || isInKey) {
        hasOthers = true;
        continue;
      }
      const actions = columns.map((column) => `DROP COLUMN ${quoteName(column)}`);
      drops += `ALTER TABLE ${quoted(relation)} ${actions.join(', ')};\n`;
    }
    for (const { result, parameters } of [...routines.values()].flat())
      hasOthers ||= isOf(result) || parameters.some(({ type }) => isOf(type));
    for (const type of types.values()) hasOthers ||= type.kind === 'domain' && isOf(type.base);
  }
  return { drops, hasOthers };
}

const quoted = ({ schema, name }: Relation): string =>
  `${schema === 'public' ? '' : `${quoteName(schema)}.`}${quoteName(name)}`;
