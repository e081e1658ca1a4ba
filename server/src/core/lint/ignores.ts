import type { Token } from '../syntax/lexer.js';
import type { Span } from '../text/span.js';

/** A comment `-- dsql-ignore rule[, rule]: reason` or `-- dsql-ignore-file rule: reason`. */
export interface Ignore {
  readonly comment: Span;
  readonly names: readonly IgnoredName[];
  /**
   * Where problems are silenced: the statement (by index) around or behind the comment, the part of a body that is, or
   * the whole text.
   */
  readonly scope: number | Span | 'text';
}

export interface IgnoredName {
  readonly id: string;
  readonly span: Span;
}

type Statements = readonly { readonly span: Span }[];

/** The ignores among comments; `behind` tells the scope of one that begins at an offset. */
export const readIgnores = (
  text: string,
  comments: readonly Token[],
  behind: (offset: number) => number | Span,
): readonly Ignore[] =>
  comments.flatMap((comment) => {
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
    const scope = isFile ? 'text' : behind(comment.start);
    return [{ comment: { start: comment.start, end: comment.end }, names, scope }];
  });

/** An ignore as it stands in a text around its own; `outer` tells where a span lies there. */
export const placeIgnore = ({ comment, names, scope }: Ignore, outer: (span: Span) => Span): Ignore => ({
  comment: outer(comment),
  names: names.map(({ id, span }) => ({ id, span: outer(span) })),
  scope: typeof scope === 'object' ? outer(scope) : scope,
});

/** What the ignores of a text silence, and which of them silence nothing. */
export interface Silence {
  /** Whether a problem of a rule at an offset is silenced in a statement, told by its index. */
  readonly covers: (rule: string, statement: number, at: number) => boolean;
  /** The ignores, each of their names by itself, that have covered nothing so far, but for names of rules that are off. */
  readonly unused: (isOff: (rule: string) => boolean) => readonly UnusedIgnore[];
}

/** An ignore, or one of its names, that silences nothing. */
export interface UnusedIgnore {
  readonly text: string;
  readonly ignore: Ignore;
  /** Undefined where the comment names nothing at all. */
  readonly name: IgnoredName | undefined;
  /** Whether there is a rule of that name. */
  readonly isRule: boolean;
}

export function silenceOf(
  text: string,
  ignores: readonly Ignore[],
  isRule: (id: string) => boolean,
): Silence {
  const used = new Set<IgnoredName>();
  const names = new Map<string, IgnoredName[]>();
  const inBodies = new Map<string, { readonly scope: Span; readonly name: IgnoredName }[]>();
  for (const { scope, names: own } of ignores) {
    for (const name of own) {
      if (typeof scope === 'object') listIn(inBodies, name.id).push({ scope, name });
      else listIn(names, `${scope} ${name.id}`).push(name);
    }
  }
  return {
    covers(rule, statement, at) {
      const inBody = (inBodies.get(rule) ?? []).filter(({ scope }) => scope.start <= at && at < scope.end);
      const silencing = [
        ...(names.get(`text ${rule}`) ?? []),
        ...(names.get(`${statement} ${rule}`) ?? []),
        ...inBody.map(({ name }) => name),
      ];
      for (const name of silencing) used.add(name);
      return silencing.length > 0;
    },
    unused: (isOff) =>
      ignores.flatMap((ignore): UnusedIgnore[] => {
        if (ignore.names.length === 0) return [{ text, ignore, name: undefined, isRule: false }];
        return ignore.names
          .filter((name) => !used.has(name) && !isOff(name.id))
          .map((name) => ({ text, ignore, name, isRule: isRule(name.id) }));
      }),
  };
}

function listIn<V>(lists: Map<string, V[]>, key: string): V[] {
  const known = lists.get(key);
  if (known) return known;
  const list: V[] = [];
  lists.set(key, list);
  return list;
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
