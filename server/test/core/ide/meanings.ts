import { columnKey, type Entity, type Occurrence, relationKey } from '../../../src/core/ide/names/entity.js';
import {
  bindingOf,
  knownAt,
  type PlacedStatement,
  statementOf,
  type WorkspaceFile,
} from '../../../src/core/ide/workspace.js';
import type { Referent } from '../../../src/core/semantics/infer/context.js';
import { typesIn } from '../../../src/core/semantics/infer/types.js';
import { resolve } from '../../../src/core/semantics/resolve/query.js';
import { unquoted } from '../../../src/core/syntax/names.js';
import { parseStatement } from '../../../src/core/syntax/parse.js';
import { rangeOf, syntaxOf } from '../../../src/core/syntax/rangeOf.js';
import type { Statement } from '../../../src/core/syntax/statement.js';
import { childOf, columnAlone, descendantsOf, spanOf } from '../../../src/core/syntax/tree/nodes.js';
import type { Span } from '../../../src/core/text/span.js';
import { parser } from '../engine.js';

/** A name of a query, and what each of the two says that it means: the same word where they agree. */
export interface ComparedName {
  readonly statement: string;
  readonly name: string;
  readonly resolved: string;
  readonly bound: string;
}

/** What `semantics/resolve` and `ide/names` say of the names of a file's queries, of those that the first one knows. */
export function* meaningsIn(file: WorkspaceFile): Generator<ComparedName> {
  for (const at of file.statements.keys()) {
    const placed = statementOf(file, at);
    if (!placed || placed.text.tokens.some(({ kind }) => kind === 'placeholder')) continue;
    const statement = parseStatement(parser, placed.text);
    const query = statement.node && !statement.syntaxError && queryOf(statement.node);
    // The grammar makes a query of WITH of a recursive view.
    if (!query || /\brecursive\s+view\b/i.test(statement.text)) continue;
    const { references, issues } = resolve(typesIn({ ...knownAt(placed), isComplete: false }), query);
    const { occurrences } = bindingOf(placed);
    const { text } = statement;
    const made = occurrences.find(
      ({ role, entity }) => role === 'declaration' && /^(?:table|view)$/.test(entity.kind),
    )?.entity;
    // A column of a query that a view passes on is a column of the view, whose name it has.
    const isMade = ({ key }: Entity, name: string) =>
      made !== undefined && key === columnKey(made.schema ?? '', made.name, name);
    const boundAt = (start: number) => occurrences.filter(({ span }) => span.start === start);
    for (const [node, referents] of references) {
      const span = nameOf(statement, node);
      // What a function in FROM answers is made by nothing in the text.
      if (!span || referents.length === 0) continue;
      const name = unquoted(text.slice(span.start, span.end));
      const listed = listedOutputs(occurrences, placed, name);
      const meant = referents.map((origin) => originKey(statement, node, origin, listed));
      const bound = boundAt(span.start).filter(({ role }) => role !== 'declaration');
      const keys = bound.map(({ entity }) => (isMade(entity, name) ? told(meant) : entity.key));
      yield { ...place(text, span), resolved: told(meant), bound: told(keys) };
    }
    for (const { sqlstate, node } of issues) {
      const span = sqlstate === '42703' && 'fields' in node ? nameOf(statement, node) : undefined;
      if (!span) continue;
      const bound = boundAt(span.start).flatMap(({ role, entity }) => (role === 'read' ? [entity.key] : []));
      yield { ...place(text, span), resolved: '', bound: told(bound) };
    }
  }
}

const place = (text: string, { start, end }: Span) => ({
  statement: text,
  name: `${text.slice(start, end)}@${start}`,
});

const told = (keys: readonly string[]): string => [...new Set(keys)].sort().join(' + ');

type Node = NonNullable<Statement['node']>;

const queries = ['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt'];

function queryOf(node: Node): Node | undefined {
  const [kind = ''] = Object.keys(node);
  if (queries.includes(kind)) return node;
  const inner: unknown = Object.values(node)[0];
  const query = typeof inner === 'object' && inner && 'query' in inner ? inner.query : undefined;
  return query && typeof query === 'object' ? queryOf(query as Node) : undefined;
}

/** The last token of a name; what SET gives a column, and the alias of a table, are no part of it. */
function nameOf(statement: Statement, node: object): Span | undefined {
  const range = rangeOf(statement, node);
  const part = syntaxOf(statement, node);
  const name = part?.kind === 'assignment' ? (childOf(part, 'name', 'column') ?? part) : part;
  const inner = name?.kind === 'table' || name?.kind === 'key' ? name.children[0] : undefined;
  const last = inner ? (name?.kind === 'key' ? inner.last : inner.first - 1) : (name ?? range)?.last;
  return last === undefined ? undefined : statement.tokens[last];
}

function originKey(
  statement: Statement,
  node: object,
  origin: Referent,
  listed: readonly Occurrence[],
): string {
  if ('column' in origin) return columnKey(origin.relation.schema, origin.relation.name, origin.column.name);
  if ('columns' in origin) return relationKey(origin.schema, origin.name);
  const part = syntaxOf(statement, origin);
  if ('ctename' in origin && 'relname' in node) return `cte ${statement.tokens[part?.first ?? 0]?.start}`;
  if ('ctename' in origin || 'aliasname' in origin) {
    const list = childOf(part, 'list', 'column');
    const inside = list && spanOf(statement, list);
    const [one, ...others] = listed.filter(
      ({ span }) => !inside || (span.start >= inside.start && span.end <= inside.end),
    );
    return (others.length === 0 && one?.entity.key) || 'column of a list';
  }
  const name = childOf(childOf(part, 'alias'), 'name') ?? (part && columnAlone(part));
  return name ? `output ${statement.tokens[name.last]?.start}` : '';
}

/** The columns of a name that an alias or a query of WITH lists. */
const listedOutputs = (
  occurrences: readonly Occurrence[],
  { text, tree }: PlacedStatement,
  name: string,
): readonly Occurrence[] => {
  const lists = [...descendantsOf(tree, 'list', 'column')].map((list) => spanOf(text, list));
  return occurrences.filter(
    ({ span, role, entity }) =>
      role === 'declaration' &&
      entity.kind === 'output' &&
      entity.name === name &&
      lists.some(({ start, end }) => start <= span.start && span.end <= end),
  );
};
