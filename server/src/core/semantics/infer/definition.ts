import type { Node } from 'libpg-query';
import type { Column } from '../../catalog/model.js';
import { type Context, type Issue, report, type Scope } from './context.js';
import { condition, infer } from './expression.js';
import type { Types } from './types.js';
import { notKnown, ofType, type Value } from './value.js';

/** An expression over the columns of one table: of an index, of a generated column. */
export interface Definition {
  readonly value: Value;
  /** Whether the server would accept it, apart from what is not immutable: it holds nothing unknown and nothing out of place. */
  readonly isSound: boolean;
  readonly issues: readonly Issue[];
}

export interface DefinitionOptions {
  /** The table's own name, and its columns. */
  readonly table: string;
  readonly columns: readonly Column[];
  /** Whether these are all. */
  readonly hasAllColumns: boolean;
  /** A condition must be boolean. */
  readonly isCondition?: boolean;
  /** Values that are assumed, by their node. */
  readonly assumed?: ReadonlyMap<object, Value>;
}

export function inferDefinition(types: Types, node: Node, options: DefinitionOptions): Definition {
  const issues: Issue[] = [];
  const context: Context = {
    types,
    issues,
    isDefinition: true,
    depth: 0,
    infer,
    query: () => undefined,
    ...(options.assumed ? { assumed: options.assumed } : {}),
  };
  const scope = tableScope(types, options);
  const value = options.isCondition ? condition(context, node, scope) : infer(context, node, scope);
  return { value, isSound: issues.length === 0, issues };
}

function tableScope(types: Types, { table, columns, hasAllColumns }: DefinitionOptions): Scope {
  const byName = new Map(columns.map((column) => [column.name, column]));
  return {
    column(context, names, node) {
      const [name = '', qualifier] = names.toReversed();
      const column = names.length <= 3 && (qualifier ?? table) === table ? byName.get(name) : undefined;
      if (column) return ofType(column.type && types.keyOf(column.type));
      if (hasAllColumns && name !== table) report(context, '42703', node, name);
      return notKnown;
    },
    parameter: () => notKnown,
  };
}
