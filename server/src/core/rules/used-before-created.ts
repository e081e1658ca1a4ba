import { documentation } from '../dialect/documentation.js';
import { moveBehind } from '../lint/fixes/moveBehind.js';
import { defineRule } from '../lint/rule.js';
import { missingNames } from '../lint/script/bodyLookup.js';
import { isCreateTable } from '../lint/script/creations.js';
import { nameConflicts } from '../lint/script/nameConflicts.js';
import { spanOfName } from '../lint/script/nameSpan.js';
import type { Script, ScriptStatement } from '../lint/script/script.js';
import { keyOf } from '../lint/script/tables.js';
import { byKey } from '../text/byKey.js';
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
    const target = behindWhat(script, placed);
    const edits = target ? moveBehind(script, placed, target) : [];
    if (edits.length === 0) return [];
    return [
      {
        id: 'move-behind',
        title: 'Move the function behind what it uses',
        consequence: 'the function is created later',
        safety: 'review',
        edits,
      },
    ];
  },
  *script(script) {
    for (const conflict of query(nameConflicts, script)) {
      if (conflict.what === 'again') continue;
      const { what, name, kind, isInLaterFile } = conflict;
      const where = what === 'missing' ? 'by no migration' : isInLaterFile ? 'by a later migration' : further;
      yield { at: spanOfName(script, conflict), data: { kind, name, where } };
    }
    for (const { creation, span, kind, name } of query(missingNames, script))
      if (creation) yield { at: span, data: { kind, name, where: further } };
  },
});

const further = 'further down in this file';

/** The last statement that a function needs before it; undefined where that one needs the function. */
function behindWhat(script: Script, moved: ScriptStatement): ScriptStatement | undefined {
  const creations = query(creationsByUser, script).get(moved) ?? [];
  if (creations.some((creation) => needs(script, creation, moved))) return undefined;
  const all = [...creations, ...columnsFor(script, moved, creations)];
  return all.sort((one, other) => one.span.start - other.span.start).at(-1);
}

/** What creates the names that a function needs, by the statement that creates the function. */
const creationsByUser = (script: Script): ReadonlyMap<ScriptStatement, readonly ScriptStatement[]> =>
  byKey(
    query(missingNames, script).flatMap(({ statement, creation }) =>
      creation ? [[statement, creation] as const] : [],
    ),
  );

/** Whether a statement creates a function that calls another one, directly or through others. */
function needs(script: Script, creation: ScriptStatement, wanted: ScriptStatement): boolean {
  const seen = new Set<ScriptStatement>();
  const open = [creation];
  for (let one = open.pop(); one; one = open.pop()) {
    if (one === wanted) return true;
    if (seen.has(one)) continue;
    seen.add(one);
    const called = new Set((one.facts.body?.names ?? []).map(({ name }) => name.name));
    for (const name of called) open.push(...(query(functionsByName, script).get(name) ?? []));
  }
  return false;
}

const functionsByName = (script: Script): ReadonlyMap<string, readonly ScriptStatement[]> =>
  byKey(
    script.statements.flatMap((statement) => {
      const name = statement.facts.createdFunction;
      return name === undefined ? [] : [[name, statement] as const];
    }),
  );

/** The later statements that add columns to the tables that a function needs. */
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
  const body = script.text.slice(moved.span.start, moved.span.end);
  return [...tables].flatMap((table) =>
    (query(addedColumns, script).get(table) ?? []).flatMap(({ statement, column }) =>
      statement.span.start > moved.span.start && body.includes(column) ? [statement] : [],
    ),
  );
}

/** The columns that ALTER TABLE adds, by the `schema.name` of the table. */
const addedColumns = (script: Script): ReadonlyMap<string, readonly AddedColumn[]> =>
  byKey(
    script.statements.flatMap((statement) =>
      statement.facts.ddl.flatMap((change) =>
        change.kind === 'alter relation'
          ? change.actions.flatMap((action) =>
              action.kind === 'add column'
                ? [[keyOf(change.name), { statement, column: action.column.name }] as const]
                : [],
            )
          : [],
      ),
    ),
  );

interface AddedColumn {
  readonly statement: ScriptStatement;
  readonly column: string;
}
