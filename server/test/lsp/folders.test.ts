import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type {
  CodeAction,
  Diagnostic,
  PublishDiagnosticsParams,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver/node';
import { folderOf, run } from '../cli/dsql.js';
import { type FolderCase, orders, transactions } from '../core/folderCases.js';
import { layoutFixtures } from '../core/layoutFixtures.js';
import { openSession, type Session, shown, vscode } from './session.js';

/** An editor that makes files by edits. */
const editor = {
  ...vscode,
  workspace: {
    ...vscode.workspace,
    workspaceEdit: { documentChanges: true, resourceOperations: ['create' as const] },
  },
};

const all = { checkFolder: 'all' };

function workspace(t: TestContext, files: Readonly<Record<string, string>>) {
  const path = realpathSync(folderOf(files));
  t.after(() => rmSync(path, { recursive: true }));
  return {
    path,
    uri: (name?: string) => pathToFileURL(name === undefined ? path : join(path, name)).href,
    write(name: string, text: string) {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), text);
    },
  };
}

const pullAll = (session: Session, previousResultIds: { uri: string; value: string }[] = []) =>
  session.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds });

const changedOnDisk = (session: Session, ...uris: readonly string[]) =>
  session.notify('workspace/didChangeWatchedFiles', { changes: uris.map((uri) => ({ uri, type: 2 })) });

/** What `dsql lint` says of a folder, as lines of its files. */
async function linted(folder: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const { stdout, stderr } = await run(['lint', '--format', 'json', '.'], { folder });
  assert.equal(stderr, '');
  const { files } = JSON.parse(stdout) as {
    files: {
      path: string;
      problems: {
        rule: string;
        severity: string;
        message: string;
        range: { start: { line: number; character: number }; end: { line: number; character: number } };
      }[];
    }[];
  };
  const place = ({ line, character }: { line: number; character: number }) => `${line}:${character}`;
  return new Map(
    files.map(({ path, problems }) => [
      path,
      problems
        .map(
          ({ rule, severity, message, range }) =>
            `${place(range.start)}-${place(range.end)} ${severity} ${rule}: ${message}`,
        )
        .sort(),
    ]),
  );
}

const told = (items: readonly Diagnostic[]): readonly string[] =>
  items.map((item) => `${shown([item])[0]}: ${item.message}`).sort();

/** The cases of a configuration in one folder, each in a folder of its own. */
function grouped(): readonly Readonly<Record<string, string>>[] {
  const layouts = Object.entries(layoutFixtures).map(([name, files]): [string, FolderCase] => [
    `fixture ${name}`,
    { files, says: [] },
  ]);
  const groups = new Map<string, Record<string, string>>();
  for (const [name, { files, layout, migrations }] of [
    ...Object.entries(transactions),
    ...Object.entries(orders),
    ...layouts,
  ]) {
    const config = JSON.stringify({ ...(layout && { layout }), ...(migrations && { migrations }) });
    const group = groups.get(config) ?? { 'dsql.config.json': config };
    for (const [path, text] of Object.entries(files)) group[`${name.replaceAll('/', ' ')}/${path}`] = text;
    groups.set(config, group);
  }
  return [...groups.values()];
}

test('closed files are told of as dsql lint tells of their folder', async (t) => {
  const folders = grouped().map((files) => workspace(t, files));
  const session = await openSession(t, { capabilities: vscode, folders: folders.map(({ uri }) => uri()) });
  const { items } = await pullAll(session);
  let count = 0;
  for (const { path } of folders) {
    const found = new Map(
      items.flatMap((report) => {
        const file = fileURLToPath(report.uri);
        if (report.kind !== 'full' || !file.startsWith(`${path}/`)) return [];
        return [[file.slice(path.length + 1), told(report.items)] as const];
      }),
    );
    const wanted = new Map([...(await linted(path))].filter(([, problems]) => problems.length > 0));
    assert.deepEqual(found, wanted);
    count += wanted.size;
  }
  assert.ok(count > 40, `${count} files have problems`);
});

test('open files are told of as dsql lint tells of their folder', async (t) => {
  const files: Record<string, string> = {};
  for (const [name, folder] of Object.entries(orders))
    if (!folder.layout && !folder.migrations)
      for (const [path, text] of Object.entries(folder.files))
        files[`${name.replaceAll('/', ' ')}/${path}`] = text;
  const folder = workspace(t, files);
  const session = await openSession(t, {
    capabilities: vscode,
    folders: [folder.uri()],
    settings: { checkFolder: 'open', checkNames: false },
  });
  for (const [path, problems] of await linted(folder.path)) {
    await session.open(folder.uri(path), files[path] ?? '');
    assert.deepEqual(told(await session.diagnostics(folder.uri(path))), problems, path);
    await session.close(folder.uri(path));
  }
  assert.deepEqual(await pullAll(session), { items: [] });
});

const create = 'CREATE TABLE a (id uuid PRIMARY KEY);\n';
const alter = 'ALTER TABLE b ADD COLUMN n int;\n';
const used = ['0:12-0:13 warning used-before-created'];

test('an edit of a migration judges the later ones anew, open or not', async (t) => {
  const other = alter.replace('TABLE b', 'TABLE c');
  const folder = workspace(t, { 'sql/V1__a.sql': create, 'sql/V2__b.sql': alter, 'sql/V3__c.sql': other });
  const session = await openSession(t, {
    capabilities: vscode,
    folders: [folder.uri()],
    settings: { ...all, checkNames: false },
  });
  const [first, second, third] = ['sql/V1__a.sql', 'sql/V2__b.sql', 'sql/V3__c.sql'].map(folder.uri) as [
    string,
    string,
    string,
  ];
  await session.open(first, create);
  await session.open(second, alter);
  assert.deepEqual(shown(await session.diagnostics(second)), used);
  const [report] = (await pullAll(session)).items;
  assert.ok(report?.kind === 'full');
  assert.deepEqual([report.uri, shown(report.items)], [third, used]);
  // Nothing has changed: the answer waits for the edit.
  const next = pullAll(session, [{ uri: third, value: report.resultId ?? '' }]);
  const [b, c] = ['b', 'c'].map((name) => create.replace('TABLE a', `TABLE ${name}`));
  await session.replace(first, `${b}${c}`);
  assert.deepEqual(shown(await session.diagnostics(second)), []);
  const [after] = (await next).items;
  assert.deepEqual(after?.kind === 'full' && [after.uri, after.items], [third, []]);
});

test('a change on disk judges the folder anew', async (t) => {
  const folder = workspace(t, { 'sql/V1__a.sql': create, 'sql/V2__b.sql': alter });
  const session = await openSession(t, { capabilities: vscode, folders: [folder.uri()], settings: all });
  const second = folder.uri('sql/V2__b.sql');
  const [report] = (await pullAll(session)).items;
  assert.deepEqual(report?.kind === 'full' && shown(report.items), used);
  const next = pullAll(session, [{ uri: second, value: report?.resultId ?? '' }]);
  folder.write('sql/V1__a.sql', create.replace('TABLE a', 'TABLE b'));
  await changedOnDisk(session, folder.uri('sql/V1__a.sql'));
  await session.heard('workspace/diagnostic/refresh');
  assert.deepEqual(
    (await next).items.map((one) => one.kind === 'full' && [one.uri, one.items]),
    [[second, []]],
  );
  // A file that is gone has no problems.
  folder.write('sql/V3__c.sql', alter.replace('TABLE b', 'TABLE c'));
  await changedOnDisk(session, folder.uri('sql/V3__c.sql'));
  const [third] = (await pullAll(session)).items;
  assert.deepEqual(third?.kind === 'full' && shown(third.items), used);
  rmSync(join(folder.path, 'sql/V3__c.sql'));
  await changedOnDisk(session, folder.uri('sql/V3__c.sql'));
  const gone = await pullAll(session, [{ uri: folder.uri('sql/V3__c.sql'), value: third?.resultId ?? '' }]);
  assert.deepEqual(
    gone.items.map((one) => one.kind === 'full' && [one.uri, one.items]),
    [[folder.uri('sql/V3__c.sql'), []]],
  );
});

test('of a folder that is deleted nothing is left', async (t) => {
  const folder = workspace(t, { 'db/sql/V1__a.sql': create, 'db/sql/V2__b.sql': alter });
  const session = await openSession(t, { capabilities: vscode, folders: [folder.uri()], settings: all });
  const second = folder.uri('db/sql/V2__b.sql');
  const [report] = (await pullAll(session)).items;
  assert.deepEqual(report?.kind === 'full' && shown(report.items), used);
  const next = pullAll(session, [{ uri: second, value: report?.resultId ?? '' }]);
  rmSync(join(folder.path, 'db'), { recursive: true });
  await session.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: folder.uri('db'), type: 3 }] });
  await session.heard('workspace/diagnostic/refresh');
  assert.deepEqual(
    (await next).items.map((one) => one.kind === 'full' && [one.uri, one.items]),
    [[second, []]],
  );
});

test('a journal that comes later orders its folder', async (t) => {
  const folder = workspace(t, {
    'd/0000_a.sql': alter.replace('TABLE b', 'TABLE a'),
    'd/0001_b.sql': create,
  });
  const session = await openSession(t, { capabilities: vscode, folders: [folder.uri()], settings: all });
  const first = folder.uri('d/0000_a.sql');
  await session.open(first, alter.replace('TABLE b', 'TABLE a'));
  assert.deepEqual(shown(await session.diagnostics(first)), []);
  folder.write('d/meta/_journal.json', '{"entries":[{"tag":"0000_a","when":1},{"tag":"0001_b","when":2}]}');
  await changedOnDisk(session, folder.uri('d/meta/_journal.json'));
  await session.heard('workspace/diagnostic/refresh');
  assert.deepEqual(shown(await session.diagnostics(first)), used);
});

test('the setting and the configuration say which files are told of', async (t) => {
  const files = { 'sql/V1__a.sql': create, 'sql/V2__b.sql': alter };
  const told = async (settings: object, more: Readonly<Record<string, string>> = {}) => {
    const folder = workspace(t, { ...files, ...more });
    const session = await openSession(t, { capabilities: vscode, folders: [folder.uri()], settings });
    const closed = (await pullAll(session)).items.length;
    const second = folder.uri('sql/V2__b.sql');
    const one = (await session.diagnostics(second)).length;
    await session.open(second, alter);
    const open = shown(await session.diagnostics(second)).filter((line) =>
      line.includes('used-before'),
    ).length;
    return { closed, one, open };
  };
  assert.deepEqual(await told({}), { closed: 0, one: 0, open: 1 });
  assert.deepEqual(await told({}, { 'dsql.config.json': '{}' }), { closed: 1, one: 1, open: 1 });
  assert.deepEqual(await told({ checkFolder: 'all' }), { closed: 1, one: 1, open: 1 });
  assert.deepEqual(await told({ checkFolder: 'open' }, { 'dsql.config.json': '{}' }), {
    closed: 0,
    one: 0,
    open: 1,
  });
  assert.deepEqual(await told({ checkFolder: 'off' }), { closed: 0, one: 0, open: 0 });
  const long = { 'big.sql': `-- ${'x'.repeat(2 ** 21)}\n` };
  assert.deepEqual(await told({ checkFolder: 'all' }, long), { closed: 0, one: 0, open: 0 });
});

test('in a long folder a file is told of by itself at once, and then with its folder', async (t) => {
  const long = `${'-- as long as many are\n'.repeat(2_000)}${create}`;
  const folder = workspace(t, { 'sql/V1__a.sql': long, 'sql/V2__b.sql': alter });
  const session = await openSession(t, {
    capabilities: vscode,
    folders: [folder.uri()],
    settings: { checkNames: false },
  });
  const second = folder.uri('sql/V2__b.sql');
  await session.open(second, alter);
  assert.deepEqual(shown(await session.diagnostics(second)), []);
  await session.heard('workspace/diagnostic/refresh');
  assert.deepEqual(shown(await session.diagnostics(second)), used);
  // What is known moves with its statement.
  await session.change(second, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, '\n');
  assert.deepEqual(shown(await session.diagnostics(second)), ['1:12-1:13 warning used-before-created']);
});

test('an editor that does not ask is told of closed files too', async (t) => {
  const folder = workspace(t, { 'sql/V1__a.sql': create, 'sql/V2__b.sql': alter });
  const session = await openSession(t, {
    folders: [folder.uri()],
    initializationOptions: { ...all, checkNames: false },
  });
  const [first, second] = [folder.uri('sql/V1__a.sql'), folder.uri('sql/V2__b.sql')];
  const next = async (uri: string, count: number) => {
    const params = await session.heard(
      'textDocument/publishDiagnostics',
      (one: PublishDiagnosticsParams) => one.uri === uri && one.diagnostics.length === count,
    );
    return shown((params as PublishDiagnosticsParams).diagnostics);
  };
  await session.open(first, create);
  assert.deepEqual(await next(second, 1), used);
  await session.replace(first, create.replace('TABLE a', 'TABLE b'));
  assert.deepEqual(await next(second, 0), []);
});

const actionsAt = async (session: Session, uri: string, line: number, character: number) => {
  const position = { line, character };
  const actions = await session.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: position, end: position },
    context: { diagnostics: [], only: ['quickfix'] },
  });
  return actions.filter(({ kind }) => kind === 'quickfix');
};

/** A folder of migrations that git has committed, but for what comes later. */
function committed(t: TestContext, files: Readonly<Record<string, string>>) {
  const folder = workspace(t, files);
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], {
      cwd: folder.path,
    });
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'one');
  return folder;
}

const check = 'ALTER TABLE a ADD CONSTRAINT c CHECK (id IS NOT NULL) NOT VALID;\n';

test('a fix of a committed migration becomes a new migration, as its tool wants it', async (t) => {
  const folder = committed(t, { 'sql/V1__a.sql': create, 'sql/V2__c.sql': check });
  const open = async (settings: object, capabilities = editor) => {
    const session = await openSession(t, { capabilities, folders: [folder.uri()], settings });
    const uri = folder.uri('sql/V2__c.sql');
    await session.open(uri, check);
    const [first] = await actionsAt(session, uri, 0, 31);
    return first;
  };
  const action = await open({});
  assert.match(action?.title ?? '', /^In a new migration: Validate /);
  assert.equal(action?.isPreferred, true);
  assert.deepEqual(
    action.edit?.documentChanges?.map((change) =>
      'kind' in change
        ? [change.kind, 'uri' in change && change.uri]
        : [change.textDocument.uri, change.edits.map((edit) => 'newText' in edit && edit.newText)],
    ),
    [
      ['create', folder.uri('sql/V3__validate.sql.conf')],
      [folder.uri('sql/V3__validate.sql.conf'), ['executeInTransaction=false\n']],
      ['create', folder.uri('sql/V3__validate.sql')],
      [folder.uri('sql/V3__validate.sql'), ['ALTER TABLE ASYNC a VALIDATE CONSTRAINT c;\n']],
    ],
  );
  assert.match((await open({ appliedMigrations: 'off' }))?.title ?? '', /^Validate /);
  assert.match((await open({}, vscode as typeof editor))?.title ?? '', /^Validate /);
  // A migration that is not committed yet is edited.
  folder.write('sql/V3__d.sql', check.replace(' c ', ' d '));
  const session = await openSession(t, { capabilities: editor, folders: [folder.uri()] });
  const third = folder.uri('sql/V3__d.sql');
  await session.open(third, readFileSync(join(folder.path, 'sql/V3__d.sql'), 'utf8'));
  const [own] = await actionsAt(session, third, 0, 31);
  assert.match(own?.title ?? '', /^Validate /);
});

test('the editor says which migrations are applied, where it knows', async (t) => {
  const folder = workspace(t, { 'sql/V1__a.sql': create, 'sql/V2__c.sql': check });
  const session = await openSession(t, {
    capabilities: { ...editor, experimental: { dsqlApplied: true, dsqlCommands: true } },
    folders: [folder.uri()],
    applied: [folder.uri('sql/V2__c.sql')],
  });
  const uri = folder.uri('sql/V2__c.sql');
  await session.open(uri, check);
  const [action] = await actionsAt(session, uri, 0, 31);
  assert.match(action?.title ?? '', /^In a new migration: Validate /);
  // What was written is shown then.
  assert.deepEqual(action?.command?.arguments, [folder.uri('sql/V3__validate.sql')]);
});
