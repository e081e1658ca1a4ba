import type { Span } from '../lint/analysis.js';
import type { Leftover, Readiness, Repair } from './report.js';

/** Repairs that do the same for the same reason, as one. */
export interface RepairGroup extends Omit<Repair, 'span'> {
  /** By place. */
  readonly spans: readonly Span[];
}

/** The same problem in several places, as one. */
export interface LeftoverGroup extends Omit<Leftover, 'span'> {
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
  const repaired = grouped(repairs);
  const left = grouped(leftovers);
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

/** As "line 3" or "lines 3, 7 and 12", counted from 1. */
export function linesText(spans: readonly Span[], lineOf: (offset: number) => number): string {
  const lines = [...new Set(spans.map(({ start }) => lineOf(start)))];
  const last = lines.pop();
  return lines.length === 0 ? `line ${last}` : `lines ${lines.join(', ')} and ${last}`;
}
