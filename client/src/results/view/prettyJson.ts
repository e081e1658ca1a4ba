/**
 * JSON with a line for each value, undefined for what is not an object or array of JSON. Works on the text, so that numbers
 * keep all of their digits and no key is lost.
 */
export function prettyJson(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const parts: string[] = [];
  let depth = 0;
  const line = () => `\n${'  '.repeat(depth)}`;
  const tokens = text.match(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  for (const [at, token] of tokens.entries()) {
    const isEmpty = tokens[at + 1] === closing[token];
    if (token === '{' || token === '[') {
      depth++;
      parts.push(token, isEmpty ? '' : line());
    } else if (token === '}' || token === ']') {
      depth--;
      parts.push(opening[token] === tokens[at - 1] ? '' : line(), token);
    } else if (token === ',') parts.push(token, line());
    else parts.push(token, token === ':' ? ' ' : '');
  }
  return parts.join('');
}

const closing: Readonly<Record<string, string>> = { '{': '}', '[': ']' };

const opening: Readonly<Record<string, string>> = { '}': '{', ']': '[' };
