import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTarget } from '../../../../server/src/connectCode/target.js';
import type { Profile } from '../../../../server/src/connection/profile.js';
import { wishesOf } from '../../../src/connection/connectionWishes.js';

const host = 'abcdefghijklmnopqrstuvwxyz.dsql.eu-west-1.on.aws';
const profile: Profile = {
  name: 'Orders',
  endpoint: { host, address: host, port: 5432, region: 'eu-west-1', clusterId: 'abcdefghijklmnopqrstuvwxyz' },
  user: 'app',
  awsProfile: undefined,
  searchPath: ['shop', 'public'],
  color: undefined,
  readOnly: false,
  production: false,
};

test('a program connects as its saved connection does', () => {
  assert.deepEqual(readTarget(wishesOf({ profile, caFile: undefined })), {
    host,
    port: 5432,
    region: 'eu-west-1',
    user: 'app',
    schema: 'shop',
    ca: undefined,
  });
});

test('a program for the sandbox dials this machine and trusts its certificate', () => {
  const endpoint = { ...profile.endpoint, address: '127.0.0.1', port: 6543 };
  const place = {
    profile: { ...profile, endpoint, user: 'admin', searchPath: [] },
    caFile: 'C:\\box\\ca.pem',
  };
  assert.deepEqual(readTarget(wishesOf(place)), {
    host: 'localhost',
    port: 6543,
    region: 'eu-west-1',
    user: 'admin',
    schema: undefined,
    ca: 'C:/box/ca.pem',
  });
});

test('a program without a connection has a place for the endpoint', () => {
  const target = readTarget(wishesOf({ profile: undefined }));
  assert.match(typeof target === 'string' ? target : target.host, /^YOUR-CLUSTER-ID/);
});
