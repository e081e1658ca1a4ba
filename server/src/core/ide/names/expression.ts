import type { Routine } from '../../catalog/model.js';
import { constraintNamed } from '../../catalog/partNamed.js';
import { unquoted } from '../../syntax/names.js';
import type { SyntaxNode } from '../../syntax/node.js';
import { childOf } from '../../syntax/tree/nodes.js';
import type { Entity, Occurrence } from './entity.js';
import {
  add,
  lastPart,
  type NamePart,
  nameColumn,
  namePartsOf,
  nameRelation,
  type Reader,
  relationEntity,
  schemaPart,
  sourceOf,
  type Visit,
} from './reader.js';
import {
  columnOf,
  columnsNamed,
  levelLabelled,
  missingColumn,
  type NameLevel,
  rowOf,
  type Source,
  sourceNamed,
  variableNamed,
} from './scope.js';

export function bindColumn(reader: Reader, node: SyntaxNode, level: NameLevel): void {
  const parts = namePartsOf(reader, node);
  const [column, table] = parts.toReversed();
  if (!column) return;
  const isOpen = reader.text.text.charAt((reader.text.tokens[node.last]?.end ?? 1) - 1) === '.';
  // `a.` while it is being typed.
  const [last, qualifier] = isOpen ? [undefined, column] : [column, table];
  if (!qualifier) {
    bindBareColumn(reader, column, level);
    return;
  }
  const schema = parts.at(isOpen ? -2 : -3);
  const source = sourceNamed(level, qualifier.name, schema?.name);
  if (source) {
    if (source.entity) add(reader, qualifier.span, 'read', [source.entity]);
    if (parts.length > 2 && !isOpen) schemaPart(reader, parts.slice(0, -1));
    if (!last || last.name === '*') return;
    const found = columnOf(source, last.name)?.entities ?? missingColumn(source, last.name);
    add(reader, last.span, 'read', found);
    return;
  }
  const variable = variableNamed(level, qualifier.name);
  if (!variable) {
    if (last && parts.length === 2) bindLabelled(reader, level, { label: qualifier, part: last }, 'read');
    return;
  }
  add(reader, qualifier.span, 'read', [variable]);
  if (!last || parts.length !== (isOpen ? 1 : 2)) return;
  bindField(reader, level, { variable: qualifier.name, part: last }, 'read');
}

/** A parameter behind the name of its function, or a variable behind the label of its block. */
function bindLabelled(
  reader: Reader,
  level: NameLevel,
  { label, part }: { readonly label: NamePart; readonly part: NamePart },
  role: Occurrence['role'],
): void {
  const found = levelLabelled(level, label.name);
  const variable = found?.variables.get(part.name);
  if (!found || !variable) return;
  if (found.label?.entity) add(reader, label.span, 'read', [found.label.entity]);
  add(reader, part.span, role, [variable]);
}

/** A field of the row that a variable holds. */
function bindField(
  reader: Reader,
  level: NameLevel,
  { variable, part }: { readonly variable: string; readonly part: NamePart },
  role: Occurrence['role'],
): void {
  const { fields, isFixed } = rowOf(level, variable);
  const field = fields.find(({ name }) => name === part.name);
  if (field) add(reader, part.span, role, field.entities);
  else if (isFixed && part.name !== '*') reader.missing.push({ ...part, fields, variable });
}

/** `(t).a`, of a row of FROM or of a variable. */
function bindFieldOf(reader: Reader, node: SyntaxNode, level: NameLevel, part: NamePart): void {
  const siblings = node.parent?.children ?? [];
  const before = siblings[siblings.indexOf(node) - 1];
  const inner = before?.kind === 'parens' ? childOf(childOf(before, 'expression'), 'column') : undefined;
  const [row, other] = inner ? namePartsOf(reader, inner) : [];
  if (!row || (other && other.name !== '*') || columnsNamed(level, row.name).length > 0) return;
  const source = sourceNamed(level, row.name);
  if (source)
    add(reader, part.span, 'read', columnOf(source, part.name)?.entities ?? missingColumn(source, part.name));
  else bindField(reader, level, { variable: row.name, part }, 'read');
}

function bindBareColumn(reader: Reader, part: NamePart, level: NameLevel): void {
  if (part.name === '*') return;
  const found = columnsNamed(level, part.name);
  const others =
    found.length > 0 ? undefined : (sourceNamed(level, part.name)?.entity ?? variableNamed(level, part.name));
  const [first] = found;
  const variable =
    first && first.column === undefined && first.kind === 'column'
      ? variableNamed(level, part.name)
      : undefined;
  if (variable) add(reader, part.span, 'read', [variable]);
  else add(reader, part.span, 'read', others ? [others] : found);
}

export function bindCall(
  reader: Reader,
  node: SyntaxNode,
  level: NameLevel,
  subject: Source | undefined,
): void {
  const name = childOf(node, 'name', 'function');
  const routines = name ? nameRoutine(reader, name, 'read') : undefined;
  if (name) bindSequence(reader, name, childOf(node, 'list', 'argument'));
  for (const child of node.children) {
    if (child === name) continue;
    if (child.kind === 'list' && routines?.routines) {
      for (const argument of child.children)
        if (argument.kind === 'name' && argument.word === 'argument') {
          const part = lastPart(reader, argument);
          if (part) add(reader, part.span, 'read', [parameterEntity(routines, part.name)]);
        } else reader.visit(reader, argument, level, subject);
    } else reader.visit(reader, child, level, subject);
  }
}

const sequenceFunctions = new Set(['nextval', 'currval', 'setval']);

/** The sequence that the first string of `nextval('app.ids')` names. */
function bindSequence(reader: Reader, name: SyntaxNode, list: SyntaxNode | undefined): void {
  const called = namePartsOf(reader, name).at(-1)?.name;
  const token = list && reader.text.tokens[list.first + 1];
  if (called === undefined || !sequenceFunctions.has(called) || token?.kind !== 'string') return;
  const written = reader.text.text.slice(token.start, token.end);
  const found = /^'((?:[\w$]+|"[^"']+")\.)?([\w$]+|"[^"']+")'$/.exec(written);
  const last = found?.[2];
  if (last === undefined) return;
  const end = token.end - 1;
  const parts: NamePart[] = [
    ...(found?.[1] === undefined
      ? []
      : [
          {
            name: unquoted(found[1].slice(0, -1)),
            span: {
              start: reader.offsetAt(token.start + 1),
              end: reader.offsetAt(token.start + found[1].length),
            },
          },
        ]),
    {
      name: unquoted(last),
      span: { start: reader.offsetAt(end - last.length), end: reader.offsetAt(end) },
    },
  ];
  const entity = relationEntity(reader, parts);
  if (entity.kind !== 'sequence') return;
  schemaPart(reader, parts);
  add(reader, parts.at(-1)?.span ?? { start: 0, end: 0 }, 'read', [entity]);
}

/** Callers know parameters by `name => value`, and those that a function returns as columns. */
export const parameterEntity = (routine: Entity, name: string): Entity => ({
  kind: 'parameter',
  name,
  key: `parameter ${routine.key} ${name}`,
  isLocal: false,
});

export const routineEntity = (schema: string, name: string, routines: readonly Routine[]): Entity => ({
  kind: 'function',
  name,
  key: `function ${schema}.${name}`,
  isLocal: false,
  schema,
  routines,
});

export function nameRoutine(reader: Reader, node: SyntaxNode, role: Occurrence['role']): Entity | undefined {
  const parts = namePartsOf(reader, node);
  const [name, schema] = parts.toReversed();
  if (!name) return undefined;
  const routines = reader.known.routines({ schema: schema?.name, name: name.name });
  const [first] = routines;
  if (!first && role === 'read' && !schema) return undefined;
  const entity = routineEntity(first?.schema ?? schema?.name ?? 'public', name.name, routines);
  schemaPart(reader, parts);
  add(reader, name.span, role, [entity]);
  return entity;
}

export function bindType(reader: Reader, node: SyntaxNode): void {
  const borrowed = borrowedType(reader, node);
  if (borrowed) {
    bindBorrowed(reader, borrowed);
    return;
  }
  const [first] = node.children;
  const until = first ? first.first - 1 : node.last;
  const parts = namePartsOf(reader, { ...node, last: Math.max(node.first, until) });
  const [name, schema] = parts.toReversed();
  if (!name) return;
  const found = reader.known.type({ schema: schema?.name, name: name.name });
  if (!found || found.schema === 'pg_catalog' || found.schema === 'information_schema') return;
  schemaPart(reader, parts);
  const relation = found.kind === 'composite' ? reader.known.relation(found) : undefined;
  const entity: Entity = relation
    ? relationEntity(reader, parts)
    : {
        kind: 'type',
        name: found.name,
        key: `type ${found.schema}.${found.name}`,
        isLocal: false,
        schema: found.schema,
      };
  add(reader, name.span, 'read', [entity]);
}

export interface BorrowedType {
  readonly isRow: boolean;
  readonly parts: readonly NamePart[];
}

/** `table%ROWTYPE` and `table.column%TYPE`. */
export function borrowedType(reader: Reader, node: SyntaxNode): BorrowedType | undefined {
  const { text, tokens } = reader.text;
  const at = (index: number) => text.slice(tokens[index]?.start, tokens[index]?.end);
  if (node.last - node.first < 2 || at(node.last - 1) !== '%') return undefined;
  const parts = namePartsOf(reader, { ...node, last: node.last - 2 });
  return { isRow: /^rowtype$/i.test(at(node.last)), parts };
}

function bindBorrowed(reader: Reader, { isRow, parts }: BorrowedType): void {
  const named = isRow ? parts : parts.slice(0, -1);
  const table = named.at(-1);
  if (!table) return;
  const entity = relationEntity(reader, named);
  // A variable can give its type, too.
  if (!entity.relation) return;
  schemaPart(reader, named);
  add(reader, table.span, 'read', [entity]);
  const column = isRow ? undefined : parts.at(-1);
  const source = sourceOf(entity);
  if (column)
    add(
      reader,
      column.span,
      'read',
      columnOf(source, column.name)?.entities ?? missingColumn(source, column.name),
    );
}

export function declaring(kind: 'schema' | 'type' | 'role'): Visit {
  return (reader, node, level) => {
    const named = childOf(node, 'name');
    if (named) declareObject(reader, named, kind);
    for (const child of node.children) if (child !== named) reader.visit(reader, child, level, undefined);
  };
}

function declareObject(reader: Reader, node: SyntaxNode, kind: 'schema' | 'type' | 'role'): void {
  const parts = namePartsOf(reader, node);
  const [name, schema] = parts.toReversed();
  if (!name) return;
  schemaPart(reader, parts);
  add(reader, name.span, 'declaration', [objectEntity(reader, kind, name.name, schema?.name)]);
}

function objectEntity(
  { known }: Reader,
  kind: 'schema' | 'type' | 'role',
  name: string,
  schema: string | undefined,
): Entity {
  if (kind !== 'type') return { kind, name, key: `${kind} ${name}`, isLocal: false };
  const home = known.type({ schema, name })?.schema ?? schema ?? 'public';
  return { kind, name, key: `type ${home}.${name}`, isLocal: false, schema: home };
}

/** A name by its role. */
export function bindName(
  reader: Reader,
  node: SyntaxNode,
  level: NameLevel,
  subject: Source | undefined,
): void {
  const parts = namePartsOf(reader, node);
  const [part, schema] = parts.toReversed();
  if (!part) return;
  const { word } = node;
  if (word === 'column') nameColumn(reader, node, subject, 'read');
  else if (word === 'constraint') add(reader, part.span, 'read', constraintsOf(subject, part.name));
  else if (word === 'index' || word === 'sequence') nameRelation(reader, node, 'read', word);
  else if (word === 'function' || word === 'procedure') nameRoutine(reader, node, 'read');
  else if (word === 'type' || word === 'domain')
    add(reader, part.span, 'read', [objectEntity(reader, 'type', part.name, schema?.name)]);
  else if (word === 'schema' || word === 'role')
    add(reader, part.span, 'read', [objectEntity(reader, word, part.name, undefined)]);
  else if (word === 'variable') {
    const first = parts[0];
    const variable = first && variableNamed(level, first.name);
    if (first && variable) add(reader, first.span, 'write', [variable]);
    const [, second] = parts;
    if (first && second && !variable) bindLabelled(reader, level, { label: first, part: second }, 'write');
    else if (first && second) bindField(reader, level, { variable: first.name, part: second }, 'write');
  } else if (word === 'cursor') {
    const cursor = variableNamed(level, part.name);
    if (cursor) add(reader, part.span, 'read', [cursor]);
  } else if (word === 'field') bindFieldOf(reader, node, level, part);
  else if (word === 'window') {
    const window = variableNamed(level, ` window ${part.name}`);
    if (window) add(reader, part.span, 'read', [window]);
  }
}

/** `SET search_path = app, public` names schemas. */
export function bindSetting(reader: Reader, node: SyntaxNode, level: NameLevel): void {
  const parameter = lastPart(reader, childOf(node, 'name', 'parameter'));
  for (const child of node.children) {
    const part = child.kind === 'name' && child.word === 'value' ? lastPart(reader, child) : undefined;
    if (part && parameter?.name === 'search_path')
      add(reader, part.span, 'read', [objectEntity(reader, 'schema', part.name, undefined)]);
    else reader.visit(reader, child, level, undefined);
  }
}

export function constraintsOf(subject: Source | undefined, name: string): readonly Entity[] {
  const { entity, relation } = subject ?? {};
  if (!entity) return [];
  const constraint = relation && constraintNamed(relation, name);
  return [
    {
      kind: 'constraint',
      name,
      key: `constraint ${entity.schema}.${entity.name}.${name}`,
      isLocal: false,
      schema: entity.schema,
      relation,
      constraint,
    },
  ];
}
