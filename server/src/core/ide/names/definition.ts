import type { Relation } from '../../catalog/model.js';
import type { SyntaxNode } from '../../syntax/node.js';
import { childOf, childrenOf, clauseOf } from '../../syntax/tree/nodes.js';
import { bindAnswer } from './answer.js';
import { columnKey, type Entity, relationKey } from './entity.js';
import { constraintsOf } from './expression.js';
import {
  add,
  declareColumn,
  lastPart,
  type NamePart,
  namePartsOf,
  nameRelation,
  type Reader,
  relationEntity,
  schemaPart,
  sourceOf,
  visitBut,
  visitChildren,
} from './reader.js';
import {
  columnOf,
  columnOfRelation,
  levelIn,
  missingColumn,
  type NameLevel,
  type ScopeColumn,
  type Source,
} from './scope.js';

export function bindCreateTable(reader: Reader, node: SyntaxNode, outer: NameLevel): void {
  const level = levelIn(outer);
  reader.levels.set(node, level);
  const table = childOf(node, 'table');
  const entity = nameRelation(reader, table, 'declaration', 'table');
  const list = childOf(node, 'list', 'element');
  const written = sourceOf(entity);
  const columns = childrenOf(list, 'definition').flatMap((definition): readonly ScopeColumn[] => {
    const part = lastPart(reader, childOf(definition, 'name', 'column'));
    return part ? [{ name: part.name, entities: [declareColumn(reader, part, written)] }] : [];
  });
  const isListed = !clauseOf(node, 'inherits') && !(list?.children ?? []).some(({ kind }) => kind === 'like');
  const subject: Source =
    isListed && columns.length > 0 ? { ...written, columns, isComplete: true } : written;
  level.sources.push(subject);
  for (const child of node.children) {
    if (child === table) continue;
    if (child !== list) {
      reader.visit(reader, child, level, subject);
      continue;
    }
    reader.levels.set(list, level);
    for (const element of list.children) {
      reader.levels.set(element, level);
      if (element.kind === 'definition') visitBut(reader, element, level, subject, 'name');
      else reader.visit(reader, element, level, subject);
    }
  }
}

export function bindConstraint(
  reader: Reader,
  node: SyntaxNode,
  level: NameLevel,
  subject: Source | undefined,
): void {
  const name = childOf(node, 'name', 'constraint');
  const part = lastPart(reader, name);
  if (part) add(reader, part.span, 'declaration', constraintsOf(subject, part.name));
  let current = subject;
  for (const child of node.children) {
    if (child === name) continue;
    if (child.kind === 'table') current = sourceOf(nameRelation(reader, child, 'read'));
    else reader.visit(reader, child, level, current);
  }
}

/** CREATE VIEW and CREATE TABLE AS. */
export function bindCreateQuery(reader: Reader, node: SyntaxNode, level: NameLevel): void {
  const entity = nameRelation(
    reader,
    childOf(node, 'table'),
    'declaration',
    node.word === 'ViewStmt' ? 'view' : undefined,
  );
  const subject = sourceOf(entity);
  const list = childOf(node, 'list', 'column');
  for (const name of childrenOf(list, 'name', 'column')) {
    const part = lastPart(reader, name);
    if (part) declareColumn(reader, part, subject);
  }
  const clause = clauseOf(node, 'as');
  const query = childOf(clause, 'statement');
  if (clause) reader.levels.set(clause, level);
  for (const child of node.children)
    if (child.kind !== 'table' && child !== list && child !== clause)
      reader.visit(reader, child, level, subject);
  if (!query) return;
  const from = reader.occurrences.length;
  const { columns } = bindAnswer(reader, query, level, list === undefined);
  if (list) return;
  // The names that the query gives are the columns of the view.
  const outputs = new Map(
    columns.flatMap(({ name, entities: [one] }) =>
      one?.kind === 'output' ? [[one.key, name] as const] : [],
    ),
  );
  for (let at = from; at < reader.occurrences.length; at++) {
    const one = reader.occurrences[at];
    const name = one && outputs.get(one.entity.key);
    if (!one || name === undefined || one.entity.kind !== 'output') continue;
    reader.occurrences[at] = { ...one, entity: viewColumn(subject, name) };
  }
}

function viewColumn({ entity, relation }: Source, name: string): Entity {
  const known = relation && columnOfRelation(relation, name)?.entities[0];
  const schema = entity?.schema ?? 'public';
  return (
    known ?? {
      kind: 'column',
      name,
      key: columnKey(schema, entity?.name ?? '', name),
      isLocal: false,
      schema,
    }
  );
}

export function bindCreateIndex(reader: Reader, node: SyntaxNode, outer: NameLevel): void {
  const level = levelIn(outer);
  reader.levels.set(node, level);
  const name = childOf(node, 'name', 'index');
  const subject = sourceOf(nameRelation(reader, childOf(node, 'table'), 'read'));
  const part = lastPart(reader, name);
  if (part) {
    const schema = subject.entity?.schema ?? 'public';
    add(reader, part.span, 'declaration', [
      {
        kind: 'index',
        name: part.name,
        key: relationKey(schema, part.name),
        isLocal: false,
        schema,
        relation: subject.relation,
      },
    ]);
  }
  level.sources.push(subject);
  for (const child of node.children)
    if (child !== name && child.kind !== 'table') reader.visit(reader, child, level, subject);
}

export function bindAlter(reader: Reader, node: SyntaxNode, outer: NameLevel): void {
  const table = childOf(node, 'table');
  if (!table) {
    visitChildren(reader, node, outer, undefined);
    return;
  }
  const level = levelIn(outer);
  reader.levels.set(node, level);
  const entity = nameRelation(reader, table, 'read');
  const subject = sourceOf(entity);
  level.sources.push(subject);
  for (const child of node.children) {
    if (child === table) continue;
    reader.levels.set(child, level);
    const made = lastPart(reader, childOf(child, 'name', 'new name'));
    if (made && entity)
      add(reader, made.span, 'declaration', renamedEntity(reader, child.word, made, subject));
    for (const part of child.children) {
      if (part.kind === 'name' && part.word === 'new name') continue;
      const column =
        part.kind === 'definition' ? lastPart(reader, childOf(part, 'name', 'column')) : undefined;
      if (column) {
        declareColumn(reader, column, subject);
        reader.levels.set(part, level);
        visitBut(reader, part, level, subject, 'name');
      } else reader.visit(reader, part, level, subject);
    }
  }
}

function renamedEntity(reader: Reader, action: string, part: NamePart, subject: Source): readonly Entity[] {
  const { entity } = subject;
  if (!entity) return [];
  const schema = entity.schema ?? 'public';
  if (action === 'rename column')
    return [
      {
        kind: 'column',
        name: part.name,
        key: columnKey(schema, entity.name, part.name),
        isLocal: false,
        schema,
      },
    ];
  if (action === 'rename constraint') return constraintsOf(subject, part.name);
  if (action !== 'rename to') return [];
  const relation: Relation | undefined = reader.known.relation({ schema, name: part.name });
  return [
    {
      kind: entity.kind,
      name: part.name,
      key: relationKey(schema, part.name),
      isLocal: false,
      schema,
      relation,
    },
  ];
}

/** Columns and constraints that stand before the table to which they belong. */
export function bindOn(reader: Reader, node: SyntaxNode, level: NameLevel): void {
  const tables = childrenOf(clauseOf(node, 'on'), 'table');
  const [only] = tables;
  const quiet: Reader = { ...reader, occurrences: [] };
  const subject = tables.length === 1 ? sourceOf(nameRelation(quiet, only, 'read')) : undefined;
  visitChildren(reader, node, level, subject);
}

/** OWNED BY of a sequence: a table and its column. */
export function bindOption(reader: Reader, node: SyntaxNode): void {
  const name = node.word === 'owned' ? childOf(node, 'name', 'column') : undefined;
  const parts = name ? namePartsOf(reader, name) : [];
  const table = parts.slice(0, -1);
  const [column, owner] = parts.toReversed();
  if (!column || !owner) return;
  schemaPart(reader, table);
  const entity = relationEntity(reader, table);
  add(reader, owner.span, 'read', [entity]);
  const source = sourceOf(entity);
  add(
    reader,
    column.span,
    'read',
    columnOf(source, column.name)?.entities ?? missingColumn(source, column.name),
  );
}
