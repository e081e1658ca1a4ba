import type { AlterAction, Change } from '../catalog/change.js';
import { layered } from '../catalog/layered.js';
import type { Catalog, Column, ObjectName, Relation } from '../catalog/model.js';
import { type NodePointer, type Origin, spanOfOrigin } from '../catalog/origin.js';
import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { catalogOf, originIn } from '../lint/script/catalog.js';
import { numberAt, type Script } from '../lint/script/script.js';
import { type ScriptTable, tableAt } from '../lint/script/tables.js';
import { tellingOf } from '../lint/script/telling.js';
import { nameParts } from '../syntax/names.js';
import { query } from '../text/memo.js';

export default defineRule({
  id: 'primary-key-dropped',
  severity: 'error',
  message: 'The primary key {what} "{name}" cannot be {done}.',
  why: 'DSQL stores a table by its primary key, which stays as it was when the table was created.',
  instead:
    'Create a table with the new key, copy the rows in batches, drop the old table and rename the new one.',
  noFix: 'Only a new table can have another primary key.',
  server: { sqlstate: '0A000', text: 'cannot drop primary key column {name}' },
  documentation: documentation.alterTable,
  examples: [
    {
      bad: 'CREATE TABLE t (id INT PRIMARY KEY, note TEXT); ALTER TABLE t DROP COLUMN id;',
      at: 'DROP COLUMN id',
    },
    {
      bad: 'CREATE TABLE t (id INT PRIMARY KEY, note TEXT); ALTER TABLE t DROP CONSTRAINT t_pkey;',
      at: 'DROP CONSTRAINT t_pkey',
    },
    {
      bad: 'CREATE TABLE t (id INT PRIMARY KEY, note TEXT); ALTER TABLE t ALTER COLUMN id DROP NOT NULL;',
      at: 'ALTER COLUMN id DROP NOT NULL',
    },
  ],
  asksTables: true,
  *script(script) {
    // The names that columns keep because they cannot be dropped.
    const taken = new Map<ScriptTable, Set<string>>();
    for (const [number, { span, facts }] of script.statements.entries()) {
      for (const change of facts.ddl) {
        const parts = partsIn(change);
        const name = parts.length > 0 && tableNameIn(change);
        const table = name && tableAt(script, number, name);
        for (const { pointer, ...part } of table ? parts : []) {
          if (!table || !name || !stays(script, number, { table, name, taken }, part)) continue;
          if (part.what === 'column' && part.done === 'dropped')
            taken.set(table, (taken.get(table) ?? new Set()).add(part.name));
          yield { at: spanOfOrigin(originIn(script, span, pointer)), data: part };
        }
      }
    }
  },
});

interface Dropped {
  readonly what: 'column' | 'constraint';
  readonly name: string;
  readonly done: 'dropped' | 'made nullable' | 'replaced';
}

/** What a statement does to parts of a table that may be parts of its key. */
function partsIn(change: Change): readonly (Dropped & { readonly pointer: NodePointer })[] {
  if (change.kind === 'rename')
    return [{ what: 'column', name: change.to, done: 'replaced', pointer: { kind: 'statement' } }];
  if (change.kind !== 'alter relation' || change.space !== 'relation') return [];
  return change.actions.flatMap((action) => {
    const part = droppedBy(action);
    return part ? [{ ...part, pointer: { kind: 'action', at: action.at } as const }] : [];
  });
}

function droppedBy(action: AlterAction): Dropped | undefined {
  switch (action.kind) {
    case 'drop column':
      return { what: 'column', name: action.column, done: 'dropped' };
    case 'drop constraint':
      return { what: 'constraint', name: action.constraint, done: 'dropped' };
    case 'set not null':
      return action.isNotNull ? undefined : { what: 'column', name: action.column, done: 'made nullable' };
    case 'add column':
      return action.isGuarded ? undefined : { what: 'column', name: action.column.name, done: 'replaced' };
    default:
      return undefined;
  }
}

const tableNameIn = (change: Change): ObjectName | undefined => {
  if (change.kind === 'rename') return change.target.kind === 'column' ? change.target.table : undefined;
  return change.kind === 'alter relation' ? change.name : undefined;
};

interface Altered {
  readonly table: ScriptTable;
  /** As the statement calls it. */
  readonly name: ObjectName;
  readonly taken: ReadonlyMap<ScriptTable, ReadonlySet<string>>;
}

/** Whether the key keeps a part, or its name. */
const stays = (script: Script, number: number, { table, name, taken }: Altered, part: Dropped): boolean =>
  part.done === 'replaced'
    ? (taken.get(table)?.has(part.name) ?? false)
    : isOf(
        query(renamedParts, script).has(part.name) ? keyAt(script, number, table, name) : query(keyOf, table),
        part,
      );

/** The names that a RENAME gives or takes: all other parts of keys have the names of their declaration. */
const renamedParts = (script: Script): ReadonlySet<string> =>
  new Set(
    tellingOf(script).ddl.flatMap(({ facts }) =>
      facts.ddl.flatMap((change) => {
        if (change.kind !== 'rename') return [];
        return change.target.kind === 'column' || change.target.kind === 'constraint'
          ? [change.to, change.target.name]
          : [change.to];
      }),
    ),
  );

/** The primary key of a table as it is called at a statement: it may have got another name since, and so may its columns. */
function keyAt(script: Script, number: number, table: ScriptTable, name: ObjectName): Key {
  const { before, behind } = catalogOf(script);
  const relation = relationIn(before(number), name);
  const constraint = relation?.constraints.find(({ kind }) => kind === 'primary key')?.name;
  const places = new Set(
    table.constraints.flatMap(({ made }) => {
      if (made.kind !== 'primary key' || !made.origin) return [];
      // LIKE copies a key that an earlier statement has made.
      const origins = [made.origin, ...(table.relation.origin ? [table.relation.origin] : [])];
      const latest = Math.max(...origins.map(({ statement }) => numberAt(script, statement)));
      const then = relationIn(behind(latest), keyedBy(table));
      const columns = then?.columns.filter((one) => made.columns.includes(one.name)) ?? [];
      return columns.flatMap(({ origin }) => (origin ? [placeOf(origin)] : []));
    }),
  );
  const isKeyed = ({ origin }: Column) => origin !== undefined && places.has(placeOf(origin));
  return {
    constraints: new Set(constraint === undefined ? [] : [constraint]),
    columns: new Set(relation?.columns.filter(isKeyed).map((one) => one.name)),
  };
}

const keyedBy = ({ name }: ScriptTable): ObjectName => {
  const [schema = '', bare = ''] = nameParts(name);
  return { schema, name: bare };
};

const placeOf = ({ statement, pointer }: Origin): string => `${statement.start} ${JSON.stringify(pointer)}`;

const relationIn = (catalog: Catalog, name: ObjectName): Relation | undefined =>
  layered([catalog], catalog.searchPath).relation(name);

interface Key {
  readonly constraints: ReadonlySet<string>;
  readonly columns: ReadonlySet<string>;
}

const isOf = ({ constraints, columns }: Key, { what, name }: Dropped): boolean =>
  (what === 'column' ? columns : constraints).has(name);

/** The primary keys that a table has had: the server refuses to drop them, so it still has each. */
function keyOf({ constraints }: ScriptTable): Key {
  const keys = constraints.flatMap(({ made }) => (made.kind === 'primary key' ? made : []));
  return {
    constraints: new Set(keys.map(({ name }) => name)),
    columns: new Set(keys.flatMap(({ columns }) => columns)),
  };
}
