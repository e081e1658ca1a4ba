import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Profile } from '../../../../server/src/connection/profile.js';
import type { Phase } from '../../../../server/src/connection/session.js';
import { connectionLine, transactionLine } from '../../../src/connection/statusText.js';

const host = 'abcdefghij0123456789klmnop.dsql.us-east-1.on.aws';
const profile: Profile = {
  name: 'Live',
  endpoint: { host, address: host, port: 5432, region: 'us-east-1', clusterId: host.slice(0, 26) },
  user: 'reporting',
  awsProfile: undefined,
  searchPath: [],
  color: 'red',
  readOnly: true,
  production: true,
};

test('the status bar shows the connection in its color, and that it is read-only and production', () =>
  assert.deepEqual(connectionLine({ name: 'Live', phase: 'open', isSandbox: false, profile }), {
    text: '$(database) Live $(lock)',
    tooltip: `**Live**: Connected.\n\n\`reporting\` on \`${host}\`\n\nProduction\n\nRead-only: writes are refused\n\nClick to choose another connection for the file in front.`,
    color: 'charts.red',
    background: 'statusBarItem.warningBackground',
  }));

const texts: readonly (readonly [phase: Phase | undefined, isSandbox: boolean, text: string])[] = [
  [undefined, false, '$(debug-disconnect) DSQL: connect'],
  ['closed', true, '$(debug-disconnect) Live'],
  ['opening', false, '$(sync~spin) Live'],
  ['waking', false, '$(sync~spin) Live'],
  ['open', false, '$(database) Live'],
  ['open', true, '$(vm) Live'],
];

for (const [phase, isSandbox, text] of texts) {
  test(`the status bar reads "${text}" for ${isSandbox ? 'a sandbox' : 'a connection'} that is ${phase}`, () =>
    assert.equal(connectionLine(phase && { name: 'Live', phase, isSandbox, profile: undefined }).text, text));
}

/** What is shown of a transaction so many seconds after its BEGIN. */
const transactions: readonly (readonly [seconds: number, text: string, background: string | undefined])[] = [
  [0, '$(git-commit) Transaction 5:00', undefined],
  [0.5, '$(git-commit) Transaction 5:00', undefined],
  [61, '$(git-commit) Transaction 3:59', undefined],
  [240, '$(git-commit) Transaction 1:00', 'statusBarItem.warningBackground'],
  [295, '$(git-commit) Transaction 0:05', 'statusBarItem.warningBackground'],
  [400, '$(git-commit) Transaction 0:00', 'statusBarItem.warningBackground'],
];

for (const [seconds, text, background] of transactions) {
  test(`an open transaction of ${seconds} s reads "${text}"`, () => {
    const line = transactionLine('open', seconds * 1_000);
    assert.deepEqual([line?.text, line?.background], [text, background]);
  });
}

test('a failed transaction is red, and none is not shown', () => {
  assert.equal(transactionLine('failed', 0)?.background, 'statusBarItem.errorBackground');
  assert.equal(transactionLine('none', 0), undefined);
});
