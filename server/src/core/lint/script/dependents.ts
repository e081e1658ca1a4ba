import { layered } from '../../catalog/layered.js';
import type { SyntaxNode } from '../../syntax/node.js';
import type { StatementText } from '../../syntax/statement.js';
import {
  childOf,
  childrenOf,
  clauseOf,
  keywordIn,
  nameOf,
  oneToken,
  partsOf,
} from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import { sourceOf } from '../../syntax/words.js';
import { byKey } from '../../text/byKey.js';
import { query } from '../../text/memo.js';
import { catalogOf } from './catalog.js';
import { sameName } from './createdType.js';
import type { Facts } from './facts.js';
import { objectsListed } from './listedObjects.js';
import { numberAt, type Script, type ScriptStatement, textOf } from './script.js';

/**
 * The statements of a script that only concern the object of a CREATE statement: its comment, its owner, its rights. None where
 * the script creates another object of that name, such as a function with other arguments.
 */
export const dependentsOf = (script: Script, creation: ScriptStatement): ScriptStatement[] =>
  concernedBy(script, creation).flatMap(({ statement, part }) => (part ? [] : [statement]));

/** A statement that concerns an object, or the part of it that does: what it names beside others. */
export interface Concerned {
  readonly statement: ScriptStatement;
  readonly part: SyntaxNode | undefined;
}

/** The same with the statements that list the object beside others. */
export function concernedBy(script: Script, creation: ScriptStatement): readonly Concerned[] {
  const life = lifeOf(script, creation);
  return life ? concerning(script, life, creation) : [];
}

/** What concerns an index between two statements, by the numbers of these. */
export const concerningIndex = (script: Script, name: string, from: number): readonly Concerned[] =>
  concerning(script, { made: indexNamed(name), from, end: Number.POSITIVE_INFINITY });

function concerning(script: Script, life: Life, creation?: ScriptStatement): readonly Concerned[] {
  const { concerning } = query(dependentsByName, script);
  const found = new Set<Dependent>();
  const names = [{ name: life.made, from: life.from }];
  for (let next = names.pop(); next; next = names.pop())
    for (const one of concerning.get(nameKey(next.name)) ?? []) {
      const { at, statement, subject, renamed } = one;
      if (statement === creation || at <= next.from || at >= life.end || found.has(one)) continue;
      if (!subject || !isSame(next.name, subject)) continue;
      found.add(one);
      // From there on others use the new name.
      if (renamed) names.push({ name: renamed, from: at });
    }
  return [...found].sort((one, other) => one.at - other.at);
}

/** The object of a CREATE statement, and the numbers of the statements between which its name means no other one. */
interface Life {
  readonly made: Named;
  readonly from: number;
  readonly end: number;
}

/** Undefined where the script creates another object of that name which may be there at the same time. */
function lifeOf(script: Script, creation: ScriptStatement): Life | undefined {
  const made = madeBy(textOf(script, creation));
  if (!made) return lifeOfUnnamed(script, creation);
  const same = (query(dependentsByName, script).making.get(nameKey(made)) ?? []).filter(
    (other) => other.statement === creation || (other.made && isSame(made, other.made)),
  );
  const isAfresh = afresh.has(made.kind);
  if (same.length <= 1 && made.kind !== ofDomain) return { made, from: -1, end: Number.POSITIVE_INFINITY };
  if (!isAfresh) return undefined;
  const at = same.find(({ statement }) => statement === creation)?.at ?? -1;
  return { made, from: at, end: same.find((other) => other.at > at)?.at ?? Number.POSITIVE_INFINITY };
}

/** Of an index that the server names. */
function lifeOfUnnamed(script: Script, { span, facts }: ScriptStatement): Life | undefined {
  const [change] = facts.ddl;
  if (change?.kind !== 'create index' || change.name !== undefined) return undefined;
  const from = numberAt(script, span);
  const catalog = catalogOf(script).behind(from);
  const index = layered([catalog], catalog.searchPath)
    .relation(change.table)
    ?.indexes.find(({ origin }) => origin?.statement.start === span.start);
  return index && { made: indexNamed(index.name), from, end: Number.POSITIVE_INFINITY };
}

const indexNamed = (name: string): Named => ({ kind: 'index', name: [name], table: [] });

/** A constraint of a domain may be there from the start, be dropped, and be added again. */
const ofDomain = 'constraint of a domain';

/** Kinds of objects that a script creates again once the one before is dropped. */
const afresh: ReadonlySet<string> = new Set(['index', ofDomain]);

/** The object that a DDL statement creates or concerns. */
interface Dependent extends Concerned {
  /** The number of the statement. */
  readonly at: number;
  readonly made: Named | undefined;
  readonly subject: Named | undefined;
  /** The new name of the subject, where the statement renames it. */
  readonly renamed?: Named;
}

/** Those that create and those that concern an object, by its `nameKey`, each in order: a dump holds many of them. */
function dependentsByName(script: Script) {
  const all = dependentsIn(script);
  const keyed = (kind: 'made' | 'subject') =>
    byKey(all.flatMap((one) => (one[kind] ? [[nameKey(one[kind]), one] as const] : [])));
  return { making: keyed('made'), concerning: keyed('subject') };
}

/** The statements of a script that name objects of those kinds. */
const dependentsIn = (script: Pick<Script, 'text' | 'statements'>): readonly Dependent[] =>
  script.statements.flatMap((statement, at): readonly Dependent[] => {
    const { facts } = statement;
    if (facts.changes !== 'schema' || others.has(facts.kind)) return [];
    const index = indexBy(facts);
    if (index) return [{ statement, at, made: index, subject: undefined, part: undefined }];
    const text = textOf(script, statement);
    if (!mayName.test(text.text)) return [];
    const made = madeBy(text);
    const common = { statement, at, made, part: undefined };
    const subjects = subjectsOf(text);
    if (subjects.length === 0) return made ? [{ ...common, subject: undefined }] : [];
    return subjects.map(({ subject, part }) => {
      const renamed = renamedBy(text, subject);
      return { ...common, subject, part, ...(renamed && { renamed }) };
    });
  });

/** Frequent statements that name none of those kinds, and so need not be read. */
const others: ReadonlySet<string> = new Set([
  'AlterSeqStmt',
  'CreateDomainStmt',
  'CreateRoleStmt',
  'CreateSchemaStmt',
  'CreateSeqStmt',
  'CreateStmt',
  'CreateTableAsStmt',
  'ViewStmt',
]);

/** The index of a CREATE INDEX, of which a script may hold thousands. The facts tell it, unless the server shortens its name. */
function indexBy({ ddl: [change] }: Facts): Named | undefined {
  if (change?.kind !== 'create index') return undefined;
  const { name } = change;
  return name !== undefined && name.length < longest / 3
    ? { kind: 'index', name: [name], table: [] }
    : undefined;
}

/** Bytes, of which a UTF-16 unit takes three at most. */
const longest = 63;

interface Named {
  readonly kind: string;
  /** Folded, with its schema where it is written. */
  readonly name: readonly string[];
  /** Of a trigger, a rule or a policy. */
  readonly table: readonly string[];
}

/** Kinds of objects that DSQL does not have, in the words of CREATE, ALTER, DROP and COMMENT ON. Longer phrases come first. */
const kinds = [
  ['event', 'trigger'],
  ['foreign', 'data', 'wrapper'],
  ['foreign', 'table'],
  ...'collation extension function index language policy procedure publication rule server subscription trigger type'
    .split(' ')
    .map((word) => [word]),
];

/** A text without these words names none of those kinds. */
const mayName = new RegExp(`\\b(?:domain|${kinds.map((words) => words[0]).join('|')})\\b`, 'i');

const ofTables = new Set(['trigger', 'rule', 'policy']);

const isVerb = (text: StatementText, word: string): boolean =>
  sourceOf(text, oneToken(0)).toLowerCase() === word;

function madeBy(text: StatementText): Named | undefined {
  const tree = treeOf(text);
  if (tree.word === 'AlterDomainStmt') return addedToDomain(text, tree);
  // No other statement can name an index without a name.
  const isUnnamed = tree.word === 'IndexStmt' && !childOf(tree, 'name');
  return isVerb(text, 'create') && !isUnnamed ? namedIn(text, tree) : undefined;
}

interface Subject {
  readonly subject: Named;
  readonly part: SyntaxNode | undefined;
}

function subjectsOf(text: StatementText): readonly Subject[] {
  const tree = treeOf(text);
  if (isVerb(text, 'create')) return [];
  const constraint = domainConstraint(text, tree);
  if (constraint) return [{ subject: constraint, part: undefined }];
  if (tree.word === 'GrantStmt') return listedIn(text, clauseOf(tree, 'on'));
  if (isVerb(text, 'drop'))
    // DROP … IF EXISTS works without it.
    return keywordIn(text, tree, 'if', 'exists') ? [] : listedIn(text, tree);
  const subject = switchedTrigger(text, tree) ?? usedIndex(text, tree) ?? namedIn(text, tree);
  return subject ? [{ subject, part: undefined }] : [];
}

/** `ALTER DOMAIN d ADD CONSTRAINT c CHECK (…)` */
function addedToDomain(text: StatementText, tree: SyntaxNode): Named | undefined {
  const name = childOf(childOf(tree, 'constraint'), 'name', 'constraint');
  return name && constraintOfDomain(text, name, childOf(tree, 'name', 'domain'));
}

/** `ALTER DOMAIN d VALIDATE CONSTRAINT c`, its RENAME and DROP, and `COMMENT ON CONSTRAINT c ON DOMAIN d` */
function domainConstraint(text: StatementText, tree: SyntaxNode): Named | undefined {
  const holder = tree.word === 'CommentStmt' ? clauseOf(tree, 'on') : tree;
  const domain = childOf(holder, 'name', 'domain');
  const action = tree.word === 'CommentStmt' ? tree : childOf(tree, 'action');
  const name = childOf(action, 'name', 'constraint');
  if (!domain || !action || !name) return undefined;
  // DROP … IF EXISTS works without it.
  return keywordIn(text, action, 'if', 'exists') ? undefined : constraintOfDomain(text, name, domain);
}

const constraintOfDomain = (
  text: StatementText,
  name: SyntaxNode,
  domain: SyntaxNode | undefined,
): Named => ({ kind: ofDomain, name: partsOf(text, name), table: partsOf(text, domain) });

/** `ALTER INDEX i RENAME TO j` */
function renamedBy(text: StatementText, subject: Named): Named | undefined {
  const to = childOf(childOf(treeOf(text), 'action', 'rename to'), 'name');
  return to && { ...subject, name: [...subject.name.slice(0, -1), nameOf(text, to)] };
}

/** `ALTER TABLE t DISABLE TRIGGER name` */
function switchedTrigger(text: StatementText, tree: SyntaxNode): Named | undefined {
  const [action, ...others] = childrenOf(tree, 'action');
  const trigger = childOf(action, 'name', 'trigger');
  if (tree.word !== 'AlterTableStmt' || !trigger || others.length > 0) return undefined;
  return { kind: 'trigger', name: partsOf(text, trigger), table: partsOf(text, childOf(tree, 'table')) };
}

/** `ALTER TABLE t ADD CONSTRAINT c UNIQUE USING INDEX i` */
function usedIndex(text: StatementText, tree: SyntaxNode): Named | undefined {
  const [action, ...others] = childrenOf(tree, 'action');
  const index = childOf(clauseOf(childOf(action, 'constraint'), 'using index'), 'name');
  if (tree.word !== 'AlterTableStmt' || !index || others.length > 0) return undefined;
  return { kind: 'index', name: [nameOf(text, index)], table: [] };
}

/** The objects of a statement or its clause. */
function listedIn(text: StatementText, node: SyntaxNode | undefined): readonly Subject[] {
  const listed = node ? objectsListed(node) : [];
  return listed.flatMap((one) => {
    const subject = node && namedIn(text, node, one.node);
    return subject ? [{ subject, part: listed.length > 1 ? one.node : undefined }] : [];
  });
}

/** The object of a name in a node, of the first one where none is given, by the words before it. */
function namedIn(text: StatementText, node: SyntaxNode, name = node.children[0]): Named | undefined {
  if (!name || !['name', 'table', 'type'].includes(name.kind)) return undefined;
  const kind = kinds.find((words) => (keywordIn(text, node, ...words)?.last ?? name.first) < name.first);
  if (!kind) return undefined;
  const word = kind.join(' ');
  // A rule has its table behind TO: CREATE RULE name AS ON INSERT TO table.
  const holder = (word === 'rule' ? clauseOf(node, 'to') : undefined) ?? clauseOf(node, 'on');
  return {
    kind: word,
    name: partsOf(text, name),
    table: ofTables.has(word) ? partsOf(text, childOf(holder, 'table')) : [],
  };
}

/** What those that may be the same have in common. */
const nameKey = ({ kind, name, table }: Named): string => JSON.stringify([kind, name.at(-1), table.at(-1)]);

const isSame = (one: Named, other: Named): boolean =>
  one.kind === other.kind && sameName(one.name, other.name) && sameName(one.table, other.table);
