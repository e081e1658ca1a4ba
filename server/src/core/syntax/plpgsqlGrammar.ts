import type { Span } from '../text/span.js';
import { conditionNames } from './conditionNames.js';
import { kindOfType, ofBlock, type Variable } from './plpgsqlNames.js';
import {
  type Fragment,
  nameIn,
  type Path,
  type PlpgsqlBody,
  type PlpgsqlFault,
  PlpgsqlReader,
  type Step,
  stopsOf,
} from './plpgsqlReader.js';
import type { StatementText } from './statement.js';

/**
 * PL/pgSQL as PostgreSQL 16 reads it (pl_gram.y): its statements, and the SQL in them up to the words that end it there.
 * Reading ends at the first error. Whatever is called broken here, PostgreSQL calls broken too. The SQL itself is checked
 * elsewhere.
 */
export function readPlpgsql(text: StatementText, signature = ofBlock): PlpgsqlBody {
  const reader = new PlpgsqlReader(text, signature);
  while (reader.is('#')) for (let count = 0; count < 3; count++) reader.at++;
  const first = reader.at;
  const steps = [blockAt(reader)];
  reader.take(';');
  reader.addUnit(first);
  if (!reader.isOver) reader.fail();
  return {
    steps,
    fragments: reader.fragments,
    namesAt: reader.namesAt,
    rowsOf: (record) => reader.rowsOf(record),
    fault: reader.fault,
    objections: reader.objections,
    units: reader.units,
  };
}

export type { Fragment, PlpgsqlBody, PlpgsqlFault, Step };

function blockAt(reader: PlpgsqlReader): Step {
  const start = reader.at;
  return blockFrom(reader, start, label(reader));
}

function blockFrom(reader: PlpgsqlReader, start: number, name: string | undefined): Step {
  return reader.nested(start, 'block', (step) => {
    reader.names.enter('block', name);
    if (reader.take('declare')) while (!reader.isOver && !reader.is('begin')) declaration(reader);
    reader.expect('begin');
    step.branches.push(statements(reader, behindBlock));
    if (reader.is('exception')) {
      reader.forgetGiven();
      step.exception = reader.spanAt(reader.at);
      reader.at++;
      for (const own of ['sqlstate', 'sqlerrm'])
        reader.names.declare({ name: own, kind: 'scalar', isConstant: true });
      do handler(reader, step);
      while (reader.is('when'));
    }
    reader.expect('end', 'END is missing');
    endLabel(reader, name);
    reader.names.leave();
  });
}

/** The label behind END, which repeats the one before. */
function endLabel(reader: PlpgsqlReader, label: string | undefined): void {
  if (!reader.isName()) return;
  const span = reader.spanAt(reader.at);
  const name = reader.name() ?? '';
  if (label === undefined) reader.object(`end label "${name}" specified for unlabeled block`, span);
  else if (name !== label) reader.object(`end label "${name}" differs from block's label "${label}"`, span);
}

const behindBlock = stopsOf('end exception');
const behindHandler = stopsOf('end when');

function handler(reader: PlpgsqlReader, step: Step): void {
  reader.expect('when');
  do {
    if (reader.take('sqlstate')) state(reader);
    else condition(reader, 'others');
  } while (reader.take('or'));
  reader.expect('then');
  step.handlers.push(branch(reader, behindHandler));
}

/** The name of an error condition; `other` is one more that is allowed. */
function condition(reader: PlpgsqlReader, other?: string): void {
  const span = reader.spanAt(reader.at);
  const name = reader.name();
  if (name !== undefined && name !== other && !conditionNames.has(name))
    reader.object(`unrecognized exception condition "${name}"`, span);
}

/** The string behind SQLSTATE. */
function state(reader: PlpgsqlReader): void {
  const span = reader.spanAt(reader.at);
  if (!/^[0-9A-Z]{5}$/.test(reader.string())) reader.object('invalid SQLSTATE code', span);
}

/** The name in `<<name>>`. */
function label(reader: PlpgsqlReader): string | undefined {
  if (!reader.take('<<')) return undefined;
  const name = reader.name();
  reader.expect('>>');
  return name;
}

function declaration(reader: PlpgsqlReader): void {
  if (reader.take('declare')) return;
  const start = reader.at;
  const name = reader.name() ?? '';
  const declare = (variable: Omit<Variable, 'name'>): void => {
    if (!reader.names.declare({ name, ...variable }, name))
      reader.object('duplicate declaration', reader.spanAt(start));
  };
  if (reader.take('alias')) {
    reader.expect('for');
    const path = reader.variable();
    const known = path && reader.names.find(path.names);
    if (path && !known && path.names[0] !== '$0')
      reader.object(`variable "${nameIn(path)}" does not exist`, path.span);
    reader.alias();
    declare(known ?? { kind: 'any', isConstant: false });
  } else if (isCursor(reader)) declare(cursor(reader));
  else {
    const isConstant = reader.take('constant');
    const declared = type(reader);
    if (reader.take('collate')) reader.path();
    const isRequired = reader.take('not');
    if (isRequired) reader.expect('null');
    const hasDefault = reader.takeAssign() || reader.take('default');
    const value = hasDefault ? reader.expression(semicolon) : undefined;
    declare({ ...declared, isConstant });
    const variable = reader.names.find([name]);
    if (variable?.kind === 'scalar') reader.give(variable, value);
    if (isRequired && !hasDefault)
      reader.object(
        `variable "${name}" must have a default value, since it's declared NOT NULL`,
        reader.spanAt(start),
      );
  }
  reader.expect(';');
  reader.addUnit(start);
}

const isCursor = (reader: PlpgsqlReader): boolean =>
  reader.is('cursor') || reader.is('scroll', 'cursor') || reader.is('no', 'scroll', 'cursor');

function cursor(reader: PlpgsqlReader): Omit<Variable, 'name'> {
  while (!reader.take('cursor')) reader.at++;
  const hasArguments = reader.take('(');
  reader.names.enter('block');
  if (hasArguments) {
    do {
      const name = reader.name();
      const span = reader.until(behindArgumentType, 'data type');
      if (span && !ofPlpgsql.test(reader.textAt(span))) reader.add('type', span);
      const kind = kindOfType(span ? reader.textAt(span) : '');
      if (name !== undefined) reader.names.declare({ name, kind, isConstant: false });
    } while (reader.take(','));
    reader.expect(')');
  }
  if (!reader.take('is')) reader.expect('for');
  reader.sql('statement', semicolon);
  reader.names.leave();
  return { kind: 'cursor', isConstant: false, hasArguments };
}

function type(reader: PlpgsqlReader): Pick<Variable, 'kind' | 'type'> {
  const span = reader.until(behindType, 'data type');
  if (!span) return { kind: 'any' };
  const written = reader.textAt(span);
  // Types that a catalog knows; PL/pgSQL's own types are no part of it.
  if (!ofPlpgsql.test(written)) reader.add('type', span);
  return { kind: kindOfType(written), type: written };
}

/** `name%TYPE`, `name%ROWTYPE`, with comments between whatever stands there, and a type without columns. */
const ofPlpgsql =
  /^(?:record|refcursor|(?:"[^"]+"|[\w$\u0080-\uffff]+)(?:\s*\.\s*(?:"[^"]+"|[\w$\u0080-\uffff]+))*\s*%\s*(?:row)?type|.*(?:--|\/\*).*)$/is;

const semicolon = stopsOf(';');
const behindArgumentType = stopsOf(', )');
const behindType = stopsOf('; := = collate not default');

/** Statements that may not run. */
const branch = (reader: PlpgsqlReader, stops: ReadonlySet<string>): Step[] =>
  reader.maybe(() => statements(reader, stops));

/** Statements up to one of these words. */
function statements(reader: PlpgsqlReader, stops: ReadonlySet<string>): Step[] {
  const steps: Step[] = [];
  while (!reader.isOver && !(stops.has(reader.word()) && !reader.isAssignment())) {
    const first = reader.at;
    const step = statement(reader);
    reader.addUnit(first);
    if (step) steps.push(step);
  }
  return steps;
}

function statement(reader: PlpgsqlReader): Step | undefined {
  const start = reader.at;
  if (reader.isAssignment()) return assignment(reader, start);
  const name = label(reader);
  const word = reader.word();
  if (word === 'declare' || word === 'begin') return ended(reader, blockFrom(reader, start, name));
  if (start < reader.at && !loops.has(word)) return reader.fail();
  const read = Object.hasOwn(own, word) ? own[word] : undefined;
  if (read) {
    const step = reader.nested(start, kindOf(word), (step) => {
      reader.at++;
      read(reader, step, name);
    });
    return ended(reader, step);
  }
  if (reserved.has(word) || !reader.isWord()) return reader.fail();
  return ended(
    reader,
    reader.nested(start, 'sql', (step) => sqlStatement(reader, step, start)),
  );
}

function ended(reader: PlpgsqlReader, step: Step): Step {
  reader.expect(';');
  return step;
}

const kindOf = (word: string): Step['kind'] =>
  word === 'if' || word === 'case'
    ? 'choice'
    : loops.has(word)
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

const loops = stopsOf('loop while for foreach');

/** `label` is that of a loop. */
type Read = (reader: PlpgsqlReader, step: Step, label: string | undefined) => void;

const own: Readonly<Record<string, Read>> = {
  if: (reader, step) => {
    reader.expression(then);
    reader.at++;
    step.branches.push(branch(reader, behindBranch));
    while (reader.take('elsif') || reader.take('elseif')) {
      reader.expression(then);
      reader.at++;
      step.branches.push(branch(reader, behindBranch));
    }
    step.branches.push(reader.take('else') ? branch(reader, endOnly) : []);
    reader.expect('end', 'END IF is missing');
    reader.expect('if', 'END IF is missing');
  },
  case: (reader, step) => {
    if (!reader.is('when')) reader.expression(when);
    do {
      reader.expect('when');
      reader.expression(then);
      reader.at++;
      step.branches.push(branch(reader, behindWhen));
    } while (reader.is('when'));
    step.branches.push(reader.take('else') ? branch(reader, endOnly) : []);
    reader.expect('end', 'END CASE is missing');
    reader.expect('case', 'END CASE is missing');
  },
  loop: (reader, step, name) => {
    step.rounds = 'endless';
    reader.names.enter('loop', name);
    reader.at--;
    loop(reader, step, name);
  },
  while: (reader, step, name) => {
    reader.names.enter('loop', name);
    reader.expression(loopWord);
    loop(reader, step, name);
  },
  for: (reader, step, name) => {
    reader.names.enter('loop', name);
    const variables = loopVariables(reader);
    reader.expect('in');
    forControl(reader, step, variables);
    loop(reader, step, name);
  },
  foreach: (reader, step, name) => {
    reader.names.enter('loop', name);
    const [first, ...others] = loopVariables(reader);
    if (first && others.length === 0 && !reader.names.find(first.names))
      reader.object('loop variable of FOREACH must be a known variable or list of variables', first.span);
    else for (const path of [first, ...others]) reader.assigned(path);
    if (reader.take('slice')) reader.at++;
    reader.expect('in');
    reader.expect('array');
    reader.expression(loopWord);
    loop(reader, step, name);
  },
  exit: leave('EXIT'),
  continue: leave('CONTINUE'),
  return: (reader, step) => {
    const word = reader.word();
    const way = word === 'next' || word === 'query' ? word : undefined;
    const objection = objectionToReturn(reader, way);
    if (objection !== undefined) reader.object(objection, reader.spanAt(reader.at - (way ? 0 : 1)));
    if (way) step.kind = 'other';
    if (reader.take('next')) {
      if (!reader.is(';')) reader.expression(semicolon);
    } else if (reader.take('query')) {
      if (reader.take('execute')) execution(reader, step, false, { isReturned: true });
      else reader.returned(semicolon);
    } else if (!reader.is(';')) reader.expression(semicolon);
  },
  raise: (reader) => {
    if (levels.has(reader.word())) reader.at++;
    if (reader.is(';')) return;
    if (reader.isString()) {
      const span = reader.spanAt(reader.at);
      const places =
        reader
          .string()
          .match(/%%|%/g)
          ?.filter((sign) => sign === '%').length ?? 0;
      let values = 0;
      for (; reader.take(','); values++) reader.expression(behindItem);
      if (values !== places)
        reader.object(`too ${values < places ? 'few' : 'many'} parameters specified for RAISE`, span);
    } else if (reader.take('sqlstate')) state(reader);
    else if (!reader.is('using')) condition(reader);
    if (!reader.take('using')) return;
    do {
      const span = reader.spanAt(reader.at);
      if (reader.isName() && !raiseOptions.has(reader.word()))
        reader.object('unrecognized RAISE statement option', span);
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
    const path = reader.path();
    const known = cursorVariable(reader, path);
    const hasList = reader.is('(');
    if (path && known) objectToList(reader, known, hasList, path.span);
    if (hasList) {
      reader.at--;
      return void reader.expression(semicolon);
    }
    if (reader.is(';')) return;
    reader.take('no');
    reader.take('scroll');
    reader.expect('for');
    if (reader.take('execute')) execution(reader, step, false);
    else reader.sql('statement', semicolon);
  },
  fetch: (reader) => {
    const span = reader.spanAt(reader.at);
    if (direction(reader)) reader.object('FETCH statement cannot return multiple rows', span);
    reader.expect('into');
    reader.target();
  },
  move: (reader) => void direction(reader),
  close: (reader) => void cursorVariable(reader, reader.path()),
  null: () => undefined,
  commit: chain,
  rollback: chain,
  get: (reader) => {
    const isStacked = reader.take('stacked');
    if (!isStacked) reader.take('current');
    reader.expect('diagnostics');
    do {
      const path = reader.variable();
      if (path && reader.names.find(path.names)?.kind === 'record')
        reader.object(`"${nameIn(path)}" is not a scalar variable`, path.span);
      else reader.assigned(path);
      if (!reader.takeAssign()) reader.fail();
      diagnostic(reader, isStacked);
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

const raiseOptions = stopsOf('errcode message detail hint column constraint datatype table schema');

/** Why a RETURN does not fit its function. */
function objectionToReturn(reader: PlpgsqlReader, way: 'next' | 'query' | undefined): string | undefined {
  const { kind, returns, hasOutput } = reader.signature;
  const isAlone = reader.word(way ? 1 : 0) === ';';
  if (way) {
    if (returns !== 'set') return `cannot use RETURN ${way.toUpperCase()} in a non-SETOF function`;
    if (way === 'query') return undefined;
    if (hasOutput)
      return isAlone ? undefined : 'RETURN NEXT cannot have a parameter in function with OUT parameters';
    return isAlone ? 'missing expression' : undefined;
  }
  const isNothing = returns === 'nothing' || returns === 'event_trigger';
  if (returns === 'value' || returns === 'trigger') {
    if (hasOutput)
      return isAlone ? undefined : 'RETURN cannot have a parameter in function with OUT parameters';
    return isAlone ? 'missing expression' : undefined;
  }
  if (isAlone) return undefined;
  if (!isNothing) return 'RETURN cannot have a parameter in function returning set';
  return kind === 'procedure'
    ? 'RETURN cannot have a parameter in a procedure'
    : 'RETURN cannot have a parameter in function returning void';
}

const currentItems = stopsOf('row_count pg_context pg_routine_oid');
const stackedItems = stopsOf(
  `message_text pg_exception_detail pg_exception_hint pg_exception_context column_name constraint_name pg_datatype_name table_name schema_name returned_sqlstate`,
);

/** What GET DIAGNOSTICS tells. */
function diagnostic(reader: PlpgsqlReader, isStacked: boolean): void {
  const span = reader.spanAt(reader.at);
  const item = reader.name();
  if (item === undefined) return;
  const [fitting, others] = isStacked ? [stackedItems, currentItems] : [currentItems, stackedItems];
  // Both kinds know the context.
  if (fitting.has(item) || (isStacked && item === 'pg_context')) return;
  const where = isStacked ? 'STACKED' : 'CURRENT';
  reader.object(
    others.has(item)
      ? `diagnostics item ${item.toUpperCase()} is not allowed in GET ${where} DIAGNOSTICS`
      : 'unrecognized GET DIAGNOSTICS item',
    span,
  );
}

/** A variable that holds a cursor; objects to any other. */
function cursorVariable(reader: PlpgsqlReader, path: Path | undefined): Variable | undefined {
  if (!path) return undefined;
  const known = reader.names.find(path.names);
  if (!known) reader.objectToUnknown(path);
  else if (known.kind === 'scalar')
    reader.object(`variable "${known.name}" must be of type cursor or refcursor`, path.span);
  else if (known.kind === 'record') reader.object('cursor variable must be a simple variable', path.span);
  return known;
}

/** From LOOP on; closes the scope of the loop. */
function loop(reader: PlpgsqlReader, step: Step, name: string | undefined): void {
  reader.expect('loop');
  step.branches.push(branch(reader, endOnly));
  reader.expect('end', 'END LOOP is missing');
  reader.expect('loop', 'END LOOP is missing');
  endLabel(reader, name);
  reader.names.leave();
}

function loopVariables(reader: PlpgsqlReader): Path[] {
  const paths: Path[] = [];
  do {
    const path = reader.variable();
    if (path) paths.push(path);
  } while (reader.take(','));
  return paths;
}

/** Objects to variables that cannot take a row. */
function rowVariables(reader: PlpgsqlReader, [first, ...others]: readonly Path[]): void {
  if (first && others.length === 0 && !reader.names.find(first.names))
    reader.object(
      'loop variable of loop over rows must be a record variable or list of scalar variables',
      first.span,
    );
  else for (const path of [first, ...others]) reader.assigned(path);
}

/** EXECUTE, bounds, a cursor, or a query. */
function forControl(reader: PlpgsqlReader, step: Step, variables: readonly Path[]): void {
  const [variable, second] = variables;
  const declare = (kind: Variable['kind']): void => {
    const name = variable?.names.at(-1);
    if (name !== undefined) reader.names.declare({ name, kind, isConstant: false });
  };
  if (reader.take('execute')) {
    rowVariables(reader, variables);
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
  const cursor = reader.peekVariable();
  const first = reader.until(loopOrDots, 'expression');
  if (!first) return;
  if (reader.take('..')) {
    reader.add('expression', first);
    if (second) reader.object('integer FOR loop must have only one target variable', second.span);
    const last = reader.expression(loopOrBy);
    if (reader.take('by')) reader.expression(loopWord);
    else if (last && !isReverse) step.rounds = roundsOf(reader.textAt(first), reader.textAt(last));
    declare('scalar');
  } else {
    const isCursor = cursor !== undefined && ofCursors.has(cursor.kind);
    const hasList = isCursor && reader.textAt(first).includes('(');
    // A cursor's arguments are written like a function's.
    const query = !isCursor || hasList ? reader.add(isCursor ? 'expression' : 'statement', first) : undefined;
    if (isCursor) {
      if (second) reader.object('cursor FOR loop must have only one target variable', second.span);
      else if (cursor.kind === 'refcursor')
        reader.object('cursor FOR loop must use a bound cursor variable', first);
      else objectToList(reader, cursor, hasList, first);
      declare('record');
    } else if (isReverse) reader.object('cannot specify REVERSE in query FOR loop', reader.spanAt(from));
    else {
      rowVariables(reader, variables);
      if (variable && !second && query) reader.fill(variable.names, query);
    }
  }
}

const ofCursors: ReadonlySet<string> = new Set<Variable['kind']>(['cursor', 'refcursor']);

/** Objects where a cursor needs arguments and has none, or has arguments and takes none. */
function objectToList(
  reader: PlpgsqlReader,
  { kind, name, hasArguments }: Variable,
  hasList: boolean,
  span: Span,
): void {
  if (kind === 'cursor' && hasArguments !== hasList)
    reader.object(`cursor "${name}" has ${hasList ? 'no ' : ''}arguments`, span);
}

const loopOrUsing = stopsOf('loop using');
const loopOrDots = stopsOf('loop ..');
const loopOrBy = stopsOf('loop by');
const behindArgument = stopsOf(', loop');

function roundsOf(first: string, last: string): number | undefined {
  if (!/^\s*-?\d+\s*$/.test(first) || !/^\s*-?\d+\s*$/.test(last)) return undefined;
  return Math.max(0, Number(last) - Number(first) + 1);
}

/** EXIT and CONTINUE. */
function leave(word: 'EXIT' | 'CONTINUE'): Read {
  return (reader) => {
    const span = reader.spanAt(reader.at);
    const name = !reader.is('when') && reader.isName() ? reader.name() : undefined;
    const { names } = reader;
    const kind = name === undefined ? undefined : names.labelled(name);
    if (name !== undefined && kind === undefined)
      reader.object(
        `there is no label "${name}" attached to any block or loop enclosing this statement`,
        span,
      );
    else if (kind === 'block' && word === 'CONTINUE')
      reader.object(`block label "${name}" cannot be used in CONTINUE`, span);
    else if (name === undefined && !names.isInLoop) {
      const unless = word === 'EXIT' ? ', unless it has a label' : '';
      reader.object(`${word} cannot be used outside a loop${unless}`, reader.spanAt(reader.at - 1));
    }
    if (reader.take('when')) reader.expression(semicolon);
  };
}

/** `[direction] [FROM | IN] cursor`. Answers whether several rows may come of it. */
function direction(reader: PlpgsqlReader): boolean {
  const isCursorAlone = reader.isName() && [';', 'into'].includes(reader.word(1));
  let written = '';
  if (!isCursorAlone && !reader.is('from') && !reader.is('in')) {
    const span = reader.until(fromOrIn, 'direction');
    written = span ? reader.textAt(span).toLowerCase() : '';
  }
  if (!isCursorAlone) reader.at++;
  cursorVariable(reader, reader.path());
  return /^(?:(?:forward|backward)\s+)?(?:all|\d+)$/.test(written);
}

const fromOrIn = stopsOf('from in');

function chain(reader: PlpgsqlReader): void {
  if (!reader.take('and')) return;
  reader.take('no');
  reader.expect('chain');
}

function callOrDo(reader: PlpgsqlReader, step: Step): void {
  reader.at--;
  step.sql = reader.sql('statement', semicolon);
}

/** Behind EXECUTE: its text, INTO and USING. */
function execution(
  reader: PlpgsqlReader,
  step: Step,
  mayHaveTarget: boolean,
  answer: Pick<Fragment, 'isReturned'> = {},
): void {
  reader.constant(step, mayHaveTarget ? behindText : behindTextOnly, answer);
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

function assignment(reader: PlpgsqlReader, start: number): Step {
  const { span: target, variable } = reader.assignTarget();
  const step = reader.nested(start, 'other', () => {
    const isPart = reader.textAt(target).includes('[');
    if (isPart) reader.add('expression', target);
    reader.takeAssign();
    const value = reader.is(';') ? undefined : reader.expression(semicolon);
    if (variable?.kind === 'scalar' && !isPart) reader.give(variable, value);
  });
  return ended(reader, step);
}

/** A statement of SQL, whose INTO names variables. CREATE FUNCTION may hold a body of BEGIN ATOMIC. */
function sqlStatement(reader: PlpgsqlReader, step: Step, start: number): void {
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
