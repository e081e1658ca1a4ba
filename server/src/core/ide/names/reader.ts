import type { Lookup } from '../../catalog/layered.js';
import type { SyntaxNode } from '../../syntax/node.js';
import type { StatementText } from '../../syntax/statement.js';
import { partsOf } from '../../syntax/tree/nodes.js';
import type { Span } from '../../text/span.js';
import { columnKey, type Entity, type EntityKind, type Occurrence, relationKey } from './entity.js';
import type { NamedPiece } from './pieces.js';
import {
  columnOf,
  columnOfRelation,
  columnsOfRelation,
  missingColumn,
  type NameLevel,
  type ScopeColumn,
  type Source,
} from './scope.js';

/** The names in scope at each node. */
export type NameLevels = ReadonlyMap<SyntaxNode, NameLevel>;

export interface PieceBinding {
  readonly piece: NamedPiece;
  readonly levels: NameLevels;
}

export interface Reader {
  readonly known: Lookup;
  readonly occurrences: Occurrence[];
  readonly pieces: PieceBinding[];
  readonly text: StatementText;
  readonly offsetAt: (inner: number) => number;
  readonly levels: Map<SyntaxNode, NameLevel>;
  /** The table in which an unqualified column is looked up. */
  readonly subjects: Map<SyntaxNode, Source>;
  /** The columns that NATURAL has merged, by their keys. */
  readonly natural: string[];
  readonly missing: MissingField[];
  /** Reads a node by its kind. */
  readonly visit: Visit;
  /** Reads a query, or a change with RETURNING, inside another statement. */
  readonly answer: ReadAnswer;
}

/** `declares`: other names can refer to the columns. */
export type ReadAnswer = (
  reader: Reader,
  node: SyntaxNode,
  level: NameLevel,
  declares: boolean,
) => AnswerColumns;

/** What a query answers. */
export interface AnswerColumns {
  readonly columns: readonly ScopeColumn[];
  readonly isComplete: boolean;
}

export const nothing: AnswerColumns = { columns: [], isComplete: false };

/** A field that the row of a variable does not have. */
export interface MissingField extends NamePart {
  readonly variable: string;
  readonly fields: readonly ScopeColumn[];
}

export interface NamePart {
  readonly name: string;
  readonly span: Span;
}

/** The parts of a name with their places. */
export function namePartsOf(reader: Reader, node: SyntaxNode): readonly NamePart[] {
  const parts = partsOf(reader.text, node);
  const spans: Span[] = [];
  for (let at = node.first; at <= node.last; at++) {
    const token = reader.text.tokens[at];
    if (!token) continue;
    const written = reader.text.text.slice(token.start, token.end);
    if (written === '.' || /^(?:uescape|as)$/i.test(written) || token.kind === 'string') continue;
    spans.push({ start: reader.offsetAt(token.start), end: reader.offsetAt(token.end) });
  }
  return spans.flatMap((span, at) => {
    const name = parts[at];
    return name === undefined ? [] : [{ name, span }];
  });
}

export const lastPart = (reader: Reader, node: SyntaxNode | undefined): NamePart | undefined =>
  node && namePartsOf(reader, node).at(-1);

export function add(
  reader: Reader,
  span: Span,
  role: Occurrence['role'],
  entities: readonly Entity[],
  others: Partial<Occurrence> = {},
): void {
  const isShared = entities.length > 1;
  for (const entity of entities)
    reader.occurrences.push({ span, role, entity, ...(isShared && { isShared }), ...others });
}

function local(kind: EntityKind, { name, span }: NamePart, others: Partial<Entity> = {}): Entity {
  return { kind, name, key: `${kind} ${span.start}`, isLocal: true, ...others };
}

/** Declares a name of the statement. */
export function declare(
  reader: Reader,
  kind: EntityKind,
  part: NamePart,
  others: Partial<Entity> = {},
): Entity {
  const entity = local(kind, part, others);
  add(reader, part.span, 'declaration', [entity]);
  return entity;
}

export function schemaPart(reader: Reader, parts: readonly NamePart[]): void {
  const schema = parts.at(-2);
  if (!schema) return;
  const { name } = schema;
  add(reader, schema.span, 'read', [{ kind: 'schema', name, key: `schema ${name}`, isLocal: false }]);
}

/** A relation by its name: a table, a view, a sequence or an index. */
export function relationEntity({ known }: Reader, parts: readonly NamePart[]): Entity {
  const [name = '', schema] = parts.map((part) => part.name).toReversed();
  const relation = known.relation({ schema, name });
  const type = relation?.origin === undefined ? known.type({ schema, name }) : undefined;
  // `LIKE pair` of a composite type. Of a table that no file makes, the type of its rows is made by none.
  if (type?.kind === 'composite' && type.origin !== undefined)
    return { kind: 'type', name, key: `type ${type.schema}.${name}`, isLocal: false, schema: type.schema };
  const sequence = relation ? undefined : known.sequence({ schema, name });
  const index = relation || sequence ? undefined : known.index({ schema, name });
  const found = relation ?? sequence ?? index;
  const home = found?.schema ?? schema ?? 'public';
  const kind = relation
    ? relation.kind.includes('view')
      ? 'view'
      : 'table'
    : sequence
      ? 'sequence'
      : index
        ? 'index'
        : 'table';
  return { kind, name, key: relationKey(home, name), isLocal: false, schema: home, relation };
}

export function nameRelation(
  reader: Reader,
  node: SyntaxNode | undefined,
  role: Occurrence['role'],
  kind?: EntityKind,
): Entity | undefined {
  const parts = node ? namePartsOf(reader, node) : [];
  const last = parts.at(-1);
  if (!last) return undefined;
  schemaPart(reader, parts);
  const entity = relationEntity(reader, parts);
  const told = kind ? { ...entity, kind } : entity;
  add(reader, last.span, role, [told]);
  return told;
}

/** The columns are listed when somebody asks for all: many statements name one column of a wide table. */
export function sourceOf(entity: Entity | undefined, name = entity?.name): Source {
  const relation = entity?.relation;
  if (!relation) return { name, entity, columns: [], isComplete: false, relation };
  let listed: Source['columns'] | undefined;
  return {
    name,
    entity,
    get columns() {
      return (listed ??= columnsOfRelation(relation));
    },
    named: (column) => columnOfRelation(relation, column),
    isComplete: relation.hasAllColumns,
    relation,
  };
}

/** The same source under another name: a copy of all properties would list the columns. */
export function sourceAs(
  source: Source,
  as: Partial<Pick<Source, 'name' | 'entity' | 'isQualifiedOnly'>>,
): Source {
  const { name, entity, named, isComplete, relation } = source;
  return {
    ...{ name, entity, named, isComplete, relation, ...as },
    get columns() {
      return source.columns;
    },
  };
}

export function nameColumn(
  reader: Reader,
  node: SyntaxNode,
  subject: Source | undefined,
  role: Occurrence['role'],
): void {
  const part = lastPart(reader, node);
  if (!part || !subject) return;
  reader.subjects.set(node, subject);
  add(reader, part.span, role, columnOf(subject, part.name)?.entities ?? missingColumn(subject, part.name));
}

/** The column of a table where it is created. */
export function declareColumn(reader: Reader, part: NamePart, { entity, relation }: Source): Entity {
  const known = relation && columnOfRelation(relation, part.name)?.entities[0];
  const schema = entity?.schema ?? 'public';
  const made: Entity = known ?? {
    kind: 'column',
    name: part.name,
    key: columnKey(schema, entity?.name ?? '', part.name),
    isLocal: false,
    schema,
  };
  add(reader, part.span, 'declaration', [made]);
  return made;
}

export type Visit = (reader: Reader, node: SyntaxNode, level: NameLevel, subject: Source | undefined) => void;

/** A table that is named is the subject of the columns named after it. */
export function visitChildren(
  reader: Reader,
  { children }: SyntaxNode,
  level: NameLevel,
  subject: Source | undefined,
): void {
  let current = subject;
  for (const child of children) {
    if (child.kind === 'table') current = sourceOf(nameRelation(reader, child, 'read'));
    else reader.visit(reader, child, level, current);
  }
}

export function visitBut(
  reader: Reader,
  node: SyntaxNode,
  level: NameLevel,
  subject: Source | undefined,
  ...kinds: readonly SyntaxNode['kind'][]
): void {
  for (const child of node.children)
    if (!kinds.includes(child.kind)) reader.visit(reader, child, level, subject);
}
