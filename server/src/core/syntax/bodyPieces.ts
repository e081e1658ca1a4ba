import type { Span } from '../text/span.js';
import { bodyTextOf } from './body.js';
import { decoded } from './bodyText.js';
import { type Fragment, readPlpgsql } from './plpgsqlGrammar.js';
import { splitScript } from './split.js';
import { type StatementText, statementText } from './statement.js';
import { wholeOf } from './tree/nodes.js';
import { treeOf } from './tree/tree.js';

/**
 * The statements and expressions that the body of a function, a procedure or a DO block runs, as statements of SQL. It leaves
 * out what EXECUTE puts together at run time, and a body of BEGIN ATOMIC, which is in the statement's own tree.
 */
export function sqlInBody(statement: StatementText): readonly string[] {
  const body = bodyTextOf(statement, treeOf(statement));
  if (body?.language === 'sql') return statementsIn(body.text);
  if (body?.language !== 'plpgsql') return [];
  return readPlpgsql(statementText(body.text)).fragments.flatMap((fragment) => {
    if (fragment.kind !== 'text') {
      const { text } = pieceOf(body.text, fragment);
      return fragment.kind === 'expression' && isPlain(text) ? [] : [text];
    }
    const written = statementText(body.text.slice(fragment.span.start, fragment.span.end));
    const string = decoded(written, wholeOf(written));
    return string ? statementsIn(string.text) : [];
  });
}

const statementsIn = (text: string): readonly string[] =>
  splitScript(text)
    .pieces.filter(({ kind }) => kind === 'statement')
    .map(({ start, end }) => text.slice(start, end));

/** SQL that is in a body, as a statement by itself. */
export interface BodyPiece extends Span {
  readonly text: string;
  /** The UTF-16 units of `text` before what the body holds. */
  readonly prefix: number;
  /** Whether the body holds all of the text. */
  readonly isWhole: boolean;
}

/** Precedes an expression, and replaces PERFORM. */
export const select = 'SELECT ';

/** A fragment of a body as SQL. */
export function pieceOf(text: string, { kind, span, into }: Fragment): BodyPiece {
  const { start, end } = span;
  const written = text.slice(start, end);
  if (kind === 'expression' || kind === 'type') {
    const [head, tail] = kind === 'type' ? [`${select}CAST(NULL AS `, ')'] : [select, ''];
    return { text: head + written + tail, start, end, prefix: head.length, isWhole: false };
  }
  // PERFORM is as long as SELECT with a blank.
  if (kind === 'perform')
    return { text: select + written.slice(select.length), start, end, prefix: 0, isWhole: false };
  if (!into) return { text: written, start, end, prefix: 0, isWhole: true };
  const blank = text.slice(into.start, into.end).replace(/[^\r\n]/g, ' ');
  return {
    text: text.slice(start, into.start) + blank + text.slice(into.end, end),
    start,
    end,
    prefix: 0,
    isWhole: false,
  };
}

/** Whether an expression behind SELECT is only a name or a number, as most are. */
export const isPlain = (text: string): boolean =>
  /^SELECT (?:[a-z_]\w*(?:\.[a-z_]\w*)*|\d+|'[^'\\]*')$/i.test(text) && !/\bctid$/i.test(text);
