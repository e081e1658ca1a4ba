import type { Node } from 'libpg-query';

type Visit = (name: NodeName, node: object, parent: Parent | undefined) => void;

/** Visits the nodes of a tree that rules ask for, outer before inner, in the order of the text. */
export const walk = (root: Node, visit: Visit): void => visitNodes(root, visit, bareNodes, leaves);

/** Visits every node of a tree, outer before inner, in the order of the text. */
export const walkAll = (root: Node, visit: Visit): void => visitNodes(root, visit, allBareNodes, noLeaves);

/** Never recurses: a tree may be deep. */
function visitNodes(
  root: Node,
  visit: Visit,
  bare: ReadonlyMap<string, NodeName>,
  leaves: ReadonlySet<NodeName>,
): void {
  // Three stacks in step, and not one of objects: every statement goes through this loop.
  const values: object[] = [root];
  const names: (NodeName | undefined)[] = [undefined];
  const parents: (Parent | undefined)[] = [undefined];
  for (let value = values.pop(); value; value = values.pop()) {
    const name = names.pop();
    let parent = parents.pop();
    if (name !== undefined) {
      visit(name, value, parent);
      if (leaves.has(name)) continue;
      // The one cast of this file: the tree guarantees that the fields belong to the node of that name.
      parent = { name, node: value, parent } as Parent;
    }
    const first = values.length;
    const isList = Array.isArray(value);
    for (const field in value) {
      const child: unknown = value[field as keyof typeof value];
      if (typeof child !== 'object' || child === null) continue;
      values.push(child);
      names.push(isList ? undefined : nameOf(field, child, bare));
      parents.push(parent);
    }
    reverse(values, first);
    reverse(names, first);
  }
}

/** Nodes are wrapped as `{ TypeOfNode: fields }`, and the names of fields begin in lower case. A few nodes are not wrapped. */
function nameOf(field: string, child: object, bare: ReadonlyMap<string, NodeName>): NodeName | undefined {
  if (isUpper(field)) return field as NodeName;
  if (Array.isArray(child)) return undefined;
  // Of ALTER TABLE … ATTACH PARTITION a relation, of an operator class a function.
  if (field === 'name' && bare === allBareNodes) return 'relname' in child ? 'RangeVar' : 'ObjectWithArgs';
  const name = bare.get(field);
  // The sides of a join are wrapped, those of UNION are not.
  return name === 'SelectStmt' && isWrapped(child) ? undefined : name;
}

function isWrapped(child: object): boolean {
  for (const field in child) return isUpper(field);
  return false;
}

const isUpper = (field: string): boolean => field.charCodeAt(0) >= 65 && field.charCodeAt(0) <= 90;

function reverse(stack: unknown[], first: number): void {
  for (let low = first, high = stack.length - 1; low < high; low++, high--) {
    const value = stack[low];
    stack[low] = stack[high];
    stack[high] = value;
  }
}

/** Frequent nodes that contain no node for which a rule could have a check. */
const leaves = new Set<NodeName>([
  'A_Const',
  'A_Star',
  'Boolean',
  'ColumnRef',
  'Float',
  'Integer',
  'ParamRef',
  'RangeVar',
  'String',
  'TypeName',
]);

/** The fields whose value is not wrapped, because it always has the same type. */
const bareNodes = new Map<string, NodeName>([
  ['argType', 'TypeName'],
  ['collClause', 'CollateClause'],
  ['into', 'IntoClause'],
  ['intoClause', 'IntoClause'],
  ['larg', 'SelectStmt'],
  ['ofTypename', 'TypeName'],
  ['onConflictClause', 'OnConflictClause'],
  ['over', 'WindowDef'],
  ['partbound', 'PartitionBoundSpec'],
  ['partspec', 'PartitionSpec'],
  ['pktable', 'RangeVar'],
  ['rarg', 'SelectStmt'],
  ['rel', 'RangeVar'],
  ['relation', 'RangeVar'],
  ['returnType', 'TypeName'],
  ['sequence', 'RangeVar'],
  ['setstmt', 'VariableSetStmt'],
  ['typeName', 'TypeName'],
  ['view', 'RangeVar'],
  ['withClause', 'WithClause'],
]);

const noLeaves: ReadonlySet<NodeName> = new Set();

/** With those that no rule asks for. */
const allBareNodes = new Map<string, NodeName>([
  ...bareNodes,
  ['action', 'GrantStmt'],
  ['alias', 'Alias'],
  ['authrole', 'RoleSpec'],
  ['base', 'CreateStmt'],
  ['bound', 'PartitionBoundSpec'],
  ['constrrel', 'RangeVar'],
  ['cycle_clause', 'CTECycleClause'],
  ['datatype', 'TypeName'],
  ['fromsql', 'ObjectWithArgs'],
  ['func', 'ObjectWithArgs'],
  ['funccall', 'FuncCall'],
  ['grantor', 'RoleSpec'],
  ['infer', 'InferClause'],
  ['join_using_alias', 'Alias'],
  ['newowner', 'RoleSpec'],
  ['newrole', 'RoleSpec'],
  ['opername', 'ObjectWithArgs'],
  ['output', 'JsonOutput'],
  ['owner', 'RoleSpec'],
  ['pubtable', 'PublicationTable'],
  ['role', 'RoleSpec'],
  ['search_clause', 'CTESearchClause'],
  ['sourcetype', 'TypeName'],
  ['storedtype', 'TypeName'],
  ['table', 'RangeVar'],
  ['targettype', 'TypeName'],
  ['tosql', 'ObjectWithArgs'],
  ['type_name', 'TypeName'],
  ['typevar', 'RangeVar'],
  ['user', 'RoleSpec'],
]);

type Keys<Union> = Union extends unknown ? keyof Union : never;
/** The name of any node of PostgreSQL's tree. */
export type NodeName = Keys<Node>;
export type NodeOf<Name extends NodeName> = Extract<Node, Record<Name, unknown>>[Name];

/** The nodes around a node, inmost first. */
export type Parent = {
  readonly [Name in NodeName]: {
    readonly name: Name;
    readonly node: NodeOf<Name>;
    readonly parent: Parent | undefined;
  };
}[NodeName];
