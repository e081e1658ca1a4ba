import { createLineIndex } from '../text/lines.js';
import type { Span } from '../text/span.js';
import type { Readiness } from './report.js';
import {
  type Alike,
  groupsOf,
  type LeftoverGroup,
  linesText,
  othersText,
  type RepairGroup,
} from './reportGroups.js';

/** A readiness report as a Markdown document. `text` is the text that was given, `name` what to call it. */
export function reportMarkdown(name: string, text: string, report: Readiness): string {
  const index = createLineIndex(text);
  const lineOf = (offset: number) => index.positionAt(offset).line + 1;
  const linesOf = ({ spans }: { readonly spans: readonly Span[] }) => linesText(spans, lineOf);
  const { safe, decisions, absences, errors, warnings } = groupsOf(report);
  const withOthers = (entry: string, group: Alike) => {
    const others = othersText(group, lineOf);
    return others === undefined ? entry : `${entry}\n  - ${others}.`;
  };
  return [
    `# ${escaped(name)} on Aurora DSQL`,
    `**${capitalized(report.verdict)}.**`,
    ...(report.stop ? [escaped(report.stop)] : []),
    ...section(
      'To decide',
      decisions.map((group) => withOthers(decision(group, linesOf(group)), group)),
    ),
    ...section('No replacement', [
      ...absences.map((group) => withOthers(absent(group, linesOf(group)), group)),
      ...errors.map((group) => withOthers(leftover(group, linesOf(group)), group)),
    ]),
    ...section(
      'Repaired with the same meaning',
      safe.map((group) => withOthers(safeFix(group, linesOf(group)), group)),
    ),
    ...section(
      'Accepted, but check it',
      warnings.map((group) => withOthers(leftover(group, linesOf(group)), group)),
    ),
  ].join('\n\n');
}

const section = (heading: string, entries: readonly string[]): readonly string[] =>
  entries.length > 0 ? [`## ${heading}`, entries.join('\n')] : [];

const safeFix = ({ action, rule }: RepairGroup, lines: string): string =>
  `- ${escaped(action)} (${rule}, ${lines})`;

const decision = ({ action, consequence, rule, alternatives }: RepairGroup, lines: string): string =>
  [
    `- **${escaped(action)}** (${rule}, ${lines})`,
    ...(consequence ? [`  - What changes: ${escaped(consequence)}`] : []),
    ...alternatives.map((title) => `  - Or: ${escaped(title)}`),
  ].join('\n');

const absent = ({ consequence = '', rule, absence }: RepairGroup, lines: string): string =>
  [
    `- **${escaped(absence?.message ?? '')}** (${rule}, ${lines})`,
    `  - Commented out: ${escaped(consequence)}`,
    `  - ${escaped(absence?.instead ?? '')}`,
  ].join('\n');

const leftover = ({ message, why, instead, rule, documentation }: LeftoverGroup, lines: string): string =>
  `- **${escaped(message)}** ([${rule}](${documentation}), ${lines})\n  - ${escaped(why)}\n  - ${escaped(instead)}`;

const capitalized = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

/** The text with Markdown's own signs escaped. */
const escaped = (text: string): string => text.replace(/[\\`*_[\]<>#|&~]/g, '\\$&').replace(/\s+/g, ' ');
