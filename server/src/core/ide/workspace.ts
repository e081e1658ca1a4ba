import { builtins } from '../catalog/builtins.js';
import type { ScriptCatalog } from '../catalog/fromScript.js';
import { type Lookup, layered } from '../catalog/layered.js';
import type { Catalog, ObjectName, Relation, Routine } from '../catalog/model.js';
import type { Analysis } from '../lint/analysis.js';
import { catalogOf, replayInSteps as replayScript } from '../lint/script/catalog.js';
import type { Facts } from '../lint/script/facts.js';
import type { Script } from '../lint/script/script.js';
import type { Grammar } from '../syntax/grammar.js';
import { nextToken } from '../syntax/lexer.js';
import type { SyntaxNode } from '../syntax/node.js';
import { type StatementText, statementText } from '../syntax/statement.js';
import { treeOf } from '../syntax/tree/tree.js';
import { query } from '../text/memo.js';
import { partAt } from '../text/parts.js';
import type { Span } from '../text/span.js';
import type { Steps } from '../text/steps.js';
import { type Binding, bindNames } from './names/bind.js';
import { systemViews } from './systemViews.js';

/** The SQL files that belong together, as the features of an editor see them. */
export interface Workspace {
  readonly files: readonly WorkspaceFile[];
  /** What a connected cluster has. */
  readonly server: Catalog | undefined;
  readonly grammar: Grammar;
  /** The replays of earlier versions of the files, which hold as long as their DDL stays the same. */
  readonly replays: readonly Replay[];
}

/** The catalog of a script, and the statements that create something. */
interface Replay {
  readonly catalog: ScriptCatalog;
  readonly making: Making;
}

interface Making {
  /** Their numbers in the script. */
  readonly numbers: readonly number[];
  readonly facts: readonly Facts[];
  /** The file of each. */
  readonly parts: readonly number[];
  /** The first statement of each file; those of files without any are missing. */
  readonly firsts: readonly number[];
}

export interface WorkspaceFile {
  /** A path or a URI, as its reader calls it. */
  readonly path: string;
  readonly text: string;
  readonly workspace: Workspace;
  readonly script: Script;
  /** Statements of the file, as UTF-16 offsets into it. */
  readonly statements: readonly Span[];
  /** The number of its first statement in the script. */
  readonly first: number;
}

/** A place in a file; UTF-16 offsets. */
export interface FilePlace {
  readonly file: WorkspaceFile;
  readonly span: Span;
}

/** The texts of one analysis under their paths, in its order; `earlier` are the same files before an edit. */
export function workspaceOf(
  { text, parts, scripts, statements }: Pick<Analysis, 'text' | 'parts' | 'scripts' | 'statements'>,
  paths: readonly string[],
  grammar: Grammar,
  server?: Catalog,
  earlier?: Workspace,
): Workspace {
  const files: WorkspaceFile[] = [];
  const replays = earlier ? replaysOf(earlier) : [];
  const workspace: Workspace = { files, server, grammar, replays };
  const own: Span[][] = parts.map(() => []);
  for (const { span } of statements) {
    const at = partAt(parts, span.start);
    const { start = 0 } = parts[at] ?? {};
    own[at]?.push({ start: span.start - start, end: span.end - start });
  }
  const counted = new Map<Script, number>();
  for (const [at, { start, end }] of parts.entries()) {
    const script = scripts[at];
    if (!script) continue;
    const statements = own[at] ?? [];
    const first = counted.get(script) ?? 0;
    counted.set(script, first + statements.length);
    const path = paths[at] ?? '';
    files.push({ path, text: text.slice(start, end), workspace, script, statements, first });
  }
  return workspace;
}

export const fileAt = ({ files }: Workspace, path: string): WorkspaceFile | undefined =>
  files.find((file) => file.path === path);

/** A statement of a file, or the part of one that runs into the next. */
export interface PlacedStatement {
  readonly file: WorkspaceFile;
  readonly at: number;
  /** The offset of the text in its file. */
  readonly start: number;
  readonly text: StatementText;
  readonly tree: SyntaxNode;
}

export function statementOf(file: WorkspaceFile, at: number): PlacedStatement | undefined {
  const span = file.statements[at];
  return span && placed(file, at, span);
}

/**
 * What a function makes of the text of a statement alone. It is kept as long as that text stays in the files, from one version
 * of them to the next, so places in it count from the start of the statement.
 */
export function ofText<Value>(
  file: WorkspaceFile,
  at: number,
  make: (statement: StatementText, tree: SyntaxNode) => Value,
): Value | undefined {
  const span = file.statements[at];
  const { wording } = file.script.statements[file.first + at] ?? {};
  if (!span || !wording) return undefined;
  const known = query(madeOfText, wording);
  const kept = known.get(make);
  // The value under a function is a result of that function.
  if (kept) return kept.value as Value;
  const text = statementText(file.text.slice(span.start, span.end));
  const value = make(text, treeOf(text));
  known.set(make, { value });
  return value;
}

const madeOfText = (_wording: object): Map<unknown, { readonly value: unknown }> => new Map();

function placed(file: WorkspaceFile, at: number, { start, end }: Span): PlacedStatement {
  const text = statementText(file.text.slice(start, end));
  return { file, at, start, text, tree: treeOf(text) };
}

/** The number of the last statement that begins at or before an offset; -1 where none does. */
export function statementNumberAt({ statements }: WorkspaceFile, offset: number): number {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((statements[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * The statement around a caret. Without a semicolon it extends to the next one. What a person types often runs into the
 * statement below, so it is cut where a new one plainly begins.
 */
export function statementAround(file: WorkspaceFile, offset: number): PlacedStatement | undefined {
  const at = statementNumberAt(file, offset);
  const span = file.statements[at];
  if (!span) return undefined;
  const isClosed = file.text.charAt(span.end - 1) === ';';
  if (offset > span.end || (offset === span.end && isClosed)) {
    if (isClosed) return undefined;
  }
  const end = Math.max(span.end, Math.min(offset, file.statements[at + 1]?.start ?? offset));
  return placed(file, at, partAround(file.text, { start: span.start, end }, offset));
}

/** The part of a statement between the places where another one seems to begin after an empty line. */
function partAround(text: string, { start, end }: Span, offset: number): Span {
  const whole = text.slice(start, end);
  let from = 0;
  for (const match of whole.matchAll(newStatement)) {
    const at = match.index + match[0].length;
    if (!isBroken(whole.slice(from, match.index))) continue;
    if (start + at > offset) return { start: start + from, end: start + match.index };
    from = at;
  }
  return { start: start + from, end };
}

const newStatement =
  /\n[ \t]*\r?\n(?:[ \t]*(?:--[^\n]*)?\r?\n)*(?=(?:select|insert|update|delete|with|create|alter|drop|grant|begin|commit)\b)/gi;

/** Whether a statement cannot continue with the first word of another one. */
function isBroken(text: string): boolean {
  let last = '';
  let first = '';
  for (let token = nextToken(text, 0); token; token = nextToken(text, token.end)) {
    if (token.kind === 'comment') continue;
    last = text.slice(token.start, token.end).toLowerCase();
    first ||= last;
  }
  return (
    !/^(?:\(|\)|as|all|union|intersect|except|distinct|then|do|begin|loop|else)$/.test(last) &&
    !/^(?:insert|explain|create|do)$/.test(first)
  );
}

/** What the names of a statement may mean at its place: objects created before it, then objects created later. */
export function knownAt({ file, at }: Pick<PlacedStatement, 'file' | 'at'>): Lookup {
  const { script, first, workspace } = file;
  const known = query(knownAfterDdl, workspace);
  // Between two statements of DDL nothing changes, except where a file begins: another session sends it.
  const behind = lastBelow(query(makingOf, script).numbers, first + at);
  const part = partOf(script, first + at);
  const key = `${behind} ${part}`;
  const lookups = known.get(script) ?? new Map<string, Lookup>();
  known.set(script, lookups);
  const kept =
    lookups.get(key) ?? lookupBehind(workspace, script, { behind, part }, replayOf(workspace, script));
  lookups.set(key, kept);
  return kept;
}

/** The number of the file that a statement of a script stands in. */
const partOf = ({ parts, statements }: Script, statement: number): number =>
  partAt(parts, statements[statement]?.span.start ?? Number.POSITIVE_INFINITY);

/**
 * The same for the statement that a person is typing. What this statement creates may be as it was before the edit, so that no
 * letter of DDL causes a replay.
 */
export function knownWhileTyping(placed: Pick<PlacedStatement, 'file' | 'at'>): Lookup {
  const { script, first, workspace } = placed.file;
  if (query(replayedIn, workspace).has(script)) return knownAt(placed);
  const making = query(makingOf, script);
  if (workspace.replays.some((one) => makesTheSame(one.making, making))) return knownAt(placed);
  const number = first + placed.at;
  const behind = lastBelow(making.numbers, number);
  const others = without(making, making.numbers[behind + 1] === number ? behind + 1 : -1);
  const earlier = workspace.replays.find(
    (one) => makesTheSame(one.making, others) || makesTheSame(without(one.making, behind + 1), others),
  );
  const place = { behind, part: partOf(script, number) };
  return earlier ? lookupBehind(workspace, script, place, earlier) : knownAt(placed);
}

const without = ({ numbers, facts, parts, firsts }: Making, at: number): Making => {
  const others = <T>(list: readonly T[]) => list.filter((_, index) => index !== at);
  return { numbers: others(numbers), facts: others(facts), parts: others(parts), firsts };
};

/** The index of the last of some ascending numbers that is below a limit; -1 where there is none. */
function lastBelow(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const knownAfterDdl = (_: Workspace): Map<Script, Map<string, Lookup>> => new Map();

/** The catalog before a statement of a script, as far as the script makes it. */
function catalogBefore(workspace: Workspace, script: Script, statement: number): Catalog {
  const { catalog, making } = replayOf(workspace, script);
  const behind = lastBelow(query(makingOf, script).numbers, statement);
  return catalog.before((making.numbers[behind] ?? -1) + 1);
}

/** Whether a table is created only after a statement, further down in its file. */
export function isMadeLater({ file, at }: PlacedStatement, { schema, name }: Relation): boolean {
  const { workspace, script, first, statements } = file;
  const isThere = (statement: number) =>
    catalogBefore(workspace, script, statement).schemas.get(schema)?.relations.get(name) !== undefined;
  return !isThere(first + at + 1) && isThere(first + statements.length);
}

const makingOf = (script: Script): Making => {
  const numbers = script.statements.flatMap(({ facts }, at) => (facts.ddl.length > 0 ? [at] : []));
  const made = numbers.flatMap((at) => script.statements[at] ?? []);
  const firsts: number[] = [];
  for (const at of script.statements.keys()) firsts[partOf(script, at)] ??= at;
  return {
    numbers,
    facts: made.map(({ facts }) => facts),
    parts: made.map(({ span }) => partAt(script.parts, span.start)),
    firsts,
  };
};

/** The DDL of a script is replayed once, and not again while a person types elsewhere. */
function replayOf(workspace: Workspace, script: Script): Replay {
  const known = query(replayedIn, workspace);
  const kept = known.get(script) ?? replayed(workspace, script);
  known.set(script, kept);
  return kept;
}

function replayed({ replays }: Workspace, script: Script): Replay {
  const making = query(makingOf, script);
  return replays.find((one) => makesTheSame(one.making, making)) ?? { catalog: catalogOf(script), making };
}

/** Replays the DDL in advance, a step for each statement. */
export function* replayInSteps(workspace: Workspace): Steps<void> {
  for (const script of new Set(workspace.files.map((file) => file.script))) {
    const making = query(makingOf, script);
    if (!workspace.replays.some((one) => makesTheSame(one.making, making))) yield* replayScript(script);
  }
}

const makesTheSame = (one: Making, other: Making): boolean =>
  one.facts.length === other.facts.length &&
  one.firsts.length === other.firsts.length &&
  one.facts.every((facts, at) => facts === other.facts[at] && one.parts[at] === other.parts[at]);

const replayedIn = (_: Workspace): Map<Script, Replay> => new Map();

/** Until somebody asks for a catalog, those of the version before may still hold; and again after an edit is undone. */
function replaysOf(workspace: Workspace): readonly Replay[] {
  const own = [...query(replayedIn, workspace).values()];
  const scripts = new Set(workspace.files.map(({ script }) => script)).size;
  return [...new Set([...own, ...workspace.replays])].slice(0, Math.max(2, scripts));
}

function lookupBehind(
  workspace: Workspace,
  script: Script,
  { behind, part }: { readonly behind: number; readonly part: number },
  { catalog, making }: Replay,
): Lookup {
  const scripts = new Set(workspace.files.map((file) => file.script));
  const others = [...scripts].flatMap((other) =>
    other === script ? [] : replayOf(workspace, other).catalog.after,
  );
  return preferringWhole([
    catalog.before(Math.max((making.numbers[behind] ?? -1) + 1, making.firsts[part] ?? 0)),
    catalog.after,
    ...others,
    ...(workspace.server ? [workspace.server] : []),
    systemViews,
    builtins(),
  ]);
}

/** What all files create in the end, in whatever order they run. */
export const knownIn = (workspace: Workspace): Lookup => query(knownAfter, workspace);

const knownAfter = (workspace: Workspace): Lookup =>
  preferringWhole([
    ...query(laterCatalogs, workspace),
    ...(workspace.server ? [workspace.server] : []),
    systemViews,
    builtins(),
  ]);

const laterCatalogs = (workspace: Workspace): readonly Catalog[] =>
  [...new Set(workspace.files.map(({ script }) => script))].map(
    (script) => replayOf(workspace, script).catalog.after,
  );

/** A table that a script knows in part hides none that is fully known. */
function preferringWhole(layers: readonly Catalog[]): Lookup {
  const lookup = layered(layers);
  const relation = (name: ObjectName): Relation | undefined => {
    const found = lookup.relation(name);
    if (!found || found.hasAllColumns) return found;
    const whole = { schema: found.schema, name: found.name };
    for (const layer of layers) {
      const other = layer.schemas.get(whole.schema)?.relations.get(whole.name);
      if (other?.hasAllColumns) return other;
    }
    return found;
  };
  // A function as it was before a statement, and as it is in the end, is one function.
  const routines = (name: ObjectName): readonly Routine[] => [
    ...new Map(lookup.routines(name).map((routine) => [parametersOf(routine), routine])).values(),
  ];
  return { ...lookup, relation, routines };
}

const parametersOf = ({ schema, parameters }: Routine): string =>
  JSON.stringify([schema, parameters.map(({ mode, type }) => [mode, type])]);

/** What the names of a statement mean. */
export const bindingOf = (statement: PlacedStatement): Binding =>
  bindNames(statement.text, statement.tree, knownAt(statement));
