import type { AsOf } from '../dialect/asOf.js';
import { type Grammar, loadGrammar } from '../syntax/grammar.js';
import { parseStatement } from '../syntax/parse.js';
import { type Split, splitScript } from '../syntax/split.js';
import { type Statement, statementText } from '../syntax/statement.js';
import { incremental } from '../text/incremental.js';
import { query } from '../text/memo.js';
import { type Span, shiftSpan, touches } from '../text/span.js';
import { checkBody } from './bodies.js';
import { bodyIgnores } from './bodyIgnores.js';
import { byPlace, type Note, notesOf, problemOf, resolveSeverity, type Severities } from './diagnostics.js';
import {
  checkIgnores,
  checkScript,
  checkStatement,
  fixesOf,
  type RuleFinding,
  type RuleSet,
  ruleSetFor,
} from './engine.js';
import { firstEndingBehind, type Ignore, placeIgnore, readIgnores, silenceOf } from './ignores.js';
import type { Problem } from './problem.js';
import type { Rule } from './rule.js';
import { type Facts, factsOf, unknownFacts } from './script/facts.js';
import { createdFunctions } from './script/foreignCalls.js';
import { type Migrations, type ScriptStatement, scriptOf } from './script/script.js';

export type { AsOf } from '../dialect/asOf.js';
export type { Edit } from '../text/edit.js';
export type { Span } from '../text/span.js';
export type { Fix, Problem, Safety, Severity } from './problem.js';

/** What a text is held against. */
export interface AnalysisOptions<Id extends string = string> {
  readonly asOf: AsOf;
  /** Severities that differ from the rules' own, by rule id. */
  readonly severities: Severities<Id>;
  readonly migrations: Migrations;
}

export interface Analysis<Id extends string = string> {
  readonly text: string;
  readonly options: AnalysisOptions;
  /** In the order of the text. */
  readonly statements: readonly ScriptStatement[];
  /** What the text of each statement tells by itself, in the order of the text, of those that have any problem. */
  readonly blocks: readonly Block<Id>[];
  /** What more than one statement tells, by start, then end. */
  readonly scriptProblems: readonly Problem<Id>[];
  /** Those of the blocks and of the script, by start, then end. Placed when first asked for. */
  readonly problems: readonly Problem<Id>[];
  /** Those of `problems` that touch a span. */
  readonly problemsAt: (span: Span) => readonly Problem<Id>[];
}

/** The problems of one statement, which move with it. */
export interface Block<Id extends string = string> {
  /** The offset of the statement. */
  readonly start: number;
  /**
   * Spans are relative to the statement. While its text and what silences it stay the same, so does this very array,
   * from one analysis to the next.
   */
  readonly notes: readonly Note<Id>[];
}

/** Remembers the statements of the text it saw last: one per open file, and typing in one statement re-does one. */
export interface Analyzer<Id extends string = string> {
  /** Never throws, whatever the text. Offsets are UTF-16 units of `text`. */
  analyze(text: string, options?: Partial<AnalysisOptions<Id>>): Analysis<Id>;
}

export type Parser = Grammar;

/** The parser from the bytes of `libpg-query.wasm`; one serves all analyzers of a thread. */
export const loadParser: (wasm: Uint8Array) => Parser = loadGrammar;

/** Holds texts against rules. */
export function createAnalyzer<Id extends string>(parser: Parser, rules: readonly Rule<Id>[]): Analyzer<Id> {
  let memory = remember(parser, rules, 'latest');
  let split: Split | undefined;
  // Each rule's own severity. An empty record is one of any keys, which the compiler does not see.
  const itsOwn = {} as Severities<Id>;
  return {
    analyze(text, { asOf = 'latest', severities = itsOwn, migrations = 'unknown' } = {}) {
      if (asOf !== memory.rules.asOf) memory = remember(parser, rules, asOf);
      split = splitScript(text, split);
      return analyzeScript(split, { asOf, severities, migrations }, memory);
    },
  };
}

interface Memory<Id extends string> {
  readonly rules: RuleSet<Id>;
  readonly read: (text: string) => Statement;
  readonly statementsOf: (texts: readonly string[]) => readonly StatementReading<Id>[];
  /** Under the severities that it was asked for last. */
  readonly notesUnder: (severities: Severities<Id>) => (reading: StatementReading<Id>) => readonly Note<Id>[];
}

function remember<Id extends string>(parser: Parser, rules: readonly Rule<Id>[], asOf: AsOf): Memory<Id> {
  const set = ruleSetFor(rules, asOf);
  return {
    rules: set,
    read: (text) => parseStatement(parser, statementText(text)),
    statementsOf: incremental((text) => readStatement(parser, set, text)),
    notesUnder: rememberNotes(set),
  };
}

/** The problems that touch a span, such as a caret or a selection. */
export const problemsAt = (analysis: Analysis, span: Span): readonly Problem[] => analysis.problemsAt(span);

/** Everything known of a statement from its own text, so that equal texts share it. Plain data without the tree. */
interface StatementReading<Id extends string> {
  readonly facts: Facts;
  readonly findings: readonly RuleFinding<Id>[];
  /** Those in the body of a function or a block, relative to the statement. */
  readonly ignores: readonly Ignore[];
}

function readStatement<Id extends string>(
  parser: Parser,
  rules: RuleSet<Id>,
  text: string,
): StatementReading<Id> {
  const statement = statementText(text);
  const filtered = rules.prefilter(statement);
  const parsed = parseStatement(parser, statement, filtered.wantsTree);
  const own = checkStatement(rules, parsed, filtered);
  const inBody = checkBody({ parser, rules, depth: 0 }, parsed);
  return {
    facts: factsOf(parsed, filtered),
    findings: inBody.length > 0 ? [...own, ...inBody] : own,
    ignores: bodyIgnores(parsed, rules.asOf),
  };
}

/** Tells people of a reading's findings, once for each reading and each set of severities. */
function rememberNotes<Id extends string>(rules: RuleSet<Id>): Memory<Id>['notesUnder'] {
  let known = new WeakMap<StatementReading<Id>, readonly Note<Id>[]>();
  let last: Severities<Id> | undefined;
  return (severities) => {
    if (severities !== last) known = new WeakMap();
    last = severities;
    return (reading) => {
      if (reading.findings.length === 0) return noNotes;
      const notes = known.get(reading);
      if (notes) return notes;
      const made = notesOf(rules, reading.findings, { severities });
      known.set(reading, made);
      return made;
    };
  };
}

const noNotes: readonly Note<never>[] = [];
const noStatement: ScriptStatement = { span: { start: 0, end: 0 }, facts: unknownFacts };

function analyzeScript<Id extends string>(
  split: Split,
  options: AnalysisOptions<Id>,
  { rules, read, statementsOf, notesUnder }: Memory<Id>,
): Analysis<Id> {
  const { text, pieces, comments } = split;
  const spans = pieces.filter(({ kind }) => kind === 'statement');
  const readings = statementsOf(spans.map(({ start, end }) => text.slice(start, end)));
  const statements = spans.map(
    (span, index): ScriptStatement => ({ span, facts: readings[index]?.facts ?? unknownFacts }),
  );
  const script = scriptOf(
    split,
    statements,
    options,
    lastOf(({ start, end }) => read(text.slice(start, end))),
  );
  const inBodies = readings.flatMap(({ ignores }, index) => {
    const by = statements[index]?.span.start ?? 0;
    return ignores.map((ignore) => placeIgnore(ignore, (span) => shiftSpan(span, by)));
  });
  const commentsInBodies = new Set(inBodies.map(({ comment }) => comment.start));
  const outside = readIgnores(text, comments, (offset) => firstEndingBehind(statements, offset));
  const ignores = [...outside.filter(({ comment }) => !commentsInBodies.has(comment.start)), ...inBodies];
  const silence = silenceOf(text, ignores, (id) => rules.known.has(id));
  const isMoot = ({ finding: { unlessCreated } }: Note<Id>): boolean =>
    unlessCreated !== undefined && query(createdFunctions, script).has(unlessCreated);
  const unsilenced = (
    notes: readonly Note<Id>[],
    by: number,
    statementOf: (note: Note<Id>) => number,
  ): readonly Note<Id>[] => {
    const kept = notes.filter(
      (note) =>
        !isMoot(note) &&
        (ignores.length === 0 || !silence.covers(note.rule, statementOf(note), by + note.span.start)),
    );
    return kept.length === notes.length ? notes : kept;
  };

  const notesOfReading = notesUnder(options.severities);
  const blocks: (Block<Id> & { readonly statement: ScriptStatement })[] = [];
  readings.forEach((reading, index) => {
    const all = notesOfReading(reading);
    const statement = statements[index] ?? noStatement;
    const notes = all.length > 0 ? unsilenced(all, statement.span.start, () => index) : all;
    if (notes.length > 0) blocks.push({ start: statement.span.start, notes, statement });
  });
  const isOff = (rule: Rule<Id> | undefined) =>
    rule !== undefined && resolveSeverity(rule, options) === 'off';
  const found = notesOf(
    rules,
    checkScript(rules, script, (rule) => !isOff(rule)),
    options,
  );
  const scriptNotes = unsilenced(found, 0, ({ span }) => firstEndingBehind(statements, span.start));
  const unused = silence.unused((id) => isOff(rules.known.get(id)));
  const scriptProblems = [...scriptNotes, ...notesOf(rules, checkIgnores(rules, unused), options)]
    .map((note) => problemOf(note, 0, () => note.finding.fixes ?? []))
    .sort(byPlace);

  const problemsWhere = (isWanted: (span: Span) => boolean): readonly Problem<Id>[] =>
    [
      ...blocks.flatMap(({ start, notes, statement }) =>
        notes
          .filter(({ span }) => isWanted(shiftSpan(span, start)))
          .map((note) => problemOf(note, start, () => fixesOf(rules, script, statement, note.finding))),
      ),
      ...scriptProblems.filter(({ span }) => isWanted(span)),
    ].sort(byPlace);
  let problems: readonly Problem<Id>[] | undefined;
  return {
    text,
    options,
    statements,
    blocks,
    scriptProblems,
    get problems() {
      return (problems ??= problemsWhere(() => true));
    },
    problemsAt: (span) => problemsWhere((other) => touches(other, span)),
  };
}

/** Keeps the answer of the last question: the fixes of one statement's findings ask for it one after the other. */
function lastOf<K, V>(answer: (key: K) => V): (key: K) => V {
  let last: { readonly key: K; readonly value: V } | undefined;
  return (key) => {
    if (last?.key !== key) last = { key, value: answer(key) };
    return last.value;
  };
}
