import type { AsOf } from '../dialect/asOf.js';
import { rules } from '../rules/index.js';
import { replay } from '../schema/replay.js';
import { type Grammar, loadGrammar } from '../syntax/grammar.js';
import { parseStatement } from '../syntax/parse.js';
import { type Split, splitScript } from '../syntax/split.js';
import { type Statement, statementText } from '../syntax/statement.js';
import { incremental } from '../text/incremental.js';
import { type Span, shiftSpan, touches } from '../text/span.js';
import { byPlace, type Note, notesOf, placedFixes, problemOf, resolveSeverity } from './diagnostics.js';
import { checkScript, checkStatement, type Plan, planFor, type RuleFinding } from './engine.js';
import { takenNamesIn } from './fixes/inventedNames.js';
import { breakpoint } from './fixes/placeEdits.js';
import { firstEndingBehind, readIgnores, silenceOf } from './ignores.js';
import type { Problem, Severity } from './problem.js';
import { castsIn } from './script/casts.js';
import { creationsOf } from './script/creations.js';
import { defaultCallsIn, speakersIn } from './script/dependents.js';
import { type Facts, factsOf, unknownFacts } from './script/facts.js';
import type { Migrations, Script, ScriptStatement } from './script/script.js';
import { transactionsOf } from './script/transactions.js';
import { writesIn } from './script/writes.js';

export type { AsOf } from '../dialect/asOf.js';
export type { Edit } from '../text/edit.js';
export type { Span } from '../text/span.js';
export type { Fix, Problem, Safety, Severity } from './problem.js';

/** What a text is held against. */
export interface AnalysisOptions {
  readonly asOf: AsOf;
  /** Severities that differ from the rules' own, by rule id. */
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  readonly migrations: Migrations;
}

export interface Analysis {
  readonly text: string;
  readonly options: AnalysisOptions;
  /** In the order of the text. */
  readonly statements: readonly ScriptStatement[];
  /** What the text of each statement tells by itself, in the order of the text, of those that have any problem. */
  readonly blocks: readonly Block[];
  /** What more than one statement tells, by start, then end. */
  readonly scriptProblems: readonly Problem[];
  /** Those of the blocks and of the script, by start, then end. Placed when first asked for. */
  readonly problems: readonly Problem[];
  /** Those of `problems` that touch a span. */
  readonly problemsAt: (span: Span) => readonly Problem[];
}

/** The problems of one statement, which move with it. */
export interface Block {
  /** The offset of the statement. */
  readonly start: number;
  /**
   * Spans are relative to the statement. While its text and what silences it stay the same, so does this very array,
   * from one analysis to the next.
   */
  readonly notes: readonly Note[];
}

/** Remembers the statements of the text it saw last: one per open file, and typing in one statement re-does one. */
export interface Analyzer {
  /** Never throws, whatever the text. Offsets are UTF-16 units of `text`. */
  analyze(text: string, options?: Partial<AnalysisOptions>): Analysis;
}

export type Parser = Grammar;

/** The parser from the bytes of `libpg-query.wasm`; one serves all analyzers of a thread. */
export const loadParser: (wasm: Uint8Array) => Parser = loadGrammar;

export function createAnalyzer(parser: Parser): Analyzer {
  let memory = remember(parser, 'latest');
  let split: Split | undefined;
  return {
    analyze(text, { asOf = 'latest', severities = itsOwn, migrations = 'unknown' } = {}) {
      if (asOf !== memory.plan.asOf) memory = remember(parser, asOf);
      split = splitScript(text, split);
      return analyzeScript(split, { asOf, severities, migrations }, memory);
    },
  };
}

/** Each rule's own severity. */
const itsOwn: AnalysisOptions['severities'] = {};

interface Memory {
  readonly plan: Plan;
  /** Under the severities that it was asked for last. */
  readonly notesUnder: (
    severities: AnalysisOptions['severities'],
  ) => (reading: StatementReading) => readonly Note[];
  readonly read: (text: string) => Statement;
  readonly statementsOf: (texts: readonly string[]) => readonly StatementReading[];
}

function remember(parser: Parser, asOf: AsOf): Memory {
  const plan = planFor(asOf);
  return {
    plan,
    notesUnder: rememberNotes(),
    read: (text) => parseStatement(parser, statementText(text)),
    statementsOf: incremental((text) => readStatement(parser, plan, text)),
  };
}

/** The problems that touch a span, such as a caret or a selection. */
export const problemsAt = (analysis: Analysis, span: Span): readonly Problem[] => analysis.problemsAt(span);

/** Everything known of a statement from its own text, so that equal texts share it. Plain data without the tree. */
interface StatementReading {
  readonly facts: Facts;
  readonly findings: readonly RuleFinding[];
}

function readStatement(parser: Parser, plan: Plan, text: string): StatementReading {
  const statement = statementText(text);
  const hearing = plan.listen(statement);
  const parsed = parseStatement(parser, statement, hearing.wantsTree);
  return { facts: factsOf(parsed), findings: checkStatement(plan, parsed, hearing) };
}

/** Tells people of a reading's findings, once for each reading and each set of severities. */
function rememberNotes(): Memory['notesUnder'] {
  let known = new WeakMap<StatementReading, readonly Note[]>();
  let last: AnalysisOptions['severities'] | undefined;
  return (severities) => {
    if (severities !== last) known = new WeakMap();
    last = severities;
    return (reading) => {
      if (reading.findings.length === 0) return noNotes;
      const notes = known.get(reading);
      if (notes) return notes;
      const made = notesOf(reading.findings, { severities });
      known.set(reading, made);
      return made;
    };
  };
}

const noNotes: readonly Note[] = [];
const noStatement: ScriptStatement = { span: { start: 0, end: 0 }, facts: unknownFacts };

function analyzeScript(
  { text, pieces, comments }: Split,
  options: AnalysisOptions,
  { plan, read, statementsOf, notesUnder }: Memory,
): Analysis {
  const spans = pieces.filter(({ kind }) => kind === 'statement');
  const readings = statementsOf(spans.map(({ start, end }) => text.slice(start, end)));
  const statements = spans.map(
    (span, index): ScriptStatement => ({ span, facts: readings[index]?.facts ?? unknownFacts }),
  );
  const script = scriptOf({ text, pieces }, statements, options, read);
  const ignores = readIgnores(text, comments, statements);
  const silence = silenceOf(text, ignores);
  const audible = (notes: readonly Note[], statementOf: (note: Note) => number): readonly Note[] => {
    if (ignores.length === 0) return notes;
    const kept = notes.filter((note) => !silence.covers(note.rule, statementOf(note)));
    return kept.length === notes.length ? notes : kept;
  };

  const notesOfReading = notesUnder(options.severities);
  const blocks: (Block & { readonly statement: ScriptStatement })[] = [];
  readings.forEach((reading, index) => {
    const all = notesOfReading(reading);
    const notes = all.length > 0 ? audible(all, () => index) : all;
    const statement = statements[index] ?? noStatement;
    if (notes.length > 0) blocks.push({ start: statement.span.start, notes, statement });
  });
  const found = notesOf(
    checkScript(plan, script, (rule) => resolveSeverity(rule, options) !== 'off'),
    options,
  );
  const heard = audible(found, ({ span }) => firstEndingBehind(statements, span.start));
  const isOff = (id: string) =>
    rules.some((rule) => rule.id === id && resolveSeverity(rule, options) === 'off');
  const unused = notesOf(silence.unused(isOff), options);
  const scriptProblems = [...heard, ...unused]
    .map((note) => problemOf(note, 0, () => note.finding.fixes ?? []))
    .sort(byPlace);

  const problemsWhere = (isWanted: (span: Span) => boolean): readonly Problem[] =>
    [
      ...blocks.flatMap(({ start, notes, statement }) =>
        notes
          .filter(({ span }) => isWanted(shiftSpan(span, start)))
          .map((note) =>
            problemOf(note, start, (at) => placedFixes(plan, script, statement, note.finding, at)),
          ),
      ),
      ...scriptProblems.filter(({ span }) => isWanted(span)),
    ].sort(byPlace);
  const problems = once(() => problemsWhere(() => true));
  return {
    text,
    options,
    statements,
    blocks,
    scriptProblems,
    get problems() {
      return problems();
    },
    problemsAt: (span) => problemsWhere((other) => touches(other, span)),
  };
}

function scriptOf(
  { text, pieces }: Pick<Split, 'text' | 'pieces'>,
  statements: readonly ScriptStatement[],
  { asOf, migrations }: AnalysisOptions,
  read: Memory['read'],
): Script {
  const schema = once(() => replay(statements));
  const creations = once(() => creationsOf(statements));
  const transactions = once(() => transactionsOf({ statements, migrations }));
  const speakers = once(() => speakersIn({ text, statements }));
  const defaultCalls = once(() => defaultCallsIn({ text, statements }));
  const casts = once(() => castsIn({ text, statements }));
  const metaCommands = pieces.filter(({ kind }) => kind === 'metaCommand');
  const writes = once(() => writesIn({ text, statements, metaCommands }));
  const takenNames = once(() => takenNamesIn(text));
  const hasBreakpoints = once(() => text.includes(breakpoint));
  return {
    text,
    asOf,
    migrations,
    newline: text.includes('\r\n') ? '\r\n' : '\n',
    statements,
    metaCommands,
    copies: pieces.filter(({ kind }) => kind === 'copyData'),
    read: lastOf(({ span }) => read(text.slice(span.start, span.end))),
    get schema() {
      return schema();
    },
    get creations() {
      return creations();
    },
    get transactions() {
      return transactions();
    },
    get writes() {
      return writes();
    },
    get speakers() {
      return speakers();
    },
    get defaultCalls() {
      return defaultCalls();
    },
    get casts() {
      return casts();
    },
    get takenNames() {
      return takenNames();
    },
    get hasBreakpoints() {
      return hasBreakpoints();
    },
  };
}

/** The value that is made when it is first asked for. */
function once<V>(make: () => V): () => V {
  let made: { readonly value: V } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Keeps the answer of the last question: the fixes of one statement's findings ask for it one after the other. */
function lastOf<K, V>(answer: (key: K) => V): (key: K) => V {
  let last: { readonly key: K; readonly value: V } | undefined;
  return (key) => {
    if (last?.key !== key) last = { key, value: answer(key) };
    return last.value;
  };
}
