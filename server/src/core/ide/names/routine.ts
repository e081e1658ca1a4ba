import type { Relation } from '../../catalog/model.js';
import { unquoted } from '../../syntax/names.js';
import type { SyntaxNode } from '../../syntax/node.js';
import type { StatementText } from '../../syntax/statement.js';
import { allIn, childOf, childrenOf, clauseOf, spanOf } from '../../syntax/tree/nodes.js';
import { query } from '../../text/memo.js';
import { bindAnswer } from './answer.js';
import type { Entity } from './entity.js';
import { borrowedType, nameRoutine, parameterEntity } from './expression.js';
import { piecesOf } from './pieces.js';
import { isRecordType } from './query.js';
import { add, declare, lastPart, namePartsOf, type Reader, visitBut, visitChildren } from './reader.js';
import { columnsOfRelation, levelIn, type NameLevel, rowOf, variableNamed } from './scope.js';

export function bindFunction(reader: Reader, node: SyntaxNode, outer: NameLevel): void {
  const level = levelIn(outer);
  reader.levels.set(node, level);
  const name = childOf(node, 'name');
  const routine = name && nameRoutine(reader, name, 'declaration');
  if (routine) level.label = { name: routine.name, entity: routine };
  const list = childOf(node, 'list', 'argument');
  if (list) reader.levels.set(list, level);
  for (const argument of childrenOf(list, 'argument')) {
    const part = lastPart(reader, childOf(argument, 'name', 'argument'));
    if (part && routine) {
      const entity = { ...parameterEntity(routine, part.name), type: typeWritten(reader, argument) };
      add(reader, part.span, 'declaration', [entity]);
      keepVariable(reader, level, entity, argument);
    }
    visitBut(reader, argument, level, undefined, 'name');
  }
  for (const child of node.children) {
    if (child === name || child === list) continue;
    if (child.word === 'returns')
      for (const definition of childrenOf(childOf(child, 'list', 'column'), 'definition')) {
        const part = lastPart(reader, childOf(definition, 'name', 'column'));
        if (!part || !routine) continue;
        const entity = { ...parameterEntity(routine, part.name), type: typeWritten(reader, definition) };
        add(reader, part.span, 'declaration', [entity]);
        level.variables.set(part.name, entity);
      }
    reader.visit(reader, child, level, undefined);
  }
  bindBody(reader, node, level);
}

function typeWritten(reader: Reader, node: SyntaxNode): string | undefined {
  const type = childOf(node, 'type');
  if (!type) return undefined;
  const { start, end } = spanOf(reader.text, type);
  return reader.text.text.slice(start, end);
}

/** The text of a function or a DO block. */
export function bindBody(reader: Reader, node: SyntaxNode, level: NameLevel): void {
  for (const piece of piecesOf(reader.text, node)) {
    const { text, tree } = piece;
    const offsetAt = (inner: number) => reader.offsetAt(piece.offsetAt(inner));
    const levels = new Map<SyntaxNode, NameLevel>();
    reader.pieces.push({ piece, levels });
    reader.visit({ ...reader, text, offsetAt, levels }, tree, level, undefined);
  }
}

export function bindDeclaration(reader: Reader, node: SyntaxNode, level: NameLevel): void {
  const part = lastPart(reader, childOf(node, 'name', 'variable') ?? childOf(node, 'name'));
  const query =
    node.word === 'cursor' ? childOf(clauseOf(node, 'for') ?? clauseOf(node, 'is'), 'statement') : undefined;
  if (!part || !query) {
    visitBut(reader, node, level, undefined, 'name');
    if (part)
      keepVariable(
        reader,
        level,
        declare(reader, 'variable', part, { type: typeWritten(reader, node) }),
        node,
      );
    return;
  }
  // The arguments of a cursor are known in its query only.
  const inside = levelIn(level);
  const list = childOf(node, 'list', 'argument');
  for (const argument of childrenOf(list, 'argument')) {
    const name = lastPart(reader, childOf(argument, 'name', 'argument'));
    if (name)
      inside.variables.set(
        name.name,
        declare(reader, 'parameter', name, { type: typeWritten(reader, argument) }),
      );
    visitBut(reader, argument, level, undefined, 'name');
  }
  const { columns } = bindAnswer(reader, query, inside, true);
  level.variables.set(part.name, declare(reader, 'variable', part, { type: 'cursor' }));
  level.records.set(part.name, { fields: columns, isFixed: false });
}

/** A block, whose label may qualify its variables. */
export function bindBlock(reader: Reader, node: SyntaxNode, outer: NameLevel): void {
  const level = levelIn(outer);
  labelLevel(reader, node, level);
  visitChildren(reader, node, level, undefined);
}

/** The label in front of a block or a loop. */
function labelLevel(reader: Reader, node: SyntaxNode, level: NameLevel): void {
  const [first] = node.children;
  const label = first?.kind === 'name' && first.word === 'label' ? lastPart(reader, first) : undefined;
  if (label) level.label = { name: label.name, entity: undefined };
}

/** Adds a variable to the scope, with the fields of the row type that it is declared with. */
function keepVariable(reader: Reader, level: NameLevel, entity: Entity, node: SyntaxNode): void {
  level.variables.set(entity.name, entity);
  const type = childOf(node, 'type');
  const row = type && tableOf(reader, type);
  if (row) level.records.set(entity.name, { fields: columnsOfRelation(row), isFixed: row.hasAllColumns });
}

/** The table whose rows a type has: `orders%ROWTYPE`, or `orders`. */
function tableOf(reader: Reader, type: SyntaxNode): Relation | undefined {
  const borrowed = borrowedType(reader, type);
  if (borrowed && !borrowed.isRow) return undefined;
  const parts = borrowed?.parts ?? namePartsOf(reader, type);
  const [name, schema] = parts.toReversed();
  return name && reader.known.relation({ schema: schema?.name, name: name.name });
}

/** Whether a body gives a variable a row by something else than a loop. */
function isFilledElsewhere({ text }: Reader, name: string): boolean {
  const { hasInto, assigned } = query(filledIn, text);
  return hasInto || assigned.has(name.toLowerCase());
}

/** What a body gives values to: by INTO, which is not looked at further, and by an assignment. */
function filledIn({ text, tokens }: StatementText): {
  readonly hasInto: boolean;
  readonly assigned: ReadonlySet<string>;
} {
  const written = tokens.map(({ start, end }) => unquoted(text.slice(start, end)).toLowerCase());
  return {
    hasInto: written.includes('into'),
    assigned: new Set(written.filter((_, at) => /^:?=$/.test(written[at + 1] ?? ''))),
  };
}

/** A loop over numbers or a cursor declares its variable; one over the rows of a query uses a declared variable. */
export function bindLoop(reader: Reader, node: SyntaxNode, outer: NameLevel): void {
  const level = levelIn(outer);
  reader.levels.set(node, level);
  labelLevel(reader, node, level);
  const name = childOf(node, 'name', 'variable');
  const part = lastPart(reader, name);
  const inside = clauseOf(node, 'in');
  const cursor = lastPart(reader, childOf(inside, 'name', 'cursor'));
  const isCursor = cursor !== undefined && variableNamed(level, cursor.name) !== undefined;
  // What the tree takes for a cursor is EXPLAIN or another statement with rows, unless there is such a variable.
  const isQuery =
    cursor !== undefined ||
    [...allIn(inside)].some(
      ({ kind, word }) => kind === 'statement' || (kind === 'clause' && word === 'execute'),
    );
  const declares = node.word !== 'foreach' && (isCursor || !isQuery);
  if (name && part) {
    const known = variableNamed(level, part.name);
    if (known && !declares) add(reader, part.span, 'write', [known]);
    else
      level.variables.set(
        part.name,
        declare(reader, 'variable', part, { type: isQuery ? 'record' : 'integer' }),
      );
    if (isCursor) level.records.set(part.name, { ...rowOf(outer, cursor.name), isFixed: false });
    const rows = childOf(inside, 'statement');
    if (known && rows && isRecordType(known.type)) {
      const { columns, isComplete } = bindAnswer(reader, rows, outer, true);
      const isFixed = isComplete && !isFilledElsewhere(reader, part.name);
      level.records.set(part.name, { fields: columns, isFixed });
      visitBut(reader, node, level, undefined, 'name', 'clause');
      for (const child of childrenOf(node, 'clause'))
        if (child.word !== 'in') reader.visit(reader, child, level, undefined);
      return;
    }
  }
  for (const child of node.children) if (child !== name) reader.visit(reader, child, level, undefined);
}
