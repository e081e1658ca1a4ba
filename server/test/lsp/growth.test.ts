import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CodeActionTriggerKind } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createAnalyzer, type Problem, type Span } from '../../src/core/lint/analysis.js';
import { rules } from '../../src/core/rules/index.js';
import { finish } from '../../src/core/text/steps.js';
import { clientOf } from '../../src/lsp/client.js';
import { codeActions } from '../../src/lsp/codeActions.js';
import { diagnoseVersions } from '../../src/lsp/diagnosis.js';
import type { OpenFile } from '../../src/lsp/openFiles.js';
import { parser } from '../core/engine.js';
import { kinds } from '../core/growthKinds.js';
import { type Counter, countSteps } from '../countSteps.js';
import { vscode } from './session.js';

// What the language server does of its own with a text of twice the size takes twice the steps.

const client = clientOf(vscode);

const fileOf = (text: string): OpenFile => {
  const document = TextDocument.create('file:///a.sql', 'sql', 1, text);
  const analyzer = createAnalyzer(parser, rules);
  const analysis = analyzer.analyze(text);
  const diagnose = diagnoseVersions(() => '1');
  return {
    document,
    analysis,
    analyzer,
    diagnose: () => diagnose(document, analysis),
    isCurrent: () => true,
  };
};

/** The file is in no folder. */
const given = {
  parser,
  folder: { added: [], isRemoved: () => false, file: undefined },
  inMigration: undefined,
  versionOf: () => null,
};

/** The lightbulb at a problem. */
function actionsAt(file: OpenFile, problem: Problem | undefined) {
  const start = problem?.span.start ?? 0;
  return actionsIn(file, { start, end: start });
}

/** The lightbulb of what is selected. */
function actionsIn(file: OpenFile, { start, end }: Span) {
  const { document } = file;
  const { uri } = document;
  const range = { start: document.positionAt(start), end: document.positionAt(end) };
  const context = { diagnostics: [], triggerKind: CodeActionTriggerKind.Invoked };
  const asked = { textDocument: { uri }, range, context };
  return finish(codeActions(file, asked, client, given)).map(({ edit }) => edit);
}

const tasks: Readonly<Record<string, (file: OpenFile) => unknown>> = {
  diagnostics: (file) => file.diagnose(),
  'the lightbulb at the first problem': (file) => actionsAt(file, file.analysis.problems[0]),
  'the lightbulb at one in the middle': (file) =>
    actionsAt(file, file.analysis.problems[file.analysis.problems.length >> 1]),
  'the lightbulb of the whole text': (file) => actionsIn(file, { start: 0, end: file.analysis.text.length }),
};

let counter: Counter;
before(() => {
  counter = countSteps();
});
after(() => counter.close());

const size = Number(process.env.GROWTH_SIZE ?? 30);

for (const [title, make] of Object.entries(kinds)) {
  test(`${title} take twice the steps of the language server when there are twice as many`, () => {
    const steps = (count: number) => {
      const file = fileOf(make(count));
      return Object.values(tasks).map((work) => counter.count(() => work(file)));
    };
    steps(5); // whatever is made once is made now
    const [one, two] = [steps(size), steps(2 * size)];
    const grows = (few: readonly number[], many: readonly number[]) =>
      Object.keys(tasks).filter((_, at) => (many[at] ?? 0) >= 2.6 * (few[at] ?? 0));
    if (grows(one, two).length === 0) return;
    // Behind a limit the steps may be others; what grows on does so at twice the size, too.
    const four = steps(4 * size);
    const slow = grows(two, four).filter((task) => grows(one, two).includes(task));
    const told = slow.length > 0 ? [...slow, one, two, four] : [];
    assert.deepEqual(told, []);
  });
}
