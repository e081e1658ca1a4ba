import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cause } from '../../../../server/src/connection/answer.js';
import {
  type Circumstances,
  decodeFailure,
  failureText,
  withoutSecrets,
} from '../../../../server/src/connection/failures.js';

const about: Circumstances = {
  host: 'c.dsql.us-east-1.on.aws',
  region: 'us-east-1',
  user: 'admin',
  awsProfile: 'work',
};

const refused = 'unable to accept connection, access denied';
const server = (sqlstate: string, message: string, hint?: string) => ({
  severity: 'FATAL',
  code: sqlstate,
  message,
  hint,
});
const coded = (code: string, message = code) => Object.assign(new Error(message), { code });
const named = (name: string, message: string) => Object.assign(new Error(message), { name });

/** What comes, what it was, and all that a person reads. */
const table: readonly (readonly [error: unknown, cause: Cause, text: string])[] = [
  [
    named(
      'CredentialsProviderError',
      "Token is expired. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
    ),
    'ssoLogin',
    'The AWS sign-in of the AWS profile "work" has ended. Run "aws sso login --profile work" in a terminal, then connect again.',
  ],
  [
    named(
      'CredentialsProviderError',
      'Could not resolve credentials using profile: [work] in configuration/credentials file(s).',
    ),
    'unknownProfile',
    'There are no credentials for the AWS profile "work". Check its name and its entries in ~/.aws/config and ~/.aws/credentials.',
  ],
  [
    named('CredentialsProviderError', 'Command failed: get-keys'),
    'noCredentials',
    'The AWS profile "work" gave no credentials: Command failed: get-keys. Repair the profile, or choose another one for this connection.',
  ],
  [
    coded('ENOTFOUND', 'getaddrinfo ENOTFOUND c.dsql.us-east-1.on.aws'),
    'hostNotFound',
    'The host "c.dsql.us-east-1.on.aws" cannot be found. Check the endpoint and the network. A cluster that was deleted, or one that only a VPC endpoint reaches, has no public address.',
  ],
  [
    { errors: [coded('ECONNREFUSED')], message: '' },
    'unreachable',
    'The host "c.dsql.us-east-1.on.aws" does not answer. Check the network, a VPN or a firewall: port 5432 must be open to the outside.',
  ],
  [
    new Error('timeout expired'),
    'unreachable',
    'The host "c.dsql.us-east-1.on.aws" does not answer. Check the network, a VPN or a firewall: port 5432 must be open to the outside.',
  ],
  [
    coded('SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain'),
    'untrusted',
    'The certificate of "c.dsql.us-east-1.on.aws" cannot be trusted: self-signed certificate in certificate chain. Someone may be intercepting the connection. The system must trust the certificate of a proxy that inspects TLS. The check cannot be turned off.',
  ],
  [
    server('28P01', refused, 'Signature expired: 20261010T101010Z is now earlier than 20261010T102010Z'),
    'tokenExpired',
    'Unable to accept connection, access denied. Connect again: a new token is made.',
  ],
  [
    server('28P01', 'Wrong user to action mapping. user: admin, action: DbConnect'),
    'wrongAction',
    'Wrong user to action mapping. user: admin, action: DbConnect. The user "admin" needs a token for dsql:DbConnectAdmin: only "admin" takes DbConnectAdmin.',
  ],
  [
    server('28P01', refused),
    'accessDenied',
    'Unable to accept connection, access denied. Check that the AWS profile "work" may dsql:DbConnectAdmin on this cluster, and that the cluster is in us-east-1.',
  ],
  [
    server('57P03', 'unable to accept connection, waking up cluster, please retry later'),
    'wakingUp',
    'Unable to accept connection, waking up cluster, please retry later. It was idle, and needs up to a minute.',
  ],
  [
    server('53300', 'Unable to accept connection, too many open connections.'),
    'tooManyConnections',
    'Unable to accept connection, too many open connections. Close connections of other programs, or wait a moment and connect again.',
  ],
  [
    server('53400', 'Unable to accept connection, rate exceeded.'),
    'tooFast',
    'Unable to accept connection, rate exceeded. Wait a second and connect again.',
  ],
  [
    server('40001', 'change conflicts with another transaction (OC000)'),
    'conflict',
    'Change conflicts with another transaction (OC000). Another transaction changed the same rows first. Run it again.',
  ],
  [
    server('40001', 'schema has been updated by another transaction (OC001)'),
    'schemaChanged',
    'Schema has been updated by another transaction (OC001). Someone changed the schema or a privilege in the meantime. Run it again.',
  ],
  [
    server('54000', 'transaction age limit of 300s exceeded'),
    'tooOld',
    'Transaction age limit of 300s exceeded. A transaction lasts up to 5 minutes. Roll back, and do less in one transaction.',
  ],
  [
    server('54000', 'transaction row limit exceeded'),
    'tooManyRows',
    'Transaction row limit exceeded. A transaction changes up to 3,000 rows and 10 MiB: do it in batches of 500 to 1,000 rows.',
  ],
  [
    server('25P02', 'current transaction is aborted'),
    'aborted',
    'Current transaction is aborted. An earlier statement of this transaction failed. Roll back, then begin again.',
  ],
  [server('57014', 'canceling statement due to user request'), 'canceled', 'Canceled.'],
  [
    coded('ECONNRESET', 'read ECONNRESET'),
    'connectionLost',
    'The connection to "c.dsql.us-east-1.on.aws" was lost. The next statement opens a new one. It is not known whether a change was kept: check before you run it again.',
  ],
  [
    server('0A000', 'unsupported statement: Truncate', 'delete the rows in batches'),
    'statement',
    'Unsupported statement: Truncate. Delete the rows in batches.',
  ],
  ['no reason', 'unknown', 'No reason.'],
  [undefined, 'unknown', 'Undefined.'],
];

for (const [error, cause, text] of table) {
  test(`a failure is told as: ${text}`, () => {
    const decoded = decodeFailure(error, about);
    assert.deepEqual([decoded.cause, failureText(decoded.failure)], [cause, text]);
  });
}

const adviceOf = (error: unknown, circumstances: Partial<Circumstances>) =>
  decodeFailure(error, { ...about, ...circumstances }).failure.advice;

test('advice fits the user, the credentials and the age of the token', () => {
  assert.deepEqual(
    [
      adviceOf(server('28P01', refused), { user: 'app', awsProfile: undefined }),
      adviceOf(server('28P01', refused, 'Signature expired: x'), { isFreshToken: true }),
      adviceOf(named('CredentialsProviderError', 'Could not load credentials from any providers'), {
        awsProfile: undefined,
      }),
    ],
    [
      'Check that the default AWS credentials may dsql:DbConnect on this cluster in us-east-1, and that AWS IAM GRANT has given them the role "app".',
      "The token was made a moment ago, so this computer's clock is wrong or the credentials have ended: set the clock, or renew the credentials.",
      'Name an AWS profile in the connection, or sign in with the AWS command line.',
    ],
  );
});

test('what the server says keeps its own words, and its place in the text of UTF-16', () => {
  const sql = "SELECT '😀', nme FROM t";
  const { failure } = decodeFailure(
    { severity: 'ERROR', code: '42703', message: 'column "nme" does not exist', position: '13', detail: 'd' },
    about,
    sql,
  );
  assert.deepEqual(failure, {
    message: 'column "nme" does not exist',
    sqlstate: '42703',
    detail: 'd',
    hint: undefined,
    advice: undefined,
    span: { start: 13, end: 16 },
    isCanceled: false,
  });
  assert.equal(sql.slice(13, 16), 'nme');
});

test('no part of a token gets into a text', () => {
  const token =
    'c.dsql.us-east-1.on.aws/?Action=DbConnectAdmin&X-Amz-Credential=AKID%2F2026&X-Amz-Security-Token=abc&X-Amz-Signature=0123';
  assert.equal(
    withoutSecrets(`bad password "${token}" given`),
    'bad password "c.dsql.us-east-1.on.aws/?… given',
  );
  assert.equal(
    withoutSecrets('X-Amz-Signature=0123&X-Amz-Security-Token=abc'),
    'X-Amz-Signature=…&X-Amz-Security-Token=…',
  );
});
