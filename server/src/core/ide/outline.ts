import type { SyntaxNode } from '../syntax/node.js';
import { childOf, childrenOf, clauseOf, nameOf, partsOf, spanOf } from '../syntax/tree/nodes.js';
import { lookup } from '../text/lookup.js';
import { type Span, shiftSpan } from '../text/span.js';
import type { EntityKind } from './names/entity.js';
import { type PlacedStatement, statementOf, type WorkspaceFile } from './workspace.js';

/** An object that a file creates, with its parts. UTF-16 offsets into the file. */
export interface OutlineSymbol {
  readonly name: string;
  readonly kind: EntityKind | 'materialized view' | 'procedure' | 'domain' | 'enum' | 'label';
  readonly detail: string;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly OutlineSymbol[];
}

/** The objects that a file creates, in order. */
export const outlineOf = (file: WorkspaceFile): readonly OutlineSymbol[] =>
  file.statements.flatMap(({ start, end }, at) => {
    // Most statements of a large file create nothing.
    if (!makesSomething.test(file.text.slice(start, Math.min(end, start + longestHead)))) return [];
    const statement = statementOf(file, at);
    const made = statement && makers[statement.tree.word]?.(statement);
    return made ? [made] : [];
  });

const longestHead = 4_000;
const makesSomething = /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*(?:create)\b/i;

type Maker = (statement: PlacedStatement) => OutlineSymbol | undefined;

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

const wordAt = ({ text }: PlacedStatement, at: number): string => {
  const token = text.token(at);
  return token ? text.text.slice(token.start, token.end).toLowerCase() : '';
};
const isMaterialized = (statement: PlacedStatement): boolean => wordAt(statement, 1) === 'materialized';
const isProcedure = (statement: PlacedStatement): boolean =>
  wordAt(statement, wordAt(statement, 1) === 'or' ? 3 : 1) === 'procedure';

function made(
  statement: PlacedStatement,
  kind: OutlineSymbol['kind'],
  children: readonly OutlineSymbol[] = [],
): OutlineSymbol | undefined {
  const { tree } = statement;
  const name =
    kind === 'index' ? childOf(tree, 'name', 'index') : (childOf(tree, 'table') ?? childOf(tree, 'name'));
  return name && symbol(statement, tree, name, kind, detailOf(statement, kind), children);
}

function symbol(
  { text, start }: PlacedStatement,
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
    span: shiftSpan(spanOf(text, node), start),
    nameSpan: shiftSpan(spanOf(text, name), start),
    children,
  };
}

/** The detail after a name: the table of an index, the parameters of a function. */
function detailOf(statement: PlacedStatement, kind: OutlineSymbol['kind']): string {
  const { text, tree } = statement;
  if (kind === 'index') return `on ${nameOf(text, childOf(tree, 'table'))}`;
  if (kind === 'function' || kind === 'procedure')
    return written(statement, childOf(tree, 'list', 'argument'));
  return kind;
}

function written({ text }: PlacedStatement, node: SyntaxNode | undefined): string {
  if (!node) return '';
  const { start, end } = spanOf(text, node);
  return text.text.slice(start, end).replace(/\s+/g, ' ');
}

function tableParts(statement: PlacedStatement): readonly OutlineSymbol[] {
  const list = childOf(statement.tree, 'list', 'element');
  return (list?.children ?? []).flatMap((element): readonly OutlineSymbol[] => {
    const isColumn = element.kind === 'definition';
    const name = childOf(element, 'name', isColumn ? 'column' : 'constraint');
    if (!name) return [];
    const detail = isColumn ? written(statement, childOf(element, 'type')) : element.word;
    return [symbol(statement, element, name, isColumn ? 'column' : 'constraint', detail)];
  });
}

function attributesOf(statement: PlacedStatement): readonly OutlineSymbol[] {
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

function labelsOf(statement: PlacedStatement): readonly OutlineSymbol[] {
  const { text, tree, start } = statement;
  const list = childOf(clauseOf(tree, 'enum'), 'list');
  return childrenOf(list, 'constant').map((label) => {
    const span = shiftSpan(spanOf(text, label), start);
    const name = written(statement, label).slice(1, -1).replaceAll("''", "'");
    return { name, kind: 'label', detail: '', span, nameSpan: span, children: [] };
  });
}
