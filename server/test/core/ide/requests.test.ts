import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completionsAt } from '../../../src/core/ide/completion/complete.js';
import { definitionsAt } from '../../../src/core/ide/definition.js';
import { foldsOf } from '../../../src/core/ide/folding.js';
import { inlaysIn } from '../../../src/core/ide/inlay.js';
import { nameHoverAt } from '../../../src/core/ide/nameHover.js';
import { outlineOf } from '../../../src/core/ide/outline.js';
import { highlightsAt, referencesAt } from '../../../src/core/ide/references.js';
import { renameAt } from '../../../src/core/ide/rename.js';
import { selectionsAt } from '../../../src/core/ide/selection.js';
import { tokenBlocksOf } from '../../../src/core/ide/semanticTokens.js';
import { signaturesAt } from '../../../src/core/ide/signature.js';
import type { WorkspaceFile } from '../../../src/core/ide/workspace.js';
import { countSteps } from '../../countSteps.js';
import { markedReader } from './marked.js';

// What a question costs behind a letter that was typed in one statement. A test file of its own: V8 does not count all that runs
// in code which it has compiled before.

/** Most statements are of queries, as in a real file. */
const statementsOf = (at: number): readonly string[] => [
  `CREATE TABLE things${at} (id uuid PRIMARY KEY, size bigint, made date, owner uuid);`,
  ...[0, 1, 2].map((one) => `SELECT id, size + ${one} FROM things${at} WHERE made > now() ORDER BY size;`),
  `INSERT INTO things${at} (id, size) VALUES ('a${at}', 1), ('b${at}', 2);`,
  `UPDATE things${at} SET size = size + 1 WHERE id = 'x${at}';`,
  `WITH large AS (SELECT id FROM things${at} WHERE size > 9) SELECT id FROM large;`,
  `DELETE FROM things${at} WHERE size > ${at};`,
];

const asked = 'SELECT t.size, lower(x.note, 1) FROM things7 AS t JOIN notes AS x ON x.id = t.owner WHERE ';
const table = 'CREATE TABLE notes (id uuid PRIMARY KEY, note text);';

const at = (part: string): number => asked.indexOf(part);

type Question = (file: WorkspaceFile, start: number) => unknown;

/**
 * For each statement that is not asked about, at most so many steps more. A statement here has some 70 characters, and the
 * search for a name in a text counts each of them.
 */
const questions: Readonly<Record<string, readonly [most: number, ask: Question]>> = {
  completion: [8, (file, start) => completionsAt(file, start + asked.length).length],
  'completion behind a dot': [8, (file, start) => completionsAt(file, start + at('t.size') + 2).length],
  'hover of a column': [220, (file, start) => nameHoverAt(file, start + at('note'))],
  'hover of an alias': [8, (file, start) => nameHoverAt(file, start + at('t.size'))],
  definition: [220, (file, start) => definitionsAt(file, start + at('notes'))],
  'definition of an alias': [8, (file, start) => definitionsAt(file, start + at('x.note'))],
  references: [220, (file, start) => referencesAt(file, start + at('notes'))],
  highlight: [220, (file, start) => highlightsAt(file, start + at('note'))],
  'signature help': [8, (file, start) => signaturesAt(file, start + at('1) FROM'))],
  'selection ranges': [4, (file, start) => selectionsAt(file, start + at('size'))],
  'inlay hints in sight': [8, (file, start) => inlaysIn(file, { start, end: start + asked.length })],
  outline: [60, (file) => outlineOf(file).length],
  folding: [300, (file) => foldsOf(file).length],
  'semantic tokens': [20, (file) => tokenBlocksOf(file).length],
  'rename of an alias': [8, (file, start) => renameAt(file, start + at('x.note'), 'y')],
};

test('behind a letter, a question takes few steps for a statement that it is not about', () => {
  const counter = countSteps();
  const stepsOf = (count: number): ReadonlyMap<string, number> => {
    const groups = Array.from({ length: count / 8 }, (_none, group) => statementsOf(group));
    const [before, after] = [groups.slice(0, count / 16), groups.slice(count / 16)];
    const head = [table, ...before.flat()].join('\n');
    const tail = after.flat().join('\n');
    const read = markedReader();
    let typed = '';
    const type = () => {
      typed = typed === '' ? ' ' : '';
      return read(`${head}\n${asked}${typed};\n${tail}`).file;
    };
    const ask = (file: WorkspaceFile, [, question]: (typeof questions)[string]) =>
      question(file, head.length + 1);
    const steps = new Map<string, number>();
    // What an earlier version of the text has made ready is kept.
    for (const question of Object.values(questions)) ask(type(), question);
    type();
    steps.set('a letter', counter.count(type));
    for (const [name, question] of Object.entries(questions)) {
      const file = type();
      steps.set(
        name,
        counter.count(() => ask(file, question)),
      );
    }
    return steps;
  };
  try {
    stepsOf(80);
    const [some, more] = [stepsOf(1_000), stepsOf(2_000)];
    const most = new Map([
      ['a letter', 180],
      ...Object.entries(questions).map(([name, [least]]) => [name, least] as const),
    ]);
    const found = [...more].map(([name, steps]) => {
      const each = (steps - (some.get(name) ?? 0)) / 1_000;
      return `${name}: ${each.toFixed(1)} steps a statement, ${some.get(name)} and ${steps}${each > (most.get(name) ?? 0) ? ' TOO MANY' : ''}`;
    });
    if (process.env.DSQL_STEPS) console.log(found.join('\n'));
    assert.deepEqual(
      found.filter((one) => one.endsWith('TOO MANY')),
      [],
    );
  } finally {
    counter.close();
  }
});
