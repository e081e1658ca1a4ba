import { bodyTextOf } from '../syntax/body.js';
import { pieceOf } from '../syntax/bodyPieces.js';
import { type Fragment, readPlpgsql } from '../syntax/plpgsqlGrammar.js';
import type { NamesAt, Variable } from '../syntax/plpgsqlNames.js';
import { type Statement, type StatementText, statementText } from '../syntax/statement.js';
import { treeOf } from '../syntax/tree/tree.js';
import { routineOf } from './bodies.js';

/** A statement or an expression of a body in PL/pgSQL, as a statement of SQL. */
export interface PlpgsqlPiece {
  readonly text: StatementText;
  /** The offset in the outer statement of a UTF-16 offset of the text. */
  readonly offsetAt: (inner: number) => number;
  /** The variables in scope. */
  readonly variables: NamesAt;
  /** RETURN QUERY answers its rows. */
  readonly isReturned: boolean;
}

export interface PlpgsqlPieces {
  readonly pieces: readonly PlpgsqlPiece[];
  /** The query whose rows a record holds, where no other statement gives it one. */
  readonly rowsOf: (record: Variable) => PlpgsqlPiece | undefined;
  /** The text of the body. */
  readonly text: string;
}

/** The SQL that a body in PL/pgSQL runs. Empty for a broken body, and without what EXECUTE runs. */
export function plpgsqlPieces(statement: Statement): PlpgsqlPieces | undefined {
  const body = bodyTextOf(statement, treeOf(statement));
  if (body?.language !== 'plpgsql') return undefined;
  const { fault, fragments, namesAt, rowsOf } = readPlpgsql(
    statementText(body.text),
    routineOf(statement).signature,
  );
  if (fault) return undefined;
  const pieceAt = new Map<Fragment | undefined, PlpgsqlPiece>();
  for (const fragment of fragments) {
    const variables = namesAt.get(fragment);
    if (!variables || fragment.kind === 'type' || fragment.kind === 'text') continue;
    const { text, start, end, prefix } = pieceOf(body.text, fragment);
    const name = plainName.exec(text)?.[1];
    if (literal.test(text) || (name !== undefined && variables.find(name.toLowerCase().split('.')))) continue;
    const offsetAt = (inner: number) => body.offsetAt(Math.min(end, start + Math.max(0, inner - prefix)));
    const isReturned = fragment.isReturned ?? false;
    pieceAt.set(fragment, { text: statementText(text), offsetAt, variables, isReturned });
  }
  return {
    pieces: [...pieceAt.values()],
    rowsOf: (record) => pieceAt.get(rowsOf(record)),
    text: body.text,
  };
}

/** Most expressions are of this form, and need no grammar. */
const plainName = /^SELECT ([a-z_]\w*(?:\.[a-z_]\w*)*)$/i;
const literal = /^SELECT (?:\d+|'[^'\\]*'|null|true|false)$/i;
