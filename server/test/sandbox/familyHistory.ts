import { drawingFrom } from './drawing.js';

/**
 * A step of a history of parents with kids, which go with them, and pets, which then are without an owner. Outside a transaction a
 * statement is one of its own.
 */
export interface FamilyStep {
  readonly session: number;
  readonly kind:
    | 'begin'
    | 'commit'
    | 'rollback'
    | 'read'
    | 'lock'
    | 'addParent'
    | 'renumber'
    | 'dropParent'
    | 'addKid'
    | 'giveKid'
    | 'growKid'
    | 'dropKid'
    | 'addPet'
    | 'dropPet';
  readonly id: number;
  readonly parent: number;
}

/** What a step answered: a SQLSTATE, or how many rows it changed. */
export type FamilyTold = { readonly error: string } | { readonly rows: number };

export const familyTables: readonly string[] = [
  'CREATE TABLE parents (id int PRIMARY KEY, n int)',
  `CREATE TABLE kids (id int PRIMARY KEY, parent int NOT NULL REFERENCES parents ON DELETE CASCADE ON UPDATE CASCADE,
     age int NOT NULL DEFAULT 0)`,
  'CREATE TABLE pets (id int PRIMARY KEY, owner int REFERENCES parents ON DELETE SET NULL ON UPDATE SET NULL)',
];

export const familyQuery = `SELECT 'parent' AS kind, id, NULL::int AS parent, 0 AS age FROM parents
  UNION ALL SELECT 'kid', id, parent, age FROM kids UNION ALL SELECT 'pet', id, owner, 0 FROM pets ORDER BY kind, id`;

export const familySqlOf = ({ kind, id, parent }: FamilyStep): string =>
  ({
    begin: 'BEGIN',
    commit: 'COMMIT',
    rollback: 'ROLLBACK',
    read: familyQuery,
    lock: `SELECT FROM parents WHERE id = ${parent} FOR UPDATE`,
    addParent: `INSERT INTO parents VALUES (${parent})`,
    renumber: `UPDATE parents SET id = ${id} WHERE id = ${parent}`,
    dropParent: `DELETE FROM parents WHERE id = ${parent}`,
    addKid: `INSERT INTO kids VALUES (${id}, ${parent})`,
    giveKid: `UPDATE kids SET parent = ${parent} WHERE id = ${id}`,
    growKid: `UPDATE kids SET age = age + 1 WHERE id = ${id}`,
    dropKid: `DELETE FROM kids WHERE id = ${id}`,
    addPet: `INSERT INTO pets VALUES (${id}, ${parent})`,
    dropPet: `DELETE FROM pets WHERE id = ${id}`,
  })[kind];

/** The rows as the query of the whole family tells them, when those who have committed ran one after the other. */
export function familyAfter(
  played: readonly (readonly [FamilyStep, FamilyTold])[],
): readonly (readonly [kind: string, id: number, parent: number | null, age: number])[] {
  const parents = new Set<number>();
  const kids = new Map<number, { readonly parent: number; readonly age: number }>();
  const pets = new Map<number, number | null>();
  const leave = (parent: number, other: number | undefined) => {
    parents.delete(parent);
    if (other !== undefined) parents.add(other);
    for (const [id, kid] of kids) {
      if (kid.parent !== parent) continue;
      if (other === undefined) kids.delete(id);
      else kids.set(id, { ...kid, parent: other });
    }
    for (const [id, owner] of pets) if (owner === parent) pets.set(id, null);
  };
  for (const { kind, id, parent } of committedIn(played)) {
    const kid = kids.get(id);
    if (kind === 'addParent') parents.add(parent);
    else if (kind === 'renumber' && id !== parent) leave(parent, id);
    else if (kind === 'dropParent') leave(parent, undefined);
    else if (kind === 'addKid') kids.set(id, { parent, age: 0 });
    else if (kind === 'giveKid' && kid) kids.set(id, { ...kid, parent });
    else if (kind === 'growKid' && kid) kids.set(id, { ...kid, age: kid.age + 1 });
    else if (kind === 'dropKid') kids.delete(id);
    else if (kind === 'addPet') pets.set(id, parent);
    else if (kind === 'dropPet') pets.delete(id);
  }
  const inOrder = <Row extends readonly [string, number, ...unknown[]]>(rows: readonly Row[]) =>
    rows.toSorted(([, one], [, other]) => one - other);
  return [
    ...inOrder([...kids].map(([id, { parent, age }]) => ['kid', id, parent, age] as const)),
    ...inOrder([...parents].map((id) => ['parent', id, null, 0] as const)),
    ...inOrder([...pets].map(([id, owner]) => ['pet', id, owner, 0] as const)),
  ];
}

/** The steps that have changed rows for good, in the order of their commits. */
function committedIn(played: readonly (readonly [FamilyStep, FamilyTold])[]): readonly FamilyStep[] {
  const open = new Map<number, FamilyStep[]>();
  return played.flatMap(([step, told]): readonly FamilyStep[] => {
    const before = open.get(step.session);
    if (step.kind === 'begin') open.set(step.session, before ?? []);
    else if (step.kind === 'commit' || step.kind === 'rollback') {
      open.delete(step.session);
      return step.kind === 'commit' && !('error' in told) ? (before ?? []) : [];
    } else if (!('error' in told) && told.rows > 0) {
      if (!before) return [step];
      before.push(step);
    }
    return [];
  });
}

/**
 * A history of a number of sessions, the same one for the same numbers. A transaction that has taken a parent away changes no kid and
 * no pet any more, and brings no parent: docs/sandbox.md tells what else it may see of them.
 */
export function familyHistoryFrom(random: () => number, sessions: number): FamilyStep[] {
  const { below, kind } = drawingFrom(random, shares);
  const taking = new Set<number>();
  return Array.from({ length: 30 }, () => {
    const step = { session: below(sessions), kind: kind(), id: 1 + below(4), parent: 1 + below(4) };
    if (step.kind === 'commit' || step.kind === 'rollback') taking.delete(step.session);
    const isTaking = taking.has(step.session);
    if (step.kind === 'dropParent' || step.kind === 'renumber') taking.add(step.session);
    return isTaking && afterwards.has(step.kind) ? { ...step, kind: 'read' as const } : step;
  });
}

const afterwards: ReadonlySet<string> = new Set([
  'addParent',
  'renumber',
  'addKid',
  'giveKid',
  'growKid',
  'dropKid',
  'addPet',
  'dropPet',
]);

const shares: Readonly<Record<FamilyStep['kind'], number>> = {
  begin: 6,
  commit: 5,
  rollback: 1,
  read: 2,
  lock: 1,
  addParent: 5,
  renumber: 1,
  dropParent: 3,
  addKid: 5,
  giveKid: 2,
  growKid: 3,
  dropKid: 1,
  addPet: 3,
  dropPet: 1,
};
