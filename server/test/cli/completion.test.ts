import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { loadCommands } from '../../src/cli/command.js';
import { commands } from '../../src/cli/commands.js';
import { parseOptions } from '../../src/cli/options.js';
import { check, run } from './dsql.js';

const folder = process.cwd();

const scriptFor = async (shell: string): Promise<string> =>
  (await run(['completion', shell], { folder })).stdout;

/** What bash offers at the end of a line. */
function offered(script: string, line: string): readonly string[] {
  const words = line.split(' ');
  const ask = `${script}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')})
COMP_CWORD=${words.length - 1}
_dsql
printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['--norc', '-c', ask], { encoding: 'utf8' }).split('\n').filter(Boolean);
}

const lines: Readonly<Record<string, readonly string[]>> = {
  'dsql li': ['lint'],
  'dsql re': ['report'],
  'dsql --v': ['--version'],
  'dsql lint --fo': ['--format'],
  'dsql lint --format ': ['text', 'json', 'sarif', 'github', 'gitlab', 'junit'],
  'dsql lint a.sql --max-severity w': ['warning'],
  'dsql fix --re': ['--review'],
  'dsql rules serial': ['serial-type'],
  'dsql completion ': ['bash', 'fish', 'zsh'],
  // bash completes names of files
  'dsql lint ': [],
  'dsql lint --config ': [],
  'dsql sandbox ': [],
};

test('bash completes commands, options and their values', async () => {
  const script = await scriptFor('bash');
  const found = Object.fromEntries(Object.keys(lines).map((line) => [line, offered(script, line)]));
  assert.deepEqual(found, lines);
});

for (const [shell, form] of [
  ['bash', (name: string) => `--${name}`],
  ['zsh', (name: string) => `'--${name}[`],
  ['fish', (name: string) => ` -l ${name} `],
] as const) {
  test(`the script for ${shell} has every command and option`, async () => {
    const script = await scriptFor(shell);
    const missing = (await loadCommands(commands)).flatMap(({ command }) => [
      ...(script.includes(command.name) ? [] : [command.name]),
      ...Object.keys(command.options).filter((name) => !script.includes(form(name))),
    ]);
    assert.deepEqual(missing, []);
  });
}

test('every example of the help is a line that the program takes', async () => {
  const wrong = (await loadCommands(commands)).flatMap(({ command }) =>
    command.examples.flatMap(([line]) => {
      const [name, ...words] = line.split(' ');
      const args = words.slice(0, words.findIndex((word) => /^[<>|]$/.test(word)) >>> 0);
      const parsed = parseOptions(args, command.options, command.name);
      return name === command.name && !('trouble' in parsed) ? [] : [line];
    }),
  );
  assert.deepEqual(wrong, []);
});

test('the manual has every command and option, and none of its lines is a request by chance', async () => {
  const { stdout } = await run(['manual'], { folder });
  const plain = stdout.replaceAll('\\-', '-');
  const missing = (await loadCommands(commands)).flatMap(({ command }) => [
    ...(plain.includes(`.SS dsql ${command.name}`) ? [] : [command.name]),
    ...Object.keys(command.options).filter((name) => !plain.includes(`.B --${name}`)),
  ]);
  assert.deepEqual(missing, []);
  const requests = stdout.split('\n').filter((line) => /^['.]/.test(line));
  assert.deepEqual(
    requests.filter((line) => !/^\.(?:TH|SH|SS|TP|PP|B)(?: |$)/.test(line)),
    [],
  );
});

check('dsql completion', [
  {
    name: 'no shell',
    args: ['completion'],
    stderr: 'dsql: Name one shell: bash, fish, zsh.\n',
    status: 2,
  },
  {
    name: 'a shell that it does not know',
    args: ['completion', 'tcsh'],
    stderr: 'dsql: Name one shell: bash, fish, zsh.\n',
    status: 2,
  },
]);
