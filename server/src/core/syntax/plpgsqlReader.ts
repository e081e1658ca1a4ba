import { closest } from '../text/closest.js';
import type { Span } from '../text/span.js';
import { decoded } from './bodyText.js';
import type { Token } from './lexer.js';
import { unquoted } from './names.js';
import { type NamesAt, PlpgsqlNames, type Signature, type Variable } from './plpgsqlNames.js';
import type { StatementText } from './statement.js';

/** A piece of SQL in a body. Spans are UTF-16 offsets of the body's text. */
export interface Fragment {
  /**
   * `statement` and `perform` are whole statements, their semicolon included; `expression` is what follows SELECT;
   * `type` is a type's name; `text` is a string that EXECUTE runs.
   */
  readonly kind: 'statement' | 'perform' | 'expression' | 'type' | 'text';
  readonly span: Span;
  /** INTO and its variables, which SQL does not see. */
  readonly into?: Span;
  /** EXECUTE runs the text that the expression puts together. */
  readonly isRun?: true;
  /** RETURN QUERY answers its rows. */
  readonly isReturned?: true;
}

/** A name with its parts, folded for comparison. */
export interface Path {
  readonly names: readonly string[];
  readonly span: Span;
}

export interface PlpgsqlFault {
  readonly message: string;
  readonly span: Span;
  /** The name of a variable that may be meant by the one that stands there. */
  readonly suggestion?: string | undefined;
}

/** One statement of PL/pgSQL. */
export interface Step {
  kind:
    | 'block'
    | 'choice'
    | 'loop'
    | 'sql'
    | 'execute'
    /** COMMIT or ROLLBACK. */
    | 'end'
    | 'return'
    | 'exit'
    | 'continue'
    | 'other';
  /** Its first word. */
  readonly at: Span;
  /** The statements of a block or a loop. Of IF and CASE, those of each branch, with ELSE last. */
  readonly branches: Step[][];
  readonly handlers: Step[][];
  /** The word EXCEPTION. */
  exception?: Span;
  /** How often a loop runs at least, where its text tells. */
  rounds?: number | 'endless' | undefined;
  /** The SQL that it runs. */
  sql?: Fragment | undefined;
}

export interface PlpgsqlBody {
  readonly steps: readonly Step[];
  readonly fragments: readonly Fragment[];
  /** The variables that each fragment may name. */
  readonly namesAt: ReadonlyMap<Fragment, NamesAt>;
  /** The query that fills a record, where no other statement does. */
  readonly rowsOf: (record: Variable) => Fragment | undefined;
  readonly fault: PlpgsqlFault | undefined;
  /**
   * The errors that PostgreSQL raises when the body is created, although its grammar accepts it. In its own words, without a
   * full stop.
   */
  readonly objections: readonly PlpgsqlFault[];
  /** Each statement and each declaration with its label and its semicolon, including those that contain others. */
  readonly units: readonly Span[];
}

interface Given {
  readonly span: Span;
  /** What EXECUTE runs of it, once it does. */
  read: { readonly text: Fragment | undefined } | undefined;
}

export const stopsOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Blocks and loops in each other. A body that is deeper is not checked. */
const deepest = 200;

/** A position in a body. After the first error it is at the end, and all further calls answer at once. */
export class PlpgsqlReader {
  at = 0;
  fault: PlpgsqlFault | undefined;
  readonly fragments: Fragment[] = [];
  readonly namesAt = new Map<Fragment, NamesAt>();
  readonly units: Span[] = [];
  readonly objections: PlpgsqlFault[] = [];
  readonly names: PlpgsqlNames;
  readonly signature: Signature;
  private readonly source: StatementText;
  private readonly text: string;
  private readonly tokens: readonly Token[];
  private depth = 0;
  private hasEnded = false;
  /** What each variable was given last on the one path to here, where that is an expression. */
  private given: ReadonlyMap<Variable, Given> = new Map();
  private hasAliases = false;
  /** What gives each record a row: a query, or anything else. */
  private readonly fills = new Map<Variable, (Fragment | undefined)[]>();
  /** Where a sign begins that the last token holds behind its `=`. */
  private signStart: number | undefined;

  constructor(source: StatementText, signature: Signature) {
    this.source = source;
    this.text = source.text;
    this.tokens = source.tokens;
    this.names = new PlpgsqlNames(signature);
    this.signature = signature;
  }

  /** Whether there is nothing more to read, by a fault or the end of the text. */
  get isOver(): boolean {
    return this.hasEnded || this.isAtEnd;
  }

  get isAtEnd(): boolean {
    return this.at >= this.tokens.length;
  }

  /** The keyword, sign or plain name here, in lower case; nothing of a quoted name or a string. */
  word(by = 0): string {
    return this.hasEnded ? '' : this.wordOf(this.tokens[this.at + by]);
  }

  wordBefore(): string {
    return this.wordOf(this.tokens[this.at - 1]);
  }

  private wordOf(token: Token | undefined): string {
    if (!token || token.kind === 'quotedWord' || token.kind === 'string') return '';
    return this.text.slice(token.start, token.end).toLowerCase();
  }

  is(...words: readonly string[]): boolean {
    return words.every((word, by) => this.word(by) === word);
  }

  take(word: string): boolean {
    if (!this.is(word)) return false;
    this.at++;
    return true;
  }

  expect(word: string, reason?: string): void {
    if (!this.take(word)) this.fail(reason);
  }

  /** Takes `:=` or `=`. In `=-1` the sign belongs to what follows. */
  takeAssign(): boolean {
    const token = this.hasEnded ? undefined : this.tokens[this.at];
    const word = this.word();
    if (!token || !isAssign(word)) return false;
    this.at++;
    if (word !== ':=' && word.length > 1) this.signStart = token.start + 1;
    return true;
  }

  takeParameter(): boolean {
    if (this.hasEnded || this.tokens[this.at]?.kind !== 'parameter') return false;
    this.at++;
    return true;
  }

  isWord(): boolean {
    const kind = this.hasEnded ? undefined : this.tokens[this.at]?.kind;
    return kind === 'word' || kind === 'quotedWord';
  }

  isString(): boolean {
    return !this.hasEnded && this.tokens[this.at]?.kind === 'string';
  }

  /** Whether a name may stand here; PL/pgSQL's reserved words are none. */
  isName(): boolean {
    return this.isWord() && !reserved.has(this.word());
  }

  name(): string | undefined {
    if (!this.isName()) return this.fail();
    const token = this.tokens[this.at++];
    return token && unquoted(this.text.slice(token.start, token.end));
  }

  /** A string, on one line or several; answers what it holds. */
  string(): string {
    const first = this.at;
    if (!this.isString()) {
      this.fail();
      return '';
    }
    do this.at++;
    while (this.goesOn());
    return decoded(this.source, { first, last: this.at - 1 })?.text ?? '';
  }

  /** Whether the string before goes on here, on another line. */
  private goesOn(): boolean {
    const before = this.tokens[this.at - 1];
    const token = this.tokens[this.at];
    if (!this.isString() || !before || !token || this.text[token.start] !== "'") return false;
    return this.text[before.end - 1] === "'" && /[\r\n]/.test(this.text.slice(before.end, token.start));
  }

  /** A name with others behind dots. */
  path(): Path | undefined {
    const start = this.at;
    const first = this.name();
    if (first === undefined) return undefined;
    const names = [first];
    while (this.is('.')) {
      this.at++;
      if (!this.isWord()) return this.fail();
      const token = this.tokens[this.at++];
      if (token) names.push(unquoted(this.text.slice(token.start, token.end)));
    }
    return { names, span: this.spanOf(start, this.at - 1) };
  }

  /** The target of an assignment: a variable with its fields, or a parameter by its number. */
  variable(): Path | undefined {
    const start = this.at;
    if (!this.takeParameter()) return this.path();
    const span = this.spanOf(start, start);
    return { names: [this.text.slice(span.start, span.end)], span };
  }

  /** The variable whose name stands here alone or before a parenthesis. */
  peekVariable(): Variable | undefined {
    const start = this.at;
    const path = this.isName() ? this.path() : undefined;
    this.at = start;
    return path && this.names.find(path.names);
  }

  /** A variable that may be assigned to; raises an objection for any other. */
  assigned(path: Path | undefined): Variable | undefined {
    if (!path) return undefined;
    const known = this.names.find(path.names);
    if (!known) this.objectToUnknown(path);
    else if (known.isConstant) this.object(`variable "${known.name}" is declared CONSTANT`, path.span);
    if (known) this.give(known, undefined);
    if (known?.kind === 'record') this.fills.set(known, [...(this.fills.get(known) ?? []), undefined]);
    return known;
  }

  /** The query that gives a record the row for which `assigned` was called last. */
  fill(names: readonly string[], query: Fragment): void {
    const known = this.names.find(names);
    const fills = known && this.fills.get(known);
    if (fills) fills[fills.length - 1] = query;
  }

  /** The query that fills a record, where no other statement does. */
  rowsOf(record: Variable): Fragment | undefined {
    const [only, ...others] = this.fills.get(record) ?? [];
    return others.length === 0 ? only : undefined;
  }

  /** Remembers the expression that a variable is given. */
  give(variable: Variable, span: Span | undefined): void {
    const given = new Map(this.given);
    if (span && !this.hasAliases) given.set(variable, { span, read: undefined });
    else if (!given.delete(variable)) return;
    this.given = given;
  }

  /** Where a variable has another name, nobody follows which one is given what. */
  alias(): void {
    this.forgetGiven();
    this.hasAliases = true;
  }

  /** A handler does not know how far its block came. */
  forgetGiven(): void {
    this.given = new Map();
  }

  /** Reads statements that may not run: behind them, nobody knows the variables that they change. */
  maybe<T>(read: () => T): T {
    const before = this.given;
    const result = read();
    const after = this.given;
    if (after !== before)
      this.given = new Map([...before].filter(([variable, { span }]) => after.get(variable)?.span === span));
    return result;
  }

  object(message: string, span: Span): void {
    if (!this.hasEnded) this.objections.push({ message, span });
  }

  /** A variable that there is not, with the one that may be meant. */
  objectToUnknown(path: Path): void {
    const [only = '', ...others] = path.names;
    const suggestion = others.length === 0 ? closest(only, this.names.here().names()) : undefined;
    const message = `"${nameIn(path)}" is not a known variable`;
    if (!this.hasEnded) this.objections.push({ message, span: path.span, suggestion });
  }

  skipGroup(): void {
    let depth = 0;
    do {
      const word = this.word();
      if (word === '(' || word === '[') depth++;
      else if (word === ')' || word === ']') depth--;
      if (this.isOver) return void this.fail();
      this.at++;
    } while (depth > 0);
  }

  /** Whether something that a value may be given to stands here with its sign. */
  isAssignment(): boolean {
    return !this.hasEnded && this.signBehindTarget() !== undefined;
  }

  /** The number of the token `:=` or `=` behind a variable with its fields and subscripts. */
  private signBehindTarget(): number | undefined {
    const kind = this.tokens[this.at]?.kind;
    if (kind !== 'parameter' && !this.isName()) return undefined;
    let by = 1;
    for (;;) {
      const word = this.word(by);
      if (isAssign(word)) return this.at + by;
      if (word === '.') by += 2;
      else if (word === '[') {
        let depth = 0;
        for (; this.at + by < this.tokens.length; by++) {
          const sign = this.word(by);
          if (sign === '[' || sign === '(') depth++;
          else if (sign === ']' || sign === ')') depth--;
          else if (sign === ';') return undefined;
          if (depth === 0) break;
        }
        by++;
      } else return undefined;
    }
  }

  /** The variable that is given a value, and the span of its name; the sign follows. */
  assignTarget(): { readonly span: Span; readonly variable: Variable | undefined } {
    const first = this.at;
    const end = this.signBehindTarget() ?? this.at + 1;
    const variable = this.assigned(this.variable());
    this.at = end;
    return { span: this.spanOf(first, this.at - 1), variable };
  }

  /** `[STRICT] variable, …` behind INTO. From INTO itself with `withWord`. */
  target(withWord = false): Span {
    const first = this.at;
    if (withWord) this.at++;
    this.take('strict');
    do {
      this.assigned(this.variable());
      while (this.is('[')) this.skipGroup();
    } while (this.take(','));
    return this.spanOf(first, this.at - 1);
  }

  /** Up to one of these words outside parentheses. Undefined, and a fault, where nothing or something else stands there. */
  until(stops: ReadonlySet<string>, what: string): Span | undefined {
    const first = this.at;
    const { signStart } = this;
    this.signStart = undefined;
    let depth = 0;
    for (; ; this.at++) {
      if (this.hasEnded) return undefined;
      const word = this.word();
      if (depth === 0 && stops.has(word)) break;
      if (this.isAtEnd) return this.fail();
      if (word === '(' || word === '[') depth++;
      else if (word === ')' || word === ']') depth--;
      if (depth < 0) return this.fail();
      if (word === ';')
        return this.fail(depth > 0 ? 'a parenthesis is not closed' : `${wordsOf(stops)} is missing`);
    }
    if (this.at === first) return this.fail(`the ${what} is missing`);
    const span = this.spanOf(first, this.at - 1);
    return signStart === undefined ? span : { start: signStart, end: span.end };
  }

  expression(stops: ReadonlySet<string>): Span | undefined {
    const span = this.until(stops, 'expression');
    if (span) this.add('expression', span);
    return span;
  }

  /** The text of EXECUTE: a string that stands there as a whole, or that a variable was given, is read as SQL. */
  constant(step: Step, stops: ReadonlySet<string>, answer: Pick<Fragment, 'isReturned'> = {}): void {
    const first = this.at;
    const variable = this.peekVariable();
    const span = this.until(stops, 'text');
    if (!span) return;
    if (this.isStrings(first, this.at)) {
      step.sql = this.keep({ kind: 'text', span, ...answer });
      return;
    }
    step.sql = this.keep({ kind: 'expression', span, isRun: true, ...answer });
    const isName = /^[^\s(+|]+$/.test(this.textAt(span));
    const given = variable && isName ? this.given.get(variable) : undefined;
    if (given) step.sql = (given.read ??= { text: this.textGiven(given.span) }).text;
  }

  /** What EXECUTE runs of a variable. */
  private textGiven(span: Span): Fragment | undefined {
    const first = this.tokens.findIndex(({ start }) => start === span.start);
    const last = this.tokens.findLastIndex(({ end }) => end <= span.end);
    if (this.isStrings(first, last + 1)) return this.add('text', span);
    return this.keep({ kind: 'expression', span, isRun: true });
  }

  private isStrings(first: number, end: number): boolean {
    return this.tokens.slice(first, end).every(({ kind }) => kind === 'string');
  }

  /** A statement of SQL up to the word that ends it, its semicolon included. */
  sql(kind: 'statement' | 'perform', stops: ReadonlySet<string>): Fragment | undefined {
    const first = this.at - (kind === 'perform' ? 1 : 0);
    if (!this.until(stops, 'statement')) return undefined;
    return this.add(kind, this.spanOf(first, this.at));
  }

  /** The query of RETURN QUERY. */
  returned(stops: ReadonlySet<string>): void {
    const first = this.at;
    if (this.until(stops, 'statement'))
      this.keep({ kind: 'statement', span: this.spanOf(first, this.at), isReturned: true });
  }

  /** The statement from a token up to the semicolon here. */
  addStatement(first: number, into: Span | undefined): Fragment {
    const fragment: Fragment = {
      kind: 'statement',
      span: this.spanOf(first, this.at),
      ...(into ? { into } : {}),
    };
    const [, target] = (into && /^into\s+(?:strict\s+)?([\w$]+)$/i.exec(this.textAt(into))) ?? [];
    if (target !== undefined) this.fill([target.toLowerCase()], fragment);
    return this.keep(fragment);
  }

  add(kind: Fragment['kind'], span: Span): Fragment {
    return this.keep({ kind, span });
  }

  private keep(fragment: Fragment): Fragment {
    this.fragments.push(fragment);
    this.namesAt.set(fragment, this.names.here());
    return fragment;
  }

  nested(start: number, kind: Step['kind'], read: (step: Step) => void): Step {
    const step: Step = { kind, at: this.spanAt(start), branches: [], handlers: [] };
    if (++this.depth > deepest) this.hasEnded = true;
    else read(step);
    this.depth--;
    return step;
  }

  /** A statement or a declaration from a token to the one before this. */
  addUnit(first: number): void {
    this.units.push(this.spanOf(first, this.at - 1));
  }

  spanAt(index: number): Span {
    return this.spanOf(index, index);
  }

  spanOf(first: number, last: number): Span {
    const start = this.tokens[first]?.start ?? this.text.length;
    return { start, end: Math.max(this.tokens[Math.max(first, last)]?.end ?? this.text.length, start) };
  }

  textAt({ start, end }: Span): string {
    return this.text.slice(start, end);
  }

  /** The first fault is kept, and ends the reading. */
  fail(reason?: string): undefined {
    if (this.hasEnded) return undefined;
    this.hasEnded = true;
    const index = Math.max(0, Math.min(this.at, this.tokens.length - 1));
    const span = this.spanAt(index);
    const why = reason === undefined ? '' : `: ${reason}`;
    const message = this.isAtEnd
      ? `Syntax error: the body ends too early${why}.`
      : `Syntax error at or near "${this.textAt(span).slice(0, 40)}"${why}.`;
    this.fault = { message, span };
    return undefined;
  }
}

/** A name as PostgreSQL tells it, which looks at three parts. */
export const nameIn = ({ names }: Path): string => names.slice(0, 3).join('.');

const wordsOf = (stops: ReadonlySet<string>): string =>
  [...stops].map((word) => (word === ';' ? 'a semicolon' : word.toUpperCase())).join(' or ');

const isAssign = (word: string): boolean => word === ':=' || /^=[-+]*$/.test(word);

const reserved = stopsOf(
  'all begin by case declare else end execute for foreach from if in into loop not null or strict then to using when while',
);
