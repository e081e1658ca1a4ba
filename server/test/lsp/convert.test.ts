import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSession } from './session.js';

const uri = 'file:///project/old%20shop.sql';

/** A text, its repaired form, and the report on it without the Markdown. */
const conversions: Readonly<
  Record<string, readonly [before: string, after: string, report: Readonly<Record<string, unknown>>]>
> = {
  'ready text stays': [
    'SELECT 1;\n',
    'SELECT 1;\n',
    { verdict: 'ready', changes: 0, decisions: 0, blocked: 0 },
  ],
  'safe and reviewed fixes are applied': [
    'VACUUM;\nCREATE INDEX i ON t (a);\n',
    'CREATE INDEX ASYNC i ON t (a);\n',
    { verdict: '1 decision', changes: 2, decisions: 1, blocked: 0 },
  ],
  'what has no replacement is commented out': [
    'CREATE RULE r AS ON INSERT TO t DO NOTHING;\n',
    '-- review: statements are no longer rewritten. Create a view for reading, and put the rest into the application.\n-- CREATE RULE r AS ON INSERT TO t DO NOTHING;\n',
    { verdict: '1 statement has no replacement', changes: 1, decisions: 0, blocked: 1 },
  ],
};

for (const [name, [before, after, expected]] of Object.entries(conversions)) {
  test(`converting a file: ${name}`, async (t) => {
    const session = await openSession(t);
    await session.open(uri, before);
    const { text, report } = await session.request<Answer>('dsql/convert', { uri });
    const { markdown: _, ...rest } = report;
    assert.deepEqual({ text, ...rest }, { text: after, ...expected });
  });
}

test('the report of a conversion is a document of its own', async (t) => {
  const session = await openSession(t);
  await session.open(
    uri,
    'VACUUM;\nCREATE INDEX i ON t (a);\nCREATE INDEX j ON t (b);\nCREATE RULE r AS ON INSERT TO t DO NOTHING;\n',
  );
  const { report } = await session.request<Answer>('dsql/convert', { uri });
  assert.equal(report.markdown, markdown);
});

test('a file that is not checked is not converted', async (t) => {
  const session = await openSession(t, { initializationOptions: { enable: false } });
  await session.open(uri, 'VACUUM;\n');
  assert.equal(await session.request('dsql/convert', { uri }), null);
});

interface Answer {
  readonly text: string;
  readonly report: { readonly markdown: string };
}

const markdown = `# old shop.sql on Aurora DSQL

**2 decisions, 1 statement has no replacement.**

## To decide

- **Add ASYNC** (index-without-async, lines 2 and 3)
  - What changes: the index is usable when its job has finished

## No replacement

- **Rewrite rules are not supported.** (rewrite-rule, line 4)
  - Commented out: statements are no longer rewritten
  - Create a view for reading, and put the rest into the application.

## Repaired with the same meaning

- Remove VACUUM (vacuum, line 1)

## Accepted, but check it

- **Sent as one request, this script is one transaction, and fails here: it holds more than one DDL statement.** ([implicit-transaction](https://docs.aws.amazon.com/aurora-dsql/latest/userguide/working-with-concurrency-control.html), line 3)
  - Statements in one query string form one implicit transaction: psql -c, node-postgres and many migration tools send files so.
  - Send the statements one by one (psql -f does), or a file for each; say in dsql.config.json how your tool sends files ("migrations").`;
