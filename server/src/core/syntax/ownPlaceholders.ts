/** Texts in which the user's own placeholders are written as placeholders that are known. */
export interface Masked {
  /** Each is as long as the text that was given. */
  readonly texts: readonly string[];
  /** A text with its placeholders as the user writes them. */
  readonly unmask: (text: string) => string;
}

/**
 * Writes `${x}` for the placeholders of a tool that only its users know, by patterns such as `[[*]]`. The star stands for any
 * text within a line, or for a word where nothing follows it.
 */
export function maskOwn(texts: readonly string[], marks: readonly string[]): Masked {
  const pattern = patternOf(marks);
  if (!pattern) return { texts, unmask: (text) => text };
  const standIns = new Map<string, string>();
  const written = new Map<string, string>();
  const standInFor = (original: string): string => {
    const known = standIns.get(original);
    if (known !== undefined) return known;
    const free = [...candidatesFor(original)].find(
      (one) => !written.has(one) && !texts.some((text) => text.includes(one)),
    );
    const standIn = free ?? original;
    standIns.set(original, standIn);
    written.set(standIn, original);
    return standIn;
  };
  return {
    texts: texts.map((text) => text.replace(pattern, standInFor)),
    unmask: (text) => text.replace(anyStandIn, (one) => written.get(one) ?? one),
  };
}

const anyStandIn = /\$?\{\w*\}/g;

/** What is wrong with a mark, as a part of a sentence; undefined where nothing is. */
export function faultOfMark(mark: string): string | undefined {
  const [open = '', close = '', ...more] = mark.split('*');
  if (!mark.includes('*') || more.length > 0) return 'it must hold one * in the place of the name';
  if (mark.length > longestMark) return `it has more than ${longestMark} characters`;
  if (/\s|;/.test(mark)) return 'it must hold neither a blank nor a semicolon';
  if (open === '' || /^[\p{L}\p{N}]/u.test(open)) return 'it must begin with a sign that no name begins with';
  return /['"]|--|\/$|\$\$/.test(open + close) ? 'SQL has the same sign for something else' : undefined;
}

const longestMark = 40;
const longestName = 200;

function patternOf(marks: readonly string[]): RegExp | undefined {
  const sound = marks.filter((mark) => faultOfMark(mark) === undefined);
  if (sound.length === 0) return undefined;
  const parts = sound.map((mark) => {
    const [open = '', close = ''] = mark.split('*').map(quoted);
    return close === '' ? `${open}\\w{1,${longestName}}` : `${open}[^\\r\\n;]{0,${longestName}}?${close}`;
  });
  return new RegExp(parts.join('|'), 'gu');
}

const quoted = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** Texts of the same length to write instead, first those that keep the name. */
function* candidatesFor(original: string): Generator<string> {
  const name = (original.match(/\w/g) ?? []).join('');
  for (const head of ['${', '{']) {
    const room = original.length - head.length - 1;
    if (room < 0) continue;
    yield `${head}${name.slice(0, room).padEnd(room, '_')}}`;
    for (let number = 0; room > 0 && number < Math.min(mostTried, 36 ** room); number++)
      yield `${head}${number.toString(36).padStart(room, '_').slice(-room)}}`;
  }
}

const mostTried = 10_000;
