import { applyEdits, type Edit } from '../text/edit.js';
import type { Span } from '../text/span.js';
import type { Token } from './lexer.js';
import { type StatementText, statementText } from './statement.js';

/** What a tag of a template does: `{% if x %}`, `{{ else }}`, `<% end %>`; undefined where it opens and closes nothing. */
export function roleOfTag(tag: string): 'opens' | 'parts' | 'closes' | undefined {
  const [, word = ''] = /^(?:\{[{%]|<%(?!#)|<\?php)[-~+_]?\s*(\}\s*else|\}|[\w#^/]+)/.exec(tag) ?? [];
  if (/^(?:else|elif|elsif|elseif|when|\}\s*else)$/.test(word)) return 'parts';
  if (/^(?:if|unless|for|foreach|while|until|case|range|with|[#^]\w+)$/.test(word)) return 'opens';
  if (/^(?:end\w*|\/\w+|\})$/.test(word)) return 'closes';
  // A block of Ruby, or of a language with braces.
  return /^<.*(?:\bdo(?:\s*\|[^|]*\|)?|\{)\s*[-_]?[%?]>$/s.test(tag) ? 'opens' : undefined;
}

/** Whether a text may hold tags: most do not, and need not be read for it. */
export const mayHoldTags = (text: string): boolean =>
  // A pattern takes thirty times as long for a long text.
  text.includes('{') || text.includes('<%') || text.includes('<?');

/** Where a text has what parts statements of which a template sends some: UTF-16 offsets of tags, and of SqlRender's `} : {`. */
export const branchTagsIn = (text: string): readonly number[] =>
  Array.from(text.matchAll(tagOrChoice), ({ index, 0: found }) =>
    found.startsWith('}') || roleOfTag(found) ? index : undefined,
  ).filter((index) => index !== undefined);

/** Tags of at most 500 UTF-16 units: one that is never closed does not have the rest of the text read for each brace. */
const tagOrChoice = /\{%.{0,500}?%\}|\{\{.{0,500}?\}\}|<%.{0,500}?%>|<\?.{0,500}?\?>|\}\s*[?:]\s*\{/gs;

/** Whether a text has code of ERB, EJS or PHP, such as `<% x %>`. PostgreSQL would read it as operators with SQL between them. */
export function hasCode(text: string): boolean {
  if (!/<[%?]/.test(text)) return false;
  const { tokens, comments } = statementText(text);
  return (
    comments.some(({ start }) => text.charAt(start) === '<') ||
    tokens.some(
      ({ kind, start, end }) =>
        (kind === 'placeholder' || kind === 'word') && /<[%?]/.test(text.slice(start, end)),
    )
  );
}

/**
 * The parts of a statement that stand in the second and later branches of a template. Only one of the branches is sent. A branch
 * may have begun before the statement, and may end behind it.
 */
export const otherBranchesIn = (statement: StatementText): readonly Span[] =>
  branchesIn(statement).filter(({ number }) => number > 0);

/** A statement as a template sends it where the condition of one branch holds. */
export interface BranchReading {
  /** With spaces for the branches that are not sent, and for the tags: each offset is that of the statement. */
  readonly text: string;
  readonly branch: Span;
}

/** The statement once with each branch that is not the first one of its condition. */
export function otherReadings(statement: StatementText): readonly BranchReading[] {
  const { text } = statement;
  const branches = mayHoldTags(text) ? branchesIn(statement) : [];
  const tags = branches.length > 0 ? tagsIn(statement).map((tag) => blanked(text, tag)) : [];
  return branches
    .filter(({ number }) => number > 0)
    .slice(0, mostReadings)
    .map((branch) => {
      const sent = new Map<object, Branch>();
      for (let one: Branch | undefined = branch; one; one = one.outer) sent.set(one.condition, one);
      const others = branches.filter((one) => {
        const chosen = sent.get(one.condition);
        return one.number !== (chosen?.number ?? 0);
      });
      return { text: applyEdits(text, [...others.map((one) => blanked(text, one)), ...tags]), branch };
    });
}

/** How many branches of a statement are read. */
const mostReadings = 16;

/** A text with spaces in place of a span. */
export const blanked = (text: string, { start, end }: Span): Edit => ({
  start,
  end,
  text: text.slice(start, end).replace(/[^\r\n]/g, ' '),
});

/** What stands between two tags of a condition. */
interface Branch extends Span {
  /** From 0. */
  readonly number: number;
  readonly condition: object;
  /** The branch that its condition stands in. */
  readonly outer: Branch | undefined;
}

function branchesIn(statement: StatementText): readonly Branch[] {
  const branches: Branch[] = [];
  const open: Branch[] = [];
  const end = endOf(statement);
  for (const tag of tagsIn(statement)) {
    const role = roleOfTag(statement.text.slice(tag.start, tag.end));
    if (!role) continue;
    const outer = open.at(-1);
    if (role === 'opens') {
      open.push({ start: tag.end, end, number: 0, condition: {}, outer });
      continue;
    }
    // The condition of a tag that nothing opens has begun before the statement.
    const current = open.pop() ?? { start: 0, end, number: 0, condition: {}, outer: undefined };
    branches.push({ ...current, end: tag.start });
    if (role === 'parts') open.push({ ...current, start: tag.end, number: current.number + 1 });
  }
  return [...branches, ...open];
}

/** The end of a statement without its semicolon. */
function endOf({ text, tokens }: StatementText): number {
  const last = tokens.at(-1);
  return last !== undefined && text.slice(last.start, last.end) === ';' ? last.start : text.length;
}

const tagsIn = ({ text, comments }: StatementText): readonly Token[] =>
  comments.filter(({ start }) => /[{<]/.test(text.charAt(start)));

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
