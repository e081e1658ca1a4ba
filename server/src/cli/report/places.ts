import { createLineIndex, type LineIndex } from '../../core/text/lines.js';

/** One-based, the column in UTF-16 units. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** Where offsets lie for those who do not see a byte order mark: editors, SARIF and GitHub. */
export interface Places {
  readonly lines: LineIndex;
  placeOf(offset: number): LineColumn;
  /** The offset in the text without its byte order mark. */
  visibleOffset(offset: number): number;
}

export function createPlaces(text: string): Places {
  const lines = createLineIndex(text);
  const mark = text.startsWith('\uFEFF') ? 1 : 0;
  const visibleOffset = (offset: number) => Math.max(0, offset - mark);
  return {
    lines,
    visibleOffset,
    placeOf(offset) {
      const { line, character } = lines.positionAt(offset);
      return { line: line + 1, column: (line === 0 ? visibleOffset(character) : character) + 1 };
    },
  };
}
