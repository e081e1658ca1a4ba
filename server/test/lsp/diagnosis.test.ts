import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, createAnalyzer, problemsAt } from '../../src/core/lint/analysis.js';
import { rules } from '../../src/core/rules/index.js';
import { diagnoseVersions } from '../../src/lsp/diagnosis.js';
import { corpus } from '../core/corpus.js';
import { parser } from '../core/engine.js';
import { openSession, shown, vscode } from './session.js';

const pieces = [
  ...corpus().filter(({ length }) => length < 400),
  '-- dsql-ignore serial-type',
  '-- dsql-ignore-file index-without-async: later',
  '/* dsql-ignore\n */',
  'CREATE TABLE t (id serial, n serial, k uuid PRIMARY KEY);',
  'CREATE INDEX i ON t (n);',
  '\\c other',
];
const insertions = ['\n', ' ', ';', '\r\n', 'é🦊', "'", '/*', '-- dsql-ignore serial-type\n', 'serial', '('];

test('an edited text has the problems and the diagnostics that it has when it is opened', () => {
  const random = randomFrom(7);
  const pick = <V>(list: readonly V[]): V => list[random(list.length)] as V;
  for (let script = 0; script < 25; script++) {
    const text = Array.from({ length: 12 }, () => pick(pieces)).join('\n');
    const document = TextDocument.create('file:///a.sql', 'sql', 0, text);
    const analyzer = createAnalyzer(parser, rules);
    const diagnose = diagnoseVersions(ids());
    const told = new Map<string, unknown>();
    for (let edit = 1; edit <= 25; edit++) {
      const at = random(document.getText().length + 1);
      const end = random(3) === 0 ? Math.min(at + random(30), document.getText().length) : at;
      const range = { start: document.positionAt(at), end: document.positionAt(end) };
      const insertion = random(5) === 0 ? `\n${pick(pieces)}\n` : pick(insertions);
      TextDocument.update(document, [{ range, text: insertion }], edit);
      const now = document.getText();
      const severities = edit % 8 === 0 ? quiet : loud;
      const analysis = analyzer.analyze(now, { severities });
      const fresh = createAnalyzer(parser, rules).analyze(now, { severities });
      assert.deepEqual(problemsOf(analysis), problemsOf(fresh), now);
      const caret = { start: at, end: at };
      assert.deepEqual(
        problemsAt(analysis, caret),
        analysis.problems.filter(({ span }) => span.start <= at && at <= span.end),
      );
      const opened = TextDocument.create('file:///b.sql', 'sql', 0, now);
      const { resultId, items } = diagnose(document, analysis);
      assert.deepEqual(items, diagnoseVersions(ids())(opened, fresh).items, now);
      assert.deepEqual(told.get(resultId) ?? items, items, 'of one id, and not the same');
      told.set(resultId, items);
    }
  }
});

const quiet = { 'serial-type': 'off' } as const;
const loud = {};

/** As plain values, with their fixes worked out. */
const problemsOf = ({ problems }: Analysis) => JSON.parse(JSON.stringify(problems));

function ids(): () => string {
  let last = 0;
  return () => String(++last);
}

function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

const uri = 'file:///project/schema.sql';

/** What is typed at the end of the first line, and whether VS Code is told anew. */
const typed: Readonly<Record<string, readonly [text: string, kind: 'full' | 'unchanged']>> = {
  'a space': [' ', 'unchanged'],
  'a comment': [' -- soon', 'unchanged'],
  'a statement without a problem': [' SELECT 2;', 'unchanged'],
  'a line break': ['\n', 'full'],
  'a statement with a problem': [' VACUUM;', 'full'],
};

for (const [name, [text, kind]] of Object.entries(typed)) {
  test(`VS Code is told ${kind === 'full' ? 'anew' : 'that nothing changed'} behind ${name}`, async (t) => {
    const session = await openSession(t, { capabilities: vscode });
    await session.open(uri, 'SELECT 1;\nCREATE TABLE t (k uuid PRIMARY KEY, id serial);');
    const before = await session.pull(uri);
    assert.equal(before.kind, 'full');
    const end = { line: 0, character: 9 };
    await session.change(uri, { start: end, end }, text);
    const after = await session.pull(uri, before.resultId);
    const { resultId, ...told } = after;
    assert.deepEqual(
      { ...told, isSame: resultId === before.resultId },
      kind === 'full'
        ? { kind, items: await session.diagnostics(uri), isSame: false }
        : { kind, isSame: true },
    );
    assert.deepEqual(shown(await session.diagnostics(uri)).slice(-1), [
      text === '\n' ? '2:39-2:45 error serial-type' : '1:39-1:45 error serial-type',
    ]);
  });
}
