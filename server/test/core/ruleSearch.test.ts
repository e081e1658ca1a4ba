import assert from 'node:assert/strict';
import { test } from 'node:test';
import { searchRules } from '../../src/core/lint/ruleSearch.js';
import { type RuleId, rules } from '../../src/core/rules/index.js';

const idsFor = (text: string): readonly RuleId[] => searchRules(rules, text).map(({ id }) => id);

/** What a person pastes, and a rule that must be among the answers. */
const pasted: readonly (readonly [text: string, id: RuleId])[] = [
  ['ERROR:  unsupported mode. please use CREATE INDEX ASYNC.', 'index-without-async'],
  ['error: type "bigserial" does not exist', 'serial-type'],
  [
    'PG::FeatureNotSupported: ERROR: multiple ddl statements not supported in a transaction',
    'two-ddl-in-transaction',
  ],
  ['cannot drop primary key column order_no', 'primary-key-dropped'],
  ['54000 transaction row limit exceeded', 'too-many-rows'],
  ['truncate', 'truncate'],
];

for (const [text, id] of pasted) {
  test(`searching the rules for "${text}" finds ${id}`, () => {
    assert.ok(idsFor(text).includes(id), `found ${idsFor(text).join(', ') || 'nothing'}`);
  });
}

test('of rules with one error that comes first whose examples hold the name in quotes', () => {
  const first = (text: string) => idsFor(text)[0];
  assert.deepEqual(
    [first('type "serial" does not exist'), first('ERROR: type "citext" does not exist')],
    ['serial-type', 'extension-type'],
  );
});

test("every rule is found by the server's own error text", () => {
  const lost = rules.filter(
    ({ id, server }) => server && !idsFor(server.text.replace(/\{\w+\}/g, 'x')).includes(id),
  );
  assert.deepEqual(lost, []);
});

test('what no rule speaks of finds none', () => {
  assert.deepEqual([idsFor('wombat'), idsFor('  ')], [[], []]);
});
