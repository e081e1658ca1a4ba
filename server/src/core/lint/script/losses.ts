import type { SyntaxNode } from '../../syntax/node.js';
import type { StatementText } from '../../syntax/statement.js';
import { allIn, childOf, clauseOf, enclosing, keywordIn, partsOf } from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import { sourceOf } from '../../syntax/words.js';
import { wordsIn } from './comparedNames.js';
import { sameName } from './createdType.js';
import { objectsListed } from './listedObjects.js';
import { type Script, type ScriptStatement, textOf } from './script.js';
import { statementsWith } from './wordsIn.js';

/** What must be left out together with an object. */
export interface Losses {
  /** Statements that make no sense without it, in the order in which they were found. */
  readonly wholes: ReadonlyMap<ScriptStatement, Named>;
  /** Constraints, defaults and actions that make no sense without it, in statements that stay. */
  readonly parts: ReadonlyMap<SyntaxNode, ScriptStatement>;
  /** Whether nothing else needs it, such as rows, generated columns, or bodies in PL/pgSQL. */
  readonly isAll: boolean;
}

/** An object that other statements name. */
export interface Named {
  readonly kind: 'routine' | 'relation' | 'operator' | 'cast';
  readonly name: readonly string[];
}

const nothing: Losses = { wholes: new Map(), parts: new Map(), isAll: true };

/** What uses the object of a CREATE statement, and what uses these in turn; without statements that then use another one. */
export function lossesWith(
  script: Script,
  creation: ScriptStatement,
  moved: ReadonlySet<number> = new Set(),
): Losses {
  if (creation.facts.kind === 'CreateCastStmt') return lossesOfCast(script, creation);
  const created = createdBy(script, creation);
  if (!created) return nothing;
  const wholes = new Map<ScriptStatement, Named>();
  const parts = new Map<SyntaxNode, ScriptStatement>();
  let isAll = true;
  const open: [ScriptStatement, Named][] = [[creation, created]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [maker, lost] = next;
    for (const user of usersOf(script, maker, lost)) {
      const { placed } = user;
      if (placed === creation || wholes.has(placed) || moved.has(placed.span.start)) continue;
      const use = useIn(user, lost);
      if (use === 'left' || (use !== 'own' && hasTwin(script, maker, lost))) isAll = false;
      else if (use === 'whole') {
        wholes.set(user.placed, lost);
        const made = createdBy(script, user.placed);
        if (made) open.push([user.placed, made]);
      } else if (use !== 'own') for (const part of use) parts.set(part, user.placed);
    }
  }
  for (const [placed, gone] of listedAlone(parts)) wholes.set(placed, gone);
  for (const [part, placed] of parts) if (wholes.has(placed)) parts.delete(part);
  return { wholes, parts, isAll };
}

/** The statements that list nothing but what is lost, with the last of it. */
function* listedAlone(
  parts: ReadonlyMap<SyntaxNode, ScriptStatement>,
): Generator<readonly [ScriptStatement, Named]> {
  const seen = new Set<SyntaxNode>();
  for (const [{ parent: holder }, placed] of parts) {
    if (!holder || seen.has(holder) || !isHolder(holder)) continue;
    seen.add(holder);
    const listed = objectsListed(holder);
    if (listed.every(({ node }) => parts.has(node))) yield [placed, { kind: 'relation', name: [] }];
  }
}

/** Whether a node lists objects: DROP, or ON of GRANT. */
export const isHolder = ({ kind, word }: SyntaxNode): boolean =>
  (kind === 'statement' && word === 'DropStmt') || (kind === 'clause' && word === 'on');

function lossesOfCast(script: Script, creation: ScriptStatement): Losses {
  const wholes = new Map<ScriptStatement, Named>();
  const castIn = (placed: ScriptStatement): string => {
    const text = textOf(script, placed);
    const list = childOf(treeOf(text), 'list', 'type');
    return list && keywordIn(text, treeOf(text), 'cast') ? sourceOf(text, list).toLowerCase() : '';
  };
  const made = castIn(creation);
  let isAll = true;
  for (const placed of script.statements) {
    const { kind } = placed.facts;
    if (kind === 'CommentStmt' || kind === 'DropStmt') {
      if (placed.span.start > creation.span.start && castIn(placed) === made)
        wholes.set(placed, { kind: 'cast', name: ['cast'] });
    } else if (mayCast(script, creation, placed)) isAll = false;
  }
  return { ...nothing, wholes, isAll };
}

/**
 * Whether a statement may use a cast that another one creates: it writes such a cast, or it has values that the server may cast
 * implicitly.
 */
function mayCast(script: Script, creation: ScriptStatement, user: ScriptStatement): boolean {
  const { kind } = user.facts;
  if (user === creation || (user.span.start < creation.span.start && kind !== 'CreateFunctionStmt'))
    return false;
  const made = textOf(script, creation);
  const isUnasked = ['assignment', 'implicit'].some((word) => keywordIn(made, treeOf(made), 'as', word));
  return (isUnasked && withValues.has(kind)) || /::|\bcast\s*\(/i.test(textOf(script, user).text);
}

const withValues: ReadonlySet<string> = new Set([
  'CallStmt',
  'CreateFunctionStmt',
  'CreateTableAsStmt',
  'DeleteStmt',
  'DoStmt',
  'ExplainStmt',
  'InsertStmt',
  'MergeStmt',
  'SelectStmt',
  'UpdateStmt',
  'ViewStmt',
]);

function createdBy(script: Script, placed: ScriptStatement): Named | undefined {
  const { kind } = placed.facts;
  if (!creating.has(kind)) return undefined;
  const text = textOf(script, placed);
  const tree = treeOf(text);
  const relation = childOf(tree, 'table');
  if (relation)
    return kind === 'DefineStmt' ? undefined : { kind: 'relation', name: partsOf(text, relation) };
  if (kind === 'DefineStmt' && keywordIn(text, tree, 'operator')) {
    const word = keywordIn(text, tree, 'operator');
    const list = childOf(tree, 'list');
    if (!word || !list) return undefined;
    return { kind: 'operator', name: [tokenText(text, list.first - 1)] };
  }
  const routine = childOf(tree, 'name', 'function');
  return routine ? { kind: 'routine', name: partsOf(text, routine) } : undefined;
}

const creating: ReadonlySet<string> = new Set([
  'CreateForeignTableStmt',
  'CreateFunctionStmt',
  'CreateStmt',
  'DefineStmt',
  'ViewStmt',
]);

/** Whether the script creates another routine of the name, which its callers may mean. */
const hasTwin = (script: Script, maker: ScriptStatement, { kind, name }: Named): boolean =>
  kind === 'routine' &&
  script.statements.some((other) => other !== maker && other.facts.createdFunction === name.at(-1));

interface User {
  readonly placed: ScriptStatement;
  readonly text: StatementText;
  readonly tree: SyntaxNode;
  /** The places where it names the object; none in a body. */
  readonly places: readonly SyntaxNode[];
}

/** The later statements that name the object of a CREATE statement, and functions anywhere. */
function* usersOf(script: Script, maker: ScriptStatement, lost: Named): Generator<User> {
  const word = lost.name.at(-1) ?? '';
  for (const placed of statementsWith(script, word)) {
    const isFunction = placed.facts.kind === 'CreateFunctionStmt';
    if (placed === maker || (placed.span.start < maker.span.start && !isFunction)) continue;
    const text = textOf(script, placed);
    const tree = treeOf(text);
    const places = [...placesIn(text, tree, lost)];
    if (places.length > 0 || isNamedInBody(placed, text, lost)) yield { placed, text, tree, places };
  }
}

function* placesIn(text: StatementText, tree: SyntaxNode, { kind, name }: Named): Generator<SyntaxNode> {
  if (kind === 'operator') {
    for (const [at] of text.tokens.entries()) if (tokenText(text, at) === name[0]) yield atToken(tree, at);
    return;
  }
  for (const node of allIn(tree)) {
    const isKind =
      kind === 'relation' ? node.kind === 'table' : node.kind === 'name' && node.word === 'function';
    if (isKind && sameName(partsOf(text, node), name)) yield node;
    // The functions of an operator, a cast or an aggregate are plain words.
    else if (kind === 'routine' && node.kind === 'option' && tokenText(text, node.last) === name.at(-1))
      yield node;
  }
}

/** The deepest node around a token. */
function atToken(tree: SyntaxNode, token: number): SyntaxNode {
  let node = tree;
  for (;;) {
    const inner = node.children.find(({ first, last }) => first <= token && token <= last);
    if (!inner) return node;
    node = inner;
  }
}

function isNamedInBody(placed: ScriptStatement, { text }: StatementText, lost: Named): boolean {
  const { facts } = placed;
  const { kind, name } = lost;
  const last = name.at(-1) ?? '';
  if (facts.kind !== 'CreateFunctionStmt' && facts.kind !== 'DoStmt') return false;
  if (isLookedUp(placed, lost)) return true;
  // What is read of a body in SQL are all its names.
  if (facts.body && kind !== 'operator' && !/\bplpgsql\b/i.test(text)) return false;
  if (kind === 'operator') return behindHead(text).includes(last);
  return facts.createdFunction !== last && wordsIn(behindHead(text)).some((word) => word === last);
}

/** Whether the server looks for the object when it creates the function. */
const isLookedUp = ({ facts }: ScriptStatement, { kind, name }: Named): boolean =>
  kind !== 'operator' &&
  (facts.body?.names ?? []).some((one) => {
    const parts = one.name.schema === undefined ? [one.name.name] : [one.name.schema, one.name.name];
    return (one.kind === 'relation') === (kind === 'relation') && sameName(parts, name);
  });

/** The body of a CREATE FUNCTION or a DO block, as far as quotes tell. */
const behindHead = (text: string): string => text.slice(Math.max(0, text.search(/['$]/)));

/** What of a user must be left out: all of it, parts of it, nothing because a rule of its own handles it, or nobody can tell. */
function useIn(user: User, lost: Named): 'whole' | 'own' | 'left' | readonly SyntaxNode[] {
  const { placed, text, tree, places } = user;
  const { kind } = placed.facts;
  if (replaced.has(kind)) return 'own';
  if (lost.kind === 'operator' && ofOperators.has(kind))
    return kind === 'DropStmt' && keywordIn(text, tree, 'if', 'exists') ? 'own' : 'whole';
  switch (kind) {
    case 'IndexStmt':
    case 'ViewStmt':
    case 'CallStmt':
    case 'VacuumStmt':
      return 'whole';
    case 'SelectStmt':
      return [...allIn(tree)].some((node) => node.kind === 'clause' && node.word === 'into')
        ? 'left'
        : 'whole';
    case 'CreateFunctionStmt':
      // Bodies in other languages are checked when they run.
      return isLookedUp(placed, lost) || (lost.kind === 'operator' && placed.facts.body) || places.length > 0
        ? 'whole'
        : 'left';
    case 'DropStmt':
      return keywordIn(text, tree, 'if', 'exists') ? 'own' : listedSubjects(user, tree);
    case 'CommentStmt':
    case 'AlterFunctionStmt':
    case 'AlterOwnerStmt':
      return soleSubject(user, tree);
    case 'GrantStmt':
      return listedSubjects(user, clauseOf(tree, 'on'));
    case 'AlterDomainStmt':
      return 'whole';
    case 'CreateStmt':
    case 'CreateDomainStmt':
    case 'AlterTableStmt':
      return partsOfTable(user);
    default:
      return 'left';
  }
}

/** Statements whose head names an operator and nothing else. */
const ofOperators: ReadonlySet<string> = new Set([
  'AlterObjectSchemaStmt',
  'AlterOperatorStmt',
  'AlterOwnerStmt',
  'CommentStmt',
  'DropStmt',
]);

/** Rules of their own turn these and their users into comments. */
const replaced: ReadonlySet<string> = new Set([
  'CreateCastStmt',
  'CreateEventTrigStmt',
  'CreateOpClassStmt',
  'CreatePolicyStmt',
  'CreateTrigStmt',
  'DefineStmt',
  'RuleStmt',
]);

const soleSubject = ({ text, places }: User, holder: SyntaxNode | undefined): 'whole' | 'left' =>
  holder && places[0]?.parent === holder && !keywordIn(text, holder, ',') ? 'whole' : 'left';

/** What is lost of the objects that a statement lists: all of it where it lists no other. */
function listedSubjects(
  { places }: User,
  holder: SyntaxNode | undefined,
): 'whole' | 'left' | readonly SyntaxNode[] {
  const listed = holder ? objectsListed(holder) : [];
  if (places.length === 0 || !places.every((place) => listed.some(({ node }) => node === place)))
    return 'left';
  return places.length === listed.length ? 'whole' : places;
}

function partsOfTable({ tree, places }: User): 'whole' | 'own' | 'left' | readonly SyntaxNode[] {
  const parts = new Set<SyntaxNode>();
  // A rule of its own finds partitions of partitions.
  if (places.every((place) => /\bpartition\b/.test(place.parent?.word ?? ''))) return 'own';
  for (const place of places) {
    if (place.parent === tree && place.kind === 'table')
      return tree.word === 'AlterTableStmt' ? 'whole' : 'left';
    const constraint = enclosing(place, 'constraint');
    const action = enclosing(place, 'action');
    if (constraint) {
      if (constraint.word !== 'default' && constraint.word !== 'check') return 'left';
      const isAction = action && constraint.parent === action;
      parts.add(isAction ? action : constraint);
    } else if (action && /default$/.test(action.word)) parts.add(action);
    else return 'left';
  }
  const items = [...parts].filter(isItem);
  if (items.length > 0 && items.length === tree.children.filter(({ kind }) => kind === 'action').length)
    return 'whole';
  // Each takes a comma of its list with it.
  return items.length > 1 ? 'left' : [...parts];
}

/** An element of CREATE TABLE, or an action of an ALTER. */
export const isItem = ({ kind, parent }: SyntaxNode): boolean => kind === 'action' || parent?.kind === 'list';

const tokenText = ({ text, tokens }: StatementText, at: number): string => {
  const token = tokens[at];
  return token ? text.slice(token.start, token.end) : '';
};

/** How a lost object is called, for people. */
export const nameOfLost = ({ name }: Named): string => name.join('.');
