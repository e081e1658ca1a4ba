import type { Node } from 'libpg-query';
import type { Span } from '../text/span.js';
import { nextToken, type Token } from './lexer.js';
import type { SyntaxNode } from './node.js';

/** The text of one statement as a person wrote it, and its tokens. All spans are relative to it. */
export interface StatementText {
  readonly text: string;
  /** Tokens without comments, the closing semicolon among them. */
  readonly tokens: readonly Token[];
  readonly comments: readonly Token[];
  /** A token by its number. It reads no further than that token: the first words answer most questions. */
  readonly token: (index: number) => Token | undefined;
  readonly memory: Memory;
}

/** What was computed from a text, kept as long as the text itself. A map beside it would cost more than it saves. */
export interface Memory {
  tree: SyntaxNode | undefined;
  /** Whether the text may hold a comment. The tokens are not needed for that. */
  readonly mayHoldComments: boolean;
}

/** What the parser made of a statement. */
export interface Parse {
  /** PostgreSQL's tree, undefined where there is none: DSQL's own statements, unreadable text. */
  readonly node: Node | undefined;
  /** The word ASYNC of `CREATE INDEX ASYNC` or `ALTER TABLE ASYNC`, which PostgreSQL does not know. */
  readonly async: Token | undefined;
  /** `AWS IAM GRANT|REVOKE`, which PostgreSQL does not know. */
  readonly isIam: boolean;
  readonly syntaxError: SyntaxFault | undefined;
  /** The text is nested too deeply to be read: nothing is known of it. */
  readonly isTooDeep: boolean;
}

export interface Statement extends StatementText, Parse {}

export interface SyntaxFault {
  readonly message: string;
  readonly span: Span;
}

/** A statement's text with its tokens, read when they are asked for: a statement without findings never needs them. */
export const statementText = (text: string): StatementText => new LazyTokens(text);

/**
 * The statement at a span of a longer text. The last few are kept, with their tokens and trees, because a caller asks for the
 * same ones several times: a fix of a column reads all statements that name its table, once for each kind of change.
 */
export function statementIn(whole: { readonly text: string }, { start, end }: Span): StatementText {
  const recent = recentIn.get(whole) ?? [];
  const found = recent.findIndex((one) => one.start === start && one.end === end);
  const [known] = found < 0 ? [] : recent.splice(found, 1);
  const statement = known?.statement ?? statementText(whole.text.slice(start, end));
  // A table that many others ask about stays, however many they are.
  recent.unshift({ start, end, statement });
  if (recent.length > mostRecent) recent.pop();
  recentIn.set(whole, recent);
  return statement;
}

const recentIn = new WeakMap<object, (Span & { readonly statement: StatementText })[]>();
const mostRecent = 8;

/** A class for speed: one is made for every statement of a script, and an object with its own getters costs twice. */
class LazyTokens implements StatementText, Memory {
  readonly text: string;
  tree: SyntaxNode | undefined;
  private hasCommentSigns: boolean | undefined;
  private readTokens: Token[] | undefined;
  private readComments: Token[] | undefined;
  /** Where to read on; undefined when all is read. */
  private end: number | undefined = 0;

  constructor(text: string) {
    this.text = text;
    this.tree = undefined;
  }

  get memory(): Memory {
    return this;
  }

  get mayHoldComments(): boolean {
    return (this.hasCommentSigns ??= ['--', '/*', '{', '<%', '<?'].some((sign) => this.text.includes(sign)));
  }

  get tokens(): readonly Token[] {
    this.readUpTo(Number.POSITIVE_INFINITY);
    return this.readTokens ?? none;
  }

  get comments(): readonly Token[] {
    this.readUpTo(Number.POSITIVE_INFINITY);
    return this.readComments ?? none;
  }

  token(index: number): Token | undefined {
    this.readUpTo(index);
    return this.readTokens?.[index];
  }

  private readUpTo(index: number): void {
    while (this.end !== undefined && (this.readTokens?.length ?? 0) <= index) {
      const token = nextToken(this.text, this.end);
      this.end = token?.end;
      if (token?.kind === 'comment') (this.readComments ??= []).push(token);
      else if (token) (this.readTokens ??= []).push(token);
    }
  }
}

const none: readonly Token[] = [];

/** A statement's text with what the parser made of it. Tokens stay those of the text, read when they are asked for. */
export const withReading = (statement: StatementText, reading: Parse): Statement =>
  new ReadStatement(statement, reading);

/** A class for the same reason. */
class ReadStatement implements Statement {
  readonly text: string;
  readonly node: Parse['node'];
  readonly async: Parse['async'];
  readonly isIam: boolean;
  readonly syntaxError: Parse['syntaxError'];
  readonly isTooDeep: boolean;
  private readonly source: StatementText;

  constructor(source: StatementText, reading: Parse) {
    this.text = source.text;
    this.source = source;
    this.node = reading.node;
    this.async = reading.async;
    this.isIam = reading.isIam;
    this.syntaxError = reading.syntaxError;
    this.isTooDeep = reading.isTooDeep;
  }

  get memory(): Memory {
    return this.source.memory;
  }

  get tokens(): readonly Token[] {
    return this.source.tokens;
  }

  get comments(): readonly Token[] {
    return this.source.comments;
  }

  token(index: number): Token | undefined {
    return this.source.token(index);
  }
}
