import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAnalyzer } from '../../src/core/lint/analysis.js';
import { rules } from '../../src/core/rules/index.js';
import { countSteps } from '../countSteps.js';
import { parser } from './engine.js';

// A test file of its own: V8 does not count all that runs in code which it has compiled before.

/** Statements about which rules over a script ask, each time for tables of their own. */
const statementsOf = (at: number): readonly string[] => [
  `CREATE TABLE things${at}x (id uuid PRIMARY KEY, size bigint, made date, owner uuid REFERENCES owners${at}x);`,
  `CREATE INDEX ASYNC things${at}x_size ON things${at}x (size, lower(note${at}));`,
  `INSERT INTO things${at}x (id, size) VALUES ('a${at}', 1), ('b${at}', 2);`,
  `SELECT size << 1, made - 1 FROM things${at}x WHERE made > now() AND size = 5 ORDER BY id;`,
  `UPDATE things${at}x SET size = size + ${at}, made = made + 1 WHERE id = 'x${at}';`,
  'BEGIN;',
  `DELETE FROM things${at}x WHERE plus(size) > ${at};`,
  'COMMIT;',
];

const madeBefore = [
  "CREATE FUNCTION plus(n bigint) RETURNS bigint LANGUAGE sql AS 'SELECT n + 1';",
  'CREATE VIEW sums AS SELECT sum(size) AS total FROM things0x;',
];

/**
 * What is edited, where something is typed, and the steps that this may take for each statement. Some 195 of them are three
 * searches of the text for the signs of a template, each of which takes a thirtieth of the time of a pattern.
 */
const edited: readonly (readonly [what: string, place: string, most: number])[] = [
  ['a query', '1, made - 1 FROM things7x', 480],
  ['rows', "b7', 2);", 480],
  ['a table', 'bigint, made date, owner uuid REFERENCES owners7x', 630],
  // The columns of an index may be created later, so an edit of them follows all names again.
  ['an index', 'note7)', 690],
];

test('an edit takes few steps for a statement that it does not concern', () => {
  const counter = countSteps();
  const severities = {};
  const stepsOf = (count: number, place: string): number => {
    const groups = Array.from({ length: count }, (_none, at) => statementsOf(at)).flat();
    const text = [...madeBefore, ...groups].join('\n');
    const at = text.indexOf(place);
    const analyzer = createAnalyzer(parser, rules);
    const analyze = (typed: string): void => {
      const { scriptProblems } = analyzer.analyze(text.slice(0, at) + typed + text.slice(at), { severities });
      assert.ok(scriptProblems.length >= count);
    };
    // The first edit parts what was read as a whole.
    for (const typed of ['', 'a', 'b']) analyze(typed);
    return counter.count(() => analyze('c'));
  };
  try {
    const each = edited.map(([what, place, most]) => {
      const [some, more] = [stepsOf(20, place), stepsOf(40, place)];
      const steps = Math.round((more - some) / 20 / statementsOf(0).length);
      return { what, steps, isFew: steps <= most };
    });
    assert.deepEqual(
      each.filter(({ isFew }) => !isFew),
      [],
    );
  } finally {
    counter.close();
  }
});
