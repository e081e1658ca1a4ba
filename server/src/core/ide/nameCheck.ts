import { changeOfDdl, type DdlChange, naming } from '../lint/script/changedNames.js';
import type { Facts } from '../lint/script/facts.js';
import type { ScriptStatement } from '../lint/script/script.js';
import { hasNear, indexNames } from '../text/closest.js';
import { type Span, shiftSpan, touches } from '../text/span.js';
import type { Steps } from '../text/steps.js';
import type { NameProblem } from './nameProblem.js';
import { mayName, type StatementNames, statementNames } from './nameProblems.js';
import { replayInSteps, type Workspace, type WorkspaceFile } from './workspace.js';

/**
 * Checks the names of files. The result for a statement is kept as long as its text and everything that it names stay the same.
 */
export interface NameCheck {
  /**
   * The problems of a file, a step for each statement that is replayed or read. With a span, only those of the statements that
   * touch it. A query is reported on only where all its tables are fully known.
   */
  readonly check: (file: WorkspaceFile, within?: Span) => Steps<readonly NameProblem[]>;
  /** The last result for statements with the same text, without checking anything else. */
  readonly remembered: (
    path: string,
    text: string,
    statements: readonly Pick<ScriptStatement, 'span' | 'facts'>[],
  ) => readonly NameProblem[];
}

interface Kept extends StatementNames {
  /** How many statements of DDL come before it. */
  readonly behind: number;
}

/** What is kept for a file: by the text of a statement, for each of its places. */
type ByText = Map<string, Places>;

interface Places {
  /** By `behind`. */
  readonly byPlace: Map<number, Kept>;
  newest: Kept;
}

interface Memory {
  readonly kept: ByText;
  /** How many statements of DDL come before the file. */
  readonly behind: number;
}

export function createNameCheck(): NameCheck {
  let ddl: readonly Facts[] = [];
  let server: unknown;
  let grouping = '';
  const files = new Map<string, Memory>();
  let changes = 0;
  let newest: Workspace | undefined;

  const seeChanges = (file: WorkspaceFile): void => {
    // Many files of one version are checked one behind the other.
    if (file.workspace === newest) return;
    newest = file.workspace;
    const now = ddlOf(file);
    const grouped = groupingOf(file);
    const isOther = server !== file.workspace.server || grouping !== grouped;
    const change = isOther ? everything : changeOfDdl(ddl, now);
    if (change) {
      changes++;
      for (const [path, { kept, behind }] of files)
        files.set(path, { kept: stillTrue(kept, change, ddl.length, now.length), behind });
    }
    ddl = now;
    server = file.workspace.server;
    grouping = grouped;
  };

  return {
    *check(file, within) {
      yield* replayInSteps(file.workspace);
      seeChanges(file);
      if (includesFiles(file)) return [];
      const first = ddlBefore(file);
      const before: ByText = files.get(file.path)?.kept ?? new Map();
      const current: ByText = new Map(within && before);
      const found: NameProblem[] = [];
      let behind = first;
      const seen = changes;
      for (const [at, span] of file.statements.entries()) {
        if (definesSomething(file, at)) behind++;
        if (within && !touches(span, within)) continue;
        const text = file.text.slice(span.start, span.end);
        if (!mayName(text)) continue;
        let kept = current.get(text)?.byPlace.get(behind) ?? before.get(text)?.byPlace.get(behind);
        if (!kept) {
          yield;
          kept = { ...statementNames(file, at), behind };
          // An interrupted check is continued, unless DDL has changed meanwhile.
          if (seen === changes) {
            keep(before, text, kept);
            files.set(file.path, { kept: before, behind: first });
          }
        }
        keep(current, text, kept);
        for (const problem of placed(kept.problems, span)) found.push(problem);
      }
      if (seen === changes) files.set(file.path, { kept: current, behind: first });
      return found;
    },
    remembered(path, text, statements) {
      const memory = files.get(path);
      if (!memory) return [];
      let { behind } = memory;
      return statements.flatMap(({ span, facts }) => {
        if (facts.ddl.length > 0) behind++;
        const all = memory.kept.get(text.slice(span.start, span.end));
        const kept = all?.byPlace.get(behind) ?? all?.newest;
        return placed(kept?.problems ?? [], span);
      });
    },
  };
}

/** Keeps the names of a statement; of two of one place, the first. */
function keep(memory: ByText, text: string, kept: Kept): void {
  const known = memory.get(text);
  if (!known) memory.set(text, { byPlace: new Map([[kept.behind, kept]]), newest: kept });
  else if (!known.byPlace.has(kept.behind)) {
    known.byPlace.set(kept.behind, kept);
    known.newest = kept;
  }
}

const placed = (problems: readonly NameProblem[], { start }: Span): readonly NameProblem[] =>
  problems.map((one) => ({ ...one, span: shiftSpan(one.span, start) }));

const everything: DdlChange = { first: 0, last: 0, names: undefined, appeared: new Set() };

/** The part of a memory that a change of DDL leaves valid: statements that name nothing that has changed. */
function stillTrue(memory: ByText, change: DdlChange, before: number, now: number): ByText {
  const { names, appeared, first, last } = change;
  const left: ByText = new Map();
  if (!names) return left;
  const changed = naming(names);
  const appearing = indexNames(appeared);
  for (const [text, { byPlace }] of memory) {
    if (changed.test(text)) continue;
    for (const one of byPlace.values()) {
      if (appeared.size > 0 && one.unknown.some((name) => hasNear(appearing, name))) continue;
      if (one.behind < first) keep(left, text, one);
      else if (one.behind > before - last) keep(left, text, { ...one, behind: one.behind + now - before });
      // It was between the changed statements, and may come before or after them now.
      else for (const behind of [first, now - last]) keep(left, text, { ...one, behind });
    }
  }
  return left;
}

/** The contents of an included file are not known. */
const includesFiles = ({ script }: WorkspaceFile): boolean =>
  script.metaCommands.some(({ start }) => includesFile.test(script.text.slice(start, start + 20)));

const includesFile = /^\\(?:i|ir|include|include_relative)\b/;

const definesSomething = ({ script, first }: WorkspaceFile, at: number): boolean =>
  (script.statements[first + at]?.facts.ddl.length ?? 0) > 0;

/** Which files run after each other. */
function groupingOf({ workspace: { files } }: WorkspaceFile): string {
  const scripts = [...new Set(files.map(({ script }) => script))];
  const numbers = new Map(scripts.map((script, at) => [script, at]));
  return files.map(({ path, script }) => `${numbers.get(script)} ${path}`).join('\n');
}

const ddlOf = ({ workspace }: WorkspaceFile): readonly Facts[] =>
  [...new Set(workspace.files.map(({ script }) => script))].flatMap(({ statements }) =>
    statements.flatMap(({ facts }) => (facts.ddl.length > 0 ? [facts] : [])),
  );

/** How many statements of DDL come before a file, in the order of `ddlOf`. */
function ddlBefore({ workspace, script, first }: WorkspaceFile): number {
  let count = 0;
  for (const other of new Set(workspace.files.map((file) => file.script))) {
    const statements = other === script ? other.statements.slice(0, first) : other.statements;
    for (const { facts } of statements) if (facts.ddl.length > 0) count++;
    if (other === script) break;
  }
  return count;
}
