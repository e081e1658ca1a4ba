/** How many cells of a terminal a printable text fills. */
export function cellsOf(text: string): number {
  if (isPlain(text)) return text.length;
  let cells = 0;
  graphemes ??= new Intl.Segmenter();
  for (const { segment } of graphemes.segment(text)) cells += cellsOfGrapheme(segment);
  return cells;
}

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
