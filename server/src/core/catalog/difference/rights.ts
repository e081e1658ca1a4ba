import { quoteName } from '../../syntax/names.js';
import { byKey } from '../../text/byKey.js';
import { query } from '../../text/memo.js';
import { type HeldRights, impliedRights, type Right } from '../fromServer/rights.js';
import { byPlace, isDefault, placesOf, type RightsPlace } from './places.js';
import type { Snapshot } from './snapshot.js';
import type { Difference, SchemaStep } from './step.js';

/**
 * What brings the rights of one schema to those of another, role by role, behind `objects`: what is made again has lost its
 * rights. The server's own schema is left out, on which nobody may grant.
 */
export function* rightsDifferences(
  from: Snapshot,
  to: Snapshot,
  objects: readonly Difference[],
): Generator<Difference> {
  const [before, after] = [byPlace(from), byPlace(to)];
  const existing = new Set(placesOf(from).map(({ on }) => on));
  const remade = new Set(objects.filter(isMadeAgain).map(({ object }) => object));
  const places = placesOf(to);
  const known = new Set(places.map(({ on }) => on));
  const kept = new Set(to.schemas.map(({ name }) => quoteName(name)));
  // What is granted by default in a schema goes with it
  const defaults = placesOf(from).filter(
    ({ on }) => isDefault(on) && !known.has(on) && kept.has(on.replace(/^\w+ IN SCHEMA /, '')),
  );
  // REVOKE on a table takes the same right on its columns, which come behind it
  let taken: ReadonlySet<string> = new Set();
  for (const place of [...places, ...defaults]) {
    const isRemade = remade.has(place.label);
    const old = before.get(place.on);
    const isColumn = place.on.startsWith('COLUMN ');
    const there =
      isRemade || !existing.has(place.on)
        ? rightsOfNew(place, before)
        : (old?.rights ?? impliedRights(place.on));
    const wanted = after.get(place.on);
    const wants = wanted?.rights ?? impliedRights(place.on);
    const has = isColumn ? there.filter((right) => !taken.has(rightKey(right))) : there;
    if (!isColumn) {
      const kept = keysOf(wants);
      taken = new Set([...keysOf(there)].filter((key) => !kept.has(key)));
    }
    const owners = new Set([old?.owner, wanted?.owner]);
    const [hasBy, wantsBy] = [byGrantee(has), byGrantee(wants)];
    for (const grantee of new Set([...hasBy.keys(), ...wantsBy.keys()].sort())) {
      if (owners.has(grantee)) continue;
      const difference = differenceOf(place, grantee, hasBy.get(grantee) ?? [], wantsBy.get(grantee) ?? []);
      if (difference) yield { ...difference, ...unknownRole(grantee, from, to, difference) };
    }
  }
}

const byGrantee = (rights: readonly Right[]): ReadonlyMap<string, readonly Right[]> =>
  byKey(rights.map((right) => [right.grantee, right]));

/** What tells a right from others on the same object. */
const rightKey = ({ privilege, grantee }: Right): string => `${privilege} ${grantee}`;

const keysOf = (rights: readonly Right[]): ReadonlySet<string> => new Set(rights.map(rightKey));

/** Dropped and made again, and a column that another one takes the place of. */
export const isMadeAgain = ({ kind, object, steps }: Difference): boolean =>
  kind === 'different' &&
  steps.some(({ phase }) =>
    object.startsWith('column ')
      ? phase === 'drop columns'
      : phase === 'drop views' || phase === 'drop functions',
  );

/** What is granted by itself on what is made: the rights by default of the first schema, which are still there then. */
function rightsOfNew({ on, schema }: RightsPlace, before: ReadonlyMap<string, HeldRights>): readonly Right[] {
  const [word] = /^(?:TABLE|SEQUENCE|FUNCTION|DOMAIN)(?= )/.exec(on) ?? [];
  if (word === undefined) return [];
  const kinds = word === 'DOMAIN' ? 'TYPES' : `${word}S`;
  return [
    ...(before.get(kinds)?.rights ?? impliedRights(on)),
    ...(before.get(`${kinds} IN SCHEMA ${quoteName(schema)}`)?.rights ?? []),
  ];
}

function differenceOf(
  place: RightsPlace,
  grantee: string,
  has: readonly Right[],
  wants: readonly Right[],
): Difference | undefined {
  const grantable = (rights: readonly Right[]) => keysOf(rights.filter(({ isGrantable }) => isGrantable));
  const [wanted, wantedGrantable, held, heldGrantable] = [
    keysOf(wants),
    grantable(wants),
    keysOf(has),
    grantable(has),
  ];
  const gone = has.filter((right) => !wanted.has(rightKey(right)));
  const less = has.filter(
    (right) => right.isGrantable && wanted.has(rightKey(right)) && !wantedGrantable.has(rightKey(right)),
  );
  const come = wants.filter((right) => !(right.isGrantable ? heldGrantable : held).has(rightKey(right)));
  if (gone.length + less.length + come.length === 0) return undefined;
  const revoked = (verb: Verb, rights: readonly Right[]) =>
    statementsOf(verb, place.on, grantee, rights).map(
      (sql): SchemaStep => ({ sql, phase: 'grant', note: 'Who uses this right loses it.' }),
    );
  const isNone = (rights: readonly Right[]) => rights.length === 0;
  return {
    kind: isNone(has) ? 'missing' : isNone(wants) ? 'extra' : 'different',
    object: `rights of ${grantee === '' ? 'everybody' : grantee} on ${place.label}`,
    detail: isNone(has) ? listOf(wants) : isNone(wants) ? listOf(has) : `${listOf(has)} → ${listOf(wants)}`,
    steps: [
      ...revoked('REVOKE', gone),
      ...revoked('REVOKE GRANT OPTION FOR', less),
      ...statementsOf('GRANT', place.on, grantee, come).map((sql): SchemaStep => ({ sql, phase: 'grant' })),
    ],
    losesData: false,
    byHand: undefined,
  };
}

/** Without a role there is nothing to grant to; and who does not know a role does not mean to take its rights. */
function unknownRole(
  grantee: string,
  from: Snapshot,
  to: Snapshot,
  { steps }: Difference,
): Pick<Difference, 'steps' | 'byHand'> {
  const statements = steps.map(({ sql }) => `${sql};`).join(' ');
  const isThere = query(rolesOf, from).has(grantee);
  if (grantee === '' || (isThere && query(rolesOf, to).has(grantee))) return { steps, byHand: undefined };
  return {
    steps: [],
    byHand: isThere
      ? `The other side has no role ${quoteName(grantee)}. To take the rights from it: ${statements}`
      : `There is no role ${quoteName(grantee)}: create it, and then: ${statements}`,
  };
}

const rolesOf = ({ roles }: Snapshot): ReadonlySet<string> => new Set(roles);

const listOf = (rights: readonly Right[]): string =>
  rights
    .map(({ privilege, isGrantable }) => `${privilege}${isGrantable ? ' with grant option' : ''}`)
    .join(', ');

type Verb = 'GRANT' | 'REVOKE' | 'REVOKE GRANT OPTION FOR';

/** One statement for the rights with the grant option, and one for those without. */
function statementsOf(verb: Verb, on: string, grantee: string, rights: readonly Right[]): readonly string[] {
  const role = grantee === '' ? 'PUBLIC' : quoteName(grantee);
  const of = (some: readonly Right[], option: string): readonly string[] => {
    if (some.length === 0) return [];
    const words = some.map(({ privilege }) => privilege);
    const to = `${verb === 'GRANT' ? 'TO' : 'FROM'} ${role}${option}`;
    const [, kind = '', rest = ''] = /^(\w+) ?(.*)$/s.exec(on) ?? [];
    if (isDefault(on))
      return [`ALTER DEFAULT PRIVILEGES${rest && ` ${rest}`} ${verb} ${words.join(', ')} ON ${kind} ${to}`];
    if (kind !== 'COLUMN') return [`${verb} ${words.join(', ')} ON ${on} ${to}`];
    const [, table = '', column = ''] = /^(.*)\.("(?:[^"]|"")*"|[^."]+)$/s.exec(rest) ?? [];
    return [`${verb} ${words.map((word) => `${word} (${column})`).join(', ')} ON TABLE ${table} ${to}`];
  };
  if (verb !== 'GRANT') return of(rights, '');
  return [
    ...of(
      rights.filter(({ isGrantable }) => !isGrantable),
      '',
    ),
    ...of(
      rights.filter(({ isGrantable }) => isGrantable),
      ' WITH GRANT OPTION',
    ),
  ];
}

/** What grants the rights of a difference, as `Difference.object` names them. Empty where there are none. */
export const rightsStatements = (snapshot: Snapshot, object: string): readonly string[] => {
  const held = byPlace(snapshot);
  return placesOf(snapshot)
    .filter(({ label }) => object.endsWith(` on ${label}`))
    .flatMap(({ on }) => {
      const rights = held.get(on)?.rights ?? impliedRights(on);
      return [...byGrantee(rights)].flatMap(([grantee, own]) => statementsOf('GRANT', on, grantee, own));
    });
};
