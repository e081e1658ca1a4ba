import type { Token } from '../syntax/lexer.js';
import type { Span } from '../text/span.js';

/** A comment `-- dsql-ignore rule[, rule]: reason` or `-- dsql-ignore-file rule: reason`. */
export interface Ignore {
  readonly comment: Span;
  readonly names: readonly IgnoredName[];
  /**
   * Where problems are silenced: in the statement around or after the comment (by its index), in a part of a body, or in the
   * whole text.
   */
  readonly scope: number | Span | 'text';
}

export interface IgnoredName {
  readonly id: string;
  readonly span: Span;
}

type Statements = readonly { readonly span: Span }[];

/** The ignores among comments; `behind` finds the scope of a comment that begins at an offset. */
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

/** An ignore of an inner text in its outer text; `outer` maps a span to its place there. */
export const placeIgnore = ({ comment, names, scope }: Ignore, outer: (span: Span) => Span): Ignore => ({
  comment: outer(comment),
  names: names.map(({ id, span }) => ({ id, span: outer(span) })),
  scope: typeof scope === 'object' ? outer(scope) : scope,
});

/** What the ignores of a text silence, and which of them silence nothing. */
export interface Silence {
  /** Whether a problem of a rule at an offset is silenced in a statement, told by its index. */
  readonly covers: (rule: string, statement: number, at: number) => boolean;
  /** The names in ignores that have covered nothing so far, except those of rules that are off. */
  readonly unused: (isOff: (rule: string) => boolean) => readonly UnusedIgnore[];
}

/** An ignore, or one of its names, that silences nothing. */
export interface UnusedIgnore {
  readonly text: string;
  readonly ignore: Ignore;
  /** Undefined where the comment has no name at all. */
  readonly name: IgnoredName | undefined;
  /** Whether a rule has that name. */
  readonly isRule: boolean;
}

export function silenceOf(
  text: string,
  ignores: readonly Ignore[],
  isRule: (id: string) => boolean,
): Silence {
  const names = new Map<string, Names>();
  const inBodies = new Map<string, Scoped[]>();
  const used = new Set<IgnoredName>();
  for (const { scope, names: own } of ignores) {
    for (const name of own) {
      if (typeof scope === 'object') listIn(inBodies, name.id).push({ scope, name });
      else {
        const key = `${scope} ${name.id}`;
        const known = names.get(key) ?? { all: [], isUsed: false };
        known.all.push(name);
        names.set(key, known);
      }
    }
  }
  const parts = new Map([...inBodies].map(([rule, scoped]) => [rule, partsOf(scoped)]));
  /** Marks all as used, once. Answers whether there are any. */
  const use = (some: Names | undefined): boolean => {
    if (!some) return false;
    if (!some.isUsed) for (const name of some.all) used.add(name);
    some.isUsed = true;
    return true;
  };
  return {
    covers(rule, statement, at) {
      const ofText = use(names.get(`text ${rule}`));
      const ofStatement = use(names.get(`${statement} ${rule}`));
      let isInPart = false;
      for (let part = partAt(parts.get(rule) ?? [], at); part; part = part.outer) {
        // The parts around a used part are used already.
        if (part.isUsed) return true;
        isInPart = use(part);
      }
      return ofText || ofStatement || isInPart;
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

/** The ignores of one rule and one scope. */
interface Names {
  readonly all: IgnoredName[];
  isUsed: boolean;
}

interface Scoped {
  readonly scope: Span;
  readonly name: IgnoredName;
}

/** A part of a body that ignores of one rule cover. Two of them are nested or disjoint. */
interface Part extends Names {
  readonly scope: Span;
  readonly outer: Part | undefined;
}

/** By start, outer parts before inner ones. */
function partsOf(scoped: readonly Scoped[]): readonly Part[] {
  const parts: Part[] = [];
  const sorted = scoped
    .filter(({ scope }) => scope.start < scope.end)
    .sort(({ scope: one }, { scope: other }) => one.start - other.start || other.end - one.end);
  for (const { scope, name } of sorted) {
    const last = parts.at(-1);
    if (last?.scope.start === scope.start && last.scope.end === scope.end) last.all.push(name);
    else parts.push({ scope, all: [name], isUsed: false, outer: around(last, scope.start) });
  }
  return parts;
}

/** The first of a part and the parts around it that holds an offset. */
function around(part: Part | undefined, at: number): Part | undefined {
  let found = part;
  while (found && found.scope.end <= at) found = found.outer;
  return found;
}

/** The innermost part at an offset. */
function partAt(parts: readonly Part[], at: number): Part | undefined {
  let low = 0;
  let high = parts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.scope.start ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return around(parts[low - 1], at);
}

function listIn<V>(lists: Map<string, V[]>, key: string): V[] {
  const known = lists.get(key);
  if (known) return known;
  const list: V[] = [];
  lists.set(key, list);
  return list;
}

/** The index of the first statement that ends after an offset; the number of statements where none does. */
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
