import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { PublishDiagnosticsParams } from 'vscode-languageserver/node';
import { openSession, shown, vscode } from './session.js';

const sql = 'CREATE TABLE t (k uuid PRIMARY KEY, id serial, d json);\n';
const serialOnly = ['0:39-0:45 error serial-type'];
const bothRefused = [...serialOnly, '0:49-0:53 error json-column'];

interface Given {
  /** The `dsql.config.json` of the workspace folder. */
  readonly config?: unknown;
  /** The editor's settings. */
  readonly settings?: unknown;
  /** Where the file lies in the folder. */
  readonly path?: string;
}

/** What is configured, and what the editor shows then. */
const cases: Readonly<Record<string, readonly [given: Given, diagnostics: readonly string[]]>> = {
  'nothing configured': [{}, serialOnly],
  'the defaults of VS Code': [{ settings: { enable: true, asOf: '', rules: {}, exclude: [] } }, serialOnly],
  'no settings at all': [{ settings: null }, serialOnly],
  'an older dialect in the settings': [{ settings: { asOf: '2026-05-03' } }, bothRefused],
  'an older dialect in the file': [{ config: { asOf: '2026-05-03' } }, bothRefused],
  'latest in the settings over an older dialect in the file': [
    { config: { asOf: '2026-05-03' }, settings: { asOf: 'latest' } },
    serialOnly,
  ],
  'a rule off in the settings': [{ settings: { rules: { 'serial-type': 'off' } } }, []],
  'a rule on in the settings, off in the file': [
    { config: { rules: { 'serial-type': 'off' } }, settings: { rules: { 'serial-type': 'hint' } } },
    ['0:39-0:45 hint serial-type'],
  ],
  'the checks switched off': [{ settings: { enable: false } }, []],
  'a file that the settings exclude': [{ settings: { exclude: ['vendor'] }, path: 'vendor/a.sql' }, []],
  'a file that the file excludes': [{ config: { exclude: ['vendor/**'] }, path: 'vendor/deep/a.sql' }, []],
  'a file that neither excludes': [{ settings: { exclude: ['vendor'] }, path: 'src/a.sql' }, serialOnly],
  'a file outside of what is included': [{ config: { include: ['migrations/**'] }, path: 'scratch.sql' }, []],
  'a file inside of what is included': [
    { config: { include: ['migrations/**'] }, path: 'migrations/a.sql' },
    serialOnly,
  ],
};

for (const [name, [{ config, settings, path = 'a.sql' }, diagnostics]] of Object.entries(cases)) {
  test(`${name}: what the editor shows`, async (t) => {
    const folder = workspace(t, config === undefined ? {} : { 'dsql.config.json': JSON.stringify(config) });
    const session = await openSession(t, { capabilities: vscode, folders: [folder.uri()], settings });
    await session.open(folder.uri(path), sql);
    assert.deepEqual(shown(await session.diagnostics(folder.uri(path))), diagnostics);
    assert.equal(session.unheard().includes('window/showMessage'), false);
  });
}

test('placeholders of the configuration are read in the editor', async (t) => {
  const folder = workspace(t, { 'dsql.config.json': '{ "placeholders": ["[[*]]"] }' });
  const session = await openSession(t, { capabilities: vscode, folders: [folder.uri()] });
  await session.open(folder.uri('a.sql'), 'CREATE TABLE [[s]].t (k uuid PRIMARY KEY, id serial);');
  assert.deepEqual(shown(await session.diagnostics(folder.uri('a.sql'))), ['0:45-0:51 error serial-type']);
});

/** Two DDL statements of a migration, by what is in the folder, and what the editor shows. */
const migrations: Readonly<
  Record<string, readonly [files: Record<string, string>, path: string, shows: readonly string[]]>
> = {
  'no tool': [{}, 'a.sql', ['1:0-1:12 warning implicit-transaction']],
  'the tool of the configuration': [
    { 'dsql.config.json': '{ "layout": "goose" }' },
    'm/00001_a.sql',
    ['1:0-1:12 error two-ddl-in-transaction'],
  ],
  'a tool that is configured otherwise': [
    { 'dsql.config.json': '{ "layout": "goose", "migrations": "one-by-one" }' },
    'm/00001_a.sql',
    [],
  ],
  'a plan beside the file': [{ 'sqitch.plan': 'a 2026-01-01T00:00:00Z A <a@b> # a\n' }, 'deploy/a.sql', []],
  'a configuration of the file': [
    { 'sql/V1__a.sql.conf': 'executeInTransaction=false\n' },
    'sql/V1__a.sql',
    [],
  ],
};

for (const [name, [files, path, diagnostics]] of Object.entries(migrations))
  test(`the transactions of a migration: ${name}`, async (t) => {
    const folder = workspace(t, files);
    const session = await openSession(t, { capabilities: vscode, folders: [folder.uri()] });
    const two = 'CREATE TABLE a (id uuid PRIMARY KEY);\nCREATE TABLE b (id uuid PRIMARY KEY);\n';
    await session.open(folder.uri(path), two);
    assert.deepEqual(shown(await session.diagnostics(folder.uri(path))), diagnostics);
  });

/** Where a document lies, and whether the configuration of the only folder, which turns the rule off, reaches it. */
const places: Readonly<Record<string, readonly [uri: string | undefined, reached: boolean]>> = {
  'in the folder': [undefined, true],
  'not saved yet': ['untitled:Untitled-1', true],
  'outside the folder': ['file:///elsewhere/a.sql', false],
};

for (const [name, [uri, reached]] of Object.entries(places)) {
  test(`the configuration file ${reached ? 'holds' : 'does not hold'} for a document ${name}`, async (t) => {
    const folder = workspace(t, { 'dsql.config.json': '{ "rules": { "serial-type": "off" } }' });
    const document = uri ?? folder.uri('deep/a.sql');
    const session = await openSession(t, { capabilities: vscode, folders: [folder.uri()] });
    await session.open(document, sql);
    assert.deepEqual(shown(await session.diagnostics(document)), reached ? [] : serialOnly);
  });
}

test('what is not saved yet is sent statement by statement, unless the configuration says otherwise', async (t) => {
  const text = 'CREATE TABLE t (k uuid PRIMARY KEY);\nCREATE VIEW v AS SELECT k FROM t;\n';
  const warned = async (uri: string, config: string) => {
    const folder = workspace(t, { 'dsql.config.json': config });
    const session = await openSession(t, { capabilities: vscode, folders: [folder.uri()] });
    await session.open(uri, text);
    return shown(await session.diagnostics(uri));
  };
  assert.deepEqual(
    [
      await warned('file:///project/a.sql', '{}'),
      await warned('untitled:Untitled-1', '{}'),
      await warned('untitled:Untitled-1', '{ "migrations": "one-transaction" }'),
    ],
    [['1:0-1:11 warning implicit-transaction'], [], ['1:0-1:11 error two-ddl-in-transaction']],
  );
});

test('changed settings hold at once, and the editor is asked to pull again', async (t) => {
  const session = await openSession(t, { capabilities: vscode });
  const uri = 'file:///project/a.sql';
  await session.open(uri, sql);
  const seen = [shown(await session.diagnostics(uri))];
  await session.configure({ asOf: '2026-05-03' });
  await session.heard('workspace/diagnostic/refresh');
  await session.heard('dsql/dialectChanged');
  seen.push(shown(await session.diagnostics(uri)));
  assert.deepEqual(seen, [serialOnly, bothRefused]);
});

test('an editor that cannot be asked gives settings at the start and sends them when they change', async (t) => {
  const session = await openSession(t, { initializationOptions: { rules: { 'serial-type': 'off' } } });
  const uri = 'file:///project/a.sql';
  const published = async () =>
    shown(((await session.heard('textDocument/publishDiagnostics')) as PublishDiagnosticsParams).diagnostics);
  await session.open(uri, sql);
  const seen = [await published()];
  await session.notify('workspace/didChangeConfiguration', { settings: { dsql: { asOf: '2026-05-03' } } });
  seen.push(await published());
  await session.notify('workspace/didChangeConfiguration', { settings: { dsql: { enable: false } } });
  seen.push(await published());
  assert.deepEqual(seen, [[], bothRefused, []]);
});

test('a configuration file holds as soon as it is written, and no longer when it is gone', async (t) => {
  const folder = workspace(t, {});
  const session = await openSession(t, { capabilities: vscode, folders: [folder.uri()] });
  const uri = folder.uri('a.sql');
  await session.open(uri, sql);
  const seen = [shown(await session.diagnostics(uri))];
  folder.write('dsql.config.json', '{ "asOf": "2026-05-03" }');
  await session.notify('workspace/didChangeWatchedFiles', {
    changes: [{ uri: folder.uri('dsql.config.json'), type: 1 }],
  });
  await session.heard('workspace/diagnostic/refresh');
  seen.push(shown(await session.diagnostics(uri)));
  folder.remove('dsql.config.json');
  await session.notify('workspace/didChangeWatchedFiles', {
    changes: [{ uri: folder.uri('dsql.config.json'), type: 3 }],
  });
  await session.heard('workspace/diagnostic/refresh');
  seen.push(shown(await session.diagnostics(uri)));
  assert.deepEqual(seen, [serialOnly, bothRefused, serialOnly]);
});

test('each folder of a workspace has its own configuration file, the inner one first', async (t) => {
  const folder = workspace(t, {
    'dsql.config.json': '{ "rules": { "serial-type": "off" } }',
    'inner/dsql.config.json': '{ "asOf": "2026-05-03" }',
  });
  const session = await openSession(t, {
    capabilities: vscode,
    folders: [folder.uri(), folder.uri('inner')],
  });
  const [outer, inner] = [folder.uri('a.sql'), folder.uri('inner/a.sql')];
  await session.open(outer, sql);
  await session.open(inner, sql);
  const seen = [shown(await session.diagnostics(outer)), shown(await session.diagnostics(inner))];
  assert.deepEqual(seen, [[], bothRefused]);
});

test('a folder that is added brings its configuration file along', async (t) => {
  const folder = workspace(t, { 'dsql.config.json': '{ "asOf": "2026-05-03" }' });
  const session = await openSession(t, { capabilities: vscode });
  const uri = folder.uri('a.sql');
  await session.open(uri, sql);
  const seen = [shown(await session.diagnostics(uri))];
  const added = [{ uri: folder.uri(), name: 'added' }];
  await session.notify('workspace/didChangeWorkspaceFolders', { event: { added, removed: [] } });
  await session.heard('workspace/diagnostic/refresh');
  seen.push(shown(await session.diagnostics(uri)));
  assert.deepEqual(seen, [serialOnly, bothRefused]);
});

test('a wrong configuration is told once, shown on its file, and the rest of it holds', async (t) => {
  const wrong = '{ "asOf": "soon", "rules": { "serial-type": "off", "no-such-rule": "off" } }';
  const folder = workspace(t, { 'dsql.config.json': wrong });
  const session = await openSession(t, {
    capabilities: vscode,
    folders: [folder.uri()],
    settings: { asOf: '2026-02-30' },
  });
  for (const name of ['a.sql', 'b.sql']) {
    await session.open(folder.uri(name), sql);
    assert.deepEqual(shown(await session.diagnostics(folder.uri(name))), []);
  }
  const messages = [];
  for (const _ of ['day in the file', 'rule', 'day in the settings'])
    messages.push(await session.heard('window/showMessage'));
  const day = '"asOf" must be "latest" or a day such as "2026-11-28", not "soon".';
  const rule = '"no-such-rule" is not a rule; "dsql rules" lists them.';
  assert.deepEqual(messages, [
    { type: 2, message: `dsql.config.json: ${day}` },
    { type: 2, message: `dsql.config.json: ${rule}` },
    {
      type: 2,
      message: 'Settings: "asOf" must be "latest" or a day such as "2026-11-28", not "2026-02-30".',
    },
  ]);
  assert.equal(session.unheard().includes('window/showMessage'), false);
  const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  assert.deepEqual(await session.heard('textDocument/publishDiagnostics'), {
    uri: folder.uri('dsql.config.json'),
    diagnostics: [`dsql.config.json: ${day}`, `dsql.config.json: ${rule}`].map((message) => ({
      range: top,
      severity: 2,
      source: 'dsql',
      message,
    })),
  });
});

/** What a configuration file may hold that is no configuration. */
const broken: Readonly<Record<string, string | Uint8Array>> = {
  nothing: '',
  'half a file': '{ "asOf": ',
  'a list': '[]',
  'bytes that are not text': Uint8Array.of(0xff, 0xfe, 0x00, 0x7b),
  'a prototype':
    '{ "__proto__": { "asOf": "2026-05-03" }, "rules": { "__proto__": "off", "constructor": "off" } }',
};

for (const [name, content] of Object.entries(broken)) {
  test(`a configuration file of ${name} counts as none, and the editor is told`, async (t) => {
    const folder = workspace(t, { 'dsql.config.json': content });
    const session = await openSession(t, { capabilities: vscode, folders: [folder.uri()] });
    await session.open(folder.uri('a.sql'), sql);
    assert.deepEqual(shown(await session.diagnostics(folder.uri('a.sql'))), serialOnly);
    const { message } = (await session.heard('window/showMessage')) as { message: string };
    assert.match(message, /dsql\.config\.json/);
  });
}

/** The settings, and what the status bar is told of a file in it. */
const dialects: readonly (readonly [settings: unknown, dialect: unknown])[] = [
  [null, { asOf: 'latest', day: '2026-11-28', newest: '2026-11-28' }],
  [{ asOf: '2026-03-31' }, { asOf: '2026-03-31', day: '2026-03-31', newest: '2026-11-28' }],
  [{ enable: false }, null],
  [{ exclude: ['**/a.sql'] }, null],
];

for (const [settings, dialect] of dialects) {
  test(`the dialect of a file with the settings ${JSON.stringify(settings)}`, async (t) => {
    const folder = workspace(t, {});
    const session = await openSession(t, { capabilities: vscode, folders: [folder.uri()], settings });
    const textDocument = { uri: folder.uri('a.sql') };
    assert.deepEqual(await session.request('dsql/dialect', { textDocument }), dialect);
  });
}

/** A folder on disk that is gone after the test. */
function workspace(t: TestContext, files: Readonly<Record<string, string | Uint8Array>>) {
  const root = mkdtempSync(join(tmpdir(), 'dsql-lsp-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const write = (name: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  };
  for (const [name, content] of Object.entries(files)) write(name, content);
  return {
    uri: (name = '') => pathToFileURL(join(root, name)).href,
    write,
    remove: (name: string) => rmSync(join(root, name)),
  };
}
