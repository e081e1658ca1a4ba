import type { SyntaxNode } from '../../syntax/node.js';
import { childOf, childrenOf, clauseOf, partsOf } from '../../syntax/tree/nodes.js';
import { bindFrom } from './from.js';
import { bindQuery, recordOf } from './query.js';
import { declare, lastPart, nameColumn, nameRelation, type Reader, sourceAs, sourceOf } from './reader.js';
import { keepFields, levelIn, type NameLevel, type Source } from './scope.js';
import { bindTargets } from './targets.js';
import { bindWith } from './with.js';

/** The target table of a statement, in a level of its own. */
function bindTarget(reader: Reader, clause: SyntaxNode | undefined, level: NameLevel): Source | undefined {
  if (!clause) return undefined;
  reader.levels.set(clause, level);
  const table = childOf(clause, 'table') ?? childOf(childOf(clause, 'parens'), 'table');
  const entity = nameRelation(reader, table, 'write');
  if (!entity) return undefined;
  const part = lastPart(reader, childOf(childOf(clause, 'alias'), 'name'));
  const alias = part && declare(reader, 'alias', part, { relation: entity.relation });
  const source = sourceOf(entity);
  level.sources.push(alias ? sourceAs(source, { name: alias.name, entity: alias }) : source);
  return alias ? sourceAs(source, { name: alias.name }) : source;
}

export function bindInsert(reader: Reader, node: SyntaxNode, outer: NameLevel): void {
  const level = levelIn(outer);
  bindWith(reader, node, level);
  const own = levelIn(level);
  reader.levels.set(node, own);
  const clause = clauseOf(node, 'insert into');
  const subject = bindTarget(reader, clause, own);
  for (const name of childrenOf(childOf(clause, 'list', 'column'), 'name', 'column'))
    nameColumn(reader, name, subject, 'write');
  for (const child of node.children) {
    if (child === clause || child.word === 'with') continue;
    if (child.kind === 'statement') {
      bindQuery(reader, child, level);
      continue;
    }
    if (child.word === 'on conflict') {
      const inside = levelIn(own);
      if (subject)
        inside.sources.push(
          sourceAs(subject, { ...excluded(reader, child, subject), isQualifiedOnly: true }),
        );
      reader.visit(reader, child, inside, subject);
      continue;
    }
    bindTail(reader, child, own, subject);
  }
}

/** The row that an INSERT could not add. */
function excluded(
  { text, offsetAt }: Reader,
  { first }: SyntaxNode,
  { relation }: Source,
): Pick<Source, 'name' | 'entity'> {
  const name = 'excluded';
  const at = offsetAt(text.tokens[first]?.start ?? 0);
  return { name, entity: { kind: 'alias', name, key: `excluded ${at}`, isLocal: true, relation } };
}

function bindTail(reader: Reader, child: SyntaxNode, level: NameLevel, subject: Source | undefined): void {
  reader.levels.set(child, level);
  if (child.word === 'returning') {
    const record = recordOf(reader, clauseOf(child.parent, 'into'), level);
    const { columns } = bindTargets(reader, child, level, record !== undefined);
    if (record !== undefined) keepFields(level, record, columns);
  } else reader.visit(reader, child, level, subject);
}

const changedBy: Readonly<Record<string, string>> = {
  UpdateStmt: 'update',
  DeleteStmt: 'delete from',
  MergeStmt: 'merge into',
};

export function bindChange(reader: Reader, node: SyntaxNode, outer: NameLevel): void {
  const level = levelIn(outer);
  bindWith(reader, node, level);
  const own = levelIn(level);
  reader.levels.set(node, own);
  const clause = clauseOf(node, changedBy[node.word] ?? '');
  const subject = bindTarget(reader, clause, own);
  const reads = (child: SyntaxNode) =>
    child.kind === 'clause' && (child.word === 'from' || child.word === 'using');
  for (const child of node.children) if (reads(child)) bindFrom(reader, child, own);
  // A clause for rows that are not matched cannot name the target.
  const unmet: NameLevel = { ...own, sources: own.sources.slice(subject ? 1 : 0) };
  for (const child of node.children)
    if (child !== clause && child.word !== 'with' && !reads(child))
      bindTail(reader, child, isUnmet(reader, child) ? unmet : own, subject);
}

const isUnmet = ({ text }: Reader, clause: SyntaxNode): boolean =>
  clause.word === 'when' && partsOf(text, { ...clause, last: clause.first + 1 })[1] === 'not';
