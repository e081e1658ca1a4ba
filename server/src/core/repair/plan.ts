import { maxRows } from '../dialect/limits.js';
import type { Analysis } from '../lint/analysis.js';
import { usedIndex } from '../lint/script/indexJobs.js';
import { rowsOf } from '../lint/script/rows.js';
import type { ScriptStatement } from '../lint/script/script.js';
import { asyncWord } from '../syntax/async.js';
import { lineComment } from '../syntax/comments.js';
import { type Piece, type Split, splitScript } from '../syntax/split.js';
import { statementText } from '../syntax/statement.js';
import { waitForIndex } from '../syntax/waiting.js';
import { isDownMarker } from '../syntax/waysBack.js';
import { applyEdits, type Edit, shiftEdit } from '../text/edit.js';
import type { Span } from '../text/span.js';
import { planName } from './planName.js';

/** One transaction of a script, to be run as a file of its own. */
export interface RepairStep {
  /** As `create_table_customers`: ASCII letters, digits and underscores. */
  readonly name: string;
  /** Ends with a line break. */
  readonly text: string;
}

/**
 * Cuts a script into its transactions, in order: BEGIN to COMMIT together, each DDL statement by itself, and consecutive
 * inserts together as far as a transaction takes the rows. Comments stay with what follows them. A step after which one must
 * wait begins with a comment that says so.
 */
export function plan({ text, statements }: Analysis): readonly RepairStep[] {
  const split = splitScript(text);
  const commands = split.pieces.filter(({ kind }) => kind === 'metaCommand');
  const groups = withSettings(text, whole(text, commands, grouped(text, statements)));
  const signs = endSigns(split);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const inForce: InForce = { parameters: new Map(), variables: new Map() };
  let end = 0;
  return groups.map((members, index) => {
    const from = end;
    const last = endOf(split, commands, members, from);
    const to = index === groups.length - 1 ? text.length : (signs.behind.get(last)?.end ?? last);
    end = to;
    const body = withoutMarks(
      applyEdits(
        text.slice(from, to),
        [...spansBetween(signs.all, from, to)].map((one) => shiftEdit(one, -from)),
      ),
    )
      .replace(/^\ufeff?\s*/, '')
      .trimEnd();
    const waits = members.flatMap((statement) => [...waitsOf(text, statement, body)]);
    const lines = [...new Set(waits)].map(lineComment);
    const own = [...variablesIn(text, commands, from, to), ...members.map((one) => settingOf(text, one))];
    const first = members.findIndex((one) => settingOf(text, one) === undefined);
    const leading = new Set(members.slice(0, first).map((one) => settingOf(text, one)?.name));
    const settings = repeatedBefore(inForce, body, leading);
    for (const setting of own) apply(inForce, setting);
    const named = members.filter((one) => settingOf(text, one) === undefined);
    return {
      name: planName(text, named.length > 0 ? named : members),
      text: [...lines, ...settings, body, ''].join(newline),
    };
  });
}

/** The first comment that begins the part of a migration that undoes it: a plan goes forward only. */
export function downMarker(text: string): string | undefined {
  const marker = splitScript(text).comments.find(({ start, end }) => isDownMarker(text.slice(start, end)));
  return marker && text.slice(marker.start, marker.end).trim();
}

type Group = readonly ScriptStatement[];

function grouped(text: string, statements: readonly ScriptStatement[]): readonly Group[] {
  const groups: ScriptStatement[][] = [];
  let isOpen = false;
  let room = 0;
  for (const statement of statements) {
    const { kind, changes, transaction } = statement.facts;
    const rows = kind === 'InsertStmt' ? rowsOf({ text }, statement) : 0;
    if (isOpen || (changes === 'rows' && rows > 0 && rows <= room)) groups.at(-1)?.push(statement);
    else groups.push([statement]);
    if (transaction === 'begin') isOpen = true;
    if (transaction === 'commit' || transaction === 'rollback') isOpen = false;
    // The number of rows that other DML changes is not known, so nothing joins it.
    if (isOpen || rows === 0) room = 0;
    else room = (groups.at(-1)?.length === 1 ? maxRows : room) - rows;
  }
  return groups;
}

/** Keeps together what stands between psql's \\if and \\endif. */
function whole(text: string, commands: readonly Span[], groups: readonly Group[]): readonly Group[] {
  const joined: ScriptStatement[][] = [];
  let [depth, next] = [0, 0];
  for (const group of groups) {
    const wasOpen = depth > 0;
    for (; (commands[next]?.start ?? Infinity) < (group[0]?.span.start ?? 0); next++)
      depth += nesting(wordOf(text, commands[next]));
    const before = joined.at(-1);
    if (!before || !wasOpen) joined.push([...group]);
    else for (const one of group) before.push(one);
  }
  return joined;
}

const nesting = (word: string): number => (word === 'if' ? 1 : word === 'endif' ? -1 : 0);

/** The name of a command of psql; empty where there is none. */
const wordOf = (text: string, command: Span | undefined): string =>
  (command && /^\\(\w+)/.exec(text.slice(command.start, command.end))?.[1]) ?? '';

/** Repeats session settings in each group that follows, because each file may run in a session of its own. */
function withSettings(text: string, groups: readonly Group[]): readonly Group[] {
  const joined: Group[] = [];
  let open: ScriptStatement[] = [];
  for (const group of groups) {
    for (const one of group) open.push(one);
    if (group.every((one) => settingOf(text, one) !== undefined)) continue;
    joined.push(open);
    open = [];
  }
  return open.length > 0 ? [...joined, open] : joined;
}

/** What holds for the following statements, by its name: the last one for each parameter, and for each variable of psql. */
interface InForce {
  readonly parameters: Map<string, Setting>;
  readonly variables: Map<string, Setting>;
}

function apply({ parameters, variables }: InForce, setting: Setting | undefined): void {
  if (!setting) return;
  const { name, isReset } = setting;
  const settings = name.startsWith(':') ? variables : parameters;
  settings.delete(name);
  if (name === 'all') parameters.clear();
  else if (!isReset) settings.set(name, setting);
}

/** The settings to repeat in a file of its own: those of the session, and the variables that its text and they name. */
function repeatedBefore(
  { parameters, variables }: InForce,
  body: string,
  leading: ReadonlySet<string | undefined>,
): readonly string[] {
  const isWhole = /^\\i(?:r|nclude\w*)?\b/m.test(body);
  const found = new Set([...parameters.values(), ...(isWhole ? variables.values() : [])]);
  const open = [body, ...[...parameters.values()].map(({ text }) => text)];
  for (let text = open.pop(); text !== undefined; text = open.pop())
    for (const name of new Set([...variablesOfPsql, ...variablesNamed(text)])) {
      const variable = variables.get(name);
      if (!variable || found.has(variable)) continue;
      found.add(variable);
      open.push(variable.text);
    }
  return [...found]
    .filter(({ name }) => !leading.has(name))
    .sort((one, other) => one.start - other.start)
    .map(({ text }) => text);
}

const variablesNamed = (text: string): readonly string[] =>
  Array.from(text.matchAll(/(?::(?:\{\?)?['"]?|\$\()(\w+)/g), ([, name]) => `:${name}`);

/** By which psql itself behaves otherwise (psql's documentation, "Variables"). */
const variablesOfPsql: readonly string[] =
  'AUTOCOMMIT COMP_KEYWORD_CASE ECHO ECHO_HIDDEN FETCH_COUNT HIDE_TABLEAM HIDE_TOAST_COMPRESSION ON_ERROR_ROLLBACK ON_ERROR_STOP QUIET SHOW_ALL_RESULTS SHOW_CONTEXT SINGLELINE SINGLESTEP VERBOSITY'
    .split(' ')
    .map((name) => `:${name}`);

interface Setting {
  /** Of a variable of psql, with a colon before it. */
  readonly name: string;
  /** The offset of its statement or command. */
  readonly start: number;
  readonly text: string;
  readonly isReset: boolean;
}

/** What psql's \\set and \\unset, and sqlcmd's :setvar, between two offsets set. */
const variablesIn = (text: string, commands: readonly Span[], from: number, to: number): readonly Setting[] =>
  [...spansBetween(commands, from, to)].flatMap(({ start, end }) => {
    const written = text.slice(start, end).trimEnd();
    const [, un, name] = /^(?:\\(un)?set|:setvar)\s+(\w+)/.exec(written) ?? [];
    return name === undefined ? [] : { name: `:${name}`, start, text: written, isReset: un !== undefined };
  });

/** SET, RESET and set_config() of a session, not of a transaction; undefined for any other statement. */
function settingOf(source: string, { span, facts }: ScriptStatement): Setting | undefined {
  if (facts.kind !== 'VariableSetStmt' && facts.kind !== 'SelectStmt') return undefined;
  const written = source.slice(span.start, span.end);
  const found =
    /^(?:set\s+(?!local\b)(?:session\s+(?!authorization|characteristics))?|(?:(re)set)\s+)([\w.]+)/i.exec(
      written,
    );
  const called = /^select\s+(?:pg_catalog\s*\.\s*)?set_config\s*\(\s*'([\w.]+)'.*,\s*false\s*\)\s*;?$/is.exec(
    written,
  );
  const name = (found?.[2] ?? called?.[1])?.toLowerCase();
  if (name === undefined || name === 'transaction') return undefined;
  const text = written.endsWith(';') ? written : `${written};`;
  return { name, start: span.start, text, isReset: found?.[1] !== undefined };
}

/**
 * Where the text of a group ends: after its last statement, a comment on that line, the data of a COPY, and the commands of
 * psql that send the statement or end what an \\if of the group begins.
 */
function endOf(
  { text, pieces, comments }: Split,
  commands: readonly Span[],
  group: Group,
  from: number,
): number {
  let end = group.at(-1)?.span.end ?? 0;
  const next = firstFrom(pieces, end);
  if (next?.kind === 'copyData') end = next.end;
  let depth = 0;
  for (const command of spansBetween(commands, from, end)) depth += nesting(wordOf(text, command));
  for (;;) {
    const command = firstFrom(pieces, end);
    const word = command?.kind === 'metaCommand' ? wordOf(text, command) : '';
    if (!command || word === '' || (depth <= 0 && !sending.has(word))) break;
    depth += nesting(word);
    end = command.end;
  }
  const comment = next?.kind === 'copyData' ? undefined : firstFrom(comments, end);
  return comment && /^[ \t]*$/.test(text.slice(end, comment.start)) ? comment.end : end;
}

/** Commands of psql that send the statement before them, or give it its values. */
const sending: ReadonlySet<string> = new Set(
  'bind bind_named crosstabview g gdesc gexec gset gx parse watch'.split(' '),
);

/** The first of some spans in order that begins at an offset or behind it. */
const firstFrom = <Found extends Span>(spans: readonly Found[], offset: number): Found | undefined =>
  spans[numberFrom(spans, offset)];

/** Those of some spans in order that begin between two offsets. */
function* spansBetween<Found extends Span>(
  spans: readonly Found[],
  from: number,
  to: number,
): Generator<Found> {
  for (let at = numberFrom(spans, from); ; at++) {
    const span = spans[at];
    if (!span || span.start >= to) return;
    yield span;
  }
}

function numberFrom(spans: readonly Span[], offset: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Semicolons in place of the signs that end statements for some tools, which a file by itself would not know, and nothing in place
 * of the lines that choose such a sign.
 */
function endSigns({ text, pieces, comments }: Split): {
  readonly all: readonly Edit[];
  /** By the end of the statement before it. */
  readonly behind: ReadonlyMap<number, Edit>;
} {
  const all: Edit[] = [];
  const behind = new Map<number, Edit>();
  const isOfPsql = ({ kind, start }: Piece) => kind === 'metaCommand' && text.charAt(start) === '\\';
  const hasOwn = choosesSign.test(text) && !pieces.some(isOfPsql);
  let from = 0;
  for (const { start, end } of hasOwn ? [...pieces, { start: text.length, end: text.length }] : []) {
    let gap = text.slice(from, start);
    for (const comment of spansBetween(comments, from, start))
      gap =
        gap.slice(0, comment.start - from) +
        ' '.repeat(comment.end - comment.start) +
        gap.slice(comment.end - from);
    for (const { 0: written, index } of gap.matchAll(
      /^[ \t]*delimiter[ \t]+\S+[ \t]*(?:\r?\n|$)|\\;|[^\s;]+/gim,
    )) {
      const sign = { start: from + index, end: from + index + written.length, text: '' };
      const isFirst = !/^\s*delimiter\s/i.test(written) && !behind.has(from);
      if (isFirst && text[from - 1] !== ';') all.push({ start: from, end: from, text: ';' });
      all.push(sign);
      if (isFirst) behind.set(from, sign);
    }
    from = end;
  }
  return { all, behind };
}

const choosesSign =
  /^-- *changeset\b.*\bendDelimiter:|^[ \t]*delimiter[ \t]+\S|^[ \t]*GO(?:[ \t]+\d+)?[ \t]*$|\\;/im;

/** The borders of files replace these comments of Drizzle, and semicolons the signs that Liquibase is told of. */
const withoutMarks = (text: string): string =>
  text
    .replace(/^--> *statement-breakpoint[ \t]*$/gim, '')
    .replace(/^(-- *changeset\b.*?)[ \t]+endDelimiter:(?:"[^"]*"|\S+)/gim, '$1');

function* waitsOf(text: string, { span, facts }: ScriptStatement, body: string): Generator<string> {
  if (facts.changes !== 'schema') return;
  const actions = facts.ddl.flatMap((change) => (change.kind === 'alter relation' ? change.actions : []));
  for (const { name } of actions.flatMap(usedIndex)) {
    // The fix that wrote the statement may have written this already.
    if (!body.includes(waitForIndex))
      yield `Run this when the job that builds the index ${name} has completed, not before.`;
  }
  if (asyncWord(statementText(text.slice(span.start, span.end)))) {
    yield "This starts a job and answers its job_id. Before the next file: CALL sys.wait_for_job('<job_id>');";
  }
}
