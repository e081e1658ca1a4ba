import type { Fix } from '../problem.js';
import { lineComment } from '../syntax/comments.js';
import type { TokenRange } from '../syntax/ranges.js';
import { isAt, spanOf, wordOf } from '../syntax/tokens.js';
import type { Edit } from '../text/edit.js';
import { lineStartOf } from '../text/lines.js';
import { type Span, shiftSpan } from '../text/span.js';
import { dependentsOf, lostDefaults } from './dependents.js';
import type { Script, ScriptStatement } from './script.js';
import { actionAt, tableTextOf, textOf } from './tableText.js';

/** What a script does without, for people. */
export interface Absence {
  /** What no longer happens: "the trigger no longer runs". */
  readonly consequence: string;
  /** What to do in its place, in a sentence of its own. */
  readonly instead: string;
}

/**
 * Makes a comment of a statement, or of the table's element or the ALTER action that a span lies in, below one that says
 * what is missing now. Statements of the script that speak of nothing else go along.
 */
export function leaveOut(script: Script, statement: ScriptStatement, at: Span, absence: Absence): Fix {
  const part = partAt(script, statement, at);
  const note = lineComment(`review: ${absence.consequence}. ${absence.instead}`);
  return {
    title: `Comment the ${part ? 'clause' : 'statement'} out (${absence.consequence})`,
    safety: 'review',
    leavesOut: true,
    edits: part
      ? partEdits(script, statement, part, note)
      : [
          commented(script, statement.span, [note]),
          ...dependentsOf(script, statement).map(({ span }) => commented(script, span, [])),
          ...lostDefaults(script, statement),
        ],
  };
}

/** The element of CREATE TABLE, or the action of an ALTER TABLE with others, that a span lies in. */
function partAt(script: Script, statement: ScriptStatement, at: Span): TokenRange | undefined {
  const action = actionAt(script, statement, at);
  if (action) return action.isOnly ? undefined : action;
  const table = isAt(textOf(script, statement), 0, 'create') && tableTextOf(script, statement);
  if (!table) return undefined;
  const offset = at.start - statement.span.start;
  return table.elements.find(({ first, last }) => {
    const { start, end } = spanOf(table.text, first, last);
    return start <= offset && offset < end;
  });
}

/** The part goes with the comma behind it; the last part of a list takes the comma before it. */
function partEdits(script: Script, statement: ScriptStatement, { first, last }: TokenRange, note: string) {
  const text = textOf(script, statement);
  const placed = (from: number, to: number): Span => shiftSpan(spanOf(text, from, to), statement.span.start);
  const isFollowed = wordOf(text, last + 1) === ',';
  const edit = commented(script, placed(first, isFollowed ? last + 1 : last), [note]);
  const isLast = !isFollowed && wordOf(text, first - 1) === ',';
  return isLast ? [{ ...placed(first - 1, first - 1), text: '' }, edit] : [edit];
}

/** Makes each line of a span a line comment, below these lines; what stands beside it gets lines of its own. */
function commented({ text, newline }: Script, { start, end }: Span, notes: readonly string[]): Edit {
  const lead = text.slice(lineStartOf(text, start), start);
  const indent = /^[ \t]*/.exec(lead)?.[0] ?? '';
  const before = lead === indent ? '' : `${newline}${indent}`;
  const blanks = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
  const isEnd = end + blanks === text.length || /[\r\n]/.test(text.charAt(end + blanks));
  const lines = text
    .slice(start, end)
    .split(/\r\n|\n|\r/)
    .map((line) => `-- ${line.startsWith(indent) ? line.slice(indent.length) : line}`.trimEnd());
  const from = before === '' ? start : lineEnd(text, start);
  return {
    start: from,
    end: isEnd ? end : end + blanks,
    text: before + [...notes, ...lines].join(newline + indent) + (isEnd ? '' : newline + indent),
  };
}

/** Behind the last sign before an offset that is no blank. */
function lineEnd(text: string, offset: number): number {
  let end = offset;
  while (/[ \t]/.test(text.charAt(end - 1))) end--;
  return end;
}
