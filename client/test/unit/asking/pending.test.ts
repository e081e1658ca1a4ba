import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Pending, pendingQuestions } from '../../../src/asking/pending.js';
import { always } from '../../../src/asking/standing.js';

const question: Pending = { question: 'Save 2 rows?', yes: 'Save', standing: always };

test('a question stays open until it is answered, and is answered once', async () => {
  let changes = 0;
  const questions = pendingQuestions(() => changes++);
  const asked = questions.ask('a', question);
  assert.deepEqual([questions.keys(), questions.find('a')], [['a'], question]);
  assert.equal(questions.answer('b', true), false);
  assert.equal(questions.answer('a', true), true);
  assert.equal(questions.answer('a', true), false);
  assert.equal(await asked, true);
  assert.deepEqual([questions.keys(), changes], [[], 2]);
});

test('who asks anew gives up the question before', async () => {
  const questions = pendingQuestions(() => undefined);
  const first = questions.ask('a', question);
  const second = questions.ask('a', { ...question, question: 'Save 3 rows?' });
  assert.equal(await first, false);
  assert.deepEqual(questions.keys(), ['a']);
  questions.answer('a', false);
  assert.equal(await second, false);
});

test('a question that is no longer true cannot be agreed to, but given up', async () => {
  const questions = pendingQuestions(() => undefined);
  let reason: string | undefined;
  const standing = () => reason;
  const agreed = questions.ask('a', { ...question, standing });
  const left = questions.ask('b', { ...question, standing });
  reason = 'The file has changed in the meantime.';
  questions.answer('a', true);
  questions.answer('b', false);
  await assert.rejects(agreed, { message: 'The file has changed in the meantime. Nothing was done.' });
  assert.equal(await left, false);
});
