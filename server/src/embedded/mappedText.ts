import type { Edit } from '../core/text/edit.js';
import { firstFrom } from '../core/text/firstFrom.js';
import type { Span } from '../core/text/span.js';

/** A SQL text that is put together of what a host file writes. Offsets of both are UTF-16 units. */
export interface MappedText {
  readonly text: string;
  /** In the order of both texts, apart from each other. */
  readonly segments: readonly Segment[];
}

/** A stretch of the SQL text and the stretch of the host that it is written as. */
export interface Segment {
  /** In the SQL text. */
  readonly start: number;
  readonly end: number;
  readonly host: Span;
  /** `same`: each unit is the host's own. `escape`: one escape sequence. `hole`: what the host puts in when it runs. */
  readonly kind: 'same' | 'escape' | 'hole';
  /** How text is written in the literal that the stretch is of; undefined where none can be. */
  readonly write: Write | undefined;
}

/** A text as a literal of the host has it; undefined where that literal cannot hold it. */
export type Write = (text: string) => string | undefined;

/** Puts a SQL text together, piece by piece. */
export interface TextBuilder {
  readonly add: (kind: Segment['kind'], text: string, host: Span, write?: Write) => void;
  /** Text that the host does not have. */
  readonly invent: (text: string) => void;
  readonly done: () => MappedText;
}

export function textBuilder(): TextBuilder {
  const segments: Segment[] = [];
  let text = '';
  return {
    add(kind, added, host, write) {
      const start = text.length;
      text += added;
      segments.push({ start, end: text.length, host, kind, write });
    },
    invent(added) {
      text += added;
    },
    done: () => ({ text, segments }),
  };
}

/** The span of the host that a span of the SQL text is written as; undefined where the host has none of it. */
export function toHost({ segments }: MappedText, { start, end }: Span): Span | undefined {
  const isEmpty = start === end;
  let at = firstFrom(segments.length, (at) => (segments[at]?.end ?? 0) >= (isEmpty ? start : start + 1));
  while (!isEmpty && segments[at]?.start === segments[at]?.end && at < segments.length) at++;
  const first = segments[at];
  if (!first || first.start > end) return undefined;
  const behind = firstFrom(segments.length, (at) => (segments[at]?.start ?? 0) >= end);
  const last = isEmpty ? first : (segments[behind - 1] ?? first);
  const from = offsetIn(first, Math.max(start, first.start), 'start');
  const to = offsetIn(last, Math.min(end, last.end), 'end');
  return { start: from, end: Math.max(from, to) };
}

function offsetIn({ start, end, host, kind }: Segment, offset: number, edge: 'start' | 'end'): number {
  if (kind === 'same') return host.start + (offset - start);
  if (offset <= start && (edge === 'start' || offset < end)) return host.start;
  return edge === 'start' && offset < end ? host.start : host.end;
}

/** The offset in the SQL text of an offset in the host; undefined where none of its text is there. */
export function toSql({ segments }: MappedText, offset: number): number | undefined {
  const [at] = segmentsAt(segments, offset);
  if (!at) return undefined;
  if (at.kind === 'same') return at.start + (offset - at.host.start);
  return offset < at.host.end ? at.start : at.end;
}

/** Whether an offset of the host stands in the SQL text and in none of its holes. */
export const isInside = ({ segments }: MappedText, offset: number): boolean =>
  [...segmentsAt(segments, offset)].some(
    ({ host, kind }) => kind !== 'hole' || offset === host.start || offset === host.end,
  );

/** Those that an offset of the host touches. */
function* segmentsAt(segments: readonly Segment[], offset: number): Generator<Segment> {
  const first = firstFrom(segments.length, (at) => (segments[at]?.host.end ?? 0) >= offset);
  for (let at = first; at < segments.length; at++) {
    const segment = segments[at];
    if (!segment || segment.host.start > offset) return;
    yield segment;
  }
}

/**
 * An edit of the SQL text as the edit of the host that makes it; undefined where it would change what is not of the host, one
 * of its holes, more than one of its literals, or would write what the literal cannot hold.
 */
export function toHostEdit(mapped: MappedText, edit: Edit): Edit | undefined {
  const { segments } = mapped;
  const isInsertion = edit.start === edit.end;
  const from = firstFrom(
    segments.length,
    (at) => (segments[at]?.end ?? 0) >= edit.start + (isInsertion ? 0 : 1),
  );
  const behind = firstFrom(
    segments.length,
    (at) => (segments[at]?.start ?? 0) >= edit.end + (isInsertion ? 1 : 0),
  );
  const touched = segments.slice(from, behind);
  const writing = touched.filter(({ kind, write }) => kind !== 'hole' && write);
  const [first] = writing;
  const last = writing.at(-1);
  if (!first || !last || (edit.start !== edit.end && writing.length !== touched.length)) return undefined;
  if (first.start > edit.start || last.end < edit.end || !areSideBySide(writing)) return undefined;
  const written = first.write?.(edit.text);
  if (written === undefined || isRead(mapped.text, edit, written, first)) return undefined;
  return {
    start: offsetIn(first, edit.start, 'start'),
    end: offsetIn(last, edit.end, 'end'),
    text: written,
  };
}

/** Whether what an edit brings side by side would be read as an interpolation, or as the escape of what ends the literal. */
function isRead(text: string, { start, end }: Edit, written: string, { kind }: Segment): boolean {
  const before = text.charAt(start - 1);
  const next = `${written}${text.slice(end, end + 1)}`;
  if (before === '$') return /^[{A-Za-z_`]/.test(next);
  if (before === '#') return next.startsWith('{');
  // A literal without escapes has its backslashes as they are.
  return before === '\\' && kind === 'same' && (next === '' || /^["'`]/.test(next));
}

const areSideBySide = (segments: readonly Segment[]): boolean =>
  segments.every(({ host }, at) => at === 0 || segments[at - 1]?.host.end === host.start);
