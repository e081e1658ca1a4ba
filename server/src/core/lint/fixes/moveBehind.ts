import { childOf, descendantsOf, nameOf } from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import { byKey } from '../../text/byKey.js';
import type { Edit } from '../../text/edit.js';
import { lineStartOf } from '../../text/lines.js';
import type { Span } from '../../text/span.js';
import { dependentsOf } from '../script/dependents.js';
import { type Script, type ScriptStatement, textOf } from '../script/script.js';
import { statementsWith } from '../script/wordsIn.js';
import { withCommentsAbove } from './commentsAbove.js';
import { placeEdits } from './placeEdits.js';

/** A CREATE FUNCTION, and the later statement behind which it shall stand. */
export interface Move {
  readonly moved: ScriptStatement;
  readonly target: ScriptStatement;
}

/**
 * Moves functions behind later statements, each with its comments and the statements between that only concern the function,
 * such as its owner. What goes behind one statement stands in the order of the moves. A function that a statement between needs
 * stays.
 */
export function moveBehind(script: Script, moves: readonly Move[]): Edit[] {
  const cut = moves.flatMap(({ moved, target }) => {
    const lifted = lift(script, moved, target);
    return lifted ? [[target, lifted] as const] : [];
  });
  return [
    ...cut.flatMap(([, { gone }]) => gone),
    ...[...byKey(cut)].flatMap(([target, all]) => {
      const { length } = script.text.slice(target.span.start, placeOf(script, target).end);
      const text = all.map((one) => one.text).join('');
      return placeEdits(script, target, [{ start: length, end: length, text }]);
    }),
  ];
}

interface Lifted {
  /** The edits that delete it where it stands. */
  readonly gone: readonly Edit[];
  /** With a line break before it. */
  readonly text: string;
}

/** Undefined where a statement between needs the function. */
function lift(script: Script, moved: ScriptStatement, target: ScriptStatement): Lifted | undefined {
  const isBetween = ({ span }: ScriptStatement) =>
    span.start > moved.span.start && span.start <= target.span.start;
  const along = dependentsOf(script, moved).filter((one) => isBetween(one) && one !== target);
  const created = textOf(script, moved);
  const name = nameOf(created, childOf(treeOf(created), 'name'));
  const needing = statementsWith(script, name).filter(
    (one) => isBetween(one) && !along.includes(one) && needs(script, one, name),
  );
  if (needing.length > 0) return undefined;
  const places = [moved, ...along].map((one) => placeOf(script, one));
  const texts = places.map(({ start, end }) => script.text.slice(start, end));
  // A tool writes an empty line above the comment of each statement.
  const lead = texts[0]?.startsWith('--') && /^--\r?\n/.test(texts[0]) ? '\n\n' : '\n';
  return {
    gone: places.map((place) => ({ ...withItsLines(script.text, place), text: '' })),
    text: lead + texts.join(lead),
  };
}

/** Whether a statement needs a function when it runs, or concerns it. A body is read when it is called. */
function needs(script: Script, statement: ScriptStatement, name: string): boolean {
  const text = textOf(script, statement);
  const isNamed = [...descendantsOf(treeOf(text), 'name')].some(
    (node) => (node.word === 'function' || node.word === '') && nameOf(text, node) === name,
  );
  return isNamed || (statement.facts.kind === 'DefineStmt' && text.text.includes(name));
}

/** A statement with the comments right above it and the one behind it on its line. */
function placeOf(script: Script, statement: ScriptStatement): Span {
  const { text } = script;
  const { end } = statement.span;
  commentBehind.lastIndex = end;
  const comment = commentBehind.exec(text)?.[0] ?? '';
  const isMark = /^\s*--> *statement-breakpoint/.test(comment);
  return { start: withCommentsAbove(script, statement), end: isMark ? end : end + comment.length };
}

const commentBehind = /[ \t]*--[^\r\n]*/y;

/** The lines of a span, with the empty lines after it where there are some before it too. */
function withItsLines(text: string, { start, end }: Span): Span {
  const line = lineStartOf(text, start);
  if (text.slice(line, start).trim() !== '') return { start, end };
  const isBelowEmpty = line === 0 || isEmptyAbove(text, line);
  behindStatement.lastIndex = end;
  const rest = behindStatement.exec(text)?.[0];
  const first = /^[^\n]*\n/.exec(rest ?? '')?.[0].length ?? 0;
  return { start: first > 0 ? line : start, end: end + (isBelowEmpty ? (rest?.length ?? 0) : first) };
}

/** The rest of the line, with a mark of Drizzle, and the empty lines below it. */
const behindStatement = /[ \t]*(?:--> *statement-breakpoint[ \t]*)?\r?\n(?:[ \t]*\r?\n)*/y;

/** Whether the line above a line's start holds blanks only. The first line of a text does not count. */
function isEmptyAbove(text: string, line: number): boolean {
  if (text.charAt(line - 1) !== '\n') return false;
  let at = line - (text.charAt(line - 2) === '\r' ? 3 : 2);
  while (text.charAt(at) === ' ' || text.charAt(at) === '\t') at--;
  return text.charAt(at) === '\n';
}
