import type { SyntaxNode } from '../../syntax/node.js';
import { childOf, columnAlone } from '../../syntax/tree/nodes.js';
import type { Entity } from './entity.js';
import { type AnswerColumns, declare, lastPart, type NamePart, namePartsOf, type Reader } from './reader.js';
import { allColumns, isWhole, type NameLevel, type ScopeColumn, sourceNamed } from './scope.js';

/** A list of targets: its names, and the columns that it answers. */
export function bindTargets(
  reader: Reader,
  clause: SyntaxNode,
  level: NameLevel,
  declares: boolean,
): AnswerColumns {
  const columns: ScopeColumn[] = [];
  let isComplete = true;
  for (const target of clause.children) {
    if (target.kind !== 'target') continue;
    reader.levels.set(target, level);
    const expression = childOf(target, 'expression');
    if (expression) reader.visit(reader, expression, level, undefined);
    const alias = lastPart(reader, childOf(childOf(target, 'alias'), 'name'));
    const alone = columnAlone(target);
    const parts = alone ? namePartsOf(reader, alone) : [];
    const last = parts.at(-1);
    const isStar = alone !== undefined && endsWithStar(reader, alone);
    const source = reader.occurrences.findLast(({ span }) => span.start === last?.span.start)?.entity;
    if (alias) {
      const entity = declare(reader, 'output', alias, {
        type: source?.type ?? typeOfTarget(reader, expression),
      });
      columns.push({ name: alias.name, entities: [entity] });
    } else if (isStar) {
      const wanted = parts.filter(({ name }) => name !== '*').at(-1)?.name;
      const one = wanted === undefined ? undefined : sourceNamed(level, wanted);
      columns.push(...(wanted === undefined ? allColumns(level) : (one?.columns ?? [])));
      isComplete &&= wanted === undefined ? isWhole(level) : (one?.isComplete ?? false);
    } else if (last && alone) {
      columns.push(passedOn(reader, last, source, declares));
    } else {
      const name = nameOfTarget(reader, expression);
      if (name) columns.push({ name, entities: [] });
    }
  }
  return { columns, isComplete };
}

/** A column in the list of a query, which becomes a column of the result. */
function passedOn(
  reader: Reader,
  part: NamePart,
  source: Entity | undefined,
  declares: boolean,
): ScopeColumn {
  const at = reader.occurrences.findLastIndex(({ span }) => span.start === part.span.start);
  const read = reader.occurrences[at];
  if (!declares) {
    return { name: part.name, entities: source ? [source] : [] };
  }
  if (read) reader.occurrences[at] = { ...read, isPassedOn: true };
  return {
    name: part.name,
    entities: [declare(reader, 'output', part, { type: source?.type, column: source?.column })],
  };
}

function endsWithStar({ text }: Reader, node: SyntaxNode): boolean {
  const token = text.tokens[node.last];
  return token !== undefined && text.text.slice(token.start, token.end) === '*';
}

/** The server's name for a column without one: that of its function. */
export function nameOfTarget(reader: Reader, expression: SyntaxNode | undefined): string | undefined {
  const call = expression?.children.find(({ kind }) => kind === 'call');
  if (call && call.first === expression?.first) return lastPart(reader, childOf(call, 'name'))?.name;
  return undefined;
}

function typeOfTarget(reader: Reader, expression: SyntaxNode | undefined): string | undefined {
  const name = nameOfTarget(reader, expression);
  return name === 'count' ? 'bigint' : undefined;
}
