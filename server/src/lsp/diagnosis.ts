import type { Diagnostic, Position } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis, Block } from '../core/lint/analysis.js';
import { shiftSpan } from '../core/text/span.js';
import { toDiagnostic } from './convert.js';

/** The diagnostics of one version of a file. Two of one id hold the same. */
export interface Diagnosis {
  readonly resultId: string;
  readonly items: Diagnostic[];
}

export type Diagnose = (document: TextDocument, analysis: Analysis) => Diagnosis;

/** Diagnoses the versions of one file. What an edit did not touch is not converted again, at most moved by lines. */
export function diagnoseVersions(nextId: () => string): Diagnose {
  let blocks: readonly Converted[] = [];
  let last: Diagnosis | undefined;
  return (document, analysis) => {
    blocks = convertBlocks(document, analysis.blocks, blocks);
    const items = blocks
      .flatMap(({ diagnostics }) => diagnostics)
      .concat(analysis.scriptProblems.map((problem) => toDiagnostic(document, problem)))
      .sort(byPlace);
    if (!last || !areSame(last.items, items)) last = { resultId: nextId(), items };
    return last;
  };
}

interface Converted extends Pick<Block, 'notes'> {
  readonly start: Position;
  readonly diagnostics: readonly Diagnostic[];
}

/** An edit leaves the blocks before it, counted from the front, and those behind it, counted from the end. */
const convertBlocks = (
  document: TextDocument,
  blocks: readonly Block[],
  before: readonly Converted[],
): readonly Converted[] =>
  blocks.map((block, index) => {
    const { notes } = block;
    const start = document.positionAt(block.start);
    const fromEnd = index + before.length - blocks.length;
    const known = [before[index], before[fromEnd]].find((other) => other?.notes === notes);
    if (known?.start.character !== start.character) return convertBlock(document, block, start);
    const lines = start.line - known.start.line;
    if (lines === 0) return known;
    return { notes, start, diagnostics: known.diagnostics.map((diagnostic) => movedBy(diagnostic, lines)) };
  });

const convertBlock = (document: TextDocument, { start: by, notes }: Block, start: Position): Converted => ({
  notes,
  start,
  diagnostics: notes.map((note) => toDiagnostic(document, { ...note, span: shiftSpan(note.span, by) })),
});

const movedBy = (diagnostic: Diagnostic, lines: number): Diagnostic => {
  const { start, end } = diagnostic.range;
  return {
    ...diagnostic,
    range: {
      start: { line: start.line + lines, character: start.character },
      end: { line: end.line + lines, character: end.character },
    },
  };
};

const compare = (one: Position, other: Position): number =>
  one.line - other.line || one.character - other.character;

const byPlace = ({ range: one }: Diagnostic, { range: other }: Diagnostic): number =>
  compare(one.start, other.start) || compare(one.end, other.end);

const areSame = (some: readonly Diagnostic[], others: readonly Diagnostic[]): boolean =>
  some.length === others.length &&
  some.every((one, index) => {
    const other = others[index];
    return other !== undefined && (one === other || isSame(one, other));
  });

/** The rule tells what it links to. */
const isSame = (one: Diagnostic, other: Diagnostic): boolean =>
  byPlace(one, other) === 0 &&
  one.code === other.code &&
  one.severity === other.severity &&
  one.message === other.message;
