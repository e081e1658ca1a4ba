import type { FuncCall } from 'libpg-query';
import { builtins } from '../catalog/builtins.js';
import { layered } from '../catalog/layered.js';
import type { Routine } from '../catalog/model.js';
import { chooseRoutine } from '../semantics/infer/overload.js';
import { type TypeKey, type Types, typesIn } from '../semantics/infer/types.js';
import { bodyTextOf } from '../syntax/body.js';
import { callSpan } from '../syntax/calls.js';
import { unquoted } from '../syntax/names.js';
import { stringsOf } from '../syntax/strings.js';
import { treeOf } from '../syntax/tree/tree.js';
import type { Span } from '../text/span.js';
import { foundWithFunctions } from './foundUnderDdl.js';
import { catalogOf } from './script/catalog.js';
import { createdFunctions } from './script/createdNames.js';
import type { Script, ScriptStatement } from './script/script.js';
import { issuesIn, sqlOf } from './typedSql.js';

/** A call of a function of the script that passes types which no function of that name takes. */
export interface RefusedCall {
  /** The called name, as offsets of the script. */
  readonly at: Span;
  readonly schema: string | undefined;
  readonly name: string;
  readonly given: readonly TypeKey[];
  /** All of that name that the script has there. */
  readonly routines: readonly Routine[];
  /** That of them which takes the call once its smaller integers are bigint. */
  readonly widened: Routine | undefined;
}

/** The calls of a script that fail with 42883, as far as it tells the types of what they pass. */
export const refusedCalls = foundWithFunctions({
  tell: (source, { createdFunction = '' }) => (source.includes('(') ? createdFunction : undefined),
  isAbout(created, own, source) {
    const called = callsIn(source).filter((name) => own.has(name));
    // A function names itself in its head.
    const isItself = called.length === 1 && called[0] === created;
    return called.length > 0 && !isItself;
  },
  find: (script, placed, number): readonly RefusedCall[] => [...refusedIn(script, placed, number)],
});

/** What stands before parentheses, as the server folds it. */
const callsIn = (text: string): readonly string[] =>
  [...text.matchAll(/("(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*)\s*\(/gu)].map(([, name = '']) =>
    unquoted(name),
  );

/** The places are relative to the statement. */
function* refusedIn(script: Script, placed: ScriptStatement, number: number): Generator<RefusedCall> {
  const outer = script.read(placed);
  // A body in PL/pgSQL is read when it runs.
  const isLate = bodyTextOf(outer, treeOf(outer))?.language === 'plpgsql';
  const catalog = isLate ? catalogOf(script).after : catalogOf(script).behind(number);
  const names = layered([builtins(), catalog], catalog.searchPath);
  const types = typesIn({ ...names, isComplete: true });
  const own = createdFunctions(script);
  for (const { statement, parameters, offsetAt } of sqlOf(script, outer, types))
    for (const { sqlstate, node, subject: name, given = [] } of issuesIn(types, statement, parameters)) {
      if (sqlstate !== '42883' || !('funcname' in node) || !own.has(name)) continue;
      const [, schema] = stringsOf((node as FuncCall).funcname).reverse();
      const routines = types.names.routines({ schema, name });
      // A name of PostgreSQL's, and a call with other arguments, may be meant for a function of another script.
      if (routines.length === 0 || routines.some((one) => one.schema === 'pg_catalog')) continue;
      const takers = routines.filter((one) => takes(types, widened(one), given));
      const isByType = takers.length > 0 || routines.some((one) => isAsLong(one, given));
      if (!isByType) continue;
      const { start, end } = callSpan(statement, node);
      const at = { start: offsetAt(start), end: offsetAt(end) };
      yield { at, schema, name, given, routines, widened: takers.length === 1 ? takers[0] : undefined };
    }
}

const isAsLong = ({ parameters }: Routine, given: readonly TypeKey[]): boolean =>
  parameters.filter(({ mode }) => mode === 'in' || mode === 'inout').length === given.length;

const takes = (types: Types, routine: Routine, given: readonly TypeKey[]): boolean =>
  typeof chooseRoutine(types, [routine], { types: given, names: [], isVariadic: false }) === 'object';

/** A function whose smaller integers are bigint. */
const widened = (routine: Routine): Routine => ({
  ...routine,
  parameters: routine.parameters.map((one) =>
    isSmallInteger(one.type) ? { ...one, type: { ...one.type, name: 'int8' } } : one,
  ),
});

export const isSmallInteger = ({ name, dimensions }: Routine['parameters'][number]['type']): boolean =>
  dimensions === 0 && (name === 'int4' || name === 'int2');
