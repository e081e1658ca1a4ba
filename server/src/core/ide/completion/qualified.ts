import { enclosing } from '../../syntax/tree/nodes.js';
import { columnsOfRelation, levelLabelled, rowOf, type ScopeColumn, sourceNamed } from '../names/scope.js';
import type { Caret } from './caret.js';
import { type Completion, columnItem, named, ranks, relationItem, routineItem, unquote } from './item.js';
import { isFunction, isProcedure, routinesOf } from './objects.js';
import { relationsOf } from './relations.js';

/** What may follow a dot. */
export function qualifiedItems(caret: Caret): readonly Completion[] {
  const { level, known, behind, node, subject } = caret;
  // `(b).title`, of a row.
  const isRow = behind(2) === ')' && behind(4) === '(';
  const qualifier = unquote(behind(isRow ? 3 : 2));
  if (qualifier === undefined || node.kind === 'type') return [];
  const columns = (list: readonly ScopeColumn[]) =>
    list.map((column) => columnItem(caret, column, column.name, ranks.own));
  if (node.kind === 'name' && subject?.entity?.name === qualifier) return columns(subject.columns);
  const source = node.kind === 'table' ? undefined : sourceNamed(level, qualifier);
  if (source) return columns(source.columns);
  const { fields } = rowOf(level, qualifier);
  if (fields.length > 0) return columns(fields);
  const labelled = levelLabelled(level, qualifier);
  if (labelled)
    return [...labelled.variables.values()].map(({ name, type, kind }) =>
      named(caret, 'variable', name, ranks.own, type ?? kind),
    );
  const [schema, table] = behind(3) === '.' ? [unquote(behind(4)), qualifier] : [undefined, undefined];
  if (schema !== undefined && table !== undefined) {
    const relation = known.relation({ schema, name: table });
    return relation ? columns(columnsOfRelation(relation)) : [];
  }
  return inSchema(caret, qualifier);
}

function inSchema(caret: Caret, schema: string): readonly Completion[] {
  const { known, behind, node } = caret;
  const isCalled = behind(3) === 'call';
  const isRead = enclosing(node, 'source') !== undefined;
  const relations = isCalled
    ? []
    : relationsOf(known, [schema]).map((relation) =>
        relationItem(caret, relation, relation.name, ranks.relation),
      );
  if (node.kind === 'table' && !enclosing(node, 'source')) return relations;
  // Nobody looks for one of thousands of functions by their schema.
  const routines =
    schema === 'pg_catalog' || schema === 'information_schema' ? [] : routinesOf(known, [schema]);
  const called = routines
    .filter((routine) =>
      isCalled ? isProcedure(routine) : isFunction(routine) && (!isRead || routine.returnsSet),
    )
    .map((routine) => routineItem(caret, routine, ranks.function));
  return [...relations, ...called];
}
