import type { CreateFunctionStmt } from 'libpg-query';
import type { ObjectName } from '../../catalog/model.js';
import { setVariable } from '../../catalog/read/session.js';
import { objectName } from '../../catalog/read/written.js';
import { bodyOf, bodyTextOf } from '../../syntax/body.js';
import { stringAt, uncast } from '../../syntax/literals.js';
import type { SyntaxNode } from '../../syntax/node.js';
import { splitScript } from '../../syntax/split.js';
import { type Statement, type StatementText, statementText } from '../../syntax/statement.js';
import {
  allIn,
  childOf,
  childrenOf,
  clauseOf,
  descendantsOf,
  nameOf,
  partsOf,
  spanOf,
  wholeOf,
} from '../../syntax/tree/nodes.js';
import { treeOf } from '../../syntax/tree/tree.js';
import { sourceOf } from '../../syntax/words.js';
import type { Span } from '../../text/span.js';

/**
 * A relation, a function, a type or, in a string, a sequence that the body of a function in SQL or a definition names, or the
 * relation of a type that a body in PL/pgSQL declares.
 */
export interface BodyName {
  readonly kind: 'relation' | 'function' | 'sequence' | 'type';
  readonly name: ObjectName;
  /** Relative to the statement that holds it. */
  readonly span: Span;
}

/** What the server looks up when it creates a function. The queries of PL/pgSQL it looks at when they run. */
export interface BodyNames {
  readonly names: readonly BodyName[];
  /** The path of SET search_path; undefined where the function has none. */
  readonly path: readonly string[] | undefined;
}

export function bodyNames(statement: Statement): BodyNames | undefined {
  const { node } = statement;
  if (!node || !('CreateFunctionStmt' in node)) return undefined;
  const names = [...namesIn(statement)];
  return names.length > 0 ? { names, path: pathOf(node.CreateFunctionStmt) } : undefined;
}

function pathOf({ options = [] }: CreateFunctionStmt): readonly string[] | undefined {
  const changes = options.flatMap((option) => {
    const { arg } = 'DefElem' in option ? option.DefElem : {};
    return arg && 'VariableSetStmt' in arg ? setVariable(arg.VariableSetStmt) : [];
  });
  const change = changes.find(({ kind }) => kind === 'set path');
  return change?.kind === 'set path' ? change.path : undefined;
}

function* namesIn(statement: Statement): Generator<BodyName> {
  const tree = treeOf(statement);
  for (const word of ['begin atomic', 'return'])
    yield* namesBelow(statement, clauseOf(tree, word), (at) => at);
  const body = bodyTextOf(statement, tree);
  if (body?.language === 'plpgsql') yield* declaredRelations(statement, tree);
  if (body?.language !== 'sql') return;
  for (const { kind, start, end } of splitScript(body.text).pieces) {
    if (kind !== 'statement') continue;
    const text = statementText(body.text.slice(start, end));
    yield* namesBelow(text, treeOf(text), (at) => body.offsetAt(start + at));
  }
}

/** `r items%ROWTYPE`, `n items.id%TYPE` and `r items` of DECLARE: the name of a relation, or of a type or a variable. */
function* declaredRelations(statement: StatementText, tree: SyntaxNode): Generator<BodyName> {
  for (const { text, tree: block, span } of bodyOf(statement, tree)?.statements ?? [])
    for (const declaration of descendantsOf(block, 'declaration')) {
      const type = childOf(declaration, 'type');
      if (!type) continue;
      const written = sourceOf(text, type);
      const sign = /%\s*(?:row)?type$/i.test(written) ? 2 : 0;
      const parts = partsOf(text, { ...type, last: type.last - sign });
      const name = /%\s*type$/i.test(written) ? parts.slice(0, -1) : parts;
      if (name.length > 0) yield { kind: 'relation', name: objectName(name), span };
    }
}

/** A name of WITH is no relation's, wherever in the statement it holds. */
function* namesBelow(
  text: StatementText,
  root: SyntaxNode | undefined,
  offsetAt: (offset: number) => number,
): Generator<BodyName> {
  const nodes = [...allIn(root)];
  const common = new Set(
    nodes.flatMap((node) => (node.kind === 'cte' ? nameOf(text, childOf(node, 'name')) : [])),
  );
  const spanIn = (node: SyntaxNode): Span => {
    const { start, end } = spanOf(text, node);
    // An escape may be longer than the unit that it stands for, so the end is that of the last unit.
    return { start: offsetAt(start), end: offsetAt(end - 1) + 1 };
  };
  for (const node of nodes) {
    if (node.kind === 'call') {
      const sequence = sequenceOf(text, node);
      if (sequence) yield { kind: 'sequence', name: sequence.name, span: spanIn(sequence.node) };
    }
    const isRelation = node.kind === 'table';
    if (!isRelation && !(node.kind === 'name' && node.word === 'function')) continue;
    const name = objectName(partsOf(text, node));
    if (isRelation && name.schema === undefined && common.has(name.name)) continue;
    yield { kind: isRelation ? 'relation' : 'function', name, span: spanIn(node) };
  }
}

/** The sequence of `nextval('s')`: the server looks up a constant when it parses the call. */
export function sequenceOf(
  text: StatementText,
  call: SyntaxNode,
): { readonly name: ObjectName; readonly node: SyntaxNode } | undefined {
  if (!ofSequences.has(nameOf(text, childOf(call, 'name')))) return undefined;
  const [argument] = childrenOf(childOf(call, 'list', 'argument'), 'expression');
  const node = argument && uncast(text, argument);
  const written = node && stringAt(text, node);
  if (!node || written === undefined) return undefined;
  const name = statementText(written);
  return { name: objectName(partsOf(name, { ...node, ...wholeOf(name) })), node };
}

/** The functions that are given the name of a sequence. */
export const ofSequences: ReadonlySet<string> = new Set(['currval', 'nextval', 'setval']);
