import type { CreateFunctionStmt, ObjectWithArgs, TypeName } from 'libpg-query';
import type { Routine } from '../../catalog/model.js';
import { writtenType } from '../../catalog/read/written.js';
import { inCaseOf, replaceAt } from '../../syntax/edits.js';
import { spanOfType } from '../../syntax/rangeOf.js';
import { textOf as textOfName } from '../../syntax/typeName.js';
import { walkAll } from '../../syntax/walk.js';
import { byKey } from '../../text/byKey.js';
import type { Edit } from '../../text/edit.js';
import { query } from '../../text/memo.js';
import type { Span } from '../../text/span.js';
import { type Script, type ScriptStatement, textOf } from '../script/script.js';
import { placeEdits } from './placeEdits.js';

/**
 * Makes parameters of a function bigint, by their numbers among those that a call passes: where it is created, and where other
 * statements name it with its types. Undefined where no statement of the script creates it.
 */
export function widenParameters(
  script: Script,
  { name, parameters }: Routine,
  numbers: readonly number[],
): Edit[] | undefined {
  const types = parameters
    .filter(({ mode }) => mode !== 'out' && mode !== 'table')
    .map(({ type }) => type.name);
  const named = (query(signaturesByName, script).get(name) ?? []).filter(
    (one) => one.types.join() === types.join(),
  );
  if (!named.some(({ isCreation }) => isCreation)) return undefined;
  const edits: Edit[] = [];
  for (const { placed, spans } of named) {
    const statement = textOf(script, placed);
    for (const number of numbers) {
      const at = spans[number];
      if (!at) return undefined;
      const written = statement.text.slice(at.start, at.end);
      edits.push(...placeEdits(script, placed, replaceAt(statement, at, inCaseOf(written, 'BIGINT'))));
    }
  }
  return edits;
}

/** A function by the types of what a call passes, as a statement names it. */
interface Signature {
  readonly placed: ScriptStatement;
  readonly types: readonly string[];
  /** Where these are, relative to the statement. */
  readonly spans: readonly (Span | undefined)[];
  readonly isCreation: boolean;
}

/** By the last part of the name. */
const signaturesByName = (script: Script): ReadonlyMap<string, readonly Signature[]> =>
  byKey(
    script.statements.flatMap((placed) => (kinds.has(placed.facts.kind) ? signaturesIn(script, placed) : [])),
  );

const kinds: ReadonlySet<string> = new Set([
  'AlterFunctionStmt',
  'AlterObjectDependsStmt',
  'AlterObjectSchemaStmt',
  'AlterOwnerStmt',
  'CommentStmt',
  'CreateFunctionStmt',
  'DropStmt',
  'GrantStmt',
  'RenameStmt',
]);

function signaturesIn(script: Script, placed: ScriptStatement): [name: string, Signature][] {
  const statement = script.read(placed);
  const { node } = statement;
  if (!node) return [];
  const signature = (types: readonly TypeName[], isCreation: boolean): Signature => ({
    placed,
    types: types.map((type) => writtenType(type).name),
    spans: types.map((type) => spanOfType(statement, type)),
    isCreation,
  });
  if ('CreateFunctionStmt' in node) {
    const { funcname = [] } = node.CreateFunctionStmt;
    return [[funcname.map(textOfName).at(-1) ?? '', signature(inputsOf(node.CreateFunctionStmt), true)]];
  }
  const found: [string, Signature][] = [];
  walkAll(node, (kind, inner) => {
    if (kind !== 'ObjectWithArgs') return;
    // The walker passes the node of the name that it tells.
    const { objname = [], objargs = [], args_unspecified } = inner as ObjectWithArgs;
    if (args_unspecified) return;
    const types = objargs.flatMap((one) => ('TypeName' in one ? [one.TypeName] : []));
    found.push([objname.map(textOfName).at(-1) ?? '', signature(types, false)]);
  });
  return found;
}

const inputsOf = ({ parameters = [] }: CreateFunctionStmt): readonly TypeName[] =>
  parameters.flatMap((one) => {
    const { argType, mode } = 'FunctionParameter' in one ? one.FunctionParameter : {};
    return argType && mode !== 'FUNC_PARAM_OUT' && mode !== 'FUNC_PARAM_TABLE' ? [argType] : [];
  });
