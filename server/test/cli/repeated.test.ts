import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { test } from 'node:test';
import { formats } from '../../src/cli/report/reporters.js';
import { folderOf, run } from './dsql.js';

// What repeats by construction is told once, in whatever format.

const tables = Array.from({ length: 250 }, (_, at) => `CREATE TABLE t${at} (id uuid PRIMARY KEY);\n`).join(
  '',
);
const files = { 'all.sql': `BEGIN;\n${tables}COMMIT;\n` };
const message = 'A transaction holds one DDL statement, and this one holds 250.';

/** How often the message stands in a report: JUnit has it as an attribute, too. */
const times: Readonly<Record<(typeof formats)[number], number>> = {
  text: 1,
  json: 1,
  sarif: 1,
  github: 1,
  gitlab: 1,
  junit: 2,
};

for (const format of formats)
  test(`250 DDL statements of a transaction are one finding: ${format}`, async () => {
    const folder = folderOf(files);
    const { stdout, status } = await run(['lint', '--format', format, 'all.sql'], { folder });
    rmSync(folder, { recursive: true });
    assert.equal(status, 1);
    assert.equal(stdout.split(message).length - 1, times[format]);
    assert.equal(/and this one holds (?!250\.)/.test(stdout), false);
  });

test('250 DDL statements of a transaction are one decision of a report, and one fix', async () => {
  const folder = folderOf(files);
  const report = await run(['report', 'all.sql'], { folder });
  const fixed = await run(['fix', '--review', '--stdout', 'all.sql'], { folder });
  rmSync(folder, { recursive: true });
  assert.equal(
    report.stdout,
    `all.sql: 1 decision

  To decide
    Split the transaction in 250 [two-ddl-in-transaction] line 3
      what changes: the parts commit or fail by themselves

1 file: 1 to decide on. 0 safe fixes, 1 decision, 0 statements without a replacement.
`,
  );
  assert.ok(fixed.stderr.endsWith('1 fix in 1 file, nothing left.\n'), fixed.stderr);
  assert.equal(fixed.stdout.split('COMMIT;\n').length - 1, 250);
});

test('a dump of 100 tables is a report that a person can read', async () => {
  const dump = Array.from(
    { length: 100 },
    (_, at) => `CREATE TABLE t${at} (id uuid PRIMARY KEY, p uuid);
ALTER TABLE t${at} OWNER TO app;
CREATE TRIGGER t${at}_g BEFORE UPDATE ON t${at} FOR EACH ROW EXECUTE FUNCTION touch();
CREATE INDEX t${at}_p ON t${at} USING btree (p);
ALTER TABLE ONLY t${at} ADD CONSTRAINT t${at}_fk FOREIGN KEY (p) REFERENCES t0(id);
ALTER TABLE t${at} ENABLE ROW LEVEL SECURITY;
TRUNCATE t${at};
`,
  ).join('');
  const folder = folderOf({ 'dump.sql': dump });
  const { stdout } = await run(['report', 'dump.sql'], { folder });
  rmSync(folder, { recursive: true });
  const lines = stdout.split('\n');
  assert.ok(lines.length < 60, stdout);
  assert.ok(Math.max(...lines.map(({ length }) => length)) < 250, stdout);
});
