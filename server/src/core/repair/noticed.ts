import { type AsOf, chosenDay, dataOf, dayOf, isReleased, type LoadedDialect } from '../dialect/asOf.js';
import { builtIn, type FeatureId } from '../dialect/data.js';
import type { OverlayEntry } from '../dialect/overlay.js';
import { isSettable, settableParameters } from '../dialect/parameters.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { storedTypes } from '../dialect/types.js';
import { isSaidBy } from '../dialect/words.js';
import type { Analyzer } from '../lint/analysis.js';
import type { Problem } from '../lint/problem.js';
import { rules } from '../rules/index.js';

/** How a cluster answered a statement. */
export type StatementAnswer =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly sqlstate: string; readonly text: string };

/** A statement on which cluster and rules differ. */
export interface Noticed {
  /** One sentence, without names or data of the statement. */
  readonly sentence: string;
  /** The text of an issue: the rule, the kind of statement and the server's words, without names or data. */
  readonly report: string;
  /** What lets the rules go by the cluster from now on; undefined where no rule speaks of it. */
  readonly entry: OverlayEntry | undefined;
}

/** Whether a cluster's answer to a statement shows that the rules are wrong there; undefined where it does not. */
export function noticed(
  analyzer: Analyzer,
  sql: string,
  asOf: AsOf,
  answer: StatementAnswer,
): Noticed | undefined {
  const { problems, statements } = analyzer.analyze(sql, { asOf });
  const errors = problems.filter(({ severity }) => severity === 'error');
  const kind = statements[0]?.facts.kind ?? 'statement';
  const day = dayOf(asOf);
  if (answer.kind === 'accepted') {
    const wrong = errors.find(({ rule }) => certain.has(rule));
    if (!wrong) return undefined;
    return {
      sentence: `The cluster accepted what the rule "${wrong.rule}" calls refused as of ${day}.`,
      report: issue(`A cluster accepted a ${kind} that the rule ${wrong.rule} calls refused.`, day),
      entry: entryOf(wrong, kind),
    };
  }
  const { sqlstate, text } = answer;

  if (!unsupported.has(sqlstate) || errors.length > 0) return undefined;
  if (ofTransactions.has(text)) return undefined;
  return {
    sentence: `The cluster refused with ${sqlstate} what the rules accept as of ${day}: ${withoutNames(text)}.`,
    report: issue(`A cluster refused a ${kind} that no rule finds: ${sqlstate} ${withoutNames(text)}`, day),
    entry: refusedFact(analyzer, { sql, asOf, kind }, answer),
  };
}

type Fact = Pick<OverlayEntry, 'kind' | 'name' | 'verdict'>;

/**
 * The one fact of the data that the refusal contradicts; undefined where none would explain it, or several would. A statement
 * needs a fact if a rule finds it once the fact is taken away.
 */
function refusedFact(
  analyzer: Analyzer,
  { sql, asOf, kind }: { readonly sql: string; readonly asOf: AsOf; readonly kind: string },
  { sqlstate, text }: Extract<StatementAnswer, { kind: 'refused' }>,
): OverlayEntry | undefined {
  const errorsWithout = (facts: readonly Fact[]): readonly Problem[] =>
    analyzer
      .analyze(sql, { asOf: without(asOf, facts) })
      .problems.filter(({ severity, rule }) => severity === 'error' && certain.has(rule));
  const facts = factsOn(asOf);
  if (errorsWithout(facts).length === 0) return undefined;
  const needed = facts
    .map((fact) => ({ fact, errors: errorsWithout([fact]) }))
    .filter(({ errors }) => errors.length > 0);
  const told = needed.filter(({ fact, errors }) => isToldBy(text, fact, errors));
  const [only, ...others] = told.length > 0 ? told : needed.filter(({ fact }) => fact.kind !== 'type');
  if (!only || others.length > 0) return undefined;
  return { ...only.fact, evidence: { statement: kind, sqlstate, text: withoutNames(text) } };
}

/** Whether the server's words are those of the rule that would find the statement, and name the fact. */
const isToldBy = (text: string, { kind, name }: Fact, errors: readonly Problem[]): boolean =>
  errors.some(({ rule }) => {
    const server = rules.find(({ id }) => id === rule)?.server;
    return server !== undefined && isSaidBy(server.text, text);
  }) &&
  (kind === 'feature' || text.toLowerCase().includes(name));

/** What the data accepts on the day, and rules would find. */
const factsOn = (asOf: AsOf): readonly Fact[] =>
  [
    ...(Object.keys(builtIn.timeline) as FeatureId[])
      .filter((name) => isReleased(name, asOf))
      .map((name) => ({ kind: 'feature', name }) as const),
    ...storedTypes.map((name) => ({ kind: 'type', name }) as const),
    ...settableParameters
      .filter((name) => isSettable(name, asOf))
      .map((name) => ({ kind: 'parameter', name }) as const),
  ].map((fact) => ({ ...fact, verdict: 'refused' }));

/** The dialect without some of its facts. */
function without(asOf: AsOf, facts: readonly Fact[]): LoadedDialect {
  const overlay = typeof asOf === 'string' ? undefined : asOf.overlay;
  const day = dayOf(asOf);
  return {
    data: dataOf(asOf),
    day: chosenDay(asOf),
    overlay: {
      schemaVersion: 1,
      day,
      dialect: day,
      entries: [
        ...(overlay?.entries ?? []),
        ...facts.map((fact) => ({ ...fact, evidence: { statement: '' } })),
      ],
    },
  };
}

/** SQLSTATEs of what a server does not support, does not read, or does not allow in a definition. */
const unsupported: ReadonlySet<string> = new Set(['0A000', '42601', '42P17']);

/** What depends on the transaction around a statement. */
const ofTransactions: ReadonlySet<string> = new Set([
  serverErrors.severalDdl.text,
  serverErrors.ddlAndDml.text,
]);

/** The rules that tell of one statement what a cluster answers. Those over a script also see what is around it. */
const certain: ReadonlySet<string> = new Set(
  rules
    .filter(({ severity, check, statement }) => severity === 'error' && (check || statement))
    .map(({ id }) => id),
);

const issue = (sentence: string, day: string): string =>
  `${sentence}\n\nThe facts about the dialect are of ${day}. This text holds no name and no data.\n`;

/** A text of a server with a place for each name that it quotes. */
const withoutNames = (text: string): string => text.replace(/"[^"]*"|'[^']*'/g, '"…"');

function entryOf({ rule: id }: Problem, kind: string): OverlayEntry {
  const evidence = { statement: kind };
  const holds = rules.find((rule) => rule.id === id)?.holds;
  return holds?.until && holds.part === undefined
    ? { kind: 'feature', name: holds.until, verdict: 'accepted', evidence }
    : { kind: 'rule', name: id, verdict: 'accepted', evidence };
}
