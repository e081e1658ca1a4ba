import type { Fix, Problem, Severity } from '../problem.js';
import { rules } from '../rules/index.js';
import { placeEdits } from '../script/placeEdits.js';
import type { Script, ScriptStatement } from '../script/script.js';
import { shiftSpan } from '../text/span.js';
import type { Rule } from './rule.js';
import { absenceFixes, type Plan, type RuleFinding, repairs } from './run.js';

/** A finding whose spans are offsets into the script. */
export type Placed = RuleFinding;

/** A statement's finding at the statement's place in the script, with the fixes that only the script tells. */
export function placeFinding(
  plan: Plan,
  script: Script,
  statement: ScriptStatement,
  finding: RuleFinding,
): Placed {
  const { rule, data, fixes = [] } = finding;
  const at = shiftSpan(finding.at, statement.span.start);
  const whole = plan.rules.get(rule);
  return {
    rule,
    at,
    data,
    get fixes() {
      return foremost([
        ...(whole ? repairs(whole, script, { at, subject: finding.subject }) : []),
        ...fixes.map((fix) => ({ ...fix, edits: placeEdits(script, statement, fix.edits) })),
        ...(whole ? absenceFixes(script, whole, at) : []),
      ]);
    },
  };
}

/** A fix that knows the whole script takes the place of one that does not and does the same, or that leaves out too. */
const foremost = (fixes: readonly Fix[]): readonly Fix[] =>
  fixes.filter(
    ({ id, title, leavesOut }, at) =>
      fixes.findIndex(
        (other) => (other.id ?? other.title) === (id ?? title) || (leavesOut && other.leavesOut),
      ) === at,
  );

/** The problem of a finding, none where a configuration has turned its rule off. */
export function toProblem(finding: Placed, options: SeverityOptions): Problem[] {
  const { at, data } = finding;
  const rule = rulesById.get(finding.rule);
  if (!rule) return [];
  const severity = resolveSeverity(rule, options);
  if (severity === 'off') return [];
  const { id, documentation } = rule;
  const message = data
    ? rule.message.replace(/\{(\w+)\}/g, (slot, name: string) => data[name] ?? slot)
    : rule.message;
  let fixes: readonly Fix[] | undefined;
  return [
    {
      rule: id,
      severity,
      message,
      span: at,
      documentation,
      // Worked out for the problem that somebody wants to repair: of thousands, one.
      get fixes() {
        return (fixes ??= finding.fixes ?? []);
      },
    },
  ];
}

const rulesById = new Map(rules.map((rule) => [rule.id, rule]));

interface SeverityOptions {
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
}

/** A rule's severity under a configuration; a rule one must ask for is off by itself. */
export const resolveSeverity = (rule: Rule, { severities }: SeverityOptions): Severity | 'off' =>
  severities[rule.id] ?? (rule.isOptIn ? 'off' : rule.severity);
