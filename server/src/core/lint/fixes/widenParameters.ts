import type { CreateFunctionStmt, ObjectWithArgs, TypeName } from 'libpg-query';
import type { Routine } from '../../catalog/model.js';
import { writtenType } from '../../catalog/read/written.js';
import { inCaseOf, replaceAt } from '../../syntax/edits.js';
import { spanOfType } from '../../syntax/rangeOf.js';
import type { Statement } from '../../syntax/statement.js';
import { textOf } from '../../syntax/typeName.js';
import { walkAll } from '../../syntax/walk.js';
import type { Edit } from '../../text/edit.js';
import type { Script } from '../script/script.js';
import { placeEdits } from './placeEdits.js';

/**
 * Makes parameters of a function bigint, by their numbers among those that a call passes: where it is created, and where other
 * statements name it with its types. Undefined where no statement of the script creates it.
 */
export function widenParameters(
  script: Script,
  routine: Routine,
  numbers: readonly number[],
): Edit[] | undefined {
  const { name, parameters } = routine;
  const types = parameters
    .filter(({ mode }) => mode !== 'out' && mode !== 'table')
    .map(({ type }) => type.name);
  let isCreated = false;
  const edits: Edit[] = [];
  for (const placed of script.statements) {
    const { facts, span } = placed;
    if (facts.changes !== 'schema' || facts.ddl.length > 1) continue;
    if (!script.text.slice(span.start, span.end).includes(name)) continue;
    const statement = script.read(placed);
    for (const { named, isCreation } of signaturesIn(statement, name)) {
      if (named.map((type) => writtenType(type).name).join() !== types.join()) continue;
      isCreated ||= isCreation;
      for (const number of numbers) {
        const at = named[number] && spanOfType(statement, named[number]);
        if (!at) return undefined;
        const written = statement.text.slice(at.start, at.end);
        edits.push(...placeEdits(script, placed, replaceAt(statement, at, inCaseOf(written, 'BIGINT'))));
      }
    }
  }
  return isCreated ? edits : undefined;
}

interface Signature {
  /** The types of what a call passes. */
  readonly named: readonly TypeName[];
  readonly isCreation: boolean;
}

function signaturesIn({ node }: Statement, name: string): readonly Signature[] {
  if (!node) return [];
  if ('CreateFunctionStmt' in node) {
    const { funcname = [] } = node.CreateFunctionStmt;
    const isNamed = funcname.map(textOf).at(-1) === name;
    return isNamed ? [{ named: inputsOf(node.CreateFunctionStmt), isCreation: true }] : [];
  }
  const found: Signature[] = [];
  walkAll(node, (kind, inner) => {
    if (kind !== 'ObjectWithArgs') return;
    // The walker passes the node of the name that it tells.
    const { objname = [], objargs = [], args_unspecified } = inner as ObjectWithArgs;
    if (args_unspecified || objname.map(textOf).at(-1) !== name) return;
    found.push({
      named: objargs.flatMap((one) => ('TypeName' in one ? [one.TypeName] : [])),
      isCreation: false,
    });
  });
  return found;
}

const inputsOf = ({ parameters = [] }: CreateFunctionStmt): readonly TypeName[] =>
  parameters.flatMap((one) => {
    const { argType, mode } = 'FunctionParameter' in one ? one.FunctionParameter : {};
    return argType && mode !== 'FUNC_PARAM_OUT' && mode !== 'FUNC_PARAM_TABLE' ? [argType] : [];
  });
