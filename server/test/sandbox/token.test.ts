import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DsqlSigner } from '@aws-sdk/dsql-signer';
import { type Credentials, verifyToken } from '../../src/sandbox/token.js';

const credentials = { accessKeyId: 'AKIASANDBOXSANDBOXAB', secretAccessKey: 'made/up+secret' };
const cluster = 'abcdefghijklmnopqrstuvwxyz.dsql.us-east-1.on.aws';
const hosts = ['127.0.0.1', 'localhost', cluster];

interface Signed {
  readonly host?: string;
  readonly region?: string;
  readonly credentials?: Credentials;
  readonly action?: 'DbConnect' | 'DbConnectAdmin';
  /** In seconds. */
  readonly expiresIn?: number;
}

/** A token as the AWS SDK makes it. */
function sign(how: Signed = {}): Promise<string> {
  const signer = new DsqlSigner({
    hostname: how.host ?? cluster,
    region: how.region ?? 'us-east-1',
    credentials: how.credentials ?? credentials,
    ...(how.expiresIn === undefined ? {} : { expiresIn: how.expiresIn }),
  });
  return how.action === 'DbConnect' ? signer.getDbConnectAuthToken() : signer.getDbConnectAdminAuthToken();
}

const dateOf = (token: string): Date => {
  const [, ...parts] = /X-Amz-Date=(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(token) ?? [];
  const [year, month, day, hour, minute, second] = parts.map(Number);
  return new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second));
};

const stamp = (time: Date): string => time.toISOString().replace(/[-:]|\.\d+/g, '');

interface Case {
  readonly name: string;
  readonly signed?: Signed;
  readonly user?: string;
  /** The clock of the server, in seconds after the signing. */
  readonly age?: number;
  readonly known?: Credentials;
  readonly change?: (token: string) => string;
  /** Undefined: it lets the user in. */
  readonly hint?: string | ((time: (age: number) => string) => string);
}

const notAToken =
  'The password is no authentication token: make one with aws dsql generate-db-connect-admin-auth-token, or with dsql token.';
const wrongSignature =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.';
const wrongKey = 'The security token included in the request is invalid.';
const temporary = { ...credentials, sessionToken: 'a/session+token==' };

const cases: readonly Case[] = [
  { name: 'admin with DbConnectAdmin' },
  { name: 'a role with DbConnect', user: 'app', signed: { action: 'DbConnect' } },
  { name: 'signed for 127.0.0.1', signed: { host: '127.0.0.1' } },
  { name: 'signed for localhost', signed: { host: 'localhost' } },
  { name: 'signed for a host with its port', signed: { host: 'localhost:5432' } },
  { name: 'in its last second', age: 900 },
  { name: 'of a week', signed: { expiresIn: 604_800 }, age: 604_800 },
  { name: 'from a clock five minutes ahead', age: -300 },
  {
    name: 'with the session token of temporary credentials',
    signed: { credentials: temporary },
    known: temporary,
  },
  {
    name: 'a second too old',
    age: 901,
    hint: (time) => `Signature expired: ${time(0)} is now earlier than ${time(1)} (${time(901)} - 15 min.)`,
  },
  {
    name: 'with a short life of its own',
    signed: { expiresIn: 10 },
    age: 11,
    hint: (time) => `Signature expired: ${time(0)} is now earlier than ${time(1)} (${time(11)} - 10 sec.)`,
  },
  {
    name: 'from a clock too far ahead',
    age: -301,
    hint: (time) =>
      `Signature not yet current: ${time(0)} is still later than ${time(-1)} (${time(-301)} + 5 min.)`,
  },
  {
    name: 'of another secret',
    signed: { credentials: { ...credentials, secretAccessKey: 'other' } },
    hint: wrongSignature,
  },
  {
    name: 'of another access key',
    signed: { credentials: { ...credentials, accessKeyId: 'AKIAANOTHER' } },
    hint: wrongKey,
  },
  { name: 'with a session token nobody gave out', signed: { credentials: temporary }, hint: wrongKey },
  { name: 'without the session token', known: temporary, hint: wrongKey },
  {
    name: 'for another region',
    signed: { region: 'eu-west-1' },
    hint: 'Credential should be scoped to a valid region, not "eu-west-1".',
  },
  {
    name: 'for another cluster',
    signed: { host: 'zzzz.dsql.us-east-1.on.aws' },
    hint: 'The token was signed for "zzzz.dsql.us-east-1.on.aws", which is not this cluster.',
  },
  {
    name: 'admin with DbConnect',
    signed: { action: 'DbConnect' },
    hint: 'Wrong user to action mapping. user: admin, action: DbConnect',
  },
  {
    name: 'a role with DbConnectAdmin',
    user: 'app',
    hint: 'Wrong user to action mapping. user: app, action: DbConnectAdmin',
  },
  {
    name: 'with its action changed',
    user: 'app',
    change: (token) => token.replace('Action=DbConnectAdmin', 'Action=DbConnect'),
    hint: wrongSignature,
  },
  {
    name: 'with its host changed',
    signed: { host: 'zzzz.dsql.us-east-1.on.aws' },
    change: (token) => token.replace(/^[^/]+/, cluster),
    hint: wrongSignature,
  },
  {
    name: 'with its life made longer',
    change: (token) => token.replace('Expires=900', 'Expires=604800'),
    hint: wrongSignature,
  },
  {
    name: 'with a life of more than a week',
    change: (token) => token.replace('Expires=900', 'Expires=604801'),
    hint: 'X-Amz-Expires must be less than a week (in seconds)',
  },
  ...['0x384', '9e2', '+900', '%20900', '900.0', '900%0A', '0b1110000100', '', '-900', '0', '٩٠٠'].map(
    (life): Case => ({
      name: `with the life "${life}"`,
      change: (token) => token.replace('Expires=900', `Expires=${life}`),
      hint: notAToken,
    }),
  ),
  ...['0230T000000Z', '0101T240000Z', '1301T000000Z', '0101T006000Z'].map(
    (moment): Case => ({
      name: `of a moment that no calendar has, ${moment}`,
      change: (token) =>
        token
          .replace(/Date=\w+/, `Date=2026${moment}`)
          .replace(/%2F\d{8}%2F/, `%2F2026${moment.slice(0, 4)}%2F`),
      hint: notAToken,
    }),
  ),
  ...[-1, 1].map((direction): Case => {
    const jump = direction * 20 * 365 * 86_400;
    return {
      name: `while the clock is twenty years ${direction < 0 ? 'behind' : 'ahead'}`,
      age: jump,
      hint: (time) =>
        direction < 0
          ? `Signature not yet current: ${time(0)} is still later than ${time(jump + 300)} (${time(jump)} + 5 min.)`
          : `Signature expired: ${time(0)} is now earlier than ${time(jump - 900)} (${time(jump)} - 15 min.)`,
    };
  }),
  {
    name: 'with a signature cut short',
    change: (token) => token.replace(/(Signature=\w+)\w/, '$1'),
    hint: wrongSignature,
  },
  {
    name: 'with a parameter added',
    change: (token) => `${token}&X-Amz-Extra=1`,
    hint: wrongSignature,
  },
  { name: 'with a parameter twice', change: (token) => `${token}&Action=DbConnect`, hint: notAToken },
  {
    name: 'with a day that is not its date',
    change: (token) => token.replace(/%2F\d{8}%2F/, '%2F20200101%2F'),
    hint: notAToken,
  },
  {
    name: 'for another service',
    change: (token) => token.replace('%2Fdsql%2F', '%2Frds-db%2F'),
    hint: notAToken,
  },
  { name: 'with a broken escape', change: (token) => `${token}%`, hint: notAToken },
  { name: 'with https before it', change: (token) => `https://${token}`, hint: notAToken },
  { name: 'a password', change: () => 'secret', hint: notAToken },
  { name: 'nothing', change: () => '', hint: notAToken },
  { name: 'a megabyte of nonsense', change: () => 'x/?'.padEnd(1 << 20, 'a=%00&'), hint: notAToken },
];

describe('a token', () => {
  for (const { name, signed = {}, user = 'admin', age = 0, known = credentials, change, hint } of cases) {
    test(`${name}: ${hint === undefined ? 'lets in' : 'is refused'}`, async () => {
      const token = await sign(signed);
      const time = (seconds: number): Date => new Date(dateOf(token).getTime() + seconds * 1_000);
      const answer = verifyToken(change ? change(token) : token, {
        user,
        now: time(age),
        credentials: known,
        hosts,
        region: 'us-east-1',
      });
      const words = typeof hint === 'function' ? hint((seconds) => stamp(time(seconds))) : hint;
      const refusal = {
        sqlstate: '08006',
        message: 'unable to accept connection, access denied',
        hint: words,
      };
      assert.deepEqual(answer, words === undefined ? undefined : refusal);
    });
  }
});
