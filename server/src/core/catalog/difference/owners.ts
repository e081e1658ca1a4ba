import { quoteName } from '../../syntax/names.js';
import type { HeldRights } from '../fromServer/rights.js';
import { byPlace, placesOf } from './places.js';
import { isMadeAgain } from './rights.js';
import type { Snapshot } from './snapshot.js';
import type { Difference } from './step.js';

/**
 * What gives the objects of one schema the owners that they have in another one, behind `objects`: what is made again belongs
 * to who makes it. Who reads a schema is the usual owner there, whatever its name; the server's own schema is left out.
 */
export function* ownerDifferences(
  from: Snapshot,
  to: Snapshot,
  objects: readonly Difference[],
): Generator<Difference> {
  const [before, after] = [byPlace(from), byPlace(to)];
  const remade = new Set(objects.filter(isMadeAgain).map(({ object }) => object));
  const ofColumns = new Set(
    to.others.filter(isOfColumn).map(({ schema, name }) => `sequence ${schema}.${name}`),
  );
  const roles = new Set(from.roles);
  const usual = from.rights.find(({ isOwn }) => isOwn)?.owner ?? 'admin';
  for (const { label, on } of placesOf(to)) {
    const wanted = after.get(on);
    if (!wanted || !hasOwner(label) || ofColumns.has(label)) continue;
    const old = remade.has(label) ? undefined : before.get(on);
    const [has, wants] = [namedOwner(old), namedOwner(wanted)];
    if (has === wants) continue;
    const owner = wants ?? usual;
    const sql = ownerStatement(label, on, owner);
    const isThere = owner === usual || roles.has(owner);
    yield {
      ...{ kind: 'different', object: `owner of ${label}`, losesData: false },
      detail: `${has ?? usual} → ${owner}`,
      steps: isThere ? [{ sql, phase: 'give away' }] : [],
      byHand: isThere ? undefined : `There is no role ${quoteName(owner)}: create it, and then: ${sql};`,
    };
  }
}

/** Undefined where who reads it is the owner, and where there is nothing yet. */
const namedOwner = (held: HeldRights | undefined): string | undefined =>
  held === undefined || held.isOwn ? undefined : held.owner;

const hasOwner = (label: string): boolean => /^(?:schema|table|view|sequence|function|domain) /.test(label);

/** It belongs to the owner of its table. */
const isOfColumn = (shape: Snapshot['others'][number]): boolean =>
  shape.kind === 'sequence' && shape.details.owner !== undefined;

function ownerStatement(label: string, on: string, owner: string): string {
  const kind = label.slice(0, label.indexOf(' ')).toUpperCase();
  return `ALTER ${kind} ${on.slice(on.indexOf(' ') + 1)} OWNER TO ${quoteName(owner)}`;
}

/** What says the owner of a difference, as `Difference.object` names it. Empty where the schema does not have its object. */
export const ownerStatements = (snapshot: Snapshot, object: string): readonly string[] => {
  const held = byPlace(snapshot);
  return placesOf(snapshot).flatMap(({ label, on }) => {
    const owner = held.get(on)?.owner;
    return owner !== undefined && object === `owner of ${label}` ? [ownerStatement(label, on, owner)] : [];
  });
};
