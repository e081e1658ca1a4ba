import { type Diagnostic, DiagnosticSeverity, type Position } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis, Block } from '../core/lint/analysis.js';
import { grouped } from '../core/text/grouped.js';
import { shiftSpan } from '../core/text/span.js';
import { toDiagnostic } from './convert.js';

/** The diagnostics of one version of a file. Two of one id hold the same. */
export interface Diagnosis {
  readonly resultId: string;
  readonly items: Diagnostic[];
}

export type Diagnose = (document: TextDocument, analysis: Analysis) => Diagnosis;

/** How many are sent for one file: an editor draws all of them again with each edit. `dsql lint` prints every one. */
const most = 10_000;

/** Diagnoses the versions of one file. What an edit did not touch is not converted again, at most moved by lines. */
export function diagnoseVersions(nextId: () => string): Diagnose {
  let before: Conversion = { blocks: [], outOf: 0 };
  let last: Diagnosis | undefined;
  return (document, analysis) => {
    before = {
      blocks: convertBlocks(document, firstOf(analysis.blocks), before, analysis.blocks.length),
      outOf: analysis.blocks.length,
    };
    const ofScript = analysis.scriptProblems.slice(0, most).map((problem) => toDiagnostic(document, problem));
    const found = inOrder(before.blocks, ofScript);
    const count = analysis.blocks.reduce(
      (sum, { notes }) => sum + notes.length,
      analysis.scriptProblems.length,
    );
    const items = count > most ? [tooMany(count), ...found.slice(0, most)] : found;
    if (!last || !areSame(last.items, items)) last = { resultId: nextId(), items };
    return last;
  };
}

/** Those of blocks and of the script, which are in order each. */
function inOrder(blocks: readonly Converted[], ofScript: readonly Diagnostic[]): Diagnostic[] {
  const all: Diagnostic[] = [];
  let at = 0;
  let next = ofScript[at];
  for (const { diagnostics } of blocks)
    for (const one of diagnostics) {
      for (; next && byPlace(next, one) < 0; next = ofScript[++at]) all.push(next);
      all.push(one);
    }
  for (; next; next = ofScript[++at]) all.push(next);
  return all;
}

/** The blocks that hold the first problems. */
function firstOf(blocks: readonly Block[]): readonly Block[] {
  let count = 0;
  let end = 0;
  while (end < blocks.length && count < most) count += blocks[end++]?.notes.length ?? 0;
  return end === blocks.length ? blocks : blocks.slice(0, end);
}

const fileStart: Position = { line: 0, character: 0 };

const tooMany = (count: number): Diagnostic => ({
  range: { start: fileStart, end: fileStart },
  severity: DiagnosticSeverity.Information,
  source: 'dsql',
  message: `This file has ${grouped(count)} problems. The first ${grouped(most)} are shown; "dsql lint" prints them all.`,
});

interface Converted extends Pick<Block, 'notes'> {
  readonly start: Position;
  readonly diagnostics: readonly Diagnostic[];
}

/** The first blocks of a file, and how many it had. */
interface Conversion {
  readonly blocks: readonly Converted[];
  readonly outOf: number;
}

/** An edit keeps the blocks before it, counted from the front, and those after it, counted from the end. */
const convertBlocks = (
  document: TextDocument,
  blocks: readonly Block[],
  { blocks: before, outOf }: Conversion,
  count: number,
): readonly Converted[] =>
  blocks.map((block, index) => {
    const { notes } = block;
    const start = document.positionAt(block.start);
    const fromEnd = index + outOf - count;
    const [one, other] = [before[index], before[fromEnd]];
    const known = one?.notes === notes ? one : other?.notes === notes ? other : undefined;
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

/** The rule determines the link. */
const isSame = (one: Diagnostic, other: Diagnostic): boolean =>
  byPlace(one, other) === 0 &&
  one.code === other.code &&
  one.severity === other.severity &&
  one.message === other.message;
