import type { AsOf } from '../dialect/asOf.js';
import { type Grammar, loadGrammar } from '../syntax/grammar.js';
import { type JoinedSplit, joinSplits } from '../syntax/joinedSplit.js';
import { maskOwn } from '../syntax/ownPlaceholders.js';
import { type Split, splitScript } from '../syntax/split.js';
import { firstFrom } from '../text/firstFrom.js';
import { query } from '../text/memo.js';
import { merged } from '../text/merged.js';
import { once } from '../text/once.js';
import { byPart, partAt, placedIn } from '../text/parts.js';
import { type Span, shiftSpan, touches } from '../text/span.js';
import { finish, type Steps } from '../text/steps.js';
import { type AnalysisMemory, remember, type StatementReading } from './analysisMemory.js';
import { byPlace, type Note, notesOf, problemOf, resolveSeverity, type Severities } from './diagnostics.js';
import { checkIgnores, checkScript, fixesOf, type RuleFinding, type RuleSet } from './engine.js';
import { firstEndingBehind, type Ignore, placeIgnore, readIgnores, silenceOf } from './ignores.js';
import { lazyFix, type Problem } from './problem.js';
import type { Rule } from './rule.js';
import { isCreated } from './script/createdNames.js';
import { notApplied, unknownFacts } from './script/facts.js';
import {
  type Migrations,
  type OrderedTexts,
  type Script,
  type ScriptStatement,
  scriptOf,
  statementsByPart,
} from './script/script.js';
import { type FileLayout, sendingsIn } from './script/sendings.js';
import { type FilePiece, foldersIn, followedIn, layoutOf, scriptsOf, spansBack } from './sessions.js';

export type { AsOf } from '../dialect/asOf.js';
export type { Edit } from '../text/edit.js';
export type { Span } from '../text/span.js';
export type { Fix, Problem, Safety, Severity } from './problem.js';
export type { OrderedTexts } from './script/script.js';
export type { FileLayout } from './script/sendings.js';

/** What a text is checked against. */
export interface AnalysisOptions<Id extends string = string> {
  readonly asOf: AsOf;
  /** Severities that differ from the rules' own, by rule id. */
  readonly severities: Severities<Id>;
  readonly migrations: Migrations;
  /** The layout of the folder of each file, by its number, where one is known. */
  readonly layouts?: readonly (FileLayout | undefined)[] | undefined;
  /** The folders of migrations among the texts whose order is known. */
  readonly folders?: readonly OrderedTexts[] | undefined;
  /** Whether the texts are taken to run in this order, as a repair takes them, though nobody may know it. */
  readonly isInOrder?: boolean;
  /** The numbers of the texts that undo others. What they change does not exist for the texts after them. */
  readonly waysBack?: ReadonlySet<number>;
  /** The file of which each text is a piece. Without it, each text is a file of its own, with a session of its own. */
  readonly pieces?: readonly FilePiece[] | undefined;
  /** No later version of the texts is analyzed with the same analyzer: it keeps nothing for one. */
  readonly isLast?: boolean;
  /** Patterns of a tool's own placeholders, such as `[[*]]`, beside those that are known (`ownPlaceholders.ts`). */
  readonly placeholders?: readonly string[];
}

export interface Analysis<Id extends string = string> {
  readonly text: string;
  readonly options: AnalysisOptions;
  /** Where each of the texts is in `text`. */
  readonly parts: readonly Span[];
  /** The script of each text. Texts that run after each other share one. */
  readonly scripts: readonly Script[];
  /** In the order of the text. */
  readonly statements: readonly ScriptStatement[];
  /** What the text of each statement tells by itself, for the statements with a problem, in the order of the text. */
  readonly blocks: readonly Block<Id>[];
  /** What more than one statement tells, by start, then end. */
  readonly scriptProblems: readonly Problem<Id>[];
  /** Those of the blocks and of the script, by start, then end. Placed when first asked for. */
  readonly problems: readonly Problem<Id>[];
  /** The same, each made anew when it is its turn: nobody keeps the fixes of all problems of a long script. */
  readonly problemsInTurn: () => Iterable<Problem<Id>>;
  /** Those of `problems` that touch a span. */
  readonly problemsAt: (span: Span) => readonly Problem<Id>[];
}

/** The problems of one statement, which move with it. */
export interface Block<Id extends string = string> {
  /** The offset of the statement. */
  readonly start: number;
  /**
   * Spans are relative to the statement. As long as its text and the ignores for it stay the same, this array stays the same
   * object from one analysis to the next.
   */
  readonly notes: readonly Note<Id>[];
}

/** Keeps the statements of the last text. There is one per open file, and typing in a statement analyzes only that one again. */
export interface Analyzer<Id extends string = string> {
  /** Never throws, whatever the text. Offsets are UTF-16 units of `text`. */
  analyze(text: string, options?: Partial<AnalysisOptions<Id>>): Analysis<Id>;
  /**
   * Several texts in the order in which they are applied: what one creates exists for those after it. They are analyzed as one
   * text, with a line break between two; `parts` has their places.
   */
  analyzeAll(texts: readonly string[], options?: Partial<AnalysisOptions<Id>>): Analysis<Id>;
  /** The same in steps, statement by statement and rule by rule. Results of steps that were abandoned are kept. */
  analyzeInSteps(texts: readonly string[], options?: Partial<AnalysisOptions<Id>>): Steps<Analysis<Id>>;
}

export type Parser = Grammar;

/** The parser from the bytes of `libpg-query.wasm`; one serves all analyzers of a thread. */
export const loadParser: (wasm: Uint8Array) => Parser = loadGrammar;

/** Checks texts against rules. */
export function createAnalyzer<Id extends string>(parser: Parser, rules: readonly Rule<Id>[]): Analyzer<Id> {
  let memory: AnalysisMemory<Id> | undefined;
  let splits: readonly Split[] = [];
  // The severity of each rule itself. An empty record has keys of any type, which the compiler does not see.
  const itsOwn = {} as Severities<Id>;
  const analyzeInSteps: Analyzer<Id>['analyzeInSteps'] = (
    texts,
    {
      asOf = 'latest',
      severities = itsOwn,
      migrations = 'unknown',
      layouts,
      folders,
      isInOrder = false,
      waysBack = none,
      pieces,
      isLast = false,
      placeholders,
    } = {},
  ) => {
    const own = memory?.rules.asOf === asOf ? memory : remember(parser, rules, asOf);
    memory = isLast ? undefined : own;
    const masked = placeholders && placeholders.length > 0 ? maskOwn(texts, placeholders) : undefined;
    const split = (masked?.texts ?? texts).map((text, at) => splitScript(text, splits[at]));
    splits = isLast ? [] : split;
    const options = { asOf, severities, migrations, layouts, folders, isInOrder, waysBack, pieces, isLast };
    const analysis = analyzeScripts(joinSplits(split), options, own);
    return masked ? unmasked(analysis, texts, masked.unmask) : analysis;
  };
  return {
    analyze: (text, options) => finish(analyzeInSteps([text], options)),
    analyzeAll: (texts, options) => finish(analyzeInSteps(texts, options)),
    analyzeInSteps,
  };
}

/** Turns the analysis of masked texts into one of the texts as they are written. */
function* unmasked<Id extends string>(
  steps: Steps<Analysis<Id>>,
  texts: readonly string[],
  unmask: (text: string) => string,
): Steps<Analysis<Id>> {
  const analysis = yield* steps;
  const plain = (problem: Problem<Id>): Problem<Id> => ({
    ...withoutFixes(problem),
    message: unmask(problem.message),
    get fixes() {
      return problem.fixes.map(({ edits: _, title, ...words }, at) =>
        lazyFix({ ...words, title: unmask(title) }, () =>
          (problem.fixes[at]?.edits ?? []).map((edit) => ({ ...edit, text: unmask(edit.text) })),
        ),
      );
    },
  });
  return {
    ...analysis,
    text: texts.join('\n'),
    blocks: analysis.blocks.map(({ start, notes }) => ({
      start,
      notes: notes.map((note) => ({ ...note, message: unmask(note.message) })),
    })),
    scriptProblems: analysis.scriptProblems.map(plain),
    problems: analysis.problems.map(plain),
    problemsInTurn: () => analysis.problems.map(plain),
    problemsAt: (span) => analysis.problemsAt(span).map(plain),
  };
}

const withoutFixes = <Id extends string>({ rule, severity, message, span, documentation }: Problem<Id>) => ({
  rule,
  severity,
  message,
  span,
  documentation,
});

/** The problems that touch a span, such as a caret or a selection. */
export const problemsAt = (analysis: Analysis, span: Span): readonly Problem[] => analysis.problemsAt(span);

const none: ReadonlySet<number> = new Set();

function* analyzeScripts<Id extends string>(
  split: JoinedSplit,
  options: AnalysisOptions<Id>,
  { rules, read, lineageOf, statementsOf, notesUnder, checkUnder }: AnalysisMemory<Id>,
): Steps<Analysis<Id>> {
  const { text, pieces, parts } = split;
  const spans = pieces.filter(({ kind }) => kind === 'statement');
  const readings = yield* statementsOf(spans.map(({ start, end }) => text.slice(start, end)));
  const back = spansBack(split, options.waysBack ?? none);
  const statements = spans.map((span, index): ScriptStatement => {
    const reading = readings[index];
    const facts = reading?.facts ?? unknownFacts;
    const last = back[firstFrom(back.length, (at) => (back[at]?.start ?? 0) > span.start) - 1];
    const isBack = last !== undefined && span.start < last.end;
    return { span, facts: isBack ? query(notApplied, facts) : facts, wording: reading ?? { silent: 0 } };
  });
  const readAgain = lastOf(({ start, end }: Span) => read(text.slice(start, end)));
  const { sessions, sessionOf, fileOf, textsOfFiles } = layoutOf(parts, options.pieces);
  const inSessions = { ...split, parts: sessions, followed: followedIn(split, options.pieces) };
  const sendings = sendingsIn(
    split,
    sessions,
    (session) => options.layouts?.[fileOf(session)],
    options.migrations,
  );
  const folders = foldersIn(parts, options.folders ?? []);
  const { isInOrder = false, isLast = false } = options;
  let count = 0;
  const ofSessions = scriptsOf(
    inSessions,
    statementsByPart(inSessions, statements),
    folders,
    (own, range) => {
      const about = { asOf: options.asOf, lineage: lineageOf(count++), isLast, sendings, folders, isInOrder };
      return scriptOf(range, own, about, { read: readAgain, parse: read });
    },
  );
  const scripts = parts.flatMap((_, at) => ofSessions[sessionOf(at)] ?? []);
  const comments = [...byPart(parts, split.comments, ({ end }) => end)];
  let before = 0;
  const texts = statementsByPart(split, statements).map(({ statements }, at) => ({
    statements,
    readings: parts.length === 1 ? readings : readings.slice(before, (before += statements.length)),
    comments: comments[at]?.things ?? [],
  }));
  const files = textsOfFiles.flatMap((numbers) => {
    const script = scripts[numbers[0] ?? 0];
    const own = numbers.flatMap((at) => texts[at] ?? []);
    const [only] = own.length === 1 ? own : [];
    const ofFile = {
      statements: only?.statements ?? own.flatMap(({ statements }) => statements),
      readings: only?.readings ?? own.flatMap(({ readings }) => readings),
    };
    const ignores = ignoresIn(
      text,
      own.flatMap(({ comments }) => comments),
      ofFile.statements,
      ofFile.readings,
    );
    const silence = silenceOf(text, ignores, (id) => rules.known.has(id));
    return script ? [{ script, ...ofFile, ignores, silence, numbers }] : [];
  });
  type File = (typeof files)[number];
  const isMoot = ({ script }: File, { finding: { unlessCreated } }: Note<Id>): boolean =>
    unlessCreated !== undefined && isCreated(script, unlessCreated);
  const unsilenced = (
    notes: readonly Note<Id>[],
    file: File,
    by: number,
    statementOf: (note: Note<Id>) => number,
  ): readonly Note<Id>[] => {
    const { ignores, silence } = file;
    const kept = notes.filter(
      (note) =>
        !isMoot(file, note) &&
        (ignores.length === 0 || !silence.covers(note.rule, statementOf(note), by + note.span.start)),
    );
    return kept.length === notes.length ? notes : kept;
  };

  const notesOfReading = notesUnder(options.severities);
  const blocks: PlacedBlock<Id>[] = [];
  for (const file of files) {
    file.readings.forEach((reading, index) => {
      const statement = file.statements[index];
      const all = notesOfReading(reading);
      if (!statement || all.length === 0) return;
      const { start } = statement.span;
      const notes = unsilenced(all, file, start, () => index);
      if (notes.length > 0) blocks.push({ start, notes, statement, script: file.script });
    });
  }
  const isOff = (rule: Rule<Id> | undefined) =>
    rule !== undefined && resolveSeverity(rule, options) === 'off';
  const check =
    parts.length === 1
      ? checkUnder(options.severities)
      : (script: Script) => checkScript(rules, script, (rule) => !isOff(rule));
  const findings: (readonly RuleFinding<Id>[])[] = [];
  for (const script of new Set(scripts)) findings.push(yield* check(script));
  const found = notesOf(rules, findings.flat(), options);
  const foundIn = placedIn(parts, found, ({ span }) => partAt(parts, span.start));
  const scriptNotes = files.flatMap((file) =>
    unsilenced(
      file.numbers.flatMap((at) => foundIn[at] ?? []),
      file,
      0,
      ({ span }) => firstEndingBehind(file.statements, span.start),
    ),
  );
  const unused = files.flatMap(({ silence }) => silence.unused((id) => isOff(rules.known.get(id))));
  const ofScript = [...scriptNotes, ...notesOf(rules, checkIgnores(rules, unused), options)].sort(byPlace);
  // The texts of a file may stand apart from each other.
  const inOrder =
    files.length === parts.length ? blocks : blocks.toSorted((one, other) => one.start - other.start);
  const { scriptProblems, problems, problemsInTurn, problemsAt } = placedProblems(rules, inOrder, ofScript);
  return {
    text,
    options,
    parts,
    scripts,
    statements,
    blocks,
    get scriptProblems() {
      return scriptProblems();
    },
    get problems() {
      return problems();
    },
    problemsInTurn,
    problemsAt,
  };
}

/** A block with what the fixes of its problems need. */
interface PlacedBlock<Id extends string> extends Block<Id> {
  readonly statement: ScriptStatement;
  readonly script: Script;
}

/** The problems of blocks and of scripts, which are in order. */
function placedProblems<Id extends string>(
  rules: RuleSet<Id>,
  blocks: readonly PlacedBlock<Id>[],
  ofScript: readonly Note<Id>[],
) {
  function* problemsOfScript(): Generator<Problem<Id>> {
    for (const note of ofScript) yield problemOf(note, 0, () => note.finding.fixes ?? []);
  }
  function* problemsOfBlocks(isWanted: (span: Span) => boolean): Generator<Problem<Id>> {
    for (const { start, notes, statement, script } of blocks)
      for (const note of notes)
        if (isWanted(shiftSpan(note.span, start)))
          yield problemOf(note, start, () => fixesOf(rules, script, statement, note.finding));
  }
  const scriptProblems = once(() => [...problemsOfScript()]);
  return {
    scriptProblems,
    problems: once(() => [
      ...merged(
        problemsOfBlocks(() => true),
        scriptProblems(),
        byPlace,
      ),
    ]),
    problemsInTurn: () =>
      merged(
        problemsOfBlocks(() => true),
        problemsOfScript(),
        byPlace,
      ),
    problemsAt(span: Span): readonly Problem<Id>[] {
      const isNear = (other: Span) => touches(other, span);
      const ofScript = scriptProblems().filter((problem) => isNear(problem.span));
      return [...merged(problemsOfBlocks(isNear), ofScript, byPlace)];
    },
  };
}

/** The ignores of a file, those in its bodies included. */
function ignoresIn<Id extends string>(
  text: string,
  comments: Split['comments'],
  statements: readonly ScriptStatement[],
  readings: readonly StatementReading<Id>[],
): readonly Ignore[] {
  const inBodies = readings.flatMap(({ ignores }, index) => {
    const by = statements[index]?.span.start ?? 0;
    return ignores.map((ignore) => placeIgnore(ignore, (span) => shiftSpan(span, by)));
  });
  const commentsInBodies = new Set(inBodies.map(({ comment }) => comment.start));
  const outside = readIgnores(text, comments, (offset) => firstEndingBehind(statements, offset));
  return [...outside.filter(({ comment }) => !commentsInBodies.has(comment.start)), ...inBodies];
}

/** Keeps the last answer: the fixes of one statement's findings ask for the same one. */
function lastOf<K, V>(answer: (key: K) => V): (key: K) => V {
  let last: { readonly key: K; readonly value: V } | undefined;
  return (key) => {
    if (last?.key !== key) last = { key, value: answer(key) };
    return last.value;
  };
}
