import { rules } from '../rules/index.js';
import unusedIgnore from '../rules/unused-ignore.js';
import type { Token } from '../syntax/lexer.js';
import { lineStartOf } from '../text/lines.js';
import type { Span } from '../text/span.js';
import type { RuleFinding } from './engine.js';

/** A comment `-- dsql-ignore rule[, rule]: reason` or `-- dsql-ignore-file rule: reason`. */
export interface Ignore {
  readonly comment: Span;
  readonly names: readonly { readonly id: string; readonly span: Span }[];
  /** Where problems are silenced: the statement (by index) around or behind the comment, or the whole text. */
  readonly scope: number | 'text';
}

type Statements = readonly { readonly span: Span }[];

export function readIgnores(text: string, comments: readonly Token[], statements: Statements): Ignore[] {
  return comments.flatMap((comment) => {
    const found = /^(?:--+|\/\*+)[ \t]*dsql-ignore(-file)?(?![\w-])([^:\r\n*]*)/.exec(
      text.slice(comment.start, Math.min(comment.end, comment.start + 1000)),
    );
    if (!found) return [];
    const [whole, isFile, list = ''] = found;
    const listStart = comment.start + whole.length - list.length;
    const names = [...list.matchAll(/[^\s,]+/g)].map(({ 0: id, index }) => ({
      id,
      span: { start: listStart + index, end: listStart + index + id.length },
    }));
    const scope = isFile ? 'text' : firstEndingBehind(statements, comment.start);
    return [{ comment: { start: comment.start, end: comment.end }, names, scope }];
  });
}

/** What the ignores of a text silence, and which of them silence nothing. */
export interface Silence {
  /** Whether a problem of a rule is silenced in a statement, told by its index. */
  readonly covers: (rule: string, statement: number) => boolean;
  /** A finding for each ignore, or each of its names, that has covered nothing so far. */
  readonly unused: (isOff: (rule: string) => boolean) => readonly RuleFinding[];
}

export function silenceOf(text: string, ignores: readonly Ignore[]): Silence {
  const used = new Set<Ignore['names'][number]>();
  const names = new Map<string, Ignore['names'][number][]>();
  for (const ignore of ignores) {
    for (const name of ignore.names) {
      const key = `${ignore.scope} ${name.id}`;
      names.set(key, [...(names.get(key) ?? []), name]);
    }
  }
  return {
    covers(rule, statement) {
      const silencing = [...(names.get(`text ${rule}`) ?? []), ...(names.get(`${statement} ${rule}`) ?? [])];
      for (const name of silencing) used.add(name);
      return silencing.length > 0;
    },
    unused: (isOff) =>
      ignores.flatMap((ignore) => {
        if (ignore.names.length === 0) return [finding(text, ignore, ignore.comment, 'it names no rule')];
        return ignore.names
          .filter((name) => !used.has(name) && !isOff(name.id))
          .map(({ id, span }) =>
            finding(text, ignore, span, `"${id}" ${isRule(id) ? 'reports nothing here' : 'is no rule'}`),
          );
      }),
  };
}

/** The index of the first statement that ends behind an offset; the number of statements where none does. */
export function firstEndingBehind(statements: Statements, offset: number): number {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((statements[middle]?.span.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

const isRule = (id: string): boolean => rules.some((rule) => rule.id === id);

const finding = (text: string, ignore: Ignore, at: Span, reason: string): RuleFinding => ({
  rule: unusedIgnore.id,
  at,
  data: { reason },
  fixes: [
    {
      id: 'remove-ignore',
      title: 'Remove this ignore',
      safety: 'safe',
      edits: [{ ...removal(text, ignore, at), text: '' }],
    },
  ],
});

/** One name of several goes with its comma; the last one takes the comment and its line along. */
function removal(text: string, { comment, names }: Ignore, name: Span): Span {
  const at = names.findIndex(({ span }) => span.start === name.start);
  const next = names[at + 1];
  const previous = names[at - 1];
  if (next) return { start: name.start, end: next.span.start };
  if (previous) return { start: previous.span.end, end: name.end };
  const lineStart = lineStartOf(text, comment.start);
  const isAlone = text.slice(lineStart, comment.start).trim() === '';
  const after = /^[ \t]*(?:\r\n|\n|\r)/.exec(text.slice(comment.end, comment.end + 200))?.[0];
  return isAlone && after !== undefined ? { start: lineStart, end: comment.end + after.length } : comment;
}
