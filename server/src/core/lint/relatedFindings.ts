import { byKey } from '../text/byKey.js';
import { query } from '../text/memo.js';
import { type Span, shiftSpan } from '../text/span.js';
import type { Steps } from '../text/steps.js';
import { type RuleFinding, scriptFinding } from './engine.js';
import type { Fix } from './problem.js';
import type { AnyFinding, Rule } from './rule.js';
import type { Facts } from './script/facts.js';
import { groupMemory } from './script/ofTables.js';
import { type Related, relatedOf } from './script/related.js';
import { type Script, type ScriptStatement, statementAt } from './script/script.js';
import { tellingOf } from './script/telling.js';

/**
 * Runs rules that look at the statements of the same tables, for successive versions of a script. Only groups with a changed
 * statement are checked again. What is kept is relative to its statement, so it moves with it. A step for each rule, or for
 * each group.
 */
export function relatedChecks<Id extends string>(
  rules: readonly Rule<Id>[],
): (script: Script) => Steps<readonly RuleFinding<Id>[]> {
  const memory = groupMemory<readonly Placed<Id>[]>();
  let isFirst = true;
  /** What the last version had, under its DDL; undefined where something is in another statement. */
  let last: { readonly ddl: readonly Facts[]; readonly placed: readonly Placed<Id>[] } | undefined;
  /** The findings of a whole script, which are grouped when the next version comes: there may be none. */
  let whole: { readonly script: Script; readonly found: readonly Found<Id>[] } | undefined;

  const keep = (group: Related, found: readonly Found<Id>[]): readonly Placed<Id>[] | undefined => {
    const placed = placedIn(group, found);
    if (placed) memory.keep(group, placed);
    return placed;
  };

  const part = ({ script, found }: NonNullable<typeof whole>) => {
    const byStatement = new Map<unknown, Found<Id>[]>();
    for (const one of found) {
      const statement = statementAt(script, one.at);
      const known = byStatement.get(statement);
      if (known) known.push(one);
      else byStatement.set(statement, [one]);
    }
    for (const group of relatedOf(script) ?? [])
      keep(
        group,
        group.own.flatMap((statement) => byStatement.get(statement) ?? []),
      );
  };

  function* checkGroups(script: Script): Steps<readonly Found<Id>[] | undefined> {
    const groups = relatedOf(script);
    if (!groups) return undefined;
    const changed = new Set(groups.filter((group) => !memory.of(group)));
    let size = 0;
    for (const { statements } of changed) size += statements.length;
    // Checking the whole script is faster than checking most of its groups.
    if (size * 2 > script.statements.length) return undefined;
    const all: Found<Id>[] = [];
    for (const group of groups) {
      const placed = changed.has(group)
        ? keep(group, yield* check(rules, { ...script, statements: group.statements }))
        : memory.of(group);
      if (!placed) return undefined;
      for (const one of placed) all.push(broughtTo(group.statements, one));
    }
    return all;
  }

  function* checkAgain(script: Script): Steps<readonly Found<Id>[]> {
    if (whole) part(whole);
    whole = undefined;
    let found = isFirst ? undefined : yield* checkGroups(script);
    isFirst = false;
    if (!found) {
      found = yield* check(rules, script);
      if (!script.isLast) whole = { script, found };
    }
    return found;
  }

  return function* (script) {
    const { ddl } = tellingOf(script);
    const isSame = last?.ddl.length === ddl.length && ddl.every(({ facts }, at) => facts === last?.ddl[at]);
    if (!last || !isSame) {
      const found = yield* checkAgain(script);
      const placed = script.isLast ? undefined : placedIn({ statements: ddl, own: ddl }, found);
      last = placed && { ddl: ddl.map(({ facts }) => facts), placed };
      return found.map((one) => withFixes(script, one));
    }
    return last.placed.map((one) => withFixes(script, broughtTo(ddl, one)));
  };
}

const broughtTo = <Id extends string>(
  statements: readonly ScriptStatement[],
  { statement, rule, data, at }: Placed<Id>,
): Found<Id> => ({ rule, data, at: shiftSpan(at, statements[statement]?.span.start ?? 0) });

/** A finding without the script in which it was found. */
interface Found<Id extends string> {
  readonly rule: Rule<Id>;
  readonly data: AnyFinding['data'];
  readonly at: Span;
}

/** Relative to a statement of its group, by the number of that statement. */
interface Placed<Id extends string> extends Found<Id> {
  readonly statement: number;
}

function* check<Id extends string>(rules: readonly Rule<Id>[], script: Script): Steps<readonly Found<Id>[]> {
  const found: Found<Id>[] = [];
  for (const rule of rules) {
    yield;
    for (const { at, data } of foundBy(rule, script)) found.push({ rule, data, at });
  }
  return found;
}

/** Undefined where a finding is in none of the group's own statements. */
function placedIn<Id extends string>(
  { statements, own }: Related,
  found: readonly Found<Id>[],
): readonly Placed<Id>[] | undefined {
  const placed: Placed<Id>[] = [];
  const numbers = new Map(found.length > 0 ? [...statements.entries()].map(([at, one]) => [one, at]) : []);
  const owned = new Set(found.length > 0 ? own : []);
  for (const { rule, data, at } of found) {
    const holder = statementAt({ statements }, at);
    if (!holder || at.end > holder.span.end || !owned.has(holder)) return undefined;
    const statement = numbers.get(holder) ?? -1;
    placed.push({ rule, data, at: shiftSpan(at, -holder.span.start), statement });
  }
  return placed;
}

/** Fixes may read the whole script: when they are asked for, the finding is looked up in it again. */
function withFixes<Id extends string>(script: Script, { rule, data, at }: Found<Id>): RuleFinding<Id> {
  return new FoundAgain(script, { rule, data, at });
}

/** A class for the same reason as that of other findings in scripts (engine.ts). */
class FoundAgain<Id extends string> implements RuleFinding<Id> {
  readonly rule: Id;
  readonly at: Span;
  readonly data: AnyFinding['data'];
  readonly #rule: Rule<Id>;
  readonly #script: Script;

  constructor(script: Script, { rule, data, at }: Found<Id>) {
    this.rule = rule.id;
    this.at = at;
    this.data = data;
    this.#rule = rule;
    this.#script = script;
  }

  get fixes(): readonly Fix[] {
    const { at, data } = this;
    const finding = query(byStart, foundBy(this.#rule, this.#script))
      .get(at.start)
      ?.find((other) => other.at.end === at.end && isSame(other.data, data));
    return (finding && scriptFinding(this.#rule, this.#script, finding).fixes) ?? [];
  }
}

function isSame(some: AnyFinding['data'] = {}, others: AnyFinding['data'] = {}): boolean {
  return Object.entries(some).every(([slot, value]) => others[slot] === value);
}

function foundBy(rule: Rule, script: Script): readonly AnyFinding[] {
  const known = query(findings, script);
  const found = known.get(rule) ?? [...(rule.script?.(script) ?? [])];
  known.set(rule, found);
  return found;
}

const findings = (_script: Script): Map<Rule, readonly AnyFinding[]> => new Map();

const byStart = (found: readonly AnyFinding[]): ReadonlyMap<number, readonly AnyFinding[]> =>
  byKey(found.map((one) => [one.at.start, one]));
