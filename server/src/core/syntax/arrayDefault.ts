import type { ColumnDef, Node } from 'libpg-query';
import { wholeNumber } from './constants.js';
import { asJson, type Element, elementKind, quoteString, readArray } from './literals.js';
import type { TokenRange } from './node.js';
import { syntaxOf } from './rangeOf.js';
import type { Statement } from './statement.js';
import { behindKeyword } from './tree/nodes.js';
import { textOf } from './typeName.js';

/** A column's default that is a plain array: its tokens and the same value as a JSON literal of SQL. */
export interface ArrayDefault extends TokenRange {
  readonly json: string;
}

/** The default of an array column where it is a text such as `'{a,b}'` or an ARRAY of constants; undefined for any other. */
export function arrayDefault(statement: Statement, column: ColumnDef): ArrayDefault | undefined {
  const constraint = (column.constraints ?? []).flatMap((node) =>
    'Constraint' in node && node.Constraint.contype === 'CONSTR_DEFAULT' ? [node.Constraint] : [],
  )[0];
  const values = constraint?.raw_expr && elementsOf(constraint.raw_expr);
  if (!constraint || !values) return undefined;
  const json = asJson(values, elementKind(column.typeName?.names?.map(textOf).at(-1) ?? ''));
  const value = behindKeyword(statement, syntaxOf(statement, constraint), 'default');
  return value && { ...value, json: quoteString(json) };
}

function elementsOf(node: Node): readonly Element[] | undefined {
  if ('TypeCast' in node) return node.TypeCast.arg && elementsOf(node.TypeCast.arg);
  if ('A_Const' in node) return readArray(node.A_Const.sval?.sval ?? '');
  if (!('A_ArrayExpr' in node)) return undefined;
  const values = (node.A_ArrayExpr.elements ?? []).map(constantOf);
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length ? known : undefined;
}

function constantOf(node: Node): string | undefined {
  if ('TypeCast' in node) return node.TypeCast.arg && constantOf(node.TypeCast.arg);
  return 'A_Const' in node ? (node.A_Const.sval?.sval ?? wholeNumber(node.A_Const)?.toString()) : undefined;
}
