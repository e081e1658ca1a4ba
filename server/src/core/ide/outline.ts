import type { SyntaxNode } from '../syntax/node.js';
import type { StatementText } from '../syntax/statement.js';
import { childOf, childrenOf, clauseOf, nameOf, partsOf, spanOf } from '../syntax/tree/nodes.js';
import { lookup } from '../text/lookup.js';
import { type Span, shiftSpan } from '../text/span.js';
import type { EntityKind } from './names/entity.js';
import { ofText, type PlacedStatement, type WorkspaceFile } from './workspace.js';

/** An object that a file creates with its parts, or a query of WITH. UTF-16 offsets into the file. */
export interface OutlineSymbol {
  readonly name: string;
  readonly kind: EntityKind | 'materialized view' | 'procedure' | 'domain' | 'enum' | 'label';
  readonly detail: string;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly OutlineSymbol[];
}

/** The objects that a file creates and the queries that it names by WITH, in order. */
export const outlineOf = (file: WorkspaceFile): readonly OutlineSymbol[] =>
  file.statements.flatMap(({ start, end }, at) => {
    // Most statements of a large file neither create nor name anything.
    if (!mayHold.test(file.text.slice(start, Math.min(end, start + longestHead)))) return [];
    return (ofText(file, at, symbolsIn) ?? []).map((symbol) => moved(symbol, start));
  });

/** Places count from the start of the statement. */
function symbolsIn(text: StatementText, tree: SyntaxNode): readonly OutlineSymbol[] {
  const statement = { text, tree };
  const made = makers[tree.word]?.(statement);
  const queries = queriesOf(statement, tree);
  return made ? [{ ...made, children: [...made.children, ...queries] }] : queries;
}

function moved(symbol: OutlineSymbol, by: number): OutlineSymbol {
  return {
    ...symbol,
    span: shiftSpan(symbol.span, by),
    nameSpan: shiftSpan(symbol.nameSpan, by),
    children: symbol.children.map((child) => moved(child, by)),
  };
}

/** The queries that WITH names, each with those inside it. */
const queriesOf = (statement: Outlined, { children }: SyntaxNode): readonly OutlineSymbol[] =>
  children.flatMap((child) => {
    const inner = queriesOf(statement, child);
    const name = child.kind === 'cte' ? childOf(child, 'name', 'cte') : undefined;
    return name ? [symbol(statement, child, name, 'cte', 'query', inner)] : inner;
  });

const longestHead = 4_000;
const mayHold = /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*create\b|\bwith\b/i;

type Outlined = Pick<PlacedStatement, 'text' | 'tree'>;
type Maker = (statement: Outlined) => OutlineSymbol | undefined;

const makers = lookup<Maker>({
  CreateStmt: (statement) => made(statement, 'table', tableParts(statement)),
  CreateForeignTableStmt: (statement) => made(statement, 'table', tableParts(statement)),
  CreateTableAsStmt: (statement) =>
    made(statement, isMaterialized(statement) ? 'materialized view' : 'table'),
  ViewStmt: (statement) => made(statement, 'view'),
  IndexStmt: (statement) => made(statement, 'index'),
  CreateSeqStmt: (statement) => made(statement, 'sequence'),
  CreateFunctionStmt: (statement) => made(statement, isProcedure(statement) ? 'procedure' : 'function'),
  CreateEnumStmt: (statement) => made(statement, 'enum', labelsOf(statement)),
  CompositeTypeStmt: (statement) => made(statement, 'type', attributesOf(statement)),
  CreateDomainStmt: (statement) => made(statement, 'domain'),
  CreateRangeStmt: (statement) => made(statement, 'type'),
  CreateSchemaStmt: (statement) => made(statement, 'schema'),
  CreateRoleStmt: (statement) => made(statement, 'role'),
});

const wordAt = ({ text }: Outlined, at: number): string => {
  const token = text.token(at);
  return token ? text.text.slice(token.start, token.end).toLowerCase() : '';
};
const isMaterialized = (statement: Outlined): boolean => wordAt(statement, 1) === 'materialized';
const isProcedure = (statement: Outlined): boolean =>
  wordAt(statement, wordAt(statement, 1) === 'or' ? 3 : 1) === 'procedure';

function made(
  statement: Outlined,
  kind: OutlineSymbol['kind'],
  children: readonly OutlineSymbol[] = [],
): OutlineSymbol | undefined {
  const { tree } = statement;
  const name =
    kind === 'index' ? childOf(tree, 'name', 'index') : (childOf(tree, 'table') ?? childOf(tree, 'name'));
  return name && symbol(statement, tree, name, kind, detailOf(statement, kind), children);
}

function symbol(
  { text }: Outlined,
  node: SyntaxNode,
  name: SyntaxNode,
  kind: OutlineSymbol['kind'],
  detail: string,
  children: readonly OutlineSymbol[] = [],
): OutlineSymbol {
  return {
    name: partsOf(text, name).join('.'),
    kind,
    detail,
    span: spanOf(text, node),
    nameSpan: spanOf(text, name),
    children,
  };
}

/** The detail after a name: the table of an index, the parameters of a function. */
function detailOf(statement: Outlined, kind: OutlineSymbol['kind']): string {
  const { text, tree } = statement;
  if (kind === 'index') return `on ${nameOf(text, childOf(tree, 'table'))}`;
  if (kind === 'function' || kind === 'procedure')
    return written(statement, childOf(tree, 'list', 'argument'));
  return kind;
}

function written({ text }: Outlined, node: SyntaxNode | undefined): string {
  if (!node) return '';
  const { start, end } = spanOf(text, node);
  return text.text.slice(start, end).replace(/\s+/g, ' ');
}

function tableParts(statement: Outlined): readonly OutlineSymbol[] {
  const list = childOf(statement.tree, 'list', 'element');
  return (list?.children ?? []).flatMap((element): readonly OutlineSymbol[] => {
    const isColumn = element.kind === 'definition';
    const name = childOf(element, 'name', isColumn ? 'column' : 'constraint');
    if (!name) return [];
    if (!isColumn) return [symbol(statement, element, name, 'constraint', element.word)];
    const constraints = childrenOf(element, 'constraint').flatMap((constraint) => {
      const named = childOf(constraint, 'name', 'constraint');
      return named ? [symbol(statement, constraint, named, 'constraint', constraint.word)] : [];
    });
    return [
      symbol(statement, element, name, 'column', written(statement, childOf(element, 'type')), constraints),
    ];
  });
}

function attributesOf(statement: Outlined): readonly OutlineSymbol[] {
  const list = statement.tree.children
    .flatMap((child) => [child, ...child.children])
    .find(({ kind }) => kind === 'list');
  return childrenOf(list, 'definition').flatMap((definition) => {
    const name = childOf(definition, 'name');
    return name
      ? [symbol(statement, definition, name, 'column', written(statement, childOf(definition, 'type')))]
      : [];
  });
}

function labelsOf(statement: Outlined): readonly OutlineSymbol[] {
  const { text, tree } = statement;
  const list = childOf(clauseOf(tree, 'enum'), 'list');
  return childrenOf(list, 'constant').map((label) => {
    const span = spanOf(text, label);
    const name = written(statement, label).slice(1, -1).replaceAll("''", "'");
    return { name, kind: 'label', detail: '', span, nameSpan: span, children: [] };
  });
}
