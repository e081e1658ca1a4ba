/** What a link to the playground holds. */
export interface Shared {
  readonly text: string;
  /** A day as YYYY-MM-DD, or `latest`. */
  readonly day: string;
}

/** UTF-16 units of the longest text that a link may hold: longer ones are no longer opened everywhere. */
export const longestShared = 20_000;

/** The fragment of the address that holds a text and a day: the text in UTF-8 and base64url, so that nothing in it is a sign of addresses. */
export const fragmentOf = ({ text, day }: Shared): string => `day=${day}&sql=${base64url(text)}`;

/** What a fragment, with its `#` or without, holds; undefined where it holds no text that can be read. */
export function sharedOf(fragment: string): Shared | undefined {
  const parameters = new URLSearchParams(fragment.replace(/^#/, ''));
  const coded = parameters.get('sql');
  if (coded === null || coded.length > longestShared * 4) return undefined;
  const text = textOf(coded);
  return text === undefined ? undefined : { text, day: parameters.get('day') ?? 'latest' };
}

function base64url(text: string): string {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte));
  return btoa(bytes.join('')).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function textOf(coded: string): string | undefined {
  try {
    const binary = atob(coded.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // Somebody has cut or changed the link
    return undefined;
  }
}
