import { builtins } from '../catalog/builtins.js';
import { titleOfType } from '../catalog/formatType.js';
import { layered } from '../catalog/layered.js';
import type { Catalog } from '../catalog/model.js';
import type { Issue } from '../semantics/infer/context.js';
import { type TypeKey, type Types, typesIn } from '../semantics/infer/types.js';
import { bodyTextOf } from '../syntax/body.js';
import { callSpan } from '../syntax/calls.js';
import { treeOf } from '../syntax/tree/tree.js';
import type { Span } from '../text/span.js';
import { narrowedIn } from './bigintUses.js';
import { foundUnderDdl } from './foundUnderDdl.js';
import { catalogOf } from './script/catalog.js';
import { knownColumns, mayBeRefused } from './script/comparedTypes.js';
import { comparisonsOf } from './script/comparisons.js';
import { createdFunctions } from './script/createdNames.js';
import type { Script, ScriptStatement } from './script/script.js';
import { issuesIn, sqlOf } from './typedSql.js';

/** An operator between two types that PostgreSQL has none for. */
export interface RefusedOperator {
  /** Its sign, as offsets of the script. */
  readonly at: Span;
  /** As `uuid = integer`. */
  readonly given: string;
}

/** The comparisons of a script that fail with 42883, as far as it tells the types of both sides. */
export const refusedOperators = foundUnderDdl({
  tell: (source, { createdFunction, kind }) =>
    kind === 'CopyStmt'
      ? undefined
      : comparisonsOf(source, createdFunction !== undefined || kind === 'DoStmt'),
  under: knownColumns,
  isAbout: mayBeRefused,
  find: (script, placed, number): readonly RefusedOperator[] => [...refusedIn(script, placed, number)],
});

/** The places are relative to the statement. */
function* refusedIn(script: Script, placed: ScriptStatement, number: number): Generator<RefusedOperator> {
  const outer = script.read(placed);
  // A body in PL/pgSQL is read when it runs, if the function is still there.
  const isLate = bodyTextOf(outer, treeOf(outer))?.language === 'plpgsql';
  const { behind, after } = catalogOf(script);
  if (isLate && 'CreateFunctionStmt' in (outer.node ?? {}) && !isKept(after, placed)) return;
  const catalog = isLate ? after : behind(number);
  const names = layered([builtins(), catalog], catalog.searchPath);
  const types = typesIn({ ...names, isComplete: true });
  const own = createdFunctions(script);
  const seen = new Set<number>();
  for (const { statement, parameters, offsetAt } of sqlOf(script, outer, types))
    for (const issue of issuesIn(types, statement, parameters)) {
      const given = refused(types, issue);
      // A bigint in place of an integer has a rule of its own.
      if (given === undefined || narrowedIn(types, issue, own)) continue;
      const { start, end } = callSpan(statement, issue.node);
      const at = { start: offsetAt(start), end: offsetAt(end) };
      // A query inside is read with its own statement, and with that around it.
      if (seen.has(at.start)) continue;
      seen.add(at.start);
      yield { at, given };
    }
}

const isKept = ({ schemas }: Catalog, { span }: ScriptStatement): boolean =>
  [...schemas.values()].some(({ routines }) =>
    [...routines.values()].flat().some(({ origin }) => origin?.statement.start === span.start),
  );

/** The operator with the types that it is given; undefined for any other issue, and where a type is not PostgreSQL's own. */
function refused(types: Types, { sqlstate, node, subject: sign, given }: Issue): string | undefined {
  if (sqlstate !== '42883' || 'funcname' in node || given?.length !== 2) return undefined;
  return given.every((type) => isOwn(types, type)) ? given.map(titleOfType).join(` ${sign} `) : undefined;
}

const isOwn = (types: Types, type: TypeKey): boolean =>
  type !== 'unknown' && types.find(types.base(type))?.schema === 'pg_catalog';
