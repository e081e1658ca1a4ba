import { check } from './dsql.js';

const script = `-- Customers first
CREATE TABLE shop."Kunden Ä" (id bigint PRIMARY KEY, email text); -- by mail
INSERT INTO c VALUES (1);
INSERT INTO c VALUES (2), (3); /* two */
UPDATE c SET a = 1 WHERE id = 1;

-- all at once
BEGIN;
INSERT INTO c VALUES (4);
UPDATE c SET a = 2 WHERE id = 2;
COMMIT;
--> statement-breakpoint
CREATE UNIQUE INDEX ASYNC c_email_idx ON c (email);
ALTER TABLE c ADD CONSTRAINT c_email_key UNIQUE USING INDEX c_email_idx;
ALTER TABLE c ADD CONSTRAINT c_fk FOREIGN KEY (a) REFERENCES d (a) NOT VALID;
ALTER TABLE ASYNC c VALIDATE CONSTRAINT c_fk;
COPY c (id) FROM STDIN;
7
\\.
COMMENT ON COLUMN public.c.email IS 'x';
GRANT SELECT ON c TO reader;
-- the end
`;

check('dsql fix --plan', [
  {
    name: 'each transaction becomes a file, with its comments and with what is to wait for',
    args: ['fix', '--plan', 'out', 'p.sql'],
    files: { 'p.sql': script },
    stderr: `out: 11 files to run in order, one transaction each
0 fixes in 0 files, 2 warnings left.
`,
    status: 0,
    after: {
      'out/0001_create_table_kunden_a.sql': `-- Customers first
CREATE TABLE shop."Kunden Ä" (id bigint PRIMARY KEY, email text); -- by mail
`,
      'out/0002_insert_into_c.sql': `INSERT INTO c VALUES (1);
INSERT INTO c VALUES (2), (3); /* two */
`,
      'out/0003_update_c.sql': `UPDATE c SET a = 1 WHERE id = 1;
`,
      'out/0004_transaction_insert_into_c.sql': `-- all at once
BEGIN;
INSERT INTO c VALUES (4);
UPDATE c SET a = 2 WHERE id = 2;
COMMIT;
`,
      'out/0005_create_index_c_email_idx.sql': `-- This starts a job and answers its job_id. Before the next file: CALL sys.wait_for_job('<job_id>');
CREATE UNIQUE INDEX ASYNC c_email_idx ON c (email);
`,
      'out/0006_alter_table_c_add_constraint_c_email_key.sql': `-- Run this when the job that builds the index c_email_idx has completed, not before.
ALTER TABLE c ADD CONSTRAINT c_email_key UNIQUE USING INDEX c_email_idx;
`,
      'out/0007_alter_table_c_add_constraint_c_fk.sql': `ALTER TABLE c ADD CONSTRAINT c_fk FOREIGN KEY (a) REFERENCES d (a) NOT VALID;
`,
      'out/0008_alter_table_c_validate_constraint_c_fk.sql': `-- This starts a job and answers its job_id. Before the next file: CALL sys.wait_for_job('<job_id>');
ALTER TABLE ASYNC c VALIDATE CONSTRAINT c_fk;
`,
      'out/0009_copy_c.sql': `COPY c (id) FROM STDIN;
7
\\.
`,
      'out/0010_comment_on_column_email.sql': `COMMENT ON COLUMN public.c.email IS 'x';
`,
      'out/0011_grant_select_on_c.sql': `GRANT SELECT ON c TO reader;
-- the end
`,
    },
  },
  {
    name: 'what is to wait for is told once',
    args: ['fix', '--review', '--plan', 'out', 'p.sql'],
    files: { 'p.sql': 'ALTER TABLE t ADD UNIQUE (a);\n' },
    stderr: `p.sql: Build a unique index, then make it the constraint (wait for its job in between)
out: 2 files to run in order, one transaction each
1 fix in 1 file, 3 warnings left.
`,
    after: {
      'out/0001_create_index_t_a_key.sql': `-- This starts a job and answers its job_id. Before the next file: CALL sys.wait_for_job('<job_id>');
CREATE UNIQUE INDEX ASYNC t_a_key ON t (a);
`,
      'out/0002_alter_table_t_add_constraint_t_a_key.sql': `-- Wait until the index is built: CALL sys.wait_for_job('job_id')
ALTER TABLE t ADD CONSTRAINT t_a_key UNIQUE USING INDEX t_a_key;
`,
    },
  },
  {
    name: 'names are short and fit every system, and the text is repaired before',
    args: ['fix', '--plan', 'out/deep', 'p.sql'],
    files: {
      'p.sql':
        '\uFEFFCREATE TABLE "ab ä/ab ä/ab ä/ab ä/ab ä/ab ä/ab ä/ab ä/ab ä/ab ä/ab ä/ab ä/ab ä/ab ä/ab ä/ab ä/ab ä/ab ä/ab ä/ab ä/" (id bigint PRIMARY KEY);\r\nVACUUM;\r\nSELECT 1;\r\n',
    },
    stderr: `p.sql: Remove VACUUM
out/deep: 2 files to run in order, one transaction each
1 fix in 1 file, 1 info left.
`,
    status: 0,
    after: {
      'out/deep/0001_create_table_ab_a_ab_a_ab_a_ab_a_ab_a_ab_a_ab_a_ab_a_ab_a_ab_a_ab_a_ab.sql':
        'CREATE TABLE "ab ä/ab ä/ab ä/ab ä/ab ä/ab ä/ab ä/ab ä/ab ä/ab ä/ab ä/ab ä/ab ä/ab ä/ab ä/ab ä/ab ä/ab ä/ab ä/ab ä/" (id bigint PRIMARY KEY);\r\n',
      'out/deep/0002_select.sql': 'SELECT 1;\r\n',
    },
  },
  {
    name: 'rows that a transaction does not take go into the next file',
    args: ['fix', '--plan', 'out', 'p.sql'],
    files: { 'p.sql': `${insertOf(2_000)}\n${insertOf(1_000)}\n${insertOf(1)}\n` },
    stderr: 'out: 2 files to run in order, one transaction each\n0 fixes in 0 files, nothing left.\n',
    after: {
      'out/0001_insert_into_t.sql': `${insertOf(2_000)}\n${insertOf(1_000)}\n`,
      'out/0002_insert_into_t.sql': `${insertOf(1)}\n`,
    },
  },
  {
    name: 'a folder that holds something is left alone',
    args: ['fix', '--plan', '.', 'p.sql'],
    files: { 'p.sql': 'SELECT 1;\n' },
    stderr: 'dsql: . is not empty: a plan needs a folder of its own.\n0 fixes in 0 files, nothing left.\n',
    status: 2,
  },
  {
    name: 'a migration that also says how to go back is no plan',
    args: ['fix', '--plan', 'out', 'p.sql'],
    files: { 'p.sql': '-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 2;\n' },
    stderr:
      'dsql: p.sql has both an up and a down part ("-- migrate:down"), and a plan has only one direction: remove the down part.\n' +
      '0 fixes in 0 files, nothing left.\n',
    status: 2,
  },
  {
    name: 'each file sets the session as it was where its statements stood',
    args: ['fix', '--plan', 'out', 'p.sql'],
    files: {
      'p.sql': `SET search_path = shop, public;
CREATE TABLE a (id uuid PRIMARY KEY);
CREATE TABLE b (id uuid PRIMARY KEY);
RESET search_path;
CREATE TABLE c (id uuid PRIMARY KEY);
`,
    },
    stderr: `out: 3 files to run in order, one transaction each
0 fixes in 0 files, 1 warning left.
`,
    status: 0,
    after: {
      'out/0001_create_table_a.sql': `SET search_path = shop, public;
CREATE TABLE a (id uuid PRIMARY KEY);
`,
      'out/0002_create_table_b.sql': `SET search_path = shop, public;
CREATE TABLE b (id uuid PRIMARY KEY);
`,
      'out/0003_create_table_c.sql': `SET search_path = shop, public;
RESET search_path;
CREATE TABLE c (id uuid PRIMARY KEY);
`,
    },
  },
  {
    name: 'a plan is written nowhere else',
    args: ['fix', '--plan', 'out', '--write', 'p.sql'],
    stderr: 'dsql: --plan and --write cannot be used together.\n',
    status: 2,
  },
]);

function insertOf(rows: number): string {
  return `INSERT INTO t VALUES ${Array.from({ length: rows }, (_, row) => `(${row})`).join(', ')};`;
}
