import { fromScript, type ScriptCatalog } from '../../catalog/fromScript.js';
import { type Lookup, layered } from '../../catalog/layered.js';
import type { TypeRef } from '../../catalog/model.js';
import type { NodePointer, Origin, ScriptSource } from '../../catalog/origin.js';
import { answeredColumns } from '../../semantics/answeredColumns.js';
import { query, queryInSteps } from '../../text/memo.js';
import type { Span } from '../../text/span.js';
import { finish, type Steps } from '../../text/steps.js';
import { type Script, statementsByPart } from './script.js';

/** The catalog that a script makes, replayed when it is first asked for. */
export const catalogOf = (script: Script): ScriptCatalog => query(replayed, script);

/** Replays it in advance, a step for each statement of DDL. */
export const replayInSteps = (script: Script): Steps<void> => queryInSteps(replayed, script, replaying);

const replayed = (script: Script): ScriptCatalog => finish(replaying(script));

function replaying(script: Script): Steps<ScriptCatalog> {
  const { read } = script;
  const statements = query(playedIn, script);
  return fromScript(query(sourceOf, script), statements, (at, relation, catalog) => {
    const statement = statements[at];
    const node = statement && read(statement).node;
    return node && answeredColumns(node, relation, catalog);
  });
}

/** Each file is sent by a session of its own. */
const playedIn = (script: Script) =>
  script.parts.length === 1
    ? script.statements
    : statementsByPart(script, script.statements).flatMap(({ statements: [first, ...others] }) =>
        first ? [{ ...first, isFirst: true }, ...others] : [],
      );

/** A place in a script as the origin of a catalog. */
export const originIn = (script: Script, statement: Span, pointer: NodePointer): Origin => ({
  source: query(sourceOf, script),
  statement,
  pointer,
});

/** Scripts have no name here, because there is only one. */
const sourceOf = ({ text }: Script): ScriptSource => ({ name: '', text });

/** The objects of the script at its end, by name. */
const lookupIn = (script: Script): Lookup => query(lookedUp, script);

const lookedUp = (script: Script): Lookup => layered([catalogOf(script).after]);

/** The type that is stored for a type: for a domain of the script, the type below it. */
export function storedType(script: Script, type: TypeRef): TypeRef {
  const lookup = lookupIn(script);
  const known = query(storedTypes, script);
  /** The domains on the way, each with the dimensions of the arrays of it. */
  const passed = new Map<string, number>();
  let base = type;
  for (;;) {
    const domain = lookup.type(base);
    if (domain?.kind !== 'domain') break;
    const name = `${domain.schema}.${domain.name}`;
    // A domain over itself is invalid.
    if (passed.has(name)) break;
    const { dimensions } = base;
    const below = known.get(name);
    base = withDimensions(below ?? domain.base, dimensions);
    if (below) break;
    passed.set(name, dimensions);
  }
  for (const [name, dimensions] of passed) known.set(name, withDimensions(base, -dimensions));
  return base;
}

/** What is stored for the domains that were asked about: of a chain of them, each asks for those below it. */
const storedTypes = (_: Script): Map<string, TypeRef> => new Map();

const withDimensions = (type: TypeRef, more: number): TypeRef =>
  more === 0 ? type : { ...type, dimensions: type.dimensions + more };
