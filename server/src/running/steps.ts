import { effectOf } from '../core/semantics/effect.js';
import type { Effect } from '../core/semantics/effectModel.js';
import { type Piece, splitScript } from '../core/syntax/split.js';
import type { Span } from '../core/text/span.js';
import type { AskedParameter, Explaining } from './source.js';

/** A statement of a run. */
export interface RunStep {
  readonly sql: string;
  /** UTF-16 offsets into the document. */
  readonly span: Span;
  readonly effect: Effect;
  /** What a COPY … FROM STDIN takes: the lines below it. */
  readonly copyData: string | undefined;
  /** What `$1` and so on are called, in order, and what they stand for. */
  readonly parameters?: readonly AskedParameter[];
  readonly values?: readonly (string | null)[];
  /** The statement whose plan `sql` asks for: its end. */
  readonly explained?: { readonly sql: string; readonly mode: Explaining };
  /** It runs in a transaction of its own, of which nothing is kept. */
  readonly isRolledBack?: boolean;
}

export interface RunPlan {
  readonly steps: readonly RunStep[];
  /** psql's own commands, which no server knows. */
  readonly skipped: readonly Span[];
}

/** The statements of a text, or of a part of it as if nothing else stood there. */
export function planOf(text: string, part: Span = { start: 0, end: text.length }): RunPlan {
  const script = text.slice(part.start, part.end);
  const { pieces } = splitScript(script);
  const place = ({ start, end }: Span): Span => ({ start: start + part.start, end: end + part.start });
  return {
    steps: pieces.flatMap((piece, index) => {
      if (piece.kind !== 'statement') return [];
      const sql = script.slice(piece.start, piece.end);
      return [
        { sql, span: place(piece), effect: effectOf(sql), copyData: copyData(script, pieces[index + 1]) },
      ];
    }),
    skipped: pieces.filter(({ kind }) => kind === 'metaCommand').map(place),
  };
}

/** Without the line that ends it. */
const copyData = (script: string, piece: Piece | undefined): string | undefined =>
  piece?.kind === 'copyData' ? script.slice(piece.start, piece.end).replace(/\\\.[ \t]*$/, '') : undefined;

/**
 * The span of the statement that a caret is for: the one around it, else the one that ends before it in its line, else
 * the next one, else the last.
 */
export function statementAt(text: string, offset: number): Span | undefined {
  const statements = splitScript(text).pieces.filter(({ kind }) => kind === 'statement');
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const found =
    statements.findLast(({ start, end }) => start <= offset && offset < end) ??
    statements.findLast(({ end }) => lineStart < end && end <= offset) ??
    statements.find(({ start }) => start >= offset) ??
    statements.at(-1);
  return found && { start: found.start, end: found.end };
}
