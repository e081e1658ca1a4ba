import { enclosing } from '../../syntax/tree/nodes.js';
import type { Caret } from './caret.js';
import { clauseWords, continuationOf } from './keywords.js';

/** The keywords of PL/pgSQL, and of the expressions in it, that may come next in a body. */
export function plpgsqlWords(caret: Caret): readonly string[] {
  const { behind } = caret;
  if (behind(1) === '%') return ['TYPE', 'ROWTYPE'];
  const begun = behindWord[behind(1)];
  const isBegun = begun !== undefined && (behind(1) !== 'end' || !isStatementStart(caret));
  if (behind(1) === 'end') return endings(caret);
  if (isStatementStart(caret)) return statementWords(caret);
  if (isLoopSource(caret)) return ['SELECT', 'EXECUTE', 'REVERSE', 'WITH'];
  if (isDiagnostic(caret)) return diagnostics;
  const inQuery = isInQuery(caret);
  const expression = inQuery ? undefined : expressionBefore(caret);
  const { keywords = [] } =
    expression === undefined ? {} : continuationOf(caret.file.workspace.grammar, `SELECT ${expression.text}`);
  const isQuery = expression?.leader === 'perform';
  const isWhole = inQuery || (expression !== undefined && keywords.includes('AND'));
  return [
    ...(isBegun ? begun : []),
    ...(isWhole ? wordsBehind(caret) : []),
    ...keywords.filter(
      (word) => isQuery || !(clauseWords.has(word) || /^(?:DISTINCT|DISTINCT ON|ALL)$/.test(word)),
    ),
  ];
}

/** What a statement of PL/pgSQL goes on with behind one word. */
const behindWord: Readonly<Record<string, readonly string[] | undefined>> = {
  raise: ['EXCEPTION', 'NOTICE', 'WARNING', 'INFO', 'LOG', 'DEBUG'],
  return: ['QUERY', 'NEXT'],
  exit: ['WHEN'],
  continue: ['WHEN'],
  get: ['DIAGNOSTICS'],
  next: [],
};

const loops = ['for', 'foreach', 'while', 'loop'] as const;
const isInLoop = ({ node }: Caret): boolean =>
  loops.some((word) => enclosing(node, 'statement', word) !== undefined);

function endings({ node }: Caret): readonly string[] {
  for (let at: typeof node | undefined = node; at; at = at.parent) {
    if (at.kind !== 'statement') continue;
    if (at.word === 'if') return ['IF'];
    if (at.word === 'case') return ['CASE'];
    if (loops.some((word) => word === at?.word)) return ['LOOP'];
  }
  return [];
}

export const isStatementStart = ({ behind, node }: Caret): boolean =>
  /^(?:;|begin|then|else|loop|declare|)$/.test(behind(1)) ||
  (node.kind === 'statement' && node.word === 'UnknownStmt');

/** What a statement begins with, where it stands. */
function statementWords(caret: Caret): readonly string[] {
  const { node, behind } = caret;
  const isIn = (word: string) => enclosing(node, 'statement', word) !== undefined;
  const parts = [
    ...(isIn('if') ? ['ELSIF', 'ELSE', 'END IF'] : []),
    ...(isIn('case') ? ['WHEN', 'ELSE', 'END CASE'] : []),
    ...(isInLoop(caret) ? ['END LOOP', 'EXIT', 'EXIT WHEN', 'CONTINUE', 'CONTINUE WHEN'] : []),
  ];
  return behind(1) === '' ? ['DECLARE', 'BEGIN'] : [...new Set([...starts, ...parts, 'END'])];
}

const starts: readonly string[] = [
  'IF',
  'RETURN',
  'FOR',
  'SELECT',
  'INSERT INTO',
  'UPDATE',
  'DELETE FROM',
  'PERFORM',
  'RAISE EXCEPTION',
  'RAISE NOTICE',
  'RETURN QUERY',
  'RETURN NEXT',
  'WHILE',
  'LOOP',
  'FOREACH',
  'CASE',
  'EXECUTE',
  'WITH',
  'CALL',
  'GET DIAGNOSTICS',
  'ASSERT',
  'NULL',
  'COMMIT',
  'ROLLBACK',
  'DECLARE',
  'BEGIN',
];

/** What may follow a complete expression or query. */
function wordsBehind({ node }: Caret): readonly string[] {
  for (let at: typeof node | undefined = node; at; at = at.parent) {
    // A clause around the caret does not end the head of the statement.
    if (at.kind === 'clause' && /^(?:then|else|loop|begin)$/.test(at.word)) return [];
    if (at.kind !== 'statement') continue;
    if (at.word === 'if') return ['THEN'];
    if (at.word === 'case') return ['WHEN', 'THEN'];
    if (loops.some((word) => word === at?.word)) return ['LOOP'];
  }
  return [];
}

/** `FOR r IN |`: rows of a query or of a cursor, or numbers. */
export const isLoopSource = ({ behind, node }: Caret): boolean =>
  behind(1) === 'in' && enclosing(node, 'statement', 'for') !== undefined && !/^(?:\)|not)$/.test(behind(2));

const isDiagnostic = ({ behind, node }: Caret): boolean =>
  /^:?=$/.test(behind(1)) && enclosing(node, 'statement', 'get diagnostics') !== undefined;

/** https://www.postgresql.org/docs/16/plpgsql-statements.html#PLPGSQL-STATEMENTS-DIAGNOSTICS */
const diagnostics: readonly string[] = [
  'ROW_COUNT',
  'PG_CONTEXT',
  'RETURNED_SQLSTATE',
  'MESSAGE_TEXT',
  'PG_EXCEPTION_DETAIL',
  'PG_EXCEPTION_HINT',
  'PG_EXCEPTION_CONTEXT',
  'CONSTRAINT_NAME',
  'COLUMN_NAME',
  'TABLE_NAME',
  'SCHEMA_NAME',
  'PG_DATATYPE_NAME',
];

const isInQuery = ({ node }: Caret): boolean => {
  for (let at: typeof node | undefined = node; at; at = at.parent)
    if (at.kind === 'statement') return /Stmt$/.test(at.word) && at.word !== 'UnknownStmt';
  return false;
};

/** The expression that a caret is in or behind, and the word before it. */
function expressionBefore({
  text,
  token,
  behind,
}: Caret): { readonly text: string; readonly leader: string } | undefined {
  let depth = 0;
  for (let by = 1; by <= token; by++) {
    const word = behind(by);
    if (word === ')') depth++;
    if (word === '(') depth--;
    if (depth > 0) continue;
    if (/^(?:;|begin|declare|loop|raise|get)$/.test(word)) return undefined;
    if (!leaders.has(word)) continue;
    const from = text.tokens[token - by]?.end ?? 0;
    const to = text.tokens[token]?.start ?? from;
    return { text: text.text.slice(from, to), leader: word };
  }
  return undefined;
}

const leaders = new Set(
  'if elsif elseif while when return perform execute assert in default next using := = .. then else'.split(
    ' ',
  ),
);
