import type { AlterAction } from '../catalog/change.js';
import { layered } from '../catalog/layered.js';
import type { Catalog, Column, ObjectName, Relation } from '../catalog/model.js';
import { type Origin, spanOfOrigin } from '../catalog/origin.js';
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
  message: 'The primary key {what} "{name}" cannot be dropped.',
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
  ],
  asksTables: true,
  *script(script) {
    for (const [number, { span, facts }] of script.statements.entries()) {
      for (const change of facts.ddl) {
        if (change.kind !== 'alter relation' || change.space !== 'relation') continue;
        const dropped = change.actions.flatMap(droppedBy);
        const table = dropped.length > 0 && tableAt(script, number, change.name);
        for (const { at, ...part } of table ? dropped : []) {
          const pointer = { kind: 'action', at } as const;
          if (table && (isOfKey(table, part) || isRenamedKey(script, number, table, change.name, part)))
            yield { at: spanOfOrigin(originIn(script, span, pointer)), data: part };
        }
      }
    }
  },
});

interface Dropped {
  readonly what: 'column' | 'constraint';
  readonly name: string;
}

function droppedBy(action: AlterAction): readonly (Dropped & { readonly at: number })[] {
  const { at } = action;
  if (action.kind === 'drop column') return [{ what: 'column', name: action.column, at }];
  return action.kind === 'drop constraint' ? [{ what: 'constraint', name: action.constraint, at }] : [];
}

/** Whether a part of the primary key has got its name by a RENAME: all others have the names of the declaration. */
const isRenamedKey = (
  script: Script,
  number: number,
  table: ScriptTable,
  name: ObjectName,
  part: Dropped,
): boolean => query(newNames, script).has(part.name) && isOf(keyAt(script, number, table, name), part);

const newNames = (script: Script): ReadonlySet<string> =>
  new Set(
    tellingOf(script).ddl.flatMap(({ facts }) =>
      facts.ddl.flatMap((change) => (change.kind === 'rename' ? [change.to] : [])),
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
      const then = relationIn(behind(numberAt(script, made.origin.statement)), keyedBy(table));
      const columns = then?.columns.filter((one) => made.columns.includes(one.name)) ?? [];
      return columns.flatMap(({ origin }) => (origin ? [placeOf(origin)] : []));
    }),
  );
  const isKeyed = ({ origin }: Column) => origin !== undefined && places.has(placeOf(origin));
  return { constraint, columns: new Set(relation?.columns.filter(isKeyed).map((one) => one.name)) };
}

const keyedBy = ({ name }: ScriptTable): ObjectName => {
  const [schema = '', bare = ''] = nameParts(name);
  return { schema, name: bare };
};

const placeOf = ({ statement, pointer }: Origin): string => `${statement.start} ${JSON.stringify(pointer)}`;

const relationIn = (catalog: Catalog, name: ObjectName): Relation | undefined =>
  layered([catalog], catalog.searchPath).relation(name);

/** By the names of the moment. */
interface Key {
  readonly constraint: string | undefined;
  readonly columns: ReadonlySet<string>;
}

const isOf = ({ constraint, columns }: Key, { what, name }: Dropped): boolean =>
  what === 'column' ? columns.has(name) : constraint === name;

/** The server refuses to drop parts of a primary key. A table that has had one still has it. */
const isOfKey = (table: ScriptTable, { what, name }: Dropped): boolean =>
  query(partsOfKeys, table)[what].has(name);

const partsOfKeys = ({
  constraints,
}: ScriptTable): Readonly<Record<Dropped['what'], ReadonlySet<string>>> => {
  const keys = constraints.flatMap(({ made }) => (made.kind === 'primary key' ? made : []));
  return {
    constraint: new Set(keys.map(({ name }) => name)),
    column: new Set(keys.flatMap(({ columns }) => columns)),
  };
};
