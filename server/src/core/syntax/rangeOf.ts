import type { Node, TypeName } from 'libpg-query';
import { query } from '../text/memo.js';
import type { Span } from '../text/span.js';
import type { NodeKind, SyntaxNode, TokenRange } from './node.js';
import type { Statement } from './statement.js';
import {
  childOf,
  childrenOf,
  clauseOf,
  descendantsOf,
  enclosing,
  nodeAtToken,
  nodeFrom,
  spanOf,
  tokenAt,
} from './tree/nodes.js';
import { spanFrom } from './tree/part.js';
import { treeOf } from './tree/tree.js';
import { type NodeName, type Parent, walkAll } from './walk.js';

/**
 * The tokens of a node of PostgreSQL's tree: a part of the statement's tree where the tables below name one, or else the range
 * of the node's own nodes. Undefined for a node that has no place in the text, such as a part of a name.
 */
export const rangeOf = (statement: Statement, node: object): TokenRange | undefined =>
  plainPart(statement, node) ?? query(link, statement).get(node);

/** The part of the statement's tree that a node of PostgreSQL's tree is; undefined where it is none by itself. */
export const syntaxOf = (statement: Statement, node: object): SyntaxNode | undefined => {
  const plain = plainPart(statement, node);
  if (plain) return plain;
  const range = query(link, statement).get(node);
  return range && 'kind' in range ? range : undefined;
};

/** The nodes that rules ask for most. Their location alone tells their part, so the rest of the tree is not linked. */
function plainPart(statement: Statement, node: object): SyntaxNode | undefined {
  const location: unknown = 'location' in node ? node.location : undefined;
  if (typeof location !== 'number' || location <= 0) return undefined;
  const kind = plainKinds.find(([field]) => field in node)?.[1];
  return kind && nodeFrom(treeOf(statement), tokenAt(statement, location), [kind]);
}

/**
 * The span of a type of PostgreSQL's tree. Without a tree the type is read alone, because a whole tree costs many times as
 * much.
 */
export function spanOfType(statement: Statement, type: TypeName): Span | undefined {
  const { location: start = 0 } = type;
  const { text, memory } = statement;
  const alone = start > 0 && !memory.tree ? spanFrom(text, 'type', { start, end: text.length }) : undefined;
  if (alone) return alone;
  const range = rangeOf(statement, type);
  return range && spanOf(statement, range);
}

/** By a field that only nodes of one type have. */
const plainKinds: readonly (readonly [field: string, kind: NodeKind])[] = [
  ['typemod', 'type'],
  ['colname', 'definition'],
  ['contype', 'constraint'],
  ['relpersistence', 'table'],
  ['funcformat', 'call'],
];

/** The part that a whole statement is: one inside another, as EXPLAIN and CREATE SCHEMA hold them, or all of the text. */
export const statementNode = (statement: Statement, node: object): SyntaxNode =>
  (isWhole(statement, node) ? undefined : syntaxOf(statement, node)) ?? treeOf(statement);

const isWhole = ({ node: whole }: Statement, node: object): boolean =>
  whole !== undefined && Object.values(whole)[0] === node;

type Links = ReadonlyMap<object, TokenRange | SyntaxNode>;

/**
 * Inner nodes come first, because many nodes have the range of theirs. Nodes that are found by counting come last, outer ones
 * first.
 */
function link(statement: Statement): Links {
  const links = new Map<object, TokenRange | SyntaxNode>();
  if (!statement.node) return links;
  const root = treeOf(statement);
  const visited: { readonly name: NodeName; readonly node: object; readonly parent: Parent | undefined }[] =
    [];
  walkAll(statement.node, (name, node, parent) => visited.push({ name, node, parent }));
  const hulls = new Map<object, TokenRange>();
  for (let at = visited.length - 1; at >= 0; at--) {
    const one = visited[at];
    if (!one) continue;
    const { name, node, parent } = one;
    const token = tokenOf(statement, name, node);
    const hull = joinedWith(hulls.get(node), token);
    const found = partOf(name, node, { root, token, hull }) ?? balanced(statement, hull);
    if (!found) continue;
    links.set(node, found);
    if (parent) hulls.set(parent.node, joinedWith(hulls.get(parent.node), found) ?? found);
  }
  const known: KnownCounts = new Map();
  for (const { name, node, parent } of visited) {
    const counted = parent && countedPart(name, node, parent, links, known);
    if (counted) links.set(node, counted);
  }
  return links;
}

const joinedWith = (one: TokenRange | undefined, other: TokenRange | undefined): TokenRange | undefined =>
  one && other
    ? { first: Math.min(one.first, other.first), last: Math.max(one.last, other.last) }
    : (one ?? other);

/** The token at a node's own location, which is left out of the tree where it is 0. */
function tokenOf(statement: Statement, name: NodeName, node: object): TokenRange | undefined {
  const location: unknown = 'location' in node ? node.location : name === 'WithClause' ? 0 : undefined;
  if (typeof location !== 'number' || location < 0) return undefined;
  const first = tokenAt(statement, location);
  if (first >= statement.tokens.length) return undefined;
  // A negative number is located at its sign.
  const isSigned = name === 'A_Const' && statement.tokens[first]?.kind === 'operator';
  return { first, last: isSigned ? first + 1 : first };
}

/** With the ends of the parentheses that it opens. */
function balanced(statement: Statement, range: TokenRange | undefined): TokenRange | undefined {
  if (!range) return undefined;
  const { depths, closings } = query(parenthesesIn, statement);
  const outside = depths[range.first - 1] ?? 0;
  let { last } = range;
  while ((depths[last] ?? 0) > outside) {
    const next = closings[last];
    // The text may lack the parenthesis that closes.
    if (next === undefined) return { first: range.first, last: depths.length - 1 };
    last = next;
  }
  return { first: range.first, last };
}

/** How many parentheses are open behind each token, and the next token behind which fewer are: none at the end of the text. */
function parenthesesIn({ text, tokens }: Statement): {
  readonly depths: readonly number[];
  readonly closings: readonly (number | undefined)[];
} {
  let depth = 0;
  const depths = tokens.map(({ kind, start }) => {
    const sign = kind === 'punctuation' ? text.charAt(start) : '';
    if (sign === '(' || sign === '[') depth++;
    else if (sign === ')' || sign === ']') depth--;
    return depth;
  });
  const closings: (number | undefined)[] = [];
  for (let at = depths.length - 1; at >= 0; at--) {
    let next: number | undefined = at + 1;
    while (next !== undefined && (depths[next] ?? 0) >= (depths[at] ?? 0)) next = closings[next];
    closings[at] = next !== undefined && next < depths.length ? next : undefined;
  }
  return { depths, closings };
}

interface Place {
  readonly root: SyntaxNode;
  /** The token at the node's location. */
  readonly token: TokenRange | undefined;
  /** All that the node's own nodes and its location stand for. */
  readonly hull: TokenRange | undefined;
}

type Finder = (place: Place) => SyntaxNode | undefined;

/** The outermost part of a kind that begins at the location of the node. */
const at =
  (...kinds: readonly NodeKind[]): Finder =>
  ({ root, token }) =>
    token && nodeFrom(root, token.first, kinds);

/** The smallest part of a kind that covers the range of the node. */
const around =
  (...kinds: readonly NodeKind[]): Finder =>
  ({ root, hull }) => {
    if (!hull) return undefined;
    let node: SyntaxNode | undefined = nodeAtToken(root, hull.first);
    while (node && !(kinds.includes(node.kind) && node.last >= hull.last)) node = node.parent;
    return node;
  };

const either =
  (...finders: readonly Finder[]): Finder =>
  (place) => {
    for (const find of finders) {
      const found = find(place);
      if (found) return found;
    }
    return undefined;
  };

/** A call's name stands where the call does. */
const call = at('call');

/** The nodes whose range is more, or less, than their own nodes and their location together. */
const located: { readonly [Name in NodeName]?: Finder } = {
  A_ArrayExpr: at('array'),
  A_Const: either(at('constant'), around('constant')),
  AlterTableCmd: around('action'),
  CTECycleClause: at('clause'),
  CTESearchClause: at('clause'),
  CaseExpr: at('case'),
  CaseWhen: at('clause'),
  CoalesceExpr: call,
  CollateClause: at('clause'),
  ColumnDef: at('definition'),
  ColumnRef: at('column'),
  CommonTableExpr: at('cte'),
  Constraint: either(at('constraint'), around('constraint')),
  DefElem: either(at('option', 'clause'), around('option')),
  FuncCall: either(call, around('call')),
  FunctionParameter: around('argument'),
  GroupingFunc: call,
  IndexElem: around('key'),
  InferClause: around('clause'),
  IntoClause: around('clause'),
  JsonArrayAgg: call,
  JsonArrayConstructor: call,
  JsonArrayQueryConstructor: call,
  JsonObjectAgg: call,
  JsonObjectConstructor: call,
  MergeWhenClause: around('clause'),
  MinMaxExpr: call,
  NamedArgExpr: around('expression'),
  OnConflictClause: at('clause'),
  ParamRef: at('parameter'),
  PartitionElem: at('key'),
  PartitionSpec: at('clause'),
  PublicationObjSpec: at('table', 'name'),
  RangeFunction: around('source'),
  RangeSubselect: around('source'),
  RangeTableFunc: around('source'),
  RangeTableFuncCol: at('definition'),
  RangeTableSample: around('source'),
  RangeVar: at('table'),
  ResTarget: either(listedColumn, around('target', 'assignment')),
  RoleSpec: at('name'),
  RowExpr: at('parens', 'call'),
  SQLValueFunction: at('constant'),
  SetToDefault: at('constant'),
  SortBy: around('sort'),
  SubLink: at('clause', 'parens'),
  TableLikeClause: around('like'),
  TypeCast: call,
  TypeName: either(at('type'), around('type')),
  WindowDef: at('parens', 'name'),
  WithClause: at('clause'),
  XmlExpr: call,
  XmlSerialize: call,
};

/** A column that INSERT lists. */
function listedColumn(place: Place): SyntaxNode | undefined {
  const name = at('name')(place);
  return name?.parent?.kind === 'list' ? name : undefined;
}

function partOf(name: NodeName, node: object, place: Place): SyntaxNode | undefined {
  if (name === 'SelectStmt') return selectPart(node, place);
  return name.endsWith('Stmt') ? statementPart(name, place) : located[name]?.(place);
}

/** A query with a clause that holds for all of it is a statement; one between set operators is not. */
function selectPart(node: object, place: Place): SyntaxNode | undefined {
  const isWhole = ['withClause', 'sortClause', 'limitCount', 'limitOffset', 'lockingClause', 'larg'].some(
    (field) => field in node,
  );
  return around(...(isWhole ? (['statement'] as const) : (['select', 'statement'] as const)))(place);
}

function statementPart(name: NodeName, { root, hull }: Place): SyntaxNode | undefined {
  if (root.word === name) return root;
  // EXPLAIN EXECUTE name: nothing of it is located.
  if (!hull) return descendantsOf(root, 'statement', name).next().value ?? root;
  let node: SyntaxNode | undefined = nodeAtToken(root, hull.first);
  while (node && !(node.kind === 'statement' && node.word === name && node.last >= hull.last))
    node = node.parent;
  return node ?? root;
}

/** A node without a location, found by its number among nodes of its kind. */
function countedPart(
  name: NodeName,
  node: object,
  parent: Parent,
  links: Links,
  known: KnownCounts,
): SyntaxNode | undefined {
  // What EXCLUDE lists is a key with its operator.
  const holder = name === 'IndexElem' && parent.name === 'List' ? parent.parent : parent;
  const range = holder && links.get(holder.node);
  const outer = range && 'kind' in range ? range : undefined;
  if (!outer || !holder) return undefined;
  if (name === 'Alias') return childOf(outer, 'alias') ?? childOf(outer.parent, 'alias');
  const ofHolder = known.get(holder.node) ?? new Map<NodeName, ReadonlyMap<object, SyntaxNode>>();
  known.set(holder.node, ofHolder);
  const parts = ofHolder.get(name) ?? new Map(countedIn(name, holder, outer).flatMap(pairsOf));
  ofHolder.set(name, parts);
  return parts.get(node);
}

/** By a holder and the name of its nodes, the part of each. */
type KnownCounts = Map<object, Map<NodeName, ReadonlyMap<object, SyntaxNode>>>;

interface Counted {
  readonly nodes: readonly Node[];
  readonly parts: readonly SyntaxNode[];
}

/** In a statement with an error the tree holds less than the text. */
const pairsOf = ({ nodes, parts }: Counted): readonly (readonly [object, SyntaxNode])[] =>
  nodes.length === parts.length
    ? nodes.flatMap((node, at) => {
        const [meant, part] = [meantBy(node), parts[at]];
        return meant && part ? [[meant, part] as const] : [];
      })
    : [];

/** What a node wraps: itself, or the first of a list. */
function meantBy(wrapped: Node | undefined): object | undefined {
  if (wrapped && 'List' in wrapped) return meantBy(wrapped.List.items?.[0]);
  return wrapped && Object.values(wrapped)[0];
}

/** The nodes of a name in a holder, in order, and their parts. */
function countedIn(
  name: NodeName,
  { name: outer, node: holder }: Parent,
  part: SyntaxNode,
): readonly Counted[] {
  const keysOf = (of: SyntaxNode | undefined) => childrenOf(childOf(of, 'list', 'key'), 'key');
  if (name === 'AlterTableCmd' && outer === 'AlterTableStmt')
    return [{ nodes: holder.cmds ?? [], parts: childrenOf(part, 'action') }];
  if (name === 'LockingClause' && outer === 'SelectStmt')
    return [{ nodes: holder.lockingClause ?? [], parts: locksOf(part) }];
  if (name === 'IndexElem' && outer === 'InferClause')
    return [{ nodes: holder.indexElems ?? [], parts: keysOf(part) }];
  if (name === 'MergeWhenClause' && outer === 'MergeStmt')
    return [{ nodes: holder.mergeWhenClauses ?? [], parts: childrenOf(part, 'clause', 'when') }];
  if (name === 'IndexElem' && outer === 'Constraint')
    return [{ nodes: holder.exclusions ?? [], parts: keysOf(part) }];
  if (name !== 'IndexElem' || outer !== 'IndexStmt') return [];
  return [
    { nodes: holder.indexParams ?? [], parts: keysOf(part) },
    { nodes: holder.indexIncludingParams ?? [], parts: keysOf(clauseOf(part, 'include')) },
  ];
}

/** The locks of a query, which may stand behind its parentheses. */
function locksOf(part: SyntaxNode): readonly SyntaxNode[] {
  for (let holder = enclosing(part, 'statement'); holder; holder = enclosing(holder.parent, 'statement')) {
    const locks = holder.children.filter(({ kind, word }) => kind === 'clause' && word.startsWith('for '));
    if (locks.length > 0) return locks;
  }
  return [];
}
