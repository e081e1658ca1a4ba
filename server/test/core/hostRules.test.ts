import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainHostRule, hostRules, wayIn } from '../../src/core/project/hostRules.js';

/** A language, and what the hover of a write without a retry shows there, of the driver and of AWS's connector. */
const retries: readonly (readonly [language: string, own: string, connector: string | undefined])[] = [
  ['typescript', "error.code !== '40001'", 'pool.transaction('],
  ['javascript', "error.code !== '40001'", 'pool.transaction('],
  ['python', 'SerializationFailure', undefined],
  ['go', 'pgconn.PgError', 'occretry.WithRetry'],
  ['java', 'getSQLState', undefined],
  ['kotlin', 'error.sqlState', undefined],
  ['rust', 'Some("40001")', 'transaction_with_retry'],
  ['csharp', 'error.SqlState == "40001"', 'OccRetry.WithTransactionRetryAsync'],
  ['elixir', 'error.postgres[:pg_code]', undefined],
];

for (const [language, own, connector] of retries)
  test(`a write without a retry is explained in ${language}, with the connector's own where it has one`, () => {
    const retry = hostRules.find(({ id }) => id === 'write-without-retry');
    assert.ok(retry);
    const markdown = explainHostRule(retry, language);
    assert.ok(markdown.includes(own), markdown);
    assert.equal(markdown.includes("With AWS's connector:"), connector !== undefined);
    assert.ok(markdown.includes(connector ?? own), markdown);
  });

test('each rule about code has its right way in every language', () => {
  for (const rule of hostRules)
    for (const [language] of retries) {
      const way = wayIn(rule, language);
      assert.equal(way.language, language === 'javascript' ? 'typescript' : language);
      assert.notEqual(way.good, way.bad);
    }
});
