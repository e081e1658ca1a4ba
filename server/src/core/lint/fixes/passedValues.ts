import type { Parameter, TypeRef } from '../../catalog/model.js';
import { replace } from '../../syntax/edits.js';
import { quoteString, stringAt, uncast } from '../../syntax/literals.js';
import type { StatementText } from '../../syntax/statement.js';
import { allIn, childOf, childrenOf, partsOf } from '../../syntax/tree/nodes.js';
import { append } from '../../text/append.js';
import type { Edit } from '../../text/edit.js';
import { query } from '../../text/memo.js';
import { catalogOf } from '../script/catalog.js';
import type { Script } from '../script/script.js';
import { statementsWith } from '../script/wordsIn.js';
import { piecesOf } from './pieces.js';
import type { Recasting } from './recast.js';
import type { RewrittenValues } from './writtenValues.js';

/** Rewrites the constants that calls pass to parameters of a type, in all statements of a script and their bodies. */
export function passedValues(script: Script, { from, value }: Omit<Recasting, 'to'>): RewrittenValues {
  const edits: Edit[] = [];
  const byHand = new Set<number>();
  for (const [name, numbers] of takersOf(script, from))
    for (const placed of statementsWith(script, name))
      for (const { text, tree, place } of piecesOf(script, placed)) {
        const own = [...allIn(tree)].flatMap((node) =>
          node.kind === 'call' && partsOf(text, childOf(node, 'name')).at(-1) === name
            ? childrenOf(childOf(node, 'list', 'argument'), 'expression').flatMap((argument, at) =>
                numbers.has(at) ? rewritten(text, uncast(text, argument), value) : [],
              )
            : [],
        );
        const placedEdits = place(own);
        if (placedEdits) append(edits, placedEdits);
        else if (own.length > 0) byHand.add(placed.span.start);
      }
  return { edits, byHand: byHand.size };
}

function rewritten(text: StatementText, node: ReturnType<typeof uncast>, value: Recasting['value']): Edit[] {
  const written = node.kind === 'constant' ? stringAt(text, node) : undefined;
  const changed = written === undefined ? undefined : value(written);
  return changed === undefined || changed === written ? [] : replace(text, node, quoteString(changed));
}

/** The functions of a script by name, with the numbers of their parameters of a type. */
function takersOf(script: Script, type: string): ReadonlyMap<string, ReadonlySet<number>> {
  const known = query(takersByType, script);
  const found = known.get(type) ?? routinesTaking(script, type);
  known.set(type, found);
  return found;
}

const takersByType = (_script: Script): Map<string, ReadonlyMap<string, ReadonlySet<number>>> => new Map();

function routinesTaking(script: Script, type: string): ReadonlyMap<string, ReadonlySet<number>> {
  const found = new Map<string, Set<number>>();
  for (const { name, types } of query(routinesOf, script))
    for (const [at, one] of types.entries())
      if (one.dimensions === 0 && one.name === type) found.set(name, (found.get(name) ?? new Set()).add(at));
  return found;
}

/** The functions as a script creates and renames them, and as they are at its end: they may go, and types get other names. */
const routinesOf = (script: Script): readonly Taking[] => [
  ...script.statements.flatMap(({ facts }) =>
    facts.ddl.flatMap((change) => {
      if (change.kind === 'create routine') return { name: change.name.name, types: inputsOf(change) };
      if (change.kind !== 'rename' || change.target.kind !== 'routine') return [];
      return { name: change.to, types: change.target.types ?? [] };
    }),
  ),
  ...[...catalogOf(script).after.schemas.values()].flatMap(({ routines }) =>
    [...routines.values()].flat().map((routine) => ({ name: routine.name, types: inputsOf(routine) })),
  ),
];

/** A function by the last part of its name, with the types of what a call passes. */
interface Taking {
  readonly name: string;
  readonly types: readonly TypeRef[];
}

const inputsOf = ({
  parameters,
}: {
  readonly parameters: readonly Pick<Parameter, 'mode' | 'type'>[];
}): readonly TypeRef[] =>
  parameters.flatMap(({ mode, type }) => (mode === 'out' || mode === 'table' ? [] : type));
