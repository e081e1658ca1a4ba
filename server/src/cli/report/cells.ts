/** The text as a terminal may show it: nothing in it moves the cursor, hides, or reorders what is beside it. */
export const printable = (text: string): string =>
  isPlain(text)
    ? text
    : text
        .replace(/\t/g, tab)
        .replace(/\p{Cc}/gu, controlPicture)
        .replace(/[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/g, '\uFFFD');

/** How many cells of a terminal a printable text fills. */
export function cellsOf(text: string): number {
  if (isPlain(text)) return text.length;
  let cells = 0;
  graphemes ??= new Intl.Segmenter();
  for (const { segment } of graphemes.segment(text)) cells += cellsOfGrapheme(segment);
  return cells;
}

/** Unicode has pictures of the ASCII control characters, from U+2400 on. */
function controlPicture(control: string): string {
  const code = control.charCodeAt(0);
  if (code === 0x7f) return '\u2421';
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\uFFFD';
}

const tab = '    ';
/** Made when first needed: its tables take 8 ms to load. */
let graphemes: Intl.Segmenter | undefined;
const isPlain = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

function cellsOfGrapheme(grapheme: string): number {
  if (/^[\p{Mn}\p{Me}\p{Cf}]+$/u.test(grapheme)) return 0;
  return isWide.test(grapheme) ? 2 : 1;
}

// Unicode's East Asian Width W and F, by script, and what is drawn as an emoji.
const isWide =
  /^(?![\uff61-\uffdc])[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|\ufe0f/u;
