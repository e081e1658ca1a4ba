import { keyOf } from '../catalog/objectKey.js';
import { documentation } from '../dialect/documentation.js';
import { moveBehind } from '../lint/fixes/moveBehind.js';
import { defineRule } from '../lint/rule.js';
import { missingNames } from '../lint/script/bodyLookup.js';
import { isCreateTable } from '../lint/script/creations.js';
import { nameConflicts } from '../lint/script/nameConflicts.js';
import { spanOfName } from '../lint/script/nameSpan.js';
import type { Script, ScriptStatement } from '../lint/script/script.js';
import { behindNeeded } from '../text/behindNeeded.js';
import { byKey } from '../text/byKey.js';
import { circlesOf } from '../text/circles.js';
import type { Edit } from '../text/edit.js';
import { query } from '../text/memo.js';

export default defineRule({
  id: 'used-before-created',
  severity: 'warning',
  message: 'The {kind} "{name}" is used here, and created {where}.',
  why: 'Statements run in their order: either the name is missing here, or it is there already and its CREATE fails.',
  instead: 'Put the CREATE before the first statement that uses the name.',
  server: { sqlstate: '42P01', text: 'relation "{name}" does not exist' },
  documentation: documentation.createTable,
  examples: [
    {
      bad: 'CREATE TABLE orders (id UUID PRIMARY KEY, customer_id UUID REFERENCES customers);\nCREATE TABLE customers (id UUID PRIMARY KEY);',
      at: 'customers',
      byHand:
        'CREATE TABLE customers (id UUID PRIMARY KEY);\nCREATE TABLE orders (id UUID PRIMARY KEY, customer_id UUID REFERENCES customers);',
    },
    {
      bad: 'CREATE FUNCTION stock() RETURNS BIGINT LANGUAGE SQL AS $$ SELECT count(*) FROM items $$;\nCREATE TABLE items (id UUID PRIMARY KEY);',
      at: 'items',
      good: 'CREATE TABLE items (id UUID PRIMARY KEY);\nCREATE FUNCTION stock() RETURNS BIGINT LANGUAGE SQL AS $$ SELECT count(*) FROM items $$;',
    },
  ],
  repair(_, { script, placed }) {
    const { count, edits } = query(repairs, script).get(placed) ?? nothing;
    if (edits.length === 0) return [];
    return [
      {
        id: 'move-behind',
        title:
          count === 1
            ? 'Move the function behind what it uses'
            : `Move ${count} functions behind what they use`,
        consequence: count === 1 ? 'the function is created later' : 'the functions are created later',
        safety: 'review',
        edits,
      },
    ];
  },
  *script(script) {
    for (const conflict of query(nameConflicts, script)) {
      if (conflict.what === 'again') continue;
      const { what, name, kind, isInLaterFile } = conflict;
      const where = what === 'missing' ? 'by no migration' : isInLaterFile ? later : further;
      yield { at: spanOfName(script, conflict), data: { kind, name, where } };
    }
    for (const { creation, isInLaterFile, span, kind, name } of query(missingNames, script))
      if (creation) yield { at: span, data: { kind, name, where: isInLaterFile ? later : further } };
  },
});

const further = 'further down in this file';
const later = 'by a later migration';

interface Repair {
  /** How many functions it moves. */
  readonly count: number;
  readonly edits: readonly Edit[];
}

const nothing: Repair = { count: 0, edits: [] };

/**
 * The repair of each function that is created too early. Functions that call each other move together: all of them with the
 * first one, so that a chain of calls is not repaired link by link. The others move alone.
 */
function repairs(script: Script): ReadonlyMap<ScriptStatement, Repair> {
  const anchors = anchorsOf(script);
  const found = new Map<ScriptStatement, Repair>();
  const done = new Set<number>();
  const groups = groupsOf(anchors);
  const members = byKey([...anchors.keys()].map((moved) => [groups.get(moved), moved]));
  for (const moved of query(creationsByUser, script).keys()) {
    if (!anchors.has(moved)) continue;
    const group = groups.get(moved) ?? -1;
    const together = done.has(group) ? [moved] : (members.get(group) ?? [moved]);
    done.add(group);
    const moves = together.flatMap((one) => {
      const target = anchors.get(one);
      return target ? [{ moved: one, target }] : [];
    });
    found.set(moved, { count: moves.length, edits: moveBehind(script, moves) });
  }
  return found;
}

/**
 * The last statement that each function must stand behind, for those that do not: what it names, and what the functions must
 * stand behind that it calls. In the order in which they can be created. Functions that call each other in a circle stay.
 */
function anchorsOf(script: Script): ReadonlyMap<ScriptStatement, ScriptStatement> {
  const creations = query(creationsByUser, script);
  const functions = query(functionsByName, script);
  const circles = circlesOf<Call>([...functions.values()].flat(), (one) => calledBy(script, one));
  const sizes = new Map<number, number>();
  for (const [one, circle] of circles)
    if (typeof one !== 'string') sizes.set(circle, (sizes.get(circle) ?? 0) + 1);
  const isInCircle = (one: ScriptStatement) => (sizes.get(circles.get(one) ?? -1) ?? 0) > 1;
  const anchors = new Map<ScriptStatement, ScriptStatement>();
  /** The last anchor of the functions of a name. */
  const ofName = new Map<string, ScriptStatement>();
  for (const moved of behindNeeded<Call>([...functions.values()].flat(), (one) => calledBy(script, one))) {
    if (typeof moved === 'string') {
      const last = lastOf((functions.get(moved) ?? []).flatMap((one) => anchors.get(one) ?? []));
      if (last) ofName.set(moved, last);
      continue;
    }
    const needed = creations.get(moved) ?? [];
    if (isInCircle(moved) || needed.includes(moved)) continue;
    const last = lastOf([
      ...needed.filter((one) => !anchors.has(one)),
      ...columnsFor(script, moved, needed),
      ...namesCalledBy(moved).flatMap((name) => ofName.get(name) ?? []),
    ]);
    if (last && last.span.start > moved.span.start) anchors.set(moved, last);
  }
  return anchors;
}

/** A function, by the statement that creates it, or the name of functions. So many calls of many functions are few. */
type Call = ScriptStatement | string;

const calledBy = (script: Script, one: Call): Iterable<Call> =>
  typeof one === 'string' ? (query(functionsByName, script).get(one) ?? []) : namesCalledBy(one);

const namesCalledBy = ({ facts }: ScriptStatement): readonly string[] => [
  ...new Set((facts.body?.names ?? []).map(({ name }) => name.name)),
];

const lastOf = (all: readonly ScriptStatement[]): ScriptStatement | undefined =>
  all.reduce<ScriptStatement | undefined>(
    (last, one) => (last && last.span.start >= one.span.start ? last : one),
    undefined,
  );

/** The number of the group of each function that moves: those that call each other, directly or through others. */
function groupsOf(anchors: ReadonlyMap<ScriptStatement, unknown>): ReadonlyMap<ScriptStatement, number> {
  const beside = byKey<Call, Call>(
    [...anchors.keys()].flatMap((one) =>
      [...namesCalledBy(one), one.facts.createdFunction ?? ''].flatMap((name) => [
        [one, name] as const,
        [name, one] as const,
      ]),
    ),
  );
  const groups = circlesOf<Call>(anchors.keys(), (one) => beside.get(one) ?? []);
  return new Map([...anchors.keys()].map((one) => [one, groups.get(one) ?? -1]));
}

/** What creates the names that a function needs, by the statement that creates the function. */
const creationsByUser = (script: Script): ReadonlyMap<ScriptStatement, readonly ScriptStatement[]> =>
  byKey(
    query(missingNames, script).flatMap(({ statement, creation }) =>
      creation ? [[statement, creation] as const] : [],
    ),
  );

const functionsByName = (script: Script): ReadonlyMap<string, readonly ScriptStatement[]> =>
  byKey(
    script.statements.flatMap((statement) => {
      const name = statement.facts.createdFunction;
      return name === undefined ? [] : [[name, statement] as const];
    }),
  );

/** The later statements that add columns to the tables that a function needs, where its text names them. */
function columnsFor(
  script: Script,
  moved: ScriptStatement,
  creations: readonly ScriptStatement[],
): readonly ScriptStatement[] {
  const tables = new Set(
    creations.flatMap(({ facts }) =>
      facts.ddl.flatMap((change) => (isCreateTable(change) ? [keyOf(change.name)] : [])),
    ),
  );
  const added = [...tables].flatMap((table) => query(addedColumns, script).get(table) ?? []);
  if (added.length === 0) return [];
  const body = script.text.slice(moved.span.start, moved.span.end);
  const words = new Set(Array.from(body.matchAll(/[\p{L}\p{N}_$]+/gu), ([word]) => word.toLowerCase()));
  return added.flatMap((byColumn) => [
    ...[...words].flatMap((word) => byColumn.get(word) ?? []),
    ...(byColumn.get(otherNames) ?? []),
  ]);
}

/** Under it stand the columns whose names are no words in lower case: they are taken to be named. */
const otherNames = '';

/** The statements that add columns by ALTER TABLE, by the `schema.name` of the table and the name of the column. */
const addedColumns = (
  script: Script,
): ReadonlyMap<string, ReadonlyMap<string, readonly ScriptStatement[]>> => {
  const added = byKey(
    script.statements.flatMap((statement) =>
      statement.facts.ddl.flatMap((change) =>
        change.kind === 'alter relation'
          ? change.actions.flatMap((action) =>
              action.kind === 'add column'
                ? [[keyOf(change.name), [action.column.name, statement]] as const]
                : [],
            )
          : [],
      ),
    ),
  );
  const nameOf = (column: string) => (/^[\p{Ll}\p{N}_$]+$/u.test(column) ? column : otherNames);
  return new Map(
    [...added].map(([table, all]) => [
      table,
      byKey(all.map(([column, statement]) => [nameOf(column), statement] as const)),
    ]),
  );
};
