import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Profile, type Profiles, parseProfiles, profileEntry } from '../../../src/connection/profile.js';

const host = 'abcdefghij0123456789klmnop.dsql.us-east-1.on.aws';
const plain: Profile = {
  name: 'Orders',
  endpoint: {
    host,
    address: host,
    port: 5432,
    region: 'us-east-1',
    clusterId: 'abcdefghij0123456789klmnop',
  },
  user: 'admin',
  awsProfile: undefined,
  searchPath: [],
  color: undefined,
  readOnly: false,
  production: false,
};
const full: Profile = {
  ...plain,
  name: 'Live',
  user: 'reporting',
  awsProfile: 'work',
  searchPath: ['app', 'My "own"'],
  color: 'red',
  readOnly: true,
  production: true,
};
const entry = { name: 'Orders', endpoint: host };
const none: Profiles = { profiles: [], problems: [] };

const settings: readonly (readonly [title: string, setting: unknown, Profiles])[] = [
  ['nothing', undefined, none],
  ['an empty list', [], none],
  ['no list', { name: 'a' }, { profiles: [], problems: ['dsql.connections is a list of connections.'] }],
  ['a name and an endpoint', [entry], { profiles: [plain], problems: [] }],
  [
    'an entry that is no object',
    [entry, 'x'],
    { profiles: [plain], problems: ['Connection 2 is no object with a name and an endpoint.'] },
  ],
  ['everything', [profileEntry(full)], { profiles: [full], problems: [] }],
  [
    'a password',
    [{ ...entry, password: 'x' }],
    {
      profiles: [],
      problems: [
        'Connection "Orders" must not hold a password: a token is made for each connection. Remove it.',
      ],
    },
  ],
  [
    'everything wrong',
    [{ endpoint: '', user: 1, searchPath: 'app', color: 'pink', readOnly: 'yes' }],
    {
      profiles: [],
      problems: [
        'Connection 1 has no name.',
        'Connection 1: The endpoint is missing.',
        'Connection 1 has a "user" that is no text.',
        'Connection 1 has a "searchPath" that is no list of schema names.',
        'Connection 1 has a "color" that is none of red, orange, yellow, green, blue, purple.',
        'Connection 1 has a "readOnly" that is not true or false.',
      ],
    },
  ],
  [
    'a name twice',
    [entry, { ...entry, user: 'other' }],
    { profiles: [plain], problems: ['Two connections are named "Orders".'] },
  ],
];

for (const [title, setting, expected] of settings) {
  test(`the setting dsql.connections is read with ${title}`, () =>
    assert.deepEqual(parseProfiles(setting), expected));
}

test('a profile reads the same after it was written, that of a VPC endpoint too', () => {
  const vpc = 'vpce-0a1b.dsql-fnh4.us-east-1.vpce.amazonaws.com';
  const profiles = [plain, full, { ...plain, name: 'VPC', endpoint: { ...plain.endpoint, address: vpc } }];
  assert.deepEqual(parseProfiles(profiles.map(profileEntry)), { profiles, problems: [] });
});
