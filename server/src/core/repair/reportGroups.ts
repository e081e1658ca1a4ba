import type { Span } from '../lint/analysis.js';
import { append } from '../text/append.js';
import type { Leftover, Readiness, Repair } from './report.js';

/** Repairs that do the same for the same reason, as one. */
export interface RepairGroup extends Omit<Repair, 'span'>, Alike {
  /** By place. */
  readonly spans: readonly Span[];
}

/** Of many groups that differ only in the names that they tell, some are told, and the last of these stands for the others. */
export interface Alike {
  readonly others?: { readonly count: number; readonly spans: readonly Span[] };
}

/** The same problem in several places, as one. */
export interface LeftoverGroup extends Omit<Leftover, 'span'>, Alike {
  readonly spans: readonly Span[];
}

export interface Groups {
  readonly safe: readonly RepairGroup[];
  readonly decisions: readonly RepairGroup[];
  /** What became a comment. */
  readonly absences: readonly RepairGroup[];
  readonly errors: readonly LeftoverGroup[];
  readonly warnings: readonly LeftoverGroup[];
}

/** The content of a report by what the reader has to do, each in the order of the text. */
export function groupsOf({ repairs, leftovers }: Readiness): Groups {
  const repaired = withoutAlike(grouped(repairs), ({ rule, action, consequence, choosable, absence }) =>
    choosable.length > 0 ? undefined : [rule, action, consequence, absence?.message],
  );
  const left = withoutAlike(grouped(leftovers), ({ rule, message }) => [rule, message]);
  return {
    safe: repaired.filter(({ safety }) => safety === 'safe'),
    decisions: repaired.filter(({ safety, absence }) => safety === 'review' && absence === undefined),
    absences: repaired.filter(({ absence }) => absence !== undefined),
    errors: left.filter(({ severity }) => severity === 'error'),
    warnings: left.filter(({ severity }) => severity === 'warning'),
  };
}

/** Joins values that differ only in their place. */
function grouped<T extends { readonly span: Span }>(
  all: readonly T[],
): readonly (Omit<T, 'span'> & { readonly spans: readonly Span[] })[] {
  const places = new Map<string, { readonly rest: Omit<T, 'span'>; readonly spans: Span[] }>();
  for (const { span, ...rest } of all) {
    const key = JSON.stringify(rest);
    const place = places.get(key);
    if (place) place.spans.push(span);
    else places.set(key, { rest, spans: [span] });
  }
  return [...places.values()].map(({ rest, spans }) => ({ ...rest, spans }));
}

/** Groups of which at most a few have the same texts but for the names in them; a group without texts stays. */
function withoutAlike<T extends { readonly spans: readonly Span[] }>(
  groups: readonly T[],
  textsOf: (group: T) => readonly (string | undefined)[] | undefined,
): readonly (T & Alike)[] {
  const told: { readonly group: T; readonly others: Span[]; count: number }[] = [];
  const alike = new Map<string, typeof told>();
  for (const group of groups) {
    const key = textsOf(group)
      ?.join('\n')
      .replace(/"[^"]*"|[\w.]*[\d_][\w.]*|\w+\.\w[\w.]*/g, '""');
    const known = key === undefined ? [] : (alike.get(key) ?? []);
    const last = known[mostAlike - 1];
    if (last) {
      last.count++;
      append(last.others, group.spans);
      continue;
    }
    const one = { group, others: [], count: 0 };
    told.push(one);
    if (key !== undefined) alike.set(key, [...known, one]);
  }
  return told.map(({ group, others, count }) =>
    count > 0 ? { ...group, others: { count, spans: others } } : group,
  );
}

const mostAlike = 3;

/** As "And 197 more like it, lines 10, 13 and 16"; undefined where there are none. */
export const othersText = ({ others }: Alike, lineOf: (offset: number) => number): string | undefined =>
  others && `And ${others.count} more like it, ${linesText(others.spans, lineOf)}`;

/** As "line 3", "lines 3, 7 and 12", or "lines 3, 7, 12, 15, 19, 24 and 190 more up to line 598", counted from 1. */
export function linesText(spans: readonly Span[], lineOf: (offset: number) => number): string {
  const lines = [...new Set(spans.map(({ start }) => lineOf(start)))];
  const last = lines.at(-1);
  if (lines.length < 2) return `line ${last}`;
  if (lines.length <= mostLines) return `lines ${lines.slice(0, -1).join(', ')} and ${last}`;
  const isRun = lines.every((line, at) => line === (lines[0] ?? 0) + at);
  if (isRun) return `lines ${lines[0]} to ${last}`;
  const shown = lines.slice(0, mostLines - 2);
  return `lines ${shown.join(', ')} and ${lines.length - shown.length} more up to line ${last}`;
}

const mostLines = 8;
