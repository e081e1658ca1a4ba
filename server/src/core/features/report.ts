import type {
  Analysis,
  AnalysisOptions,
  Analyzer,
  Fix,
  Problem,
  Safety,
  Severity,
  Span,
} from '../analysis.js';
import { rules } from '../rules/index.js';
import { type Edit, editsOverlap } from '../text/edit.js';
import { fixAll } from './fixAll.js';

/** How ready a text is for DSQL, as plain data. Spans are UTF-16 offsets of the text as it was given. */
export interface Readiness {
  /** The text after every fix, safe or to review. */
  readonly repaired: string;
  readonly status: Status;
  /** The status for people, as "2 decisions, 1 statement has no stand-in". */
  readonly verdict: string;
  readonly counts: Counts;
  /** What was changed on the way to `repaired`, by place. */
  readonly repairs: readonly Repair[];
  /** The errors and warnings of `repaired`, by place. */
  readonly leftovers: readonly Leftover[];
}

/** `ready`: DSQL takes it as it is. `repairable`: after safe fixes. `undecided`: after fixes that somebody reviews. */
export type Status = (typeof statuses)[number];

export const statuses = ['ready', 'repairable', 'undecided', 'blocked'] as const;

export interface Counts {
  /** Fixes that keep the meaning. */
  readonly safe: number;
  /** Fixes that change behavior. */
  readonly decisions: number;
  /** Statements that DSQL refuses and no fix repairs. */
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

/** Repairs a text in full, and tells what that changes, what it costs and what it cannot repair. */
export function readiness(analyzer: Analyzer, text: string, options: Partial<AnalysisOptions>): Readiness {
  const analyses: Analysis[] = [];
  const recorder: Analyzer = {
    analyze(one, held) {
      const analysis = analyzer.analyze(one, held);
      analyses.push(analysis);
      return analysis;
    },
  };
  const { text: repaired, applied, left } = fixAll(recorder, text, options, 'review');
  const { repairs, origin } = retrace(analyses, repaired, applied);
  const after = analyses.findLast((analysis) => analysis.text === repaired);
  const counts = {
    safe: repairs.filter(({ safety }) => safety === 'safe').length,
    decisions: repairs.filter(({ safety }) => safety === 'review').length,
    blocked: statementsWith(left.filter(isError), after),
  };
  const status = statusOf(counts, analyses[0]?.problems.some(isError) ?? false);
  return {
    repaired,
    status,
    verdict: verdictOf(status, counts),
    counts,
    repairs,
    leftovers: left.flatMap((problem) => leftoverOf(problem, origin)).sort(byStart),
  };
}

const isError = ({ severity }: Problem): boolean => severity === 'error';

const byStart = (one: { readonly span: Span }, other: { readonly span: Span }): number =>
  one.span.start - other.span.start;

/** A place of the repaired text as it was in the given one. */
type Origin = (offset: number) => number;

/**
 * Finds for each title that was applied the problem it repaired, round by round, and through the edits of the rounds
 * where that stood in the first text. Titles are told in the order of the problems, so one pass finds them.
 */
function retrace(
  analyses: readonly Analysis[],
  repaired: string,
  applied: readonly string[],
): { readonly repairs: readonly Repair[]; readonly origin: Origin } {
  const repairs: Repair[] = [];
  let origin: Origin = (offset) => offset;
  for (const { text, problems } of analyses) {
    if (text === repaired) break;
    const edits: Edit[] = [];
    for (const problem of problems) {
      const title = applied[repairs.length];
      const fix = problem.fixes.find((one) => one.title === title);
      if (!fix || editsOverlap(fix.edits, edits)) continue;
      repairs.push(repairOf(problem, fix, origin));
      edits.push(...fix.edits);
    }
    origin = before(edits, origin);
  }
  return { repairs: repairs.sort(byStart), origin };
}

/** The place before these edits of a place after them, and before those that came earlier. */
function before(edits: readonly Edit[], earlier: Origin): Origin {
  const sorted = [...edits].sort((one, other) => one.start - other.start || one.end - other.end);
  return (offset) => {
    let shift = 0;
    for (const { start, end, text } of sorted) {
      if (offset < start + shift) break;
      if (offset < start + shift + text.length) return earlier(start);
      shift += text.length - (end - start);
    }
    return earlier(offset - shift);
  };
}

const originOf = ({ start, end }: Span, origin: Origin): Span => {
  const from = origin(start);
  return { start: from, end: Math.max(from, origin(end)) };
};

function repairOf({ rule, severity, span, fixes }: Problem, fix: Fix, origin: Origin): Repair {
  const [, action = fix.title, consequence] = /^(.*?) \((.*)\)$/.exec(fix.title) ?? [];
  const isReview = fix.safety === 'review' && consequence !== undefined;
  return {
    rule,
    severity,
    safety: fix.safety,
    action: isReview ? action : fix.title,
    consequence: isReview ? consequence : undefined,
    span: originOf(span, origin),
    alternatives: fixes.filter((other) => other !== fix).map(({ title }) => title),
  };
}

function leftoverOf({ rule, severity, message, span, documentation }: Problem, origin: Origin): Leftover[] {
  if (severity !== 'error' && severity !== 'warning') return [];
  const { why = '', instead = '' } = rules.find(({ id }) => id === rule) ?? {};
  return [{ rule, severity, message, why, instead, documentation, span: originOf(span, origin) }];
}

/** How many statements hold these problems; one outside of any counts by itself. */
function statementsWith(problems: readonly Problem[], analysis: Analysis | undefined): number {
  const holders = problems.map(
    (problem) =>
      analysis?.statements.find(
        ({ span }) => span.start <= problem.span.start && problem.span.start < span.end,
      ) ?? problem,
  );
  return new Set(holders).size;
}

function statusOf({ decisions, blocked }: Counts, isRefused: boolean): Status {
  if (!isRefused) return 'ready';
  if (blocked > 0) return 'blocked';
  return decisions > 0 ? 'undecided' : 'repairable';
}

function verdictOf(status: Status, { safe, decisions, blocked }: Counts): string {
  if (status === 'ready') return 'ready';
  if (status === 'repairable') return `ready after ${safe} safe ${safe === 1 ? 'fix' : 'fixes'}`;
  const parts = [
    decisions > 0 ? `${decisions} ${decisions === 1 ? 'decision' : 'decisions'}` : '',
    blocked > 0 ? `${blocked} ${blocked === 1 ? 'statement has' : 'statements have'} no stand-in` : '',
  ];
  return parts.filter(Boolean).join(', ');
}
