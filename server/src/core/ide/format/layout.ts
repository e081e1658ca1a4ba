import type { FormatStyle } from '../../project/formatStyle.js';
import type { SyntaxNode } from '../../syntax/node.js';
import type { StatementText } from '../../syntax/statement.js';
import { connectives, isOfClauses, lower, marksOf, ofClauses, ofLines, setOperations } from './marks.js';
import { type Page, startPage } from './page.js';
import { type Word, wordsOf } from './words.js';

/**
 * A statement as it is printed, which no line ends behind. Nothing but white space between its tokens is decided here, and the case of
 * keywords. What fits into a line is in one, unless its parts were written in lines of their own.
 */
export function laidOut(statement: StatementText, tree: SyntaxNode, style: FormatStyle): string {
  const words = wordsOf(statement, tree, style.keywordCase);
  const page = startPage(words, marksOf(tree, words), style);
  layOut(tree, 0, { words, page, isLeading: style.commaPosition === 'leading' });
  page.write(words.length - 1);
  return page.text();
}

interface Work {
  readonly words: readonly Word[];
  readonly page: Page;
  /** Whether commas stand at the beginning of lines. */
  readonly isLeading: boolean;
}

/** Writes a node. A line that it goes on in begins at `level`. */
function layOut(node: SyntaxNode, level: number, work: Work): void {
  const { page } = work;
  if (page.fits(node.last)) page.write(node.last);
  else layoutOf(node, work)(node, level, work);
}

type Layout = (node: SyntaxNode, level: number, work: Work) => void;

function layoutOf(node: SyntaxNode, work: Work): Layout {
  const { kind, word } = node;
  if (kind === 'statement') return ofClauses.has(word) ? inClauses : byStatement(node, work);
  if (kind === 'clause') return clauseLayouts.get(word) ?? flowing;
  if (kind === 'parens' || kind === 'list' || kind === 'row' || kind === 'subscript') return enclosed;
  return layouts[kind] ?? flowing;
}

const layouts: { readonly [Kind in SyntaxNode['kind']]?: Layout } = {
  select: inClauses,
  expression: byConnectives,
  case: inCases,
  join: joining,
};

const clauseLayouts: ReadonlyMap<string, Layout> = new Map([
  ['select', itemized],
  ['returning', itemized],
  ['set', itemized],
  ['values', itemized],
  ['group by', itemized],
  ['order by', itemized],
  ['partition by', itemized],
  ['window', itemized],
  ['using', itemized],
  ['from', sources],
  ['with', ctes],
  ['with recursive', ctes],
  ['where', conditional],
  ['having', conditional],
  ['on', conditional],
  ['on conflict', conflict],
  ['as', asQuery],
  ['then', whatThen],
  ['begin atomic', atomic],
]);

function byStatement(node: SyntaxNode, { words }: Work): Layout {
  if (node.children.some(({ kind }) => kind === 'action')) return actions;
  return ofLines.has(node.word) && lower(words, node.first) === 'create' ? inLines : flowing;
}

/** Clauses and set operations below each other. */
function inClauses(node: SyntaxNode, level: number, work: Work): void {
  const { page } = work;
  const isHead = (child: SyntaxNode) => child.first === node.first;
  const only = count(node, 'select') === 1 ? node.children.find(({ kind }) => kind === 'select') : undefined;
  let operation = -1;
  walk(node, work, {
    child(child) {
      if (child.kind === 'list' || child.kind === 'name') return layFlowing(child, level, work);
      const joinsUsing = node.word === 'MergeStmt' && child.word === 'on' && page.fits(child.last);
      if (!isHead(child) && !joinsUsing) page.newLine(level);
      if (child === only || isOfLines(child)) layoutOf(child, work)(child, level, work);
      else layOut(child, level, work);
    },
    own(at) {
      const word = lower(work.words, at);
      if (setOperations.has(word)) {
        operation = at;
        if (at > node.first) page.newLine(level);
      } else if (at > node.first && operation < 0 && startsLine.has(word)) page.newLine(level);
      page.write(at);
    },
  });
}

const count = ({ children }: SyntaxNode, kind: SyntaxNode['kind']): number =>
  children.filter((child) => child.kind === kind).length;

/** Clauses that stand in lines of their own wherever the clauses of their statement do. */
const isOfLines = (clause: SyntaxNode): boolean =>
  count(clause, 'join') > 0 || count(clause, 'row') > 1 || count(clause, 'cte') > 1;

/** First words of what is not a clause of its own in a statement of clauses. */
const startsLine: ReadonlySet<string> = new Set(['overriding', 'default']);

interface Visit {
  readonly child: (child: SyntaxNode) => void;
  readonly own: (at: number) => void;
}

/** Children and own words of a node, in order. */
function walk({ first, last, children }: SyntaxNode, { page }: Work, { child, own }: Visit): void {
  let at = first;
  for (const one of children) {
    for (; at < one.first; at++) own(at);
    child(one);
    page.write(one.last);
    at = one.last + 1;
  }
  for (; at <= last; at++) own(at);
}

/** Keywords, then items behind commas: in the same line where they fit, else one a line. */
function itemized(node: SyntaxNode, level: number, work: Work): void {
  const { page } = work;
  const items = node.children.filter(({ kind }) => kind !== 'clause');
  const [first] = items;
  const [head] = node.children;
  const isOne = items.length < 2 || !first;
  const body = head?.kind === 'clause' ? head : undefined;
  if (body) {
    page.write(body.first - 1);
    layOut(body, level, work);
  }
  if (isOne) {
    walk(behind(node, page), work, {
      child: (child) => layOut(child, level, work),
      own: (at) => page.write(at),
    });
    return;
  }
  page.write(first.first - 1);
  page.newLine(level + 1);
  separated(behind(node, page), level + 1, work);
}

/** What of a node is not written yet. */
function behind({ kind, word, parent, children, last }: SyntaxNode, page: Page): SyntaxNode {
  const first = page.at();
  const isAll = children[0] === undefined || children[0].first >= first;
  return {
    kind,
    word,
    parent,
    first,
    last,
    children: isAll ? children : children.filter((child) => child.first >= first),
  };
}

/** Items behind commas, one a line. */
function separated(node: SyntaxNode, level: number, work: Work, keepsEmptyLine?: 'keepsEmptyLine'): void {
  walk(node, work, {
    child: (child) => layOut(child, level, work),
    own: (at) => comma(at, level, work, keepsEmptyLine),
  });
}

function comma(at: number, level: number, { page, isLeading, words }: Work, keeps?: 'keepsEmptyLine'): void {
  const isComma = words[at]?.text === ',';
  if (isComma && isLeading) page.newLine(level, keeps);
  page.write(at);
  if (isComma && !isLeading) page.newLine(level, keeps);
}

function sources(node: SyntaxNode, level: number, work: Work): void {
  const { page } = work;
  const heads = node.children.filter(({ kind }) => kind !== 'join');
  const inner = heads.length > 1 ? level + 1 : level;
  const [first] = node.children;
  page.write((first?.first ?? node.last + 1) - 1);
  if (heads.length > 1) page.newLine(inner);
  joined(behind(node, page), inner, work);
}

/** Sources, and joins from new lines on. */
function joined(node: SyntaxNode, level: number, work: Work): void {
  walk(node, work, {
    child(child) {
      if (child.kind === 'join') work.page.newLine(level);
      layOut(child, level, work);
    },
    own: (at) => comma(at, level, work),
  });
}

function joining(node: SyntaxNode, level: number, work: Work): void {
  const { page } = work;
  walk(node, work, {
    child(child) {
      if (child.kind !== 'clause') return layOut(child, level, work);
      if (!page.fits(child.last)) page.newLine(level + 1);
      if (page.fits(child.last)) page.write(child.last);
      else conditional(child, level, work);
    },
    own: (at) => page.write(at),
  });
}

function ctes(node: SyntaxNode, level: number, work: Work): void {
  walk(node, work, {
    child: (child) => layOut(child, level, work),
    own: (at) => comma(at, level, work, 'keepsEmptyLine'),
  });
}

/** A condition goes on one step further in than its keyword. */
function conditional(node: SyntaxNode, level: number, work: Work): void {
  const hasParts = node.children.some((child) => connectives(child, work.words).length > 0);
  walk(node, work, {
    child: (child) => layOut(child, hasParts ? level + 1 : level, work),
    own: (at) => work.page.write(at),
  });
}

/** AND and OR each at the beginning of a line; else a long expression goes on before an operator. */
function byConnectives(node: SyntaxNode, level: number, work: Work): void {
  const { page, words } = work;
  const breaks = new Set(connectives(node, words));
  const isCondition = node.parent?.kind === 'clause' || node.parent?.kind === 'parens';
  const { children } = node;
  let next = 0;
  walk(node, work, {
    child(child) {
      next++;
      layOut(child, level, work);
    },
    own(at) {
      const operand = children[next]?.first === at + 1 ? children[next]?.last : undefined;
      if (breaks.has(at)) page.newLine(isCondition ? level : level + 1);
      else if (breaks.size === 0 && at > node.first && isOperator(words[at]) && !page.fits(operand ?? at + 1))
        page.newLine(level + 1);
      page.write(at);
    },
  });
}

const isOperator = (word: Word | undefined): boolean =>
  word !== undefined && !word.isGlued && /^[-+*/<>=~!@#%^&|`?]+$/.test(word.text);

function inCases(node: SyntaxNode, level: number, work: Work): void {
  const { page } = work;
  walk(node, work, {
    child(child) {
      if (child.kind === 'clause') page.newLine(level + 1);
      layOut(child, level + 2, work);
    },
    own(at) {
      if (at === node.last) page.newLine(level);
      page.write(at);
    },
  });
}

/** Between parentheses or brackets: a query, or items, each from a new line on. */
function enclosed(node: SyntaxNode, level: number, work: Work): void {
  const { page, words } = work;
  const opens = words[node.first]?.text;
  const closes = words[node.last]?.text;
  if (!(opens === '(' || opens === '[') || !(closes === ')' || closes === ']')) flowing(node, level, work);
  else if (node.last - node.first < 2) page.write(node.last);
  else parted(node, level, work);
}

function parted(node: SyntaxNode, level: number, work: Work): void {
  const { page, words } = work;
  const inner = { ...node, first: node.first + 1, last: node.last - 1 };
  page.write(node.first);
  const isElements = node.kind === 'list' && node.word === 'element';
  page.newLine(level + 1);
  if (!isElements && isPlain(node, words)) filled(inner, level + 1, work);
  else if (node.children.some(({ kind }) => kind === 'join')) joined(inner, level + 1, work);
  else if (node.children.every(({ kind }) => kind === 'clause')) inClauses(inner, level + 1, work);
  else separated(inner, level + 1, work, isElements ? 'keepsEmptyLine' : undefined);
  page.newLine(level);
  page.write(node.last);
}

/** Whether a list has nothing but single words, which may stand beside each other in lines. */
const isPlain = ({ children }: SyntaxNode, words: readonly Word[]): boolean =>
  children.length > 1 &&
  children.every(({ first, last }) => last - first < 3 && (words[first]?.width ?? 0) < 60);

function filled(node: SyntaxNode, level: number, work: Work): void {
  const { page } = work;
  walk(node, work, {
    child(child) {
      if (!page.fits(child.last) || work.words[child.first]?.needsLine) page.newLine(level);
      layOut(child, level, work);
    },
    own: (at) => page.write(at),
  });
}

function conflict(node: SyntaxNode, level: number, work: Work): void {
  const { page } = work;
  walk(node, work, {
    child(child) {
      if (child.word !== 'do') return layFlowing(child, level, work);
      walk(child, work, {
        child(part) {
          page.newLine(level + 1);
          layOut(part, level + 1, work);
        },
        own: (at) => page.write(at),
      });
    },
    own: (at) => page.write(at),
  });
}

/** AS, then a query from a new line on. */
function asQuery(node: SyntaxNode, level: number, work: Work): void {
  const { page } = work;
  walk(node, work, {
    child(child) {
      if (isOfClauses(child)) page.newLine(level);
      layOut(child, level, work);
    },
    own: (at) => page.write(at),
  });
}

/** THEN of MERGE, then what is done; of CASE, then a value. */
function whatThen(node: SyntaxNode, level: number, work: Work): void {
  const { page } = work;
  const isChange = node.children.some(({ kind }) => kind !== 'expression') || node.children.length === 0;
  if (!isChange) {
    flowing(node, level, work);
    return;
  }
  page.write(node.first);
  page.newLine(level + 1);
  walk(behind(node, page), work, {
    child: (child) => layFlowing(child, level + 1, work),
    own: (at) => page.write(at),
  });
}

function atomic(node: SyntaxNode, level: number, work: Work): void {
  const { page } = work;
  walk(node, work, {
    child(child) {
      page.newLine(level + 1);
      layOut(child, level + 1, work);
    },
    own(at) {
      if (at === node.last) page.newLine(level);
      page.write(at);
    },
  });
}

/** Actions of ALTER below each other. */
function actions(node: SyntaxNode, level: number, work: Work): void {
  const { page } = work;
  walk(node, work, {
    child(child) {
      if (child.kind === 'action') page.newLine(level + 1);
      layOut(child, level + 1, work);
    },
    own: (at) =>
      work.isLeading && work.words[at]?.text === ',' ? comma(at, level + 1, work) : page.write(at),
  });
}

/** Clauses below each other, and single words where they were written so. */
function inLines(node: SyntaxNode, level: number, work: Work): void {
  const { page, words } = work;
  const inner = node.word === 'IndexStmt' ? level + 1 : level;
  walk(node, work, {
    child(child) {
      if (child.kind === 'clause') page.newLine(inner);
      layFlowing(child, inner, work);
    },
    own(at) {
      const startsOn = node.word === 'IndexStmt' && lower(work.words, at) === 'on';
      if (at > node.first && (startsOn || (words[at]?.isOnNewLine && words[at]?.text !== ';')))
        page.newLine(inner);
      page.write(at);
    },
  });
}

/** Goes on in the next line where a part does not fit into the one that is begun. */
function flowing(node: SyntaxNode, level: number, work: Work): void {
  const { page } = work;
  walk(node, work, {
    child(child) {
      if (isOfClauses(child)) {
        if (child.first > node.first) page.newLine(level);
        layOut(child, level, work);
      } else if (child.kind === 'statement' && node.word === 'CreateSchemaStmt') {
        page.newLine(level + 1);
        layOut(child, level + 1, work);
      } else layFlowing(child, level, work);
    },
    own: (at) => page.write(at),
  });
}

function layFlowing(child: SyntaxNode, level: number, work: Work): void {
  const { page } = work;
  if (!page.fits(child.last) && mayMoveOn(child) && page.fitsNewLine(child, level + 1))
    page.newLine(level + 1);
  layOut(child, level, work);
}

const mayMoveOn = ({ kind, word, parent, children }: SyntaxNode): boolean =>
  movesOn.has(kind) &&
  parent?.kind !== 'alias' &&
  !(kind === 'clause' && staysOn.has(word)) &&
  !children.some(isOfClauses);

/** Clauses that rather part what is in their parentheses. */
const staysOn: ReadonlySet<string> = new Set(['over', 'filter', 'within group']);

/** What may begin a line of its own. */
const movesOn: ReadonlySet<SyntaxNode['kind']> = new Set([
  'action',
  'clause',
  'constant',
  'constraint',
  'definition',
  'name',
  'option',
  'privilege',
  'table',
]);
