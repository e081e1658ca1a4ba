import type { CreateFunctionStmt, Node } from 'libpg-query';
import type { CreateRoutine } from '../change.js';
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

const volatilityOf = (word: string | undefined): CreateRoutine['volatility'] =>
  word === 'immutable' || word === 'stable' ? word : 'volatile';

/** The word of an option; `true` where it has none, or is on. */
function wordOption(options: readonly Node[] | undefined, name: string): string | undefined {
  const value = optionOf(options, name);
  if (value === undefined || value === 'present') return value;
  if ('String' in value) return value.String.sval ?? '';
  return 'Boolean' in value && value.Boolean.boolval ? 'true' : undefined;
}
