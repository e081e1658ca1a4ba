import type { Routine } from '../catalog/model.js';
import { quoteName } from '../syntax/names.js';
import type { SyntaxNode } from '../syntax/node.js';
import { childOf, enclosing, partsOf } from '../syntax/tree/nodes.js';
import { type Caret, caretAt } from './completion/caret.js';
import { insertedColumns, itemAt } from './completion/values.js';
import { parameterOf, plainFirst, signatureOf } from './describe.js';
import { grammarCalls, labelOfCall } from './grammarCalls.js';
import type { WorkspaceFile } from './workspace.js';

export interface Signatures {
  readonly list: readonly CallSignature[];
  /** The most likely one. */
  readonly active: number;
  readonly activeParameter: number;
}

export interface CallSignature {
  readonly label: string;
  readonly parameters: readonly string[];
  readonly documentation: string | undefined;
}

/** The call, or the row of INSERT, that a UTF-16 offset is in. */
export function signaturesAt(file: WorkspaceFile, offset: number): Signatures | undefined {
  const caret = caretAt(file, offset, true);
  if (!caret) return undefined;
  const row = enclosing(caret.node, 'row');
  const call = callAround(caret);
  if (call && (!row || call.first > row.first)) return ofCall(caret, call);
  return row && ofRow(caret, row);
}

/** The innermost call whose parentheses enclose the caret. */
function callAround({ node, token }: Caret): SyntaxNode | undefined {
  for (let at: SyntaxNode | undefined = node; at; at = at.parent) {
    const list = at.kind === 'call' ? childOf(at, 'list', 'argument') : undefined;
    if (list && list.first < token && token <= list.last) return at;
  }
  return undefined;
}

function ofCall({ known, text, token, behind }: Caret, call: SyntaxNode): Signatures | undefined {
  const name = childOf(call, 'name', 'function');
  const list = childOf(call, 'list', 'argument');
  const [last, schema] = partsOf(text, name).toReversed();
  if (!list || last === undefined) return undefined;
  const routines = plainFirst(known.routines({ schema, name: last }));
  const at = itemAt(text, list, token);
  if (routines.length === 0) return ofGrammar(last, at);
  const taken = routines.map((routine) =>
    routine.parameters.filter(({ mode }) => mode !== 'out' && mode !== 'table'),
  );
  const fits = taken.findIndex(
    (parameters) => parameters.length > at || parameters.at(-1)?.mode === 'variadic',
  );
  const active = Math.max(0, fits);
  const parameters = taken[active] ?? [];
  // `name => value` tells the parameter.
  const written = behind(1) === '=>' ? parameters.findIndex((parameter) => parameter.name === behind(2)) : -1;
  const counted = parameters.at(-1)?.mode === 'variadic' ? Math.min(at, parameters.length - 1) : at;
  return {
    list: routines.map((routine: Routine, index) => ({
      label: signatureOf(routine),
      parameters: (taken[index] ?? []).map(parameterOf),
      documentation: routine.comment,
    })),
    active,
    activeParameter: written >= 0 ? written : counted,
  };
}

/** What the grammar reads as a call and no catalog lists. */
function ofGrammar(name: string, at: number): Signatures | undefined {
  const call = grammarCalls[name];
  if (!call) return undefined;
  const { parameters, told } = call;
  return {
    list: [{ label: labelOfCall(name, call), parameters, documentation: told }],
    active: 0,
    activeParameter: Math.min(at, parameters.length - 1),
  };
}

function ofRow({ levels, text, token }: Caret, row: SyntaxNode): Signatures | undefined {
  const insert = enclosing(row, 'statement', 'InsertStmt');
  const target = insert && levels.get(insert)?.sources[0];
  if (!insert || !target) return undefined;
  const columns = insertedColumns(text, insert, target);
  const parameters = columns.map((column) =>
    column ? [quoteName(column.name), ...(column.type === undefined ? [] : [column.type])].join(' ') : '?',
  );
  if (parameters.length === 0) return undefined;
  const table = target.relation?.name ?? target.name ?? '';
  const label = `${quoteName(table)} (${parameters.join(', ')})`;
  return {
    list: [{ label, parameters, documentation: undefined }],
    active: 0,
    activeParameter: itemAt(text, row, token),
  };
}
