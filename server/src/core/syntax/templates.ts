import type { Edit } from '../text/edit.js';
import type { Span } from '../text/span.js';
import type { Token } from './lexer.js';
import type { StatementText } from './statement.js';

/** What a tag of a template does: `{% if x %}`, `{{ else }}`, `{{ end }}`; undefined where it opens and closes nothing. */
export function roleOfTag(tag: string): 'opens' | 'parts' | 'closes' | undefined {
  const [, word = ''] = /^\{[{%][-~+]?\s*([\w#^/]+)/.exec(tag) ?? [];
  if (/^(?:if|unless|for|range|with|[#^]\w+)$/.test(word)) return 'opens';
  if (/^(?:else|elif|elsif|elseif)$/.test(word)) return 'parts';
  return /^(?:end\w*|\/\w+)$/.test(word) ? 'closes' : undefined;
}

/**
 * The parts of a statement that stand in the second and later branches of a template. Only one of the branches is sent. A branch
 * may have begun before the statement, and may end behind it.
 */
export function otherBranchesIn(statement: StatementText): readonly Span[] {
  const spans: Span[] = [];
  const outermost: Branching = { from: undefined };
  const open: Branching[] = [outermost];
  for (const tag of tagsIn(statement)) {
    const role = roleOfTag(statement.text.slice(tag.start, tag.end));
    const current = open.at(-1) ?? outermost;
    if (role === 'opens') open.push({ from: undefined });
    else if (role === 'parts') current.from ??= tag.start;
    else if (role === 'closes') {
      if (current.from !== undefined) spans.push({ start: current.from, end: tag.end });
      current.from = undefined;
      if (current !== outermost) open.pop();
    }
  }
  const last = statement.tokens.at(-1);
  const isClosed = last !== undefined && statement.text.slice(last.start, last.end) === ';';
  const end = isClosed ? last.start : statement.text.length;
  for (const { from } of open) if (from !== undefined && from < end) spans.push({ start: from, end });
  return spans;
}

interface Branching {
  /** Where the second branch begins. */
  from: number | undefined;
}

const tagsIn = ({ text, comments }: StatementText): readonly Token[] =>
  comments.filter(({ start }) => text.charAt(start) === '{');

/**
 * The comma, AND or the like beside a tag at which PostgreSQL fails, as an edit that blanks it: `{% for … %} a, {% endfor %}`
 * writes it once less. Undefined where none is.
 */
export function danglingAt(statement: StatementText, masked: string, offset: number): Edit | undefined {
  const { text, tokens } = statement;
  const tags = tagsIn(statement);
  if (tags.length === 0) return undefined;
  const isAlive = ({ start, end }: Token) => /\S/.test(masked.slice(start, end));
  const alive = tokens.filter(isAlive);
  const at = alive.findIndex(({ end }) => end > offset);
  const index = at < 0 ? alive.length : at;
  for (const candidate of [index - 1, index]) {
    const token = alive[candidate];
    if (!token || !connectives.test(text.slice(token.start, token.end))) continue;
    const [before, behind] = [alive[candidate - 1]?.end ?? 0, alive[candidate + 1]?.start ?? text.length];
    const isBesideTag = tags.some(({ start, end }) => before <= start && end <= behind);
    if (isBesideTag) return { start: token.start, end: token.end, text: ' '.repeat(token.end - token.start) };
  }
  return undefined;
}

const connectives = /^(?:,|and|or|union|all|except|intersect|\|\||\+)$/i;
