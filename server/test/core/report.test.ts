import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { fixAll } from '../../src/core/repair/fixAll.js';
import { plan } from '../../src/core/repair/plan.js';
import { readiness } from '../../src/core/repair/report.js';
import { groupsOf, linesText, othersText } from '../../src/core/repair/reportGroups.js';
import { splitScript } from '../../src/core/syntax/split.js';
import { analyzer } from './engine.js';

const fixtures = path.join(__dirname, '../../../test-fixtures');
const files = ['dumps', 'rules', 'guide', 'workspace'].flatMap((folder) =>
  readdirSync(path.join(fixtures, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.sql'))
    .map((file) => path.join(folder, file)),
);

describe('of each fixture', () => {
  for (const file of files) {
    const text = readFileSync(path.join(fixtures, file), 'utf8');

    test(`${file}: the report tells of every fix, and of places in the text`, () => {
      const { repairs, leftovers, repaired } = readiness(analyzer, text, {});
      const fixed = fixAll(analyzer, text, {}, 'review');
      assert.equal(repaired, fixed.text);
      const told = repairs.map(({ action, consequence }) =>
        consequence === undefined ? action : `${action} (${consequence})`,
      );
      assert.deepEqual(told.sort(), [...fixed.applied].sort());
      const outside = [...repairs, ...leftovers].filter(
        ({ span }) => span.start < 0 || span.end < span.start || span.end > text.length,
      );
      assert.deepEqual(outside, []);
    });

    test(`${file}: the plan holds every statement and every comment, in order`, () => {
      const { text: repaired } = fixAll(analyzer, text, {}, 'review');
      const planned = plan(analyzer.analyze(repaired));
      if (planned.length > 0)
        assert.deepEqual(partsOf(planned.map((step) => step.text)), partsOf([repaired]));
    });
  }
});

describe('what repeats by construction', () => {
  const lines = (count: number, line: (at: number) => string) =>
    Array.from({ length: count }, (_none, at) => line(at)).join('\n');
  const many = `BEGIN;\n${lines(300, (at) => `CREATE TABLE t${at} (id uuid PRIMARY KEY, n serial);`)}\nCOMMIT;`;

  test('300 DDL statements of a transaction are one finding with their count, and one fix', () => {
    const found = analyzer.analyze(many).problems.filter(({ rule }) => rule === 'two-ddl-in-transaction');
    assert.deepEqual(
      found.map(({ message, fixes }) => [message, fixes.map(({ title, edits }) => [title, edits.length])]),
      [
        [
          'A transaction holds one DDL statement, and this one holds 300.',
          [['Split the transaction in 300', 299]],
        ],
      ],
    );
  });

  test('what repeats but for its names is told three times and counted', () => {
    const emptied = Array.from({ length: 200 }, (_, at) => `DELETE FROM t${at};`).join('\n');
    const loaded = Array.from({ length: 20 }, (_, at) => `CREATE EXTENSION e${at};`).join('\n');
    const { warnings, decisions } = groupsOf(readiness(analyzer, `${emptied}\n${loaded}`, {}));
    const told = [...warnings, ...decisions].filter(({ rule }) => rule !== 'implicit-transaction');
    const lines = (offset: number) => `${emptied}\n${loaded}`.slice(0, offset).split('\n').length;
    assert.deepEqual(
      told.map((group) => `${group.rule}, ${linesText(group.spans, lines)}: ${othersText(group, lines)}`),
      [
        'unbounded-change, line 1: undefined',
        'unbounded-change, line 2: undefined',
        'unbounded-change, line 3: And 197 more like it, lines 4 to 200',
        'extension, line 201: undefined',
        'extension, line 202: undefined',
        'extension, line 203: And 17 more like it, lines 204 to 220',
      ],
    );
  });

  test('lines are listed as far as a person reads them', () => {
    const told = (...offsets: number[]) =>
      linesText(
        offsets.map((start) => ({ start, end: start })),
        (offset) => offset,
      );
    assert.deepEqual(
      [told(3), told(3, 3, 7), told(1, 2, 4, 8, 9, 11, 15, 20), told(1, 2, 4, 8, 9, 11, 15, 20, 31)],
      [
        'line 3',
        'lines 3 and 7',
        'lines 1, 2, 4, 8, 9, 11, 15 and 20',
        'lines 1, 2, 4, 8, 9, 11 and 3 more up to line 31',
      ],
    );
  });

  test('300 serial columns are 300 findings, and one group of a report', () => {
    const { problems } = analyzer.analyze(many);
    assert.equal(problems.filter(({ rule }) => rule === 'serial-type').length, 300);
    const { safe, decisions, absences, errors } = groupsOf(readiness(analyzer, many, {}));
    const groups = [...safe, ...decisions, ...absences, ...errors];
    assert.deepEqual(groups.map(({ rule, spans }) => `${rule}: ${spans.length}`).sort(), [
      'serial-type: 300',
      'two-ddl-in-transaction: 1',
    ]);
  });
});

/**
 * The statements and the comments of texts one after the other, without those that a plan takes or adds: what sets the
 * session stands in each file that it is in force for.
 */
const partsOf = (texts: readonly string[]) =>
  texts
    .flatMap((text) => {
      const { pieces, comments } = splitScript(text);
      return [...pieces, ...comments]
        .sort((one, other) => one.start - other.start)
        .map(({ start, end }) => text.slice(start, end).trim());
    })
    .filter((part) => !/^(?:re)?set\b|^select\s+(?:pg_catalog\s*\.\s*)?set_config\b/i.test(part))
    .filter((part) => !/^--> *statement-breakpoint$|^-- (This starts a job|Run this when)/.test(part));
