import { type AsOf, factsOf, isRefused, isReleased, saidOf } from '../dialect/asOf.js';
import { builtIn } from '../dialect/data.js';
import { refusedInAtomic } from '../syntax/atomicBody.js';
import { keepComments } from '../syntax/edits.js';
import type { Statement } from '../syntax/statement.js';
import { type NodeName, type Parent, walk } from '../syntax/walk.js';
import { exactList } from '../text/exactList.js';
import { type Span, shiftSpan } from '../text/span.js';
import type { Steps } from '../text/steps.js';
import { leaveOut, separablePart } from './fixes/leaveOut.js';
import { placeEdits } from './fixes/placeEdits.js';
import { splitSchema } from './fixes/splitSchema.js';
import { placeFix } from './fixes/wholeStatement.js';
import type { UnusedIgnore } from './ignores.js';
import { type Filtered, type Prefilter, prefilterFor } from './prefilter.js';
import { type Fix, lazyFix } from './problem.js';
import type { AnyCheck, AnyFinding, FindingSource, Rule } from './rule.js';
import { type Script, type ScriptStatement, statementAt, textOf } from './script/script.js';

export interface RuleFinding<Id extends string = string> extends AnyFinding {
  /** The rule's id. */
  readonly rule: Id;
  /** It is in the body of the statement, and its fixes are complete. */
  readonly isInner?: true;
}

interface NodeCheck<Id extends string> {
  readonly rule: Rule<Id>;
  readonly check: AnyCheck;
}

/** The rules that hold on a day, grouped by what they check. */
export interface RuleSet<Id extends string = string> {
  readonly asOf: AsOf;
  readonly nodes: ReadonlyMap<NodeName, readonly NodeCheck<Id>[]>;
  /** For each set of rules that pass, those of `nodes`, as far as they were asked for. */
  readonly asked: WeakMap<ReadonlySet<Rule>, Map<NodeName, readonly NodeCheck<Id>[]>>;
  readonly statements: readonly Rule<Id>[];
  readonly unreadable: readonly Rule<Id>[];
  readonly routines: readonly Rule<Id>[];
  readonly scripts: readonly Rule<Id>[];
  readonly ignores: readonly Rule<Id>[];
  /** All rules by their ids, including those that do not hold. */
  readonly known: ReadonlyMap<string, Rule<Id>>;
  readonly prefilter: Prefilter;
}

export function ruleSetFor<Id extends string>(rules: readonly Rule<Id>[], asOf: AsOf): RuleSet<Id> {
  const holding = rules.filter((rule) => holdsOn(rule, asOf)).map((rule) => asHeard(rule, asOf));
  const nodes = new Map<NodeName, NodeCheck<Id>[]>();
  for (const rule of holding) {
    for (const [name, check] of Object.entries(rule.check ?? {}) as [NodeName, AnyCheck][]) {
      nodes.set(name, [...(nodes.get(name) ?? []), { rule, check }]);
    }
  }
  return {
    asOf,
    nodes,
    asked: new WeakMap(),
    statements: holding.filter((rule) => rule.statement),
    unreadable: holding.filter((rule) => rule.unreadable),
    routines: holding.filter((rule) => rule.routine),
    scripts: holding.filter((rule) => rule.script),
    ignores: holding.filter((rule) => rule.ignore),
    known: new Map(rules.map((rule) => [rule.id, rule])),
    prefilter: prefilterFor(holding),
  };
}

export const holdsOn = ({ id, holds }: Rule, asOf: AsOf): boolean =>
  saidOf(asOf, 'rule', id) !== 'accepted' &&
  (!holds?.since || isReleased(holds.since, asOf)) &&
  (!holds?.until || holds.part !== undefined || isRefused(holds.until, asOf));

/** A rule about names, of which data or a cluster has more than are built in: its words do not name these. */
function asHeard<Id extends string>(rule: Rule<Id>, asOf: AsOf): Rule<Id> {
  if (rule.heard === undefined || typeof asOf === 'string') return rule;
  const known = builtIn.types[rule.heard];
  if ([...factsOf(asOf)[rule.heard]].every((name) => known.includes(name))) return rule;
  const { words: _, ...always } = rule;
  return always;
}

/** All findings in one statement, spans relative to it. */
export function checkStatement<Id extends string>(
  { asOf, nodes, asked: all, statements, unreadable }: RuleSet<Id>,
  statement: Statement,
  filtered: Filtered,
): readonly RuleFinding<Id>[] {
  const findings: RuleFinding<Id>[] = [];
  for (const rule of statements) {
    if (!passes(rule, filtered)) continue;
    for (const finding of rule.statement?.(statement) ?? []) findings.push(named(rule, statement, finding));
  }
  if (statement.syntaxError || statement.isTooDeep) {
    for (const rule of unreadable)
      for (const finding of rule.unreadable?.(statement) ?? [])
        findings.push(named(rule, statement, finding));
  }
  if (statement.node) {
    const asked = all.get(filtered.passing) ?? new Map<NodeName, readonly NodeCheck<Id>[]>();
    all.set(filtered.passing, asked);
    const inAtomic = refusedInAtomic(statement);
    const refused = inAtomic.length > 0 ? new Set(inAtomic.map(({ node }) => node)) : undefined;
    walk(statement.node, (name, node, parent) => {
      if (refused && isWithin(refused, node, parent)) return;
      let checks = asked.get(name);
      if (!checks) {
        checks = (nodes.get(name) ?? []).filter(({ rule }) => passes(rule, filtered));
        asked.set(name, checks);
      }
      if (checks.length === 0) return;
      const place = { asOf, parent };
      for (const { rule, check } of checks) {
        for (const finding of check(node, statement, place)) findings.push(named(rule, statement, finding));
      }
    });
  }
  return exactList(findings);
}

/** Whether a node is one of some, or lies in one. */
function isWithin(some: ReadonlySet<object>, node: object, parent: Parent | undefined): boolean {
  if (some.has(node)) return true;
  return parent !== undefined && isWithin(some, parent.node, parent.parent);
}

const passes = (rule: Rule, { passing }: Filtered): boolean => !rule.words || passing.has(rule);

/** The finding under the id of its rule. Comments stay, whatever the edits of the rule delete. */
function named<Id extends string>(
  { id }: Rule<Id>,
  statement: Statement,
  { at, subject, data, fixes = [], ...finding }: AnyFinding,
): RuleFinding<Id> {
  const kept = fixes.map((fix) => ({
    ...fix,
    edits: fix.edits.map((edit) => keepComments(statement, edit)),
  }));
  return { rule: id, at, subject, data, fixes: kept, ...unlessCreated(finding) };
}

/** All findings over more than one statement, spans as offsets into the script. A step for each rule. */
export function* checkScript<Id extends string>(
  { scripts }: RuleSet<Id>,
  script: Script,
  isOn: (rule: Rule<Id>) => boolean,
): Steps<readonly RuleFinding<Id>[]> {
  const found: RuleFinding<Id>[] = [];
  for (const rule of scripts.filter(isOn)) {
    yield;
    for (const finding of rule.script?.(script) ?? []) found.push(scriptFinding(rule, script, finding));
  }
  return found;
}

/** A rule may make its fixes only when they are asked for. */
export const scriptFinding = <Id extends string>(
  rule: Rule<Id>,
  script: Script,
  finding: AnyFinding,
): RuleFinding<Id> => new ScriptFinding(rule, script, finding);

/** A class for speed and memory: an object with its own getter costs several times as much. */
class ScriptFinding<Id extends string> implements RuleFinding<Id> {
  readonly rule: Id;
  readonly at: Span;
  readonly data: AnyFinding['data'];
  readonly unlessCreated?: NonNullable<AnyFinding['unlessCreated']>;
  readonly #rule: Rule<Id>;
  readonly #script: Script;
  readonly #finding: AnyFinding;

  constructor(rule: Rule<Id>, script: Script, finding: AnyFinding) {
    this.rule = rule.id;
    this.at = finding.at;
    this.data = finding.data;
    if (finding.unlessCreated) this.unlessCreated = finding.unlessCreated;
    this.#rule = rule;
    this.#script = script;
    this.#finding = finding;
  }

  get fixes(): readonly Fix[] {
    return foremost([
      ...repairs(this.#rule, this.#script, this.#finding),
      ...(this.#finding.fixes ?? []),
      ...absenceFixes(this.#script, this.#rule, this.#finding.at),
    ]);
  }
}

/** The name whose creation makes a finding invalid, to be spread into another finding. */
export const unlessCreated = ({
  unlessCreated: name,
}: Pick<AnyFinding, 'unlessCreated'>): Pick<AnyFinding, 'unlessCreated'> =>
  name === undefined ? {} : { unlessCreated: name };

/** The findings of rules in ignores that silence nothing. */
export const checkIgnores = <Id extends string>(
  { ignores }: RuleSet<Id>,
  unused: readonly UnusedIgnore[],
): RuleFinding<Id>[] =>
  unused.flatMap((ignore) =>
    ignores.flatMap((rule) =>
      [...(rule.ignore?.(ignore) ?? [])].map((finding) => ({ ...finding, rule: rule.id })),
    ),
  );

/** The fixes of a statement's finding at its place in the script, with those that need the script. */
export function fixesOf(
  { known }: RuleSet,
  script: Script,
  statement: ScriptStatement,
  { rule, subject, at: inStatement, isInner, fixes = [] }: RuleFinding,
): readonly Fix[] {
  const at = shiftSpan(inStatement, statement.span.start);
  // Findings in a body are repaired in the body.
  const whole = isInner ? undefined : known.get(rule);
  return foremost([
    ...(whole ? repairs(whole, script, { at, subject, fixes }) : []),
    ...fixes.map(({ edits, ...words }) => lazyFix(words, () => placeFix(script, statement, edits))),
    ...(whole ? absenceFixes(script, whole, at) : []),
  ]);
}

/** A fix that needs the whole script replaces one that does the same, or that also leaves the construct out. */
const foremost = (fixes: readonly Fix[]): readonly Fix[] =>
  fixes.filter(
    ({ id, leavesOut }, at) =>
      fixes.findIndex((other) => other.id === id || (leavesOut && other.leavesOut)) === at,
  );

/** The fixes that a rule makes from the subject of a finding; the span is an offset into the script. */
export function repairs(rule: Rule, script: Script, { at, subject, fixes }: AnyFinding): readonly Fix[] {
  const source = rule.repair && sourceAt(script, at, fixes);
  return source ? (rule.repair?.(subject, source) ?? []) : [];
}

/** The fix that leaves out what a rule finds, where the rest of the script can do without it. */
function absenceFixes(script: Script, { leftOut, instead }: Rule, at: Span): Fix[] {
  const source = leftOut !== undefined && sourceAt(script, at);
  if (!source) return [];
  const { placed, part } = source;
  // An element of CREATE SCHEMA can be left out once it is a statement of its own.
  if (placed.facts.kind === 'CreateSchemaStmt' && !part) return schemaParts(source);
  return [leaveOut(source, { consequence: leftOut, instead })];
}

const schemaParts = ({ script, placed, statement }: FindingSource): Fix[] =>
  splitSchema(statement).map((fix) => ({ ...fix, edits: placeEdits(script, placed, fix.edits) }));

/** The trees of the statement are read when a fix asks for them. */
function sourceAt(script: Script, at: Span, own: readonly Fix[] = []): FindingSource | undefined {
  const placed = statementAt(script, at);
  if (!placed) return undefined;
  let statement: Statement | undefined;
  return {
    script,
    placed,
    own,
    get statement() {
      return (statement ??= script.read(placed));
    },
    get part() {
      return separablePart(textOf(script, placed), at.start - placed.span.start);
    },
  };
}
