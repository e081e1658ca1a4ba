import type {
  CompositeTypeStmt,
  Constraint,
  CreateDomainStmt,
  CreateEnumStmt,
  CreateRangeStmt,
  DefineStmt,
  Node,
} from 'libpg-query';
import type { Change } from '../change.js';
import type { NodePointer } from '../origin.js';
import { createOperator } from './operator.js';
import { columnDraft, constraintDraft } from './table.js';
import {
  nameOption,
  nodesName,
  optionOf,
  relationName,
  texts,
  typeNamed,
  typeOption,
  writtenParameter,
  writtenType,
} from './written.js';

export function createDomain({ domainname, typeName, constraints = [] }: CreateDomainStmt): Change {
  const own = constraints.flatMap((node) => ('Constraint' in node ? [node.Constraint] : []));
  const has = (type: Constraint['contype']) => own.find(({ contype }) => contype === type);
  const value = has('CONSTR_DEFAULT');
  const pointer: NodePointer | undefined = value && { kind: 'constraint', location: value.location ?? 0 };
  return {
    kind: 'create type',
    name: nodesName(domainname),
    type: {
      kind: 'domain',
      base: writtenType(typeName),
      isNotNull: has('CONSTR_NOTNULL') !== undefined,
      default: pointer,
      checks: own
        .flatMap((constraint) => constraintDraft(constraint, undefined))
        .flatMap((constraint) => (constraint.kind === 'check' ? [constraint] : [])),
    },
  };
}

export const createEnum = ({ typeName, vals }: CreateEnumStmt): Change => ({
  kind: 'create type',
  name: nodesName(typeName),
  type: { kind: 'enum', labels: texts(vals) },
});

export const createComposite = ({ typevar, coldeflist = [] }: CompositeTypeStmt): Change => ({
  kind: 'create type',
  name: relationName(typevar),
  type: {
    kind: 'composite',
    columns: coldeflist.flatMap((node) => ('ColumnDef' in node ? [columnDraft(node.ColumnDef)] : [])),
  },
});

export const createRange = ({ typeName, params }: CreateRangeStmt): Change => ({
  kind: 'create type',
  name: nodesName(typeName),
  type: {
    kind: 'range',
    subtype: typeOption(params, 'subtype') ?? typeNamed(undefined, ''),
    multirange: nameOption(params, 'multirange_type_name')?.at(-1),
  },
});

/** CREATE TYPE with functions in C, or with nothing yet, CREATE AGGREGATE, and CREATE OPERATOR. */
export function define(statement: DefineStmt): readonly Change[] {
  const { kind, defnames, definition } = statement;
  if (kind === 'OBJECT_AGGREGATE') return [createAggregate(statement)];
  if (kind === 'OBJECT_OPERATOR') return createOperator(statement);
  if (kind !== 'OBJECT_TYPE') return [];
  const [category = 'U'] = nameOption(definition, 'category') ?? [];
  return [
    {
      kind: 'create type',
      name: nodesName(defnames),
      type: definition
        ? { kind: 'base', category, isPreferred: optionOf(definition, 'preferred') !== undefined }
        : { kind: 'shell' },
    },
  ];
}

function createAggregate({ defnames, args = [], definition, replace }: DefineStmt): Change {
  const [list] = args;
  const parameters = list && 'List' in list ? (list.List.items ?? []) : [];
  return {
    kind: 'create routine',
    name: nodesName(defnames),
    replaces: replace ?? false,
    routine: 'aggregate',
    parameters: parameters.flatMap(parameterOf),
    // The final function tells what it answers, where it has one.
    result: optionOf(definition, 'finalfunc') === undefined ? typeOption(definition, 'stype') : undefined,
    returnsSet: false,
    volatility: 'immutable',
    isStrict: false,
    language: 'internal',
  };
}

const parameterOf = (node: Node) =>
  'FunctionParameter' in node ? [writtenParameter(node.FunctionParameter)] : [];
