import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { describe, test } from 'node:test';
import { hostsOf, type Identity } from '../../src/sandbox/identity.js';
import { verifyToken } from '../../src/sandbox/token.js';
import { check, folderOf, run } from './dsql.js';

const identity: Identity = {
  clusterId: 'abcdefghijklmnopqrstuvwxyz',
  region: 'us-east-1',
  credentials: { accessKeyId: 'AKIASANDBOXSANDBOXAB', secretAccessKey: 'made/up+secret' },
};
const files = { 'sandbox.json': JSON.stringify(identity) };

describe('dsql token prints a token', () => {
  for (const [name, args, user, life] of [
    ['of admin for 15 minutes', [], 'admin', 900],
    ['of a role', ['--user', 'app'], 'app', 900],
    ['for a time of one’s own', ['--expires-in', '604800'], 'admin', 604_800],
  ] as const) {
    test(name, async () => {
      const folder = folderOf(files);
      const { stdout, ...rest } = await run(['token', '--dir', '.', ...args], { folder, stdin: '', env: {} });
      rmSync(folder, { recursive: true });
      assert.deepEqual(rest, { stderr: '', status: 0 });
      const { credentials, region } = identity;
      const expected = { user, now: new Date(), credentials, region, hosts: hostsOf(identity) };
      assert.equal(verifyToken(stdout.trimEnd(), expected), undefined);
      assert.equal(new URLSearchParams(stdout).get('X-Amz-Expires'), String(life));
    });
  }
});

const env = { AWS_SHARED_CREDENTIALS_FILE: 'aws/credentials', AWS_CONFIG_FILE: 'aws/config' };
const use = (name: string): string => `The profile ${name} is written. It signs for the sandbox:
  aws dsql generate-db-connect-admin-auth-token --profile ${name} --hostname abcdefghijklmnopqrstuvwxyz.dsql.us-east-1.on.aws
`;
const writing = ['token', '--dir', '.', '--write-profile', 'box'];
const credentialsSection = `[box]
# written by dsql token: made-up credentials of a sandbox
aws_access_key_id = AKIASANDBOXSANDBOXAB
aws_secret_access_key = made/up+secret
`;
const configSection = `[profile box]
# written by dsql token: made-up credentials of a sandbox
region = us-east-1
`;
const mine = '[default]\naws_access_key_id = MINE\n';

check('dsql token', [
  {
    name: 'needs a folder',
    args: ['token'],
    stderr: 'dsql: dsql token needs the folder of a sandbox: --dir DIR.\n',
    status: 2,
  },
  {
    name: 'a folder that is no sandbox',
    args: ['token', '--dir', 'nowhere'],
    stderr: 'dsql: nowhere is not a sandbox: start one with dsql sandbox --dir nowhere.\n',
    status: 2,
  },
  {
    name: 'a folder whose file is damaged',
    args: ['token', '--dir', '.'],
    files: { 'sandbox.json': '{' },
    stderr: 'dsql: sandbox.json is damaged: remove it, and the sandbox creates a new one.\n',
    status: 2,
  },
  {
    name: 'a week is the longest life',
    args: ['token', '--dir', '.', '--expires-in', '604801'],
    files,
    stderr: 'dsql: --expires-in takes seconds from 1 to 604800, not "604801".\n',
    status: 2,
  },
  {
    name: 'takes no operand',
    args: ['token', '--dir', '.', 'admin'],
    files,
    stderr: 'dsql: dsql token takes options only, not "admin".\n',
    status: 2,
  },
  {
    name: 'a profile is written to files that are made for it',
    args: [...writing, '--yes'],
    files,
    env,
    stdout: use('box'),
    after: { 'aws/credentials': credentialsSection, 'aws/config': configSection },
  },
  {
    name: 'a profile is added to what is there',
    args: [...writing, '--yes'],
    files: { ...files, 'aws/credentials': mine, 'aws/config': '[default]\nregion=eu-west-1' },
    env,
    stdout: use('box'),
    after: {
      'aws/credentials': `${mine}\n${credentialsSection}`,
      'aws/config': `[default]\nregion=eu-west-1\n\n${configSection}`,
    },
  },
  {
    name: 'a profile of an earlier sandbox is replaced, and its neighbors stay',
    args: [...writing, '--yes'],
    files: {
      ...files,
      'aws/credentials': `${credentialsSection.replace('made/up', 'older')}\n${mine}`,
      'aws/config': `# mine\n${configSection.replace('us-east-1', 'nowhere')}`,
    },
    env,
    stdout: use('box'),
    after: { 'aws/credentials': `${credentialsSection}\n${mine}`, 'aws/config': `# mine\n${configSection}` },
  },
  {
    name: 'a profile that somebody else wrote stays',
    args: [...writing, '--yes'],
    files: { ...files, 'aws/credentials': '[ box ]\naws_access_key_id = MINE\n' },
    env,
    stderr: 'dsql: A profile box that does not belong to a sandbox exists: choose another name.\n',
    status: 2,
    after: { 'aws/credentials': '[ box ]\naws_access_key_id = MINE\n' },
  },
  {
    name: 'a profile has a plain name',
    args: ['token', '--dir', '.', '--write-profile', 'a]\n[b', '--yes'],
    files,
    stderr: 'dsql: --write-profile takes letters, digits and . @ + - _ only, not "a]␊[b".\n',
    status: 2,
  },
  {
    name: 'nothing is written where nobody can be asked',
    args: writing,
    files: { ...files, 'aws/credentials': mine },
    env,
    stderr:
      'dsql: This needs an answer, and standard input is not a terminal. Add the profile box to aws/credentials and aws/config with --yes.\n',
    status: 2,
    after: { 'aws/credentials': mine },
  },
]);
