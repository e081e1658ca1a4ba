/**
 * A list with one more at its end: another one while it is short, because a list that grows by itself makes room for sixteen
 * more, and most lists of a long script hold one or two.
 */
export function withOneMore<T>(list: T[], one: T): T[] {
  if (list.length === 0) return [one];
  if (list.length < mostCopied) return list.concat([one]);
  list.push(one);
  return list;
}

const mostCopied = 8;
