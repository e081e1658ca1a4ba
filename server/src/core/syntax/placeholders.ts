/**
 * The marks of tools that put a text into SQL before it reaches the server: Flyway, Liquibase, Maven, Go templates, Jinja and
 * dbt, goyesql, SqlRender, sqlcmd, MyBatis, ERB, EJS and PHP, the drivers of Python and JDBC. The lexer reads psql's variables itself.
 */

/**
 * The end of a placeholder that begins at a UTF-16 offset and cannot be anything else: `${x}`, `{{ x }}`, `#{x}`, `{x}`,
 * `$(x)`, `<%= x %>`, `<?= $x ?>`. PostgreSQL has no brace, no dollar sign before a parenthesis, and no such operators.
 * Undefined where there is none.
 */
export function placeholderEnd(text: string, start: number): number | undefined {
  const sign = text.charAt(start);
  if (sign === '{' && text.charAt(start + 1) === '{') return endOf('}}', text, start);
  if (sign === '<') return matchEnd(codeValue, text, start);
  return sign === '{' || sign === '$' || sign === '#' ? matchEnd(braced, text, start) : undefined;
}

/**
 * The end of a template's tag, which stands for no text: `{% if x %}`, `{# … #}`, `{{ end }}`, `{{/* … *\/}}`; of SqlRender
 * `{DEFAULT @a = 1}`, and `{@a} ? {SELECT 1} : {SELECT 2}` except its first branch; of ERB, EJS and PHP `<% if x %>`,
 * `<%# … %>`, `<?php … ?>`. Undefined where there is none.
 */
export function templateTagEnd(text: string, start: number): number | undefined {
  if (text.charAt(start) === '<') return codeTagEnd(text, start);
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
 * `<x>`, `<<x>>`, `?`, and `@x` where a name stands. It is one only where an operator has nothing before it, or nothing behind
 * it, to work on.
 */
export function operandPlaceholderEnd(text: string, start: number): number | undefined {
  const end = matchEnd(signed, text, start);
  if (end !== undefined) {
    const isMark = wantsOperand(text, start) || standsAlone(text, start, end);
    return isMark && !isLabel(text, start, end) ? end : undefined;
  }
  const variable = text.charAt(start) === '@' ? matchEnd(atName, text, start) : undefined;
  return variable !== undefined && isNameOfSqlRender(text, start, variable) ? variable : undefined;
}

/**
 * The end of such a placeholder within a word that has been read from `start` to `end`: `t_%s`, `t_%x%`, `t_<<x>>`, `t_@x`. An
 * underscore says that the name goes on; `@x@` and `%(x)s` need none, since SQL would not write them so.
 */
export function gluedPlaceholderEnd(text: string, end: number): number | undefined {
  const code = matchEnd(codeValue, text, end);
  if (code !== undefined) return code;
  const found = matchEnd(signed, text, end) ?? matchEnd(atName, text, end);
  if (found === undefined || text.charAt(end) === '?') return undefined;
  return text.charAt(end - 1) === '_' || unlikeSql.test(text.slice(end, found)) ? found : undefined;
}

/**
 * The end of a template that begins within quotes and has such quotes of its own: `'{{ var('x') }}'`, `"{{ index .O "x" }}"`.
 * Undefined where there is none, as in an array of arrays.
 */
export const quotedTemplateEnd = (text: string, start: number, quote: string): number | undefined =>
  text.charAt(start + 1) === '{'
    ? matchEnd(quote === '"' ? templateInName : templateInString, text, start)
    : undefined;

/** A string or a name in double quotes, with what stands for the quotes of its templates. Its length stays. */
export function readableQuoted(written: string): string {
  const quote = written.slice(-1);
  if (!/^['"]$/.test(quote) || !written.includes('{{')) return written;
  return written.replace(/\{\{[^{}\r\n]*\}\}/g, (template) =>
    quotedTemplateEnd(template, 0, quote) === undefined ? template : template.replaceAll(quote, '_'),
  );
}

/** Whether a name holds a placeholder, so that nobody can tell what it will be. */
export const holdsPlaceholder = (name: string): boolean => anyPlaceholder.test(name);

/**
 * Whether a name has placeholders that cannot be there by chance, and so must be written as it is: in quotes it would mean
 * something else. `{x}` and `%x%` may be parts of a name in double quotes, and then the quotes stay.
 */
export const isWrittenWithPlaceholder = (name: string): boolean =>
  /^:"[^"]+"$/.test(name) || (/[$#{@]\{|\$\(|<|@|^\$/.test(name) && wholeName.test(name));

/** A word with its placeholders as a word of the same length that PostgreSQL can read. */
export const readableWord = (word: string): string =>
  word.replace(/[^\p{L}\p{N}_$]|^\$/gu, (unit) => '_'.repeat(unit.length));

/** Its first quote follows a sign of the template's language, as none does in an array. */
const templateInString =
  /\{\{[-~]?\s*[\w.$][^{}'\r\n;]{0,200}?[([=~+|]\s*'[^'{}\r\n]{0,200}'(?:[^{}'\r\n;]{0,200}'[^'{}\r\n]{0,200}'){0,9}[^{}'\r\n;]{0,200}\}\}|\{\{[-~]?\s*'[^'{}\r\n]{1,200}'\s*[~|+][^{}'\r\n;]{0,200}\}\}/y;
const templateInName = /\{\{[^{}"\r\n;]{0,200}(?:"[^"{}\r\n]{0,200}"[^{}"\r\n;]{0,200}){1,9}\}\}/y;
const braced = /\$\{[^{}\r\n;]{0,200}\}|#\{[^{}\r\n;]{0,200}\}|\$\(\w{1,200}\)|\{[\w.:!-]{0,200}\}/y;
const codeValue = /<%==?(?!\s*%>)[^\r\n]{1,200}?%>|<\?=[^\r\n]{1,200}?\?>/y;
const codeHead = /<%(?:#|[-_]?\s*(?:(?:if|unless|else|elsif|elseif|end|when|for|while|until)(?![\w.])|\}))/y;
const codeLine = /<%[^\r\n]{1,500}?%>[ \t]*(?![^\r\n])/y;
const steering =
  /\{\{[-~]?\s*(?:(?:if|else|elseif|end|range|with|define|block|template|for|endif|endfor|raw|endraw)(?![\w.(])|\/\*|[#/^!])/y;
const branching = /\{\s*DEFAULT\s+@\w+\s*=[^{}\r\n]{0,200}\}|\{[^{}\r\n]{1,200}\}\s*\?\s*\{/iy;
/** The other branch goes with it, unless it holds statements of its own. */
const branchEnd = /\}(?:\s*:\s*\{(?:[^{};]{0,2000}\})?)?/y;
const signed =
  /@@\w[\w.]{0,200}@@|@\w[\w.]{0,200}@|@\{[\w.]{1,200}\}|(?<!<)<[a-z]\w{0,200}>(?!>)|%(?:\w{1,200}%|\(\w{1,200}\)[a-z](?![a-z\d])|(?:\d+\$)?[sdifvq](?![a-z\d]))|<<\w{1,200}>>|\?\??(?![|&])/iy;
const atName = /@[a-z_]\w{0,200}/iy;
/** Between its signs stands a word without a space, in signs that SQL puts between operands. */
const unlikeSql = /^(?:@.*[@}]|%\(.*\)[sdif])$/is;
const anyPlaceholder =
  /\$\{[^{}]*\}|#\{[^{}]*\}|\$\(\w+\)|\{\{.*?\}\}|<[%?]=.*?[%?]>|\{[\w.:!-]*\}|@\w[\w.]*@?|%\w+%|%s|<<\w+>>|<\w+>|^\$[a-z_]|^:"/is;
const wholeName =
  /^(?:[\p{L}\p{N}_$]|\$\{[^{}]*\}|#\{[^{}]*\}|\$\(\w+\)|\{\{.*?\}\}|<[%?]=.*?[%?]>|@\{[\w.]+\}|@\w[\w.]*@|@@\w[\w.]*@@|<<\w+>>|<\w+>)+$/su;

function matchEnd(pattern: RegExp, text: string, start: number): number | undefined {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** Whether a brace closes what `} ? {` or `} : {` has opened. No further brace is looked at, since a text may hold many. */
function endsBranch(text: string, start: number): boolean {
  let open = start - 1;
  while (start - open < longestTag && open >= 0 && !/[{}]/.test(text.charAt(open))) open--;
  if (text.charAt(open) !== '{') return false;
  const mark = behindSpaceBefore(text, open) - 1;
  return /[?:]/.test(text.charAt(mark)) && text.charAt(behindSpaceBefore(text, mark) - 1) === '}';
}

/**
 * The end of code of Ruby, JavaScript or PHP. `a <% b AND c %> d` is SQL, so that such code begins with a word that no operand
 * begins with, or stands alone on its line.
 */
function codeTagEnd(text: string, start: number): number | undefined {
  if (text.startsWith('<?php', start)) return endOf('?>', text, start);
  if (!text.startsWith('<%', start) || text.charAt(start + 2) === '=') return undefined;
  if (matchEnd(codeHead, text, start)) return endOf('%>', text, start);
  return matchEnd(codeLine, text, start) &&
    /(?:^|[\r\n])[ \t]*$/.test(text.slice(Math.max(0, start - longestSpace), start))
    ? endOf('%>', text, start)
    : undefined;
}

/** The end of a closing mark that is near enough. A mark that is never closed hides nothing. */
function endOf(close: string, text: string, start: number): number | undefined {
  const at = text.slice(start + 2, start + longestTag).indexOf(close);
  return at < 0 ? undefined : start + 2 + at + close.length;
}

/** UTF-16 units. */
const longestTag = 2_000;

/** A label of PL/pgSQL, a loop or a block behind it: nothing before it asks for a value. */
const isLabel = (text: string, start: number, end: number): boolean =>
  text.startsWith('<<', start) &&
  !/[(,=<>+\-*/|[.:]/.test(text.charAt(behindSpaceBefore(text, start) - 1)) &&
  labeled.test(text.slice(end, end + longestTag));

const labeled =
  /^(?:\s|--[^\r\n]*|\/\*(?:[^*]|\*(?!\/))*\*\/)*(?:loop|while|for(?!\s+(?:each|update|share|values)\b)|foreach|declare|begin)(?![\w$])/i;

function wantsOperand(text: string, start: number): boolean {
  const at = behindSpaceBefore(text, start);
  return (
    at === 0 || /[(,=<>+\-*/|[.:]/.test(text.charAt(at - 1)) || operandWords.has(wordBefore(text, start))
  );
}

/**
 * Whether a mark that stands behind a space is no operator: what follows is no operand, or SQL has no operator in such signs.
 * `a %x% b` and `a <<x>> b` are SQL as well.
 */
function standsAlone(text: string, start: number, end: number): boolean {
  if (!/[\s)]/.test(text.charAt(start - 1))) return false;
  const mark = text.slice(start, end);
  if (unlikeSql.test(mark) || (/^%[sd]$/.test(mark) && /^[\s,;)]?$/.test(text.charAt(end)))) return true;
  return !/^%[a-z\d$]+$/i.test(mark) && matchEnd(noOperand, text, end) !== undefined;
}

/** `@x`, which PostgreSQL would read as the size of x, where no value stands, or behind an operand. */
function isNameOfSqlRender(text: string, start: number, end: number): boolean {
  const before = wordBefore(text, start);
  if (relationWords.has(before) || nameWords.has(before)) return true;
  if (reservedWord.test(text.slice(start + 1, end))) return true;
  const at = behindSpaceBefore(text, start);
  const isBehindOperand = at < start && /[\w")\]]/.test(text.charAt(at - 1));
  return isBehindOperand && !operandWords.has(before);
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
/** Words behind which a name or a constant follows, and no expression that could begin with an operator. */
const nameWords: ReadonlySet<string> = new Set(
  `as to add column limit offset role user group owner grant revoke truncate is trigger function procedure type domain database
  constraint rename call execute copy with start increment cache minvalue maxvalue restart extension policy rule of inherits
  authorization interval returns setof language`.split(/\s+/),
);
const operandWords: ReadonlySet<string> = new Set([
  ...relationWords,
  ...nameWords,
  ...`select where and or not by in values set like ilike between when then else case having returning default check using
  distinct all any`.split(/\s+/),
]);

/** What no operand begins with: a closing sign, the end, or a word that goes on with the clause. */
const noOperand =
  /\s*(?:$|[),;\]]|(?:and|or|order|group|having|limit|offset|where|union|intersect|except|returning|for|on|using|as|asc|desc|nulls|from|set|in|is|like|ilike|between|then|else|when|end|to|primary|unique|references|check|constraint|default|collate|generated|cascade|restrict|with|inner|full|cross|natural|join|not\s+null|(?:left|right)\s+(?:outer\s+)?join)\b)/iy;

/** Words that are no name of a column, though a variable has one of them. */
const reservedWord =
  /^(?:limit|offset|from|to|end|user|table|column|group|order|where|select|all|any|desc|asc)$/i;
