import type { Node } from 'libpg-query';
import type { Span } from '../text/span.js';
import { type Token, tokenize } from './lexer.js';

/** The text of one statement as a person wrote it, and its tokens. All spans are relative to it. */
export interface StatementText {
  readonly text: string;
  /** Tokens without comments, the closing semicolon among them. */
  readonly tokens: readonly Token[];
  readonly comments: readonly Token[];
}

/** What the parser made of a statement. */
export interface Reading {
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

export interface Statement extends StatementText, Reading {}

export interface SyntaxFault {
  readonly message: string;
  readonly span: Span;
}

/** A statement's text with its tokens, made when first asked for: a statement without findings never needs them. */
export const statementText = (text: string): StatementText => new LazyTokens(text);

/** A class for speed: one is made for every statement of a script, and an object with its own getters costs twice. */
class LazyTokens implements StatementText {
  readonly text: string;
  private all: readonly Token[] | undefined;
  private significant: readonly Token[] | undefined;

  constructor(text: string) {
    this.text = text;
  }

  get tokens(): readonly Token[] {
    return (this.significant ??= this.everything.filter(({ kind }) => kind !== 'comment'));
  }

  get comments(): readonly Token[] {
    return this.everything.filter(({ kind }) => kind === 'comment');
  }

  private get everything(): readonly Token[] {
    return (this.all ??= tokenize(this.text));
  }
}
