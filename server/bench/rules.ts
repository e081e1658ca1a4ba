import { readFileSync } from 'node:fs';
import { createAnalyzer, loadParser } from '../src/core/lint/analysis.js';
import type { AnyFinding, Rule } from '../src/core/lint/rule.js';
import { tablesOf } from '../src/core/lint/script/tables.js';
import { rules } from '../src/core/rules/index.js';

/** What a rule costs in one check of a text. */
export interface RuleCost {
  readonly rule: string;
  /** How often it is asked: about a statement, a node, a script, or the fixes of a finding. */
  readonly asked: number;
  readonly findings: number;
  /** What it takes to find, and what it takes to make the fixes of what is found, with their edits. */
  readonly findMs: number;
  readonly fixMs: number;
}

export interface CheckCost {
  readonly wholeMs: number;
  /** The dearest first. */
  readonly rules: readonly RuleCost[];
}

/**
 * What each rule costs in the first check of a text by this process, as in a run of the command line. The tables of a script, for
 * which many rules ask, are counted apart. Of what else rules share, the first pays that asks for it.
 */
export function costOfRules(text: string): CheckCost {
  const wasm = readFileSync(require.resolve('libpg-query/wasm/libpg-query.wasm'));
  const costs: Cost[] = [];
  const timed = [sharedTables, ...rules].map((rule) => timedRule(rule, costs));
  const analyzer = createAnalyzer(loadParser(wasm), timed);
  const begun = performance.now();
  for (const { fixes } of analyzer.analyze(text).problems) for (const { edits } of fixes) edits.at(0);
  const wholeMs = performance.now() - begun;
  return { wholeMs, rules: costs.sort((one, other) => totalOf(other) - totalOf(one)) };
}

const totalOf = ({ findMs, fixMs }: RuleCost): number => findMs + fixMs;

const sharedTables: Rule = {
  id: '(the tables of the script)',
  severity: 'hint',
  message: '',
  why: '',
  instead: '',
  documentation: '',
  examples: [{ bad: '', at: '' }],
  script(script) {
    tablesOf(script);
    return [];
  },
};

type Cost = { -readonly [Field in keyof RuleCost]: RuleCost[Field] };

/** The rule, whose calls are added to a new one of the costs. */
function timedRule(rule: Rule, costs: Cost[]): Rule {
  const { check, statement, unreadable, script, repair } = rule;
  const cost: Cost = { rule: rule.id, asked: 0, findings: 0, findMs: 0, fixMs: 0 };
  costs.push(cost);
  const timed =
    <Asked extends readonly unknown[]>(find: (...asked: Asked) => Iterable<AnyFinding>) =>
    (...asked: Asked): readonly AnyFinding[] => {
      const begun = performance.now();
      const found = [...find(...asked)];
      cost.findMs += performance.now() - begun;
      cost.asked++;
      cost.findings += found.length;
      return found;
    };
  return {
    ...rule,
    ...(check && {
      check: Object.fromEntries(Object.entries(check).map(([name, one]) => [name, timed(one)])),
    }),
    ...(statement && { statement: timed(statement) }),
    ...(unreadable && { unreadable: timed(unreadable) }),
    ...(script && { script: timed(script) }),
    ...(repair && {
      repair(...asked: Parameters<typeof repair>) {
        const begun = performance.now();
        const fixes = repair(...asked);
        for (const { edits } of fixes) edits.at(0);
        cost.fixMs += performance.now() - begun;
        cost.asked++;
        return fixes;
      },
    }),
  };
}
