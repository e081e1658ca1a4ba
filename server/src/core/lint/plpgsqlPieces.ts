import { bodyTextOf } from '../syntax/body.js';
import { pieceOf } from '../syntax/bodyPieces.js';
import { type Decoded, decoded } from '../syntax/bodyText.js';
import { composedText } from '../syntax/composedText.js';
import { type Fragment, readPlpgsql } from '../syntax/plpgsqlGrammar.js';
import type { NamesAt, Variable } from '../syntax/plpgsqlNames.js';
import { splitScript } from '../syntax/split.js';
import { type Statement, type StatementText, statementText } from '../syntax/statement.js';
import { wholeOf } from '../syntax/tree/nodes.js';
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
  /** EXECUTE runs it: no variable stands in it, and where it is put together, nothing in it can be edited. */
  readonly executed?: 'written' | 'composed';
}

export interface PlpgsqlPieces {
  readonly pieces: readonly PlpgsqlPiece[];
  /** The query whose rows a record holds, where no other statement gives it one. */
  readonly rowsOf: (record: Variable) => PlpgsqlPiece | undefined;
  /** The text of the body. */
  readonly text: string;
}

/** The SQL that a body in PL/pgSQL runs, and the text that EXECUTE runs where it is written in full. Empty for a broken body. */
export function plpgsqlPieces(statement: Statement): PlpgsqlPieces | undefined {
  const body = bodyTextOf(statement, treeOf(statement));
  if (body?.language !== 'plpgsql') return undefined;
  const { fault, fragments, namesAt, rowsOf } = readPlpgsql(
    statementText(body.text),
    routineOf(statement).signature,
  );
  if (fault) return undefined;
  const pieceAt = new Map<Fragment | undefined, PlpgsqlPiece>();
  const executed: PlpgsqlPiece[] = [];
  for (const fragment of fragments) {
    executed.push(...executedPieces(body, fragment));
    const variables = namesAt.get(fragment);
    if (!variables || fragment.kind === 'type' || fragment.kind === 'text') continue;
    const { text, start, end, prefix } = pieceOf(body.text, fragment);
    const name = plainName.exec(text)?.[1];
    if (literal.test(text) || (name !== undefined && variables.find(name.toLowerCase().split('.')))) continue;
    const offsetAt = (inner: number) => body.offsetAt(Math.min(end, start + Math.max(0, inner - prefix)));
    const isReturned = fragment.isReturned === true && !fragment.isRun;
    pieceAt.set(fragment, { text: statementText(text), offsetAt, variables, isReturned });
  }
  return {
    pieces: [...pieceAt.values(), ...executed],
    rowsOf: (record) => pieceAt.get(rowsOf(record)),
    text: body.text,
  };
}

/** The statements of the text that EXECUTE runs. */
function executedPieces(body: Decoded, { kind, isRun, span, isReturned }: Fragment): PlpgsqlPiece[] {
  if (kind !== 'text' && !isRun) return [];
  const written = statementText(body.text.slice(span.start, span.end));
  const composed = isRun ? composedText(written) : undefined;
  const text = isRun ? (composed?.isKnown ? composed : undefined) : decoded(written, wholeOf(written));
  if (!text) return [];
  return splitScript(text.text)
    .pieces.filter((piece) => piece.kind === 'statement')
    .map(({ start, end }) => ({
      text: statementText(text.text.slice(start, end)),
      offsetAt: (inner) => body.offsetAt(span.start + text.offsetAt(start + inner)),
      variables: noVariables,
      isReturned: isReturned === true,
      executed: isRun ? 'composed' : 'written',
    }));
}

const noVariables: NamesAt = { find: () => undefined, names: () => [] };

/** Most expressions are of this form, and need no grammar. */
const plainName = /^SELECT ([a-z_]\w*(?:\.[a-z_]\w*)*)$/i;
const literal = /^SELECT (?:\d+|'[^'\\]*'|null|true|false)$/i;
