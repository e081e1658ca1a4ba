import assert from 'node:assert/strict';
import { test } from 'node:test';
import { migrationsOf } from '../../src/core/project/migrations.js';
import { appliedNames } from '../../src/running/apply/appliedNames.js';

type Row = readonly (string | null)[];

/** A database of which only the tables that count migrations are known. */
interface Database {
  /** Of the ledger of `dsql apply`: name, units that are done, units. */
  readonly ledger?: readonly (readonly [name: string, done: number, units: number])[];
  readonly flyway?: readonly Row[];
}

const answer = ({ ledger, flyway }: Database, sql: string, values: readonly unknown[]): readonly Row[] => {
  if (/FROM public\.dsql_migrations/.test(sql)) {
    if (!ledger) throw new Error('relation "public.dsql_migrations" does not exist');
    return ledger.map(([name, done, units]) => [
      ...[name, 'checksum', String(done), String(units), String(done)],
      ...['', '', '', '', 'dsql'],
    ]);
  }
  if (/'dsql_migrations'/.test(sql)) return ledger ? [['1']] : [];
  if (/FROM public\.flyway/.test(sql)) return flyway ?? [];
  return values[0] === 'flyway_schema_history' && flyway ? [['public.flyway_schema_history']] : [];
};

const cases: Readonly<Record<string, readonly [Database, applied: readonly string[]]>> = {
  'no table counts anything': [{}, []],
  'the ledger has a file that is done, one that is not, and one that is gone': [
    {
      ledger: [
        ['V1__a.sql', 2, 2],
        ['V2__b.sql', 1, 2],
        ['V0__gone.sql', 1, 1],
      ],
    },
    ['V1__a.sql'],
  ],
  'an empty file is done when it is in the ledger': [{ ledger: [['V2__b.sql', 0, 0]] }, ['V2__b.sql']],
  'the table of a tool counts': [{ flyway: [['1', 'SQL', 'V1__a.sql', '0', 't']] }, ['V1__a.sql']],
  'both count': [
    { ledger: [['V2__b.sql', 1, 1]], flyway: [['1', 'SQL', 'V1__a.sql', '0', 't']] },
    ['V1__a.sql', 'V2__b.sql'],
  ],
};

for (const [name, [database, applied]] of Object.entries(cases))
  test(`which migrations are applied: ${name}`, async () => {
    const { migrations } = migrationsOf([
      { path: 'V1__a.sql', text: 'SELECT 1;' },
      { path: 'V2__b.sql', text: 'SELECT 2;' },
    ]);
    const query = async (sql: string, values: readonly unknown[] = []) => answer(database, sql, values);
    const found = await appliedNames({ query }, { migrations, journal: undefined });
    assert.deepEqual([...found].sort(), applied);
  });
