import type { Column } from '../catalog/model.js';
import { spanOfOrigin } from '../catalog/origin.js';
import { columnNamed } from '../catalog/partNamed.js';
import { documentation } from '../dialect/documentation.js';
import { retyped } from '../lint/fixes/references.js';
import { defineRule } from '../lint/rule.js';
import { storedType } from '../lint/script/catalog.js';
import type { TableColumn } from '../lint/script/columnsOfType.js';
import type { Script } from '../lint/script/script.js';
import { foreignKeysOf, primaryKeyOf, type ScriptTable, tablesOf, targetOf } from '../lint/script/tables.js';
import { byKey } from '../text/byKey.js';
import { query } from '../text/memo.js';

export default defineRule({
  id: 'narrow-reference',
  severity: 'warning',
  message: 'Column "{column}" references numbers that soon no longer fit into {type}.',
  why: 'Each session takes numbers in blocks of 65,536 and more, so 32,768 sessions use up an INTEGER.',
  instead: 'Declare the column BIGINT, like the identity column that it references.',
  documentation: documentation.createSequence,
  holds: { since: 'foreign-keys' },
  examples: [
    {
      bad: 'CREATE TABLE users (id BIGINT GENERATED ALWAYS AS IDENTITY (CACHE 65536) PRIMARY KEY);\nCREATE TABLE posts (id UUID PRIMARY KEY, user_id INTEGER REFERENCES users (id));\nCREATE INDEX ASYNC posts_user ON posts (user_id);',
      at: 'REFERENCES users (id)',
      good: 'CREATE TABLE users (id BIGINT GENERATED ALWAYS AS IDENTITY (CACHE 65536) PRIMARY KEY);\nCREATE TABLE posts (id UUID PRIMARY KEY, user_id BIGINT REFERENCES users (id));\nCREATE INDEX ASYNC posts_user ON posts (user_id);',
    },
  ],
  asksTables: true,
  repair({ table, column }: TableColumn, { script }) {
    const edits = retyped(script, { table, column }, 'BIGINT');
    if (!edits) return [];
    return [
      {
        id: 'use-bigint',
        title: `Make ${column} BIGINT`,
        consequence: 'each value takes 8 bytes',
        safety: 'review',
        edits,
      },
    ];
  },
  *script(script) {
    for (const table of tablesOf(script))
      for (const { kept } of foreignKeysOf(table)) {
        if (!kept.origin) continue;
        for (const { column, key, target } of pairsOf(script, table, kept)) {
          const type = typeOf(script, table, column);
          if (!type || !(type in titles) || !countsInBlocks(script, target, key)) continue;
          yield {
            at: spanOfOrigin(kept.origin),
            subject: { table: table.name, column },
            data: { column, type: titles[type] ?? type },
          };
        }
      }
  },
});

/** Whole numbers of less than 8 bytes, as people write them. */
const titles: Readonly<Record<string, string>> = { int2: 'SMALLINT', int4: 'INTEGER' };

interface Pair {
  readonly column: string;
  readonly key: string;
  readonly target: ScriptTable;
}

/** The columns of a foreign key, each with the column that it references. */
function pairsOf(
  script: Script,
  table: ScriptTable,
  foreignKey: ReturnType<typeof foreignKeysOf>[number]['kept'],
): readonly Pair[] {
  const target = targetOf(script, foreignKey);
  if (!target || !table.relation.origin) return [];
  const { columns, references } = foreignKey;
  const keys = references.length > 0 ? references : primaryKeyOf(script, target.name);
  return columns.flatMap((column, at) => {
    const key = keys[at];
    return key === undefined ? [] : [{ column, key, target }];
  });
}

/** Whether a column is an identity column with blocks of numbers, or a BIGINT that references one. */
const countsInBlocks = (script: Script, table: ScriptTable, column: string): boolean =>
  query(countedInBlocks, script).get(table)?.has(column) === true;

/** All such columns: from each identity column back along the foreign keys, however long a chain they are. */
function countedInBlocks(script: Script): ReadonlyMap<ScriptTable, ReadonlySet<string>> {
  const all = tablesOf(script);
  const pointing = byKey(
    all.flatMap((table) =>
      foreignKeysOf(table)
        .flatMap(({ kept }) => pairsOf(script, table, kept))
        .filter(({ column }) => typeOf(script, table, column) === 'int8')
        .map(({ column, key, target }) => [target, { table, column, key }] as const),
    ),
  );
  const found = new Map<ScriptTable, Set<string>>();
  const open = all.flatMap((table) => {
    const identities = table.relation.columns.filter(({ identity }) => identity);
    const hasBlocks = identities.length > 0 && inBlocks.test(textOfCreation(script, table));
    return [...(hasBlocks ? identities : []), ...numberedColumns(script, table)].map(({ name }) => ({
      table,
      column: name,
    }));
  });
  for (let next = open.pop(); next; next = open.pop()) {
    const { table, column } = next;
    const known = found.get(table) ?? new Set();
    if (known.has(column)) continue;
    found.set(table, known.add(column));
    for (const one of pointing.get(table) ?? [])
      if (one.key === column && !columnNamed(one.table.relation, one.column)?.identity) open.push(one);
  }
  return found;
}

const inBlocks = /\bcache\s+\d{5}/i;

/** The columns whose default takes the next number of a sequence with blocks. */
function numberedColumns(script: Script, { relation }: ScriptTable): readonly Column[] {
  const sequences = query(sequencesInBlocks, script);
  if (sequences.size === 0) return [];
  return relation.columns.filter(({ type, default: preset }) => {
    if (type?.name !== 'int8' || !preset?.origin) return false;
    const { start, end } = spanOfOrigin(preset.origin);
    const [, written = ''] = /\bnextval\s*\(\s*'([^']+)'/i.exec(script.text.slice(start, end)) ?? [];
    const [, quoted, plain = ''] = /(?:"([^"]+)"|([\w$]+))$/.exec(written) ?? [];
    return sequences.has(quoted ?? plain.toLowerCase());
  });
}

/** The names of such sequences, without their schema. */
const sequencesInBlocks = ({ statements, text }: Script): ReadonlySet<string> =>
  new Set(
    statements.flatMap(({ span, facts: { ddl } }) =>
      ddl.flatMap((change) =>
        change.kind === 'create sequence' && inBlocks.test(text.slice(span.start, span.end))
          ? [change.name.name]
          : [],
      ),
    ),
  );

function textOfCreation({ text }: Script, { relation }: ScriptTable): string {
  const { start, end } = relation.origin?.statement ?? { start: 0, end: 0 };
  return text.slice(start, end);
}

/** The type of the stored values, as `int4`. */
function typeOf(script: Script, { relation }: ScriptTable, column: string): string | undefined {
  const type = columnNamed(relation, column)?.type;
  const stored = type && storedType(script, type);
  return stored?.dimensions === 0 ? stored.name : undefined;
}
