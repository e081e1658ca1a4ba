/**
 * The marks of tools that put a text into SQL before it reaches the server: Flyway, Liquibase, Maven, Go templates, Jinja and
 * dbt, goyesql, SqlRender, sqlcmd, MyBatis, the drivers of Python and JDBC. The lexer reads psql's variables itself.
 */

/**
 * The end of a placeholder that begins at a UTF-16 offset and cannot be anything else: `${x}`, `{{ x }}`, `#{x}`, `{x}`,
 * `$(x)`. PostgreSQL has no brace, and no dollar sign before a parenthesis. Undefined where there is none.
 */
export function placeholderEnd(text: string, start: number): number | undefined {
  const sign = text.charAt(start);
  if (sign === '{' && text.charAt(start + 1) === '{') return endOf('}}', text, start);
  return sign === '{' || sign === '$' || sign === '#' ? matchEnd(braced, text, start) : undefined;
}

/**
 * The end of a template's tag, which stands for no text: `{% if x %}`, `{# … #}`, `{{ end }}`, `{{/* … *\/}}`; of SqlRender
 * `{DEFAULT @a = 1}`, and `{@a} ? {SELECT 1} : {SELECT 2}` except its first branch. Undefined where there is none.
 */
export function templateTagEnd(text: string, start: number): number | undefined {
  if (text.charAt(start) === '}')
    return endsBranch(text, start) ? matchEnd(branchEnd, text, start) : undefined;
  if (text.charAt(start) !== '{') return undefined;
  const steered = matchEnd(branching, text, start);
  if (steered !== undefined) return steered;
  const second = text.charAt(start + 1);
  if (second === '%' || second === '#') return endOf(`${second}}`, text, start);
  return second === '{' && matchEnd(steering, text, start) ? endOf('}}', text, start) : undefined;
}

/**
 * The end of a placeholder that is written in signs which operators have too: `@x@`, `@@x@@`, `@{x}`, `%x%`, `%s`, `%(x)s`,
 * `<x>`, `<<x>>`, `?`, and `@x` where a relation stands. It is one only where an operator has nothing before it to work on.
 */
export function operandPlaceholderEnd(text: string, start: number): number | undefined {
  const end = matchEnd(signed, text, start);
  if (end !== undefined) return wantsOperand(text, start) && !isLabel(text, start, end) ? end : undefined;
  const variable = text.charAt(start) === '@' ? matchEnd(atName, text, start) : undefined;
  return variable !== undefined && relationWords.has(wordBefore(text, start)) ? variable : undefined;
}

/** Whether a name holds a placeholder, so that nobody can tell what it will be. */
export const holdsPlaceholder = (name: string): boolean => anyPlaceholder.test(name);

/**
 * Whether a name has placeholders that cannot be there by chance, and so must be written as it is: in quotes it would mean
 * something else. `{x}` and `%x%` may be parts of a name in double quotes, and then the quotes stay.
 */
export const isWrittenWithPlaceholder = (name: string): boolean =>
  /[$#{@]\{|\$\(|<|@|^\$/.test(name) && wholeName.test(name);

/** A word with its placeholders as a word of the same length that PostgreSQL can read. */
export const readableWord = (word: string): string =>
  word.replace(/[^\p{L}\p{N}_$]|^\$/gu, (unit) => '_'.repeat(unit.length));

const braced = /\$\{[^{}\r\n;]{0,200}\}|#\{[^{}\r\n;]{0,200}\}|\$\(\w{1,200}\)|\{[\w.:!-]{0,200}\}/y;
const steering =
  /\{\{[-~]?\s*(?:(?:if|else|elseif|end|range|with|define|block|template|for|endif|endfor|raw|endraw)(?![\w.(])|\/\*|[#/^!])/y;
const branching = /\{\s*DEFAULT\s+@\w+\s*=[^{}\r\n]{0,200}\}|\{[^{}\r\n]{1,200}\}\s*\?\s*\{/iy;
const branchEnd = /\}(?:\s*:\s*\{[^{}]{0,2000}\})?/y;
const signed =
  /@@\w[\w.]{0,200}@@|@\w[\w.]{0,200}@|@\{[\w.]{1,200}\}|(?<!<)<[a-z]\w{0,200}>(?!>)|%(?:\w{1,200}%|\(\w{1,200}\)[a-z]|(?:\d+\$)?[sdif](?!\w))|<<\w{1,200}>>|\?(?![|&])/iy;
const atName = /@[a-z_]\w{0,200}/iy;
const anyPlaceholder =
  /\$\{[^{}]*\}|#\{[^{}]*\}|\$\(\w+\)|\{\{.*?\}\}|\{[\w.:!-]*\}|@\w[\w.]*@?|%\w+%|%s|<<\w+>>|<\w+>|^\$[a-z_]/is;
const wholeName =
  /^(?:[\p{L}\p{N}_$]|\$\{[^{}]*\}|#\{[^{}]*\}|\$\(\w+\)|\{\{.*?\}\}|@\{[\w.]+\}|@\w[\w.]*@|@@\w[\w.]*@@|<<\w+>>|<\w+>)+$/su;

function matchEnd(pattern: RegExp, text: string, start: number): number | undefined {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** Whether a brace closes what `} ? {` has opened. No further brace is looked at, since a text may hold many. */
function endsBranch(text: string, start: number): boolean {
  let open = start - 1;
  while (start - open < longestTag && open >= 0 && !/[{}]/.test(text.charAt(open))) open--;
  if (text.charAt(open) !== '{') return false;
  const mark = behindSpaceBefore(text, open) - 1;
  return text.charAt(mark) === '?' && text.charAt(behindSpaceBefore(text, mark) - 1) === '}';
}

/** The end of a closing mark that is near enough. A mark that is never closed hides nothing. */
function endOf(close: string, text: string, start: number): number | undefined {
  const at = text.slice(start + 2, start + longestTag).indexOf(close);
  return at < 0 ? undefined : start + 2 + at + close.length;
}

/** UTF-16 units. */
const longestTag = 2_000;

/** A label of PL/pgSQL behind THEN or ELSE, where SQL has a value, or at the very beginning: a loop or a block follows. */
const isLabel = (text: string, start: number, end: number): boolean =>
  text.startsWith('<<', start) &&
  (behindSpaceBefore(text, start) === 0 || /^(?:then|else)$/.test(wordBefore(text, start))) &&
  labeled.test(text.slice(end, end + longestTag));

const labeled =
  /^(?:\s|--[^\r\n]*|\/\*(?:[^*]|\*(?!\/))*\*\/)*(?:loop|while|for|foreach|declare|begin)(?![\w$])/i;

function wantsOperand(text: string, start: number): boolean {
  const at = behindSpaceBefore(text, start);
  return at === 0 || /[(,=<>+\-*/|[.]/.test(text.charAt(at - 1)) || operandWords.has(wordBefore(text, start));
}

const wordBefore = (text: string, start: number): string => {
  const end = behindSpaceBefore(text, start);
  return (/[a-z]+$/i.exec(text.slice(Math.max(0, end - 12), end))?.[0] ?? '').toLowerCase();
};

function behindSpaceBefore(text: string, start: number): number {
  let at = start;
  while (at > 0 && start - at < longestSpace && /\s/.test(text.charAt(at - 1))) at--;
  return at;
}

/** UTF-16 units. */
const longestSpace = 200;

/** Words behind which an operand or a name follows, and never an operator between two operands. */
const relationWords: ReadonlySet<string> = new Set(
  'from join into table only references update on view index schema sequence async exists'.split(' '),
);
const operandWords: ReadonlySet<string> = new Set([
  ...relationWords,
  ...`select where and or not by limit offset in values set like ilike between when then else case having returning default
  check using interval distinct all any as add column to`.split(/\s+/),
]);
