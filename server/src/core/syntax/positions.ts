import type { Node } from 'libpg-query';

/** The UTF-16 offset of the n-th code point (from 0) of a text; its length when there are fewer. */
export function offsetOfCodePoint(text: string, codePoint: number): number {
  let offset = 0;
  for (let seen = 0; seen < codePoint && offset < text.length; seen++) {
    const code = text.charCodeAt(offset);
    offset += code >= 0xd800 && code < 0xdc00 ? 2 : 1;
  }
  return offset;
}

/**
 * Rewrites every `location` of a tree from UTF-8 bytes, as PostgreSQL counts, to UTF-16 offsets into `text`. In place:
 * the tree is fresh from the grammar and nobody else has seen it.
 */
export function toUtf16Locations(nodes: readonly Node[], text: string): void {
  if (isAscii(text)) return;
  const offsets = utf16OffsetsOfBytes(text);
  const open: unknown[] = [...nodes];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    // A tree is plain JSON data; this view of it lets one loop rewrite all node types.
    const fields = value as Record<string, unknown>;
    for (const name in fields) {
      const field = fields[name];
      if (name === 'location' && typeof field === 'number' && field >= 0)
        fields[name] = offsets[field] ?? text.length;
      else if (typeof field === 'object') open.push(field);
    }
  }
}

const isAscii = (text: string): boolean => !/[\u0080-\uffff]/.test(text);

function utf16OffsetsOfBytes(text: string): Uint32Array {
  const offsets = new Uint32Array(text.length * 3 + 1);
  let byte = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const isPair = code >= 0xd800 && code < 0xdc00;
    const bytes = code < 0x80 ? 1 : code < 0x800 ? 2 : isPair ? 4 : 3;
    for (const next = byte + bytes; byte < next; byte++) offsets[byte] = at;
    if (isPair) at++;
  }
  offsets.fill(text.length, byte);
  return offsets;
}
