import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, run } from './dsql.js';

const mixed = `VACUUM;
CREATE TABLE t (id bigint PRIMARY KEY, n int);
CREATE INDEX i ON t (n);
CREATE INDEX j ON t (n, id);
VACUUM;
CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
`;

check('dsql report', [
  {
    name: 'tells of each file what is repaired, what is to decide and what has no replacement',
    args: ['report', 'db'],
    files: {
      'db/a.sql': mixed,
      'db/b.sql': 'SELECT 1;\n',
      'db/c.sql': 'VACUUM;\n',
      'dsql.config.json': '{ "migrations": "one-by-one" }',
    },
    stdout: `db/a.sql: 2 decisions, 1 statement has no replacement

  To decide
    Add ASYNC [index-without-async] lines 3 and 4
      what changes: the index is usable when its job has finished

  No replacement
    Triggers are not supported. [trigger] line 6
      commented out: the trigger no longer runs
      Put the logic into the application, or read changes from a CDC stream.

  Repaired with the same meaning
    Remove VACUUM [vacuum] lines 1 and 5

db/b.sql: ready
db/c.sql: ready after 1 safe fix

  Repaired with the same meaning
    Remove VACUUM [vacuum] line 1

3 files: 1 ready, 1 ready after safe fixes, 1 with statements that have no replacement. 3 safe fixes, 2 decisions, 1 statement without a replacement.
`,
    status: 1,
    after: { 'db/a.sql': mixed },
  },
  {
    name: 'what safe fixes make ready is ready for the exit status',
    args: ['report', '-'],
    stdin: 'VACUUM;\n',
    stdout: `<stdin>: ready after 1 safe fix

  Repaired with the same meaning
    Remove VACUUM [vacuum] line 1

1 file: 1 ready after safe fixes. 1 safe fix, 0 decisions, 0 statements without a replacement.
`,
  },
  {
    name: 'programs get the same with places',
    args: ['report', '--format', 'json', 'c.sql', 'd.sql'],
    files: { 'c.sql': 'VACUUM;\n', 'd.sql': "LOAD 'x';\n" },
    stdout: `{"schemaVersion":1,"asOf":"2026-11-28","files":[
{"path":"c.sql","status":"repairable","verdict":"ready after 1 safe fix","counts":{"safe":1,"decisions":0,"blocked":0},"repairs":[{"rule":"vacuum","severity":"error","safety":"safe","action":"Remove VACUUM","alternatives":[],"range":{"start":{"line":0,"character":0,"offset":0},"end":{"line":0,"character":6,"offset":6}}}],"leftovers":[]},
{"path":"d.sql","status":"undecided","verdict":"1 decision","counts":{"safe":0,"decisions":1,"blocked":0},"repairs":[{"rule":"load","severity":"error","safety":"review","action":"Remove LOAD","consequence":"statements that use the library fail","alternatives":[],"range":{"start":{"line":0,"character":0,"offset":0},"end":{"line":0,"character":4,"offset":4}}}],"leftovers":[]}
],"summary":{"files":{"ready":0,"repairable":1,"undecided":1,"blocked":0},"safe":1,"decisions":1,"blocked":0}}
`,
    status: 1,
  },
  {
    name: 'no file is an empty report',
    args: ['report', 'db'],
    files: { 'db/readme.md': '' },
    stdout: `0 files. 0 safe fixes, 0 decisions, 0 statements without a replacement.
`,
  },
  {
    name: 'a missing file leaves the others reported',
    args: ['report', 'gone.sql', 'b.sql'],
    files: { 'b.sql': 'SELECT 1;\n' },
    stdout: `b.sql: ready
1 file: 1 ready. 0 safe fixes, 0 decisions, 0 statements without a replacement.
`,
    stderr: 'dsql: gone.sql does not exist.\n',
    status: 2,
  },
]);

test('the page of a report needs nothing but itself, and escapes what it is told', async () => {
  const { stdout, ...rest } = await run(['report', '--format', 'html', '--stdin-filename', '<i>.sql', '-'], {
    folder: __dirname,
    stdin: '-- 🦀\r\nCREATE TABLE "<b>&" (id bigint);\r\nCREATE INDEX i ON "<b>&" (id);\r\nLOAD \'x\';',
  });
  assert.deepEqual(rest, { stderr: '', status: 1 });
  assert.equal(stdout.replace(/<style>[\s\S]*<\/style>/, '<style></style>'), page);
});

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Readiness for Aurora DSQL</title>
<style></style>
</head>
<body>
<main>
<header>
<h1>Readiness for Aurora DSQL</h1>
<p class="lead">The file is not ready yet.</p>
<p class="quiet">Checked against the dialect of <time datetime="2026-11-28">2026-11-28</time> by DSQL Workbench.</p>
</header>
<dl class="tiles">
<div class="tile none"><dt>Files ready, as they are or after safe fixes</dt><dd>0</dd></div>
<div class="tile none"><dt>Safe fixes: the meaning stays</dt><dd>0</dd></div>
<div class="tile undecided"><dt>Decisions: a fix changes behavior</dt><dd>2</dd></div>
<div class="tile none"><dt>Statements without a replacement</dt><dd>0</dd></div>
</dl>
<section aria-labelledby="files">
<h2 id="files">Files</h2>
<div class="scroll"><table>
<thead><tr><th scope="col">File</th><th scope="col">Verdict</th><th scope="col" class="number">Safe fixes</th><th scope="col" class="number">Decisions</th><th scope="col" class="number">No replacement</th></tr></thead>
<tbody>
<tr><th scope="row"><a href="#file-1">&lt;i&gt;.sql</a></th><td><span class="badge undecided">to decide</span></td><td class="number zero">0</td><td class="number">2</td><td class="number zero">0</td></tr>
</tbody>
</table></div>
</section>
<section class="file" aria-labelledby="file-1">
<h2 id="file-1">&lt;i&gt;.sql <span class="badge undecided">2 decisions</span></h2>

<div class="scroll"><table>
<caption>To decide <span class="count">2</span></caption>
<thead><tr><th scope="col">Where</th>
<th scope="col">Repair</th>
<th scope="col">What changes</th></tr></thead>
<tbody>
<tr><td class="where">line 3<br><code>index-without-async</code></td><td><strong>Add ASYNC</strong></td><td>the index is usable when its job has finished</td></tr>
<tr><td class="where">line 4<br><code>load</code></td><td><strong>Remove LOAD</strong></td><td>statements that use the library fail</td></tr>
</tbody>
</table></div>


<div class="scroll"><table>
<caption>Accepted, but check it <span class="count">2</span></caption>
<thead><tr><th scope="col">Where</th>
<th scope="col">What may surprise</th>
<th scope="col">What to do instead</th></tr></thead>
<tbody>
<tr><td class="where">line 2<br><code>table-without-primary-key</code></td><td><strong>Table &quot;&lt;b&gt;&amp;&quot; has no primary key, and none can be added later.</strong><br>DSQL stores and spreads rows by their primary key; without one, reads scan the whole table.</td><td>Declare the key in CREATE TABLE, for example id UUID DEFAULT gen_random_uuid() PRIMARY KEY. <a href="https://docs.aws.amazon.com/aurora-dsql/latest/userguide/working-with-primary-keys.html">Documentation</a></td></tr>
<tr><td class="where">line 3<br><code>implicit-transaction</code></td><td><strong>Sent as one request, this script is one transaction, and fails here: it holds more than one DDL statement.</strong><br>Statements in one query string form one implicit transaction. psql -c, node-postgres and many migration tools send files this way.</td><td>Send the statements one by one (psql -f does), or a file for each; name your tool in dsql.config.json (&quot;layout&quot;), or say how it sends files (&quot;migrations&quot;). <a href="https://docs.aws.amazon.com/aurora-dsql/latest/userguide/working-with-concurrency-control.html">Documentation</a></td></tr>
</tbody>
</table></div>
</section>
</main>
</body>
</html>
`;
