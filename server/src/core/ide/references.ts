import { query } from '../text/memo.js';
import { shiftSpan } from '../text/span.js';
import type { Entity, Occurrence } from './names/entity.js';
import {
  bindingOf,
  type FilePlace,
  type PlacedStatement,
  statementAround,
  statementNumberAt,
  statementOf,
  type WorkspaceFile,
} from './workspace.js';

/** A name in a file, and what it means. */
export interface NamedPlace {
  readonly place: FilePlace;
  readonly occurrence: Occurrence;
}

/** All places that name what a name at a UTF-16 offset means, with its declarations. */
export const referencesAt = (file: WorkspaceFile, offset: number): readonly NamedPlace[] =>
  occurrencesOf(file, offset, meantAt(file, offset));

/** The same in this file only. */
export const highlightsAt = (file: WorkspaceFile, offset: number): readonly NamedPlace[] =>
  occurrencesOf(file, offset, meantAt(file, offset), { files: [file] });

/** The names at an offset, a caret behind a name included. */
export function occurrencesAt(file: WorkspaceFile, offset: number): readonly Occurrence[] {
  const statement = statementAround(file, offset);
  if (!statement) return [];
  const at = offset - statement.start;
  const touching = bindingOf(statement).occurrences.filter(({ span }) => span.start <= at && at <= span.end);
  // Where two names meet, the one that begins here counts.
  const beginning = touching.filter(({ span }) => at < span.end);
  return beginning.length > 0 ? beginning : touching;
}

/** The meaning of a name. Of a column that is read and passed on, it is the column that is read. */
export function meantAt(file: WorkspaceFile, offset: number): readonly Entity[] {
  const named = occurrencesAt(file, offset);
  const read = named.filter(({ role }) => role !== 'declaration');
  return (read.length > 0 ? read : named).map(({ entity }) => entity);
}

/** The places that name entities. Those that are local to a statement are searched in the one around `offset`. */
export function occurrencesOf(
  file: WorkspaceFile,
  offset: number,
  entities: readonly Entity[],
  { files = file.workspace.files, declarations = false }: Search = {},
): readonly NamedPlace[] {
  if (entities.length === 0) return [];
  const keys = new Set(entities.map(({ key }) => key));
  const found: NamedPlace[] = [];
  const search = (statement: PlacedStatement) => {
    for (const occurrence of bindingOf(statement).occurrences) {
      if (!keys.has(occurrence.entity.key) || (declarations && occurrence.role !== 'declaration')) continue;
      const place = { file: statement.file, span: shiftSpan(occurrence.span, statement.start) };
      found.push({ place, occurrence });
    }
  };
  if (entities.every(({ isLocal }) => isLocal)) {
    const statement = statementAround(file, offset);
    if (statement) search(statement);
    return found;
  }
  const names = entities.map(({ name }) => name);
  for (const one of files)
    for (const at of statementsNaming(one, names)) {
      const { start = 0, end = 0 } = one.statements[at] ?? {};
      if (declarations && !definesSomething.test(one.text.slice(start, end))) continue;
      const statement = statementOf(one, at);
      if (statement) search(statement);
    }
  return found;
}

interface Search {
  readonly files?: readonly WorkspaceFile[];
  /** Only where something is created. */
  readonly declarations?: boolean;
}

const definesSomething = /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*(?:create|alter)\b/i;

/**
 * The numbers of the statements that may name one of these, in order. A name is written as it is known, apart from its case and
 * the quotes in it.
 */
function statementsNaming(file: WorkspaceFile, names: readonly string[]): readonly number[] {
  const folded = query(foldedText, file);
  const numbers = new Set<number>();
  const spellings = names.flatMap((name) => [name.toLowerCase(), asciiFolded(name)]);
  for (const name of new Set([...spellings, ...otherSpellings]))
    for (let at = folded.indexOf(name); at >= 0; ) {
      const number = statementNumberAt(file, at);
      const { end = 0 } = file.statements[number] ?? {};
      if (at < end) numbers.add(number);
      // One place in a statement is enough.
      at = folded.indexOf(name, Math.max(at + 1, end));
    }
  return [...numbers].sort((one, other) => one - other);
}

/** What a name may hide behind. */
const otherSpellings = ['u&"', '""'];

/** Of the same length, so that places in it are those of the text. */
function foldedText({ text }: WorkspaceFile): string {
  const folded = text.toLowerCase();
  return folded.length === text.length ? folded : asciiFolded(text);
}

const asciiFolded = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
