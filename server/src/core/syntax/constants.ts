import type { A_Const, Node } from 'libpg-query';

/** A constant's whole number; undefined for others. The tree leaves out a 0, and holds what 32 bits do not as text. */
export function wholeNumber({ ival, fval }: A_Const): number | undefined {
  if (ival) return ival.ival ?? 0;
  return fval?.fval !== undefined && /^\d+$/.test(fval.fval) ? Number(fval.fval) : undefined;
}

/** The text of a string constant, also of one under casts; undefined for other expressions. */
export function constantText(node: Node): string | undefined {
  const constant = uncast(node);
  return constant?.sval ? (constant.sval.sval ?? '') : undefined;
}

/** Whether an expression is the constant true, also as 't' under a cast; undefined where it is not a constant. */
export function isTrue(node: Node): boolean | undefined {
  const constant = uncast(node);
  if (constant?.boolval) return constant.boolval.boolval ?? false;
  return constant?.sval ? /^\s*(?:t|true|y|yes|on|1)\s*$/i.test(constant.sval.sval ?? '') : undefined;
}

function uncast(node: Node): A_Const | undefined {
  let inner: Node | undefined = node;
  while (inner && 'TypeCast' in inner) inner = inner.TypeCast.arg;
  return inner && 'A_Const' in inner ? inner.A_Const : undefined;
}
