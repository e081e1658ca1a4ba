import { replaceHidden, visible } from '../../core/text/visible.js';

// Foreign texts (of files, names, settings) as each output needs them, so that they are shown and never obeyed.

const isPlain = (text: string): boolean => /^[\x20-\x22\x24-\x7e]*$/.test(text);

/**
 * The text for a terminal, on one line. Nothing in it moves the cursor, hides, or reorders other text, and no CI system obeys
 * it. Its length stays the same, but a tab becomes four spaces.
 */
export const printable = (text: string): string => (isPlain(text) ? text : withoutMarkers(visible(text)));

/** A text of several lines. */
export const printableLines = (text: string): string => text.replace(/[^\r\n]+|\r(?!\n)/g, printable);

/** The text at the beginning of a line. */
export const printableStart = (text: string): string => printable(text).replace(/^(\s*):(?=:)/, '$1\uFFFD');

/**
 * Azure Pipelines, TeamCity and the older commands of GitHub Actions begin so, the first and the last anywhere in a line:
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export const withoutMarkers = (line: string): string => line.replace(marker, '#\uFFFD');

const marker = /##(?=\[|vso\[|teamcity\[)/gi;

/**
 * A text of several lines for the log of a CI system. It is unchanged, except that neither the system nor a terminal obeys
 * anything in it.
 */
export const loggedLines = (text: string): string =>
  withoutMarkers(text.replace(/(?!\t|\n|\r\n)\p{Cc}/gu, printable).replace(workflowCommand, '$1\uFFFD'));

/**
 * A line of SQL may begin with a colon and the like (`::text`), so only the commands that GitHub knows count:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
const workflowCommand =
  /^([^\S\r\n]*):(?=:(?:(?:add|remove)-matcher|add-(?:mask|path)|debug|echo|(?:end)?group|error|internal-set-repo-path|notice|save-state|set-(?:env|output)|stop-commands|warning)(?![\w-]))/gim;

/** JSON that reads as the same value, on one line, and holds no character that a terminal obeys. */
export const jsonText = (value: unknown): string =>
  replaceHidden(JSON.stringify(value), jsonEscape)
    .replace(/\p{Cc}/gu, jsonEscape)
    .replace(marker, '#\\u0023');

const jsonEscape = (sign: string): string =>
  Array.from(
    { length: sign.length },
    (_, at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');

/** What a workflow command of GitHub says. Line breaks are shown as such, and a tab is one. */
export const workflowText = (text: string): string =>
  printable(text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A'));

/** A property of a workflow command. */
export const workflowProperty = (text: string): string =>
  workflowText(text).replace(/:/g, '%3A').replace(/,/g, '%2C');

export const htmlText = (text: string): string =>
  printable(text).replace(/[&<>"']/g, (sign) => references[sign] ?? sign);

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A path in the head of a diff, quoted where git quotes it: a line holds one path. */
export function diffPath(path: string): string {
  const quoted = cEscaped(path.replace(/["\\]/g, '\\$&'));
  return quoted === path ? path : `"${quoted}"`;
}

/** What is not a sign of its own, as C writes it. */
const cEscaped = (text: string): string =>
  replaceHidden(text, octal)
    .replace(/\p{Cc}/gu, (sign) => letters[sign] ?? octal(sign))
    .replace(marker, '#\\043');

const letters: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
};

const octal = (sign: string): string =>
  [...new TextEncoder().encode(sign)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');

/** A word as a shell takes it. */
export function shellWord(text: string): string {
  if (/^[\w./\\:~-]+$/.test(text)) return text;
  const escaped = cEscaped(text);
  // What cannot be shown as it is takes bash and its like
  return escaped === text
    ? `'${text.replaceAll("'", "'\\''")}'`
    : `$'${cEscaped(text.replace(/['\\]/g, '\\$&'))}'`;
}
