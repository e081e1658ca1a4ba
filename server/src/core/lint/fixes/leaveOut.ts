import { lineComment } from '../../syntax/comments.js';
import { replace } from '../../syntax/edits.js';
import type { SyntaxNode } from '../../syntax/node.js';
import type { StatementText } from '../../syntax/statement.js';
import { childOf, childrenOf, nodeAtToken, spanOf, tokenAt } from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import { sourceOf } from '../../syntax/words.js';
import { byKey } from '../../text/byKey.js';
import type { Edit } from '../../text/edit.js';
import { type Span, shiftSpan } from '../../text/span.js';
import { type Fix, lazyFix } from '../problem.js';
import { type Concerned, concernedBy } from '../script/dependents.js';
import { itemsListed, withoutListed } from '../script/listedObjects.js';
import { isHolder, isItem, type Losses, lossesWith, type Named, nameOfLost } from '../script/losses.js';
import { type Script, type ScriptStatement, textOf } from '../script/script.js';
import { commentOut } from './commentOut.js';
import { concernedByConstraint } from './lostConstraints.js';
import { placeEdits } from './placeEdits.js';

/** What a script does without, in words for people. */
export interface LeftOut {
  /** What no longer happens: "the trigger no longer runs". */
  readonly consequence: string;
  /** What to do instead, in a sentence of its own. */
  readonly instead: string;
}

/** Statements that need not be left out with an object, because their edits let them use another one. */
export interface Moved {
  readonly edits: readonly Edit[];
  /** Where they begin in the script. */
  readonly starts: ReadonlySet<number>;
}

/** A statement of a script, and the part that can be left out with the finding. */
interface Place {
  readonly script: Script;
  readonly placed: ScriptStatement;
  readonly part: SyntaxNode | undefined;
}

/**
 * Turns a statement, or a part of it, into a comment, below a comment that says what is missing. Statements that only concern
 * the same object become comments too.
 */
export function leaveOut(
  { script, placed, part }: Place,
  { consequence, instead }: LeftOut,
  moved?: Moved,
): Fix {
  const note = lineComment(`review: ${consequence}. ${instead}`);
  const losses = part ? undefined : lossesWith(script, placed, moved?.starts);
  const words = {
    id: 'leave-out',
    title: `Comment the ${part ? 'clause' : 'statement'} out`,
    consequence,
    safety: 'review',
    leavesOut: true,
    ...(losses && !losses.isAll && { isPartial: true as const }),
  } as const;
  return lazyFix(words, () =>
    part
      ? [
          ...partEdits(script, placed, part, note),
          ...concernedEdits(script, constraintsOf(script, placed, part), new Set([placed])),
        ]
      : [...wholeEdits(script, placed, note, losses), ...(moved?.edits ?? [])],
  );
}

function wholeEdits(
  script: Script,
  placed: ScriptStatement,
  note: string,
  losses: Losses | undefined,
): Edit[] {
  const { wholes = new Map<ScriptStatement, Named>(), parts = new Map<SyntaxNode, ScriptStatement>() } =
    losses ?? {};
  const gone = [placed, ...wholes.keys()];
  const concerned = [
    ...gone.flatMap((one) => [...concernedBy(script, one), ...constraintsOf(script, one)]),
    ...[...parts].flatMap(([part, of]) => constraintsOf(script, of, part)),
    ...[...parts].flatMap(([part, of]) => (isListedObject(part) ? [{ statement: of, part }] : [])),
  ];
  return [
    commentOut(script, placed.span, [note]),
    ...concernedEdits(script, concerned, new Set(gone)),
    ...[...wholes].map(([{ span, facts }, lost]) => {
      const isOnlyDependent = kindsOfDependents.has(facts.kind);
      return commentOut(
        script,
        span,
        isOnlyDependent ? [] : [lineComment(`review: it uses ${nameOfLost(lost)}.`)],
      );
    }),
    ...[...parts].flatMap(([part, of]) => (isListedObject(part) ? [] : lostPart(script, of, part))),
  ];
}

const isListedObject = ({ parent }: SyntaxNode): boolean => parent !== undefined && isHolder(parent);

/** What concerns the constraint that a part of a statement is, or else that an ALTER TABLE adds alone. */
function constraintsOf(script: Script, placed: ScriptStatement, part?: SyntaxNode): readonly Concerned[] {
  if (!part && placed.facts.kind !== 'AlterTableStmt') return [];
  const tree = treeOf(textOf(script, placed));
  const holder = part ?? childOf(tree, 'action', 'add constraint');
  const constraint = holder?.kind === 'constraint' ? holder : childOf(holder, 'constraint');
  return constraint ? concernedByConstraint(script, placed, constraint) : [];
}

/** Takes out what concerns lost objects: a whole statement as a comment, and of one that does more the actions or the names. */
function concernedEdits(
  script: Script,
  concerned: readonly Concerned[],
  gone: ReadonlySet<ScriptStatement>,
): Edit[] {
  return [...byKey(concerned.map(({ statement, part }) => [statement, part] as const))].flatMap(
    ([statement, parts]) => {
      if (gone.has(statement)) return [];
      const lost = new Set(parts.flatMap((part) => part ?? []));
      const [holder] = [...lost].map(({ parent }) => parent);
      const listed = holder && !parts.includes(undefined) ? itemsListed(holder) : [];
      if (listed.every(({ node }) => lost.has(node))) return [commentOut(script, statement.span, [])];
      return placeEdits(script, statement, withoutListed(textOf(script, statement), listed, lost));
    },
  );
}

/** Kinds of statements that depend on an object and do nothing else. */
const kindsOfDependents: ReadonlySet<string> = new Set([
  'AlterFunctionStmt',
  'AlterOperatorStmt',
  'AlterOwnerStmt',
  'CommentStmt',
  'DropStmt',
  'GrantStmt',
]);

/** An element or an action becomes a comment on lines of its own; a clause of a column becomes one in place. */
function lostPart(script: Script, of: ScriptStatement, part: SyntaxNode): Edit[] {
  const text = textOf(script, of);
  if (isItem(part)) return partEdits(script, of, part, lineComment('review: it uses what does not exist.'));
  const written = sourceOf(text, part).replace(/\/\*|\*\//g, '…');
  return placeEdits(script, of, replace(text, part, `/* ${written} */`));
}

/** The action of an ALTER TABLE with others, or the element of a CREATE TABLE, that holds a UTF-16 offset. */
export function separablePart(statement: StatementText, offset: number): SyntaxNode | undefined {
  let node: SyntaxNode | undefined = nodeAtToken(treeOf(statement), tokenAt(statement, offset));
  for (; node?.parent; node = node.parent) {
    const { kind, parent } = node;
    if (kind === 'action' && parent.word === 'AlterTableStmt')
      return childrenOf(parent, 'action').length > 1 ? node : undefined;
    if (parent.kind === 'list' && parent.word === 'element' && parent.parent?.word === 'CreateStmt')
      return node;
  }
  return undefined;
}

/** The part includes the comma behind it; the last part of a list includes the comma before it. */
function partEdits(script: Script, placed: ScriptStatement, part: SyntaxNode, note: string): Edit[] {
  const text = textOf(script, placed);
  const spanIn = (first: number, last: number): Span =>
    shiftSpan(spanOf(text, { first, last }), placed.span.start);
  const { first, last, kind, parent } = part;
  const others = (parent?.children ?? []).filter((one) => kind !== 'action' || one.kind === kind);
  const isFollowed = others.at(-1) !== part;
  const edit = commentOut(script, spanIn(first, isFollowed ? last + 1 : last), [note]);
  const isLast = !isFollowed && others.length > 1;
  return isLast ? [{ ...spanIn(first - 1, first - 1), text: '' }, edit] : [edit];
}
