/** Format characters hide or reorder what is beside them. With a noncharacter or half a pair in it, XML is none. */
const hidden = /[\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}]/gu;
/** These make letters and emoji of several code points. */
const joiners: ReadonlySet<string> = new Set(['\u200c', '\u200d']);

/**
 * The text on one line, without a character that breaks it, moves a cursor, hides, or reorders what is beside it. It
 * stays as long, save that a tab becomes four spaces.
 */
export const visible = (text: string): string =>
  replaceHidden(text.replace(/\t/g, '    ').replace(/\p{Cc}/gu, controlPicture), () => '\uFFFD');

/** Replaces what hides or reorders text. */
export const replaceHidden = (text: string, replace: (sign: string) => string): string =>
  text.replace(hidden, (sign) => (joiners.has(sign) ? sign : replace(sign)));

/** Unicode has pictures of the ASCII control characters, from U+2400 on. */
function controlPicture(control: string): string {
  const code = control.charCodeAt(0);
  if (code === 0x7f) return '\u2421';
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\uFFFD';
}
