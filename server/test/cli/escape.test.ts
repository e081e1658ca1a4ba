import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { diffPath, loggedLines, printableLines, shellWord } from '../../src/cli/report/escape.js';
import { readinessFormats } from '../../src/cli/report/readinessReporters.js';
import { formats } from '../../src/cli/report/reporters.js';
import { cli, folderOf, run } from './dsql.js';
import { evil, harmful, isCommand } from './evil.js';

/** It begins a line of its own accord, in the folder where it is called by its bare name. */
const evilFile = `::error::e${evil}.sql`.replaceAll('/', '');
const name = `"${evil.replaceAll('"', '""')}"`;
const sql = `CREATE TABLE ${name} (id serial PRIMARY KEY, ${name} json, FOREIGN KEY (id) REFERENCES ${name} (id));
CREATE INDEX ${name} ON ${name} (id);
CREATE TRIGGER ${name} BEFORE INSERT ON ${name} EXECUTE FUNCTION ${name}();
SELECT * FORM ${name};
-- dsql-ignore ${evil.replace(/[\r\n]/g, '')}
SELECT 1;
`;
const files = {
  [evilFile]: sql,
  'dsql.config.json': JSON.stringify({
    rules: { [evil]: 'off', 'serial-type': evil },
    [evil]: 1,
    exclude: [`!(${evil})`],
  }),
};

async function answerOf(args: readonly string[], stdin = '', env: Readonly<Record<string, string>> = {}) {
  const folder = folderOf(files);
  try {
    return await run(args, { folder, stdin, env });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('nothing of a file, a name or a setting is obeyed', () => {
  for (const [command, format] of [
    ...formats.map((one) => ['lint', one] as const),
    ...readinessFormats.map((one) => ['report', one] as const),
  ]) {
    test(`dsql ${command} --format ${format}`, async () => {
      const { stdout, stderr } = await answerOf(
        [command, '--format', format, '.', evilFile, '-', '--stdin-filename', evil],
        sql,
      );
      // Each line of that format is a command, and ours
      const others = stdout.replace(
        /^::(error|warning|notice) file=[^:]*,title=[\w-]+::/gm,
        format === 'github' ? '' : '$&',
      );
      assert.ok(stdout.length > 1_000);
      assert.deepEqual(harmful(others), []);
      assert.deepEqual(harmful(stderr), []);
    });
  }

  for (const args of [
    ['lint', evil],
    ['lint', `*${evil}`],
    ['lint', '--as-of', evil, 'a.sql'],
    ['lint', '--format', evil, 'a.sql'],
    ['lint', `--${evil}`],
    ['lint', '--config', evil, evilFile],
    ['fix', '--review', '--plan', `plan${evil}`, evilFile],
    ['fix', '--review', '--write', evilFile],
    ['fix', '--plan', evilFile, evilFile],
    ['rules', evil],
    [evil],
    ['token', '--dir', evil],
    ['token', evil],
    ['sandbox', evil],
    ['sandbox', '--as-of', evil],
    ['format', evil],
    ['format', '--check', evilFile],
    ['format', '--write', evilFile],
    ['run', evil],
    ['run', '--endpoint', evil, evilFile],
    ['apply', evil],
    ['apply', '--ledger', evil, '.'],
    ['apply', '--history', evil, '.'],
    ['diff', evil],
    ['diff', '--to', evil, evilFile],
    ['connect-code', evil],
    ['connect-code', '--endpoint', evil],
    ['lint', '--baseline', evil, evilFile],
    ['lint', '--changed', evil, evilFile],
    ['completion', evil],
  ])
    test(`dsql ${JSON.stringify(args).slice(1, 40)}`, async () => {
      const { stdout, stderr } = await answerOf(args);
      assert.deepEqual(harmful(stdout), []);
      assert.notEqual(stderr, '');
      assert.deepEqual(harmful(stderr), []);
    });
});

/** The log of a CI system: no terminal, and no file. */
describe('nothing of a file is obeyed that is shown in the log of a CI system', () => {
  const text = `SELECT 1\n  ::error::a\n::group::b\nFROM t\r::warning::c ##[error]d ##vso[task.x]e\x1b[31m\x9b;\nVACUUM;\n`;
  const systems = ['GITHUB_ACTIONS', 'TF_BUILD', 'TEAMCITY_VERSION'];
  for (const system of ['CI', 'JENKINS_URL', 'CODEBUILD_BUILD_ID'])
    test(`dsql fix --stdout under ${system}`, async () => {
      const { stdout, stderr } = await answerOf(['fix', '--stdout', '-'], text, { [system]: 'true' });
      assert.deepEqual(stdout.split('\n').filter(isCommand), []);
      assert.match(stderr, /^Characters that the log of a CI system would obey are replaced here: /m);
    });

  for (const system of systems)
    for (const args of [
      ['fix', '--diff'],
      ['fix', '--stdout'],
      ['fix', '--review', '--diff'],
      ['fix', '--review', '--stdout'],
      ['format', '--diff'],
      ['format', '--stdout'],
    ])
      test(`dsql ${args.join(' ')} under ${system}`, async () => {
        const env = { [system]: 'true' };
        const answers = [
          await answerOf([...args, '.', evilFile], '', env),
          await answerOf([...args, '-', '--stdin-filename', evil], text, env),
        ];
        assert.notEqual(answers[0]?.stdout, '');
        for (const { stdout, stderr } of answers) {
          assert.deepEqual(stdout.split('\n').filter(isCommand), []);
          assert.deepEqual(harmful(stderr), []);
        }
      });

  test('in a file that it is sent to, and to other programs, it is itself', async () => {
    const { stdout } = await answerOf(['fix', '--stdout', '-'], text);
    assert.equal(stdout, text.replace('VACUUM;\n', ''));
    const folder = folderOf({ 'a.sql': text });
    const env = { ...process.env, GITHUB_ACTIONS: 'true' };
    const shell = '"$0" "$1" fix --stdout a.sql > b.sql';
    spawnSync('sh', ['-c', shell, process.execPath, cli], { cwd: folder, env });
    assert.equal(readFileSync(join(folder, 'b.sql'), 'utf8'), text.replace('VACUUM;\n', ''));
    rmSync(folder, { recursive: true });
  });
});

/** Texts, and how they stand in the log of a CI system. */
for (const [text, logged] of [
  ['a\tb\r\nc\n', 'a\tb\r\nc\n'],
  ['SELECT a\n  ::text::varchar', 'SELECT a\n  ::text::varchar'],
  ['::error_code', '::error_code'],
  [' ::ERROR file=a::b', ' \uFFFD:ERROR file=a::b'],
  ['\u2003::add-mask::b', '\u2003\uFFFD:add-mask::b'],
  ['a\r::set-output name=x::y', 'a␍::set-output name=x::y'],
  ['##[group]', '#\uFFFD[group]'],
  ['\x1b[2J\x9b\0', '␛[2J\uFFFD␀'],
] as const)
  test(`${JSON.stringify(text)} is ${JSON.stringify(logged)} in the log of a CI system`, () =>
    assert.equal(loggedLines(text), logged));

test('programs read the very names', async () => {
  const { stdout } = await answerOf(['lint', '--format', 'json', '.']);
  const { files: read } = JSON.parse(stdout);
  assert.deepEqual(
    read.map(({ path }: { readonly path: string }) => path),
    [evilFile],
  );
  assert.ok(
    read[0].problems.some(({ message }: { readonly message: string }) => message.includes(evil.slice(0, 20))),
  );
});

/** Texts, and how the head of a diff and a shell write them. */
for (const [text, diff, shell] of [
  ['db/a.sql', 'db/a.sql', 'db/a.sql'],
  ['a b', 'a b', `'a b'`],
  [`it's`, `it's`, `'it'\\''s'`],
  ['a"b\\c', '"a\\"b\\\\c"', `'a"b\\c'`],
  ['é😀', 'é😀', `'é😀'`],
  [`a\n::error::'\\`, `"a\\n::error::'\\\\"`, `$'a\\n::error::\\'\\\\'`],
  ['\t\x1b[1m\x9b', '"\\t\\033[1m\\302\\233"', `$'\\t\\033[1m\\302\\233'`],
  ['\u202e', '"\\342\\200\\256"', `$'\\342\\200\\256'`],
  ['##[error]', '"#\\043[error]"', `$'#\\043[error]'`],
] as const)
  test(`${JSON.stringify(text)} is one word for git and for a shell`, () => {
    assert.deepEqual([diffPath(text), shellWord(text)], [diff, shell]);
  });

test('a text that is shown on a terminal keeps its lines, and nothing in it is obeyed', () =>
  assert.equal(printableLines('a\x1b[2J\r\n\tb\r##[x]\n\n\u202ec'), 'a␛[2J\r\n    b␍#\uFFFD[x]\n\n\uFFFDc'));
