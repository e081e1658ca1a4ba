import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Language, type Node, Parser } from 'web-tree-sitter';

const inProject = (file: string): string => resolve(__dirname, '../../..', file);

/** A text of the sources that a person may read. */
export interface Message {
  /** The file, from the root of the project. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** What is put into it stands as `{…}`. */
  readonly text: string;
}

/**
 * Every text of the product's sources that is made of words: titles, sentences and parts of sentences. Left out is what a
 * person does not read as ours: SQL, what a server says in its own words, and what is generated.
 */
export async function readMessages(): Promise<readonly Message[]> {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(
    await Language.load(inProject('node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-typescript.wasm')),
  );
  return sourceFiles().flatMap((file) => {
    const tree = parser.parse(readFileSync(inProject(file), 'utf8'));
    const found = tree ? [...textsIn(tree.rootNode)] : [];
    const messages = found.filter(({ text }) => isWorded(text)).map((one) => ({ ...one, file }));
    tree?.delete();
    return messages;
  });
}

const roots = ['client/src', 'server/src'];

/** What PostgreSQL and Aurora DSQL say, programs in other languages, and names that are no sentences of ours. */
const leftOut =
  /core\/dialect\/(serverErrors|functions|builtins)|core\/catalog\/builtins|\.generated\.|connectCode\/programs|sandbox\/system\/|core\/semantics\/functions/;

const sourceFiles = (): readonly string[] =>
  roots.flatMap((root) =>
    readdirSync(inProject(root), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !leftOut.test(join(root, file)))
      .map((file) => join(root, file))
      .sort(),
  );

/** Neighbors in a sum are one text, as are the parts around what is put in. */
function* textsIn(node: Node): Generator<Omit<Message, 'file'>> {
  if (skipped.has(node.type)) return;
  const text = textOf(node);
  if (text !== undefined) yield { line: node.startPosition.row + 1, text };
  // A text that is put into another one is one too
  for (const child of text === undefined ? node.children : substitutionsIn(node))
    if (child) yield* textsIn(child);
}

const skipped = new Set(['comment', 'import_statement', 'regex', 'literal_type']);

function textOf(node: Node): string | undefined {
  if (node.type === 'string') return unescaped(node.text.slice(1, -1));
  if (node.type === 'template_string')
    return node.namedChildren
      .map((child) => (child?.type === 'template_substitution' ? '{…}' : unescaped(child?.text ?? '')))
      .join('');
  if (node.type !== 'binary_expression' || node.childForFieldName('operator')?.type !== '+') return undefined;
  const parts = [node.childForFieldName('left'), node.childForFieldName('right')].map((side) =>
    side ? (textOf(side) ?? (side.type === 'binary_expression' ? undefined : '{…}')) : undefined,
  );
  const isText = parts.every((part) => part !== undefined) && parts.some((part) => part !== '{…}');
  return isText ? parts.join('') : undefined;
}

function* substitutionsIn(node: Node): Generator<Node> {
  for (const child of node.namedChildren) {
    if (child?.type === 'template_substitution') yield* child.namedChildren.filter((one) => one !== null);
    else if (node.type === 'binary_expression' && child) yield* substitutionsIn(child);
  }
}

const unescaped = (text: string): string =>
  text.replace(/\\(u\{[\da-f]+\}|u[\da-f]{4}|.)/gis, (_all, code: string) =>
    code === 'n' ? '\n' : code.startsWith('u') ? '·' : code,
  );

/** SQL begins with a keyword in capitals; what is read has words. */
const sql =
  /^\s*(?:\(?(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|GRANT|REVOKE|BEGIN|COMMIT|ROLLBACK|WITH|SET|CALL|DO|COMMENT ON|EXPLAIN|ANALYZE|VALUES|TABLE|COPY|LOCK|TRUNCATE|REFRESH|FETCH|DECLARE|SHOW|ADD|USING|FROM|WHERE|AND|OR|JOIN|ORDER BY|GROUP BY|REFERENCES|CHECK|DEFAULT|GENERATED|PRIMARY KEY|FOREIGN KEY|UNIQUE|NOT NULL|ON CONFLICT|AWS IAM|RESET|CAST|CASE|EXECUTE|PREPARE|DEALLOCATE|SAVEPOINT|START|ABORT|END|VACUUM|CLUSTER|REINDEX|LISTEN|NOTIFY|DISCARD|CHECKPOINT|SECURITY)\b)/;

const isWorded = (text: string): boolean =>
  /[a-z]{2,}[,;:]? (?:[a-z{"`]|[A-Z][a-z])/.test(text) && !(sql.test(text) && !/[.?:…]$/.test(text.trim()));
