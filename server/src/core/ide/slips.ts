import type { Analysis, Fix, Parser, Problem } from '../lint/analysis.js';
import { statementAt } from '../lint/script/script.js';
import type { Token } from '../syntax/lexer.js';
import { parseStatement } from '../syntax/parse.js';
import { splitScript } from '../syntax/split.js';
import { type StatementText, statementText } from '../syntax/statement.js';
import { indexNames, nearIn } from '../text/closest.js';
import { applyEdits, type Edit, shiftEdit } from '../text/edit.js';
import type { Steps } from '../text/steps.js';
import { languageWords } from './completion/keywords.js';

/**
 * What is meant by a statement that the grammar does not read, where exactly one small edit of a kind makes it read: a
 * word that is misspelt, or a comma, a parenthesis, a semicolon or a quote that is missing. None where two edits would
 * do: the person knows which, and we do not.
 */
export function* slipFixes(
  parser: Parser,
  analysis: Analysis,
  { rule, span }: Problem,
): Steps<readonly Fix[]> {
  const placed = rule === 'syntax-error' ? statementAt(analysis, span) : undefined;
  if (!placed) return [];
  const { start, end } = placed.span;
  if (end - start > longestStatement) return [];
  const statement = statementText(analysis.text.slice(start, end));
  const isRead = (text: string): boolean =>
    splitScript(text).pieces.every(({ kind, start: from, end: to }) => {
      if (kind !== 'statement') return true;
      const { syntaxError, isTooDeep } = parseStatement(parser, statementText(text.slice(from, to)), false);
      return !syntaxError && !isTooDeep;
    });
  if (isRead(statement.text)) return [];
  for (const slips of slipsOf(statement, span.start - start)) {
    const meant: Slip[] = [];
    for (const slip of slips) {
      yield;
      if (meant[0] && slip.mistakes > meant[0].mistakes) break;
      if (isRead(applyEdits(statement.text, [slip.edit]))) meant.push(slip);
    }
    const [only, other] = meant;
    if (only && !other) return [fixOf(only, start)];
    if (only) return [];
  }
  return [];
}

/** UTF-16 units. */
const longestStatement = 20_000;

/** Edits of one kind that are tried; of a statement with more places it cannot be told which is meant. */
const mostTries = 400;

/** One small edit that may be what was meant. */
interface Slip {
  readonly title: string;
  readonly edit: Edit;
  /** How many letters of a word were mistaken: of two words the nearer one is meant. */
  readonly mistakes: number;
}

const fixOf = ({ title, edit }: Slip, by: number): Fix => ({
  id: 'mend-slip',
  title,
  safety: 'review',
  edits: [shiftEdit(edit, by)],
});

/** The edits to try, by kind, the more telling kind first. */
function* slipsOf(statement: StatementText, offset: number): Generator<readonly Slip[]> {
  const { text, tokens } = statement;
  const open = tokens.find(({ unterminated }) => unterminated);
  if (open) {
    // A letter before it may make a string of bits of it.
    const sign = /^[a-z&]{0,2}(['"])/i.exec(text.slice(open.start, open.end))?.[1];
    if (sign !== undefined) yield quotes(statement, sign);
    return;
  }
  const found = tokens.findIndex(({ end }) => end > offset);
  const closed = text.endsWith(';') ? tokens.length - 1 : tokens.length;
  // Of a statement that ends too early the last word is marked.
  const faults = found === closed - 1 ? [found, closed] : [found];
  const last = faults.at(-1) ?? found;
  yield words(statement, last);
  const surplus = count(statement, ')') - count(statement, '(');
  if (surplus === 1) yield openings(statement, found);
  else if (surplus === -1) yield closings(statement, last);
  else if (surplus === 0) yield faults.flatMap((fault) => separators(statement, fault)).filter(isFirst);
}

/** Whether no edit before is the same. */
const isFirst = ({ edit }: Slip, at: number, all: readonly Slip[]): boolean =>
  all.findIndex(({ edit: { start, text } }) => start === edit.start && text === edit.text) === at;

const written = ({ text }: StatementText, token: Token | undefined): string =>
  token ? text.slice(token.start, token.end) : '';

const count = (statement: StatementText, sign: string): number =>
  statement.tokens.filter((token) => written(statement, token) === sign).length;

const inserted = (at: number, text: string): Edit => ({ start: at, end: at, text });

/** The word at the fault and those before it, each as the words of the language that are near it, nearest first. */
function words(statement: StatementText, fault: number): readonly Slip[] {
  return statement.tokens
    .slice(Math.max(0, fault - 3), fault + 1)
    .flatMap((token) => {
      const word = written(statement, token);
      if (token.kind !== 'word' || languageWords.has(word.toLowerCase())) return [];
      const near = nearIn(wordIndex, word.toLowerCase());
      return near.flatMap(({ name, mistakes }): Slip[] => {
        // Of so few letters only one that was left out tells a word.
        if (word.length < 4 && name.length <= word.length) return [];
        const meant = word === word.toLowerCase() ? name : name.toUpperCase();
        const edit = { start: token.start, end: token.end, text: meant };
        return [{ title: `Change "${word}" to "${meant}"`, edit, mistakes }];
      });
    })
    .sort((one, other) => one.mistakes - other.mistakes)
    .slice(0, mostTries);
}

const wordIndex = indexNames(languageWords);

/** A comma or a semicolon that is missing before the fault or one of the words before it, or a comma too much. */
function separators(statement: StatementText, fault: number): readonly Slip[] {
  const { text, tokens } = statement;
  const [before, at] = [tokens[fault - 1], tokens[fault]];
  if (!before) return [];
  if (written(statement, before) === ',') {
    const isEnd = !at || /^(?:[);]|from|where)$/i.test(written(statement, at));
    const { start, end } = before;
    return isEnd ? [{ title: 'Remove the trailing comma', edit: { start, end, text: '' }, mistakes: 0 }] : [];
  }
  if (!at) return [];
  const commas = tokens.slice(Math.max(0, fault - 3), fault).map(
    ({ end }): Slip => ({
      title: 'Insert the missing comma',
      edit: inserted(end, ','),
      mistakes: 0,
    }),
  );
  const isNewLine = at.kind === 'word' && /\n[ \t]*$/.test(text.slice(before.end, at.start));
  const title = `End the statement before "${written(statement, at)}" with a semicolon`;
  return isNewLine ? [...commas, { title, edit: inserted(before.end, ';'), mistakes: 0 }] : commas;
}

/** A closing parenthesis at each place behind the first one that stays open. */
function closings(statement: StatementText, fault: number): readonly Slip[] {
  const stack: number[] = [];
  const before = statement.tokens.slice(0, fault);
  for (const [at, token] of before.entries()) {
    const sign = written(statement, token);
    if (sign === '(') stack.push(at);
    if (sign === ')') stack.pop();
  }
  const [first] = stack;
  if (first === undefined || before.length - first > mostTries) return [];
  return before.slice(first).map(({ end }) => ({
    title: 'Insert the missing ")"',
    edit: inserted(end, ')'),
    mistakes: 0,
  }));
}

/** An opening parenthesis at each place up to the fault, none beside another; or the fault without its closing one. */
function openings(statement: StatementText, fault: number): readonly Slip[] {
  const { tokens } = statement;
  const at = tokens[fault];
  if (fault > mostTries) return [];
  const isOpen = (token: Token | undefined) => written(statement, token) === '(';
  const places = tokens.slice(0, fault + 1).flatMap((token, index) => {
    if (isOpen(token) || isOpen(tokens[index - 1])) return [];
    const digits = token.kind === 'word' ? (/\d+$/.exec(written(statement, token))?.[0].length ?? 0) : 0;
    return digits > 0 ? [token.start, token.end - digits] : [token.start];
  });
  const missing = places.map(
    (place): Slip => ({ title: 'Insert the missing "("', edit: inserted(place, '('), mistakes: 0 }),
  );
  if (!at || written(statement, at) !== ')') return missing;
  const { start, end } = at;
  return [...missing, { title: 'Remove the surplus ")"', edit: { start, end, text: '' }, mistakes: 0 }];
}

/** A quote at each end of a word in the one line that has an odd number of them; none that would quote nothing. */
function quotes({ text, comments }: StatementText, sign: string): readonly Slip[] {
  const blank = comments.map(({ start, end }) => ({
    start,
    end,
    text: text.slice(start, end).replace(/[^\n]/g, ' '),
  }));
  const lines = [...applyEdits(text, blank).matchAll(/[^\n]+/g)];
  const odd = lines.filter(([line]) => (line.split(sign).length - 1) % 2 === 1);
  const [only] = odd;
  if (!only || odd.length > 1) return [];
  const [line] = only;
  // The semicolon that ends a line ends its statement.
  const end = line.replace(/;\s*$/, '').length;
  const places = new Set(
    [...line.matchAll(/\w+|[^\w\s]/g)].flatMap(({ 0: { length }, index }) => [index, index + length]),
  );
  const isBeside = (at: number) =>
    line.slice(at).trimStart().startsWith(sign) ||
    (line.slice(0, at).trimEnd().endsWith(sign) && !isApostrophe(line, at));
  return [...places]
    .filter((at) => at <= end && !isBeside(at))
    .slice(0, mostTries)
    .map((at) => ({
      title: line[at - 1] === sign ? 'Double the quote in the text' : 'Insert the missing quote',
      edit: inserted(only.index + at, sign),
      mistakes: 0,
    }));
}

/** A quote just before an offset that stands between two letters. */
const isApostrophe = (line: string, at: number): boolean => /\p{L}.\p{L}/u.test(line.slice(at - 2, at + 1));
