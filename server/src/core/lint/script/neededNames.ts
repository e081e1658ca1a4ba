import type { AlterTableCmd, ColumnDef, CreateFunctionStmt, FuncCall, Node, TypeName } from 'libpg-query';
import { builtins } from '../../catalog/builtins.js';
import type { ObjectName } from '../../catalog/model.js';
import { nodesName, objectName } from '../../catalog/read/written.js';
import { functionAccess } from '../../semantics/functions.js';
import { callSpan } from '../../syntax/calls.js';
import { spanOfType, syntaxOf } from '../../syntax/rangeOf.js';
import type { Statement } from '../../syntax/statement.js';
import { spanOf } from '../../syntax/tree/nodes.js';
import { textOf } from '../../syntax/typeName.js';
import { walkAll } from '../../syntax/walk.js';
import { lookup } from '../../text/lookup.js';
import { type BodyName, ofSequences, sequenceOf } from './bodyNames.js';
import { foreignName } from './foreignTypes.js';

/**
 * The functions, the sequences and the types, none of them built in, that the server looks up when it carries out a definition.
 * Relations are told by `nameEventsOf`, and what the body of a function names by `bodyNames`.
 */
export function neededNames(statement: Statement): readonly BodyName[] {
  const { node } = statement;
  const [kind = ''] = node ? Object.keys(node) : [];
  return node ? (readers[kind]?.(statement, node) ?? none) : none;
}

const none: readonly BodyName[] = [];

const readers = lookup<(statement: Statement, node: Node) => readonly BodyName[]>({
  CreateStmt: (statement, node) =>
    'CreateStmt' in node
      ? (node.CreateStmt.tableElts ?? []).flatMap((one) => inElement(statement, one))
      : none,
  AlterTableStmt: (statement, node) =>
    'AlterTableStmt' in node && node.AlterTableStmt.missing_ok !== true
      ? (node.AlterTableStmt.cmds ?? []).flatMap((one) =>
          'AlterTableCmd' in one ? inAction(statement, one.AlterTableCmd) : none,
        )
      : none,
  CreateDomainStmt(statement, node) {
    if (!('CreateDomainStmt' in node)) return none;
    const { typeName, constraints = [] } = node.CreateDomainStmt;
    return [...ofType(statement, typeName), ...constraints.flatMap((one) => inElement(statement, one))];
  },
  CreateFunctionStmt: (statement, node) =>
    'CreateFunctionStmt' in node ? inHead(statement, node.CreateFunctionStmt) : none,
  IndexStmt: within,
  ViewStmt: within,
  CallStmt: within,
});

function inAction(statement: Statement, { subtype, def }: AlterTableCmd): readonly BodyName[] {
  if (!def) return none;
  if (subtype === 'AT_ColumnDefault') return within(statement, def);
  return subtype === 'AT_AddColumn' || subtype === 'AT_AddConstraint' || subtype === 'AT_AlterColumnType'
    ? inElement(statement, def)
    : none;
}

function inElement(statement: Statement, element: Node): readonly BodyName[] {
  if ('ColumnDef' in element) return inColumn(statement, element.ColumnDef);
  const { raw_expr: expression } = 'Constraint' in element ? element.Constraint : {};
  return expression && !isPlain(expression) ? within(statement, expression) : none;
}

const inColumn = (
  statement: Statement,
  { typeName, constraints = [], raw_default: using }: ColumnDef,
): readonly BodyName[] => [
  ...ofType(statement, typeName),
  ...constraints.flatMap((one) => inElement(statement, one)),
  ...(using ? within(statement, using) : []),
];

/** Most defaults are constants. */
const isPlain = (expression: Node): boolean => 'A_Const' in expression || 'SQLValueFunction' in expression;

const inHead = (
  statement: Statement,
  { parameters = [], returnType }: CreateFunctionStmt,
): readonly BodyName[] => [
  ...parameters.flatMap((node) =>
    'FunctionParameter' in node ? ofType(statement, node.FunctionParameter.argType) : none,
  ),
  // RETURNS TABLE has the type of its only column once more.
  ...(parameters.some(
    (node) => 'FunctionParameter' in node && node.FunctionParameter.mode === 'FUNC_PARAM_TABLE',
  )
    ? none
    : ofType(statement, returnType)),
];

/** The calls and the types anywhere in a part of a definition. */
function within(statement: Statement, root: Node): readonly BodyName[] {
  const found: BodyName[] = [];
  walkAll(root, (name, node) => {
    if (name === 'FuncCall') found.push(...ofCall(statement, node));
    else if (name === 'TypeName') found.push(...ofType(statement, node));
  });
  return found;
}

function ofCall(statement: Statement, call: FuncCall): readonly BodyName[] {
  const name = nodesName(call.funcname);
  if (!isBuiltIn(name)) return [{ kind: 'function', name, span: callSpan(statement, call) }];
  const syntax = ofSequences.has(name.name) ? syntaxOf(statement, call) : undefined;
  const sequence = syntax && sequenceOf(statement, syntax);
  return sequence
    ? [{ kind: 'sequence', name: sequence.name, span: spanOf(statement, sequence.node) }]
    : none;
}

/** The first question needs no table of all functions. */
function isBuiltIn({ schema = 'pg_catalog', name }: ObjectName): boolean {
  if (schema !== 'pg_catalog') return false;
  return (
    functionAccess([name]) !== 'unknown' ||
    builtins().schemas.get('pg_catalog')?.routines.get(name) !== undefined
  );
}

function ofType(statement: Statement, type: TypeName | undefined): readonly BodyName[] {
  if (!type) return none;
  const name = type.pct_type ? objectName((type.names ?? []).map(textOf).slice(0, -1)) : foreignName(type);
  const span = name && spanOfType(statement, type);
  return span ? [{ kind: type.pct_type ? 'relation' : 'type', name, span }] : none;
}
