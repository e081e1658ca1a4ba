import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modifiersOf } from '../../../src/core/catalog/fromServer/columns.js';
import { arrayOf, elementsOf } from '../../../src/core/catalog/fromServer/question.js';
import {
  accessMethod,
  indexKeys,
  keyParts,
  withoutIncluded,
  withoutNotValid,
  withReferenced,
} from '../../../src/core/catalog/fromServer/text.js';

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

/** The keys of an index one by one, as its definition has them. */
const parts: Readonly<Record<string, readonly string[]>> = {
  '(a)': ['a'],
  '(a, lower("b,)") NULLS FIRST, ((doc ->> \'k,(\'::text))) INCLUDE (c) WHERE (x > 0)': [
    'a',
    'lower("b,)")',
    "((doc ->> 'k,('::text))",
  ],
};

for (const [definition, keys] of Object.entries(parts))
  test(`the single keys of ${definition}`, () => assert.deepEqual(keyParts(definition), keys));

test('the method of an index is PostgreSQL’s name of it', () => {
  assert.equal(accessMethod('CREATE INDEX i ON public.t USING btree_index (a)'), 'btree');
  assert.equal(accessMethod('CREATE INDEX "USING hash" ON public.t USING hash (a)'), 'hash');
});

/** Arrays as the server writes them. */
const arrays: Readonly<Record<string, readonly (string | undefined)[]>> = {
  '{}': [],
  '{a,NULL,"NULL"}': ['a', undefined, 'NULL'],
  '{"a b","c,d","e\\"f","g\\\\h","{}",""}': ['a b', 'c,d', 'e"f', 'g\\h', '{}', ''],
};

for (const [array, elements] of Object.entries(arrays))
  test(`the elements of ${array}`, () => {
    assert.deepEqual(elementsOf(array), elements);
    const texts = elements.flatMap((element) => element ?? []);
    assert.deepEqual(elementsOf(arrayOf(texts)), texts);
  });

/** What the server keeps of the numbers in a type's parentheses, and these numbers. */
const modifiers: readonly (readonly [type: string, kept: number, modifiers: readonly number[]])[] = [
  ['varchar', 84, [80]],
  ['varchar', -1, []],
  ['bpchar', 5, [1]],
  ['numeric', 786438, [12, 2]],
  ['numeric', 329730, [5, -2]],
  ['timestamptz', 3, [3]],
  ['interval', 2147418115, [32767, 3]],
  ['varbit', 5, [5]],
];

for (const [type, kept, numbers] of modifiers)
  test(`the numbers of ${type} in ${kept}`, () => assert.deepEqual(modifiersOf(type, kept), numbers));

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
