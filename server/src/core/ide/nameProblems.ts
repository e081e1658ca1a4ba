import type { Lookup } from '../catalog/layered.js';
import type { ObjectName } from '../catalog/model.js';
import { type PlpgsqlPiece, plpgsqlPieces } from '../lint/plpgsqlPieces.js';
import { quoteName } from '../syntax/names.js';
import { parseStatement } from '../syntax/parse.js';
import type { StatementText } from '../syntax/statement.js';
import { treeOf } from '../syntax/tree/tree.js';
import { append } from '../text/append.js';
import { closest, closestIn, indexNames, type NameIndex } from '../text/closest.js';
import { query } from '../text/memo.js';
import { type NameProblem, problem } from './nameProblem.js';
import { type Binding, bindNames } from './names/bind.js';
import type { Entity } from './names/entity.js';
import { type Checked, isElsewhere, isToldElsewhere, meant, problemsIn } from './queryNames.js';
import {
  bindingOf,
  isMadeLater,
  knownAt,
  knownIn,
  type PlacedStatement,
  statementOf,
  type Workspace,
  type WorkspaceFile,
} from './workspace.js';

/** Whether a statement is of a kind whose names are checked. */
export const mayName = (text: string): boolean => checkedKinds.test(text);

const checkedKinds =
  /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*(?:select|insert|update|delete|merge|with|explain|\(|do\b|create\s+(?:or\s+replace\s+)?(?:view|function|procedure)\b|create\s+(?:unique\s+)?index\b|alter\s+table\b|create\s+table\b[^;]*\b(?:references|check|key|unique|generated)\b|drop\s+(?:table|view)\b|comment\s+on\s+(?:table|view|column)\b|(?:grant|revoke)\b)/i;

/** What is found for the names of one statement. Plain data. */
export interface StatementNames {
  /** Spans are relative to the statement. */
  readonly problems: readonly NameProblem[];
  /** Tables and functions that are not known: a new one may be what is meant. */
  readonly unknown: readonly string[];
}

/** Checks the names of a file's statement of a number. */
export function statementNames(file: WorkspaceFile, at: number): StatementNames {
  const placed = statementOf(file, at);
  if (!placed) return nothing;
  // A placeholder may stand for anything.
  if (placed.text.tokens.some(({ kind }) => kind === 'placeholder')) return nothing;
  const binding = bindingOf(placed);
  if (readsLaterTable(binding, placed) || hasParents(binding)) return nothing;
  const unknown = new Set<string>();
  const whole = { file, placed, binding, known: knownAt(placed), unknown };
  const { text, tree } = placed;
  const own = problemsIn({ ...whole, text, tree, levels: binding.levels });
  const inBody = binding.pieces.flatMap(({ piece, levels }) => {
    if (piece.language !== 'sql') return [];
    return moved(problemsIn({ ...whole, text: piece.text, tree: piece.tree, levels }), piece);
  });
  append(inBody, problemsInPlpgsql(whole));
  append(inBody, missingFields(whole));
  const isTold =
    binding.pieces.length === 0
      ? own.every(({ rule }) => rule === 'unused-query')
      : !makesTables(text, binding);
  const problems = [...own, ...inBody, ...(isTold ? misspeltTables(whole) : [])];
  return { problems, unknown: [...unknown] };
}

/** A trigger may give its function tables of rows, and a body may create tables for itself. */
const makesTables = ({ text }: StatementText, { pieces }: Binding): boolean =>
  /\breturns\s+trigger\b/i.test(text) ||
  pieces.some(({ piece }) => /\b(?:create|alter|execute)\b/i.test(piece.text.text));

const nothing: StatementNames = { problems: [], unknown: [] };

const moved = (
  found: readonly NameProblem[],
  { offsetAt }: Pick<PlpgsqlPiece, 'offsetAt'>,
): readonly NameProblem[] =>
  found.map((one) => ({
    ...one,
    span: { start: offsetAt(one.span.start), end: offsetAt(one.span.end) },
  }));

/** Fields that the rows of variables do not have. */
function missingFields({
  binding,
  file,
  placed,
}: Omit<Checked, 'text' | 'tree' | 'levels'>): readonly NameProblem[] {
  if (makesTables(placed.text, binding)) return [];
  return binding.missing.flatMap(({ name, span, variable, fields }): readonly NameProblem[] => {
    if (isElsewhere(binding, file, name)) return [];
    const suggestion = closest(
      name,
      fields.map((field) => field.name),
    );
    const message = `The row "${variable}" has no field "${name}"${meant(suggestion)}.`;
    return [problem('unknown-column', span, message, suggestion && quoteName(suggestion))];
  });
}

/** A body is checked when it runs. What it creates itself, or a search path of its own, may explain a missing name. */
function problemsInPlpgsql(whole: Omit<Checked, 'text' | 'tree' | 'levels'>): readonly NameProblem[] {
  const { placed, known: all, file } = whole;
  const body = plpgsqlPieces(parseStatement(file.workspace.grammar, placed.text));
  if (!body) return [];
  const changesTables = /\b(?:create|alter|drop)\b/i.test(body.text);
  const isPathKnown = !/\bsearch_path\b/i.test(placed.text.text);
  const isKnown = ({ schema }: ObjectName) => !changesTables && (isPathKnown || schema !== undefined);
  const areExclusive = !/\bvariable_conflict\b/i.test(placed.text.text);
  const known: Lookup = { ...all, relation: (name) => (isKnown(name) ? all.relation(name) : undefined) };
  return body.pieces.flatMap((piece) => {
    const { text, variables, executed } = piece;
    if (executed) return [];
    const tree = treeOf(text);
    const binding = bindNames(text, tree, known);
    return moved(
      problemsIn({ ...whole, known, text, tree, binding, levels: binding.levels, variables, areExclusive }),
      piece,
    );
  });
}
/** Whether a table is created only further down in the file. Where the statement is, the name means another table. */
const readsLaterTable = ({ occurrences }: Binding, placed: PlacedStatement): boolean =>
  occurrences.some(({ entity: { relation } }) => relation?.origin && isMadeLater(placed, relation));

/** Whether a table inherits columns. Which of them it keeps is not fully followed. */
const hasParents = ({ occurrences }: Binding): boolean =>
  occurrences.some(({ entity: { relation } }) => (relation?.inherits.length ?? 0) > 0);

/** A table that no file creates, and whose name is close to one that a file creates. */
function misspeltTables({
  file,
  placed,
  binding,
  unknown,
}: Pick<Checked, 'file' | 'placed' | 'binding' | 'unknown'>): readonly NameProblem[] {
  if (/^\s*(?:drop|alter)\b.*\bif\s+exists\b/is.test(placed.text.text)) return [];
  const own = file.script.statements[file.first + placed.at]?.facts;
  const queries = binding.occurrences
    .filter((one) => one.entity.kind === 'cte')
    .map((one) => one.entity.name);
  return binding.occurrences.flatMap(({ span, role, entity }): readonly NameProblem[] => {
    const isUnknown = entity.kind === 'table' && !isMade(entity) && role !== 'declaration' && !entity.isLocal;
    if (!isUnknown) return [];
    unknown.add(entity.name);
    const names = query(tableNames, file.workspace).get(entity.schema);
    const near = entity.schema === undefined || entity.schema === 'public' ? queries : [];
    const suggestion = closest(entity.name, near) ?? (names && closestIn(names, entity.name));
    // Both `order` and `orders` may exist.
    if (suggestion === undefined || suggestion === `${entity.name}s` || entity.name === `${suggestion}s`)
      return [];
    if (isToldElsewhere(file.workspace, entity.name, own)) return [];
    const message = `No file here makes a table "${entity.name}": "${suggestion}" may be meant.`;
    return [problem('unknown-table', span, message, quoteName(suggestion))];
  });
}

/** What no file makes has no more than the columns that are added to it. */
const isMade = ({ relation }: Entity): boolean =>
  relation !== undefined && (relation.origin !== undefined || relation.hasAllColumns);

/** The tables that exist, by schema. */
function tableNames(workspace: Workspace): ReadonlyMap<string | undefined, NameIndex> {
  const names = new Map<string, string[]>();
  for (const { name, relations } of knownIn(workspace).schemas()) {
    const own = names.get(name) ?? [];
    names.set(name, own);
    for (const { name: table, origin, hasAllColumns } of relations.values())
      if (origin !== undefined || hasAllColumns) own.push(table);
  }
  return new Map([...names].map(([schema, own]) => [schema, indexNames(own)]));
}
