import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { unifiedDiff } from '../../src/cli/unifiedDiff.js';
import { completionsAt } from '../../src/core/ide/completion/complete.js';
import { foldsOf } from '../../src/core/ide/folding.js';
import { formattingOf } from '../../src/core/ide/format/formatting.js';
import { hoverAt } from '../../src/core/ide/hover.js';
import { statementNames } from '../../src/core/ide/nameProblems.js';
import { outlineOf } from '../../src/core/ide/outline.js';
import { renameAt } from '../../src/core/ide/rename.js';
import { semanticTokensOf } from '../../src/core/ide/semanticTokens.js';
import { workspaceOf } from '../../src/core/ide/workspace.js';
import { createAnalyzer, problemsAt } from '../../src/core/lint/analysis.js';
import { styleOf } from '../../src/core/project/formatStyle.js';
import { fixAll } from '../../src/core/repair/fixAll.js';
import { plan } from '../../src/core/repair/plan.js';
import { readiness } from '../../src/core/repair/report.js';
import { rules } from '../../src/core/rules/index.js';
import { grouped } from '../../src/core/text/grouped.js';
import { finish } from '../../src/core/text/steps.js';
import { type Counter, countSteps, growing, totalOf } from '../countSteps.js';
import { parser } from './engine.js';
import { kinds } from './growthKinds.js';

// Of a text of twice the size every single place of the code runs twice as often. `growth.test.ts` adds up the steps of more
// kinds of text, and so sees a place only that costs as much as all others together.

/** The only file of a folder, as an editor has it. */
function fileOf(text: string) {
  const analysis = createAnalyzer(parser, []).analyzeAll([text]);
  const [file] = workspaceOf(analysis, ['a.sql'], parser).files;
  if (!file) throw new Error('No file.');
  return file;
}

const tasks: Readonly<Record<string, (text: string) => unknown>> = {
  lint: (text) => createAnalyzer(parser, rules).analyze(text).problems.length,
  'every fix': (text) =>
    createAnalyzer(parser, rules)
      .analyze(text)
      .problems.flatMap(({ fixes }) => fixes.map(({ edits }) => edits.length)),
  fix: (text) => fixAll(createAnalyzer(parser, rules), text, {}, 'review').text.length,
  report: (text) => readiness(createAnalyzer(parser, rules), text, {}).verdict,
  plan: (text) => plan(createAnalyzer(parser, rules).analyze(text)).length,
  // Up to 200 changes are compared with each other; of more it takes the first ones.
  diff(text) {
    const long = text.repeat(8);
    return [...unifiedDiff('a.sql', long, long.replaceAll(/[05] *(?=[;,)])/g, '7 '))].length;
  },
  lightbulb(text) {
    const analysis = createAnalyzer(parser, rules).analyze(text);
    const place = { start: text.length >> 1, end: (text.length >> 1) + 1 };
    return problemsAt(analysis, place).map(({ fixes }) => fixes.map(({ edits }) => edits.length));
  },
  hover: (text) => hoverAt(createAnalyzer(parser, rules).analyze(text), text.length >> 1),
  format: (text) => finish(formattingOf(text, { style: styleOf({}), grammar: parser })),
  completion: (text) => completionsAt(fileOf(text), text.length >> 1).length,
  'names of a statement': (text) => statementNames(fileOf(text), 1),
  rename: (text) => renameAt(fileOf(text), Math.max(text.search(/(?<=TABLE |FROM |INTO )\w/), 0), 'renamed'),
  'semantic tokens': (text) => semanticTokensOf(fileOf(text)).length,
  outline: (text) => outlineOf(fileOf(text)).length,
  folding: (text) => foldsOf(fileOf(text)).length,
};

let counter: Counter;
before(() => {
  counter = countSteps();
});
after(() => counter.close());

const size = Number(process.env.GROWTH_SIZE ?? 30);

/** What runs less often than each part of the text with each third other one says nothing. */
const least = (count: number) => (count * count) / 2.5;

/** What of a task grows too fast, told in the steps of three sizes. */
function slowIn(task: string, make: (count: number) => string): readonly string[] {
  const work = tasks[task];
  const steps = (count: number) => counter.steps(() => work?.(make(count)));
  steps(5); // whatever is made once is made now
  const [one, two] = [steps(size), steps(2 * size)];
  if (growing(one, two, least(2 * size)).length === 0) return [];
  // Behind a limit the steps may be others; what grows on does so at twice the size, too.
  const grown = growing(two, steps(4 * size), least(4 * size));
  return grown.map((place) => `${task}: ${place}`);
}

test('what compares each with each other one is seen beside all that lint does, and not in the sum of its steps', () => {
  const steps = (count: number) =>
    counter.steps(() => {
      tasks.lint?.(kinds.tables?.(count) ?? '');
      for (let one = 0; one < count; one++) for (let other = 0; other < one; other++) grouped(other);
    });
  steps(5);
  const [one, two] = [steps(size), steps(2 * size)];
  assert.deepEqual(
    [...new Set(growing(one, two, least(2 * size)).map((place) => place.split(' ')[0]))],
    ['core/text/grouped.ts'],
  );
  assert.ok(totalOf(two) < 2.6 * totalOf(one));
});

/** Kinds that are counted in sums only, in `growth.test.ts`: a place may still run more than twice as often in one of them. */
const inSums: ReadonlySet<string> = new Set([
  'a chain of tables of queries',
  'types changed',
  'NOT NULL set',
  'actions of one ALTER',
  'COPY data',
  'functions before the tables that they read',
  'sequences as pg_dump writes them',
  'one transaction of both',
  'columns with generated values',
  'inserts into a wide table',
  'comments in a table',
  'unique indexes used',
  'unique constraints added',
  'checks added and validated',
]);

for (const [title, make] of Object.entries(kinds)) {
  if (inSums.has(title)) continue;
  test(`${title} take twice the steps at each place of the code when there are twice as many`, () => {
    const slow = Object.keys(tasks).flatMap((task) => slowIn(task, make));
    assert.deepEqual(slow, []);
  });
}
