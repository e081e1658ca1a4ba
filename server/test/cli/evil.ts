/** What terminals obey, what reorders or hides text, and what the runners of CI systems obey. */
export const evil =
  '\n::error::a\r::warning::b\x1b[31m\x1b]0;t\x07\x9b2J\x7f\u202e\u2066\u200b\u2028\ufffe\uffff##[error]c##vso[task.x]d%0A&<b>"\'';
/** What no line may hold, and how none may begin. */
const obeyed =
  /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]|##\[|##vso\[|##teamcity\[|^\s*::/u;

/** The lines that would be obeyed. */
export function harmful(text: string): readonly string[] {
  return text.split('\n').filter((line) => obeyed.test(line));
}

/** Lines as GitHub's runner cuts them, and what it, Azure Pipelines and terminals obey. */
export const isCommand = (line: string): boolean =>
  line.split('\r').some((part) => /^\s*::(error|warning|group)/.test(part)) ||
  /##\[|##vso\[|##teamcity\[|(?!\t|\r)\p{Cc}/u.test(line);
