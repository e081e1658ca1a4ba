import { formatType } from '../../catalog/formatType.js';
import type { Routine } from '../../catalog/model.js';
import type { SyntaxNode } from '../../syntax/node.js';
import { childOf } from '../../syntax/tree/nodes.js';
import { parameterEntity, routineEntity } from './expression.js';
import { type AnswerColumns, namePartsOf, nothing, type Reader } from './reader.js';
import { columnsOfRelation } from './scope.js';

/** The columns of a function in FROM. */
export function columnsOfCall(reader: Reader, expression: SyntaxNode | undefined): AnswerColumns {
  const call = expression && childOf(expression, 'call');
  const name = call && childOf(call, 'name', 'function');
  const parts = name ? namePartsOf(reader, name) : [];
  const [last, schema] = parts.toReversed();
  if (!last) return nothing;
  const routines = reader.known.routines({ schema: schema?.name, name: last.name });
  const [only] = routines;
  if (routines.length > 0 && routines.every((routine) => isScalar(reader, routine)))
    return { columns: [{ name: last.name, entities: [] }], isComplete: true };
  if (!only || routines.length > 1) return nothing;
  const routine = routineEntity(only.schema, last.name, routines);
  const out = only.parameters.filter(({ mode }) => mode !== 'in' && mode !== 'variadic');
  if (out.length > 0)
    return {
      columns: out.flatMap(({ name: column, type }) =>
        column === undefined
          ? []
          : [{ name: column, entities: [{ ...parameterEntity(routine, column), type: formatType(type) }] }],
      ),
      isComplete: true,
    };
  const row = only.result && reader.known.relation(only.result);
  return row ? { columns: columnsOfRelation(row), isComplete: row.hasAllColumns } : nothing;
}

/** Whether a function returns one column, which has the name of the function. */
const isScalar = ({ known }: Reader, { result, parameters }: Routine): boolean =>
  result !== undefined &&
  !/^(?:record|void|any.*)$/.test(result.name) &&
  parameters.every(({ mode }) => mode === 'in' || mode === 'variadic') &&
  known.type(result)?.kind !== 'composite';
