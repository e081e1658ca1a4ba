import { type AsOf, isReleased } from '../dialect/asOf.js';
import { rules } from '../rules/index.js';
import { keepComments } from '../syntax/edits.js';
import type { Statement } from '../syntax/statement.js';
import { type NodeName, walk } from '../syntax/walk.js';
import type { Span } from '../text/span.js';
import { leaveOut, separablePart } from './fixes/leaveOut.js';
import { type Hearing, type Listen, listenFor } from './prefilter.js';
import type { Fix } from './problem.js';
import type { AnyFinding, Check, Rule, Source } from './rule.js';
import { type Script, statementAt, textOf } from './script/script.js';

export interface RuleFinding extends AnyFinding {
  /** The rule's id. */
  readonly rule: string;
}

interface NodeCheck {
  readonly rule: Rule;
  readonly check: Check;
}

/** The rules of one day, by where they look. */
export interface Plan {
  readonly asOf: AsOf;
  readonly nodes: ReadonlyMap<NodeName, readonly NodeCheck[]>;
  readonly statements: readonly Rule[];
  readonly unreadable: readonly Rule[];
  readonly scripts: readonly Rule[];
  /** By the rule's id. */
  readonly rules: ReadonlyMap<string, Rule>;
  /** What the words of a statement tell before it is read. */
  readonly listen: Listen;
}

/** The rules that hold on a day. */
export function planFor(asOf: AsOf): Plan {
  const holding = rules.filter((rule) => holdsOn(rule, asOf));
  const nodes = new Map<NodeName, NodeCheck[]>();
  for (const rule of holding) {
    for (const [name, check] of Object.entries(rule.check ?? {}) as [NodeName, Check][]) {
      nodes.set(name, [...(nodes.get(name) ?? []), { rule, check }]);
    }
  }
  return {
    asOf,
    nodes,
    statements: holding.filter((rule) => rule.statement),
    unreadable: holding.filter((rule) => rule.unreadable),
    scripts: holding.filter((rule) => rule.script),
    rules: new Map(holding.map((rule) => [rule.id, rule])),
    listen: listenFor(holding),
  };
}

export const holdsOn = ({ holds }: Rule, asOf: AsOf): boolean =>
  (!holds?.since || isReleased(holds.since, asOf)) && !(holds?.until && isReleased(holds.until, asOf));

/** All findings in one statement, spans relative to it. */
export function checkStatement(
  { asOf, nodes, statements, unreadable }: Plan,
  statement: Statement,
  hearing: Hearing,
): readonly RuleFinding[] {
  const findings: RuleFinding[] = [];
  for (const rule of statements) {
    if (!isAwake(rule, hearing)) continue;
    for (const finding of rule.statement?.(statement) ?? []) findings.push(named(rule, statement, finding));
  }
  if (statement.syntaxError || statement.isTooDeep) {
    for (const rule of unreadable)
      for (const finding of rule.unreadable?.(statement) ?? [])
        findings.push(named(rule, statement, finding));
  }
  if (statement.node) {
    const awake = new Map<NodeName, readonly NodeCheck[]>();
    walk(statement.node, (name, node, parent) => {
      let checks = awake.get(name);
      if (!checks) {
        checks = (nodes.get(name) ?? []).filter(({ rule }) => isAwake(rule, hearing));
        awake.set(name, checks);
      }
      if (checks.length === 0) return;
      const place = { asOf, parent };
      for (const { rule, check } of checks) {
        for (const finding of check(node, statement, place)) findings.push(named(rule, statement, finding));
      }
    });
  }
  return findings.length > 0 ? findings : nothing;
}

const isAwake = (rule: Rule, { awake }: Hearing): boolean => !rule.words || awake.has(rule);

const nothing: readonly RuleFinding[] = [];

/** The finding under its rule's id. Whatever a rule's edits delete, comments stay. */
function named(
  { id }: Rule,
  statement: Statement,
  { at, subject, data, fixes = [] }: AnyFinding,
): RuleFinding {
  const kept = fixes.map((fix) => ({
    ...fix,
    edits: fix.edits.map((edit) => keepComments(statement, edit)),
  }));
  return { rule: id, at, subject, data, fixes: kept };
}

/** All findings over more than one statement, spans as offsets into the script. */
export function checkScript(plan: Plan, script: Script, isOn: (rule: Rule) => boolean): RuleFinding[] {
  const asked = plan.scripts.filter(isOn);
  return asked.flatMap((rule) =>
    [...(rule.script?.(script) ?? [])].map((finding) => ({
      rule: rule.id,
      at: finding.at,
      data: finding.data,
      // A rule may work its fixes out only when they are wanted.
      get fixes() {
        return [
          ...repairs(rule, script, finding),
          ...(finding.fixes ?? []),
          ...absenceFixes(script, rule, finding.at),
        ];
      },
    })),
  );
}

/** The fixes that a rule works out of a finding's subject; the span is an offset into the script. */
export function repairs(rule: Rule, script: Script, { at, subject }: AnyFinding): readonly Fix[] {
  const source = rule.repair && sourceAt(script, at);
  return source ? (rule.repair?.(subject, source) ?? []) : [];
}

/** The fix that leaves out what a rule finds, where the rest can do without. */
export function absenceFixes(script: Script, { leftOut, instead }: Rule, at: Span): Fix[] {
  const source = leftOut !== undefined && sourceAt(script, at);
  return source ? [leaveOut(source, { consequence: leftOut, instead })] : [];
}

/** What is read of the statement is read when a fix asks for it. */
function sourceAt(script: Script, at: Span): Source | undefined {
  const placed = statementAt(script, at);
  if (!placed) return undefined;
  let statement: Statement | undefined;
  return {
    script,
    placed,
    get statement() {
      return (statement ??= script.read(placed));
    },
    get part() {
      return separablePart(textOf(script, placed), at.start - placed.span.start);
    },
  };
}
