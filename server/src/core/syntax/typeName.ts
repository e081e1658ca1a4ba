import type { Node, TypeName } from 'libpg-query';
import { wholeNumber } from './constants.js';

/** A built-in type's own name (`int4` for `integer`), without array brackets; undefined for one of another schema. */
export function builtInName({ names = [] }: TypeName): string | undefined {
  const [first, second] = names;
  if (!first || names.length > 2) return undefined;
  if (!second) return textOf(first);
  return textOf(first) === 'pg_catalog' ? textOf(second) : undefined;
}

export const isArray = ({ arrayBounds = [] }: TypeName): boolean => arrayBounds.length > 0;

/** The numbers in a type's parentheses: 10 and 2 of `numeric(10, 2)`. */
export const modifiersOf = ({ typmods = [] }: TypeName): readonly (number | undefined)[] =>
  typmods.map((node) => ('A_Const' in node ? wholeNumber(node.A_Const) : undefined));

/** The text of a name's part. */
export const textOf = (node: Node): string => ('String' in node ? (node.String.sval ?? '') : '');
