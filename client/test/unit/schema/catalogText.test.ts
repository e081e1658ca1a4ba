import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  indexKeys,
  withoutIncluded,
  withoutNotValid,
  withReferenced,
} from '../../../src/schema/catalogText.js';

/** What pg_get_indexdef says, on Aurora DSQL and in the sandbox, and what the tree shows of it. */
const indexes: readonly (readonly [definition: string, isPrimary: boolean, keys: string])[] = [
  ['CREATE INDEX i ON public.t USING btree_index (a)', false, '(a)'],
  ['CREATE INDEX i ON public.t USING btree (a, b)', false, '(a, b)'],
  [
    'CREATE UNIQUE INDEX "a USING b" ON public."USING (x)" USING btree_index (lower(a)) INCLUDE (b) NULLS NOT DISTINCT WHERE (c > 0)',
    false,
    '(lower(a)) INCLUDE (b) NULLS NOT DISTINCT WHERE (c > 0)',
  ],
  ['CREATE UNIQUE INDEX t_pkey ON public.t USING btree_index (id) INCLUDE (name, "a)b")', true, '(id)'],
  ['CREATE UNIQUE INDEX t_pkey ON public.t USING btree_index (id, include)', true, '(id, include)'],
  ['CREATE UNIQUE INDEX t_pkey ON public.t USING btree (id)', true, '(id)'],
  [
    "CREATE INDEX i ON s.t USING btree_index (((doc ->> 'k'::text))) WHERE (x = 'USING btree'::text)",
    false,
    "(((doc ->> 'k'::text))) WHERE (x = 'USING btree'::text)",
  ],
];

for (const [definition, isPrimary, keys] of indexes)
  test(`the keys of ${definition}`, () => assert.equal(indexKeys(definition, isPrimary), keys));

/** What pg_get_constraintdef says of a primary key. */
const primaryKeys: Readonly<Record<string, string>> = {
  'PRIMARY KEY (id) INCLUDE (name, email)': 'PRIMARY KEY (id)',
  'PRIMARY KEY (id, "INCLUDE")': 'PRIMARY KEY (id, "INCLUDE")',
  'PRIMARY KEY (id) INCLUDE ("a (b", c) DEFERRABLE': 'PRIMARY KEY (id) DEFERRABLE',
};

for (const [definition, written] of Object.entries(primaryKeys))
  test(`the primary key of ${definition}`, () => assert.equal(withoutIncluded(definition), written));

/** Foreign keys that refer to `app."Order"`. */
const foreignKeys: Readonly<Record<string, string>> = {
  'FOREIGN KEY (a) REFERENCES "Order"(id)': 'FOREIGN KEY (a) REFERENCES app."Order"(id)',
  'FOREIGN KEY (a) REFERENCES app."Order"(id) ON DELETE SET NULL (a)':
    'FOREIGN KEY (a) REFERENCES app."Order"(id) ON DELETE SET NULL (a)',
  'FOREIGN KEY ("references") REFERENCES "Order"(id) MATCH FULL DEFERRABLE INITIALLY DEFERRED':
    'FOREIGN KEY ("references") REFERENCES app."Order"(id) MATCH FULL DEFERRABLE INITIALLY DEFERRED',
};

for (const [definition, written] of Object.entries(foreignKeys))
  test(`the foreign key of ${definition}`, () =>
    assert.equal(withReferenced(definition, 'app."Order"'), written));

test('NOT VALID is told apart from the constraint', () => {
  assert.equal(withoutNotValid('CHECK ((a > 0)) NOT VALID'), 'CHECK ((a > 0))');
  assert.equal(withoutNotValid("CHECK ((a <> ' NOT VALID'))"), "CHECK ((a <> ' NOT VALID'))");
});
