import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Job } from '../../../../server/src/running/job.js';
import { endText } from '../../../../server/src/running/jobEnd.js';
import {
  afterAnswer,
  delayAfter,
  parseTracked,
  type Tracked,
} from '../../../../server/src/running/tracking.js';
import { durationText, trackedLine } from '../../../src/jobs/jobText.js';

const job = (status: string, changes: Partial<Job> = {}): Job => ({
  id: 'a',
  status,
  type: 'INDEX_BUILD',
  objectId: '1',
  object: 'public.i',
  details: '',
  startedAt: 1_000,
  updatedAt: 13_000,
  ...changes,
});

const waiting: Tracked = {
  id: 'a',
  connection: 'here',
  sql: 'CREATE INDEX ASYNC i ON t (a)',
  begunAt: 500,
  state: 'waiting',
  job: undefined,
};
const running: Tracked = { ...waiting, state: 'running', job: job('processing') };

/** What was known, what the server answers how many milliseconds after the start, and what is known then. */
const answers: readonly (readonly [
  name: string,
  before: Tracked,
  jobs: readonly Job[],
  now: number,
  after: Tracked,
  hasEnded: boolean,
])[] = [
  [
    'begins',
    waiting,
    [job('submitted')],
    1_000,
    { ...waiting, state: 'running', job: job('submitted') },
    false,
  ],
  ['waits for its transaction', waiting, [], 300_000, waiting, false],
  ['is lost with its transaction', waiting, [], 400_000, { ...waiting, state: 'lost' }, true],
  ['goes on', running, [job('processing')], 1_000, running, false],
  [
    'completes',
    running,
    [job('completed')],
    1,
    { ...running, state: 'completed', job: job('completed') },
    true,
  ],
  ['fails', running, [job('failed')], 1, { ...running, state: 'failed', job: job('failed') }, true],
  [
    'ends in a new way',
    running,
    [job('canceled')],
    1,
    { ...running, state: 'failed', job: job('canceled') },
    true,
  ],
  ['is forgotten', running, [job('processing', { id: 'b' })], 1, { ...running, state: 'lost' }, true],
  [
    'that has ended stays as it is',
    { ...running, state: 'completed' },
    [],
    1,
    { ...running, state: 'completed' },
    false,
  ],
  [
    'of another connection stays as it is',
    { ...running, connection: 'there' },
    [],
    1,
    { ...running, connection: 'there' },
    false,
  ],
];

for (const [name, before, jobs, now, after, hasEnded] of answers)
  test(`a job ${name}`, () =>
    assert.deepEqual(afterAnswer([before], { connection: 'here', jobs, now }), {
      tracked: [after],
      ended: hasEnded ? [after] : [],
    }));

test('the server is asked less and less often while nothing happens', () =>
  assert.deepEqual([0, 1, 2, 5, 8, 50].map(delayAfter), [500, 750, 1_125, 3_797, 10_000, 10_000]));

test('what an earlier window kept is read, and nothing else', () => {
  const kept: unknown = JSON.parse(
    JSON.stringify([running, 7, null, { ...running, state: 'odd' }, { id: 'a' }]),
  );
  assert.deepEqual(parseTracked(kept), [running]);
  assert.deepEqual(parseTracked('odd'), []);
});

const failedUnique = job('failed', { details: 'found duplicate key(s) while validating index uniqueness' });

/** What the view shows 20 seconds after the start, and what is said at the end. */
const texts: readonly (readonly [tracked: Tracked, line: string, end: string | undefined])[] = [
  [waiting, 'clock: CREATE INDEX ASYNC i ON t (a) (waiting · job · 20 s)', undefined],
  [running, 'sync~spin: public.i (running · index build · 20 s)', undefined],
  [
    { ...running, state: 'completed', job: job('completed') },
    'pass: public.i (completed · index build · 12 s)',
    'The index "public.i" is built.',
  ],
  [
    {
      ...running,
      state: 'completed',
      job: job('completed', { details: 'Skipped job for nonexistent table.' }),
    },
    'pass: public.i (completed: Skipped job for nonexistent table. · index build · 12 s)',
    'The index "public.i" is built. The server says: Skipped job for nonexistent table.',
  ],
  [
    { ...running, state: 'failed', job: failedUnique },
    'error: public.i (failed: found duplicate key(s) while validating index uniqueness · index build · 12 s)',
    'The index "public.i" could not be built: found duplicate key(s) while validating index uniqueness.',
  ],
  [
    { ...running, state: 'failed', job: job('failed', { type: 'VALIDATE_CONSTRAINT', object: 'public.c' }) },
    'error: public.c (failed · constraint check · 12 s)',
    'The constraint "public.c" stays NOT VALID.',
  ],
  [
    {
      ...running,
      state: 'completed',
      job: job('completed', { type: 'VALIDATE_CONSTRAINT', object: 'public.c' }),
    },
    'pass: public.c (completed · constraint check · 12 s)',
    'The constraint "public.c" holds for all rows.',
  ],
  [
    { ...running, state: 'completed', job: job('completed', { type: 'NEW_KIND' }) },
    'pass: public.i (completed · new kind · 12 s)',
    'The job "new kind" of "public.i" has finished.',
  ],
  [
    { ...running, state: 'lost' },
    'question: public.i (unknown · index build · 12 s)',
    'The server has forgotten the job of "public.i", which it does 30 minutes after its end. The tree shows the result.',
  ],
  [{ ...waiting, state: 'lost' }, 'question: CREATE INDEX ASYNC i ON t (a) (unknown · job)', undefined],
];

for (const [tracked, line, end] of texts)
  test(`the words about ${line}`, () => {
    const { icon, label, description } = trackedLine(tracked, 20_500);
    assert.deepEqual([`${icon.name}: ${label} (${description})`, endText(tracked)?.text], [line, end]);
  });

const durations: Readonly<Record<number, string>> = {
  [-5]: '0 s',
  999: '0 s',
  59999: '59 s',
  61000: '1 min 1 s',
  3660000: '1 h 1 min',
};

for (const [milliseconds, text] of Object.entries(durations))
  test(`${milliseconds} ms read as ${text}`, () => assert.equal(durationText(Number(milliseconds)), text));
