import assert from 'node:assert/strict';
import { test } from 'node:test';
import { latestDay } from '../../../../server/src/core/dialect/asOf.js';
import { ageNotice } from '../../../src/dialect/age.js';
import { complaintAboutDay, dialectChoices } from '../../../src/dialect/choices.js';
import { dialectText } from '../../../src/dialect/text.js';

test('the picker offers latest, each dated change with the newest first, and any other day', () => {
  const change = (since: string, title: string) => ({ since, title, source: 'https://example.com' });
  assert.deepEqual(
    dialectChoices([
      change('2026-02-03', 'Numeric keys'),
      change('2026-09-15', 'Partial indexes'),
      change('2026-02-03', 'Sequences'),
    ]),
    [
      {
        label: 'Latest',
        description: latestDay,
        detail: 'Changes with new versions of DSQL Workbench.',
        asOf: 'latest',
      },
      { label: '2026-09-15', detail: 'New: Partial indexes', asOf: '2026-09-15' },
      { label: '2026-02-03', detail: 'New: Numeric keys; Sequences', asOf: '2026-02-03' },
      { label: 'Another date…' },
    ],
  );
});

/** What is typed into the picker while 2026-02-03 is in force, and its first lines. */
const leading: Readonly<Record<string, readonly object[]>> = {
  '': [
    { label: 'Latest', description: latestDay },
    { label: '2026-02-03', description: 'in effect here' },
  ],
  '2026-05-01': [
    { label: '2026-05-01', description: undefined, detail: 'The dialect since 2026-02-03.' },
    { label: 'Latest', description: latestDay },
  ],
  '2026-01-31': [
    { label: '2026-01-31', description: undefined, detail: 'The dialect before its first dated change.' },
    { label: 'Latest', description: latestDay },
  ],
  '2026-02-03': [{ label: 'Latest', description: latestDay }],
  '2026-02-30': [{ label: 'Latest', description: latestDay }],
};

for (const [typed, lines] of Object.entries(leading)) {
  test(`the picker in which "${typed}" is typed leads with the right lines`, () => {
    const change = { since: '2026-02-03', title: 'Sequences', source: 'https://example.com' };
    const choices = dialectChoices([change], { current: '2026-02-03', typed });
    assert.deepEqual(
      lines.map((line, at) =>
        Object.fromEntries(Object.keys(line).map((key) => [key, Reflect.get(choices[at] ?? {}, key)])),
      ),
      lines,
    );
  });
}

const complaint = 'Enter a date as YYYY-MM-DD, for example 2026-03-31.';

/** What a person types for a day, and what is said of it. */
const typed: Readonly<Record<string, string | undefined>> = {
  '2026-03-31': undefined,
  ' 2026-03-31 ': undefined,
  latest: undefined,
  '2026-02-30': complaint,
  '2026-3-31': complaint,
  '31.03.2026': complaint,
  '': complaint,
};

for (const [text, said] of Object.entries(typed)) {
  test(`the day "${text}" is ${said ? 'refused' : 'taken'}`, () =>
    assert.equal(complaintAboutDay(text), said));
}

test('the status bar shows the day, and explains what latest means', () => {
  assert.deepEqual(dialectText({ asOf: 'latest', day: '2026-11-28', newest: '2026-11-28' }, '2026-11-30'), {
    text: 'DSQL 2026-11-28',
    tooltip:
      'SQL is checked against the Aurora DSQL dialect of **2026-11-28**: *latest*, the newest day for which the rules were ' +
      'checked.\n\nClick to pick another day.',
  });
});

test('the status bar shows a day that somebody picked', () => {
  assert.deepEqual(
    dialectText({ asOf: '2026-03-31', day: '2026-03-31', newest: '2026-11-28' }, '2026-11-30'),
    {
      text: '$(pinned) DSQL 2026-03-31',
      tooltip:
        'SQL is checked against the Aurora DSQL dialect of **2026-03-31**.\n\nClick to pick another day, or the latest.',
    },
  );
});

test('the status bar says of a file that is not checked that it is not', () => {
  assert.deepEqual(dialectText(null, '2026-11-30'), {
    text: 'DSQL off',
    tooltip: 'This file is not checked: `dsql.enable` is off here, or an `exclude` names the file.',
  });
});

test('the status bar tells of a probe, of old facts, and of a day of which nothing is known', () => {
  const { tooltip } = dialectText(
    { asOf: '2027-03-01', day: '2027-03-01', newest: '2026-11-28', overlay: '2026-11-30' },
    '2027-02-01',
  );
  assert.equal(
    tooltip,
    'SQL is checked against the Aurora DSQL dialect of **2027-03-01**.\n\nWhat your cluster said on 2026-11-30 holds over it.' +
      '\n\nNothing is known of that day: the newest is 2026-11-28.\n\nThe facts are 65 days old.' +
      '\n\nClick to pick another day, or the latest.',
  );
});

test('facts of more than 60 days are told of once a week', () => {
  const days = [
    ['2027-01-27', undefined],
    ['2027-01-28', undefined],
    ['2027-01-30', '2027-01-28'],
    ['2027-02-04', '2027-01-28'],
  ] as const;
  assert.deepEqual(
    days.map(([today, told]) => ageNotice('2026-11-28', today, told) !== undefined),
    [false, true, false, true],
  );
});

test('the status bar says that a cluster contradicted the rules', () => {
  const { text, tooltip } = dialectText(
    { asOf: 'latest', day: '2026-11-28', newest: '2026-11-28' },
    '2026-11-30',
    2,
  );
  assert.equal(text, '$(info) DSQL 2026-11-28');
  assert.match(tooltip, /A cluster contradicted the rules 2 times: see "Show noticed differences…"\./);
});
