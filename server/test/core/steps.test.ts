import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixAll } from '../../src/core/features/fixAll.js';
import { inventName, takenNamesIn } from '../../src/core/script/inventedNames.js';
import { analyzer } from './engine.js';

const fixed = (sql: string) => fixAll(analyzer, sql, {}, 'review').text;

test('the steps of a fix are parted by Drizzle’s breakpoints where the file has them', () => {
  assert.equal(
    fixed('ALTER TABLE t ADD UNIQUE (a);--> statement-breakpoint\nSELECT 1;'),
    [
      'CREATE UNIQUE INDEX ASYNC t_a_key ON t (a);--> statement-breakpoint',
      "-- Wait until the index is built: CALL sys.wait_for_job('job_id')",
      'ALTER TABLE t ADD CONSTRAINT t_a_key UNIQUE USING INDEX t_a_key;--> statement-breakpoint',
      'SELECT 1;',
    ].join('\n'),
  );
});

test('constraints move into CREATE TABLE with the layout and the comments of both statements', () => {
  const sql = `CREATE TABLE a (id int, -- the id
  b int -- last
);
ALTER TABLE ONLY a -- why
  ADD CONSTRAINT a_pkey /* key */ PRIMARY KEY (id);
CREATE TABLE b (id int PRIMARY KEY, a_id int);
ALTER TABLE b ADD FOREIGN KEY (a_id) REFERENCES a (id) ON DELETE CASCADE;
ALTER TABLE b ADD UNIQUE (a_id);
`;
  assert.equal(
    fixed(sql),
    `CREATE TABLE a (id int, -- the id
  b int, -- last
  CONSTRAINT a_pkey PRIMARY KEY (id)
);
-- why
/* key */
CREATE TABLE b (id int PRIMARY KEY, a_id int, FOREIGN KEY (a_id) REFERENCES a (id) ON DELETE CASCADE, UNIQUE (a_id));
`,
  );
});

test('a constraint stays apart where its column was renamed, or rows come in between a foreign key', () => {
  assert.match(
    fixed(
      'CREATE TABLE e (id int PRIMARY KEY, a int);\nALTER TABLE e RENAME a TO b;\nALTER TABLE e ADD UNIQUE (b);',
    ),
    /USING INDEX e_b_key;$/,
  );
  assert.match(
    fixed(
      'CREATE TABLE p (id int PRIMARY KEY);\nCREATE TABLE c (id int PRIMARY KEY);\nINSERT INTO c VALUES (1);\nALTER TABLE c ADD FOREIGN KEY (id) REFERENCES p;',
    ),
    /NOT VALID;\nALTER TABLE ASYNC c VALIDATE CONSTRAINT c_id_fkey;$/,
  );
});

test('an invented name is PostgreSQL’s own, is new in the file and fits 63 bytes', () => {
  const takenNames = takenNamesIn('-- t_A_KEY\nSELECT é_fkey, t_a_keys, ekey, "a b_idx1" FROM t_b_check$;');
  assert.deepEqual([...takenNames], ['t_a_key', 'é_fkey', 'b_idx1', 'a b_idx1']);
  assert.equal(inventName({ takenNames }, 't', ['b'], 'key'), 't_b_key');
  assert.equal(inventName({ takenNames }, 't', ['a'], 'key'), 't_a_key1');
  assert.equal(inventName({ takenNames }, 'Order', ['a', 'b'], 'fkey'), '"Order_a_b_fkey"');
  assert.equal(
    inventName({ takenNames }, 'x'.repeat(60), ['y'.repeat(10)], 'idx'),
    `${'x'.repeat(48)}_${'y'.repeat(10)}_idx`,
  );
});
