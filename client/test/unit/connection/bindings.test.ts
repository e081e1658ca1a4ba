import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type BindingsMemory, bindingsFrom, createBindings } from '../../../src/connection/bindings.js';

const nothing: BindingsMemory = { last: undefined, documents: [] };
const none = createBindings(nothing, () => undefined);

test('a document without a connection has what was used last, until it is shown: then it keeps that', () => {
  const bindings = createBindings(nothing, () => undefined);
  bindings.settle('a');
  assert.equal(bindings.of('a'), undefined);
  bindings.use('Live');
  assert.deepEqual([bindings.of('a'), bindings.of(undefined)], ['Live', 'Live']);
  bindings.settle('a');
  bindings.use('Test');
  assert.deepEqual([bindings.of('a'), bindings.of('b'), bindings.of(undefined)], ['Live', 'Test', 'Test']);
});

test('a document is bound to another connection, and others stay with theirs', () => {
  const bindings = createBindings({ last: 'Live', documents: [['a', 'Live']] }, () => undefined);
  bindings.settle('b');
  bindings.bind('a', 'Test');
  assert.deepEqual([bindings.of('a'), bindings.of('b')], ['Test', 'Live']);
  assert.deepEqual(bindings.documentsOf('Live'), ['b']);
});

test('what has left its connection has none, and takes no other by itself', () => {
  const bindings = createBindings({ last: 'Live', documents: [['a', 'Live']] }, () => undefined);
  bindings.bind('b', 'Test');
  bindings.leave('Live');
  assert.deepEqual([bindings.of('a'), bindings.of('b'), bindings.of('c')], [undefined, 'Test', undefined]);
  bindings.use('Test');
  bindings.settle('a');
  assert.deepEqual([bindings.of('a'), bindings.of('c')], [undefined, 'Test']);
  bindings.bind('a', 'Test');
  assert.equal(bindings.of('a'), 'Test');
});

test('a document that is renamed or saved takes its connection along, and a forgotten one has none of its own', () => {
  const bindings = createBindings({ last: 'Test', documents: [['a', 'Live']] }, () => undefined);
  bindings.move('a', 'b');
  bindings.move('nobody', 'c');
  assert.deepEqual([bindings.of('a'), bindings.of('b'), bindings.of('c')], ['Test', 'Live', 'Test']);
  bindings.forget('b');
  assert.equal(bindings.of('b'), 'Test');
});

test('what is remembered is what was kept, within bounds', () => {
  let kept = nothing;
  const bindings = createBindings(nothing, (memory) => {
    kept = memory;
  });
  bindings.use('Live');
  for (let at = 0; at < 600; at++) bindings.bind(`file:///${at}.sql`, 'Live');
  bindings.leave('Live');
  bindings.bind('file:///1.sql', 'Test');
  const { last, documents } = JSON.parse(JSON.stringify(kept));
  const again = createBindings(bindingsFrom(last, documents), () => undefined);
  assert.deepEqual(
    ['0', '1', '599'].map((name) => again.of(`file:///${name}.sql`)),
    [undefined, 'Test', undefined],
  );
  assert.equal(documents.length, 500);
});

const memories: readonly (readonly [last: unknown, documents: unknown, BindingsMemory])[] = [
  [undefined, undefined, nothing],
  ['', 'x', nothing],
  [
    'Live',
    [['a', 'Live'], ['b', null], ['c'], ['d', 1], 'e', [2, 'Live']],
    {
      last: 'Live',
      documents: [
        ['a', 'Live'],
        ['b', null],
      ],
    },
  ],
];

for (const [last, documents, memory] of memories)
  test(`of a memory of ${JSON.stringify([last, documents])} comes what has its shape`, () =>
    assert.deepEqual(bindingsFrom(last, documents), memory));

test('nobody has a connection before one was used', () => assert.equal(none.of('a'), undefined));
