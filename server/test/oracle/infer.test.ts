import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { builtins } from '../../src/core/catalog/builtins.js';
import { layered } from '../../src/core/catalog/layered.js';
import { type Definition, inferDefinition } from '../../src/core/semantics/infer/definition.js';
import { typesIn } from '../../src/core/semantics/infer/types.js';
import { columns, expressions, ownTypes } from './expressions.js';
import { expressionOf } from './parsed.js';
import { startPostgres } from './postgres.js';
import { type Answer, ask, preparePostgres } from './probe.js';

const types = typesIn(layered([builtins(), ownTypes]));

const inferred = (node: Parameters<typeof inferDefinition>[1]): Definition =>
  inferDefinition(types, node, { table: 'probe', columns, hasAllColumns: true });

/** What PostgreSQL makes of these with NULL is not worked out. */
const notTold = [
  '"overlaps"(NULL, c_interval, c_timestamptz, c_interval): 42P17',
  '"overlaps"(NULL, c_timestamptz, c_timestamptz, c_interval): 42P17',
];

describe('An expression', () => {
  let answers: readonly (Answer & { readonly ours: Definition })[] = [];
  let stop = (): Promise<void> => Promise.resolve();
  before(async () => {
    const postgres = await startPostgres();
    stop = postgres.stop;
    await preparePostgres(postgres.client);
    answers = (await ask(postgres.client, expressions())).flatMap((answer) => {
      const node = expressionOf(answer.expression);
      return node ? [{ ...answer, ours: inferred(node) }] : [];
    });
  });
  after(() => stop());

  test('is told to change where PostgreSQL 16 refuses it in an index for that, and nowhere else', () => {
    const wrong = answers.flatMap(({ expression, index, ours }) => {
      const isChanging = ours.isSound && ours.value.changing !== undefined;
      return isChanging === (index === '42P17') ? [] : [`${expression}: ${index}`];
    });
    assert.deepEqual(wrong, notTold);
  });

  test('has the type that PostgreSQL 16 gives it', () => {
    const wrong = answers.flatMap(({ expression, type, ours }) => {
      const key = ours.value.type?.replace(/^\w+\./, '') ?? '(not known)';
      // What nothing gives a type is text in the end.
      const told = key === 'unknown' ? 'text' : key;
      return /^[0-9A-Z]{5}$/.test(type) || told === type ? [] : [`${expression}: ${told}, not ${type}`];
    });
    assert.deepEqual(wrong, []);
  });
});
