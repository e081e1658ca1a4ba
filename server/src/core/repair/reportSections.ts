import { createLineIndex } from '../text/lines.js';
import type { Span } from '../text/span.js';
import type { Readiness } from './report.js';
import { type Alike, groupsOf, type LeftoverGroup, othersText, type RepairGroup } from './reportGroups.js';

/** A readiness report as plain data for a page: headings with what stands below each. */
export interface ReportSection {
  readonly heading: string;
  readonly entries: readonly ReportEntry[];
}

export interface ReportEntry {
  readonly title: string;
  readonly rule: string;
  /** Lines of the text that was given, from 1. */
  readonly lines: readonly number[];
  /** Sentences below the title. */
  readonly notes: readonly string[];
  /** The ways to repair it, the one that is taken first; none where there is one way only. */
  readonly choices: readonly string[];
}

export function reportSections(text: string, report: Readiness): readonly ReportSection[] {
  const index = createLineIndex(text);
  const linesOf = (spans: readonly Span[]) => [
    ...new Set(spans.map(({ start }) => index.positionAt(start).line + 1)),
  ];
  const { safe, decisions, absences, errors, warnings } = groupsOf(report);
  const others = (group: Alike) => {
    const told = othersText(group, (offset) => index.positionAt(offset).line + 1);
    return told === undefined ? [] : [`${told}.`];
  };
  const repair = (group: RepairGroup): ReportEntry => {
    const { action, consequence, rule, spans, choosable } = group;
    const taken = consequence === undefined ? action : `${action} (${consequence})`;
    return {
      title: action,
      rule,
      lines: linesOf(spans),
      notes: [...(consequence === undefined ? [] : [`What changes: ${consequence}`]), ...others(group)],
      choices: choosable.length > 0 ? [taken, ...choosable] : [],
    };
  };
  const absent = (group: RepairGroup): ReportEntry => ({
    title: group.absence?.message ?? '',
    rule: group.rule,
    lines: linesOf(group.spans),
    notes: [`Commented out: ${group.consequence ?? ''}`, group.absence?.instead ?? '', ...others(group)],
    choices: [],
  });
  const left = (group: LeftoverGroup): ReportEntry => ({
    title: group.message,
    rule: group.rule,
    lines: linesOf(group.spans),
    notes: [group.why, group.instead, ...others(group)],
    choices: [],
  });
  const sections: readonly ReportSection[] = [
    { heading: 'To decide', entries: decisions.map(repair) },
    { heading: 'No replacement', entries: [...absences.map(absent), ...errors.map(left)] },
    { heading: 'Repaired with the same meaning', entries: safe.map(repair) },
    { heading: 'Accepted, but check it', entries: warnings.map(left) },
  ];
  return sections.filter(({ entries }) => entries.length > 0);
}
