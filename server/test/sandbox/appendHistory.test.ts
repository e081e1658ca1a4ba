import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anomaliesOf, type ListStep, type ListTold } from './appendHistory.js';

type Played = readonly [session: number, kind: ListStep['kind'], list: number, value: number, told: ListTold];

const done: ListTold = { rows: 1 };
const lost: ListTold = { error: '40001' };

/** Histories by what is wrong with them; where the lists hold what was appended in order nothing is. */
const histories: Readonly<
  Record<
    string,
    {
      readonly steps: readonly Played[];
      readonly final: readonly number[];
      readonly wrong: readonly string[];
    }
  >
> = {
  'two appends behind each other': {
    steps: [
      [0, 'append', 1, 1, done],
      [1, 'append', 1, 2, done],
    ],
    final: [1, 2],
    wrong: [],
  },
  'an append that failed and is seen': {
    steps: [[0, 'append', 1, 1, lost]],
    final: [1],
    wrong: ['1 is in list 1, and its transaction has failed'],
  },
  'an append that was acknowledged and is lost': {
    steps: [[0, 'append', 1, 1, done]],
    final: [],
    wrong: ['1 was committed to list 1 and is lost'],
  },
  'a snapshot that changes': {
    steps: [
      [0, 'begin', 0, 0, done],
      [0, 'read', 1, 0, { read: [] }],
      [1, 'append', 1, 1, done],
      [0, 'read', 1, 0, { read: [1] }],
      [0, 'commit', 0, 0, done],
    ],
    final: [1],
    wrong: ['list 1 was , then 1', 'the transaction of the steps 2 to 2 stands in a circle'],
  },
  'a snapshot that misses what was committed before': {
    steps: [
      [0, 'append', 1, 1, done],
      [1, 'read', 1, 0, { read: [] }],
    ],
    final: [1],
    wrong: ['the transaction of the steps 0 to 0 stands in a circle'],
  },
  'a lost update': {
    steps: [
      [0, 'begin', 0, 0, done],
      [0, 'read', 1, 0, { read: [] }],
      [1, 'begin', 0, 0, done],
      [1, 'read', 1, 0, { read: [] }],
      [0, 'append', 1, 1, done],
      [0, 'commit', 0, 0, done],
      [1, 'append', 1, 2, done],
      [1, 'commit', 0, 0, done],
    ],
    final: [1, 2],
    wrong: ['the transaction of the steps 1 to 5 stands in a circle'],
  },
  'a transaction that does not see what it has written': {
    steps: [
      [0, 'begin', 0, 0, done],
      [0, 'append', 1, 1, done],
      [0, 'read', 1, 0, { read: [] }],
      [0, 'commit', 0, 0, done],
    ],
    final: [1],
    wrong: ['list 1 was read as  behind 1'],
  },
};

for (const [name, { steps, final, wrong }] of Object.entries(histories)) {
  test(`the check of histories tells of ${name}`, () => {
    const played = steps.map(
      ([session, kind, list, value, told]) => [{ session, kind, list, value }, told] as const,
    );
    assert.deepEqual(anomaliesOf(played, new Map([[1, final]])), wrong);
  });
}
