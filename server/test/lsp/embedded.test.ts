import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type {
  CodeAction,
  CompletionItem,
  Hover,
  Location,
  SemanticTokens,
  TextEdit,
} from 'vscode-languageserver/node';
import { openSession, vscode } from './session.js';

/** A folder with a schema, and a file of code at whose mark `|` an editor asks. */
async function inCode(
  t: TestContext,
  name: string,
  marked: string,
  files: Readonly<Record<string, string>> = {},
  settings: unknown = undefined,
) {
  const folder = mkdtempSync(path.join(tmpdir(), 'dsql-code-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const uriOf = (file: string) => pathToFileURL(path.join(folder, file)).href;
  const schema = 'CREATE TABLE books (id uuid PRIMARY KEY, title text NOT NULL);\n';
  for (const [file, text] of Object.entries({ 'schema.sql': schema, ...files }))
    writeFileSync(path.join(folder, file), text);
  const session = await openSession(t, {
    capabilities: vscode,
    folders: [pathToFileURL(folder).href],
    settings,
  });
  const uri = uriOf(name);
  const text = marked.replace('|', '');
  const languageId = { ts: 'typescript', py: 'python', go: 'go' }[name.split('.')[1] ?? ''] ?? '';
  await session.open(uri, text, languageId);
  const at = marked.indexOf('|');
  const before = text.slice(0, at).split('\n');
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  const ask = <R>(method: string, more: object = {}) =>
    session.request<R>(`textDocument/${method}`, { textDocument: { uri }, position, ...more });
  return { session, uri, uriOf, ask, position };
}

test('a problem stands where the code writes it, and its fix is written as the code writes strings', async (t) => {
  const code = "import { Pool } from 'pg';\nnew Pool().query('CREATE INDEX \"a\\'b\" ON books (title)');|\n";
  const { session, uri } = await inCode(t, 'a.ts', code);
  const [problem, ...others] = await session.diagnostics(uri);
  const range = { start: { line: 1, character: 18 }, end: { line: 1, character: 30 } };
  assert.deepEqual([problem?.code, problem?.range, others], ['index-without-async', range, []]);
  const actions = await session.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range,
    context: { diagnostics: [] },
  });
  const at = { line: 1, character: 30 };
  assert.deepEqual(actions.find(({ isPreferred }) => isPreferred)?.edit, {
    documentChanges: [
      { textDocument: { uri, version: 1 }, edits: [{ range: { start: at, end: at }, newText: ' ASYNC' }] },
    ],
  });
});

test('what would leave nothing to send is no fix of code', async (t) => {
  const { session, uri } = await inCode(t, 'a.ts', 'const run = () => sql`VACUUM`;|');
  const [problem] = await session.diagnostics(uri);
  const actions = await session.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: problem?.range,
    context: { diagnostics: [] },
  });
  assert.equal(problem?.code, 'vacuum');
  assert.deepEqual(
    actions.filter(({ kind }) => kind === 'quickfix'),
    [],
  );
});

test('the schema of the .sql files completes, explains and checks the SQL in code', async (t) => {
  const { ask, uriOf, session, uri } = await inCode(
    t,
    'a.py',
    'import psycopg\n\ncur.execute("SELECT b.ti|tle, b.titel "\n            "FROM books b")\n',
  );
  const items = await ask<CompletionItem[]>('completion');
  const title = items.find(({ label }) => label === 'title');
  const range = { start: { line: 2, character: 22 }, end: { line: 2, character: 27 } };
  const typed = { ...range, end: { line: 2, character: 24 } };
  assert.deepEqual((title?.textEdit as TextEdit | undefined)?.range, typed);
  const hover = await ask<Hover>('hover');
  assert.match(JSON.stringify(hover.contents), /title.*text/);
  assert.deepEqual(hover.range, range);
  const [definition] = await ask<Location[]>('definition');
  assert.equal(definition?.uri, uriOf('schema.sql'));
  assert.deepEqual(
    (await session.diagnostics(uri)).map(({ code, range }) => [code, range.start]),
    [['unknown-column', { line: 2, character: 31 }]],
  );
});

test('a name that other code may use is not renamed, an alias is', async (t) => {
  const query = (marked: string) => `import { Pool } from 'pg';\nnew Pool().query("${marked}");\n`;
  const { ask } = await inCode(t, 'a.ts', query('SELECT bo|.id FROM books bo'));
  const edit = await ask<{ documentChanges: readonly { edits: readonly TextEdit[] }[] }>('rename', {
    newName: 'x',
  });
  assert.deepEqual(
    edit.documentChanges.flatMap(({ edits }) => edits.map(({ range }) => range.start.character)),
    [42, 25],
  );
  const other = await inCode(t, 'a.ts', query('SELECT id FROM bo|oks'));
  await assert.rejects(other.ask('rename', { newName: 'x' }), /used outside of this query/);
});

test('SQL keeps its colors in code, and layout is asked for SQL files only', async (t) => {
  const { ask, session } = await inCode(t, 'a.go', 'package a\n\nvar _ = db.QueryRow("SELECT id", `x`)|\n');
  const { data } = await ask<SemanticTokens>('semanticTokens/full');
  assert.deepEqual(data.slice(0, 3), [2, 21, 6]);
  const capable = {
    ...vscode,
    textDocument: {
      ...vscode.textDocument,
      formatting: { dynamicRegistration: true },
      semanticTokens: {
        dynamicRegistration: true,
        requests: {},
        tokenTypes: [],
        tokenModifiers: [],
        formats: [],
      },
    },
  };
  assert.equal(session.initialized.capabilities.documentFormattingProvider, true);
  const registering = await openSession(t, { capabilities: capable });
  assert.equal(registering.initialized.capabilities.documentFormattingProvider, undefined);
  const isFormatting = ({ registrations }: { registrations: readonly { method: string }[] }) =>
    registrations.some(({ method }) => method === 'textDocument/formatting');
  const heard = await registering.heard('client/registerCapability', isFormatting);
  assert.match(JSON.stringify(heard), /"documentSelector":\[\{"language":"sql"\}/);
});

test('the configuration turns SQL in code on and off, by language and by name', async (t) => {
  const code = "import sqlite from 'better-sqlite3';\nconst run = () => runSql('TRUNCATE books');|\n";
  const found = async (config: string) => {
    const { session, uri } = await inCode(t, 'a.ts', code, { 'dsql.config.json': config });
    return (await session.diagnostics(uri)).map(({ code: rule }) => rule);
  };
  assert.deepEqual(await found('{}'), []);
  assert.deepEqual(await found('{ "embedded": true }'), []);
  assert.deepEqual(await found('{ "embedded": true, "embeddedNames": ["runSql"] }'), ['truncate']);
  assert.deepEqual(await found('{ "embedded": ["python"], "embeddedNames": ["runSql"] }'), []);
  assert.deepEqual(await found('{ "embedded": false, "embeddedNames": ["runSql"] }'), []);
});

test('a string that no known call takes is read where the configuration or the editor says so', async (t) => {
  const code = "export const tidy = 'TRUNCATE TABLE books';|\n";
  const found = async (config: string, settings?: unknown) => {
    const { session, uri } = await inCode(t, 'a.ts', code, { 'dsql.config.json': config }, settings);
    return (await session.diagnostics(uri)).map(({ code: rule }) => rule);
  };
  assert.deepEqual(await found('{}'), []);
  assert.deepEqual(await found('{}', { embeddedGuess: true }), ['truncate']);
  assert.deepEqual(await found('{ "embeddedGuess": true }'), ['truncate']);
  assert.deepEqual(await found('{ "embeddedGuess": true }', { embeddedGuess: false }), ['truncate']);
  const { session, uri } = await inCode(t, 'a.ts', code);
  assert.deepEqual(await session.diagnostics(uri), []);
  await session.configure({ embeddedGuess: true });
  assert.deepEqual(
    (await session.diagnostics(uri)).map(({ code: rule }) => rule),
    ['truncate'],
  );
});

test('a manifest that names another database alone keeps SQL in code unread', async (t) => {
  const found = async (dependencies: object, code = 'const run = () => sql`TRUNCATE books`;|') => {
    const manifest = JSON.stringify({ dependencies });
    const { session, uri } = await inCode(t, 'a.ts', code, {
      'package.json': manifest,
    });
    return (await session.diagnostics(uri)).map(({ code }) => code);
  };
  assert.deepEqual(await found({ mysql2: '3.0.0' }), []);
  assert.deepEqual(await found({ pg: '8.0.0', mysql2: '3.0.0' }), ['truncate']);
  assert.deepEqual(await found({ react: '19.0.0' }), ['truncate']);
  const typeorm =
    "import { DataSource } from 'typeorm';\nconst run = () => manager.query('TRUNCATE books');|";
  assert.deepEqual(await found({ typeorm: '0.3.0', mysql: '2.0.0' }, typeorm), []);
  assert.deepEqual(await found({ typeorm: '0.3.0', mysql: '2.0.0', pg: '8.0.0' }, typeorm), ['truncate']);
});

test('problems keep their places while the code above them and in them is edited', async (t) => {
  const { session, uri } = await inCode(
    t,
    'a.ts',
    'const run = () => sql`TRUNCATE a`;\nconst next = () => sql`VACUUM a`;|',
  );
  const rules = async () =>
    (await session.diagnostics(uri)).map(
      ({ code, range }) => `${code} ${range.start.line}:${range.start.character}`,
    );
  assert.deepEqual(await rules(), ['truncate 0:22', 'vacuum 1:23']);
  const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  await session.change(uri, top, '// one\n');
  assert.deepEqual(await rules(), ['truncate 1:22', 'vacuum 2:23']);
  const word = { start: { line: 1, character: 22 }, end: { line: 1, character: 32 } };
  await session.change(uri, word, 'SELECT 1');
  assert.deepEqual(await rules(), ['vacuum 2:23']);
  await session.replace(uri, 'const nothing = 1;');
  assert.deepEqual(await rules(), []);
});

const pool = "import { Pool } from 'pg';\n";
const drizzle =
  "import { pgTable, serial, text, uuid } from 'drizzle-orm/pg-core';\n" +
  "export const users = pgTable('users', { id: uuid('id').primaryKey(), name: text('full_name') });\n";

test('the models of an ORM complete, explain and check the SQL beside them', async (t) => {
  const { ask, session, uri, uriOf } = await inCode(
    t,
    'a.ts',
    `${pool}new Pool().query('SELECT u.full_na|me, u.name FROM users u');\n`,
    { 'models.ts': drizzle, 'package.json': '{ "dependencies": { "drizzle-orm": "1", "pg": "8" } }' },
  );
  const items = await ask<CompletionItem[]>('completion');
  assert.ok(items.some(({ label }) => label === 'full_name'));
  assert.match(JSON.stringify((await ask<Hover>('hover')).contents), /full_name.*text.*models\.ts`/);
  const [definition, ...others] = await ask<Location[]>('definition');
  const range = { start: { line: 1, character: 80 }, end: { line: 1, character: 91 } };
  assert.deepEqual([definition, others], [{ uri: uriOf('models.ts'), range }, []]);
  const problems = async () =>
    (await session.diagnostics(uri)).map(({ code, range: { start } }) => [code, start.character]);
  assert.deepEqual(await problems(), [['unknown-column', 40]]);
  await session.open(uriOf('models.ts'), drizzle.replace('full_name', 'name'), 'typescript');
  assert.deepEqual(await problems(), [['unknown-column', 27]]);
});

test('a table that a model leaves open, and a migration in code, are not checked for columns', async (t) => {
  const files = {
    'models.ts': drizzle.replace('{ id:', '{ ...shared, id:'),
    'package.json': '{ "dependencies": { "drizzle-orm": "1", "pg": "8" } }',
  };
  const code = `${pool}new Pool().query('SELECT u.nothing FROM |users u');\n`;
  const { ask, session, uri, uriOf } = await inCode(t, 'a.ts', code, files);
  assert.deepEqual(await session.diagnostics(uri), []);
  const items = await ask<CompletionItem[]>('completion');
  assert.ok(items.length > 0 && items.every(({ label }) => label !== '?' && label !== '"?"'));
  await session.open(uriOf('models.ts'), drizzle, 'typescript');
  assert.equal((await session.diagnostics(uri)).length, 1);
  await session.open(uriOf('migrations-1.ts'), code.replace('|', ''), 'typescript');
  assert.deepEqual(await session.diagnostics(uriOf('migrations-1.ts')), []);
});

test('an ORM is warned of where it will send what is refused, with its own right way', async (t) => {
  const { session, uri } = await inCode(t, 'a.ts', `${drizzle}const id = pgTable('x', { id: serial() });|`);
  const told = (await session.diagnostics(uri)).map(({ code, severity, range }) => [
    code,
    severity,
    range.start,
  ]);
  assert.deepEqual(told, [['serial-type', 2, { line: 2, character: 30 }]]);
});

test('a rule about the code around SQL has its severity from the configuration, and its hover the right way', async (t) => {
  const code = `import { DsqlSigner } from '@aws-sdk/dsql-signer';\nnew Pool({ ssl: { rejectUnauthorized: |false } });\n`;
  const { ask, session, uri } = await inCode(t, 'a.ts', code, {
    'dsql.config.json': '{ "rules": { "unverified-tls": "error" } }',
  });
  const told = (await session.diagnostics(uri)).map(({ code: rule, severity }) => [rule, severity]);
  assert.deepEqual(told, [['unverified-tls', 1]]);
  assert.match(JSON.stringify((await ask<Hover>('hover')).contents), /unverified-tls.*ssl: true/);
});

test('a value in a query has a quick fix in the code, beside those of its SQL', async (t) => {
  const code =
    'import { Pool } from \'pg\';\nnew Pool().query("SELECT id FROM books WHERE title = \'" + |name + "\'");\n';
  const { session, uri, position } = await inCode(t, 'a.ts', code);
  const actionsOf = (only?: readonly string[]) =>
    session.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [], ...(only && { only }) },
    });
  const [action] = await actionsOf();
  assert.match(action?.title ?? '', /^Hand the value over as a parameter/);
  assert.deepEqual(
    action?.diagnostics?.map(({ code: rule }) => rule),
    ['value-in-query'],
  );
  const [change] = action?.edit?.documentChanges ?? [];
  const edits = change && 'edits' in change ? change.edits : [];
  assert.deepEqual(
    edits.map((edit) => ('newText' in edit ? edit.newText : undefined)),
    ['$1', ', [name]'],
  );
  const isOurs = ({ title }: CodeAction) => title.startsWith('Hand');
  assert.deepEqual((await actionsOf(['source.fixAll'])).filter(isOurs), []);
});

test('the statements of code can be sent: values that it puts in are parameters with their types, and nothing else is', async (t) => {
  const hole = (name: string) => `\u0024{${name}}`;
  const statements = [
    `sql\`SELECT title FROM books WHERE id = ${hole('book.id')} LIMIT ${hole('most')}\``,
    "db.query('INSERT INTO books (id, title) VALUES ($1, $2)', [id, title])",
    "db.query('UPDATE books SET title = $2 WHERE id = $1 OR title = $2', [id, title])",
    `sql\`SELECT ${hole('columns')} FROM ${hole('table')}\``,
    `db.query(\`SELECT id FROM books WHERE title = '${hole('title')}'\`)`,
    "db.query('SELECT 1; SELECT 2')",
  ];
  const code = `import { Pool } from 'pg';\n${statements.join(';\n')};|\n`;
  const { session, uri } = await inCode(t, 'a.ts', code);
  interface Found {
    readonly start: number;
    readonly text: string;
    readonly sendable: { sql: string; parameters: { name: string; type: string | null }[] } | null;
  }
  const found = await session.request<Found[]>('dsql/codeStatements', { uri });
  const parameters = (sendable: Found['sendable']) =>
    sendable?.parameters.map(({ name, type }) => `${name} ${type}`) ?? null;
  assert.deepEqual(
    found.map(({ sendable }) => [sendable?.sql ?? null, parameters(sendable)]),
    [
      ['SELECT title FROM books WHERE id = $1 LIMIT $2', ['book.id uuid', 'most bigint']],
      ['INSERT INTO books (id, title) VALUES ($1, $2)', ['$1 uuid', '$2 text']],
      ['UPDATE books SET title = $1 WHERE id = $2 OR title = $1', ['$2 text', '$1 uuid']],
      [null, null],
      [null, null],
      [null, null],
    ],
  );
});
