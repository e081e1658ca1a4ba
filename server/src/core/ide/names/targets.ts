import type { SyntaxNode } from '../../syntax/node.js';
import { childOf, columnAlone } from '../../syntax/tree/nodes.js';
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
    // A server takes no more; they are not known then.
    if (columns.length > mostColumns) isComplete = false;
    if (columns.length > mostColumns) columns.length = mostColumns;
    const expression = childOf(target, 'expression');
    const from = reader.occurrences.length;
    if (expression) reader.visit(reader, expression, level, undefined);
    const alias = lastPart(reader, childOf(childOf(target, 'alias'), 'name'));
    const alone = columnAlone(target);
    const parts = alone ? namePartsOf(reader, alone) : [];
    const last = parts.at(-1);
    const isStar = alone !== undefined && endsWithStar(reader, alone);
    const read = last ? lastFrom(reader, from, last) : undefined;
    const source = read === undefined ? undefined : reader.occurrences[read]?.entity;
    if (alias) {
      const entity = declare(reader, 'output', alias, {
        type: source?.type ?? typeOfTarget(reader, expression),
      });
      columns.push({ name: alias.name, entities: [entity] });
    } else if (isStar) {
      const wanted = parts.filter(({ name }) => name !== '*').at(-1)?.name;
      const one = wanted === undefined ? undefined : sourceNamed(level, wanted);
      for (const column of wanted === undefined ? allColumns(level) : (one?.columns ?? []))
        columns.push(column);
      isComplete &&= wanted === undefined ? isWhole(level) : (one?.isComplete ?? false);
    } else if (last && alone) {
      columns.push(passedOn(reader, last, read, declares));
    } else {
      const name = nameOfTarget(reader, expression);
      if (name) columns.push({ name, entities: [] });
    }
  }
  return { columns, isComplete };
}

/** https://www.postgresql.org/docs/16/limits.html: columns of a result. */
const mostColumns = 1_664;

/** The number of the last occurrence of a name among those from a number on. */
function lastFrom({ occurrences }: Reader, from: number, { span }: NamePart): number | undefined {
  for (let at = occurrences.length - 1; at >= from; at--)
    if (occurrences[at]?.span.start === span.start) return at;
  return undefined;
}

/** A column in the list of a query, which becomes a column of the result. `at`: the number of the occurrence that reads it. */
function passedOn(reader: Reader, part: NamePart, at: number | undefined, declares: boolean): ScopeColumn {
  const read = at === undefined ? undefined : reader.occurrences[at];
  const source = read?.entity;
  if (!declares) {
    return { name: part.name, entities: source ? [source] : [] };
  }
  if (read && at !== undefined) reader.occurrences[at] = { ...read, isPassedOn: true };
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
