import type { Position, Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { isInside, toHost, toHostEdit, toSql } from '../embedded/mappedText.js';
import { toRange, toSpan } from './convert.js';
import type { EmbeddedText } from './embeddedText.js';
import type { HostFile, Hosts } from './hosts.js';

/** What a request says of a document. */
interface Asked {
  readonly textDocument: { readonly uri: string };
  readonly position?: Position;
  readonly range?: Range;
}

/** The pieces of a file that a request is about, each with the request in its own words. */
export function projected<P extends Asked>(
  { document, pieces }: HostFile,
  params: P,
): readonly { readonly piece: EmbeddedText; readonly params: P }[] {
  const about = (piece: EmbeddedText, more: Partial<Asked>) => ({
    piece,
    params: { ...params, textDocument: { uri: piece.document.uri }, ...more },
  });
  const { position, range } = params;
  if (position) {
    const offset = document.offsetAt(position);
    const piece = pieces.find(({ sql }) => isInside(sql, offset));
    const at = piece && toSql(piece.sql, offset);
    return piece && at !== undefined ? [about(piece, { position: piece.document.positionAt(at) })] : [];
  }
  if (!range) return pieces.map((piece) => about(piece, {}));
  const { start, end } = toSpan(document, range);
  return pieces.flatMap((piece) => {
    const { segments } = piece.sql;
    const first = segments[0]?.host.start ?? Number.POSITIVE_INFINITY;
    const last = segments.at(-1)?.host.end ?? -1;
    if (start > last || end < first) return [];
    const from = toSql(piece.sql, Math.max(start, first));
    const to = toSql(piece.sql, Math.min(end, last));
    if (from === undefined || to === undefined) return [];
    return [about(piece, { range: toRange(piece.document, { start: from, end: Math.max(from, to) }) })];
  });
}

/** Thrown inside where an answer cannot be written in the host file. */
const unwritable = Symbol('unwritable');

/**
 * An answer about a piece, in the words of its host file: places, edits and links. What cannot be written there is left
 * out of a list; alone it is undefined.
 */
export function unprojected<Answer>(
  hosts: Hosts,
  answer: Answer,
  piece: EmbeddedText,
  host: Pick<HostFile, 'document'>,
): Answer | undefined {
  const own: Place = { piece, document: host.document };
  const placeOf = (uri: unknown): Place | undefined => {
    const found = typeof uri === 'string' ? hosts.pieceOf(uri) : undefined;
    return found && { piece: found.piece, document: found.host.document };
  };
  const convert = (value: unknown, place: Place | undefined): unknown => {
    if (typeof value === 'string') return placeOf(value)?.document.uri ?? value;
    if (Array.isArray(value))
      return value.map((one) => attempt(() => convert(one, place))).filter(isWritable);
    if (typeof value !== 'object' || value === null) return value;
    const fields: Readonly<Record<string, unknown>> = { ...value };
    if (isRange(fields)) return place ? rangeIn(fields, place) : fields;
    if (isPosition(fields)) return place ? rangeIn({ start: fields, end: fields }, place).start : fields;
    if ('uri' in fields && 'range' in fields) return all(fields, placeOf(fields.uri));
    if ('textDocument' in fields && 'edits' in fields) {
      const { uri } = Object(fields.textDocument);
      const other = placeOf(uri);
      const textDocument = other
        ? { uri: other.document.uri, version: other.document.version }
        : fields.textDocument;
      return { ...fields, textDocument, edits: every(fields.edits, other) };
    }
    if ('changes' in fields && typeof fields.changes === 'object' && fields.changes !== null) {
      const changes = Object.entries(fields.changes).map(([uri, edits]) => {
        const other = placeOf(uri);
        return [other?.document.uri ?? uri, every(edits, other)];
      });
      return { ...fields, changes: Object.fromEntries(changes) };
    }
    if (typeof fields.newText === 'string' && isRange(fields.range))
      return editIn(fields, fields.range, place);
    // Data is for the server alone, which finds a text again by it.
    const { data, textEdit, ...others } = fields;
    const isSnippet = fields.insertTextFormat === snippet && isRecord(textEdit);
    return {
      ...all(others, place),
      ...(data !== undefined && { data }),
      ...(textEdit !== undefined && {
        textEdit: isSnippet ? snippetIn(textEdit, place) : convert(textEdit, place),
      }),
    };
  };
  const all = (fields: Readonly<Record<string, unknown>>, place: Place | undefined) =>
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, convert(value, place)]));
  /** Edits that belong together: all of them or none. */
  const every = (edits: unknown, place: Place | undefined) =>
    Array.isArray(edits) ? edits.map((edit) => convert(edit, place)) : edits;
  const converted = attempt(() => convert(answer, own));
  return isWritable(converted) ? (converted as Answer) : undefined;
}

interface Place {
  readonly piece: EmbeddedText;
  readonly document: TextDocument;
}

function attempt(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    if (error === unwritable) return unwritable;
    throw error;
  }
}

const isWritable = (value: unknown): boolean => value !== unwritable;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isPosition = (value: unknown): value is Position => isRecord(value) && typeof value.line === 'number';

const isRange = (value: unknown): value is Range =>
  isRecord(value) && isPosition(value.start) && isPosition(value.end);

/** The format of an item that is a snippet. */
const snippet = 2;

function rangeIn(range: Range, { piece, document }: Place): Range {
  const span = toHost(piece.sql, toSpan(piece.document, range));
  if (!span) throw unwritable;
  return toRange(document, span);
}

function editIn(fields: Readonly<Record<string, unknown>>, range: Range, place: Place | undefined) {
  if (!place) return fields;
  const edit = toHostEdit(place.piece.sql, {
    ...toSpan(place.piece.document, range),
    text: String(fields.newText),
  });
  if (!edit) throw unwritable;
  return { ...fields, range: toRange(place.document, edit), newText: edit.text };
}

/** The places of a snippet are no text; what is text must stand in the literal as it is. */
function snippetIn(textEdit: Readonly<Record<string, unknown>>, place: Place | undefined) {
  const { newText, range } = textEdit;
  if (!place || typeof newText !== 'string' || !isRange(range)) return textEdit;
  const plain = newText.replace(/\$\{?\d+(?::([^}]*)\})?\}?/g, '$1');
  const edit = toHostEdit(place.piece.sql, { ...toSpan(place.piece.document, range), text: plain });
  if (!edit || edit.text !== plain) throw unwritable;
  return { ...textEdit, range: toRange(place.document, edit) };
}
