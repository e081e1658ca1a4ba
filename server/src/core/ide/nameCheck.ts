import type { Facts } from '../lint/script/facts.js';
import type { ScriptStatement } from '../lint/script/script.js';
import { hasNear, indexNames } from '../text/closest.js';
import { type Span, shiftSpan, touches } from '../text/span.js';
import type { Steps } from '../text/steps.js';
import { changeOfDdl, type DdlChange } from './changedNames.js';
import type { NameProblem } from './nameProblem.js';
import { mayName, type StatementNames, statementNames } from './nameProblems.js';
import { replayInSteps, type WorkspaceFile } from './workspace.js';

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
    statements: readonly ScriptStatement[],
  ) => readonly NameProblem[];
}

interface Kept extends StatementNames {
  /** How many statements of DDL come before it. */
  readonly behind: number;
}

/** What is kept for a file: by the text of a statement, for each of its places. */
type ByText = Map<string, readonly Kept[]>;

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

  const seeChanges = (file: WorkspaceFile): void => {
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
        const known = current.get(text) ?? [];
        let kept = known.find((one) => one.behind === behind);
        kept ??= before.get(text)?.find((one) => one.behind === behind);
        if (!kept) {
          yield;
          kept = { ...statementNames(file, at), behind };
          // An interrupted check is continued, unless DDL has changed meanwhile.
          if (seen === changes) {
            before.set(text, [...(before.get(text) ?? []), kept]);
            files.set(file.path, { kept: before, behind: first });
          }
        }
        if (!known.includes(kept)) current.set(text, [...known, kept]);
        found.push(...placed(kept.problems, span));
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
        const all = memory.kept.get(text.slice(span.start, span.end)) ?? [];
        const kept = all.find((one) => one.behind === behind) ?? all.at(-1);
        return placed(kept?.problems ?? [], span);
      });
    },
  };
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
  for (const [text, all] of memory) {
    if (changed.test(text)) continue;
    const kept = all.flatMap((one): readonly Kept[] => {
      if (appeared.size > 0 && one.unknown.some((name) => hasNear(appearing, name))) return [];
      const moved = { ...one, behind: one.behind + now - before };
      if (one.behind < first) return [one];
      if (one.behind > before - last) return [moved];
      // It was between the changed statements, and may come before or after them now.
      return [
        { ...one, behind: first },
        { ...one, behind: now - last },
      ];
    });
    if (kept.length > 0) left.set(text, kept);
  }
  return left;
}

/** Finds any of some names in a text. A name with escapes may be any of them. */
function naming(names: ReadonlySet<string>): RegExp {
  const written = [...names].map((name) => name.replaceAll('"', '""').replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const any = written.length > 0 ? `|(?<![\\w$])(?:${written.join('|')})(?![\\w$])` : '';
  return new RegExp(`[uU]&"${any}`, 'i');
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
  return files.map(({ path, script }) => `${scripts.indexOf(script)} ${path}`).join('\n');
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
