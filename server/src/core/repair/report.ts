import type { AnalysisOptions, Analyzer, Problem, Safety, Severity, Span } from '../lint/analysis.js';
import { placesIn, problemsByFile } from '../lint/problemsByFile.js';
import { rules } from '../rules/index.js';
import type { Origins } from '../text/origins.js';
import { byPart, partAt } from '../text/parts.js';
import { shiftSpan } from '../text/span.js';
import { finish, type Steps } from '../text/steps.js';
import type { AppliedFix } from './appliedFix.js';
import { asItIs, type Choices, type FixedText, filesOf, fixPiecesInSteps, spanIn } from './fixAll.js';
import { stopText } from './roundLimits.js';

/** How ready a text is for DSQL, as plain data. Spans are UTF-16 offsets of the text as it was given. */
export interface Readiness {
  /** The text after every fix, safe or to review. */
  readonly repaired: string;
  readonly status: Status;
  /** The status for people, as "2 decisions, 1 statement has no replacement". */
  readonly verdict: string;
  readonly counts: ReportCounts;
  /** What was changed on the way to `repaired`, by place. */
  readonly repairs: readonly Repair[];
  /** The errors and warnings of `repaired`, by place. */
  readonly leftovers: readonly Leftover[];
  /** Why there may be more to repair, in a sentence; undefined where there is not. */
  readonly stop: string | undefined;
}

/** `ready`: DSQL accepts it as it is. `repairable`: after safe fixes. `undecided`: after fixes that a person reviews. */
export type Status = (typeof statuses)[number];

export const statuses = ['ready', 'repairable', 'undecided', 'blocked'] as const;

export interface ReportCounts {
  /** Fixes that keep the meaning. */
  readonly safe: number;
  /** Fixes that change behavior. */
  readonly decisions: number;
  /** What DSQL refuses and no fix repairs: statements that are left, and those that became comments. */
  readonly blocked: number;
}

export interface Repair {
  readonly rule: string;
  readonly severity: Severity;
  readonly safety: Safety;
  /** What is done, without its consequence. */
  readonly action: string;
  /** What changes by it; undefined for a safe fix. */
  readonly consequence: string | undefined;
  readonly span: Span;
  /** Titles of the other ways to repair it. */
  readonly alternatives: readonly string[];
  /** Those of the alternatives that repair it by themselves. */
  readonly choosable: readonly string[];
  /** It became a comment, because it has no replacement. */
  readonly absence?: Absence;
}

export interface Absence {
  /** What DSQL refuses. */
  readonly message: string;
  readonly instead: string;
}

export interface Leftover {
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly why: string;
  readonly instead: string;
  readonly documentation: string;
  readonly span: Span;
}

/** Repairs a text in full, and reports what that changes, what it costs and what it cannot repair. */
export const readiness = (analyzer: Analyzer, text: string, options: Partial<AnalysisOptions>): Readiness =>
  finish(readinessInSteps(analyzer, text, options));

export function* readinessInSteps(
  analyzer: Analyzer,
  text: string,
  options: Partial<AnalysisOptions>,
  choices: Choices = {},
): Steps<Readiness> {
  const [one] = yield* readinessTogetherInSteps(analyzer, [text], options, choices);
  return one ?? readinessOf(asItIs(text), false, []);
}

/** The same for several texts in the order in which they are applied: what one creates exists for those after it. */
export function* readinessTogetherInSteps(
  analyzer: Analyzer,
  texts: readonly string[],
  options: Partial<AnalysisOptions>,
  choices: Choices = {},
): Steps<readonly Readiness[]> {
  const refused = problemsByFile(yield* analyzer.analyzeInSteps(texts, options)).map((problems) =>
    problems.some(isError),
  );
  const fixed = yield* fixPiecesInSteps(analyzer, texts, options, 'review', choices);
  const analysis = yield* analyzer.analyzeInSteps(
    fixed.map(({ text }) => text),
    options,
  );
  const { parts, statements } = analysis;
  const spans: Span[][] = [];
  const places = placesIn(analysis);
  for (const [at, { part, things }] of [...byPart(parts, statements, ({ span }) => span.end)].entries()) {
    const { file, offset } = places[at] ?? { file: at, offset: 0 };
    const ofFile = (spans[file] ??= []);
    for (const { span } of things) ofFile.push(shiftSpan(span, offset - part.start));
  }
  return filesOf(texts, fixed, options).map((one, file) =>
    readinessOf(one, refused[file] ?? false, spans[file] ?? []),
  );
}

function readinessOf(fixed: FixedText, isRefused: boolean, statements: readonly Span[]): Readiness {
  const { text: repaired, left, origins, stop } = fixed;
  const repairs = fixed.repairs.map(repairOf).sort(byStart);
  const blocking = statementsWith(left.filter(isError), statements);
  const kept = repairs.filter(({ absence }) => absence === undefined);
  const counts = {
    safe: kept.filter(({ safety }) => safety === 'safe').length,
    decisions: kept.filter(({ safety }) => safety === 'review').length,
    blocked: repairs.length - kept.length + blocking,
  };
  const status = statusOf(counts, isRefused);
  return {
    repaired,
    status,
    verdict: verdictOf(status, counts),
    counts,
    repairs,
    leftovers: left.flatMap((problem) => leftoverOf(problem, origins)).sort(byStart),
    stop: stop && stopText(stop),
  };
}

const isError = ({ severity }: Problem): boolean => severity === 'error';

const byStart = (one: { readonly span: Span }, other: { readonly span: Span }): number =>
  one.span.start - other.span.start;

function repairOf(fix: AppliedFix): Repair {
  const { rule, severity, safety, title, consequence, origin, alternatives, choosable, leavesOut, message } =
    fix;
  const told = { rule, severity, safety, action: title, consequence, span: origin, alternatives, choosable };
  return leavesOut ? { ...told, absence: { message, instead: ruleOf(rule)?.instead ?? '' } } : told;
}

const ruleOf = (rule: string) => rules.find(({ id }) => id === rule);

function leftoverOf({ rule, severity, message, span, documentation }: Problem, origins: Origins): Leftover[] {
  if (severity !== 'error' && severity !== 'warning') return [];
  const { why = '', instead = '' } = ruleOf(rule) ?? {};
  return [{ rule, severity, message, why, instead, documentation, span: spanIn(origins, span) }];
}

/** The number of statements with these problems. A problem outside any statement counts by itself. */
function statementsWith(problems: readonly Problem[], statements: readonly Span[]): number {
  const sorted = [...statements].sort((one, other) => one.start - other.start);
  const holders = problems.map((problem) => {
    const { start } = problem.span;
    const holder = sorted[partAt(sorted, start + 1)];
    return holder && holder.start <= start && start < holder.end ? holder : problem;
  });
  return new Set(holders).size;
}

function statusOf({ decisions, blocked }: ReportCounts, isRefused: boolean): Status {
  if (!isRefused) return 'ready';
  if (blocked > 0) return 'blocked';
  return decisions > 0 ? 'undecided' : 'repairable';
}

function verdictOf(status: Status, { safe, decisions, blocked }: ReportCounts): string {
  if (status === 'ready') return 'ready';
  if (status === 'repairable') return `ready after ${safe} safe ${safe === 1 ? 'fix' : 'fixes'}`;
  const parts = [
    decisions > 0 ? `${decisions} ${decisions === 1 ? 'decision' : 'decisions'}` : '',
    blocked > 0 ? `${blocked} ${blocked === 1 ? 'statement has' : 'statements have'} no replacement` : '',
  ];
  return parts.filter(Boolean).join(', ');
}
