import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { rules } from '../../../server/src/core/rules/index.js';
import { contributes } from '../../src/contributes.js';
import { isOwnText, refuseOwnText, schemes } from '../../src/texts/schemes.js';

const root = path.join(__dirname, '../../src');

test('every read-only document of ours has a scheme that conditions and commands know', () => {
  assert.deepEqual(
    Object.values(schemes).filter((scheme) => !isOwnText({ scheme })),
    [],
  );
  const registered = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [
      ...readFileSync(path.join(root, file), 'utf8').matchAll(
        /registerTextDocumentContentProvider\(\s*([^,]*),/g,
      ),
    ]);
  assert.deepEqual(
    registered.map(([, scheme = '']) => /^schemes[.[]/.test(scheme)),
    [true, true, true],
  );
  for (const scheme of ['file', 'untitled', 'git', 'vscode-remote', 'vscode-vfs'])
    assert.equal(isOwnText({ scheme }), false, scheme);
});

test('a command that runs says a sentence in a text that is there to be read', () => {
  for (const scheme of Object.values(schemes))
    assert.throws(() => refuseOwnText({ scheme }), {
      message: 'This text is read-only and cannot be run. Use the buttons in its title bar.',
    });
  refuseOwnText({ scheme: 'untitled' });
});

/** What VS Code knows of a document in front: the names of its conditions. */
interface Front {
  readonly [name: string]: string | boolean | readonly string[];
}

/** Reads a condition of the manifest as VS Code does: `&&`, `!`, `(…)`, `==`, `=~`, `in`. */
function holds(when: string, front: Front): boolean {
  return when.split(' && ').every((part) => {
    const [, no = '', inner = part] = /^(!)?\(?(.*?)\)?$/.exec(part) ?? [];
    const [, name = '', operator, operand = ''] = /^(\S+)(?: (==|=~|in) (.*))?$/.exec(inner) ?? [];
    const isUnary = operator === undefined;
    const negated = no !== '' || (isUnary && name.startsWith('!'));
    const value = front[name.replace(/^!/, '')] ?? '';
    const list = front[operand];
    const plain = isUnary
      ? Boolean(value)
      : operator === '=='
        ? value === operand
        : operator === '=~'
          ? new RegExp(operand.slice(1, -1)).test(String(value))
          : Array.isArray(list) && list.includes(value);
    return plain !== negated;
  });
}

const { commands, keybindings, menus } = contributes(rules, []);
const titleOf = (command: string) => commands.find((one) => one.command === command)?.title ?? command;

/** What a document in front offers, by its place. */
function offered(front: Front) {
  const shown = (items: readonly { command: string; when?: string }[] = []) =>
    items
      .filter(({ when }) => when === undefined || holds(when, front))
      .map(({ command }) => titleOf(command));
  const all: Readonly<Record<string, readonly { command: string; when?: string }[]>> = { ...menus };
  const listed = new Set(all.commandPalette?.map(({ command }) => command));
  return {
    title: shown(all['editor/title']),
    context: shown(all['editor/context']),
    keys: shown(keybindings),
    palette: [
      ...shown(all.commandPalette),
      ...commands.filter(({ command }) => !listed.has(command)).map(({ title }) => title),
    ].filter((title) => /run|explain|execute|convert|fix|batches|commit/i.test(title)),
  };
}

const inFront = (scheme: string, asked: boolean): Front => ({
  resourceScheme: scheme,
  resource: `${scheme}:/a.sql`,
  resourceLangId: 'sql',
  editorLangId: 'sql',
  editorTextFocus: true,
  isWorkspaceTrusted: true,
  'dsql.asked': asked ? [`${scheme}:/a.sql`] : [],
});

/** The only buttons of a text of ours: with its question open, and without. */
const buttons: Readonly<
  Record<keyof typeof schemes, readonly [asked: readonly string[], read: readonly string[]]>
> = {
  batches: [['Run in batches', 'Cancel', 'Copy'], ['Copy']],
  changes: [['Save', 'Cancel', 'Copy'], ['Copy']],
  converted: [['Apply', 'Show report', 'Discard', 'Copy'], ['Copy']],
  difference: [['Cancel', 'Copy'], ['Copy']],
  dialect: [['Cancel', 'Copy'], ['Copy']],
  rule: [['Cancel', 'Copy'], ['Copy']],
  definition: [['Cancel', 'Copy'], ['Copy']],
  code: [['Cancel', 'Copy'], ['Copy']],
};

for (const [kind, [asked, read]] of Object.entries(buttons)) {
  const scheme = Object.entries(schemes).find(([name]) => name === kind)?.[1] ?? '';
  for (const isAsked of [true, false])
    test(`${scheme} offers nothing but its own buttons${isAsked ? ', with a question' : ''}`, () => {
      assert.deepEqual(offered(inFront(scheme, isAsked)), {
        title: isAsked ? asked : read,
        context: [],
        keys: [],
        // It needs no document
        palette: ['Resume batches…'],
      });
    });
}

test('the lines above statements that run or explain them are for files only', () => {
  const providers = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }))
    .filter(({ text }) => text.includes('registerCodeLensProvider('))
    .sort((one, other) => (one.file < other.file ? -1 : 1));
  const schemesOf = (text: string) => [...text.matchAll(/\{ scheme: '(\w+)'/g)].map(([, scheme]) => scheme);
  // Those of a review are its own buttons
  assert.deepEqual(
    providers.map(({ file, text }) => [file, schemesOf(text)]),
    [
      ['asking/reviews.ts', []],
      ['code/codeLens.ts', ['file']],
      ['runner/runLens.ts', ['file', 'untitled']],
    ],
  );
});

test('a SQL file offers to run', () => {
  assert.deepEqual(offered(inFront('file', false)), {
    title: ['Run file'],
    context: [
      'Run statement',
      'Run file',
      'Run in batches…',
      'Explain statement',
      'Execute and measure plan',
    ],
    keys: ['Run statement'],
    palette: [
      'Fix all safe problems',
      'Convert file for Aurora DSQL…',
      'Run statement',
      'Run file',
      'Explain statement',
      'Execute and measure plan',
      'Run in batches…',
      'Resume batches…',
    ],
  });
});

/**
 * VS Code offers a command for each word of what is typed that begins a word of its title, in order, and the one that was used
 * last comes first: who types the whole title of one command must not be led to another that does more.
 */
test('no command that executes or changes something answers to the whole title of another', () => {
  const hidden = new Set(
    menus.commandPalette?.filter(({ when }) => when === 'false').map(({ command }) => command),
  );
  const titles = commands.filter(({ command }) => !hidden.has(command)).map(({ title }) => title);
  const wordsOf = (title: string) =>
    title
      .toLowerCase()
      .split(/[^a-z]+/)
      .filter(Boolean);
  const answers = (typed: string, title: string) => {
    const words = wordsOf(title);
    let at = 0;
    return wordsOf(typed).every((word) => {
      at = words.findIndex((one, place) => place >= at && one.startsWith(word)) + 1;
      return at > 0;
    });
  };
  const confused = titles.flatMap((typed) =>
    titles.filter((title) => title !== typed && answers(typed, title)).map((title) => [typed, title]),
  );
  // They ask, open the settings, or copy a program.
  assert.deepEqual(confused, [
    ['Connect…', 'Edit connections'],
    ['Connect…', 'Copy connection code…'],
    ['Commit', 'Commit or roll back…'],
    ['Roll back', 'Commit or roll back…'],
  ]);
});
