import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Profile } from '../../../../server/src/connection/profile.js';
import { joinProfiles, type Profiles, parseProfiles, profileEntry } from '../../../src/connection/profile.js';

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
const inSandbox: Profile = {
  ...full,
  awsProfile: undefined,
  endpoint: { host: 'sandbox', address: 'sandbox', port: 0, region: '', clusterId: '' },
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
    { profiles: [plain], problems: ['Connection 2 is not an object with a name and an endpoint.'] },
  ],
  ['everything', [profileEntry(full)], { profiles: [full], problems: [] }],
  ['the sandbox as a role', [profileEntry(inSandbox)], { profiles: [inSandbox], problems: [] }],
  [
    'a password',
    [{ ...entry, password: 'x' }],
    {
      profiles: [],
      problems: [
        'Connection "Orders" must not hold a password: a token is made for each connection. Remove it.',
      ],
      unread: [{ name: 'Orders', productionId: undefined }],
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
        'Connection 1 has a "user" that is not text.',
        'Connection 1 has a "searchPath" that is not a list of schema names.',
        'Connection 1 has a "color" that is none of red, orange, yellow, green, blue, purple.',
        'Connection 1 has a "readOnly" that is not true or false.',
      ],
    },
  ],
  [
    'a search path in which the functions of another schema come before the built-in ones',
    [
      { ...entry, name: 'Early', searchPath: ['pg_catalog', 'app'] },
      { ...entry, searchPath: ['app', 'pg_catalog'] },
    ],
    {
      profiles: [{ ...plain, name: 'Early', searchPath: ['pg_catalog', 'app'] }],
      problems: [
        'Connection "Orders" has a "searchPath" with "pg_catalog" behind another schema. Leave it out: it comes first.',
      ],
      unread: [{ name: 'Orders', productionId: undefined }],
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

const another = { ...plain.endpoint, host: 'x.on.aws', address: 'x.on.aws', clusterId: 'x' };
const strict: Profile = { ...plain, readOnly: true, production: true, color: 'red', searchPath: ['app'] };

/** Connections of the user, those of the workspace, and what both are together. */
const joined: readonly (readonly [
  title: string,
  ofUser: readonly Profile[],
  ofWorkspace: readonly Profile[],
  both: readonly Profile[],
])[] = [
  ['of the user only', [strict], [], [strict]],
  ['of the workspace only', [], [strict], [strict]],
  ['of two names', [plain], [full], [plain, full]],
  ['that the workspace would open for writing', [strict], [plain], [strict]],
  ['that the workspace would color otherwise', [strict], [{ ...strict, color: 'green' }], [strict]],
  ['that the workspace limits', [plain], [strict], [strict]],
  [
    'whose cluster the workspace gives another name',
    [strict],
    [
      { ...plain, name: 'Playground' },
      { ...plain, name: 'Elsewhere', endpoint: another },
    ],
    [
      strict,
      { ...plain, name: 'Playground', production: true },
      { ...plain, name: 'Elsewhere', endpoint: another },
    ],
  ],
  [
    'that each limits otherwise',
    [{ ...plain, readOnly: true }],
    [{ ...plain, production: true, searchPath: ['app'] }],
    [{ ...plain, readOnly: true, production: true, searchPath: ['app'] }],
  ],
  [
    'that the workspace sends elsewhere',
    [strict],
    [{ ...plain, endpoint: another }],
    [strict, { ...plain, name: 'Orders (workspace)', endpoint: another }],
  ],
  [
    'that the workspace dials by another address',
    [strict],
    [{ ...plain, endpoint: { ...plain.endpoint, address: 'vpce-1.dsql' } }],
    [
      strict,
      {
        ...plain,
        name: 'Orders (workspace)',
        endpoint: { ...plain.endpoint, address: 'vpce-1.dsql' },
        production: true,
      },
    ],
  ],
  [
    'that the workspace opens as another user',
    [{ ...strict, user: 'reader' }],
    [plain],
    [
      { ...strict, user: 'reader' },
      { ...plain, name: 'Orders (workspace)', production: true },
    ],
  ],
  [
    'that the workspace opens by other credentials',
    [strict],
    [{ ...plain, awsProfile: 'root' }],
    [strict, { ...plain, name: 'Orders (workspace)', awsProfile: 'root', production: true }],
  ],
  [
    'whose other name is taken by the user and by the workspace',
    [strict, { ...strict, name: 'Orders (workspace)' }],
    [
      { ...plain, endpoint: another },
      { ...plain, name: 'Orders (workspace 2)', endpoint: another },
    ],
    [
      strict,
      { ...strict, name: 'Orders (workspace)' },
      { ...plain, name: 'Orders (workspace 3)', endpoint: another },
      { ...plain, name: 'Orders (workspace 2)', endpoint: another },
    ],
  ],
];

/** Entries of the user with a mistake in them, those of the workspace, and the names and marks of what there is. */
test('an entry of the user that has a mistake keeps its name and its mark', () => {
  const broken = { ...entry, name: 'Live', color: 'pink', readOnly: true };
  const both = (ofUser: readonly object[], ofWorkspace: readonly object[]) =>
    joinProfiles({
      ofUser: parseProfiles(ofUser),
      ofWorkspace: parseProfiles(ofWorkspace),
    }).profiles.map(({ name, production }) => [name, production]);
  assert.deepEqual(both([broken], [{ ...entry, name: 'Live' }]), [['Live (workspace)', false]]);
  for (const production of [true, 'yes'])
    assert.deepEqual(both([{ ...broken, production }], [entry]), [['Orders', true]]);
  assert.deepEqual(both([{ ...broken, endpoint: 'x' }], [{ ...entry, name: 'Live' }, entry]), [
    ['Live (workspace)', false],
    ['Orders', false],
  ]);
});

for (const [title, ofUser, ofWorkspace, both] of joined) {
  test(`connections ${title}`, () =>
    assert.deepEqual(
      joinProfiles({
        ofUser: { profiles: ofUser, problems: ['of the user'] },
        ofWorkspace: { profiles: ofWorkspace, problems: ['of the workspace'] },
      }),
      { profiles: both, problems: ['of the workspace', 'of the user'] },
    ));
}
