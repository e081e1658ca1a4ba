import { type Status, statuses } from '../../core/repair/report.js';
import {
  type Alike,
  groupsOf,
  type LeftoverGroup,
  linesText,
  othersText,
  type RepairGroup,
} from '../../core/repair/reportGroups.js';
import type { Paint, TextColor } from '../paint.js';
import { count } from '../summary.js';
import { printable, printableStart } from './escape.js';
import { createPlaces } from './places.js';
import {
  addFile,
  noFiles,
  type ReadinessReporter,
  type ReportedFile,
  type Total,
} from './readinessReporter.js';

/** The readiness report for people at a terminal. */
export const reportReadinessText: ReadinessReporter = async function* (files, { paint }) {
  let total = noFiles;
  for await (const file of files) {
    total = addFile(total, file.report);
    yield `${paint('bold', printableStart(file.path))}: ${paint(colors[file.report.status], file.report.verdict)}\n`;
    for (const line of partsOf(file, paint)) yield line === '' ? '\n' : `  ${line}\n`;
  }
  yield `${totalText(total)}\n`;
};

const colors: Readonly<Record<Status, TextColor>> = {
  ready: 'green',
  repairable: 'green',
  undecided: 'yellow',
  blocked: 'red',
};

function* partsOf({ text, report }: ReportedFile, paint: Paint): Generator<string> {
  const { placeOf } = createPlaces(text);
  const lineOf = (offset: number) => placeOf(offset).line;
  const { safe, decisions, absences, errors, warnings } = groupsOf(report);
  const where = ({ rule, spans }: RepairGroup | LeftoverGroup) =>
    paint('dim', `[${rule}] ${linesText(spans, lineOf)}`);

  if (report.stop) yield printable(report.stop);
  yield* part('To decide', decisions.flatMap(decided));
  yield* part('No replacement', [...absences.flatMap(missing), ...errors.flatMap(explained)]);
  yield* part(
    'Repaired with the same meaning',
    safe.flatMap((group) => [`${printable(group.action)} ${where(group)}`, ...others(group)]),
  );
  yield* part('Accepted, but check it', warnings.flatMap(explained));
  if (report.repairs.length + report.leftovers.length > 0) yield '';

  function* part(heading: string, lines: readonly string[]): Generator<string> {
    if (lines.length === 0) return;
    yield '';
    yield paint('bold', heading);
    for (const line of lines) yield `  ${line}`;
  }

  function others(group: Alike): readonly string[] {
    const told = othersText(group, lineOf);
    return told === undefined ? [] : [paint('dim', `  ${told}`)];
  }

  function decided(group: RepairGroup): readonly string[] {
    return [
      `${printable(group.action)} ${where(group)}`,
      ...(group.consequence ? [`  what changes: ${printable(group.consequence)}`] : []),
      ...group.alternatives.map((title) => `  or: ${printable(title)}`),
      ...others(group),
    ];
  }

  function missing(group: RepairGroup): readonly string[] {
    return [
      `${printable(group.absence?.message ?? '')} ${where(group)}`,
      `  commented out: ${printable(group.consequence ?? '')}`,
      `  ${printable(group.absence?.instead ?? '')}`,
      ...others(group),
    ];
  }

  function explained(group: LeftoverGroup): readonly string[] {
    return [
      `${printable(group.message)} ${where(group)}`,
      `  ${printable(group.why)}`,
      `  ${printable(group.instead)}`,
      ...others(group),
    ];
  }
}

/** As "3 files: 1 ready, 2 to decide on. 4 safe fixes, 3 decisions, 0 statements without a replacement." */
function totalText({ files, safe, decisions, blocked }: Total): string {
  const states = statuses
    .filter((status) => files[status] > 0)
    .map((status) => `${files[status]} ${stateText[status]}`);
  const all = Object.values(files).reduce((sum, amount) => sum + amount, 0);
  const needs = [
    count(safe, 'safe fix', 'safe fixes'),
    count(decisions, 'decision'),
    `${count(blocked, 'statement')} without a replacement`,
  ];
  return `${count(all, 'file')}${states.length > 0 ? `: ${states.join(', ')}` : ''}. ${needs.join(', ')}.`;
}

const stateText: Readonly<Record<Status, string>> = {
  ready: 'ready',
  repairable: 'ready after safe fixes',
  undecided: 'to decide on',
  blocked: 'with statements that have no replacement',
};
