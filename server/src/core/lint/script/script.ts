import type { AsOf } from '../../dialect/asOf.js';
import { nextToken } from '../../syntax/lexer.js';
import type { Split } from '../../syntax/split.js';
import { type Statement, type StatementText, statementIn } from '../../syntax/statement.js';
import type { Edit } from '../../text/edit.js';
import { firstFrom } from '../../text/firstFrom.js';
import { byPart } from '../../text/parts.js';
import type { Span } from '../../text/span.js';
import type { Facts } from './facts.js';

/** A whole text as its statements, for rules that look at more than one. Spans are offsets into the text. */
export interface Script {
  readonly text: string;
  /** The files of the text, in the order in which they are applied, with a line break between two. */
  readonly parts: readonly Span[];
  readonly asOf: AsOf;
  /** The same object in all versions of a text. What is known of an earlier one is kept under it (`perText.ts`). */
  readonly lineage: object;
  /** No later version of the text is read, so nothing is kept for one. */
  readonly isLast: boolean;
  /** How the statements of the text reach the server, part by part. The parts cover the text. */
  readonly sendings: readonly Sending[];
  /** The folders of migrations in the text whose order is known. */
  readonly folders: readonly OrderedParts[];
  /** Whether its files are taken to run one after the other, though nobody may know their order. */
  readonly isInOrder: boolean;
  /** How the text ends its lines. */
  readonly newline: '\n' | '\r\n';
  readonly statements: readonly ScriptStatement[];
  /** psql's own commands, from the backslash to the end of the line. */
  readonly metaCommands: readonly Span[];
  /** The offsets of the commands that include the next file. */
  readonly followed: ReadonlySet<number>;
  /** The rows behind each COPY … FROM STDIN, with the line that ends them. */
  readonly copies: readonly Span[];
  /** Reads a statement to its tree once more, for a fix that needs it. */
  readonly read: (statement: ScriptStatement) => Statement;
  /** Reads SQL that is in one of its bodies. */
  readonly parse: (sql: string) => Statement;
}

export const scriptOf = (
  { text, pieces, parts = [{ start: 0, end: text.length }], followed = none }: SplitText,
  statements: readonly ScriptStatement[],
  {
    asOf,
    lineage,
    isLast = false,
    sendings = [],
    folders = [],
    isInOrder = false,
  }: Pick<Script, 'asOf' | 'lineage'> &
    Partial<Pick<Script, 'isLast' | 'sendings' | 'folders' | 'isInOrder'>>,
  { read, parse }: { readonly read: (statement: Span) => Statement } & Pick<Script, 'parse'>,
): Script => ({
  text,
  parts,
  asOf,
  lineage,
  isLast,
  sendings,
  folders,
  isInOrder,
  // Each of several files has its own line breaks, which its edits get in the end.
  newline: parts.length === 1 && hasCrLf(text, parts[0]) ? '\r\n' : '\n',
  statements,
  metaCommands: pieces.filter(({ kind }) => kind === 'metaCommand'),
  followed,
  copies: pieces.filter(({ kind }) => kind === 'copyData'),
  read: ({ span }) => read(span),
  parse,
});

/** Of a text with many scripts only the own part is read. */
const hasCrLf = (text: string, part: Span | undefined): boolean =>
  text.slice(part?.start, part?.end).includes('\r\n');

interface SplitText extends Pick<Split, 'text' | 'pieces'> {
  readonly parts?: readonly Span[];
  readonly followed?: ReadonlySet<number>;
}

const none: ReadonlySet<number> = new Set();

/** The statements of each part of a script, which may each have a connection of their own. */
export const statementsByPart = <S extends Pick<ScriptStatement, 'span'>>(
  { parts }: Pick<Script, 'parts'>,
  statements: readonly S[],
): readonly { readonly part: Span; readonly statements: readonly S[] }[] =>
  [...byPart(parts, statements, ({ span }) => span.end)].map(({ part, things }) => ({
    part,
    statements: things,
  }));

/** How the statements of a script without BEGIN reach the server: not known, one by one, or in one transaction. */
export type Migrations = (typeof migrationModes)[number];

export const migrationModes = ['unknown', 'one-by-one', 'one-transaction'] as const;

/** A part of a file that is sent by itself, and how. */
export interface Sending {
  readonly span: Span;
  readonly mode: Migrations;
  /** Who sends it, as a sentence names it; undefined where the configuration says how a file is sent. */
  readonly tool: string | undefined;
  /** The configuration says so: what then fails is an error. */
  readonly isCertain: boolean;
  /** The edit by which the tool sends its statements one by one. */
  readonly optOut: Edit | undefined;
}

/** Parts of a text that run in this order, for certain. */
export interface OrderedParts {
  readonly span: Span;
  /** Nothing runs before the first of them. */
  readonly isComplete: boolean;
  readonly faults: readonly PlacedFault[];
}

/** What is wrong with the order of a folder, and the offset of the file on which it shows. */
export interface PlacedFault {
  readonly kind: 'order' | 'gap';
  readonly start: number;
  readonly text: string;
}

/** Texts in a row that run in this order, for certain. */
export interface OrderedTexts extends Pick<OrderedParts, 'isComplete'> {
  /** The numbers of the first text, and of the one behind the last. */
  readonly first: number;
  readonly end: number;
  readonly faults: readonly (Pick<PlacedFault, 'kind' | 'text'> & { readonly number: number })[];
}

/** The statements of each part of a script that is sent by itself. */
export function statementsBySending(
  script: Pick<Script, 'sendings' | 'statements' | 'parts'>,
): readonly { readonly sending: Sending; readonly statements: readonly ScriptStatement[] }[] {
  const first = script.parts[0]?.start ?? 0;
  const end = script.parts.at(-1)?.end ?? 0;
  const own = script.sendings.slice(
    firstFrom(script.sendings.length, (at) => (script.sendings[at]?.span.start ?? first) >= first),
    firstFrom(script.sendings.length, (at) => (script.sendings[at]?.span.end ?? 0) > end),
  );
  if (own.length === 0) {
    return statementsByPart(script, script.statements).map(({ part, statements }) => ({
      sending: { span: part, mode: 'unknown', tool: undefined, isCertain: false, optOut: undefined },
      statements,
    }));
  }
  const spans = own.map(({ span }) => span);
  return [...byPart(spans, script.statements, ({ span }) => span.end)].flatMap(({ things }, at) => {
    const sending = own[at];
    return sending ? [{ sending, statements: things }] : [];
  });
}

export interface ScriptStatement {
  /** From the first token to the semicolon, inclusive. */
  readonly span: Span;
  readonly facts: Facts;
  readonly wording: Wording;
}

/** Stands for the text of a statement: the same object for the same text, in all versions of a script. */
export interface Wording {
  /** The functions that have told nothing of the text, as bits (`ofText.ts`). */
  silent: number;
}

/** A statement of a script that is read again, for a fix. */
export interface ReadStatement {
  readonly placed: ScriptStatement;
  readonly statement: StatementText;
}

/** The text of a statement by itself, with its tokens. */
export const textOf = (
  script: Pick<Script, 'text'>,
  { span }: Pick<ScriptStatement, 'span'>,
): StatementText => statementIn(script, span);

/** The first `count` words of a statement, as offsets into the script. */
export function headOf(
  { text }: Pick<Script, 'text'>,
  { span }: Pick<ScriptStatement, 'span'>,
  count: number,
): Span {
  let end = span.start;
  for (let seen = 0; seen < count; ) {
    const token = nextToken(text, end);
    if (!token || token.end > span.end) break;
    end = token.end;
    if (token.kind !== 'comment') seen++;
  }
  return { start: span.start, end };
}

/** The statement that holds the start of a span. */
export function statementAt(
  script: Pick<Script, 'statements'>,
  place: { readonly start: number },
): ScriptStatement | undefined {
  const found = script.statements[numberAt(script, place)];
  return found && found.span.start <= place.start ? found : undefined;
}

/** The number of the first statement that ends behind a place. */
export function numberAt(
  { statements }: Pick<Script, 'statements'>,
  { start }: { readonly start: number },
): number {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((statements[middle]?.span.end ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  return low;
}
