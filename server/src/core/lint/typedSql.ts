import type { FunctionParameter, Node, RangeVar } from 'libpg-query';
import type { Issue } from '../semantics/infer/context.js';
import { inferDefinition } from '../semantics/infer/definition.js';
import type { Types } from '../semantics/infer/types.js';
import { ofType } from '../semantics/infer/value.js';
import { queriesIn } from '../semantics/queriesIn.js';
import { resolve } from '../semantics/resolve/query.js';
import { noParameters, type Parameters } from '../semantics/resolve/scope.js';
import { bodyTextOf } from '../syntax/body.js';
import { splitScript } from '../syntax/split.js';
import type { Statement } from '../syntax/statement.js';
import { treeOf } from '../syntax/tree/tree.js';
import { walkAll } from '../syntax/walk.js';
import { ofFunction } from './bodyTypes.js';
import { plpgsqlPieces } from './plpgsqlPieces.js';
import type { Script } from './script/script.js';

/** A statement whose expressions have types: one of the script, or one in the body of a function. */
export interface Sql {
  readonly statement: Statement;
  readonly parameters: Parameters;
  /** The offset in the outer statement. */
  readonly offsetAt: (inner: number) => number;
  /** It is put together when it runs, so nothing in it can be edited. */
  readonly isComposed?: boolean;
}

/** A statement itself, and the SQL of its body. */
export function* sqlOf(script: Script, outer: Statement, types: Types): Generator<Sql> {
  const declared = parametersOf(outer);
  const known = { types, parse: script.parse };
  const body = bodyTextOf(outer, treeOf(outer));
  yield {
    statement: outer,
    parameters: declared.length > 0 ? ofFunction(known, declared) : noParameters,
    offsetAt: (at) => at,
  };
  if (body?.language === 'sql')
    for (const { kind, start, end } of splitScript(body.text).pieces)
      if (kind === 'statement')
        yield {
          statement: script.parse(body.text.slice(start, end)),
          parameters: ofFunction(known, declared),
          offsetAt: (at) => body.offsetAt(start + at),
        };
  const { pieces = [], rowsOf } = plpgsqlPieces(outer) ?? {};
  for (const { text, variables, offsetAt, executed } of pieces)
    yield {
      statement: script.parse(text.text),
      // USING may give it values of any type.
      parameters: executed ? anyParameters : ofFunction(known, declared, variables, rowsOf),
      offsetAt,
      isComposed: executed === 'composed',
    };
}

/** Those of a text that EXECUTE runs. */
export const anyParameters: Parameters = { numbered: () => ofType(undefined), named: () => undefined };

export const parametersOf = ({ node }: Statement): readonly FunctionParameter[] =>
  node && 'CreateFunctionStmt' in node
    ? (node.CreateFunctionStmt.parameters ?? []).flatMap((one) =>
        'FunctionParameter' in one ? [one.FunctionParameter] : [],
      )
    : [];

/** What the server would refuse in a statement's queries, and in the expressions of its tables and indexes. */
export function issuesIn(types: Types, { node }: Statement, parameters: Parameters): readonly Issue[] {
  if (!node) return [];
  const call = 'CallStmt' in node ? node.CallStmt.funccall : undefined;
  const queries: readonly Node[] = call
    ? [{ SelectStmt: { targetList: [{ ResTarget: { val: { FuncCall: call } } }] } }]
    : 'CreateTableAsStmt' in node
      ? queriesIn(node.CreateTableAsStmt.query)
      : queriesIn(node);
  return [
    ...queries.flatMap((one) => resolve(types, one, parameters).issues),
    ...expressionsIn(node).flatMap(({ expression, table }) => {
      const { schemaname: schema, relname: name = '' } = table;
      const relation = types.names.relation({ schema, name });
      const columns = relation?.columns ?? [];
      return inferDefinition(types, expression, { table: name, columns, hasAllColumns: false }).issues;
    }),
  ];
}

interface TableExpression {
  readonly expression: Node;
  readonly table: RangeVar;
}

/** Defaults, checks, generated columns, and what indexes compute. */
function expressionsIn(node: Node): readonly TableExpression[] {
  const table =
    'CreateStmt' in node
      ? node.CreateStmt.relation
      : 'AlterTableStmt' in node
        ? node.AlterTableStmt.relation
        : 'IndexStmt' in node
          ? node.IndexStmt.relation
          : undefined;
  if (!table) return [];
  const found: (Node | undefined)[] = 'IndexStmt' in node ? [node.IndexStmt.whereClause] : [];
  walkAll(node, (kind, inner) => {
    // The walker passes the node of the name that it tells.
    const { raw_expr, expr, subtype, def } = inner as Readonly<Record<string, Node & string>>;
    if (kind === 'Constraint') found.push(raw_expr);
    if (kind === 'IndexElem') found.push(expr);
    if (kind === 'AlterTableCmd' && subtype === 'AT_ColumnDefault') found.push(def);
  });
  return found.flatMap((expression) => (expression ? [{ expression, table }] : []));
}
