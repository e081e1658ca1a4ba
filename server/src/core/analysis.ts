import { applyIgnores, readIgnores } from './analysis/ignores.js';
import { incremental } from './analysis/incremental.js';
import { type Placed, placeFinding, resolveSeverity, toProblem } from './analysis/place.js';
import { checkScript, checkStatement, type Plan, planFor, type RuleFinding } from './analysis/run.js';
import type { AsOf } from './dialect/asOf.js';
import type { Problem, Severity } from './problem.js';
import { rules } from './rules/index.js';
import { replay } from './schema/replay.js';
import { castsIn } from './script/casts.js';
import { creationsOf } from './script/creations.js';
import { defaultCallsIn, speakersIn } from './script/dependents.js';
import { type Facts, factsOf, unknownFacts } from './script/facts.js';
import { takenNamesIn } from './script/inventedNames.js';
import { breakpoint } from './script/placeEdits.js';
import type { Migrations, Script, ScriptStatement } from './script/script.js';
import { transactionsOf } from './script/transactions.js';
import { writesIn } from './script/writes.js';
import { type Grammar, loadGrammar } from './syntax/grammar.js';
import { parseStatement } from './syntax/parse.js';
import { type Split, splitScript } from './syntax/split.js';
import { type Statement, statementText } from './syntax/statement.js';
import { type Span, touches } from './text/span.js';

export type { AsOf } from './dialect/asOf.js';
export type { Fix, Problem, Safety, Severity } from './problem.js';
export type { Edit } from './text/edit.js';
export type { Span } from './text/span.js';

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
  /** By start, then end. */
  readonly problems: readonly Problem[];
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
    analyze(text, { asOf = 'latest', severities = {}, migrations = 'unknown' } = {}) {
      if (asOf !== memory.plan.asOf) memory = remember(parser, asOf);
      split = splitScript(text, split);
      return analyzeScript(split, { asOf, severities, migrations }, memory);
    },
  };
}

interface Memory {
  readonly plan: Plan;
  readonly read: (text: string) => Statement;
  readonly statementsOf: (texts: readonly string[]) => StatementReading[];
}

function remember(parser: Parser, asOf: AsOf): Memory {
  const plan = planFor(asOf);
  return {
    plan,
    read: (text) => parseStatement(parser, statementText(text)),
    statementsOf: incremental((text) => readStatement(parser, plan, text)),
  };
}

/** The problems that touch a span, such as a caret or a selection. */
export const problemsAt = ({ problems }: Analysis, span: Span): readonly Problem[] =>
  problems.filter((problem) => touches(problem.span, span));

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

const noStatement: ScriptStatement = { span: { start: 0, end: 0 }, facts: unknownFacts };

function analyzeScript(
  { text, pieces, comments }: Split,
  options: AnalysisOptions,
  { plan, read, statementsOf }: Memory,
): Analysis {
  const spans = pieces.filter(({ kind }) => kind === 'statement');
  const readings = statementsOf(spans.map(({ start, end }) => text.slice(start, end)));
  const statements = spans.map(
    (span, index): ScriptStatement => ({ span, facts: readings[index]?.facts ?? unknownFacts }),
  );
  const script = scriptOf({ text, pieces }, statements, options, read);
  const placed: Placed[] = [
    ...readings.flatMap(({ findings }, index) =>
      findings.map((finding) => placeFinding(plan, script, statements[index] ?? noStatement, finding)),
    ),
    ...checkScript(plan, script, (rule) => resolveSeverity(rule, options) !== 'off'),
  ];
  const reported = placed.flatMap((finding) => toProblem(finding, options));
  const ignores = readIgnores(text, comments, statements);
  const isOff = (id: string) =>
    rules.some((rule) => rule.id === id && resolveSeverity(rule, options) === 'off');
  const { kept, unused } = applyIgnores(text, reported, ignores, statements, isOff);
  const problems = [...kept, ...unused.flatMap((finding) => toProblem(finding, options))];
  problems.sort((one, other) => one.span.start - other.span.start || one.span.end - other.span.end);
  return { text, options, statements, problems };
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
    read: ({ span }) => read(text.slice(span.start, span.end)),
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
