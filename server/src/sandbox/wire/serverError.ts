import { cstring, frame, readCstring, type TextEncoding } from './frame.js';

/** An error or notice as the server words it. */
export interface ErrorFields {
  readonly severity: 'ERROR' | 'FATAL' | 'WARNING' | 'NOTICE';
  /** SQLSTATE, five characters. */
  readonly code: string;
  readonly message: string;
  readonly detail?: string | undefined;
  readonly hint?: string | undefined;
  /** Code points from 1 into the text that was sent. */
  readonly position?: number | undefined;
}

/** An ErrorResponse, or a NoticeResponse for what is not an error. */
export function encodeError({ severity, code, message, detail, hint, position }: ErrorFields): Buffer {
  const fields: (readonly [key: string, value: string | undefined])[] = [
    ['S', severity],
    ['V', severity],
    ['C', code],
    ['M', message],
    ['D', detail],
    ['H', hint],
    ['P', position?.toString()],
  ];
  const body = fields.flatMap(([key, value]) => (value === undefined ? [] : [cstring(key + value)]));
  const type = severity === 'ERROR' || severity === 'FATAL' ? 'E' : 'N';
  return frame(type, ...body, Buffer.from([0]));
}

/** The fields of an ErrorResponse or NoticeResponse by their letter. */
export function errorFields(bytes: Buffer, encoding: TextEncoding = 'utf8'): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (let offset = 5; bytes[offset]; ) {
    const key = String.fromCharCode(bytes[offset] ?? 0);
    const { text, next } = readCstring(bytes, offset + 1, encoding);
    fields.set(key, text);
    offset = next;
  }
  return fields;
}

/** The same message with some fields replaced by others in ASCII, or left out where the new value is undefined. */
export function withFields(bytes: Buffer, changed: Readonly<Record<string, string | undefined>>): Buffer {
  const fields = new Map<string, string | undefined>([
    ...errorFields(bytes, 'latin1'),
    ...Object.entries(changed),
  ]);
  const body = [...fields].flatMap(([key, value]) =>
    value === undefined ? [] : [cstring(key + value, 'latin1')],
  );
  return frame(String.fromCharCode(bytes[0] ?? 0), ...body, Buffer.from([0]));
}

/** `sqlstate` of an ErrorResponse. */
export const sqlstateOf = (bytes: Buffer): string => errorFields(bytes).get('C') ?? '';
