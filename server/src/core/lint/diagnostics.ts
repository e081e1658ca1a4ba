import { once } from '../text/once.js';
import { type Span, shiftSpan } from '../text/span.js';
import type { RuleFinding, RuleSet } from './engine.js';
import type { Fix, Problem, Severity } from './problem.js';
import type { Rule } from './rule.js';

/** A finding as people read it. Its span is that of the finding: relative to its statement, or an offset into the script. */
export interface Note<Id extends string = string> extends Omit<Problem<Id>, 'fixes'> {
  readonly finding: RuleFinding<Id>;
}

/** The notes of findings by start, then end, without those of rules that a configuration turns off. */
export const notesOf = <Id extends string>(
  rules: RuleSet<Id>,
  findings: readonly RuleFinding<Id>[],
  options: SeverityOptions<Id>,
): readonly Note<Id>[] =>
  findings
    .flatMap((finding) => noteOf(rules, finding, options))
    // A copy takes no more room than it needs.
    .toSorted(byPlace);

export const byPlace = (one: { readonly span: Span }, other: { readonly span: Span }): number =>
  one.span.start - other.span.start || one.span.end - other.span.end;

function noteOf<Id extends string>(
  { known }: RuleSet<Id>,
  finding: RuleFinding<Id>,
  options: SeverityOptions<Id>,
): Note<Id>[] {
  const { at, data } = finding;
  const rule = known.get(finding.rule);
  if (!rule) return [];
  const severity = resolveSeverity(rule, options);
  if (severity === 'off') return [];
  const { id, documentation } = rule;
  const message = data
    ? rule.message.replace(/\{(\w+)\}/g, (slot, name: string) => data[name] ?? slot)
    : rule.message;
  return [{ rule: id, severity, message, span: at, documentation, finding }];
}

/** The problem of a note `by` UTF-16 units further on. Its fixes are made when they are asked for. */
export function problemOf<Id extends string>(
  note: Note<Id>,
  by: number,
  fixesAt: (at: Span) => readonly Fix[],
): Problem<Id> {
  return new PlacedProblem(note, shiftSpan(note.span, by), fixesAt);
}

/** A class for speed and memory: a long script has thousands, and an object with its own getter costs several times as much. */
class PlacedProblem<Id extends string> implements Problem<Id> {
  readonly rule: Id;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly documentation: string;
  readonly #fixes: () => readonly Fix[];

  constructor(
    { rule, severity, message, documentation }: Note<Id>,
    span: Span,
    fixesAt: (at: Span) => readonly Fix[],
  ) {
    this.rule = rule;
    this.severity = severity;
    this.message = message;
    this.span = span;
    this.documentation = documentation;
    this.#fixes = once(() => fixesAt(span));
  }

  get fixes(): readonly Fix[] {
    return this.#fixes();
  }
}

/** Severities that differ from the rules' own, by rule id. */
export type Severities<Id extends string = string> = Readonly<Partial<Record<Id, Severity | 'off'>>>;

interface SeverityOptions<Id extends string> {
  readonly severities: Severities<Id>;
}

/** The severity of a rule under a configuration. An opt-in rule is off by default. */
export const resolveSeverity = <Id extends string>(
  rule: Rule<Id>,
  { severities }: SeverityOptions<Id>,
): Severity | 'off' => severities[rule.id] ?? (rule.isOptIn ? 'off' : rule.severity);
