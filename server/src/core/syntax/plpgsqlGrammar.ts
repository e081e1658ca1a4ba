import type { Span } from '../text/span.js';
import {
  type Fragment,
  type PlpgsqlBody,
  type PlpgsqlFault,
  Reader,
  type Step,
  stopsOf,
} from './plpgsqlReader.js';
import type { StatementText } from './statement.js';

/**
 * PL/pgSQL as PostgreSQL 16 reads it (pl_gram.y): its statements, and the SQL in them up to the words that end it there.
 * Reading ends at the first fault. What it calls broken PostgreSQL calls broken too; the SQL is judged elsewhere.
 */
export function readPlpgsql(text: StatementText): PlpgsqlBody {
  const reader = new Reader(text);
  while (reader.is('#')) for (let count = 0; count < 3; count++) reader.at++;
  const first = reader.at;
  const steps = [blockAt(reader)];
  reader.take(';');
  reader.addUnit(first);
  if (!reader.isOver) reader.fail();
  return { steps, fragments: reader.fragments, fault: reader.fault, units: reader.units };
}

export type { Fragment, PlpgsqlBody, PlpgsqlFault, Step };

function blockAt(reader: Reader): Step {
  const start = reader.at;
  label(reader);
  return blockFrom(reader, start);
}

function blockFrom(reader: Reader, start: number): Step {
  return reader.nested(start, 'block', (step) => {
    if (reader.take('declare')) while (!reader.isOver && !reader.is('begin')) declaration(reader);
    reader.expect('begin');
    step.branches.push(statements(reader, behindBlock));
    if (reader.is('exception')) {
      step.exception = reader.spanAt(reader.at);
      reader.at++;
      do handler(reader, step);
      while (reader.is('when'));
    }
    reader.expect('end', 'END is missing');
    if (reader.isName()) reader.at++;
  });
}

const behindBlock = stopsOf('end exception');
const behindHandler = stopsOf('end when');

function handler(reader: Reader, step: Step): void {
  reader.expect('when');
  do {
    if (reader.take('sqlstate')) reader.string();
    else reader.name();
  } while (reader.take('or'));
  reader.expect('then');
  step.handlers.push(statements(reader, behindHandler));
}

/** `<<name>>` */
function label(reader: Reader): boolean {
  if (!reader.take('<<')) return false;
  reader.name();
  reader.expect('>>');
  return true;
}

function declaration(reader: Reader): void {
  if (reader.take('declare')) return;
  const start = reader.at;
  reader.name();
  if (reader.take('alias')) {
    reader.expect('for');
    if (!reader.takeParameter()) reader.path();
  } else if (isCursor(reader)) cursor(reader);
  else {
    reader.take('constant');
    type(reader);
    if (reader.take('collate')) reader.path();
    if (reader.take('not')) reader.expect('null');
    if (reader.takeAssign() || reader.take('default')) reader.expression(semicolon);
  }
  reader.expect(';');
  reader.addUnit(start);
}

const isCursor = (reader: Reader): boolean =>
  reader.is('cursor') || reader.is('scroll', 'cursor') || reader.is('no', 'scroll', 'cursor');

function cursor(reader: Reader): void {
  while (!reader.take('cursor')) reader.at++;
  if (reader.take('(')) {
    do {
      reader.name();
      const span = reader.until(behindArgumentType, 'data type');
      if (span && !ofPlpgsql.test(reader.textAt(span))) reader.add('type', span);
    } while (reader.take(','));
    reader.expect(')');
  }
  if (!reader.take('is')) reader.expect('for');
  reader.sql('statement', semicolon);
}

function type(reader: Reader): void {
  const span = reader.until(behindType, 'data type');
  if (!span) return;
  const written = reader.textAt(span);
  // Types that the catalog tells, and those that only PL/pgSQL knows.
  if (!ofPlpgsql.test(written)) reader.add('type', span);
}

/** `name%TYPE`, `name%ROWTYPE`, with comments between whatever stands there, and a type without columns. */
const ofPlpgsql =
  /^(?:record|refcursor|(?:"[^"]+"|[\w$\u0080-\uffff]+)(?:\s*\.\s*(?:"[^"]+"|[\w$\u0080-\uffff]+))*\s*%\s*(?:row)?type|.*(?:--|\/\*).*)$/is;

const semicolon = stopsOf(';');
const behindArgumentType = stopsOf(', )');
const behindType = stopsOf('; := = collate not default');

/** Statements up to one of these words. */
function statements(reader: Reader, stops: ReadonlySet<string>): Step[] {
  const steps: Step[] = [];
  while (!reader.isOver && !(stops.has(reader.word()) && !reader.isAssignment())) {
    const first = reader.at;
    const step = statement(reader);
    reader.addUnit(first);
    if (step) steps.push(step);
  }
  return steps;
}

function statement(reader: Reader): Step | undefined {
  const start = reader.at;
  if (reader.isAssignment()) return assignment(reader, start);
  if (reader.is('<<')) {
    label(reader);
    const word = reader.word();
    if (word === 'declare' || word === 'begin') return ended(reader, blockFrom(reader, start));
    if (!['for', 'foreach', 'while', 'loop'].includes(word)) return reader.fail();
  }
  const word = reader.word();
  if (word === 'declare' || word === 'begin') return ended(reader, blockFrom(reader, start));
  const read = Object.hasOwn(own, word) ? own[word] : undefined;
  if (read) {
    const step = reader.nested(start, kindOf(word), (step) => {
      reader.at++;
      read(reader, step);
    });
    return ended(reader, step);
  }
  if (reserved.has(word) || !reader.isWord()) return reader.fail();
  return ended(
    reader,
    reader.nested(start, 'sql', (step) => sqlStatement(reader, step, start)),
  );
}

function ended(reader: Reader, step: Step): Step {
  reader.expect(';');
  return step;
}

const kindOf = (word: string): Step['kind'] =>
  word === 'if' || word === 'case'
    ? 'choice'
    : ['loop', 'while', 'for', 'foreach'].includes(word)
      ? 'loop'
      : word === 'commit' || word === 'rollback'
        ? 'end'
        : word === 'call' || word === 'do'
          ? 'sql'
          : word === 'return' || word === 'exit' || word === 'continue' || word === 'execute'
            ? word
            : 'other';

/** Words of PL/pgSQL that never begin a statement of SQL. */
const reserved = stopsOf('all by else end from in into not or strict then to using when');

type Read = (reader: Reader, step: Step) => void;

const own: Readonly<Record<string, Read>> = {
  if: (reader, step) => {
    reader.expression(then);
    reader.at++;
    step.branches.push(statements(reader, behindBranch));
    while (reader.take('elsif') || reader.take('elseif')) {
      reader.expression(then);
      reader.at++;
      step.branches.push(statements(reader, behindBranch));
    }
    step.branches.push(reader.take('else') ? statements(reader, endOnly) : []);
    reader.expect('end', 'END IF is missing');
    reader.expect('if', 'END IF is missing');
  },
  case: (reader, step) => {
    if (!reader.is('when')) reader.expression(when);
    do {
      reader.expect('when');
      reader.expression(then);
      reader.at++;
      step.branches.push(statements(reader, behindWhen));
    } while (reader.is('when'));
    step.branches.push(reader.take('else') ? statements(reader, endOnly) : []);
    reader.expect('end', 'END CASE is missing');
    reader.expect('case', 'END CASE is missing');
  },
  loop: (reader, step) => {
    step.rounds = 'endless';
    loop(reader, step, false);
  },
  while: (reader, step) => {
    reader.expression(loopWord);
    loop(reader, step);
  },
  for: (reader, step) => {
    loopVariables(reader);
    reader.expect('in');
    forControl(reader, step);
    loop(reader, step);
  },
  foreach: (reader, step) => {
    loopVariables(reader);
    if (reader.take('slice')) reader.at++;
    reader.expect('in');
    reader.expect('array');
    reader.expression(loopWord);
    loop(reader, step);
  },
  exit: leave,
  continue: leave,
  return: (reader, step) => {
    if (reader.is('next') || reader.is('query')) step.kind = 'other';
    if (reader.take('next')) {
      if (!reader.is(';')) reader.expression(semicolon);
    } else if (reader.take('query')) {
      if (reader.take('execute')) execution(reader, step, false);
      else reader.sql('statement', semicolon);
    } else if (!reader.is(';')) reader.expression(semicolon);
  },
  raise: (reader) => {
    if (levels.has(reader.word())) reader.at++;
    if (reader.is(';')) return;
    if (reader.isString()) {
      reader.at++;
      while (reader.take(',')) reader.expression(behindItem);
    } else if (reader.take('sqlstate')) reader.string();
    else if (!reader.is('using')) reader.name();
    if (!reader.take('using')) return;
    do {
      reader.name();
      if (!reader.takeAssign()) reader.fail();
      reader.expression(behindItem);
    } while (reader.take(','));
  },
  assert: (reader) => {
    reader.expression(behindItem);
    if (reader.take(',')) reader.expression(semicolon);
  },
  // PostgreSQL takes SELECT of nothing for a value.
  perform: (reader) => {
    if (!reader.is(';')) reader.sql('perform', semicolon);
  },
  call: callOrDo,
  do: callOrDo,
  execute: (reader, step) => execution(reader, step, true),
  open: (reader, step) => {
    if (reader.word(1) === '(') return void reader.expression(semicolon);
    reader.path();
    if (reader.is(';')) return;
    reader.take('no');
    reader.take('scroll');
    reader.expect('for');
    if (reader.take('execute')) execution(reader, step, false);
    else reader.sql('statement', semicolon);
  },
  fetch: (reader) => {
    direction(reader);
    reader.expect('into');
    reader.target();
  },
  move: direction,
  close: (reader) => reader.path(),
  null: () => undefined,
  commit: chain,
  rollback: chain,
  get: (reader) => {
    if (!reader.take('stacked')) reader.take('current');
    reader.expect('diagnostics');
    do {
      reader.target();
      if (!reader.takeAssign()) reader.fail();
      reader.name();
    } while (reader.take(','));
  },
};

const [then, when, loopWord, endOnly] = ['then', 'when', 'loop', 'end'].map(stopsOf) as [
  ReadonlySet<string>,
  ReadonlySet<string>,
  ReadonlySet<string>,
  ReadonlySet<string>,
];
const behindBranch = stopsOf('elsif elseif else end');
const behindWhen = stopsOf('when else end');
const behindItem = stopsOf(', ; using');
const levels = stopsOf('debug log info notice warning exception');

function loop(reader: Reader, step: Step, isRead = true): void {
  if (isRead) reader.expect('loop');
  step.branches.push(statements(reader, endOnly));
  reader.expect('end', 'END LOOP is missing');
  reader.expect('loop', 'END LOOP is missing');
  if (reader.isName()) reader.at++;
}

function loopVariables(reader: Reader): void {
  do {
    reader.path();
  } while (reader.take(','));
}

/** EXECUTE, bounds, a cursor, or a query. */
function forControl(reader: Reader, step: Step): void {
  if (reader.take('execute')) {
    reader.constant(step, loopOrUsing);
    if (reader.take('using')) {
      do reader.expression(behindArgument);
      while (reader.take(','));
    }
    return;
  }
  const from = reader.at;
  if (reader.is('reverse')) reader.at++;
  const isReverse = reader.at > from;
  const first = reader.until(loopOrDots, 'expression');
  if (!first) return;
  if (reader.take('..')) {
    reader.add('expression', first);
    const second = reader.expression(loopOrBy);
    if (reader.take('by')) reader.expression(loopWord);
    else if (second && !isReverse) step.rounds = roundsOf(reader.textAt(first), reader.textAt(second));
  } else {
    const written = reader.textAt(first);
    const isCursor = /^[\w."$]+\s*(?:\(|$)/.test(written);
    // A cursor's arguments are written like a function's.
    if (!isCursor || written.includes('(')) reader.add(isCursor ? 'expression' : 'statement', first);
  }
}

const loopOrUsing = stopsOf('loop using');
const loopOrDots = stopsOf('loop ..');
const loopOrBy = stopsOf('loop by');
const behindArgument = stopsOf(', loop');

function roundsOf(first: string, last: string): number | undefined {
  if (!/^\s*-?\d+\s*$/.test(first) || !/^\s*-?\d+\s*$/.test(last)) return undefined;
  return Math.max(0, Number(last) - Number(first) + 1);
}

function leave(reader: Reader): void {
  if (!reader.is('when') && reader.isName()) reader.at++;
  if (reader.take('when')) reader.expression(semicolon);
}

/** `[direction] [FROM | IN] cursor` */
function direction(reader: Reader): void {
  const isCursorAlone = reader.isName() && [';', 'into'].includes(reader.word(1));
  if (!isCursorAlone && !reader.is('from') && !reader.is('in')) reader.until(fromOrIn, 'direction');
  if (!isCursorAlone) reader.at++;
  reader.path();
}

const fromOrIn = stopsOf('from in');

function chain(reader: Reader): void {
  if (!reader.take('and')) return;
  reader.take('no');
  reader.expect('chain');
}

function callOrDo(reader: Reader, step: Step): void {
  reader.at--;
  step.sql = reader.sql('statement', semicolon);
}

/** Behind EXECUTE: its text, INTO and USING. */
function execution(reader: Reader, step: Step, mayHaveTarget: boolean): void {
  reader.constant(step, mayHaveTarget ? behindText : behindTextOnly);
  for (;;) {
    if (mayHaveTarget && reader.take('into')) reader.target();
    else if (reader.take('using')) {
      do reader.expression(mayHaveTarget ? behindUsed : behindUsedOnly);
      while (reader.take(','));
    } else return;
  }
}

const behindText = stopsOf('into using ;');
const behindTextOnly = stopsOf('using ;');
const behindUsed = stopsOf(', into ;');
const behindUsedOnly = stopsOf(', ;');

function assignment(reader: Reader, start: number): Step {
  const target: Span = reader.assignTarget();
  const step = reader.nested(start, 'other', () => {
    if (reader.textAt(target).includes('[')) reader.add('expression', target);
    reader.takeAssign();
    if (!reader.is(';')) reader.expression(semicolon);
  });
  return ended(reader, step);
}

/** A statement of SQL, whose INTO names variables. CREATE FUNCTION may hold a body of BEGIN ATOMIC. */
function sqlStatement(reader: Reader, step: Step, start: number): void {
  const isImport = reader.word() === 'import';
  const isRoutine = /^create$/.test(reader.word());
  let open = 0;
  let depth = 0;
  let into: Span | undefined;
  for (;;) {
    const word = reader.word();
    if (reader.isOver) return;
    if (reader.isAtEnd) return void reader.fail();
    if (word === ';' && open === 0) break;
    if (word === '(' || word === '[') depth++;
    else if ((word === ')' || word === ']') && --depth < 0) return void reader.fail();
    if (word === 'begin' && isRoutine && reader.is('begin', 'atomic')) open++;
    else if (open > 0 && word === 'case') open++;
    else if (open > 0 && word === 'end') open--;
    if (word === 'into' && !isImport && !beforeInto.has(reader.wordBefore())) {
      if (into) return void reader.fail('INTO stands there twice');
      into = reader.target(true);
    } else reader.at++;
  }
  step.sql = reader.addStatement(start, into);
}

const beforeInto = stopsOf('insert merge');
