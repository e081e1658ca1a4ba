import type { Node } from 'libpg-query';
import type { NodeName, Parent } from './rule.js';

/** Visits every node of a tree, outer before inner, in the order of the text. Never recurses: a tree may be deep. */
export function walk(
  root: Node,
  visit: (name: NodeName, node: unknown, parent: Parent | undefined) => void,
): void {
  const open: Visit[] = [{ value: root, name: undefined, parent: undefined }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, name, parent } = next;
    if (name !== undefined) visit(name, value, parent);
    // The one cast of this file: a name and the fields under it belong together by the tree's own form.
    const around = name === undefined ? parent : ({ name, node: value, parent } as Parent);
    const inner = childrenOf(value, around);
    for (let index = inner.length - 1; index >= 0; index--) {
      const child = inner[index];
      if (child) open.push(child);
    }
  }
}

interface Visit {
  readonly value: object;
  readonly name: NodeName | undefined;
  readonly parent: Parent | undefined;
}

function childrenOf(value: object, parent: Parent | undefined): Visit[] {
  const children: Visit[] = [];
  for (const [field, child] of Object.entries(value)) {
    if (typeof child !== 'object' || child === null) continue;
    const isWrapped = !Array.isArray(value) && isNodeName(field);
    const name = isWrapped ? field : nameOfField[field];
    children.push({ value: child, name: Array.isArray(child) ? undefined : name, parent });
  }
  return children;
}

/** Nodes are wrapped as `{ TypeOfNode: fields }`; names of fields begin in lower case. */
const isNodeName = (field: string): field is NodeName => {
  const code = field.charCodeAt(0);
  return code >= 65 && code <= 90;
};

/** The fields whose value stands bare, since its type is known. */
const nameOfField: Readonly<Record<string, NodeName>> = {
  relation: 'RangeVar',
  view: 'RangeVar',
  rel: 'RangeVar',
  pktable: 'RangeVar',
  sequence: 'RangeVar',
  typeName: 'TypeName',
  ofTypename: 'TypeName',
  returnType: 'TypeName',
  argType: 'TypeName',
  collClause: 'CollateClause',
  larg: 'SelectStmt',
  rarg: 'SelectStmt',
  withClause: 'WithClause',
  onConflictClause: 'OnConflictClause',
  into: 'IntoClause',
  intoClause: 'IntoClause',
  partspec: 'PartitionSpec',
  partbound: 'PartitionBoundSpec',
  setstmt: 'VariableSetStmt',
  over: 'WindowDef',
};
