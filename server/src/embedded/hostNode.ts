/** A node of the host language's tree, as tree-sitter has it. Offsets are UTF-16 units of the host's text. */
export interface HostNode {
  readonly type: string;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly text: string;
  readonly isNamed: boolean;
  readonly parent: HostNode | null;
  readonly children: readonly (HostNode | null)[];
  readonly namedChildren: readonly (HostNode | null)[];
  childForFieldName(name: string): HostNode | null;
  /** All nodes of these types in it, in their order. */
  descendantsOfType(types: string[]): readonly (HostNode | null)[];
}

/** The named children, comments aside. */
export const partsOf = ({ namedChildren }: HostNode): readonly HostNode[] =>
  namedChildren.flatMap((child) => (child && !child.type.includes('comment') ? child : []));
