import type { TypeName } from 'libpg-query';
import { isRefused } from '../dialect/asOf.js';
import { asyncWord } from '../syntax/async.js';
import { bodyTextOf } from '../syntax/body.js';
import { type BodyPiece, isPlain, pieceOf, select } from '../syntax/bodyPieces.js';
import { type Decoded, decoded } from '../syntax/bodyText.js';
import { type ComposedText, composedText, unknown } from '../syntax/composedText.js';
import type { Grammar } from '../syntax/grammar.js';
import { parseStatement } from '../syntax/parse.js';
import { type Fragment, readPlpgsql } from '../syntax/plpgsqlGrammar.js';
import { kindOfType, ofBlock, type Signature } from '../syntax/plpgsqlNames.js';
import { splitScript } from '../syntax/split.js';
import { type Statement, type StatementText, statementText, withReading } from '../syntax/statement.js';
import { childOf, nameOf, wholeOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { textOf } from '../syntax/typeName.js';
import { append } from '../text/append.js';
import { applyEdits, type Edit } from '../text/edit.js';
import type { Span } from '../text/span.js';
import { finish } from '../text/steps.js';
import {
  checkScript,
  checkStatement,
  fixesOf,
  type RuleFinding,
  type RuleSet,
  unlessCreated,
} from './engine.js';
import { unwrapBlock, unwrapGuard } from './fixes/unwrapBlock.js';
import { type Fix, lazyFix } from './problem.js';
import type { AnyFinding, PlpgsqlRoutine } from './rule.js';
import { factsOf } from './script/facts.js';
import { type ScriptStatement, scriptOf } from './script/script.js';

/** What is asked of a body, or of another text within a statement. */
export interface BodyQuestion<Id extends string> {
  readonly parser: Grammar;
  readonly rules: RuleSet<Id>;
  /** How many bodies are around the text. */
  readonly depth: number;
}

/** How many bodies within each other are read. */
const deepest = 4;

/**
 * The findings in the body of a function, a procedure or a DO block. Each statement and expression is checked like one that
 * stands alone. Spans and edits are relative to the outer statement, and edits are escaped for its quotes.
 */
export function checkBody<Id extends string>(
  question: BodyQuestion<Id>,
  statement: Statement,
): readonly RuleFinding<Id>[] {
  const { node } = statement;
  if (!node || !('CreateFunctionStmt' in node || 'DoStmt' in node)) return [];
  const body = question.depth < deepest ? bodyTextOf(statement, treeOf(statement)) : undefined;
  if (!body) return [];
  const inner = { ...question, depth: question.depth + 1 };
  const place = { ...body, isSql: body.language === 'sql' };
  if (body.language === 'sql') return checkSql(inner, body.text, place);
  // A language that is refused is reported, and not its body.
  if (body.language !== 'plpgsql' || isRefused('plpgsql', question.rules.asOf)) return [];
  const found = checkPlpgsql(inner, body.text, routineOf(statement), place);
  // What goes alone is repaired alone.
  const isBlock = found.length > 0 && 'DoStmt' in node;
  const guarded = isBlock ? unwrapGuard(statement) : [];
  if (guarded.length > 0)
    return found.map(({ rule, at, data }) => ({ rule, at, data, fixes: guarded, isInner: true }));
  const fixes = isBlock ? unwrapBlock(statement) : [];
  const isCaught = /\bexception\b/i.test(body.text);
  if (fixes.length === 0) return found;
  return found.map((finding) => {
    const { rule, at, data } = finding;
    // In the block, nothing but to leave it out may be left to do.
    const isRepaired = !isCaught && finding.fixes?.some(({ leavesOut }) => !leavesOut);
    return isRepaired ? finding : { rule, at, data, fixes, isInner: true };
  });
}

type Place = Pick<Decoded, 'offsetAt' | 'encoded'> & {
  readonly isSql?: boolean;
  /** A text that EXECUTE runs: nothing is left of it where its statement becomes a comment. */
  readonly isString?: boolean;
};

function checkSql<Id extends string>(
  question: BodyQuestion<Id>,
  text: string,
  place: Place,
): RuleFinding<Id>[] {
  return splitScript(text)
    .pieces.filter(({ kind }) => kind === 'statement')
    .flatMap(({ start, end }) => {
      const piece: BodyPiece = { text: text.slice(start, end), start, end, prefix: 0, isWhole: true };
      return checkPiece(question, piece, parsed(question, piece), within(text, place, piece));
    });
}

function checkPlpgsql<Id extends string>(
  question: BodyQuestion<Id>,
  text: string,
  about: BodyHead,
  place: Place,
): RuleFinding<Id>[] {
  const source = statementText(text);
  const { signature, returns } = about;
  const { steps, fragments, objections, fault } = readPlpgsql(source, signature);
  const found: RuleFinding<Id>[] = [];
  const read = new Map<Fragment, Statement>();
  for (const fragment of fragments) {
    if (fragment.kind === 'text') {
      const string = stringAt(source, fragment.span);
      if (!string) continue;
      const outer = shifted(string, fragment.span.start, place);
      append(found, checkSql(question, string.text, outer));
      read.set(fragment, parseStatement(question.parser, statementText(string.text)));
      continue;
    }
    const composed = fragment.isRun ? composedText(statementText(textIn(source, fragment))) : undefined;
    if (composed) append(found, checkComposed(question, composed, fragment, place));
    const piece = pieceOf(text, fragment);
    if (composed) read.set(fragment, parsed(question, composed));
    if (fragment.kind === 'expression' && isPlain(piece.text)) continue;
    const statement = parsed(question, piece);
    if (!fragment.isRun) read.set(fragment, statement);
    append(found, checkPiece(question, piece, statement, within(text, place, piece)));
  }
  const whole = within(text, place, { text, start: 0, end: text.length, prefix: 0, isWhole: false });
  if (fault) append(found, unreadable(question, source, fault).map(whole));
  else
    append(
      found,
      ofRoutine(question, {
        kind: signature.kind,
        returns,
        steps,
        objections,
        statementOf: (one) => read.get(one),
      }).map(whole),
    );
  return found;
}

/**
 * What is refused of a text that EXECUTE puts together, whatever else it holds: that it is cut into pieces is no error, and
 * what is only advised may be in a piece that is not known.
 */
function checkComposed<Id extends string>(
  question: BodyQuestion<Id>,
  composed: ComposedText,
  { span }: Fragment,
  place: Place,
): RuleFinding<Id>[] {
  const { known, unreadable } = question.rules;
  return checkSql(question, composed.text, shifted(composed, span.start, place))
    .filter(({ rule }) => known.get(rule)?.severity === 'error' && !unreadable.some(({ id }) => id === rule))
    .map((finding) => ({
      rule: finding.rule,
      at: finding.at,
      data: withoutUnknown(finding.data),
      isInner: true,
      ...unlessCreated(finding),
    }));
}

const withoutUnknown = (data: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(data).map(([slot, value]) => [slot, value.replaceAll(unknown, '…')]));

const textIn = ({ text }: StatementText, { span }: Fragment): string => text.slice(span.start, span.end);

export const parsed = <Id extends string>(
  { parser, rules }: BodyQuestion<Id>,
  { text }: Pick<BodyPiece, 'text'>,
): Statement => {
  const words = statementText(text);
  return parseStatement(parser, words, rules.prefilter(words).wantsTree);
};

/** The findings in a piece, each moved to its place by `move`. */
export function checkPiece<Id extends string>(
  question: BodyQuestion<Id>,
  { text }: Pick<BodyPiece, 'text'>,
  statement: Statement,
  move: (finding: RuleFinding<Id>) => RuleFinding<Id>,
): RuleFinding<Id>[] {
  const { rules, parser } = question;
  const span = { start: 0, end: text.length };
  const filtered = rules.prefilter(statement);
  const placed: ScriptStatement = { span, facts: factsOf(statement, filtered), wording: { silent: 0 } };
  const parse = (sql: string): Statement => parseStatement(parser, statementText(sql));
  const options = { asOf: rules.asOf, lineage: {} };
  const script = scriptOf({ text, pieces: [] }, [placed], options, { read: () => parse(text), parse });
  const own = [...checkStatement(rules, statement, filtered), ...checkBody(question, statement)].map(
    (finding) => withFixes(finding, () => fixesOf(rules, script, placed, finding)),
  );
  return [...own, ...finish(checkScript(rules, script, ({ wholeFile }) => !wholeFile))].map(move);
}

const withFixes = <Id extends string>(
  { rule, at, data, isInner, ...finding }: RuleFinding<Id>,
  fixesOfIt: () => readonly Fix[],
): RuleFinding<Id> => {
  let fixes: readonly Fix[] | undefined;
  return {
    rule,
    at,
    data,
    ...(isInner ? { isInner } : {}),
    ...unlessCreated(finding),
    get fixes() {
      return (fixes ??= fixesOfIt());
    },
  };
};

/** The findings of rules for unreadable statements in a body that cannot be parsed. */
function unreadable<Id extends string>(
  { rules }: BodyQuestion<Id>,
  source: StatementText,
  syntaxError: { readonly message: string; readonly span: Span },
): RuleFinding<Id>[] {
  const statement = withReading(source, {
    node: undefined,
    async: undefined,
    isIam: false,
    isTooDeep: false,
    syntaxError,
  });
  return rules.unreadable.flatMap((rule) =>
    [...(rule.unreadable?.(statement) ?? [])].map((finding) => ({ ...finding, rule: rule.id })),
  );
}

const ofRoutine = <Id extends string>(
  { rules }: BodyQuestion<Id>,
  routine: PlpgsqlRoutine,
): RuleFinding<Id>[] =>
  rules.routines.flatMap((rule) =>
    [...(rule.routine?.(routine) ?? [])].map((finding: AnyFinding) => ({ ...finding, rule: rule.id })),
  );

/** Moves the findings of a piece to the statement that holds its body. */
function within(
  body: string,
  { offsetAt, encoded, isSql, isString }: Place,
  piece: BodyPiece,
): <Id extends string>(finding: RuleFinding<Id>) => RuleFinding<Id> {
  const { start, end, prefix } = piece;
  const inBody = (offset: number): number => Math.min(end, start + Math.max(0, offset - prefix));
  const outer = ({ start, end }: Span): Span => {
    const from = inBody(start);
    const to = inBody(end);
    return { start: offsetAt(from), end: to > from ? offsetAt(to - 1) + widthAt(to) : offsetAt(from) };
  };
  const widthAt = (to: number): number => offsetAt(to) - offsetAt(to - 1);
  const edit = (one: Edit): Edit | undefined => {
    const head = piece.isWhole || one.start >= prefix + headOf(piece);
    const text = encoded(one.text);
    return head && text !== undefined ? { ...outer(one), text } : undefined;
  };
  const count = lazy(() => statementsIn(piece.text));
  const stands = (fix: Fix): boolean =>
    // A second statement would run in the same transaction.
    statementsIn(applyEdits(piece.text, fix.edits)) <= count() &&
    (!fix.leavesOut || (!isString && standsAlone(body, piece))) &&
    !(isSql && fix.edits.some((one) => removesAll(piece, one)));
  return (finding) => ({
    ...withFixes(finding, () =>
      (finding.fixes ?? []).filter(stands).flatMap((fix) => {
        const edits = fix.edits.map(edit);
        const { edits: _, ...words } = fix;
        const whole = edits.filter((one) => one !== undefined);
        // Nobody knows whether a body takes ASYNC, which the grammar of PostgreSQL lacks.
        const isUnsure = asyncWord(statementText(applyEdits(piece.text, fix.edits))) !== undefined;
        const told =
          isUnsure || (fix.rewrites && isUsedBeside(body, piece))
            ? { ...words, isPartial: true as const }
            : words;
        return whole.length === edits.length ? [lazyFix(told, () => whole)] : [];
      }),
    ),
    at: outer(finding.at),
    isInner: true,
  });
}

/** Whether a body names the table that one of its statements creates elsewhere: each statement is repaired by itself. */
function isUsedBeside(body: string, { text, start, end, isWhole }: BodyPiece): boolean {
  const statement = statementText(text);
  const table = isWhole ? childOf(treeOf(statement), 'table') : undefined;
  if (!table) return false;
  const name = nameOf(statement, table);
  const rest = `${body.slice(0, start)} ${body.slice(end)}`;
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)
    ? new RegExp(`(?<![\\p{L}\\p{N}_])${name}(?![\\p{L}\\p{N}_])`, 'iu').test(rest)
    : rest.includes(name);
}

const statementsIn = (text: string): number =>
  splitScript(text).pieces.filter(({ kind }) => kind === 'statement').length;

const lazy = <V extends number>(work: () => V): (() => V) => {
  let known: V | undefined;
  return () => (known ??= work());
};

/** The length of PERFORM, which SELECT replaces. */
const headOf = ({ text, isWhole, prefix }: BodyPiece): number =>
  !isWhole && prefix === 0 && text.startsWith(select) ? select.length : 0;

/** The last statement of SQL gives the result of the function, so it must stay. */
const removesAll = ({ text }: BodyPiece, edit: Edit): boolean =>
  edit.text.trim() === '' && edit.end - edit.start >= text.trim().length - 1;

/** Whether a statement is alone on its lines, so that they can become comments. */
const standsAlone = (body: string, { start, end, isWhole }: BodyPiece): boolean =>
  isWhole && /(?:^|[\r\n])[ \t]*$/.test(body.slice(0, start)) && /^[ \t]*(?:\r|\n|$)/.test(body.slice(end));

const stringAt = ({ text }: StatementText, { start, end }: Span): Decoded | undefined => {
  const statement = statementText(text.slice(start, end));
  return decoded(statement, wholeOf(statement));
};

/** A string inside a body, in terms of the text around the body. */
const shifted = (inner: Decoded, by: number, outer: Place): Place => ({
  isString: true,
  offsetAt: (offset) => outer.offsetAt(by + inner.offsetAt(offset)),
  encoded: (text) => {
    const once = inner.encoded(text);
    return once === undefined ? undefined : outer.encoded(once);
  },
});

/** What the head of a function, a procedure or a DO block tells of its body. */
export interface BodyHead {
  readonly signature: Signature;
  readonly returns: string | undefined;
}

export function routineOf({ node }: Statement): BodyHead {
  if (!node || !('CreateFunctionStmt' in node)) return { signature: ofBlock, returns: undefined };
  const { is_procedure, returnType, funcname = [], parameters = [] } = node.CreateFunctionStmt;
  const last = returnType?.names?.at(-1);
  const returns = last && 'String' in last ? last.String.sval : undefined;
  const all = parameters.flatMap((one) => ('FunctionParameter' in one ? [one.FunctionParameter] : []));
  const hasOutput = all.some(({ mode = '' }) => outputs.has(mode));
  const isSet = returnType?.setof === true || all.some(({ mode }) => mode === 'FUNC_PARAM_TABLE');
  const isNothing = returns === 'void' || (returnType === undefined && !hasOutput);
  return {
    returns,
    signature: {
      kind: is_procedure ? 'procedure' : 'function',
      name: funcname.map(textOf).at(-1) ?? '',
      // The type may be that of a table's row.
      parameters: all.map(({ name, argType }) => ({
        name,
        isRow: kindOfType(typeText(argType)) !== 'scalar',
      })),
      hasOutput,
      returns: isSet
        ? 'set'
        : returns === 'trigger' || returns === 'event_trigger'
          ? returns
          : isNothing
            ? 'nothing'
            : 'value',
    },
  };
}

const outputs: ReadonlySet<string> = new Set(['FUNC_PARAM_OUT', 'FUNC_PARAM_INOUT', 'FUNC_PARAM_TABLE']);

/** The name of a type as it is written, without PostgreSQL's own schema. */
const typeText = (type: TypeName | undefined): string => {
  const names = (type?.names ?? []).map(textOf);
  const own = names[0] === 'pg_catalog' ? names.slice(1) : names;
  return `${own.join('.')}${type?.pct_type ? '%type' : ''}${type?.arrayBounds ? '[]' : ''}`;
};
