import { lookup } from '../../text/lookup.js';
import type { PlpgsqlKind, SyntaxNode } from '../node.js';
import type { StatementText } from '../statement.js';
import {
  type Cursor,
  clause,
  cursorOf,
  draft,
  is,
  isOneOf,
  kindAt,
  loose,
  node,
  setOf,
  take,
  within,
  wordAt,
  wordOfToken,
} from './cursor.js';
import { functionArguments } from './definition.js';
import { expression, expressions, isQuery } from './expression.js';
import { commaList, itemsIn } from './list.js';
import { isLabel, isName, name, names } from './name.js';
import { query } from './query.js';
import { queryTail, selectClauses, sortList, targets, variable, variables } from './select.js';
import { statement } from './statement.js';
import { type } from './type.js';

/**
 * The tree of a body in PL/pgSQL, finished or not: blocks, declarations and statements. The SQL and the expressions in it have
 * the same nodes as anywhere else. Its root is a `block`.
 */
export function plpgsqlTreeOf(text: StatementText): SyntaxNode {
  const root = draft('block', '', 0, undefined);
  const cursor = cursorOf(text, root, { expression, query, sortList, statement }, true);
  while (is(cursor, '#'))
    node(cursor, 'option', '', () => {
      cursor.at += 3;
    });
  blockParts(cursor);
  while (cursor.at < cursor.tokens.length) {
    const { at } = cursor;
    statements(cursor, noStops);
    if (cursor.at === at) loose(cursor);
  }
  root.last = cursor.tokens.length - 1;
  return root;
}

const noStops: ReadonlySet<string> = new Set();
const behindBlock = setOf('end exception');

function block(cursor: Cursor): void {
  node(cursor, 'block', '', () => blockParts(cursor));
}

function blockParts(cursor: Cursor): void {
  label(cursor);
  clause(cursor, 'declare', () => {
    while (!isOneOf(cursor, behindDeclarations) && wordAt(cursor) !== '') declaration(cursor);
  });
  clause(cursor, 'begin', () => {
    take(cursor, ';');
    statements(cursor, behindBlock);
  });
  clause(cursor, 'exception', () => {
    while (handler(cursor));
  });
  ending(cursor, '');
}

const behindDeclarations = setOf('begin end declare exception');

/** `END [IF] [label] ;` */
function ending(cursor: Cursor, word: string): void {
  if (!take(cursor, 'end')) return;
  if (word !== '') take(cursor, word);
  if (isLabel(cursor) && !isOneOf(cursor, leading)) name(cursor, 'label');
  take(cursor, ';');
}

/** `<<name>>` */
function label(cursor: Cursor): void {
  if (!is(cursor, '<<') || wordAt(cursor, 2) !== '>>') return;
  cursor.at++;
  name(cursor, 'label');
  cursor.at++;
}

function handler(cursor: Cursor): boolean {
  if (!is(cursor, 'when')) return false;
  node(cursor, 'handler', '', () => {
    cursor.at++;
    within(cursor, reach(cursor, 'then'), () => {
      do {
        if (take(cursor, 'sqlstate')) expression(cursor);
        else name(cursor, 'condition');
      } while (take(cursor, 'or'));
    });
    clause(cursor, 'then', () => statements(cursor, behindHandler));
  });
  return true;
}

const behindHandler = setOf('when end');

function declaration(cursor: Cursor): void {
  const { at } = cursor;
  within(cursor, reach(cursor, 'begin'), () => {
    if (!isName(cursor)) return;
    node(cursor, 'declaration', 'variable', () => {
      name(cursor, 'variable');
      if (take(cursor, 'alias')) {
        cursor.open.word = 'alias';
        take(cursor, 'for');
        expression(cursor, 'bare');
      } else if (isCursor(cursor)) cursorDeclaration(cursor);
      else typed(cursor);
    });
  });
  take(cursor, ';');
  if (cursor.at === at) loose(cursor);
}

function typed(cursor: Cursor): void {
  take(cursor, 'constant');
  type(cursor);
  clause(cursor, 'collate', () => void name(cursor, 'collation'));
  take(cursor, 'not', 'null');
  const isDefault = is(cursor, 'default') || is(cursor, ':=') || is(cursor, '=');
  if (!isDefault) return;
  node(cursor, 'clause', 'default', () => {
    cursor.at++;
    expression(cursor);
  });
}

const isCursor = (cursor: Cursor): boolean =>
  is(cursor, 'cursor') || is(cursor, 'scroll', 'cursor') || is(cursor, 'no', 'scroll', 'cursor');

/** `[NO SCROLL] CURSOR [(arguments)] FOR query` */
function cursorDeclaration(cursor: Cursor): void {
  cursor.open.word = 'cursor';
  while (!take(cursor, 'cursor')) cursor.at++;
  functionArguments(cursor);
  if (!clause(cursor, 'for', () => query(cursor))) clause(cursor, 'is', () => query(cursor));
}

/** Statements up to one of these words, or to what a block around them ends with. */
function statements(cursor: Cursor, stops: ReadonlySet<string>): void {
  while (wordAt(cursor) !== '' && !stops.has(wordAt(cursor))) {
    const { at } = cursor;
    if (take(cursor, ';')) continue;
    one(cursor);
    if (cursor.at === at) loose(cursor);
  }
}

/** One statement with its semicolon. */
function one(cursor: Cursor): void {
  const first = is(cursor, '<<') && wordAt(cursor, 2) === '>>' ? wordAt(cursor, 3) : wordAt(cursor);
  const nested = first === wordAt(cursor) && isAssignment(cursor) ? undefined : nesting[first];
  if (first === 'declare' || first === 'begin') block(cursor);
  else if (nested)
    node(cursor, 'statement', first, () => {
      label(cursor);
      nested(cursor);
    });
  else {
    within(cursor, reach(cursor), () => simple(cursor));
    take(cursor, ';');
  }
}

const nesting = lookup<(cursor: Cursor) => void>({
  if: (cursor) => {
    cursor.at++;
    branch(cursor, behindBranch);
    while (isOneOf(cursor, elsifs))
      node(cursor, 'clause', 'elsif', () => {
        cursor.at++;
        branch(cursor, behindBranch);
      });
    clause(cursor, 'else', () => statements(cursor, endOnly));
    ending(cursor, 'if');
  },
  case: (cursor) => {
    cursor.at++;
    if (!is(cursor, 'when')) within(cursor, reach(cursor, 'when'), () => expression(cursor));
    while (clause(cursor, 'when', () => branch(cursor, behindWhen)));
    clause(cursor, 'else', () => statements(cursor, endOnly));
    ending(cursor, 'case');
  },
  loop: (cursor) => looped(cursor),
  while: (cursor) => {
    cursor.at++;
    within(cursor, reach(cursor, 'loop'), () => expression(cursor));
    looped(cursor);
  },
  for: (cursor) => {
    cursor.at++;
    names(cursor, 'variable');
    clause(cursor, 'in', () => within(cursor, reach(cursor, 'loop'), () => loopSource(cursor)));
    looped(cursor);
  },
  foreach: (cursor) => {
    cursor.at++;
    names(cursor, 'variable');
    clause(cursor, 'slice', () => void loose(cursor));
    clause(cursor, 'in array', () => within(cursor, reach(cursor, 'loop'), () => expression(cursor)));
    looped(cursor);
  },
});

const elsifs = setOf('elsif elseif');
const behindBranch = setOf('elsif elseif else end');
const behindWhen = setOf('when else end');
const endOnly = setOf('end');

/** A condition, THEN and statements. */
function branch(cursor: Cursor, stops: ReadonlySet<string>): void {
  within(cursor, reach(cursor, 'then'), () => expressions(cursor));
  clause(cursor, 'then', () => statements(cursor, stops));
}

function looped(cursor: Cursor): void {
  clause(cursor, 'loop', () => statements(cursor, endOnly));
  ending(cursor, 'loop');
}

/** A query, EXECUTE, a cursor, or bounds. */
function loopSource(cursor: Cursor): void {
  take(cursor, 'reverse');
  if (is(cursor, 'execute')) execution(cursor);
  else if (isQuery(cursor)) query(cursor);
  else if (!isRange(cursor) && isName(cursor)) openCursor(cursor);
  else {
    expression(cursor);
    clause(cursor, 'by', () => expression(cursor));
  }
}

function isRange(cursor: Cursor): boolean {
  for (let at = cursor.at; at < cursor.limit; at++) if (wordOfToken(cursor, at) === '..') return true;
  return false;
}

function openCursor(cursor: Cursor): void {
  name(cursor, 'cursor');
  itemsIn(cursor, 'argument', () => {
    if (isLabel(cursor) && /^(?:=>|:=)/.test(wordAt(cursor, 1))) {
      name(cursor, 'argument');
      cursor.at++;
    }
    expression(cursor);
  });
}

/** `EXECUTE text [INTO …] [USING …]`, its clauses in either order. */
function execution(cursor: Cursor): void {
  clause(cursor, 'execute', () => expression(cursor));
  executionTail(cursor);
}

function executionTail(cursor: Cursor): void {
  while (
    clause(cursor, 'into', () => variables(cursor)) ||
    clause(cursor, 'using', () => expressions(cursor))
  );
}

/** A statement that contains no statements. For its reader, the text ends at its semicolon. */
function simple(cursor: Cursor): void {
  const word = wordAt(cursor);
  const isTarget = isAssignment(cursor);
  const read = isTarget ? assignment : own[word];
  if (!read) {
    statement(cursor);
    return;
  }
  const kind = isTarget ? 'assign' : word === 'get' ? 'get diagnostics' : word;
  node(cursor, 'statement', kind, () => read(cursor));
}

const own = lookup<(cursor: Cursor) => void>({
  null: (cursor) => void cursor.at++,
  exit: leave,
  continue: leave,
  return: (cursor) => {
    cursor.at++;
    if (clause(cursor, 'query', () => (is(cursor, 'execute') ? execution(cursor) : query(cursor)))) return;
    if (!clause(cursor, 'next', () => expression(cursor))) expression(cursor);
  },
  raise,
  assert: (cursor) => {
    cursor.at++;
    expressions(cursor);
  },
  perform: (cursor) => {
    clause(cursor, 'perform', () => targets(cursor));
    selectClauses(cursor);
    queryTail(cursor);
  },
  execute: execution,
  get: (cursor) => {
    cursor.at++;
    if (!take(cursor, 'stacked')) take(cursor, 'current');
    take(cursor, 'diagnostics');
    commaList(cursor, () => {
      if (!isName(cursor)) return;
      node(cursor, 'assignment', '', () => {
        name(cursor, 'variable');
        if (isOneOf(cursor, assigns)) cursor.at++;
        if (isLabel(cursor)) name(cursor, 'diagnostic');
      });
    });
  },
  open: (cursor) => {
    cursor.at++;
    openCursor(cursor);
    take(cursor, 'no');
    take(cursor, 'scroll');
    clause(cursor, 'for', () => (is(cursor, 'execute') ? execution(cursor) : query(cursor)));
  },
  close: (cursor) => {
    cursor.at++;
    name(cursor, 'cursor');
  },
} satisfies Partial<Record<PlpgsqlKind | 'get', (cursor: Cursor) => void>>);

/** EXIT and CONTINUE. */
function leave(cursor: Cursor): void {
  cursor.at++;
  if (isName(cursor)) name(cursor, 'label');
  clause(cursor, 'when', () => expression(cursor));
}

const assigns = setOf(':= =');

/** `RAISE [level] 'format' [, …] | condition | SQLSTATE 'x' [USING option = …]` */
function raise(cursor: Cursor): void {
  cursor.at++;
  if (isOneOf(cursor, levels)) name(cursor, 'level');
  if (take(cursor, 'sqlstate') || kindAt(cursor) === 'string') expressions(cursor, behindMessage);
  else if (isName(cursor)) name(cursor, 'condition');
  clause(cursor, 'using', () =>
    commaList(cursor, () =>
      node(cursor, 'option', '', () => {
        if (!isLabel(cursor)) return;
        name(cursor, 'option');
        if (isOneOf(cursor, assigns)) cursor.at++;
        expression(cursor);
      }),
    ),
  );
}

const behindMessage = setOf(', using');
const levels = setOf('debug log info notice warning exception');

/** `target[1].field := value` */
function assignment(cursor: Cursor): void {
  variable(cursor);
  cursor.at++;
  expression(cursor);
}

/** Whether something that a value may be given to stands here with its sign. */
function isAssignment(cursor: Cursor): boolean {
  if (!isLabel(cursor) && kindAt(cursor) !== 'parameter') return false;
  let by = 1;
  for (;;) {
    const word = wordAt(cursor, by);
    if (word === '.' && isLabel(cursor, by + 1)) by += 2;
    else if (word === '[') {
      const close = cursor.closing[cursor.at + by] ?? -1;
      if (close < 0) return false;
      by = close + 1 - cursor.at;
    } else return word === ':=' || (word.startsWith('=') && word !== '=>');
  }
}

/** Words that begin a statement, and so are not a label behind END. */
const leading = setOf('if case loop while for foreach begin declare return raise perform execute');

/**
 * The token before which a part of a statement ends: a word that follows it, its semicolon, or a word that can only come after
 * it. The words of a CASE inside are its own.
 */
function reach(cursor: Cursor, until = ';'): number {
  let cases = 0;
  for (let at = cursor.at; at < cursor.limit; at++) {
    const word = wordOfToken(cursor, at);
    if (word === ';') return at;
    if (cases === 0 && (word === until || foreign.has(word))) return at;
    if (word === 'case') cases++;
    else if (word === 'end' && cases > 0) cases--;
    const close = cursor.closing[at] ?? -1;
    if (close >= 0) at = close;
  }
  return cursor.limit;
}

const foreign = setOf('end loop elsif elseif');
