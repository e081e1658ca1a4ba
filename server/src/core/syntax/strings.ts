import type { Node } from 'libpg-query';

/** The texts of a list of names, as a tree has them. */
export const stringsOf = (nodes: readonly Node[] = []): string[] =>
  nodes.flatMap((node) => ('String' in node ? [node.String.sval ?? ''] : []));
