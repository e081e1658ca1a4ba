import type { TypeName } from 'libpg-query';
import { builtins } from '../catalog/builtins.js';
import { layered } from '../catalog/layered.js';
import type { Catalog } from '../catalog/model.js';
import { type TypeKey, typesIn, writtenType } from '../semantics/infer/types.js';
import { queriesIn } from '../semantics/queriesIn.js';
import { resolve } from '../semantics/resolve/query.js';
import { spanOfType } from '../syntax/rangeOf.js';
import type { Statement } from '../syntax/statement.js';
import type { Span } from '../text/span.js';
import { ofFunction } from './bodyTypes.js';
import { foundWithFunctions } from './foundUnderDdl.js';
import { plpgsqlPieces } from './plpgsqlPieces.js';
import { catalogOf } from './script/catalog.js';
import type { Script, ScriptStatement } from './script/script.js';
import { anyParameters, parametersOf } from './typedSql.js';

/** A column of RETURN QUERY that does not fit into the function's result, which takes no other type. */
export interface UnfitColumn {
  /** The first word of the query, as offsets of the script. */
  readonly at: Span;
  /** Undefined where the result is one value without a name. */
  readonly column: string | undefined;
  readonly declared: TypeKey;
  readonly returned: TypeKey;
  /** Where the function declares the type, as offsets of its statement. */
  readonly type: Span | undefined;
}

/** The integers of results for which the queries of a script return what is wider, as far as it tells their types. */
export const unfitColumns = foundWithFunctions({
  tell: (source, { createdFunction }) =>
    createdFunction !== undefined && /\breturn\s+query\b/i.test(source) ? {} : undefined,
  isAbout: () => true,
  find: (script, placed, number): readonly UnfitColumn[] => [...unfitIn(script, placed, number)],
});

function* unfitIn(script: Script, placed: ScriptStatement, number: number): Generator<UnfitColumn> {
  const outer = script.read(placed);
  const results = resultsOf(outer);
  // The body is read when it runs, which may be before its tables get other names or go.
  const { after, behind } = catalogOf(script);
  const typesOf = (catalog: Catalog) => typesIn(layered([builtins(), catalog], catalog.searchPath));
  const known = [typesOf(after), typesOf(behind(number))] as const;
  for (const { text, variables, offsetAt, isReturned, executed } of plpgsqlPieces(outer)?.pieces ?? []) {
    const { node } = isReturned ? script.parse(text.text) : {};
    const [only, ...others] = queriesIn(node);
    if (!only || others.length > 0) continue;
    const answers = known.map((types) =>
      resolve(
        types,
        only,
        executed ? anyParameters : ofFunction({ types, parse: script.parse }, parametersOf(outer), variables),
      ),
    );
    const rows = answers.flatMap(({ columns = [] }) => (columns.length === results.length ? [columns] : []));
    const [first] = text.tokens;
    if (!first) continue;
    for (const [number, { name: column, type }] of results.entries()) {
      const declared = writtenType(known[0], type);
      const returned = rows.map((columns) => columns[number]?.type).find((one) => one !== undefined);
      if (declared === undefined || returned === undefined || !widerThan[declared]?.has(returned)) continue;
      const at = { start: offsetAt(first.start), end: offsetAt(first.end) };
      yield { at, column, declared, returned, type: behindSetof(outer, spanOfType(outer, type)) };
    }
  }
}

/** Of `SETOF integer` the type alone. */
function behindSetof({ text }: Statement, span: Span | undefined): Span | undefined {
  const [setof = ''] = (span && /^setof\s+/i.exec(text.slice(span.start, span.end))) ?? [];
  return span && { start: span.start + setof.length, end: span.end };
}

/** What a key may become that was a smaller integer. */
const widerThan: Readonly<Record<TypeKey, ReadonlySet<TypeKey>>> = {
  int2: new Set(['int4', 'int8', 'uuid']),
  int4: new Set(['int8', 'uuid']),
};

interface Result {
  readonly name: string | undefined;
  readonly type: TypeName;
}

/** What the rows of a function hold: its OUT parameters, or the one value of its result. */
function resultsOf(statement: Statement): readonly Result[] {
  const outputs = parametersOf(statement).flatMap(({ name, mode = '', argType }) =>
    argType && outputModes.has(mode) ? [{ name, type: argType }] : [],
  );
  if (outputs.length > 0) return outputs;
  const { node } = statement;
  const type = node && 'CreateFunctionStmt' in node ? node.CreateFunctionStmt.returnType : undefined;
  return type ? [{ name: undefined, type }] : [];
}

const outputModes: ReadonlySet<string> = new Set(['FUNC_PARAM_OUT', 'FUNC_PARAM_INOUT', 'FUNC_PARAM_TABLE']);
