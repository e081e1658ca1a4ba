import type { FuncCall, Node, RangeVar, TypeName } from 'libpg-query';
import { walkAll } from '../../syntax/walk.js';
import type { QueryDraft } from '../change.js';
import { nodesName, relationName, texts, writtenType } from './written.js';

/** What a query names; what it makes itself by WITH is left out. */
export function queryDraft(query: Node, names: readonly string[]): QueryDraft {
  const relations: RangeVar[] = [];
  const routines: FuncCall[] = [];
  const types: TypeName[] = [];
  const common = new Set<string>();
  const columns = new Set<string>();
  let hasStar = false;
  walkAll(query, (name, node) => {
    // The tree guarantees that a node has the type of its name.
    if (name === 'RangeVar') relations.push(node);
    else if (name === 'FuncCall') routines.push(node);
    else if (name === 'TypeName') types.push(node);
    else if (name === 'A_Star') hasStar = true;
    else if (name === 'CommonTableExpr' && 'ctename' in node) common.add(String(node.ctename));
    else if (name === 'ColumnRef' && 'fields' in node && Array.isArray(node.fields))
      for (const field of texts(node.fields)) columns.add(field);
  });
  return {
    relations: relations
      .filter(({ schemaname, relname = '' }) => schemaname !== undefined || !common.has(relname))
      .map(relationName),
    routines: routines.map(({ funcname }) => nodesName(funcname)),
    types: types.map(writtenType),
    columns,
    hasStar,
    names,
  };
}

/** The columns that an expression names, each once. */
export function columnsNamed(expression: Node | undefined): readonly string[] {
  if (!expression) return [];
  const found = new Set<string>();
  walkAll(expression, (name, node) => {
    if (name !== 'ColumnRef' || !('fields' in node) || !Array.isArray(node.fields)) return;
    const last = texts(node.fields).at(-1);
    if (last !== undefined) found.add(last);
  });
  return [...found];
}
