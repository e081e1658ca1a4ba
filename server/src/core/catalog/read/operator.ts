import type { CreateCastStmt, DefineStmt } from 'libpg-query';
import { lookup } from '../../text/lookup.js';
import type { Change, CreateCast } from '../change.js';
import { routineOf } from './target.js';
import { nameOption, nodesName, objectName, typeOption, writtenType } from './written.js';

/** Without a right operand or a function the server refuses it. */
export function createOperator({ defnames, definition }: DefineStmt): readonly Change[] {
  const right = typeOption(definition, 'rightarg');
  const routine = nameOption(definition, 'function') ?? nameOption(definition, 'procedure');
  if (!right || !routine) return [];
  const left = typeOption(definition, 'leftarg');
  return [{ kind: 'create operator', name: nodesName(defnames), left, right, routine: objectName(routine) }];
}

export function createCast({ sourcetype, targettype, func, context, inout }: CreateCastStmt): Change {
  return {
    kind: 'create cast',
    source: writtenType(sourcetype),
    target: writtenType(targettype),
    context: contexts[context ?? ''] ?? 'explicit',
    method: func ? 'routine' : inout ? 'text' : 'binary',
    routine: func && routineOf(func),
  };
}

const contexts = lookup<CreateCast['context']>({
  COERCION_IMPLICIT: 'implicit',
  COERCION_ASSIGNMENT: 'assignment',
});
