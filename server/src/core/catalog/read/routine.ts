import type { AlterFunctionStmt, CreateFunctionStmt, Node } from 'libpg-query';
import type { Change, CreateRoutine } from '../change.js';
import { routineOf } from './target.js';
import { nodesName, optionOf, writtenParameter, writtenType } from './written.js';

export function createRoutine({
  is_procedure: isProcedure = false,
  replace = false,
  funcname,
  parameters = [],
  returnType,
  options,
}: CreateFunctionStmt): CreateRoutine {
  return {
    kind: 'create routine',
    name: nodesName(funcname),
    replaces: replace,
    routine: isProcedure ? 'procedure' : wordOption(options, 'window') ? 'window' : 'function',
    parameters: parameters.flatMap((node) =>
      'FunctionParameter' in node ? [writtenParameter(node.FunctionParameter)] : [],
    ),
    result: returnType && writtenType(returnType),
    returnsSet: returnType?.setof ?? false,
    volatility: volatilityOf(wordOption(options, 'volatility')),
    isStrict: wordOption(options, 'strict') !== undefined,
    // A body in SQL needs no LANGUAGE.
    language: wordOption(options, 'language') ?? 'sql',
  };
}

export function alterRoutine({ func, actions }: AlterFunctionStmt): readonly Change[] {
  const target = func && routineOf(func);
  const volatility = wordOption(actions, 'volatility');
  const strict = optionOf(actions, 'strict');
  return target
    ? [
        {
          kind: 'alter routine',
          name: target.name,
          types: target.types,
          options: {
            ...(volatility !== undefined && { volatility: volatilityOf(volatility) }),
            ...(strict !== undefined && { isStrict: wordOption(actions, 'strict') !== undefined }),
          },
        },
      ]
    : [];
}

const volatilityOf = (word: string | undefined): CreateRoutine['volatility'] =>
  word === 'immutable' || word === 'stable' ? word : 'volatile';

/** The word of an option; `present` where it has no value, `true` where it is switched on. */
function wordOption(options: readonly Node[] | undefined, name: string): string | undefined {
  const value = optionOf(options, name);
  if (value === undefined || value === 'present') return value;
  if ('String' in value) return value.String.sval ?? '';
  return 'Boolean' in value && value.Boolean.boolval ? 'true' : undefined;
}
