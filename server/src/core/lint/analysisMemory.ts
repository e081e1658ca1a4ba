import type { AsOf } from '../dialect/asOf.js';
import type { Grammar } from '../syntax/grammar.js';
import { parseStatement } from '../syntax/parse.js';
import { type Statement, statementText } from '../syntax/statement.js';
import { incrementalInSteps } from '../text/incremental.js';
import type { Steps } from '../text/steps.js';
import { checkBody } from './bodies.js';
import { bodyIgnores } from './bodyIgnores.js';
import { type Note, notesOf, resolveSeverity, type Severities } from './diagnostics.js';
import { checkScript, checkStatement, type RuleFinding, type RuleSet, ruleSetFor } from './engine.js';
import type { Ignore } from './ignores.js';
import { checkOtherBranches } from './otherBranches.js';
import { relatedChecks } from './relatedFindings.js';
import type { Rule } from './rule.js';
import { type Facts, factsOf } from './script/facts.js';
import type { Script, Wording } from './script/script.js';

/** What is kept from one analysis to the next, for the rules of a day. */
export interface AnalysisMemory<Id extends string> {
  readonly rules: RuleSet<Id>;
  readonly read: (text: string) => Statement;
  /** What stands for the versions of a script, by its number among those of the text. */
  readonly lineageOf: (script: number) => object;
  readonly statementsOf: (texts: readonly string[]) => Steps<readonly StatementReading<Id>[]>;
  /** Under the severities of the last call. */
  readonly notesUnder: (severities: Severities<Id>) => (reading: StatementReading<Id>) => readonly Note<Id>[];
  /** The findings of rules over the script that these severities leave on. */
  readonly checkUnder: (severities: Severities<Id>) => (script: Script) => Steps<readonly RuleFinding<Id>[]>;
}

export function remember<Id extends string>(
  parser: Grammar,
  rules: readonly Rule<Id>[],
  asOf: AsOf,
): AnalysisMemory<Id> {
  const set = ruleSetFor(rules, asOf);
  const lineages: object[] = [];
  return {
    rules: set,
    lineageOf: (script) => (lineages[script] ??= {}),
    read: (text) => parseStatement(parser, statementText(text)),
    statementsOf: incrementalInSteps((text) => readStatement(parser, set, text)),
    notesUnder: rememberNotes(set),
    checkUnder: rememberScriptChecks(set),
  };
}

/** What the text of a statement tells by itself, so that equal texts share it. Plain data without the tree. */
export interface StatementReading<Id extends string> extends Wording {
  readonly facts: Facts;
  readonly findings: readonly RuleFinding<Id>[];
  /** The ignores in the body of a function or a block, relative to the statement. */
  readonly ignores: readonly Ignore[];
}

function readStatement<Id extends string>(
  parser: Grammar,
  rules: RuleSet<Id>,
  text: string,
): StatementReading<Id> {
  const statement = statementText(text);
  const filtered = rules.prefilter(statement);
  const parsed = parseStatement(parser, statement, filtered.wantsTree);
  const own = checkStatement(rules, parsed, filtered);
  const question = { parser, rules, depth: 0 };
  const inBody = checkBody(question, parsed);
  const once = inBody.length > 0 ? [...own, ...inBody] : own;
  const inBranches = checkOtherBranches(question, parsed, once);
  return {
    facts: factsOf(parsed, filtered),
    findings: inBranches.length > 0 ? [...once, ...inBranches] : once,
    ignores: bodyIgnores(parsed, rules.asOf),
    silent: 0,
  };
}

/** The notes of a reading, made once for each reading and each set of severities. */
function rememberNotes<Id extends string>(rules: RuleSet<Id>): AnalysisMemory<Id>['notesUnder'] {
  let known = new WeakMap<StatementReading<Id>, readonly Note<Id>[]>();
  let last: Severities<Id> | undefined;
  return (severities) => {
    if (severities !== last) known = new WeakMap();
    last = severities;
    const ours = known;
    return (reading) => {
      if (reading.findings.length === 0) return noNotes;
      const notes = ours.get(reading);
      if (notes) return notes;
      const made = notesOf(rules, reading.findings, { severities });
      ours.set(reading, made);
      return made;
    };
  };
}

/** In the order of the rules. */
function rememberScriptChecks<Id extends string>(rules: RuleSet<Id>): AnalysisMemory<Id>['checkUnder'] {
  let last:
    | { readonly severities: Severities<Id>; readonly check: ReturnType<AnalysisMemory<Id>['checkUnder']> }
    | undefined;
  return (severities) => {
    if (last?.severities !== severities) {
      const isOn = (rule: Rule<Id>) => resolveSeverity(rule, { severities }) !== 'off';
      const checkRelated = relatedChecks(rules.scripts.filter((rule) => rule.asksTables && isOn(rule)));
      const order = new Map(rules.scripts.map(({ id }, at) => [id, at]));
      const numberOf = ({ rule }: RuleFinding<Id>) => order.get(rule) ?? 0;
      const check = function* (script: Script): Steps<readonly RuleFinding<Id>[]> {
        const others = yield* checkScript(rules, script, (rule) => !rule.asksTables && isOn(rule));
        const related = yield* checkRelated(script);
        return [...others, ...related].sort((one, other) => numberOf(one) - numberOf(other));
      };
      last = { severities, check };
    }
    return last.check;
  };
}

const noNotes: readonly Note<never>[] = [];
