import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { type Answer, check, cli, folderOf, run } from './dsql.js';

const root = resolve(__dirname, '../../..');
const blocking = 'CREATE INDEX i ON t (a);\n';
const message = 'CREATE INDEX needs ASYNC in Aurora DSQL, also on an empty table.';
const clean = 'SELECT 1;\n';

/** An index that blocks, by the statement alone. */
const fingerprint = 'c7f3672d8687ce62a8554031680029ed';

check('dsql lint for CI', [
  {
    name: 'writes the code quality report of GitLab',
    args: ['lint', '--format', 'gitlab', '.'],
    files: { 'db/a.sql': `${clean}${blocking}`, 'b.sql': clean },
    stdout: `[
{"description":"${message}","check_name":"index-without-async","fingerprint":"${fingerprint}-db/a.sql","severity":"major","location":{"path":"db/a.sql","lines":{"begin":2,"end":2}}}
]
`,
    status: 1,
  },
  {
    name: 'writes an empty report for GitLab',
    args: ['lint', '--format', 'gitlab', '.'],
    files: { 'b.sql': clean },
    stdout: '[\n]\n',
  },
  {
    name: 'writes JUnit, in which a file without problems has passed',
    args: ['lint', '--format', 'junit', '.'],
    files: { 'a&b.sql': blocking, 'c.sql': clean },
    stdout: `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="dsql lint">
  <testsuite name="a&amp;b.sql" tests="1" failures="1" errors="0">
    <testcase name="index-without-async at 1:1" classname="a&amp;b.sql">
      <failure type="error" message="${message}">a&amp;b.sql:1:1: ${message}</failure>
    </testcase>
  </testsuite>
  <testsuite name="c.sql" tests="1" failures="0" errors="0">
    <testcase name="no problems" classname="c.sql"/>
  </testsuite>
</testsuites>
`,
    status: 1,
  },
  {
    name: 'writes a baseline',
    args: ['lint', '--baseline', 'known.json', '--write-baseline', '.'],
    files: { 'a.sql': blocking },
    stdout: '',
    stderr: '1 problem written into known.json.\n',
    after: {
      'known.json': `{
  "schemaVersion": 1,
  "findings": [
    {"path":"a.sql","rule":"index-without-async","fingerprint":"${fingerprint}"}
  ]
}
`,
    },
  },
  {
    name: 'says where to write a baseline',
    args: ['lint', '--write-baseline', '.'],
    stderr: 'dsql: --write-baseline needs the file to write: --baseline FILE.\n',
    status: 2,
  },
  {
    name: 'says what is no baseline',
    args: ['lint', '--baseline', 'known.json', '.'],
    files: { 'known.json': '[]' },
    stderr: 'dsql: known.json is not a baseline: write one with dsql lint --write-baseline.\n',
    status: 2,
  },
  {
    name: 'says that a baseline is not there',
    args: ['lint', '--baseline', 'known.json', '.'],
    stderr: 'dsql: known.json does not exist.\n',
    status: 2,
  },
  {
    name: 'needs git to know what has changed',
    args: ['lint', '--changed', '.'],
    files: { 'a.sql': blocking },
    env: { GIT_DIR: '/nowhere' },
    stderr: 'dsql: --changed needs a folder that git tracks.\n',
    status: 2,
  },
]);

/** Without what a repair would do. */
const lastLine = (stdout: string): string =>
  (stdout.trimEnd().split('\n').at(-1) ?? '').replace(/ (npx )?dsql fix.*/, '');

describe('A baseline', () => {
  const stories: Readonly<Record<string, { readonly after: string; readonly is: Answer }>> = {
    'knows a problem whose statement moves and is laid out anew': {
      after: 'SELECT 2;\n\nCREATE INDEX i\n  ON t (a);\n',
      is: { stdout: 'No problems in 1 file, as of 2026-11-28.\n', stderr: '', status: 0 },
    },
    'does not know a second one of the same statement': {
      after: `${blocking}${blocking}`,
      is: { stdout: '1 error, 2 warnings in 1 of 1 file, as of 2026-11-28.', stderr: '', status: 1 },
    },
    'does not know a problem of another statement, and says that its own is gone': {
      after: 'CREATE INDEX j ON t (b);\n',
      is: {
        stdout: '1 error in 1 of 1 file, as of 2026-11-28.',
        stderr:
          '1 problem of known.json is gone: write it again with --write-baseline. a.sql: index-without-async.\n',
        status: 1,
      },
    },
    'says that a problem is gone which was repaired': {
      after: clean,
      is: {
        stdout: 'No problems in 1 file, as of 2026-11-28.\n',
        stderr:
          '1 problem of known.json is gone: write it again with --write-baseline. a.sql: index-without-async.\n',
        status: 0,
      },
    },
  };
  for (const [name, { after, is }] of Object.entries(stories))
    test(name, async () => {
      const folder = folderOf({ 'a.sql': blocking });
      const written = await run(['lint', '--baseline', 'known.json', '--write-baseline', 'a.sql'], {
        folder,
      });
      assert.equal(written.status, 0);
      writeFileSync(join(folder, 'a.sql'), after);
      const answer = await run(['lint', '--baseline', 'known.json', 'a.sql'], { folder });
      const stdout = is.status === 0 ? answer.stdout : lastLine(answer.stdout);
      assert.deepEqual({ ...answer, stdout }, is);
      rmSync(folder, { recursive: true });
    });
});

/** A repository with one commit, in which a file is then changed and another one added. */
function repository(): { readonly folder: string; readonly git: (...args: string[]) => string } {
  const folder = folderOf({ 'old.sql': blocking, 'db/changed.sql': clean, 'known.sql': blocking });
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '.');
  git('commit', '--quiet', '--message', 'one');
  return { folder, git };
}

const github = (file: string) =>
  `::error file=${file},line=1,endLine=1,col=1,endColumn=13,title=index-without-async::${message}\n`;

describe('dsql lint --changed', () => {
  test('reports files that differ from the last commit, and new ones', async () => {
    const { folder } = repository();
    writeFileSync(join(folder, 'db/changed.sql'), blocking);
    writeFileSync(join(folder, 'new.sql'), blocking);
    const answer = await run(['lint', '--format', 'github', '--changed', '.'], { folder });
    assert.deepEqual(answer, {
      stdout: github('db/changed.sql') + github('new.sql'),
      stderr: '',
      status: 1,
    });
    rmSync(folder, { recursive: true });
  });

  test('reports what a branch has changed since it parted from another one', async () => {
    const { folder, git } = repository();
    git('checkout', '--quiet', '-b', 'work');
    writeFileSync(join(folder, 'db/changed.sql'), blocking);
    git('commit', '--quiet', '--all', '--message', 'two');
    git('checkout', '--quiet', 'main');
    writeFileSync(join(folder, 'known.sql'), `${blocking}SELECT 2;\n`);
    git('commit', '--quiet', '--all', '--message', 'three');
    git('checkout', '--quiet', 'work');
    const answer = await run(['lint', '--format', 'github', '--changed=main', '.'], { folder });
    assert.deepEqual(answer, { stdout: github('db/changed.sql'), stderr: '', status: 1 });
    rmSync(folder, { recursive: true });
  });

  test('starts no program that the repository names', async () => {
    const { folder, git } = repository();
    const program = join(folder, 'program.sh');
    writeFileSync(program, `#!/bin/sh\ntouch ${folder}/started-$1\ncat\n`, { mode: 0o755 });
    mkdirSync(join(folder, 'hooks'));
    writeFileSync(join(folder, 'hooks/post-index-change'), `#!/bin/sh\ntouch ${folder}/started-hook\n`, {
      mode: 0o755,
    });
    writeFileSync(join(folder, '.gitattributes'), '*.sql filter=f.g diff=t\ndb/*.sql filter=a=b\n');
    for (const [name, value] of [
      ['core.fsmonitor', program],
      ['core.hooksPath', join(folder, 'hooks')],
      ['diff.external', program],
      ['diff.t.textconv', program],
      ['filter.f.g.clean', program],
      ['filter.f.g.required', 'true'],
      ['filter.a=b.clean', program],
    ] as const)
      git('config', name, value);
    for (const file of ['known.sql', 'db/changed.sql'])
      writeFileSync(join(folder, file), `${blocking}SELECT 2;\n`);
    const answer = await run(['lint', '--format', 'github', '--changed', '.'], { folder });
    assert.deepEqual(answer, {
      stdout: github('db/changed.sql') + github('known.sql'),
      stderr: '',
      status: 1,
    });
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('started')),
      [],
    );
    rmSync(folder, { recursive: true });
  });

  test('is clean where nothing has changed, and says which commit it does not know', async () => {
    const { folder } = repository();
    assert.deepEqual(await run(['lint', '--changed', '.'], { folder }), {
      stdout: 'No file has changed.\n',
      stderr: '',
      status: 0,
    });
    assert.deepEqual(await run(['lint', '--changed=nothing', '.'], { folder }), {
      stdout: '',
      stderr: 'dsql: git does not know a commit "nothing" that this branch has come from.\n',
      status: 2,
    });
    rmSync(folder, { recursive: true });
  });
});

/** A folder of programs in which `npx` is this build, whatever package it is asked for. */
function withNpx(folder: string): Readonly<Record<string, string>> {
  const programs = join(folder, 'programs');
  mkdirSync(programs);
  writeFileSync(
    join(programs, 'npx'),
    `#!/bin/bash
while [ "$1" != dsql ]; do shift; done
shift
exec ${JSON.stringify(process.execPath)} ${JSON.stringify(cli)} "$@"
`,
  );
  chmodSync(join(programs, 'npx'), 0o755);
  return { PATH: `${programs}:${process.env.PATH}` };
}

describe('The action for GitHub', () => {
  const text = readFileSync(join(root, 'action.yml'), 'utf8');
  const script = /^ {6}run: \|\n((?: {8}.*\n|\n)+)/m.exec(text)?.[1]?.replace(/^ {8}/gm, '') ?? '';
  const inputs = Object.fromEntries(
    [...text.matchAll(/^ {2}([a-z-]+):\n {4}description: .*\n {4}default: (.*)$/gm)].map(
      ([, name = '', value = '']) => [name, value === "''" ? '' : value],
    ),
  );
  const act = (folder: string, values: Readonly<Record<string, string>>) => {
    const env = Object.fromEntries(
      Object.entries({ ...inputs, ...values }).map(([name, value]) => [
        `DSQL_${name.toUpperCase().replaceAll('-', '_')}`,
        value,
      ]),
    );
    const { stdout, stderr, status } = spawnSync('bash', ['-e', '-c', script], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, ...env, ...withNpx(folder) },
    });
    return { stdout, stderr, status };
  };

  test('hands each of its inputs to the script', () => {
    const handed = [...text.matchAll(/\$\{\{ inputs\.([a-z-]+) \}\}/g)].map(([, name]) => name);
    assert.deepEqual(handed, Object.keys(inputs));
  });

  test('annotates the lines of a pull request, and fails', () => {
    const folder = folderOf({ 'a.sql': blocking, 'b c.sql': blocking });
    assert.deepEqual(act(folder, { files: 'a.sql' }), { stdout: github('a.sql'), stderr: '', status: 1 });
    rmSync(folder, { recursive: true });
  });

  test('takes no input for a command of the shell', () => {
    const folder = folderOf({ 'a.sql': clean });
    const answer = act(folder, { files: 'a.sql $(touch made) ; touch made' });
    assert.match(answer.stderr, /\$\(touch does not exist/);
    assert.throws(() => readFileSync(join(folder, 'made')));
    rmSync(folder, { recursive: true });
  });

  test('writes a report into a file, and knows a baseline', () => {
    const folder = folderOf({ 'a.sql': blocking });
    execFileSync(process.execPath, [cli, 'lint', '--baseline', 'known.json', '--write-baseline', '.'], {
      cwd: folder,
      stdio: 'ignore',
    });
    const answer = act(folder, { format: 'gitlab', output: 'report.json', baseline: 'known.json' });
    assert.deepEqual(answer, { stdout: '', stderr: '', status: 0 });
    assert.equal(readFileSync(join(folder, 'report.json'), 'utf8'), '[\n]\n');
    rmSync(folder, { recursive: true });
  });
});

describe('The hooks of pre-commit', () => {
  const hooks = readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8').split(/^- /m).slice(1);
  const entryOf = (id: string) =>
    /^ {2}entry: (.*)$/m.exec(hooks.find((hook) => hook.startsWith(`id: ${id}\n`)) ?? '')?.[1]?.split(' ') ??
    [];

  test('lint the files of a commit, and format them', () => {
    const folder = folderOf({ 'a.sql': blocking, 'b.sql': 'select   1;\n' });
    const hook = (id: string, file: string) => {
      const [program = '', ...args] = entryOf(id);
      const { stdout, status } = spawnSync(program, [...args, file], {
        cwd: folder,
        encoding: 'utf8',
        env,
      });
      return { last: lastLine(stdout), status };
    };
    const env = { ...process.env, ...withNpx(folder) };
    assert.deepEqual(hook('dsql-lint', 'a.sql'), {
      last: '1 error in 1 of 1 file, as of 2026-11-28.',
      status: 1,
    });
    assert.equal(hook('dsql-format', 'b.sql').status, 0);
    assert.equal(readFileSync(join(folder, 'b.sql'), 'utf8'), 'select 1;\n');
    rmSync(folder, { recursive: true });
  });
});
