import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awsProfilesIn } from '../../../src/connection/awsProfiles.js';
import { clusterVariables, parseEnvironment } from '../../../src/connection/environment.js';

const environment = `
# the order desk
CLUSTER_ENDPOINT=abc.dsql.us-east-1.on.aws # the first one
export CLUSTER_USER = "admin"
REGION='us-east-1'
 EMPTY=
 not a variable
URL=a#b
`;

test('.env is read as shells and dotenv read it', () =>
  assert.deepEqual(parseEnvironment(environment), {
    CLUSTER_ENDPOINT: 'abc.dsql.us-east-1.on.aws',
    CLUSTER_USER: 'admin',
    REGION: 'us-east-1',
    EMPTY: '',
    URL: 'a#b',
  }));

test('the variables of the guides name a cluster', () => {
  assert.deepEqual(clusterVariables(parseEnvironment(environment)), {
    endpoint: 'abc.dsql.us-east-1.on.aws',
    user: 'admin',
    region: 'us-east-1',
    awsProfile: undefined,
  });
  assert.equal(clusterVariables({ CLUSTER_USER: 'admin', CLUSTER_ENDPOINT: ' ' }), undefined);
});

test('the profiles of both files of the AWS command line are offered, without their keys', () => {
  const config = `[default]
region = us-east-1
[profile work]
sso_session = corp
region=eu-west-1
[sso-session corp]
region = us-west-2
`;
  const credentials = `[ci]
aws_access_key_id = AKIDEXAMPLE
aws_secret_access_key = not-a-key
[work]
`;
  assert.deepEqual(awsProfilesIn(config, credentials), [
    { name: 'default', region: 'us-east-1' },
    { name: 'ci', region: undefined },
    { name: 'work', region: 'eu-west-1' },
  ]);
});
