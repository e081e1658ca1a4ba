import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { describe, test } from 'node:test';
import { diffPath, printableLines, shellWord } from '../../src/cli/report/escape.js';
import { readinessFormats } from '../../src/cli/report/readinessReporters.js';
import { formats } from '../../src/cli/report/reporters.js';
import { folderOf, run } from './dsql.js';

/** What terminals obey, what reorders or hides text, and what the runners of CI systems obey. */
const evil =
  '\n::error::a\r::warning::b\x1b[31m\x1b]0;t\x07\x9b2J\x7f\u202e\u2066\u200b\u2028##[error]c##vso[task.x]d%0A&<b>"\'';
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

/** What no line may hold, and how none may begin. */
const obeyed =
  /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]|##\[|##vso\[|##teamcity\[|^\s*::/u;

function harmful(text: string): readonly string[] {
  return text.split('\n').filter((line) => obeyed.test(line));
}

async function answerOf(args: readonly string[], stdin = '') {
  const folder = folderOf(files);
  try {
    return await run(args, { folder, stdin });
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
  ])
    test(`dsql ${JSON.stringify(args).slice(1, 40)}`, async () => {
      const { stdout, stderr } = await answerOf(args);
      assert.deepEqual(harmful(stdout), []);
      assert.notEqual(stderr, '');
      assert.deepEqual(harmful(stderr), []);
    });
});

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
