import type { Fix, Problem, Severity } from '../problem.js';
import { rules } from '../rules/index.js';
import { placeEdits } from '../script/placeEdits.js';
import type { Script, ScriptStatement } from '../script/script.js';
import { shiftSpan } from '../text/span.js';
import type { Rule } from './rule.js';
import type { Plan, RuleFinding } from './run.js';

/** A finding whose spans are offsets into the script. */
export type Placed = RuleFinding;

/** A statement's finding at the statement's place in the script, with the fixes that only the script tells. */
export function placeFinding(
  { repairs }: Plan,
  script: Script,
  statement: ScriptStatement,
  finding: RuleFinding,
): Placed {
  const { fixes = [] } = finding;
  const at = shiftSpan(finding.at, statement.span.start);
  const own = fixes.map(({ title, safety, edits }) => ({
    title,
    safety,
    edits: placeEdits(script, statement, edits),
  }));
  const repair = repairs.get(finding.rule);
  if (!repair) return { ...finding, at, fixes: own };
  let all: readonly Fix[] | undefined;
  return {
    ...finding,
    at,
    // Worked out for the problem that somebody wants to repair: it reads other statements anew.
    get fixes() {
      return (all ??= [...repair(script, statement, at), ...own]);
    },
  };
}

/** The problem of a finding, none where a configuration has turned its rule off. */
export function toProblem(finding: Placed, options: SeverityOptions): Problem[] {
  const { at, data = {} } = finding;
  const rule = rulesById.get(finding.rule);
  if (!rule) return [];
  const severity = resolveSeverity(rule, options);
  if (severity === 'off') return [];
  const message = rule.message.replace(/\{(\w+)\}/g, (slot, name: string) => data[name] ?? slot);
  const { id, documentation } = rule;
  return [
    {
      rule: id,
      severity,
      message,
      span: at,
      documentation,
      get fixes() {
        return finding.fixes ?? [];
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
