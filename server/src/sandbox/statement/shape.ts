/**
 * A query or a change with its constants left out, for texts that differ in nothing else: the dialect judges them alike. Left
 * out are whole numbers and strings that are compared, assigned, listed or inserted. Whatever a type, a function or a keyword
 * may read more from stays. Undefined where a text is no query and no change, or holds what a few signs do not tell:
 * comments, escapes, dollar quotes, placeholders, several statements.
 */
export function shapeOf(text: string): string | undefined {
  if (!begins.test(text)) return undefined;
  let shape = '';
  let before = '';
  /** Of each parenthesis that is open: constants within may be left out. */
  const open: boolean[] = [];
  lexeme.lastIndex = 0;
  for (let found = lexeme.exec(text); found; found = lexeme.exec(text)) {
    const [token] = found;
    const first = token.charCodeAt(0);
    if (isSpace(first)) {
      shape += ' ';
      continue;
    }
    if (refused.test(token) || (before === ';' && first !== semicolon)) return undefined;
    if (token === '(')
      open.push((open.at(-1) ?? true) && (!isWord(before) || holding.has(before.toLowerCase())));
    else if (token === ')') open.pop();
    const isFree = open.at(-1) ?? true;
    shape +=
      isFree && isConstant(token, before, text, lexeme.lastIndex) ? (first === quote ? "'" : '0') : token;
    before = token;
  }
  return shape;
}

const begins = /^\s*(?:select|insert|update|delete)\b/i;

/** White space, a string, a name, a number, a parameter, two signs that begin a comment or a cast, or one sign. */
const lexeme =
  /\s+|'(?:[^']|'')*'|"(?:[^"]|"")*"|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|\d[\w.]*|\$\d+(?![\w$])|--|\/\*|::|./gs;

/** What other readings begin with; a string with a backslash is read by a setting. */
const refused = /^(?:'$|'.*\\|"$|--|\/\*|:(?!:)|\$(?!\d)|[\\{}@%?#`])/s;

/** Which of the lexemes of a text, white space left out, begins at an offset or holds it. */
export function lexemeAt(text: string, offset: number): number {
  let index = -1;
  for (const { 0: token, index: start } of text.matchAll(lexeme)) {
    if (!isSpace(token.charCodeAt(0))) index++;
    if (start + token.length > offset) return index;
  }
  return index;
}

/** The lexeme with this number; undefined where a text has fewer. */
export function lexemeOf(text: string, number: number): string | undefined {
  let index = -1;
  lexeme.lastIndex = 0;
  for (let found = lexeme.exec(text); found; found = lexeme.exec(text))
    if (!isSpace(found[0].charCodeAt(0)) && ++index === number) return found[0];
  return undefined;
}

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);
const isWord = (token: string): boolean => /^[\w"\u0080-\uffff]/.test(token);
const quote = 39;
const semicolon = 59;

/** `end`: where the token ends in the text. */
function isConstant(token: string, before: string, text: string, end: number): boolean {
  const isText = token.charCodeAt(0) === quote;
  // A longer number is another type.
  if (!isText && !/^\d{1,9}$/.test(token)) return false;
  // DATE '…', E'…', INTERVAL '…', AT TIME ZONE '…'
  if (isText && isWord(before) && !leading.has(before.toLowerCase())) return false;
  return !castFollows(text, end);
}

function castFollows(text: string, end: number): boolean {
  let at = end;
  while (isSpace(text.charCodeAt(at))) at++;
  return text.startsWith('::', at);
}

/** Words before a parenthesis that holds values or conditions, and no arguments of a function or a type. */
const holding = new Set([
  ...['values', 'in', 'where', 'and', 'or', 'not', 'on', 'when', 'then', 'else', 'select', 'set', 'having'],
  ...['returning', 'between', 'limit', 'offset', 'from', 'union', 'all', 'except', 'intersect', 'exists'],
]);

/** Words before a string that is a value by itself. */
const leading = new Set([
  ...['and', 'or', 'not', 'where', 'when', 'then', 'else', 'select', 'between', 'like', 'ilike', 'returning'],
]);
